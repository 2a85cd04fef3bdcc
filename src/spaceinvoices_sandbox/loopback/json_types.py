"""The JSON types, and how records are read from and written to bytes."""

from __future__ import annotations

from typing import TypeAlias, TypeGuard, cast

import msgspec

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Record: TypeAlias = "dict[str, Json]"


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether the value is an object; its names are texts, as everything here began as JSON."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether the value is a list."""
    return isinstance(value, list)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


def dump(value: Json) -> bytes:
    """The value as compact JSON."""
    return _encoder.encode(value)


def load(raw: bytes | str) -> Json:
    """The value in the text; raises `ValueError` where it is not JSON."""
    try:
        return cast("Json", _decoder.decode(raw))
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def load_record(raw: bytes | str) -> Record:
    """The object in the text, which this program wrote itself."""
    return cast("Record", _decoder.decode(raw))
