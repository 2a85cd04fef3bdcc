"""JSON text to values and back, and the shape that an answer must have."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

import msgspec

from spaceinvoices_async._serialization.models import Model
from spaceinvoices_async._serialization.values import (
    UnfitValue,
    base_value,
    decode_integer,
    decode_moment,
    encode_json,
    encode_moment,
    encode_string,
)
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.types import UNSET, JsonValue, Unset

if TYPE_CHECKING:
    from spaceinvoices_async._serialization.json_faults import RepeatedKey

__all__ = [
    "UNSET",
    "JsonValue",
    "Pairs",
    "UnexpectedShape",
    "Unset",
    "anything",
    "dumps",
    "loads",
    "many",
    "maybe",
    "nothing",
    "one",
    "query_text",
    "record",
    "records",
    "rows",
    "unwrap",
    "value",
    "values",
]

_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


M = TypeVar("M", bound=Model)
T = TypeVar("T")


class UnexpectedShape(ValueError):
    """An answer whose top level is not what the operation promises."""


class Pairs(NamedTuple):
    """A value that stands in a query under several names, or several times."""

    values: tuple[tuple[str, object], ...]
    """What is appended to the name, and the value."""


def dumps(value: object) -> bytes:
    """JSON text in UTF-8, decimals as exact numbers.

    Half a surrogate pair, which only an answer may hold, is written as an escape.

    Raises:
        TypeError: It holds something that JSON has no form for.
        RecursionError: It is nested too deeply, or holds itself.
    """
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        return _escaped(value).encode()


def loads_input(raw: bytes) -> JsonValue:
    """Return the value of JSON text that a person wrote.

    As `loads`, but a key stands once in an object.

    Raises:
        KeyTwice: A key stands twice in one object: which of its values is meant cannot be known.
        ValueError: The text is not JSON.
    """
    value = loads(raw)
    for repeated in _repeated(raw, value):
        name = repeated.path.rpartition(".")[2]
        where = "" if name == repeated.path else f" ({repeated.path})"
        raise KeyTwice(f"the key {name!r} stands twice in one object{where}")
    return value


class KeyTwice(ValueError):
    """JSON text of a person in which a key stands twice in one object."""


def two_values(raw: bytes, value: JsonValue) -> "RepeatedKey | None":
    """Return a key of an answer that has two different values in one object; None without one.

    A decoder keeps the last of them. A key that says what the answer is about comes first: such an
    answer says two things, and neither is to be trusted.

    Args:
        raw: The text.
        value: What `loads` made of it.

    Raises:
        ValueError: The text is nested too deeply to be looked at.
    """
    found = [one for one in _repeated(raw, value) if one.differs]
    return min(found, key=lambda one: not one.identifies, default=None)


def _repeated(raw: bytes, value: JsonValue) -> "list[RepeatedKey]":
    if _stands_once(raw, value):
        return []
    from spaceinvoices_async._serialization.json_faults import repeated_keys  # hardly ever

    return repeated_keys(raw)


def _stands_once(raw: bytes, value: JsonValue) -> bool:
    """Return whether it is certain that no key stands twice in an object, at a low price.

    What was read is written again: a member that was dropped takes its colon with it. Only an
    escaped colon could make up for it.
    """
    try:
        again = dumps(value)
    except (TypeError, RecursionError):
        return False
    if again == raw:
        return True
    escaped = b"\\u003" in raw and (b"\\u003a" in raw or b"\\u003A" in raw)
    return again.count(b":") == raw.count(b":") and not escaped


def _escaped(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, Mapping):
        items = cast("Mapping[str, object]", value).items()
        return f"{{{','.join(f'{json.dumps(name)}:{_escaped(item)}' for name, item in items)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(_escaped(item) for item in cast('list[object]', value))}]"
    return _ENCODER.encode(value).decode()


def loads(raw: bytes) -> JsonValue:
    """Return the value of JSON text, numbers with a fraction or an exponent as exact `Decimal`.

    Raises:
        ValueError: The text is not JSON by RFC 8259, which has no `NaN` and no `Infinity`.
    """
    try:
        value: JsonValue = _DECODER.decode(raw)
    except (msgspec.MsgspecError, RecursionError, InvalidOperation):
        from spaceinvoices_async._serialization.json_faults import loads_leniently  # hardly ever

        value = loads_leniently(raw)
    return value


_ONE: Final[dict[type[Model], Callable[[JsonValue], Any]]] = {}


def one(model: type[M]) -> Callable[[JsonValue], M]:
    """Read an answer that is one object."""
    known = _ONE.get(model)
    if known is not None:  # every call asks, and keeps it while it waits
        return known

    def read(answer: JsonValue) -> M:
        if not isinstance(answer, dict):
            raise UnexpectedShape(f"a JSON object was promised, {_kind(answer)} came")
        return model.from_dict(answer)

    _ONE[model] = read
    return read


def many(model: type[M]) -> Callable[[JsonValue], list[M]]:
    """Read an answer that is a list of objects."""

    def read(answer: JsonValue) -> list[M]:
        return [model.from_dict(row) for row in records(answer)]

    return read


def unwrap(name: str, kind: type[T], *, absent: T | Unset = UNSET) -> Callable[[JsonValue], T]:
    """Read an answer that wraps one scalar, `{"count": 3}`; a bare scalar is taken as it is.

    `absent` is what an answer without it means: a deletion that says nothing more than 200 is one
    deletion. Without `absent`, such an answer has an unexpected shape.
    """

    def read(answer: JsonValue) -> T:
        value = answer.get(name) if isinstance(answer, dict) else answer
        if value is not None:
            return cast("T", decode_integer(value) if kind is int else value)
        if isinstance(absent, Unset):
            raise UnexpectedShape(f"{name!r} was promised, {_kind(answer)} without it came")
        return absent

    return read


def value(kind: type[T]) -> Callable[[JsonValue], T]:
    """Read an answer that is one scalar; one of another type stays as it came."""
    read = _reader(kind)

    def read_value(answer: JsonValue) -> T:
        if answer is None or isinstance(answer, (dict, list)):
            raise UnexpectedShape(f"a single value was promised, {_kind(answer)} came")
        return read(answer)

    return read_value


def values(kind: type[T]) -> Callable[[JsonValue], list[T]]:
    """Read an answer that is a list of scalars; those of another type stay as they came."""
    read = _reader(kind)
    return lambda answer: [read(item) for item in rows(answer)]


def _reader(kind: type[T]) -> Callable[[JsonValue], T]:
    convert: Callable[[JsonValue], object] = anything
    if kind is int:
        convert = decode_integer
    elif kind is datetime:
        convert = decode_moment
    elif kind is Decimal:
        convert = _decode_decimal
    return lambda item: cast("T", convert(item))


def _decode_decimal(item: JsonValue) -> object:
    return Decimal(item) if type(item) is int else item


def maybe(read: Callable[[JsonValue], T]) -> Callable[[JsonValue], T | None]:
    """Read an answer that may be empty."""
    return lambda answer: None if answer is None else read(answer)


def anything(answer: JsonValue) -> JsonValue:
    """Read an answer of any shape."""
    return answer


def record(answer: JsonValue) -> dict[str, JsonValue]:
    """Read an answer that is one free-form object."""
    if not isinstance(answer, dict):
        raise UnexpectedShape(f"a JSON object was promised, {_kind(answer)} came")
    return answer


def records(answer: JsonValue) -> list[dict[str, JsonValue]]:
    """Read an answer that is a list of free-form objects."""
    if not isinstance(answer, list):
        raise UnexpectedShape(f"a JSON array was promised, {_kind(answer)} came")
    rows = [row for row in answer if isinstance(row, dict)]
    if len(rows) != len(answer):
        raise UnexpectedShape("a JSON array of objects was promised, other rows came")
    return rows


def rows(answer: JsonValue) -> list[JsonValue]:
    """Read an answer that is a list of anything."""
    if not isinstance(answer, list):
        raise UnexpectedShape(f"a JSON array was promised, {_kind(answer)} came")
    return answer


def nothing(answer: JsonValue) -> None:
    """Read an answer that says nothing beyond its status."""
    del answer


def query_text(name: str, value: object) -> str | None:
    """Return the text of one query parameter, not yet percent-encoded; `None` when it is left out.

    Raises:
        InvalidInputError: The value has no form in a query, or is a time without a zone.
    """
    if value is None or value is UNSET:
        return None
    try:
        value = base_value(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, date):
            return encode_moment(value)
        if isinstance(value, str):
            return encode_string(value)
        encoded = encode_json(value)
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=f"{name}{''.join(problem.path)}") from None
    return dumps(encoded).decode()


def _kind(value: JsonValue) -> str:
    return "null" if value is None else type(value).__name__
