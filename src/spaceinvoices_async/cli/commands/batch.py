"""`spaceinvoices batch`: many documents, each exactly once."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

import click
from attrs import evolve

from spaceinvoices_async.cli.connection import connection_options, run
from spaceinvoices_async.cli.dask_option import backend_of, dask_option
from spaceinvoices_async.cli.options import READABLE, WRITABLE, input_options
from spaceinvoices_async.cli.output import json_option, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from spaceinvoices_async.batch.journal.statements import RetryFailed
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.cli.exit_codes import Exit
    from spaceinvoices_async.cli.input_file import InputFile

_RETRY: Final[dict[bool | None, RetryFailed]] = {True: "all", False: "none", None: "changed"}

_CODES: Final = (
    "Exit codes: 0, all of it is issued; 1, some rows were refused; 2, wrong input, and nothing was "
    "sent; 3, the outcome of some rows is not known yet; 4, stopped by server, credentials, network "
    "or disk; 5, the journal is in use, or about something else; 130, interrupted. After 3, 4 and "
    "130 the same command goes on."
)


def _failures(text: str) -> int | float:
    """Return a number of rows, or a share as `5%`."""
    try:
        limit = float(text[:-1]) / 100 if text.endswith("%") else int(text)
    except ValueError:
        limit = 0
    if (isinstance(limit, int) and limit >= 1) or (isinstance(limit, float) and 0 < limit < 1):
        return limit
    raise click.BadParameter(f"{text!r} is neither a number above zero nor a share such as 5%")


@click.command(epilog=_CODES)
@input_options
@click.option(
    "--dry-run",
    is_flag=True,
    help="Check everything, add it up, send nothing; options of the sending have no effect.",
)
@click.option(
    "--check-existing", is_flag=True, help="In a dry run, look up what is on the server already."
)
@click.option(
    "--new-keys", is_flag=True, help="Issue rows although the journal knows none of them."
)
@click.option("--ordered", is_flag=True, help="One at a time: numbers follow the rows.")
@click.option(
    "--retry-failed/--no-retry-failed",
    default=None,
    help="Send what was refused before again, or never; changed rows alone if not given.",
)
@click.option(
    "--max-failures", type=_failures, metavar="N|P%", help="Stop when so many rows are refused."
)
@click.option("--refused", type=WRITABLE, metavar="F", help="FILE with .refused if not given.")
@click.option("--results", type=WRITABLE, metavar="F", help="Write the result of each row to F.")
@click.option(
    "--horizon",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="After so long a create in doubt may be sent again; below about 100 not safe on Linux.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Time to wait for the answer to a create.",
)
@dask_option
@connection_options
@json_option
@click.pass_context
def issue(
    context: click.Context,
    *,
    connection: ServerOptions,
    given: InputFile,
    journal: Path,
    dry_run: bool,
    check_existing: bool,
    new_keys: bool,
    ordered: bool,
    retry_failed: bool | None,
    max_failures: float | None,
    refused: Path | None,
    results: Path | None,
    horizon: float | None,
    timeout: float | None,
    dask: str | None,
    as_json: bool,
) -> Exit:
    """Issue a document for every row of FILE: once, however often it is run.

    A journal beside FILE remembers what was sent. After Ctrl-C, a crash or a lost network the same
    command goes on. Refused rows are written to a file of the same format, to be mended and issued
    with the same journal.
    """
    connection = evolve(connection, horizon=horizon, timeout=timeout)
    if dry_run:
        _refuse_beside_dry_run(
            context, {"--refused": refused, "--results": results, "--dask": dask}
        )
        from spaceinvoices_async.cli.dry_run import against_server, alone

        if check_existing:
            return run(against_server(connection, given, as_json=as_json))
        return run(alone(given, as_json=as_json))
    if check_existing:
        raise click.UsageError("--check-existing goes with --dry-run", context)

    from spaceinvoices_async.batch import BatchOptions
    from spaceinvoices_async.cli import issue_batch

    work = issue_batch.IssueJob(
        given=given,
        options=BatchOptions(
            job=given.job,
            ordered=ordered,
            new_keys=new_keys,
            retry_failed=_RETRY[retry_failed],
            max_failures=max_failures,
        ),
        journal=journal,
        refused=refused or given.refused_file(),
        results=results,
        resume=shlex.join(["spaceinvoices", *context.find_root().obj]),
        as_json=as_json,
        backend=backend_of(connection, dask),
    )
    return run(issue_batch.issue(connection, work))


def _refuse_beside_dry_run(context: click.Context, given: Mapping[str, object]) -> None:
    """Refuse options whose effect somebody would wait for in vain.

    Raises:
        click.UsageError: One of them is given.
    """
    for option, value in given.items():
        if value is not None:
            raise click.UsageError(
                f"{option} has no effect with --dry-run, which writes no file and has nobody send: "
                "leave one of them out (what is wrong with rows is printed, or told by --json)",
                context,
            )


@click.group()
def batch() -> None:
    """Issue many documents, each exactly once."""


batch.add_command(issue)


@batch.command(name="map")
@click.argument("file", type=READABLE)
@click.option("--out", type=WRITABLE, metavar="TOML", help="File to write, if it is not there yet.")
@click.option("--sheet", metavar="NAME", help="Of a workbook; its first if not given.")
def map_(*, file: Path, out: Path | None, sheet: str | None) -> Exit:
    """Propose a mapping of the columns of FILE, to be looked at and changed.

    Columns that it recognises are mapped, the others are listed; decimal sign and form of dates are
    guessed from the first rows, and written down. Nothing is guessed when documents are issued.
    """
    from spaceinvoices_async.cli.start_mapping import start_mapping

    return run(start_mapping(file, out, sheet))


@batch.command()
@input_options
@dask_option
@connection_options
@json_option
def reconcile(
    *,
    connection: ServerOptions,
    given: InputFile,
    journal: Path,
    dask: str | None,
    as_json: bool,
) -> Exit:
    """Make the lost journal of FILE anew: look every row up, issue nothing.

    The options are those FILE was issued with. What is on the server is done then; `batch issue`
    with the same journal issues the rest.
    """
    from spaceinvoices_async.cli.reconcile import rebuild_journal

    backend = backend_of(connection, dask)
    return run(rebuild_journal(connection, given, journal, backend=backend, as_json=as_json))


@batch.command()
@click.argument("journal", type=READABLE)
@json_option
def status(*, journal: Path, as_json: bool) -> Exit:
    """Show how far a journal is, asking nobody; also while a run holds it."""
    from spaceinvoices_async.cli import journal_status

    return run(journal_status.status(journal, as_json=as_json))


@batch.command()
@click.argument("journal", type=READABLE)
@dask_option
@connection_options
@json_option
def verify(*, connection: ServerOptions, journal: Path, dask: str | None, as_json: bool) -> Exit:
    """Look every row of a journal up: missing, there twice, or with another total."""
    from spaceinvoices_async.cli import journal_status

    backend = backend_of(connection, dask)
    return run(journal_status.verify(connection, journal, backend=backend, as_json=as_json))


@batch.command()
@click.argument("journal", type=READABLE)
@click.option("--html", "to", type=WRITABLE, metavar="FILE", help="Write it as one HTML page too.")
@json_option
def report(*, journal: Path, to: Path | None, as_json: bool) -> Exit:
    """Report a journal: totals by organization, refusals by reason, what is left, the last check.

    The HTML page is made to be archived with the month's books: it needs no other file and no
    network. The server is not asked; run `batch verify` first, and the page shows what it found.
    """
    from spaceinvoices_async.cli import journal_report

    return run(journal_report.report(journal, to, as_json=as_json))


@batch.command()
@click.argument("journal", type=READABLE)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    help="By --out if not given.",
)
@click.option("--state", type=click.Choice(["issued", "refused", "unresolved"]), help="Only these.")
@click.option(
    "--out",
    type=WRITABLE,
    metavar="FILE",
    help="File to write; the standard output if not given.",
)
@click.option(
    "--raw-cells",
    is_flag=True,
    help="Leave texts in a CSV that Excel takes for formulas as they are.",
)
def export(
    *, journal: Path, kind: str | None, state: str | None, out: Path | None, raw_cells: bool
) -> Exit:
    """Write what became of each row, as JSON lines, CSV or Parquet."""
    from spaceinvoices_async.cli import journal_status

    kind = kind or kind_of(out)
    if raw_cells and kind != "csv":
        raise click.UsageError(f"--raw-cells is of a CSV, and {kind} is written")
    return run(journal_status.write(journal, out, kind=kind, state=state, raw_cells=raw_cells))
