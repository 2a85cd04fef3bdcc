"""Finds where JSON text has no certain meaning: a key twice in one object, a number JSON has not.

Loaded when there is such a text: nothing of it stands in the way of a good answer.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spaceinvoices_async.types import JsonValue

_LONGEST_PATH: Final = 200


class RepeatedKey(NamedTuple):
    """A key that stands twice in one object."""

    path: str
    """Where, such as `_documentItems[0].price`."""
    differs: bool
    """Whether its values are different."""
    identifies: bool
    """Whether it says what the answer is about: an id of the answer or of one of its rows, or the
    only key that there is."""


class _Repeating(dict[str, object]):
    """An object with keys that stood twice."""

    __slots__ = ("differing", "repeated")

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        first: dict[str, object] = {}
        self.repeated: list[str] = []
        self.differing: set[str] = set()
        for name, value in pairs:
            if name not in first:
                first[name] = value
                continue
            self.repeated.append(name)
            if type(first[name]) is not type(value) or first[name] != value:
                self.differing.add(name)


class _NoNumber:
    """`NaN`, `Infinity` or `-Infinity`: JavaScript has them, JSON has not (RFC 8259, 6)."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name: Final = name


def loads_leniently(raw: bytes) -> JsonValue:
    """Return the value of JSON text that a strict decoder refuses: half a surrogate pair, or a BOM.

    JavaScript servers do emit both.

    Raises:
        ValueError: The text is not JSON; it says where, if that is a number.
    """
    strangers: list[_NoNumber] = []

    def stranger(name: str) -> _NoNumber:
        strangers.append(_NoNumber(name))
        return strangers[-1]

    value = _decoded(raw, parse_constant=stranger)
    if strangers:
        # One whose key stood twice is nowhere any more.
        places = ((path, one) for path, one in _walk(value) if isinstance(one, _NoNumber))
        path, first = next(places, ("", strangers[0]))
        raise ValueError(f"{path or 'the value'} is {first.name}, which is no number of JSON")
    return cast("JsonValue", value)


def repeated_keys(raw: bytes) -> list[RepeatedKey]:
    """Return the keys of JSON text that stand twice in one object, in their order.

    Raises:
        ValueError: The text is nested too deeply.
    """
    value = _decoded(raw, object_pairs_hook=_object)
    subjects = {id(row) for row in _rows(value)}
    return [
        RepeatedKey(
            _within(path, name),
            differs=name in one.differing,
            identifies=id(one) in subjects
            and (len(one) == 1 or name == "id" or name.endswith("Id")),
        )
        for path, one in _walk(value)
        if isinstance(one, _Repeating)
        for name in one.repeated
    ]


def _rows(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [value]


def _decoded(
    raw: bytes,
    *,
    parse_constant: Callable[[str], object] | None = None,
    object_pairs_hook: Callable[[list[tuple[str, object]]], object] | None = None,
) -> object:
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=parse_constant,
            object_pairs_hook=object_pairs_hook,
        )
    except RecursionError:
        raise ValueError("nested too deeply to be read") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _Repeating(pairs)


def _walk(value: object) -> Iterator[tuple[str, object]]:
    """Yield every value with its path, in the order of the text."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        path, one = waiting.pop()
        yield path, one
        inside: list[tuple[str, object]] = []
        if isinstance(one, dict):
            items = cast("dict[str, object]", one).items()
            inside = [(_within(path, name), item) for name, item in items]
        elif isinstance(one, list):
            rows = cast("list[object]", one)
            inside = [(f"{path}[{index}]", item) for index, item in enumerate(rows)]
        waiting.extend(reversed(inside))


def _within(path: str, name: str) -> str:
    whole = f"{path}.{name}" if path else name
    return whole if len(whole) <= _LONGEST_PATH else f"{whole[: _LONGEST_PATH - 1]}…"


def _decimal(text: str) -> Decimal | str:
    """Return the number, or its text where not even a Decimal reaches."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _integer(text: str) -> int | Decimal:
    """Return the number; a Decimal where Python makes no `int` of so many digits."""
    try:
        return int(text)
    except ValueError:
        return Decimal(text)
