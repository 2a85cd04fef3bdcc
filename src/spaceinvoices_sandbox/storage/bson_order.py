"""The order in which MongoDB sorts values of different types."""

from __future__ import annotations

from typing import TypeAlias

from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

SortKey: TypeAlias = (
    "tuple[int, float | str | bytes | tuple[SortKey, ...] | tuple[tuple[int, str, SortKey], ...]]"
)

_NULL, _NUMBER, _TEXT, _OBJECT, _LIST, _BOOLEAN, _DATE = range(7)
_EMPTY_LIST: SortKey = (-1, 0)


def sort_key(value: object, *, descending: bool = False) -> SortKey:
    """Return a key that sorts as MongoDB sorts the value.

    Nulls first, then numbers, texts, objects.

    A list counts as its least element, in a descending order as its greatest.
    """
    if is_list(value):
        choose = max if descending else min
        return choose((_nested_key(item) for item in value), default=_EMPTY_LIST)
    return _nested_key(value)


def _nested_key(value: object) -> SortKey:
    """Return the key of a value inside another: lists count element by element.

    Of objects the type of a member counts before its name, and its name before its value.
    """
    if is_object(value):
        members = [(name, _nested_key(item)) for name, item in value.items()]
        return _OBJECT, tuple((key[0], name, key) for name, key in members)
    if is_list(value):
        return _LIST, tuple(_nested_key(item) for item in value)
    return _scalar_key(value)


def _scalar_key(value: object) -> SortKey:
    if isinstance(value, bool):
        return _BOOLEAN, int(value)
    if isinstance(value, (int, float)):
        return _NUMBER, value
    if isinstance(value, str):
        return _TEXT, value.encode("utf-8", "surrogatepass")
    return (_DATE, value.milliseconds) if isinstance(value, Date) else (_NULL, 0)
