"""Values of a query bent to the declared types, as the framework bends them before it looks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_sandbox.loopback import dates, javascript, regexes
from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request, server_error
from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json
    from spaceinvoices_sandbox.loopback.schemas import PropertyType, Schema

OPERATORS: Final = (
    "eq",
    "gt",
    "gte",
    "lt",
    "lte",
    "between",
    "inq",
    "nin",
    "neq",
    "like",
    "nlike",
    "ilike",
    "nilike",
    "regexp",
)
_LIKES: Final = frozenset({"like", "nlike", "ilike", "nilike"})
_PAIR: Final = 2
_FIRST, _LAST = -62_135_596_800_000, 253_402_300_799_999
"""Milliseconds of the years 1 to 9999: JavaScript goes further, Python does not."""

number_of = javascript.to_number
to_text = javascript.text
truthy = javascript.truthy


def sanitized(
    value: Mapping[str, Json],
    hidden: frozenset[str],
    *,
    depth: int,
    level: int = 0,
) -> dict[str, Json]:
    """Return the query without hidden properties, invalid patterns escaped; 400 if too deep."""
    return {
        name: _sanitized(name, item, hidden, depth, level + 1)
        for name, item in value.items()
        if name not in hidden
    }


def _sanitized(name: str, item: Json, hidden: frozenset[str], depth: int, level: int) -> Json:
    if level > depth:
        raise bad_request(
            f"The query object exceeds maximum depth {depth}",
            code="QUERY_OBJECT_TOO_DEEP",
        )
    if isinstance(item, dict):
        return sanitized(item, hidden, depth=depth, level=level)
    if isinstance(item, list):
        return [
            _sanitized(str(index), inner, hidden, depth, level + 1)
            for index, inner in enumerate(item)
        ]
    if isinstance(item, str) and (name in _LIKES or name == "regexp"):
        return regexes.escaped_if_invalid(item)
    return item


def coerce_where(where: Json, schema: Schema) -> Mapping[str, object]:
    """Return the conditions, those on declared properties coerced, one operator each."""
    if where is None:
        return {}
    if not isinstance(where, dict):
        raise bad_request(f"The where clause {_json(where)} is not an object")
    coerced: dict[str, object] = {}
    for name, condition in where.items():
        if name in {"and", "or", "nor"}:
            coerced[name] = _clauses(name, condition, schema)
            continue
        kind = schema.properties.get(name)
        if kind is None or condition is None:
            coerced[name] = condition
        else:
            coerced[name] = _condition(name, condition, kind, {**where, **coerced})
    return coerced


def _clauses(name: str, condition: Json, schema: Schema) -> list[object]:
    try:
        clauses = _as_list(condition)
    except ValueError as error:
        raise bad_request(
            f"The {name} operator has invalid clauses {_json(condition)}: {error}",
        ) from None
    return [None if item is None else coerce_where(cast("Json", item), schema) for item in clauses]


def _condition(
    name: str, condition: Json, kind: PropertyType, where: Mapping[str, object]
) -> object:
    operator = None
    operand: object = condition
    if isinstance(condition, dict):
        operator = next((known for known in OPERATORS if known in condition), None)
        if operator is not None:
            operand = _operand(name, operator, condition)
    value = _coerced(operand, operator, kind, where)
    if operator is None or operator == "eq":
        return value
    rebuilt: dict[str, object] = {operator: value}
    if isinstance(condition, dict) and truthy(condition.get("options")):
        rebuilt["options"] = condition["options"]
    return rebuilt


def _operand(name: str, operator: str, condition: Mapping[str, Json]) -> object:
    value = condition[operator]
    refusal = f"The {name} property has invalid clause {_json(dict(condition))}: "
    if operator in {"inq", "nin", "between"}:
        try:
            items = _as_list(value)
        except ValueError as error:
            raise bad_request(f"{refusal}Error: {error}") from None
        if operator == "between" and len(items) != _PAIR:
            raise bad_request(f"{refusal}Expected precisely 2 values, received {len(items)}")
        return items
    if operator in _LIKES and not isinstance(value, str):
        raise bad_request(f"{refusal}Expected a string or RegExp")
    return regexes.of_operand(value) if operator == "regexp" else value


def _coerced(
    operand: object, operator: str | None, kind: PropertyType, where: Mapping[str, object]
) -> object:
    convert = _CONVERTERS[kind]
    try:
        items: object = _as_list(operand)
    except ValueError:
        items = operand
    if is_list(items):
        return [item if item is None else convert(item) for item in items]
    if items is None or (operator == "regexp" and isinstance(items, regexes.Regex)):
        return items
    if is_object(items):
        extended = [key for key in items if key.startswith("$")]
        if extended:
            raise ApiError(
                400,
                f'Operators "{", ".join(extended)}" are not allowed in query',
                code="OPERATOR_NOT_ALLOWED_IN_QUERY",
                details={"operators": [*extended], "where": _shown(where)},
            )
    return convert(items)


def _as_list(value: object) -> list[object]:
    """Return the list, or the object with positions as names, that the framework takes for one."""
    if is_list(value):
        return value
    if is_object(value) and not value:
        raise ValueError("Value is an empty object")
    if not is_object(value) or any(str(index) not in value for index in range(len(value))):
        raise ValueError("Value is not an array or object with sequential numeric indices")
    return [value[str(index)] for index in range(len(value))]


def to_boolean(value: object) -> bool:
    """Return the framework's boolean: of true, 1, false, 0, else what JavaScript finds truthy."""
    if isinstance(value, str) and value in {"true", "1", "false", "0"}:
        return value in {"true", "1"}
    return truthy(value)


def to_date(value: object) -> Date | None:
    """Return the date a text or a number of milliseconds names; None where there is none."""
    if isinstance(value, str):
        return dates.parse(value)
    if isinstance(value, Date):
        return value
    if isinstance(value, (bool, int, float)):
        return Date(int(value)) if _FIRST <= value <= _LAST else None
    return dates.parse(javascript.text(value)) if is_list(value) else None


def _query_date(value: object) -> object:
    date = to_date(value)
    if date is None:
        raise server_error(f"Invalid date: {javascript.text(value)}")
    return date


def _query_number(value: object) -> object:
    number = number_of(value)
    return value if math.isnan(number) else number


def _boxed(value: object) -> object:
    return javascript.Boxed(value) if isinstance(value, (str, bool, int, float)) else value


_CONVERTERS: Mapping[PropertyType, Callable[[object], object]] = {
    "string": javascript.text,
    "number": _query_number,
    "boolean": to_boolean,
    "date": _query_date,
    "object": _boxed,
    "array": _boxed,
    "strings": javascript.text,
}


def _json(value: Json) -> str:
    return '"null"' if value is None else javascript.json_text(value)


def _shown(value: object) -> Json:
    """Return the conditions as JSON, those that were coerced already in their new form."""
    if is_object(value):
        return {name: _shown(item) for name, item in value.items()}
    if is_list(value):
        return [_shown(item) for item in value]
    if isinstance(value, Date):
        return value.iso()
    if isinstance(value, javascript.Boxed):
        return _shown(value.value)
    return {} if isinstance(value, regexes.Regex) else cast("Json", value)
