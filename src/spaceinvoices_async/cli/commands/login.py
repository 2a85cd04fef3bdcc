"""`spaceinvoices login`: keeps a server and a token as a profile."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from spaceinvoices_async.cli import profiles
from spaceinvoices_async.cli.command_names import OWN_COMMANDS
from spaceinvoices_async.cli.connection import run
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import finish

if TYPE_CHECKING:
    from spaceinvoices_async.options import ClientOptions


@click.command(short_help=OWN_COMMANDS["login"])
@click.option("--profile", "name", default=profiles.DEFAULT, show_default=True, metavar="NAME")
@click.option("--base-url", metavar="URL", help="Server, if not SPACEINVOICES_BASE_URL.")
@click.option("--allow-http", is_flag=True, help="Allow plain http to another host.")
@click.option("--email", metavar="E-MAIL", help="Log in as this account, in place of a token.")
@click.option("--keyring", is_flag=True, help="Keep the token in the system's keyring.")
def login(
    *, name: str, base_url: str | None, allow_http: bool, email: str | None, keyring: bool
) -> Exit:
    """Ask for a token, or the password of --email, and keep the token as a profile.

    The secret is typed on the terminal, or is the first line of the standard input. It is tried
    before it is kept. The file of the profiles can be read by its owner alone.
    """
    from spaceinvoices_async.options import BASE_URL_VARIABLE, ClientOptions

    options = ClientOptions(allow_http=allow_http, app_info="spaceinvoices-cli")
    base_url = base_url or os.environ.get(BASE_URL_VARIABLE) or None
    secret = _ask("password" if email else "token")
    token, account = run(_try(secret, email, base_url, options))
    profiles.save(profiles.Profile(name=name, base_url=base_url, token=token, in_keyring=keyring))
    where = "the system's keyring" if keyring else profiles.profiles_file()
    told = f"logged in as {account}; profile {name!r} kept in {where}"
    return finish(Exit.DONE, lambda: click.echo(told))


def _ask(what: str) -> str:
    """Return a secret: typed and not shown, or the first line of what is piped in."""
    if sys.stdin.isatty():
        return str(click.prompt(what, hide_input=True, err=True)).strip()
    secret = sys.stdin.readline().strip()
    if not secret:
        raise click.UsageError(f"the {what} is the first line of the standard input")
    return secret


async def _try(
    secret: str, email: str | None, base_url: str | None, options: ClientOptions
) -> tuple[str, str]:
    """Return the token, and the account that it is good for."""
    from spaceinvoices_async.client import AsyncSpaceInvoices

    token = secret
    if email is not None:
        async with AsyncSpaceInvoices(
            email=email, password=secret, base_url=base_url, options=options
        ) as si:
            issued = await si.accounts.login(email=email, password=secret)
        token = str(issued.id)
    async with AsyncSpaceInvoices(token, base_url=base_url, options=options) as si:
        account = await si.accounts.authorized()
        wire = account.to_dict()
    return token, str(wire.get("email") or wire.get("id") or si.account_id or "an account")
