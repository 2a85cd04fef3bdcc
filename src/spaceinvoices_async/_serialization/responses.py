"""JSON text to values and back, and the shape that an answer must have."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple, TypeVar, cast

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
_TOP_DECODER: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ROWS_DECODER: Final = msgspec.json.Decoder(list[msgspec.Raw])
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
        ValueError: The text is not JSON, or a key stands twice in one object: which of its values
            is meant cannot be known.
    """
    value = loads(raw)
    try:
        json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("nested too deeply to be read") from None
    return value


def _once(pairs: list[tuple[str, object]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise ValueError(f"the key {name!r} stands twice in one object")
        seen.add(name)


def is_as_written(raw: bytes, value: JsonValue) -> bool:
    """Return whether JSON text is what `dumps` makes of the value that was read from it.

    Then no key stands twice in any object of it. Answers without blanks mostly are.
    """
    try:
        return dumps(value) == raw
    except (TypeError, RecursionError):
        return False


def stands_twice(raw: bytes, names: Collection[str]) -> bool:
    """Return whether the object at the top of JSON text has one of these keys twice.

    Twice with the same value is once.

    Args:
        raw: The text.
        names: The keys.
    """
    if _stand_once(raw, names):
        return False
    top: list[tuple[str, object]] = []

    def keep(pairs: list[tuple[str, object]]) -> dict[str, object]:
        top[:] = pairs  # the outermost object is the last to end
        return dict(pairs)

    try:
        json.loads(raw.decode("utf-8-sig"), object_pairs_hook=keep)
    except RecursionError:
        return False
    given: dict[str, object] = {}
    return any(given.setdefault(key, item) != item for key, item in top if key in names)


def raw_rows(raw: bytes) -> list[bytes]:
    """Return the text of each row of a list; the whole text as one where the rows cannot be told."""
    try:
        return [bytes(row) for row in _ROWS_DECODER.decode(raw)]
    except (msgspec.MsgspecError, RecursionError):
        return [raw]


def _stand_once(raw: bytes, names: Collection[str]) -> bool:
    """Return whether it is certain that no key stands twice, without making a value of each."""
    try:
        values = _TOP_DECODER.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return False
    inside = b"\n".join(values.values())
    # Of two values the decoder keeps the last: a text without blanks, as JavaScript writes it, is
    # longer than what was kept if there were two. Of each member three bytes are marks, `"":`.
    if len(inside) + len("".join(values).encode()) + 3 * len(values) + 2 == len(raw):
        return True
    if b"\\u" in raw:  # a key may be written as an escape
        return False
    for name in names:
        key = f'"{name}"'.encode()
        if raw.count(key) > inside.count(key) + (name in values):
            return False
    return True


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
    """Return the value of JSON text, numbers with a fraction as exact `Decimal`.

    Raises:
        ValueError: The text is not JSON.
    """
    try:
        value: JsonValue = _DECODER.decode(raw)
    except (msgspec.MsgspecError, RecursionError, InvalidOperation):
        # msgspec refuses lone surrogates and a byte order mark, which JavaScript servers do emit.
        try:
            value = json.loads(raw.decode("utf-8-sig"), parse_float=_decimal)
        except RecursionError:
            raise ValueError("nested too deeply to be read") from None
    return value


def _decimal(text: str) -> Decimal | str:
    """Return the number, or its text where not even a Decimal reaches."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


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
