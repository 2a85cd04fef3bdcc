"""Results on the standard output: for people, or as JSON for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from click.decorators import FC

    from spaceinvoices_async.types import JsonValue


def json_option(command: FC) -> FC:
    """Add `--json`, given to the command as `as_json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="One JSON object on the standard output."
    )(command)


def write_json(value: Mapping[str, JsonValue]) -> None:
    """Write an object in one line; decimals stay exact."""
    from spaceinvoices_async._serialization import responses as wire

    click.echo(wire.dumps(value).decode())


def write_facts(facts: Iterable[tuple[str, object]]) -> None:
    """Write names and values in two columns; what is None is left out."""
    from spaceinvoices_async.cli.errors import clean

    shown = [(name, clean(str(value))) for name, value in facts if value is not None]
    width = max((len(name) for name, _ in shown), default=0)
    for name, value in shown:
        click.echo(f"{name:<{width}}  {value}")


def kind_of(file: Path | None) -> str:
    """The format that a file's name asks for."""
    return "csv" if file is not None and file.suffix.lower() == ".csv" else "jsonl"
