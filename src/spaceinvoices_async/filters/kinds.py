"""Checks a comparison against what the model says of the property."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from spaceinvoices_async._serialization.models import documented_values
from spaceinvoices_async._serialization.values import (
    UnfitValue,
    encode_boolean,
    encode_decimal,
    encode_moment,
    encode_string,
)
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters.names import Target, suggestion
from spaceinvoices_async.types import JsonValue

_PATTERNS: Final = frozenset({"like", "nlike", "regexp"})

_CHECKS: Final[Mapping[str, Callable[[object], JsonValue]]] = {
    "boolean": encode_boolean,
    "date": encode_moment,
    "datetime": encode_moment,
    "decimal": encode_decimal,
    "integer": encode_decimal,  # also half-way between two: total > 2.5
    "string": encode_string,
}


def checked(
    target: Target, operator: str, operand: JsonValue, name: str, *, is_moment: bool
) -> JsonValue:
    """Return the operand as the property holds it; numbers may be given as text.

    Args:
        target: The property.
        operator: In the API's words.
        operand: One value, already of JSON.
        name: The property as the caller wrote it.
        is_moment: Whether the operand was a date or a time before it became text.

    Raises:
        InvalidInputError: No row can match: another kind of value, or none of those documented.
    """
    field = target.field
    if field is None or operand is None or field.kind == "json":
        return operand
    if field.kind == "model":
        raise InvalidInputError(
            f"holds an object: compare one of its parts, such as {name + '.id'!r}", field=name
        )
    if operator in _PATTERNS:
        if field.kind != "string":
            raise InvalidInputError("holds no text: patterns match text only", field=name)
        return operand
    try:
        value = _as_kind(field.kind, operand, is_moment=is_moment)
    except UnfitValue as problem:
        raise InvalidInputError(
            f"{problem} (if it is meant: field({name!r}, unchecked=True))", field=name
        ) from None
    if field.enum is not None and target.model is not None:
        documented = documented_values(target.model, field.enum)
        if value not in documented:
            raise InvalidInputError(
                f"{value!r} is no value that the API documents; {suggestion(str(value), documented)} "
                f"(a new one: field({name!r}, unchecked=True))",
                field=name,
            )
    return value


def _as_kind(kind: str, operand: JsonValue, *, is_moment: bool) -> JsonValue:
    if is_moment and kind == "string":
        raise UnfitValue("is text, not a time")
    return _CHECKS[kind](operand)
