"""`spaceinvoices logout`: forgets a profile."""

from __future__ import annotations

import click

from spaceinvoices_async.cli import profiles
from spaceinvoices_async.cli.command_names import OWN_COMMANDS
from spaceinvoices_async.cli.connection import run
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import finish


@click.command(short_help=OWN_COMMANDS["logout"])
@click.option("--profile", "name", default=profiles.DEFAULT, show_default=True, metavar="NAME")
@click.option("--end-token", is_flag=True, help="End the token on the server, for everyone.")
@click.option("--allow-http", is_flag=True, help="Allow plain http to another host.")
def logout(*, name: str, end_token: bool, allow_http: bool) -> Exit:
    """Forget a profile; with --end-token its token is good for nobody any more."""
    if allow_http and not end_token:
        raise click.UsageError("--allow-http goes with --end-token: nothing is sent without it")
    profile = profiles.load(name) if end_token else None
    if profile is not None:
        run(_end(profile, allow_http=allow_http))
    if not profiles.forget(name):
        raise click.UsageError(f"there is no profile {name!r}")
    return finish(Exit.DONE, lambda: click.echo(f"profile {name!r} forgotten"))


async def _end(profile: profiles.Profile, *, allow_http: bool) -> None:
    from spaceinvoices_async.client import AsyncSpaceInvoices
    from spaceinvoices_async.options import ClientOptions

    options = ClientOptions(allow_http=allow_http, app_info="spaceinvoices-cli")
    async with AsyncSpaceInvoices(profile.token, base_url=profile.base_url, options=options) as si:
        await si.logout()
