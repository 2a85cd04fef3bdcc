"""`spaceinvoices documents pdf`: many documents as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spaceinvoices_async.cli.connection import connection_options, run
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import finish, json_option, write_json
from spaceinvoices_async.cli.where import WHERE_HELP, read_conditions

if TYPE_CHECKING:
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.cli.downloads import Downloaded


@click.command()
@click.option("--org", "organization_id", required=True, metavar="ID", help="The organization.")
@click.option("--where", multiple=True, metavar="CONDITION", help=WHERE_HELP)
@click.option("--limit", type=click.IntRange(1), help="Most documents.")
@click.option("--language", metavar="CODE", help="Two letters; the organization's by default.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder for the files; made if it is not there.",
)
@click.option("--overwrite", is_flag=True, help="Fetch also what is there already.")
@connection_options
@json_option
def pdf(
    *,
    connection: ServerOptions,
    organization_id: str,
    where: tuple[str, ...],
    limit: int | None,
    language: str | None,
    out: Path,
    overwrite: bool,
    as_json: bool,
) -> Exit:
    """Save documents as PDF, many at once.

    A file appears whole or not at all, so that the same command goes on where it was interrupted:
    what is complete is not fetched again.
    """
    from spaceinvoices_async.cli.downloads import Wanted, fetch_all

    wanted = Wanted(
        organization_id=organization_id,
        where=read_conditions(where),
        limit=limit,
        language=language,
        folder=out,
        overwrite=overwrite,
        at_once=2 * connection.concurrency,
    )
    result = run(fetch_all(connection, wanted))
    code = Exit.INCOMPLETE if result.failed else Exit.DONE
    return finish(
        Exit.INTERRUPTED if result.interrupted else code, lambda: _write(result, as_json=as_json)
    )


def _write(result: Downloaded, *, as_json: bool) -> None:
    if as_json:
        write_json(
            {
                "saved": result.saved,
                "skipped": result.skipped,
                "failed": [{"id": id_, "error": error} for id_, error in result.failed],
                "interrupted": result.interrupted,
            }
        )
        return
    text = f"{result.saved} saved, {result.skipped} there already, {len(result.failed)} failed"
    click.echo(f"{text}; interrupted, run it again to go on" if result.interrupted else text)
