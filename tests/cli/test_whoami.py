from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import World


def test_it_tells_the_account_and_its_organizations(world: World):
    ended = world.run("whoami", "--json")
    assert (ended.code, ended.err) == (0, "")
    assert ended.json["id"] == world.account
    assert ended.json["email"] == "root@example.com"
    assert ended.json["server"] == world.sandbox.url
    organization = {"id": world.organization, "name": "International Space Agency"}
    assert organization in ended.json["organizations"]


def test_people_get_two_columns(world: World):
    ended = world.run("whoami")
    assert ended.code == 0
    assert f"account       {world.account}\n" in ended.out
    assert f"organization  {world.organization}  International Space Agency\n" in ended.out


def test_a_login_serves_as_well(world: World):
    ended = world.run(
        "whoami",
        "--json",
        SPACEINVOICES_TOKEN="",
        SPACEINVOICES_EMAIL="root@example.com",
        SPACEINVOICES_PASSWORD="sandbox",
    )
    assert (ended.code, ended.json["id"]) == (0, world.account)


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("http://books.example", "use https, or give --allow-http."),
        ("https://me@books.example", "set SPACEINVOICES_TOKEN, or use `spaceinvoices login`."),
    ],
)
def test_advice_about_an_address_names_options_of_the_command(world: World, url: str, advice: str):
    ended = world.run("whoami", "--base-url", url)
    assert ended.code == Exit.USAGE
    assert ended.err.rstrip().endswith(advice)


def test_without_credentials_it_names_the_command_that_keeps_them(world: World):
    ended = world.run("whoami", SPACEINVOICES_TOKEN="")
    assert ended.code == Exit.USAGE
    assert "no credentials: use `spaceinvoices login`, or set SPACEINVOICES_TOKEN" in ended.err
    assert "token=" not in ended.err
