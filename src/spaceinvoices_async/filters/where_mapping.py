"""Conditions given as the API's own mappings, read as strictly as the builder writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters import patterns
from spaceinvoices_async.filters.conditions import Condition, Field
from spaceinvoices_async.filters.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spaceinvoices_async.filters.conditions import Scalar
    from spaceinvoices_async.types import JsonValue

_INSTEAD: Final[Mapping[str, str]] = {
    "exists": "it matches nothing on most properties; write {'inq': [None]} for rows without a "
    "value, {'neq': None} for rows with one",
    "ilike": "only in-memory servers know it; write {'regexp': '/text/i'}",
    "nilike": "only in-memory servers know it; write {'nlike': 'text', 'options': 'i'}",
    "not": "write 'neq', 'nin' or 'nlike'",
    "near": "no property of this API is a place: every row would match",
    "elemMatch": "write the path into the list, such as '_documentItems.name'",
}
_UNKNOWN: Final = (
    "the server knows eq, neq, gt, gte, lt, lte, between, inq, nin, like, nlike, regexp"
)


def translate(where: Mapping[str, object], names: Names) -> dict[str, JsonValue]:
    """Return the same condition, rewritten where the server would misread it.

    Two operators on one property become an `and` of two, null finds absent values too, `eq` becomes
    the bare value, and `/` within a regular expression is escaped.

    Raises:
        InvalidInputError: A name or operator the server does not know or silently ignores.
    """
    clauses: list[dict[str, JsonValue]] = []
    for name, test in _items(where, "where"):
        if name in ("and", "or"):
            clauses.append(_junction(name, test, names))
        else:
            clauses.extend(_tests(names.exactly(name), test, names))
    merged = {name: test for clause in clauses for name, test in clause.items()}
    return merged if len(merged) == len(clauses) else {"and": [*clauses]}


def _junction(word: str, parts: object, names: Names) -> dict[str, JsonValue]:
    if not isinstance(parts, list | tuple) or not parts:
        raise InvalidInputError("takes a list of at least one mapping", field=word)
    translated: list[JsonValue] = []
    for index, part in enumerate(cast("list[object]", parts)):
        location = f"{word}[{index}]"
        if isinstance(part, Condition):
            translated.append(part.to_wire(names))
        elif isinstance(part, Mapping) and part:
            translated.append(translate(cast("Mapping[str, object]", part), names))
        else:
            raise InvalidInputError("takes a mapping that is not empty", field=location)
    return {word: translated}


def _tests(name: str, test: object, names: Names) -> list[dict[str, JsonValue]]:
    field = Field(name)
    if not isinstance(test, Mapping):
        return [_equal(field, cast("Scalar | None", test)).to_wire(names)]
    operators = dict(_items(cast("Mapping[str, object]", test), name))
    ignore_case = _take_options(name, operators)
    if not operators:
        raise InvalidInputError("an empty mapping is no condition", field=name)
    return [
        _condition(field, operator, operand, ignore_case=ignore_case).to_wire(names)
        for operator, operand in operators.items()
    ]


def _take_options(name: str, operators: dict[str, object]) -> bool:
    if "options" not in operators:
        return False
    if operators.pop("options") != "i" or not operators.keys() <= {"like", "nlike"}:
        raise InvalidInputError("'options' is 'i', beside 'like' or 'nlike'", field=name)
    return True


def _condition(field: Field, operator: str, operand: object, *, ignore_case: bool) -> Condition:
    if operator in ("like", "nlike"):
        build = field.like if operator == "like" else field.nlike
        return build(cast("str", operand), ignore_case=ignore_case)
    if operator in _OPERATORS:
        return _OPERATORS[operator](field, operand)
    instead = _INSTEAD.get(operator, _UNKNOWN)
    if operator.startswith("$"):
        instead = f"the server refuses $-operators; {_UNKNOWN}"
    raise InvalidInputError(f"cannot use {operator!r}: {instead}", field=field.name)


def _equal(field: Field, operand: Scalar | None) -> Condition:
    return field.is_null() if operand is None else field == operand


def _unequal(field: Field, operand: Scalar | None) -> Condition:
    return field.is_not_null() if operand is None else field != operand


def _between(field: Field, operand: object) -> Condition:
    bounds = [*cast("Sequence[Scalar]", operand)] if isinstance(operand, list | tuple) else []
    try:
        low, high = bounds
    except ValueError:
        raise InvalidInputError("'between' takes a list of two values", field=field.name) from None
    return field.between(low, high)


def _regexp(field: Field, operand: object) -> Condition:
    delimited = patterns.DELIMITED.fullmatch(operand) if isinstance(operand, str) else None
    if delimited is None:
        return field.regexp(cast("str", operand))
    if delimited[2] not in ("", "i"):
        raise InvalidInputError("of the flags, only /.../i means something", field=field.name)
    return field.regexp(delimited[1], ignore_case=bool(delimited[2]))


# Operands are objects here: the builder checks each, whatever its type.
_OPERATORS: Final = cast(
    "Mapping[str, Callable[[Field, object], Condition]]",
    {
        "eq": _equal,
        "neq": _unequal,
        "gt": Field.__gt__,
        "gte": Field.__ge__,
        "lt": Field.__lt__,
        "lte": Field.__le__,
        "between": _between,
        "inq": Field.inq,
        "nin": Field.nin,
        "regexp": _regexp,
    },
)


def _items(mapping: Mapping[str, object], location: str) -> list[tuple[str, object]]:
    for key in cast("Mapping[object, object]", mapping):
        if not isinstance(key, str):
            raise InvalidInputError(f"has the key {key!r}: names are text", field=location)
    return list(mapping.items())
