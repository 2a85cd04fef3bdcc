"""Results on the standard output: for people, or as JSON for machines."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from click.decorators import FC

    from spaceinvoices_async.cli.exit_codes import Exit
    from spaceinvoices_async.types import JsonValue


def json_option(command: FC) -> FC:
    """Add `--json`, given to the command as `as_json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="One JSON object on the standard output."
    )(command)


def write_json(value: Mapping[str, JsonValue]) -> None:
    """Write an object in one line; decimals stay exact."""
    from spaceinvoices_async._serialization import responses

    click.echo(responses.dumps(value).decode())


def write_facts(facts: Iterable[tuple[str, object]]) -> None:
    """Write names and values in two columns; what is None is left out."""
    from spaceinvoices_async.cli.errors import clean

    shown = [(name, clean(str(value))) for name, value in facts if value is not None]
    width = max((len(name) for name, _ in shown), default=0)
    for name, value in shown:
        click.echo(f"{name:<{width}}  {value}")


def finish(code: Exit, write: Callable[[], None]) -> Exit:
    """Write the report of work that has ended, and return its exit code, whatever the writing does.

    A full disk behind the standard output, or a reader that has gone, does not change what was
    done: the exit code stays that of the work, and the standard error says that the report is lost.
    """
    try:
        write()
        flush_output()
    except (OSError, ValueError) as error:
        from spaceinvoices_async.cli.errors import say

        discard_output()
        say(f"warning: the report could not be written ({error}); exit code {int(code)} is right")
    return code


def flush_output() -> None:
    """Write out what the standard output still holds; a process without one has nothing to write."""
    output: TextIO | None = sys.stdout
    if output is not None:
        output.flush()


def settle_output() -> None:
    """Write out what is left, or give it up: else the interpreter's own try changes the exit code."""
    try:
        flush_output()
    except (OSError, ValueError):
        discard_output()


def discard_output() -> None:
    """Send what is left of the standard output nowhere: the interpreter flushes it at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def kind_of(file: Path | None) -> str:
    """Return the format that a file's name asks for."""
    kinds = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}
    return "jsonl" if file is None else kinds.get(file.suffix.lower(), "jsonl")
