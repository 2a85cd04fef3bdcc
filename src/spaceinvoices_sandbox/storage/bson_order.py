"""The order in which MongoDB sorts values of different types."""

from __future__ import annotations

from typing import TypeAlias

from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.json_types import is_list, is_object

SortKey: TypeAlias = "tuple[int, float | str | bytes | tuple[tuple[str, SortKey], ...]]"

_NULL, _NUMBER, _TEXT, _OBJECT, _BOOLEAN, _DATE = range(6)
_EMPTY_LIST = -1


def sort_key(value: object) -> SortKey:
    """A key that sorts as MongoDB sorts the value: nulls first, then numbers, texts, objects.

    A list counts as its least element.
    """
    if is_list(value):
        return min((sort_key(item) for item in value), default=(_EMPTY_LIST, 0))
    if is_object(value):
        return _OBJECT, tuple((name, sort_key(item)) for name, item in value.items())
    return _scalar_key(value)


def _scalar_key(value: object) -> SortKey:
    if isinstance(value, bool):
        return _BOOLEAN, int(value)
    if isinstance(value, (int, float)):
        return _NUMBER, value
    if isinstance(value, str):
        return _TEXT, value.encode("utf-8", "surrogatepass")
    return (_DATE, value.milliseconds) if isinstance(value, Date) else (_NULL, 0)
