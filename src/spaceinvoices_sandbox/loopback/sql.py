"""The part of a `where` that SQL decides exactly as the framework would; the rest is left to Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.json_types import dump, is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.schemas import PropertyType, Schema

Parameter: TypeAlias = "str | int | float | None"
Clause: TypeAlias = "tuple[str, list[Parameter]]"

_COMPARISONS: Final = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_NEVER: Final = "0"
_ALWAYS: Final = "1"
_MOST_PARAMETERS: Final = 10_000


def quoted(name: str) -> str:
    """Return the property as a column name."""
    return f'"{name}"'


def split(
    where: Mapping[str, object],
    schema: Schema,
) -> tuple[list[Clause], dict[str, object]]:
    """Return the conditions SQL can decide, and those it cannot."""
    exact: list[Clause] = []
    rest: dict[str, object] = {}
    for name, condition in where.items():
        clause = translate(name, condition, schema)
        if clause is None:
            rest[name] = condition
        else:
            exact.append(clause)
    return exact, rest


def can_fail(conditions: object) -> bool:
    """Return whether a condition, a pattern say, may fail for some record."""
    if is_object(conditions):
        return "regexp" in conditions or any(can_fail(item) for item in conditions.values())
    return is_list(conditions) and any(can_fail(item) for item in conditions)


def hints(rest: Mapping[str, object]) -> list[Clause]:
    """Clauses that every match satisfies, for conditions only Python decides: a word to look for.

    A text that JavaScript could not find equal to anything else must stand in the record's JSON.
    """
    return [
        ("instr(body, ?)", [dump(value).decode()])
        for name, value in rest.items()
        if "." in name and isinstance(value, str) and value[:1].isalpha() and "," not in value
    ]


def translate(name: str, condition: object, schema: Schema) -> Clause | None:
    """Return one condition as SQL, or None."""
    if name in {"and", "or"} and is_list(condition):
        return _combined(name, condition, schema)
    kind = schema.properties.get(name)
    if kind not in {"string", "number", "boolean", "date"}:
        return None
    column = quoted(name)
    if condition is None:
        return f"{column} IS NULL", []
    if is_object(condition):
        return _operator(column, kind, condition)
    value = _parameter(condition, kind)
    return None if value is None else (f"{column} = ?", [value])


def _combined(name: str, clauses: list[object], schema: Schema) -> Clause | None:
    parts: list[str] = []
    parameters: list[Parameter] = []
    for clause in clauses:
        if not is_object(clause):
            return None
        exact, rest = split(clause, schema)
        if rest:
            return None
        parts.append(" AND ".join(f"({sql})" for sql, _ in exact) or _ALWAYS)
        for _, values in exact:
            parameters.extend(values)
    if not parts:
        return (_ALWAYS if name == "and" else _NEVER), []
    joined = f" {name.upper()} ".join(f"({part})" for part in parts)
    return f"({joined})", parameters


def _operator(column: str, kind: PropertyType, condition: Mapping[str, object]) -> Clause | None:
    if len(condition) != 1:
        return None
    operator, operand = next(iter(condition.items()))
    if operator in _COMPARISONS and kind != "boolean":
        value = _parameter(operand, kind)
        return None if value is None else (f"{column} {_COMPARISONS[operator]} ?", [value])
    if operator == "between" and kind != "boolean" and is_list(operand):
        return _between(column, kind, operand)
    if operator == "neq":
        return _unequal(column, kind, operand)
    if operator in {"inq", "nin"} and kind != "date" and is_list(operand):
        return _membership(column, kind, operator, operand)
    return None


def _between(column: str, kind: PropertyType, bounds: list[object]) -> Clause | None:
    low, high = (_parameter(bound, kind) for bound in bounds)
    if low is None or high is None:
        return None
    return f"{column} >= ? AND {column} <= ?", [low, high]


def _unequal(column: str, kind: PropertyType, operand: object) -> Clause | None:
    if operand is None:
        return f"{column} IS NOT NULL", []
    value = _parameter(operand, kind)
    return None if value is None else (f"({column} IS NULL OR {column} <> ?)", [value])


def _membership(
    column: str, kind: PropertyType, operator: str, choices: list[object]
) -> Clause | None:
    values = [_parameter(choice, kind) for choice in choices if choice is not None]
    if None in values or len(values) > _MOST_PARAMETERS:
        return None
    null = len(values) < len(choices)
    marks = ", ".join("?" * len(values))
    if operator == "inq":
        found = f"{column} IN ({marks})"
        return (f"({found} OR {column} IS NULL)" if null else found), values
    missing = f"{column} NOT IN ({marks})"
    return (
        f"({column} IS NOT NULL AND {missing})" if null else f"({column} IS NULL OR {missing})"
    ), values


def _parameter(value: object, kind: PropertyType) -> Parameter:
    """Return the value as its column holds it; None where only JavaScript knows how it compares."""
    if kind == "date":
        return value.iso() if isinstance(value, Date) else None
    if kind == "boolean":
        return int(value) if isinstance(value, bool) else None
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return float(value)
    return value if isinstance(value, str) else None
