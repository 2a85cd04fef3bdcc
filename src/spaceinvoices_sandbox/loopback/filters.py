"""A LoopBack filter, normalised and coerced, with the framework's refusals and silent misreadings."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import coercion, javascript
from spaceinvoices_sandbox.loopback.errors import bad_request, server_error
from spaceinvoices_sandbox.loopback.includes import read_include
from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json
    from spaceinvoices_sandbox.loopback.schemas import Schema

PAGE: Final = 100
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for; `fields` None means all, `order` empty means by id."""

    where: Mapping[str, object] = field(default_factory=dict[str, object])
    order: tuple[tuple[str, bool], ...] = ()
    """Property (or dotted path) and whether the order is descending."""
    fields: frozenset[str] | None = None
    include: Json = None
    limit: int = PAGE
    skip: int = 0
    deleted: bool = False


def read_filter(value: Json, schema: Schema) -> Query:
    """Return the query in a `filter` argument; raises 400 or 500 where the framework does."""
    if value is None or value == {}:
        return Query()
    if not isinstance(value, dict):
        raise bad_request(f"The query filter {_json(value)} is not an object")
    limit, skip = _window(value)
    order = _order(value.get("order"))
    rest = {name: item for name, item in value.items() if name != "where"}
    coercion.sanitized(rest, schema.hidden, depth=_DEEPEST)
    where = _below_parent(value.get("where"), schema, level=1)
    return Query(
        where=_scoped_where(where, schema),
        order=order,
        fields=_fields(value.get("fields"), schema),
        include=value.get("include"),
        limit=limit,
        skip=skip,
        deleted=value.get("deleted") in {True, "true", "1"},
    )


def read_selection(value: Json, schema: Schema) -> Query:
    """Return the `filter` of one record by its id.

    Of what it says, only `fields` and `include` count.
    """
    if not isinstance(value, dict):
        return read_filter(value, schema)
    counted = {"fields": value.get("fields"), "include": value.get("include")}
    return read_filter(counted, schema)


def _below_parent(where: Json, schema: Schema, *, level: int) -> Json:
    """Return the conditions made safe: in an `and` with the parent's own, two levels down."""
    joined = coercion.sanitized({"and": [where]}, schema.hidden, depth=_DEEPEST, level=level)
    clauses = joined["and"]
    return clauses[0] if isinstance(clauses, list) else None


def _scoped_where(where: Json, schema: Schema) -> Mapping[str, object]:
    """Return the conditions of a list below a parent: what has no names at all counts as none."""
    if not where or isinstance(where, (bool, int, float)):
        return {}
    coerced = coercion.coerce_where(where, schema)
    return {"id": {"inq": []}} if _is_nowhere(coerced, schema) else coerced


def _is_nowhere(where: object, schema: Schema) -> bool:
    """Return whether a place is looked for where there is none, so that no row is left.

    Raises the 500s of the framework where a property holds something that is no place, and where a
    list holds null. The conditions are coerced: an object for a text, a boolean or a date is a plain
    value by then, and of two operators one is left.
    """
    if not is_object(where):
        return False
    found = False
    for name, condition in where.items():
        kind = schema.properties.get(name)
        if is_list(condition):
            if None in condition:
                raise server_error("Cannot convert undefined or null to object")
            inner = [_is_nowhere(clause, schema) for clause in condition]
            found = found or any(inner)
        elif is_object(condition) and "near" in condition:
            if kind in {"object", "array", "number"}:
                raise server_error("Invalid GeoPoint")
            found = found or kind is None
    return found


def read_where(value: Json, schema: Schema) -> Mapping[str, object]:
    """Return the conditions in a `where` argument."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise bad_request(f"The where clause {_json(value)} is not an object")
    return coercion.coerce_where(_below_parent(value, schema, level=0), schema)


def included(query: Query) -> frozenset[str]:
    """Return the names of the relations that are to come with each row."""
    return frozenset(item.name for item in read_include(query.include))


def _window(value: Mapping[str, Json]) -> tuple[int, int]:
    limit_given = value.get("limit")
    skip_given = value.get("skip")
    if not coercion.truthy(skip_given):
        skip_given = value.get("offset")
    if not (coercion.truthy(limit_given) or coercion.truthy(skip_given)):
        return PAGE, 0
    limit = coercion.number_of(limit_given if coercion.truthy(limit_given) else PAGE)
    if math.isnan(limit) or limit <= 0 or not _whole(limit):
        raise bad_request(f"The limit parameter {_json(limit_given)} is not valid")
    skip = coercion.number_of(skip_given if coercion.truthy(skip_given) else 0)
    if math.isnan(skip) or skip < 0 or not _whole(skip):
        raise bad_request(f"The offset/skip parameter {_json(skip_given)} is not valid")
    return int(min(limit, PAGE)), int(min(skip, 2**62))


def _whole(number: float) -> bool:
    """Return whether JavaScript's `Math.ceil` leaves the number as it is.

    It does so with infinity.
    """
    return math.isinf(number) or math.ceil(number) == number


def _order(value: Json) -> tuple[tuple[str, bool], ...]:
    if not (value or isinstance(value, (dict, list))):
        return ()
    order: list[tuple[str, bool]] = []
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, str):
            raise bad_request(f"The order {_json(item)} is not valid")
        tokens = re.split(r"(?:\s*,\s*)+", item)
        order.extend(_direction(token) for token in tokens if token)
    return tuple(order)


def _direction(token: str) -> tuple[str, bool]:
    parts = re.split(r"\s+", token)
    if len(parts) == 1:
        return token, False
    direction = parts[1].upper()
    if direction not in {"ASC", "DESC"}:
        raise bad_request(f"The order {_json(token)} has invalid direction")
    return parts[0], direction == "DESC"


def _fields(value: Json, schema: Schema) -> frozenset[str] | None:
    if not value:
        return None
    if isinstance(value, str):
        return frozenset({value})
    if isinstance(value, list):
        return frozenset(item for item in value if isinstance(item, str))
    if not isinstance(value, dict):
        return frozenset(schema.properties)
    included = frozenset(name for name, wanted in value.items() if coercion.truthy(wanted))
    return included or frozenset(schema.properties) - value.keys()


def _json(value: Json) -> str:
    return '"null"' if value is None else javascript.json_text(value)
