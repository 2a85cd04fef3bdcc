"""Single values between Python and the wire: money, times, texts, and plain JSON."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import Enum
from typing import Any, Final, TypeAlias, cast

from spaceinvoices_async.types import JsonValue, Unset

SIGNIFICANT_DIGITS: Final = 15
"""Digits of a number that survive the server, which computes in double precision."""

MAGNITUDE: Final = 300
"""Powers of ten, either way, that a double can hold with all its digits."""


# Inexact is what does not fit; zeros at the end may go, since 1.00000 has one digit.
_DOUBLE: Final = Context(prec=SIGNIFICANT_DIGITS, Emax=MAGNITUDE, Emin=-MAGNITUDE, traps=[Inexact])


_FEW_DIGITS: Final = 10**SIGNIFICANT_DIGITS

_SAFE_INTEGER: Final = 2**53
"""Whole numbers up to here are exact in a double, whatever their digits."""

MAX_DEPTH: Final = 200
"""Levels of free-form data; deeper is a mistake, such as a list that holds itself."""

_DATE_LENGTH: Final = len("2023-04-30")

_PLAIN_TYPES: Final = frozenset({type(None), bool, int, float, Decimal, str, datetime, date})


class JsonObject:
    """A value with a JSON object of its own: every model."""

    __slots__ = ()

    def to_dict(self) -> Mapping[str, JsonValue]:
        """Return the JSON object."""
        return {}


class UnfitValue(ValueError):
    """A value that cannot be sent. `path` leads to it, outermost name first."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.path: list[str] = []

    def inside(self, step: str) -> "UnfitValue":
        """Return the same problem, seen from one level further out."""
        self.path.insert(0, step)
        return self

    @property
    def location(self) -> str:
        """The path as a person writes it: `items[0].price`."""
        return "".join(self.path).lstrip(".")


class NestedTooDeeply(UnfitValue):
    """A structure without end, or nearly. Of the way into it, only the first step is of use."""

    def __init__(self) -> None:
        super().__init__(f"is nested more than {MAX_DEPTH} deep, or holds itself")

    def inside(self, step: str) -> "UnfitValue":
        """Return the same problem, in what is named by the outermost step."""
        self.path = [step]
        return self


def type_name(value: object) -> str:
    """Return what an error calls the type of a value."""
    return type(value).__name__


def base_value(value: object) -> object:
    """Return the same value as the built-in type that it is made of.

    Members of enumerations become their text or number, subclasses of `str`, `int`, `float` and
    `Decimal` lose what they add, and scalars of numpy, which need not be installed, become
    Python's. Anything else is returned as it is.
    """
    if type(value) in _PLAIN_TYPES:
        return value
    for base, convert in _BASES:
        if isinstance(value, base):
            return convert(value)
    if isinstance(value, Enum) and not isinstance(value, Unset):
        return base_value(value.value)
    return _scalar_of_array(value) if getattr(value, "shape", None) == () else value


_BASES: Final[tuple[tuple[type, Callable[[Any], object]], ...]] = (
    (str, str.__str__),
    (int, int.__int__),
    (float, float.__float__),
    (Decimal, Decimal),
)
"""Subclasses may show themselves otherwise, `Kind.INVOICE` or `np.float64(1.0)`: the base does not."""


def _scalar_of_array(value: object) -> object:
    # What numpy and its like have for a single value: a type, and a way to Python's own.
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    if kind == "f":
        return Decimal(str(value))  # a short float has few digits: 0.1, not 0.10000000149011612
    item = getattr(value, "item", None)
    return base_value(item()) if callable(item) and kind in {"O", "b", "i", "u", "U"} else value


def _wrong_type(what: str, expected: str, value: object) -> UnfitValue:
    missing = type_name(value) in {"NAType", "NaTType"} or (
        isinstance(value, float) and math.isnan(value)
    )
    hint = " (a missing value: give None, or leave it out)" if missing else _time_hint(value)
    return UnfitValue(f"{what}: give {expected}, not {type_name(value)}{hint}")


def _time_hint(value: object) -> str:
    """Say what to give in place of a time of numpy, which cannot have a zone."""
    is_time = getattr(getattr(value, "dtype", None), "kind", None) == "M"
    return " (it has no zone: give pandas.Timestamp(value, tz='UTC'))" if is_time else ""


def _no_number(value: object) -> UnfitValue:
    return UnfitValue(f"is a number: {value!r} is not one; write it like '10.50'")


def encode_decimal(value: object) -> Decimal:
    """Return the exact number to send; not a finite number of at most 15 digits is an error."""
    if type(value) is int and -_FEW_DIGITS < value < _FEW_DIGITS:
        return Decimal(value)
    if type(value) not in _PLAIN_TYPES:
        value = base_value(value)
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float, str)):
        raise _wrong_type("is a number", "Decimal, int or str", value)
    try:
        number = Decimal(repr(value) if isinstance(value, float) else value)
    except InvalidOperation:
        raise _no_number(value) from None
    if isinstance(value, str) and "_" in value:
        raise _no_number(value)  # Python reads 1_5 as 15
    if not number.is_finite():
        raise UnfitValue(f"is a finite number, not {number}")
    if number and abs(number.adjusted()) > MAGNITUDE:
        raise UnfitValue(
            f"lies between 1e-{MAGNITUDE} and 1e{MAGNITUDE} (the server computes in doubles), "
            f"unlike {number:.3g}"
        )
    try:
        _DOUBLE.plus(number)
    except Inexact:
        raise UnfitValue(
            f"holds at most {SIGNIFICANT_DIGITS} significant digits (the server computes in "
            f"doubles); round {number} first"
        ) from None
    return number


def encode_integer(value: object) -> int:
    """Return a whole number; a bool is not one."""
    value = base_value(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_type("is a whole number", "int", value)
    if not -_SAFE_INTEGER <= value <= _SAFE_INTEGER:
        encode_decimal(value)
    return value


def encode_boolean(value: object) -> bool:
    """Return true or false; the server would read any other value as one of them."""
    value = base_value(value)
    if not isinstance(value, bool):
        raise _wrong_type("is true or false", "bool", value)
    return value


def encode_string(value: object) -> str:
    """Return text that UTF-8 can hold; the server would turn any other value into some text."""
    if type(value) is str and value.isascii():
        return value
    value = base_value(value)
    if not isinstance(value, str):
        raise _wrong_type("is text", "str", value)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UnfitValue("must not hold half a surrogate pair: UTF-8 has none") from None
    return value


def encode_moment(value: object) -> str:
    """ISO 8601 with milliseconds in UTC, or a plain date; a time without a zone is an error."""
    value = base_value(value)
    if isinstance(value, str):
        return _encode_written_moment(value)
    if isinstance(value, datetime):
        return _encode_datetime(value)
    if isinstance(value, date):
        return date.isoformat(value)
    raise _wrong_type("is a time", "datetime, date or ISO text", value)


def encode_day(value: object) -> str:
    """Return as `encode_moment`, for what is a day: the day stays the one that was written.

    A time in another zone may be of the day before or after in UTC, by which the server goes; of
    such a time the day alone is sent.
    """
    written = encode_moment(value)
    given = base_value(value)
    if isinstance(given, datetime):
        day = given.date().isoformat()
        return written if written.startswith(day) else day
    if isinstance(given, str) and len(written) > len("2023-04-30"):
        moment = datetime.fromisoformat(written)
        day = moment.date().isoformat()
        try:
            same = moment.astimezone(UTC).date().isoformat() == day
        except OverflowError:
            same = False
        return written if same else day
    return written


def _encode_datetime(value: datetime) -> str:
    if value != value:  # noqa: PLR0124 - pandas has a time that is none, unlike itself
        raise UnfitValue("is a missing time: give None, or leave it out")
    if value.tzinfo is None:
        pandas = " (of pandas: value.tz_localize('UTC'))" if hasattr(value, "tz_localize") else ""
        raise UnfitValue(
            f"needs a zone: the server would take its own; use datetime.now(UTC){pandas}"
        )
    try:
        utc = value.astimezone(UTC)
    except OverflowError:
        raise UnfitValue("is a time outside the years 1 to 9999 in UTC") from None
    return datetime.isoformat(utc, timespec="milliseconds").replace("+00:00", "Z")


# What Python and JavaScript read alike. Python also takes 20230430, 2023-W17-7 and T06Z; the server
# answers such a date with an error of its own, or takes it for another.
_WRITTEN_MOMENT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(?P<zone>Z|[+-]\d{2}:\d{2})?)?",
    re.ASCII,
)


def _encode_written_moment(text: str) -> str:
    written = _WRITTEN_MOMENT.fullmatch(text)
    try:
        parsed = datetime.fromisoformat(text) if written else None
    except ValueError:
        parsed = None
    if written is None or parsed is None:
        raise UnfitValue(
            f"is a time: {text!r} is not ISO 8601 as the server reads it; write it like "
            "'2023-04-30T06:14:03.266Z' or '2023-04-30'"
        )
    if len(text) > _DATE_LENGTH:
        if written["zone"] is None:
            raise UnfitValue(f"needs a zone: write {text!r} with 'Z' or an offset, or only a date")
        _encode_datetime(parsed)
    return text


def encode_json(value: object, depth: int = 0) -> JsonValue:
    """Free-form data: mappings, sequences, and the values above, however deep."""
    value = base_value(value)
    if value is None or isinstance(value, bool):
        return value
    for kind, encode in _JSON_SCALARS:
        if isinstance(value, kind):
            return encode(value)
    if depth == MAX_DEPTH:
        raise NestedTooDeeply
    if isinstance(value, JsonObject):
        value = value.to_dict()
    if isinstance(value, Mapping):
        return _encode_mapping(cast("Mapping[object, object]", value), depth + 1)
    if not _is_single(value) and isinstance(value, Iterable):
        return _encode_items(cast("Iterable[object]", value), depth + 1)
    unfit: object = value
    raise UnfitValue(f"cannot be sent as JSON: {type_name(unfit)}{_time_hint(unfit)}")


def _is_single(value: object) -> bool:
    """Return whether a value that can be iterated over is no list of values: bytes, or an array of one."""
    return isinstance(value, (bytes, bytearray, memoryview, type)) or (
        getattr(value, "shape", None) == ()
    )


_JSON_SCALARS: Final[tuple[tuple[type, "Encoder"], ...]] = (
    (str, encode_string),
    (int, encode_integer),
    (Decimal, encode_decimal),
    (float, encode_decimal),
    (date, encode_moment),
)


def encode_key(key: object) -> str:
    """Return the name of a property; JSON has no other keys than text."""
    if type(key) is str and key.isascii():
        return key
    name = base_value(key)
    if not isinstance(name, str):
        raise UnfitValue(f"has the key {key!r}: JSON keys are text")
    return encode_string(name)


def _encode_mapping(value: Mapping[object, object], depth: int) -> dict[str, JsonValue]:
    encoded: dict[str, JsonValue] = {}
    for key, item in value.items():
        name = encode_key(key)
        try:
            encoded[name] = encode_json(item, depth)
        except UnfitValue as problem:
            raise problem.inside(f".{name}") from None
    return encoded


def _encode_items(value: Iterable[object], depth: int) -> list[JsonValue]:
    encoded: list[JsonValue] = []
    for index, item in enumerate(value):
        try:
            encoded.append(encode_json(item, depth))
        except UnfitValue as problem:
            raise problem.inside(f"[{index}]") from None
    return encoded


def decode_integer(value: JsonValue) -> JsonValue:
    """Return an `int`, also of `2023.0`; what is no whole number stays as it came."""
    # A few bytes can name a number whose digits would fill the memory.
    if type(value) is float:
        return int(value) if value.is_integer() else value
    if type(value) is not Decimal or not value.is_finite() or value.adjusted() > MAGNITUDE:
        return value
    return whole if value == (whole := int(value)) else value


def decode_number(value: float | Decimal) -> Decimal | float:
    """Return a `Decimal`; of a float, which the module `json` reads, the one it prints as."""
    if type(value) is float:
        return Decimal(repr(value)) if math.isfinite(value) else value
    return Decimal(value)


def decode_moment(value: JsonValue) -> datetime | JsonValue:
    """Return an aware `datetime`; text in any other form stays as it came."""
    if type(value) is not str:
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return value if moment.tzinfo is None else moment


Encoder: TypeAlias = Callable[[object], JsonValue]

ENCODERS: Final[Mapping[str, Encoder]] = {
    "boolean": encode_boolean,
    "date": encode_moment,
    "datetime": encode_moment,
    "decimal": encode_decimal,
    "integer": encode_integer,
    "json": encode_json,
    "string": encode_string,
}
"""How a value of each kind is checked and written."""
