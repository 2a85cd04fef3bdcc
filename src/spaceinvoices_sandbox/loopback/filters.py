"""A LoopBack filter, normalised and coerced, with the framework's refusals and silent misreadings."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import coercion
from spaceinvoices_sandbox.loopback.errors import bad_request, server_error
from spaceinvoices_sandbox.loopback.json_types import dump

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json
    from spaceinvoices_sandbox.loopback.schemas import Schema

PAGE: Final = 100
_TOO_DEEP: Final = 32


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
    """The query in a `filter` argument; raises 400 or 500 where the framework does."""
    if value is None or value == {}:
        return Query()
    if not isinstance(value, dict):
        raise bad_request(f"The query filter {_json(value)} is not an object")
    if "where" in value and value["where"] is None:
        raise server_error("Cannot convert undefined or null to object")
    _check_include(value.get("include"), schema)
    limit, skip = _window(value)
    order = _order(value.get("order"))
    clean = coercion.sanitized(value, schema.hidden, depth=_TOO_DEEP)
    return Query(
        where=coercion.coerce_where(clean.get("where"), schema),
        order=order,
        fields=_fields(value.get("fields"), schema),
        include=value.get("include"),
        limit=limit,
        skip=skip,
        deleted=value.get("deleted") in {True, "true", "1"},
    )


def read_where(value: Json, schema: Schema) -> Mapping[str, object]:
    """The conditions in a `where` argument."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise bad_request(f"The where clause {_json(value)} is not an object")
    clean = coercion.sanitized(value, schema.hidden, depth=_TOO_DEEP)
    return coercion.coerce_where(dict(clean), schema)


def included(query: Query) -> frozenset[str]:
    """The names of the relations that are to come with each row."""
    wanted = query.include if isinstance(query.include, list) else [query.include]
    names = (name for item in wanted for name in _relations(item))
    return frozenset(name for name in names if isinstance(name, str))


def _check_include(include: Json, schema: Schema) -> None:
    """Refuse a relation that the model does not have, as the framework does: with a 500."""
    for item in include if isinstance(include, list) else [include]:
        for name in _relations(item):
            if name not in schema.relations:
                raise server_error(f'Relation "{name}" is not defined for {schema.model} model')


def _relations(item: Json) -> list[Json]:
    if isinstance(item, dict):
        return [item["relation"]] if "relation" in item else [*item]
    return [item] if item else []


def _window(value: Mapping[str, Json]) -> tuple[int, int]:
    limit_given = value.get("limit")
    skip_given = value.get("skip") or value.get("offset")
    if not (limit_given or skip_given):
        return PAGE, 0
    limit = coercion.number_of(limit_given or PAGE)
    if math.isnan(limit) or limit <= 0 or not _whole(limit):
        raise bad_request(f"The limit parameter {_json(limit_given)} is not valid")
    skip = coercion.number_of(skip_given or 0)
    if math.isnan(skip) or skip < 0 or not _whole(skip):
        raise bad_request(f"The offset/skip parameter {_json(skip_given)} is not valid")
    return int(min(limit, PAGE)), int(min(skip, 2**62))


def _whole(number: float) -> bool:
    """Whether JavaScript's `Math.ceil` leaves the number as it is; it does so with infinity."""
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
    return "undefined" if value is None else dump(value).decode()
