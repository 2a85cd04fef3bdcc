"""Profiles: servers and credentials by name, in one private file of the user's configuration."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click
from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from types import ModuleType

    from spaceinvoices_async.types import JsonValue

PROFILE_VARIABLE: Final = "SPACEINVOICES_PROFILE"
FILE_VARIABLE: Final = "SPACEINVOICES_PROFILES"
"""Names another file than the usual one."""
DEFAULT: Final = "default"
_SERVICE: Final = "spaceinvoices-async"


@frozen(kw_only=True)
class Profile:
    """A server and the token for it.

    Attributes:
        name: What it is called.
        base_url: The server, without `/v1`; None for the API's own.
        token: The access token.
        in_keyring: Whether the token is in the system's keyring, not in the file.
    """

    name: str
    base_url: str | None
    token: str = field(repr=False)
    in_keyring: bool = False


def profiles_file() -> Path:
    """Return the file of the profiles; it need not exist."""
    given = os.environ.get(FILE_VARIABLE)
    return Path(given) if given else Path(click.get_app_dir("spaceinvoices")) / "profiles.json"


def addresses() -> dict[str, str | None]:
    """Return the servers of the profiles by name, in alphabetical order; None for the API's own.

    Raises:
        click.ClickException: The file cannot be read.
    """
    found: dict[str, str | None] = {}
    for name, stored in sorted(_read().items()):
        base_url = stored.get("base_url") if isinstance(stored, dict) else None
        found[name] = base_url if isinstance(base_url, str) else None
    return found


def load(name: str) -> Profile | None:
    """Return a profile by its name; None if there is none.

    Raises:
        click.ClickException: The file or the keyring cannot be read.
    """
    stored = _read().get(name)
    if not isinstance(stored, dict):
        return None
    base_url, in_keyring = stored.get("base_url"), stored.get("keyring") is True
    token = stored.get("token")
    if in_keyring:
        with _keyring() as keyring:
            token = keyring.get_password(_SERVICE, name)
    if not isinstance(token, str) or not token:
        raise click.ClickException(
            f"the profile {name!r} has no token: run `spaceinvoices login --profile {name}` again"
        )
    return Profile(
        name=name,
        base_url=base_url if isinstance(base_url, str) else None,
        token=token,
        in_keyring=in_keyring,
    )


def save(profile: Profile) -> None:
    """Write a profile, in place of one of the same name.

    Raises:
        click.ClickException: The file or the keyring cannot be written.
    """
    stored: dict[str, JsonValue] = {"base_url": profile.base_url}
    if profile.in_keyring:
        with _keyring() as keyring:
            keyring.set_password(_SERVICE, profile.name, profile.token)
        stored["keyring"] = True
    else:
        stored["token"] = profile.token
    _write({**_read(), profile.name: stored})


def forget(name: str) -> bool:
    """Remove a profile; whether there was one."""
    stored = _read()
    found = stored.pop(name, None)
    if isinstance(found, dict) and found.get("keyring") is True:
        with _keyring() as keyring:
            keyring.delete_password(_SERVICE, name)
    if found is not None:
        _write(stored)
    return found is not None


def _read() -> dict[str, JsonValue]:
    from spaceinvoices_async._serialization import responses

    path = profiles_file()
    try:
        text = path.read_bytes()
        responses.loads_input(text)  # refuses a name that stands twice
        found: object = json.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{path} cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise click.ClickException(f"{path} is no file of profiles: a JSON object is expected")
    return cast("dict[str, JsonValue]", found)


def _write(profiles: Mapping[str, JsonValue]) -> None:
    path = profiles_file()
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(profiles, file, indent=2, sort_keys=True)
                file.write("\n")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error}") from None


@contextmanager
def _keyring() -> Generator[ModuleType]:
    """Give the library of the system's keyring; any error of it becomes one clear message."""
    try:
        import keyring
        from keyring import errors
    except ModuleNotFoundError:
        raise click.ClickException(
            "the token of this profile belongs into the system's keyring, which needs a library: "
            "pip install 'spaceinvoices-async[keyring]'"
        ) from None
    try:
        yield keyring
    except errors.PasswordDeleteError:
        return  # it is gone already, which is what was wanted
    except errors.KeyringError as error:
        raise click.ClickException(
            f"the system's keyring cannot be used ({error}); without --keyring the token goes into "
            f"{profiles_file()}, which only you can read"
        ) from None
