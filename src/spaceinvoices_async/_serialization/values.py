"""Single values between Python and the wire: money, times, texts, and plain JSON."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Final, TypeAlias, cast

from spaceinvoices_async.types import JsonValue

SIGNIFICANT_DIGITS: Final = 15
"""Digits of a number that survive the server, which computes in double precision."""

MAGNITUDE: Final = 300
"""Powers of ten, either way, that a double can hold with all its digits."""


# Inexact is what does not fit; zeros at the end may go, since 1.00000 has one digit.
_DOUBLE: Final = Context(prec=SIGNIFICANT_DIGITS, Emax=MAGNITUDE, Emin=-MAGNITUDE, traps=[Inexact])


class UnfitValue(ValueError):
    """A value that cannot be sent. `path` leads to it, outermost name first."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.path: list[str] = []

    def inside(self, step: str) -> "UnfitValue":
        """The same problem, seen from one level further out."""
        self.path.insert(0, step)
        return self

    @property
    def location(self) -> str:
        """The path as a person writes it: `items[0].price`."""
        return "".join(self.path).lstrip(".")


def type_name(value: object) -> str:
    """What an error calls the type of a value."""
    return type(value).__name__


def encode_decimal(value: object) -> Decimal:
    """The exact number to send; not a finite number of at most 15 digits is an error."""
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float, str)):
        raise UnfitValue(f"is a number: give Decimal, int or str, not {type_name(value)}")
    try:
        number = Decimal(repr(value) if isinstance(value, float) else value)
    except InvalidOperation:
        raise UnfitValue(f"is a number: {value!r} is not one; write it like '10.50'") from None
    if not number.is_finite():
        raise UnfitValue(f"is a finite number, not {number}")
    try:
        _DOUBLE.plus(number)
    except Inexact:
        raise UnfitValue(
            f"holds at most {SIGNIFICANT_DIGITS} significant digits (the server computes in "
            f"doubles); round {number} first"
        ) from None
    return number


def encode_integer(value: object) -> int:
    """A whole number; a bool is not one."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnfitValue(f"is a whole number: give int, not {type_name(value)}")
    return value


def encode_boolean(value: object) -> bool:
    """True or false; the server would read any other value as one of them."""
    if not isinstance(value, bool):
        raise UnfitValue(f"is true or false: give bool, not {type_name(value)}")
    return value


def encode_string(value: object) -> str:
    """Text; the server would turn any other value into some text."""
    if type(value) is str:
        return value
    if not isinstance(value, str):
        raise UnfitValue(f"is text: give str, not {type_name(value)}")
    return str(value)


def encode_moment(value: object) -> str:
    """ISO 8601 with milliseconds in UTC, or a plain date; a time without a zone is an error."""
    if isinstance(value, str):
        parsed = _read_moment(value)
        if isinstance(parsed, datetime) and parsed.tzinfo is None:
            raise UnfitValue(f"needs a zone: write {value!r} with 'Z' or an offset, or only a date")
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise UnfitValue("needs a zone: the server would take its own; use datetime.now(UTC)")
        utc = value.astimezone(UTC).isoformat(timespec="milliseconds")
        return utc.replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise UnfitValue(f"is a time: give datetime, date or ISO text, not {type_name(value)}")


def _read_moment(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass  # not a plain date: a date and time, or nothing that the server could read
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise UnfitValue(
            f"is a time: {text!r} is not ISO 8601; write it like '2023-04-30T06:14:03.266Z'"
        ) from None


def encode_json(value: object) -> JsonValue:
    """Free-form data: mappings, sequences, and the values above, however deep."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal | float):
        return encode_decimal(value)
    if isinstance(value, date):
        return encode_moment(value)
    if isinstance(value, Mapping):
        return _encode_mapping(cast("Mapping[object, object]", value))
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray):
        return _encode_items(cast("Iterable[object]", value))
    raise UnfitValue(f"cannot be sent as JSON: {type_name(value)}")


def _encode_mapping(value: Mapping[object, object]) -> dict[str, JsonValue]:
    encoded: dict[str, JsonValue] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise UnfitValue(f"has the key {key!r}: JSON keys are text")
        try:
            encoded[key] = encode_json(item)
        except UnfitValue as problem:
            raise problem.inside(f".{key}") from None
    return encoded


def _encode_items(value: Iterable[object]) -> list[JsonValue]:
    encoded: list[JsonValue] = []
    for index, item in enumerate(value):
        try:
            encoded.append(encode_json(item))
        except UnfitValue as problem:
            raise problem.inside(f"[{index}]") from None
    return encoded


def decode_integer(value: JsonValue) -> JsonValue:
    """An `int`, also of `2023.0`; what is no whole number stays as it came."""
    # A few bytes can name a number whose digits would fill the memory.
    if type(value) is not Decimal or not value.is_finite() or value.adjusted() > MAGNITUDE:
        return value
    return whole if value == (whole := int(value)) else value


def decode_moment(value: JsonValue) -> datetime | JsonValue:
    """An aware `datetime`; text in any other form stays as it came."""
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
