"""`spaceinvoices request`: any route of the API, also one that is in no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spaceinvoices_async.cli.connection import connection_options, run
from spaceinvoices_async.cli.operations import rendering

if TYPE_CHECKING:
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.cli.exit_codes import Exit


@click.command(short_help="Send a request to any route of the API.")
@click.argument(
    "method", type=click.Choice(["GET", "POST", "PUT", "PATCH", "DELETE"], case_sensitive=False)
)
@click.argument("path")
@click.option("--query", multiple=True, metavar="NAME=VALUE", help="A parameter of the query.")
@click.option("--body", metavar="JSON|@FILE|-", help="The body: JSON, a file of it, or stdin.")
@click.option(
    "--set", "places", multiple=True, metavar="PLACE=VALUE", help="Set a place of the body."
)
@click.option("--as", "child", metavar="ID|E-MAIL", help="Act as this child account.")
@click.option(
    "--output",
    type=click.Choice(rendering.FORMATS),
    help="A table on a terminal, JSON in a pipe, if not given.",
)
@click.option(
    "--dry-run", is_flag=True, help="Show the request, in place of a result; send nothing."
)
@connection_options
def request(
    *,
    connection: ServerOptions,
    method: str,
    path: str,
    query: tuple[str, ...],
    body: str | None,
    places: tuple[str, ...],
    child: str | None,
    output: rendering.Format | None,
    dry_run: bool,
) -> Exit:
    """Send METHOD to PATH, such as GET /v1/Accounts/authorized.

    Limits, token, retries and errors are those of every other call. If an answer is lost, GET, PUT
    and DELETE are sent again, POST and PATCH are not. It does not ask before it removes something.
    """
    from spaceinvoices_async.cli.operations.body import read_body
    from spaceinvoices_async.cli.operations.call import RequestCall, carry_out

    call = RequestCall(
        verb=method.upper(),
        path=path,
        query=_query(query),
        body=read_body(body, places, None),
        child=child,
        form=rendering.chosen(output),
        dry_run=dry_run,
    )
    return run(carry_out(connection, call))


def _query(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [_pair(text) for text in given]
    found = dict(pairs)
    if len(found) < len(pairs):
        raise click.BadParameter("a name is given twice", param_hint="--query")
    return found


def _pair(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found or not name:
        raise click.BadParameter(f"{text!r} is not of the form NAME=VALUE", param_hint="--query")
    return name, value
