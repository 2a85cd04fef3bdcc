"""`spaceinvoices batch`: many documents, each exactly once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from .issue import issue
from .output import json_option, kind_of
from .session import connection_options, run

if TYPE_CHECKING:
    from .exits import Exit
    from .session import Connection

_JOURNAL: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def batch() -> None:
    """Issue many documents, each exactly once."""


batch.add_command(issue)


@batch.command()
@click.argument("journal", type=_JOURNAL)
@json_option
def status(*, journal: Path, as_json: bool) -> Exit:
    """Show how far a journal is, asking nobody."""
    from . import journals  # noqa: PLC0415 - not needed for --help

    return run(journals.status(journal, as_json=as_json))


@batch.command()
@click.argument("journal", type=_JOURNAL)
@connection_options
@json_option
def verify(*, connection: Connection, journal: Path, as_json: bool) -> Exit:
    """Look every row of a journal up: missing, there twice, or with another total."""
    from . import journals  # noqa: PLC0415 - not needed for --help

    return run(journals.verify(connection, journal, as_json=as_json))


@batch.command()
@click.argument("journal", type=_JOURNAL)
@click.option(
    "--format", "kind", type=click.Choice(["jsonl", "csv"]), help="By --out if not given."
)
@click.option("--state", type=click.Choice(["issued", "refused", "unresolved"]), help="Only these.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="File to write; the standard output if not given.",
)
def export(*, journal: Path, kind: str | None, state: str | None, out: Path | None) -> Exit:
    """Write what became of each row, as JSON lines or CSV."""
    from . import journals  # noqa: PLC0415 - not needed for --help

    return run(journals.write(journal, out, kind=kind or kind_of(out), state=state))
