"""Say which rows are wanted, in which order and shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from spaceinvoices_async.conditions import Condition, Field, field

if TYPE_CHECKING:
    from spaceinvoices_async.wire import JsonValue, Model, Unset

__all__ = [
    "Condition",
    "Field",
    "Fields",
    "Include",
    "Order",
    "Where",
    "field",
    "selection",
    "where",
]

Where: TypeAlias = Condition | Mapping[str, object]
Order: TypeAlias = str | Sequence[str]
Fields: TypeAlias = str | Sequence[str] | Mapping[str, bool]
Include: TypeAlias = str | Sequence[str | Mapping[str, object]] | Mapping[str, object]


def where(value: Where | None, model: type[Model] | None = None) -> dict[str, JsonValue] | Unset:
    """The `where` of a count: a mapping in wire names, to be sent as one JSON text."""
    raise NotImplementedError


def selection(
    fields: Fields | None,
    include: Include | None,
    model: type[Model] | None = None,
) -> dict[str, JsonValue] | Unset:
    """The `filter` of a single get: which properties and relations are wanted."""
    raise NotImplementedError
