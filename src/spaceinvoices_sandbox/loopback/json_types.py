"""The JSON types, and how records are read from and written to bytes."""

from __future__ import annotations

import json
from typing import Final, TypeAlias, TypeGuard, cast

import msgspec

_LONGEST_INTEGER: Final = 300
"""Digits; longer ones do not fit a double."""

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Record: TypeAlias = "dict[str, Json]"


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether the value is an object.

    Its names are texts, as everything here began as JSON.
    """
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether the value is a list."""
    return isinstance(value, list)


def objects_in(value: Json) -> list[Record]:
    """Return the objects in a list; none where the value is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


def dump(value: Json) -> bytes:
    """Return the value as compact JSON."""
    return _encoder.encode(value)


def load(raw: bytes | str) -> Json:
    """Return the value in the text; raises `ValueError` where it is not JSON.

    Takes what JavaScript takes and the fast decoder does not: numbers beyond the doubles, which are
    infinities, and halves of surrogate pairs, which are kept as the replacement character.
    """
    try:
        return cast("Json", _decoder.decode(raw))
    except RecursionError as error:
        raise ValueError(str(error)) from None
    except msgspec.DecodeError as error:
        reason = str(error)
    try:
        value: Json = json.loads(raw, parse_int=_integer, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ValueError(reason) from None
    return _whole_texts(value)


def _integer(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _no_constant(name: str) -> Json:
    raise ValueError(f"{name} is not JSON")


def _whole_texts(value: Json) -> Json:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {str(_whole_texts(name)): _whole_texts(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_whole_texts(item) for item in value]
    return value


def load_record(raw: bytes | str) -> Record:
    """Return the object in the text, which this program wrote itself."""
    return cast("Record", _decoder.decode(raw))
