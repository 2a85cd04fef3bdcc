"""How JavaScript converts and compares values, for the answers that depend on it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from spaceinvoices_sandbox.loopback.dates import Date
from spaceinvoices_sandbox.loopback.json_types import dump, is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\Z")
_RADIX = {"0x": 16, "0X": 16, "0b": 2, "0B": 2, "0o": 8, "0O": 8}
_INFINITIES: Final = {"Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}
_SAFE: Final = 2**53
_PLAIN_BELOW: Final = 1e21
_PLAIN_FROM: Final = 1e-6


class ThrownError(Exception):
    """A `TypeError` that JavaScript throws where a value cannot be converted; the answer is a 500."""


class Undefined:
    """The type of `UNDEFINED`, the value of a property that is not there."""

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED: Final = Undefined()


@dataclass(frozen=True, slots=True, eq=False)
class Boxed:
    """`Object(value)`: shows like the value, but equals no other object."""

    value: object


def number(value: float) -> int | float | None:
    """Return the number as JSON has it: a double, whole ones without fraction, NaN as null."""
    if isinstance(value, int) and -_SAFE <= value <= _SAFE:
        return value
    try:
        double = float(value)
    except OverflowError:
        return None
    if not math.isfinite(double):
        return None
    if double.is_integer() and abs(double) < _PLAIN_BELOW:
        return int(double) if abs(double) <= _SAFE else int(Decimal(repr(double)))
    return double


def doubles(value: Json) -> Json:
    """Return the same JSON with every number as a double holds it.

    Parsed input goes through here once.

    A number beyond the doubles is an infinity, which JSON shows as null.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        shown = number(value)
        return shown if shown is not None else _overflowed(value)
    if isinstance(value, dict):
        return {name: doubles(item) for name, item in value.items()}
    if isinstance(value, list):
        return [doubles(item) for item in value]
    return value


def _overflowed(value: float) -> float:
    return value if isinstance(value, float) else (math.inf if value > 0 else -math.inf)


def number_text(value: float) -> str:
    """`String(number)`: the shortest digits, `1e+21` and `1e-7` where JavaScript writes them."""
    if isinstance(value, float):
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
    shown = number(value)
    if isinstance(shown, int):
        return str(shown)
    if shown is None:
        return "Infinity" if value > 0 else "-Infinity"
    if _PLAIN_FROM <= abs(shown) < _PLAIN_BELOW:
        return format(Decimal(repr(shown)), "f")
    mantissa, _, exponent = repr(shown).partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent):+d}"


def json_text(value: Json) -> str:
    """`JSON.stringify(value)`: names that are positions come first, in their order."""
    if isinstance(value, dict):
        positions = sorted((name for name in value if _is_position(name)), key=int)
        names = [*positions, *(name for name in value if not _is_position(name))]
        return "{" + ",".join(f"{_quoted(name)}:{json_text(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(json_text(item) for item in value) + "]"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_text(value) if math.isfinite(value) else "null"
    return dump(value).decode()


def _quoted(name: str) -> str:
    return dump(name).decode()


def _is_position(name: str) -> bool:
    return name.isascii() and name.isdecimal() and (name == "0" or name[0] != "0")


def text(value: object) -> str:
    """`String(value)`."""
    while isinstance(value, Boxed):
        value = value.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, Date):
        return value.display()
    if is_list(value):
        return ",".join("" if absent(item) else text(item) for item in value)
    return _other_text(value)


def _other_text(value: object) -> str:
    if value is None:
        return "null"
    if is_object(value) and "toString" in value:  # never a function in JSON
        raise ThrownError("Cannot convert object to primitive value")
    return "undefined" if isinstance(value, Undefined) else "[object Object]"


def to_number(value: object) -> float:
    """`Number(value)`; NaN where there is no number in it."""
    if isinstance(value, (bool, int, float)):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, Date):
        return value.milliseconds
    if isinstance(value, Boxed):
        return to_number(value.value)
    if isinstance(value, str):
        return _text_number(value.strip())
    if is_list(value) or is_object(value):
        return _text_number(text(value).strip())
    return 0 if value is None else math.nan


def _text_number(stripped: str) -> float:
    if not stripped:
        return 0
    if _NUMBER.match(stripped):
        return float(stripped)
    if stripped in _INFINITIES:
        return _INFINITIES[stripped]
    base = _RADIX.get(stripped[:2])
    if base is not None:
        try:
            return int(stripped[2:], base)
        except ValueError:
            return math.nan
    return math.nan


def truthy(value: object) -> bool:
    """`Boolean(value)`: empty objects and lists are true, NaN and the empty text are not."""
    if isinstance(value, (dict, list, Date, Boxed)):
        return True
    if isinstance(value, float) and math.isnan(value):
        return False
    return bool(value)


def absent(value: object) -> bool:
    """Return whether the value is null or undefined."""
    return value is None or isinstance(value, Undefined)


def loosely_equal(left: object, right: object) -> bool:
    """`left == right`."""
    if absent(left) or absent(right):
        return absent(left) and absent(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if _composite(left) and _composite(right):
        return left is right
    if _composite(left):
        return loosely_equal(text(left), right)
    if _composite(right):
        return loosely_equal(left, text(right))
    return to_number(left) == to_number(right)


def _composite(value: object) -> bool:
    return isinstance(value, (dict, list, Date, Boxed))


def compare(left: object, right: object) -> float:
    """Below, at or above zero, as the framework's in-memory database orders two values; NaN: neither."""
    if absent(left) or absent(right):
        return 0 if absent(left) and absent(right) else math.nan
    if isinstance(left, (bool, int, float, Date)):
        return to_number(left) - to_number(right)
    if isinstance(left, str):
        if isinstance(right, str):
            return (left > right) - (left < right)
        if less(right, left):
            return 1
        return -1 if less(left, right) else (0 if loosely_equal(left, right) else math.nan)
    return 0 if loosely_equal(left, right) else math.nan


def less(left: object, right: object) -> bool:
    """`left < right`."""
    first = text(left) if is_object(left) or is_list(left) else left
    second = text(right) if is_object(right) or is_list(right) else right
    if isinstance(first, str) and isinstance(second, str):
        return first < second
    return not isinstance(first, Undefined) and to_number(first) < to_number(second)


def dig(record: Mapping[str, object], path: str) -> object:
    """Return the value at a dotted path; `UNDEFINED` where the path ends early."""
    value: object = record
    for key in path.split("."):
        value = member(value, key)
        if absent(value):
            return value
    return value


_INHERITED: Final = {
    "__proto__": Boxed("[object Object]"),
    **{
        name: Boxed(f"function {name}() {{ [native code] }}")
        for name in (
            *("hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString"),
            *("toString", "valueOf", "__defineGetter__", "__defineSetter__"),
            *("__lookupGetter__", "__lookupSetter__"),
        )
    },
    "constructor": Boxed("function Object() { [native code] }"),
}
"""What every object of JavaScript has without having been given it."""


def member(value: object, key: str) -> object:
    """`value[key]` of an object, a list or a text."""
    if is_object(value):
        return value[key] if key in value else _INHERITED.get(key, UNDEFINED)
    items = value if is_list(value) else list(value) if isinstance(value, str) else []
    if key.isdecimal() and int(key) < len(items):
        return items[int(key)]
    return len(items) if key == "length" and isinstance(value, (list, str)) else UNDEFINED
