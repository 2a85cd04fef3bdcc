"""Whether a record satisfies a coerced `where`, as the framework's in-memory database decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import javascript, regexes
from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.errors import server_error
from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MEMBERSHIP: Final = (("inq", True), ("nin", False))
_LIKES: Final = ("like", "nlike", "ilike", "nilike")


def matches(where: Mapping[str, object], record: object) -> bool:
    """Return whether every clause holds."""
    return all(_clause(key, condition, record) for key, condition in where.items())


def _clause(key: str, condition: object, record: object) -> bool:
    if key in {"and", "or"} and is_list(condition):
        combine = all if key == "and" else any
        return combine(matches(_object(clause), record) for clause in condition)
    value = _value(record, key)
    if is_list(value):
        return _any_item(condition, value)
    if _test(condition, value):
        return True
    return _below(key, condition, record)


def _object(clause: object) -> Mapping[str, object]:
    if is_object(clause):
        return clause
    raise server_error("Cannot convert undefined or null to object")


def _value(record: object, path: str) -> object:
    value = record
    for key in path.split("."):
        value = javascript.member(value, key)
        if javascript.absent(value):
            break
    return value


def _any_item(condition: object, items: list[object]) -> bool:
    if condition is None:
        raise server_error("Cannot read properties of null (reading 'neq')")
    if is_object(condition) and "neq" in condition and not items:
        return True
    return any(_clause(str(index), condition, items) for index in range(len(items)))


def _below(key: str, condition: object, record: object) -> bool:
    """Return a path through a list: one of its objects must match the rest of the path."""
    head, dot, rest = key.partition(".")
    if not dot:
        return False
    inner = javascript.member(record, head)
    if is_list(inner):
        return any(matches({rest: condition}, item) for item in inner)
    return is_object(inner) and matches({rest: condition}, inner)


def _test(example: object, value: object) -> bool:
    if javascript.absent(example):
        return javascript.absent(value)
    if is_object(example):
        decided = _operators(example, value)
        if decided is not None:
            return decided
        if _inequality(example, value):
            return True
    if isinstance(example, Date) and isinstance(value, Date):
        return example == value
    return javascript.loosely_equal(example, value)


def _operators(example: Mapping[str, object], value: object) -> bool | None:
    if javascript.truthy(example.get("regexp")):
        return _regexp(example["regexp"], value)
    if javascript.truthy(example.get("near")):
        return True
    for operator, wanted in _MEMBERSHIP:
        if javascript.truthy(example.get(operator)):
            return _among(example[operator], value) is wanted
    if "neq" in example:
        return javascript.compare(example["neq"], value) != 0
    if "between" in example:
        low, high = _bounds(example["between"])
        return _inequality({"gte": low}, value) and _inequality({"lte": high}, value)
    like = next((name for name in _LIKES if javascript.truthy(example.get(name))), None)
    return None if like is None else _like(like, example[like], value)


def _among(choices: object, value: object) -> bool:
    """Return one of a list, or one character of a text, which has a length and positions too."""
    if is_list(choices) or isinstance(choices, str):
        return any(javascript.loosely_equal(choice, value) for choice in choices)
    return False


def _bounds(value: object) -> tuple[object, object]:
    return javascript.member(value, "0"), javascript.member(value, "1")


def _regexp(operand: object, value: object) -> bool:
    if not javascript.truthy(value):
        return False
    if not isinstance(value, str):
        raise server_error("value.match is not a function")
    if isinstance(operand, regexes.Regex):
        return operand.search(value)
    pattern = regexes.compiled(javascript.text(operand))
    if pattern is None:
        raise server_error("Invalid regular expression")
    return pattern.search(value) is not None


def _like(operator: str, operand: object, value: object) -> bool:
    ignore_case = operator in {"ilike", "nilike"}
    text = javascript.text(operand)
    if isinstance(operand, javascript.Boxed):  # no text to the framework: taken as it is
        pattern = regexes.compiled(text, "i" if ignore_case else "")
    else:
        regex = regexes.of_like(text, ignore_case=ignore_case)
        pattern = None if regex is None else regex.pattern
    if pattern is None:
        raise server_error("Invalid regular expression")
    found = pattern.search(javascript.text(value)) is not None
    return found is (operator in {"like", "ilike"})


def _inequality(example: Mapping[str, object], value: object) -> bool:
    holds: tuple[tuple[str, Callable[[float], bool]], ...] = (
        ("gt", lambda order: order > 0),
        ("gte", lambda order: order >= 0),
        ("lt", lambda order: order < 0),
        ("lte", lambda order: order <= 0),
    )
    for operator, decide in holds:
        if operator in example:
            return decide(javascript.compare(value, example[operator]))
    return False
