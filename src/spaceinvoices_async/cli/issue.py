"""`spaceinvoices batch issue`: its options; the work is in `issuing`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

import click
from attrs import evolve

from .input_options import WRITABLE, input_options
from .output import json_option
from .session import connection_options, run

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch.ledger import RetryFailed

    from .exits import Exit
    from .inputs import Input
    from .session import Connection

_RETRY: Final[dict[bool | None, RetryFailed]] = {True: "all", False: "none", None: "changed"}

_CODES: Final = (
    "Exit codes: 0, all of it is issued; 1, some rows were refused; 2, wrong input, and nothing was "
    "sent; 3, the outcome of some rows is not known yet; 4, stopped by server, credentials, network "
    "or disk; 5, the journal is in use, or about something else; 130, interrupted. After 3, 4 and "
    "130 the same command goes on."
)


def _failures(text: str) -> int | float:
    """A number of rows, or a share as `5%`."""
    try:
        limit = float(text[:-1]) / 100 if text.endswith("%") else int(text)
    except ValueError:
        limit = 0
    if (isinstance(limit, int) and limit >= 1) or (isinstance(limit, float) and 0 < limit < 1):
        return limit
    raise click.BadParameter(f"{text!r} is neither a number above zero nor a share such as 5%")


@click.command(epilog=_CODES)
@input_options
@click.option("--dry-run", is_flag=True, help="Check everything, add it up, send nothing.")
@click.option(
    "--check-existing", is_flag=True, help="In a dry run, look up what is on the server already."
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
@click.option("--results", type=WRITABLE, metavar="F", help="What became of each row.")
@click.option(
    "--horizon",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Until a create in doubt may be sent again.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="To wait for the answer to a create.",
)
@connection_options
@json_option
@click.pass_context
def issue(
    context: click.Context,
    *,
    connection: Connection,
    given: Input,
    journal: Path,
    dry_run: bool,
    check_existing: bool,
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
    connection = evolve(connection, horizon=horizon, timeout=timeout)
    if dry_run:
        from . import preview

        if check_existing:
            return run(preview.against_server(connection, given, as_json=as_json))
        return run(preview.alone(given, as_json=as_json))
    if check_existing:
        raise click.UsageError("--check-existing goes with --dry-run", context)

    from spaceinvoices_async.batch import BatchOptions

    from . import issuing

    work = issuing.Job(
        given=given,
        options=BatchOptions(
            job=given.job,
            ordered=ordered,
            retry_failed=_RETRY[retry_failed],
            max_failures=max_failures,
        ),
        journal=journal,
        refused=refused or given.file.with_name(f"{given.file.stem}.refused{given.file.suffix}"),
        results=results,
        resume=shlex.join(["spaceinvoices", *context.find_root().obj]),
        as_json=as_json,
    )
    return run(issuing.issue(connection, work))
