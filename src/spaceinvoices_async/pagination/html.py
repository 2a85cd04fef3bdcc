"""Shows a page of rows as a table in a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Final, cast

from spaceinvoices_async._serialization.models import Model
from spaceinvoices_async.types import UNSET

_MAX_COLUMNS: Final = 8
_FIRST: Final = (
    *("number", "type", "date", "name", "email", "client", "country"),
    *("total", "total_with_tax", "total_due", "currency_id", "paid_in_full", "id"),
)
"""What tells one row from another, in the order of the columns; other fields follow."""


def table(rows: Sequence[object], *, total: int | None, skip: int) -> str:
    """Return the HTML of rows: models, or mappings of an unknown kind.

    Args:
        rows: As they were decoded.
        total: Rows of the whole collection, if known.
        skip: Offset of the first row.
    """
    shown = [_cells(row) for row in rows]
    columns = _columns(shown)
    of_all = "" if total is None else f" of {total:,}"
    caption = f"{skip + 1:,} to {skip + len(rows):,}{of_all}" if rows else f"no rows{of_all}"
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cells.get(name, str()))}</td>' for name in columns)}</tr>"
        for cells in shown
    )
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _columns(rows: Sequence[Mapping[str, str]]) -> list[str]:
    present = dict.fromkeys(name for cells in rows for name, text in cells.items() if text)
    first = [name for name in _FIRST if name in present]
    return [*first, *(name for name in present if name not in first)][:_MAX_COLUMNS]


def _cells(row: object) -> dict[str, str]:
    if isinstance(row, Model):
        return {
            field.name: "***" if field.secret else _text(value)
            for field in row.FIELDS
            if (value := getattr(row, field.name)) is not UNSET and not isinstance(value, list)
        }
    if isinstance(row, Mapping):
        mapping = cast("Mapping[object, object]", row)
        return {str(name): _text(value) for name, value in mapping.items()}
    return {"value": _text(row)}


def _text(value: object) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, Model):
        return _text(getattr(value, "name", None))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)
