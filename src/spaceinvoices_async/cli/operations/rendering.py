"""Results of an operation as table, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

import click

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.batch.output_files import defused
from spaceinvoices_async.cli.errors import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spaceinvoices_async._serialization.models import Model
    from spaceinvoices_async.types import JsonValue

Format: TypeAlias = Literal["table", "json", "jsonl", "csv"]
FORMATS: Final[tuple[Format, ...]] = ("table", "json", "jsonl", "csv")
_FIRST_COLUMNS: Final = ("id", "number", "name", "type", "email", "date", "country", "currencyId")
_MOST_COLUMNS: Final = 8
_MOST_LETTERS: Final = 40


def chosen(given: object) -> Format:
    """Return the form that was asked for; if none was, a table on a terminal and JSON in a pipe."""
    if given is not None:
        return cast("Format", given)
    return "table" if sys.stdout.isatty() else "json"


def render(value: JsonValue, form: Format, *, wanted: Sequence[str] | None = None) -> str:
    """Return the text of a result.

    Args:
        value: An object, a list of objects or a plain value.
        form: How it is written.
        wanted: Wire names of the columns; chosen from what is there if not given.
    """
    if form == "json":
        return _json(value)
    rows = value if isinstance(value, list) else [value]
    if form == "jsonl":
        return "\n".join(_json(row) for row in rows)
    objects: list[dict[str, JsonValue]] = [
        row if isinstance(row, dict) else {"value": row} for row in rows
    ]
    if form == "csv":
        return _csv(objects, wanted)
    if isinstance(value, dict):
        return _facts(value)
    return _table(objects, wanted)


def _json(value: JsonValue) -> str:
    return responses.dumps(value).decode()


def _columns(rows: Iterable[dict[str, JsonValue]]) -> list[str]:
    seen: dict[str, None] = {}
    for row in rows:
        seen.update(dict.fromkeys(row))
    return list(seen)


def _csv(rows: Sequence[dict[str, JsonValue]], wanted: Sequence[str] | None) -> str:
    columns = list(wanted or _columns(rows))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([defused(name) for name in columns])
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().rstrip("\n")


def _cell(value: JsonValue) -> str:
    """Return a cell; text that a spreadsheet takes for a formula follows an apostrophe."""
    return str(defused(value)) if isinstance(value, str) else _plain(value)


def _plain(value: JsonValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return value if isinstance(value, str) else _json(value)


def _facts(value: dict[str, JsonValue]) -> str:
    shown = {
        name: clean(_plain(part)) for name, part in value.items() if part not in (None, [], {}, "")
    }
    width = max((len(name) for name in shown), default=0)
    return "\n".join(f"{name:<{width}}  {text}" for name, text in shown.items())


def _table(rows: Sequence[dict[str, JsonValue]], wanted: Sequence[str] | None) -> str:
    if not rows:
        return "nothing found"
    columns = list(wanted or _choose(rows))
    cells = [columns, *([_short(row.get(name)) for name in columns] for row in rows)]
    widths = [max(len(row[number]) for row in cells) for number in range(len(columns))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def _choose(rows: Sequence[dict[str, JsonValue]]) -> list[str]:
    """Return the columns worth a place: those people look for first, then plain values."""
    plain = [
        name
        for name in _columns(rows)
        if any(row.get(name) not in (None, "") for row in rows)
        and not any(isinstance(row.get(name), (dict, list)) for row in rows)
    ]
    first = [name for name in _FIRST_COLUMNS if name in plain]
    return [*first, *(name for name in plain if name not in first)][:_MOST_COLUMNS]


def _short(value: JsonValue) -> str:
    text = clean(_plain(value))
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


def write(text: str) -> None:
    """Write a result to the standard output."""
    if text:
        click.echo(text)


def as_json_value(value: object) -> JsonValue:
    """Return a decoded answer of the SDK as plain JSON: models by their wire names."""
    if isinstance(value, list):
        return [as_json_value(one) for one in cast("list[object]", value)]
    if hasattr(value, "to_dict"):
        return cast("Model", value).to_dict()
    return cast("JsonValue", value)
