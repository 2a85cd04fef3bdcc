"""Takes values by what they are made of: subclasses, enums and the scalars of numpy and pandas."""

from __future__ import annotations

import math
import operator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final, Protocol, TypeGuard, cast, runtime_checkable

from spaceinvoices_async.types import UNSET

_PLAIN: Final = frozenset({str, int, bool, float, Decimal, type(None), dict, list, date, datetime})
_NOTHING: Final = frozenset({"NaTType", "NAType"})
"""Names of the types by which pandas says that there is nothing."""


@runtime_checkable
class _ArrayScalar(Protocol):
    """A scalar of an array library, such as `numpy.float32`."""

    @property
    def dtype(self) -> object: ...

    def item(self) -> object: ...


@runtime_checkable
class _Timestamp(Protocol):
    """A moment of a data frame library that knows how to become one of the standard library."""

    def to_pydatetime(self) -> datetime: ...


def plain(value: object) -> object:
    """Return the value as one of Python's own types, exactly; what is none of these stays as it is.

    A member of an enum is its value, a floating-point number of fewer bits is the decimal that it
    prints as, and what pandas calls missing is None.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum) and value is not UNSET:
        return plain(cast("object", value.value))
    if _is_scalar(value):
        return _from_scalar(value)
    if type(value).__name__ in _NOTHING:
        return None
    if isinstance(value, _Timestamp):
        return value.to_pydatetime()
    return _of_base(value)


def _of_base(value: object) -> object:
    """Return the value without its subclass."""
    if isinstance(value, str):
        return str.__str__(value)
    for base in (int, float, Decimal):
        if isinstance(value, base):
            return base(value)
    return value


def _is_scalar(value: object) -> TypeGuard[_ArrayScalar]:
    return isinstance(value, _ArrayScalar) and getattr(value, "shape", None) == ()


def _from_scalar(value: _ArrayScalar) -> object:
    given = value.item()
    if not isinstance(given, float) or isinstance(value, float):
        return given
    # Of fewer bits than Python's own: what it prints is what was meant.
    return given if math.isnan(given) or math.isinf(given) else Decimal(str(value))


def is_missing(value: object) -> bool:
    """Whether a plain value is none: None, an empty text, or not a number."""
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def as_whole_number(value: object) -> int | None:
    """Return the number of an integer of whatever library; None of anything else, bools too."""
    if isinstance(value, bool):
        return None
    try:
        return operator.index(cast("int", value))
    except TypeError:
        return None
