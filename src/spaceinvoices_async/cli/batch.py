"""`spaceinvoices batch`: many documents, each exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .input_options import READABLE, WRITABLE, input_options
from .issue import issue
from .output import json_option, kind_of
from .session import connection_options, run

if TYPE_CHECKING:
    from pathlib import Path

    from .exits import Exit
    from .inputs import Input
    from .session import Connection


@click.group()
def batch() -> None:
    """Issue many documents, each exactly once."""


batch.add_command(issue)


@batch.command()
@input_options
@connection_options
@json_option
def reconcile(*, connection: Connection, given: Input, journal: Path, as_json: bool) -> Exit:
    """Make the lost journal of FILE anew: look every row up, issue nothing.

    The options are those FILE was issued with. What is on the server is done then; `batch issue`
    with the same journal issues the rest.
    """
    from . import rebuilding

    return run(rebuilding.reconcile(connection, given, journal, as_json=as_json))


@batch.command()
@click.argument("journal", type=READABLE)
@json_option
def status(*, journal: Path, as_json: bool) -> Exit:
    """Show how far a journal is, asking nobody; also while a run holds it."""
    from . import journals

    return run(journals.status(journal, as_json=as_json))


@batch.command()
@click.argument("journal", type=READABLE)
@connection_options
@json_option
def verify(*, connection: Connection, journal: Path, as_json: bool) -> Exit:
    """Look every row of a journal up: missing, there twice, or with another total."""
    from . import journals

    return run(journals.verify(connection, journal, as_json=as_json))


@batch.command()
@click.argument("journal", type=READABLE)
@click.option(
    "--format", "kind", type=click.Choice(["jsonl", "csv"]), help="By --out if not given."
)
@click.option("--state", type=click.Choice(["issued", "refused", "unresolved"]), help="Only these.")
@click.option(
    "--out",
    type=WRITABLE,
    metavar="FILE",
    help="File to write; the standard output if not given.",
)
def export(*, journal: Path, kind: str | None, state: str | None, out: Path | None) -> Exit:
    """Write what became of each row, as JSON lines or CSV."""
    from . import journals

    return run(journals.write(journal, out, kind=kind or kind_of(out), state=state))
