"""Profiles: servers and tokens by name, kept privately, and never sent elsewhere."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import click
import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

from spaceinvoices_async.cli import profiles
from spaceinvoices_async.cli.connection import ServerOptions
from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import World


@pytest.fixture
def alone(world: World) -> World:
    """A world whose environment names no server and no credentials."""
    del world.environment["SPACEINVOICES_BASE_URL"], world.environment["SPACEINVOICES_TOKEN"]
    return world


def log_in(world: World, *more: str):
    return world.run(
        "login", "--base-url", world.sandbox.url, *more, stdin=f"{world.sandbox.token}\n"
    )


def test_after_a_login_every_command_knows_server_and_token(alone: World):
    done = log_in(alone)
    assert done.code == Exit.DONE, done.err
    assert alone.sandbox.token not in done.out + done.err
    file = alone.folder / "profiles.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert alone.run("whoami", "--json").json["id"] == alone.account


def test_a_login_keeps_the_server_that_the_environment_names(alone: World):
    server = {"SPACEINVOICES_BASE_URL": alone.sandbox.url}
    assert alone.run("login", stdin=f"{alone.sandbox.token}\n", **server).code == Exit.DONE
    assert alone.run("profiles", "--json").json["profiles"] == {"default": alone.sandbox.url}
    for environment in (server, {}):
        assert alone.run("whoami", "--json", **environment).json["id"] == alone.account


def test_a_profile_is_chosen_by_name_or_variable(alone: World):
    log_in(alone, "--profile", "books")
    assert alone.run("whoami").code == Exit.USAGE
    assert alone.run("whoami", "--profile", "books").code == Exit.DONE
    assert alone.run("whoami", SPACEINVOICES_PROFILE="books").code == Exit.DONE
    listed = alone.run("profiles", "--json")
    assert listed.json["profiles"] == {"books": alone.sandbox.url}
    missing = alone.run("whoami", "--profile", "boks")
    assert (missing.code, "there are: books" in missing.err) == (Exit.USAGE, True)


def test_a_token_goes_to_the_server_of_its_profile_alone(alone: World):
    log_in(alone)
    for arguments, environment in (
        (["--base-url", "http://127.0.0.1:9"], {}),
        ([], {"SPACEINVOICES_BASE_URL": "http://127.0.0.1:9"}),
    ):
        refused = alone.run("whoami", *arguments, **environment)
        assert refused.code == Exit.USAGE
        assert "its token goes nowhere else" in refused.err


def test_credentials_of_the_environment_win_over_a_profile_nobody_named(alone: World):
    log_in(alone)
    refused = alone.run(
        "whoami", SPACEINVOICES_TOKEN="wrong", SPACEINVOICES_BASE_URL=alone.sandbox.url
    )
    assert refused.code == Exit.STOPPED


def test_an_account_logs_in_with_its_password(alone: World):
    made = alone.http.post(
        "/v1/Accounts", json={"email": "shop@example.com", "password": "a good secret"}
    ).json()
    done = alone.run(
        *("login", "--base-url", alone.sandbox.url, "--email", "shop@example.com"),
        stdin="a good secret\n",
    )
    assert done.code == Exit.DONE, done.err
    assert alone.run("whoami", "--json").json["id"] == made["id"]


def test_a_secret_that_is_refused_is_not_kept(alone: World):
    done = alone.run("login", "--base-url", alone.sandbox.url, stdin="wrong\n")
    assert done.code == Exit.STOPPED
    assert not (alone.folder / "profiles.json").exists()
    assert alone.run("login", "--base-url", alone.sandbox.url, stdin="").code == Exit.USAGE


def test_logout_forgets_and_can_end_the_token(alone: World):
    made = alone.http.post(
        "/v1/Accounts", json={"email": "gone@example.com", "password": "a good secret"}
    )
    assert made.status_code == 200
    alone.run(
        *("login", "--base-url", alone.sandbox.url, "--email", "gone@example.com"),
        stdin="a good secret\n",
    )
    token = json.loads((alone.folder / "profiles.json").read_text())["default"]["token"]
    assert alone.run("logout", "--end-token").code == Exit.DONE
    assert alone.run("profiles", "--json").json["profiles"] == {}
    answer = alone.http.get("/v1/Accounts/authorized", headers={"Authorization": token})
    assert answer.status_code == 401
    assert alone.run("logout").code == Exit.USAGE


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "folder" / "profiles.json"
    monkeypatch.setenv(profiles.FILE_VARIABLE, str(path))
    return path


class MemoryKeyring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        if self.locked:
            raise PasswordSetError("locked")
        self.held[service, username] = password

    def delete_password(self, service, username):
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


def test_a_token_in_the_keyring_is_not_in_the_file(file: Path):
    before = keyring.get_keyring()
    held = MemoryKeyring()
    keyring.set_keyring(held)
    try:
        kept = profiles.Profile(name="a", base_url=None, token="t0ken", in_keyring=True)
        profiles.save(kept)
        assert "t0ken" not in file.read_text()
        assert profiles.load("a") == kept
        assert profiles.forget("a")
        assert held.held == {}
        held.locked = True
        with pytest.raises(click.ClickException, match="locked"):
            profiles.save(kept)
    finally:
        keyring.set_keyring(before)


def test_a_profile_does_not_show_its_token(file: Path):
    del file
    assert "t0ken" not in repr(profiles.Profile(name="a", base_url=None, token="t0ken"))


def test_a_file_that_is_none_of_profiles_says_so(file: Path):
    file.parent.mkdir()
    file.write_text("[]")
    with pytest.raises(click.ClickException, match="no file of profiles"):
        profiles.load("a")
    file.write_text("{")
    with pytest.raises(click.ClickException, match="cannot be read"):
        profiles.load("a")
    file.write_text('{"a": {"base_url": null}}')
    with pytest.raises(click.ClickException, match="run `spaceinvoices login --profile a` again"):
        profiles.load("a")


def test_a_dry_run_needs_no_credentials(file: Path):
    del file
    options = ServerOptions(base_url=None, allow_http=False, rate=None, concurrency=1)
    assert options.address() is None
