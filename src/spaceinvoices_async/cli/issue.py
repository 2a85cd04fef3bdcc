"""`spaceinvoices batch issue`: its options; the work is in `issuing`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from attrs import evolve

from .inputs import FORMATS, Input
from .output import json_option
from .session import connection_options, run

if TYPE_CHECKING:
    from spaceinvoices_async.batch.ledger import RetryFailed

    from .exits import Exit
    from .session import Connection

_READABLE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_RETRY: Final[dict[bool | None, RetryFailed]] = {True: "all", False: "none", None: "changed"}
_WRITABLE: Final = click.Path(dir_okay=False, path_type=Path)


def _failures(text: str) -> int | float:
    """A number of rows, or a share as `5%`."""
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else int(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is neither a number nor a share such as 5%") from None


@click.command()
@click.argument("file", type=_READABLE)
@click.option("--org", metavar="ID", help="The organization that issues.")
@click.option("--org-column", metavar="COLUMN", help="Where rows name their organization.")
@click.option("--account-column", metavar="COLUMN", help="Where rows name a child account.")
@click.option(
    "--key",
    required=True,
    metavar="COLUMN",
    help="What a document is known by for ever, such as the number of the order.",
)
@click.option("--map", "mapping", type=_READABLE, metavar="TOML", help="Which column goes where.")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="By FILE if not given.")
@click.option(
    "--single",
    is_flag=True,
    help="Each line of the CSV is a document; otherwise the lines of one key together are.",
)
@click.option("--delimiter", metavar="CHARACTER", help="Of a CSV: a comma, or a tab in a .tsv.")
@click.option("--encoding", default="utf-8-sig", show_default=True, help="Of a CSV.")
@click.option("--job", default="default", help="Namespace of the keys, such as 2026-11.")
@click.option("--journal", type=_WRITABLE, metavar="F", help="FILE.journal if not given.")
@click.option("--dry-run", is_flag=True, help="Check everything, add it up, send nothing.")
@click.option("--ordered", is_flag=True, help="One at a time: numbers follow the rows.")
@click.option(
    "--retry-failed/--no-retry-failed",
    default=None,
    help="Send what was refused before again, or never; changed rows alone if not given.",
)
@click.option(
    "--max-failures", type=_failures, metavar="N|P%", help="Stop when so many rows are refused."
)
@click.option("--refused", type=_WRITABLE, metavar="F", help="FILE with .refused if not given.")
@click.option("--results", type=_WRITABLE, metavar="F", help="What became of each row.")
@click.option("--horizon", type=float, help="Seconds until a create in doubt may be sent again.")
@click.option("--timeout", type=float, help="Seconds to wait for the answer to a create.")
@connection_options
@json_option
@click.pass_context
def issue(
    context: click.Context,
    *,
    connection: Connection,
    file: Path,
    org: str | None,
    org_column: str | None,
    account_column: str | None,
    key: str,
    mapping: Path | None,
    kind: str | None,
    single: bool,
    delimiter: str | None,
    encoding: str,
    job: str,
    journal: Path | None,
    dry_run: bool,
    ordered: bool,
    retry_failed: bool | None,
    max_failures: float | None,
    refused: Path | None,
    results: Path | None,
    horizon: float | None,
    timeout: float | None,
    as_json: bool,
) -> Exit:
    """Issue a document for every row of FILE: once, however often it is run.

    A journal beside FILE remembers what was sent. After Ctrl-C, a crash or a lost network the same
    command goes on. Refused rows are written to a file of the same format, to be mended and issued
    with the same journal.
    """
    given = Input(
        file=file,
        kind=kind,
        mapping=mapping,
        key=key,
        single=single,
        delimiter=delimiter,
        encoding=encoding,
        organization_id=org,
        organization_column=org_column,
        account_column=account_column,
        job=job,
    )
    if dry_run:
        from .preview import preview  # noqa: PLC0415 - not needed for --help

        return preview(given, as_json=as_json)

    from spaceinvoices_async.batch import BatchOptions  # noqa: PLC0415 - not needed for --help

    from . import issuing  # noqa: PLC0415 - not needed for --help

    work = issuing.Job(
        given=given,
        options=BatchOptions(
            job=job,
            ordered=ordered,
            retry_failed=_RETRY[retry_failed],
            max_failures=max_failures,
        ),
        journal=journal or given.beside(".journal"),
        refused=refused or file.with_name(f"{file.stem}.refused{file.suffix}"),
        results=results,
        resume=shlex.join(["spaceinvoices", *context.find_root().obj]),
        as_json=as_json,
    )
    return run(issuing.issue(evolve(connection, horizon=horizon, timeout=timeout), work))
