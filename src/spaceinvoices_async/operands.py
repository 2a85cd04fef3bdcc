"""What a property can be compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from .errors import InvalidInputError
from .scalars import UnfitValue, encode_decimal, encode_moment
from .unset import Unset

if TYPE_CHECKING:
    from .scalars import JsonValue

Scalar: TypeAlias = "bool | int | float | Decimal | str | datetime | date | Enum"
"""One value: JSON's own, a number, or a moment. A `date` is a whole day in UTC."""

_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T.*| \d{2}:.*)?", re.DOTALL)


def scalar(value: object, name: str) -> JsonValue:
    """The JSON value of one operand.

    Raises:
        InvalidInputError: The server would misread it: a time without zone, a date that does not
            exist, NaN, more digits than a double holds, or no single value at all.
    """
    if isinstance(value, Enum) and not isinstance(value, Unset):
        value = value.value
    try:
        return _encode(value)
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=name) from None
    except OverflowError:
        raise InvalidInputError("is a time outside the years 1 to 9999", field=name) from None


def _encode(value: object) -> JsonValue:
    if value is None:
        raise UnfitValue("cannot be compared with None: use .is_null() or .is_not_null()")
    if isinstance(value, str):
        return _encode_text(str.__str__(value))
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        encode_decimal(value)
        return value
    if isinstance(value, date):
        return encode_moment(value)
    if isinstance(value, Mapping):
        raise UnfitValue(
            "cannot be compared with a mapping: compare one path, such as 'custom.key'"
        )
    if isinstance(value, Iterable):
        raise UnfitValue("cannot be compared with a list: use .inq() or .between()")
    raise UnfitValue(f"cannot be compared with {type(value).__name__}")


def _encode_text(text: str) -> str:
    if not text.isprintable():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UnfitValue("is text that UTF-8 cannot hold: a lone surrogate") from None
    if _MOMENT.fullmatch(text):
        try:
            encode_moment(text)
        except UnfitValue as problem:
            raise UnfitValue(
                f"{problem} (text that only looks like a date is found with .regexp())"
            ) from None
    return text


def several(values: object, name: str) -> tuple[JsonValue, ...]:
    """The JSON values of a list of operands, where None stands for null.

    Raises:
        InvalidInputError: It is no list, or holds a value that cannot be sent.
    """
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise InvalidInputError("takes a list of values", field=name)
    return tuple(_one_of(value, name) for value in cast("Iterable[object]", values))


def _one_of(value: object, name: str) -> JsonValue:
    if is_day(value):
        raise InvalidInputError(
            "a date is a whole day: join `field == date` with |, or use .between()", field=name
        )
    return None if value is None else scalar(value, name)


def is_day(value: object) -> bool:
    """Whether a value is a date without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def next_day(day: date, name: str) -> date:
    """The day after.

    Raises:
        InvalidInputError: There is none.
    """
    try:
        return day + timedelta(days=1)
    except OverflowError:
        raise InvalidInputError("is a day in the year 9999 at the latest", field=name) from None
