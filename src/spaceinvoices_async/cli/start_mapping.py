"""Writes a first mapping for a file of rows."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from spaceinvoices_async.batch.input.starter import propose_mapping
from spaceinvoices_async.batch.input.workbook import SUFFIXES as WORKBOOKS
from spaceinvoices_async.cli.errors import say
from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from pathlib import Path


async def start_mapping(file: Path, to: Path | None, sheet: str | None) -> Exit:
    """Propose a mapping for a file, and say how to go on.

    Raises:
        SourceError: The file cannot be read.
        click.UsageError: The file to write is there already; or a sheet is of a file without any.
    """
    if sheet is not None and file.suffix.lower() not in WORKBOOKS:
        raise click.UsageError(f"--sheet is of a workbook, and {file.name} is none")
    proposed = propose_mapping(file, sheet=sheet)
    if to is None:
        click.echo(proposed.text, nl=False)
    else:
        try:
            with to.open("x", encoding="utf-8") as out:
                out.write(proposed.text)
        except FileExistsError:
            raise click.UsageError(f"{to} is there already, and is left as it is") from None
    key = "COLUMN" if proposed.key is None else shlex.quote(proposed.key)
    options = "".join(f" {option}" for option in proposed.options)
    say("look at every line of it, then check it without sending anything:")
    say(
        f"spaceinvoices batch issue {shlex.quote(str(file))} --map {to or 'map.toml'} --key {key}"
        f"{options} --org ID --dry-run",
        indent=2,
    )
    return Exit.DONE
