"""Builds the API's `filter` and `where`: which rows, in which order and shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, TypedDict, cast
from urllib.parse import quote

import attrs

from spaceinvoices_async._serialization.models import Model
from spaceinvoices_async._serialization.responses import dumps
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters import clauses, where_mapping
from spaceinvoices_async.filters.conditions import Condition, Field, field
from spaceinvoices_async.filters.names import Names
from spaceinvoices_async.types import UNSET, JsonValue, Unset

__all__ = [
    "Condition",
    "Field",
    "Fields",
    "Include",
    "Listing",
    "Order",
    "Where",
    "field",
    "listing",
    "selection",
    "where",
]

Where: TypeAlias = Condition | Mapping[str, object]
"""A condition made with `field`, or the API's own mapping in wire names."""
Order: TypeAlias = str | Sequence[str]
"""`"date DESC"`, several with commas between, or a list of them."""
Fields: TypeAlias = str | Sequence[str] | Mapping[str, bool]
"""Properties wanted, or a mapping that says False of those that are not."""
Include: TypeAlias = str | Sequence[str | Mapping[str, object]] | Mapping[str, object]
"""Relations to embed, by name or as `{"relation": ..., "scope": ...}`."""

MAX_FILTER_BYTES: Final = 12_000
"""Size of a percent-encoded filter. Beyond 16 kB of URL and headers node answers an empty 431;
the rest is left to the path, the token and whatever proxies add."""


class _Parts(TypedDict, total=False):
    where: Where
    order: Order
    fields: Fields
    include: Include
    skip: int
    limit: int
    deleted: bool


_PARTS: Final = tuple(_Parts.__annotations__)


@attrs.frozen
class Listing:
    """The filter of a whole list, from which the filter of each page is made."""

    parts: Mapping[str, JsonValue] = attrs.field(repr=False)  # customers' data
    skip: int
    limit: int | None
    """Rows wanted in all, or None for all there are."""

    def page(self, skip: int, limit: int) -> dict[str, JsonValue]:
        """Return the filter of the page that begins at an offset."""
        return {**self.parts, "skip": skip, "limit": limit}


def where(value: Where | None, model: type[Model] | None = None) -> dict[str, JsonValue] | Unset:
    """Return the `where` of a count, in wire names; `UNSET` when every row counts.

    Raises:
        InvalidInputError: The server would refuse or misread it, or it is too long.
    """
    translated = _where(value, Names.of(model))
    if not translated:
        return UNSET
    _refuse_oversize(translated)
    return translated


def selection(
    fields: Fields | None,
    include: Include | None,
    model: type[Model] | None = None,
) -> dict[str, JsonValue] | Unset:
    """Return the `filter` of a single get: which properties and relations are wanted.

    Raises:
        InvalidInputError: The server would refuse or misread it.
    """
    names = Names.of(model)
    parts: dict[str, JsonValue] = {}
    if fields is not None:
        parts["fields"] = clauses.fields(fields, names)
    if include is not None:
        parts["include"] = clauses.include(include, names, _scope)
    return parts or UNSET


def listing(
    *,
    where: Where | None = None,
    order: Order | None = None,
    fields: Fields | None = None,
    include: Include | None = None,
    skip: int = 0,
    limit: int | None = None,
    deleted: bool = False,
    filter: Mapping[str, object] | None = None,
    model: type[Model] | None = None,
) -> Listing:
    """Build the filter of a list; `order` ends with `id`, and `fields` holds it.

    Raises:
        InvalidInputError: The server would refuse, misread or ignore a part; or `filter` was given
            beside the parts it replaces.
    """
    if filter is not None:
        if (where, order, fields, include, skip, limit, deleted) != (*[None] * 4, 0, None, False):
            raise InvalidInputError(
                "is the whole filter: move the other parts into it", field="filter"
            )
        return listing(model=model, **_whole(filter))
    names = Names.of(model)
    parts: dict[str, JsonValue] = {"order": clauses.order(order, names)}
    if translated := _where(where, names):
        parts["where"] = translated
    if fields is not None:
        parts["fields"] = clauses.with_id(clauses.fields(fields, names))
    if include is not None:
        parts["include"] = clauses.include(include, names, _scope)
    if clauses.flag(deleted, "deleted"):
        parts["deleted"] = True
    _refuse_oversize(parts)
    total = None if limit is None else clauses.whole(limit, "limit")
    return Listing(parts, clauses.whole(skip, "skip"), total)


def _where(value: object, names: Names) -> dict[str, JsonValue]:
    if value is None:
        return {}
    if isinstance(value, Condition):
        return value.to_wire(names)
    if isinstance(value, Mapping):
        return where_mapping.translate(cast("Mapping[str, object]", value), names)
    raise InvalidInputError(
        f"takes a condition, field('name') == 'x', or a mapping, not {type(value).__name__}",
        field="where",
    )


def _whole(value: object) -> _Parts:
    if not isinstance(value, Mapping):
        raise InvalidInputError("takes a mapping", field="filter")
    parts = dict(cast("Mapping[str, object]", value))
    if "offset" in parts and "skip" not in parts:
        parts["skip"] = parts.pop("offset")
    if unknown := [key for key in parts if key not in _PARTS]:
        raise InvalidInputError(
            f"the server ignores {unknown[0]!r}: a filter holds {', '.join(_PARTS)}, and "
            "conditions stand inside 'where'",
            field="filter",
        )
    given = {key: part for key, part in parts.items() if part is not None}
    return cast("_Parts", given)  # each part is checked where it is read


def _scope(value: object) -> dict[str, JsonValue]:
    parts = _whole(value)
    names = Names()
    scope: dict[str, JsonValue] = {}
    for key, part in parts.items():
        if key == "where":
            scope[key] = _where(part, names)
        elif key == "order":
            scope[key] = clauses.order(part, names, tie_break=False)
        elif key == "fields":
            scope[key] = clauses.fields(part, names)
        elif key == "include":
            scope[key] = clauses.include(part, names, _scope)
        else:
            scope[key] = clauses.flag(part, key) if key == "deleted" else clauses.whole(part, key)
    return scope


def _refuse_oversize(value: dict[str, JsonValue]) -> None:
    size = len(quote(dumps(value), safe=""))
    if size > MAX_FILTER_BYTES:
        raise InvalidInputError(
            f"takes {size:,} bytes in the URL, and the server answers nothing useful beyond about "
            f"{MAX_FILTER_BYTES:,}: split long lists (an `inq` of ids holds about 350) and join the results",
            field="where",
        )
