"""The common part of what is sent: written strictly, every wrong value named."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Final, cast

from .errors import InvalidInputError
from .modelling import Field, Model, nested_model
from .scalars import ENCODERS, Encoder, JsonValue, UnfitValue, encode_json, type_name
from .unset import UNSET

_FIELDS_BY_NAME: Final[dict[type[Model], dict[object, tuple[Field, Encoder | None]]]] = {}


class InputModel(Model):
    """What is sent. Checked when it is sent, so that it can be filled step by step."""

    __slots__ = ()

    def to_dict(self) -> dict[str, JsonValue]:
        """The JSON object to send, in wire names, every value checked.

        Raises:
            InvalidInputError: A value cannot be sent, or a required one is missing.
        """
        return checked(self.encode)

    def encode(self) -> dict[str, JsonValue]:
        """As `to_dict`, but a wrong value raises `UnfitValue`, for the caller to locate."""
        given: dict[object, object] = {f.name: getattr(self, f.name) for f in self.FIELDS}
        encoded = encode_object(type(self), given, open_ended=False)
        return encoded | _encode_extra(self.additional_properties)


def encode_object(
    model: type[Model], given: Mapping[object, object], *, open_ended: bool
) -> dict[str, JsonValue]:
    """The wire object of values by Python or wire name; what is `UNSET` is left out.

    With `open_ended`, names that the model does not know are sent as they are; else they are an
    error, since a misspelt field would be silently ignored by the server.
    """
    known = _fields_by_name(model)
    encoded: dict[str, JsonValue] = {}
    for key, value in given.items():
        if value is UNSET:
            continue
        found = known.get(key)
        if found is None:
            encoded |= _encode_unknown(model, key, value, open_ended=open_ended)
            continue
        field, encode = found
        if field.wire in encoded:
            raise UnfitValue(f"is given twice, as {key!r} too").inside(f".{field.name}")
        try:
            if value is None:
                encoded[field.wire] = None
            elif encode is not None:
                encoded[field.wire] = encode(value)
            else:
                encoded[field.wire] = _encode_field(model, field, value, open_ended=open_ended)
        except UnfitValue as problem:
            raise problem.inside(f".{field.name}") from None
    _require(model, encoded)
    return encoded


def _require(model: type[Model], encoded: Mapping[str, JsonValue]) -> None:
    for field in model.FIELDS:
        if not field.required:
            return  # required ones come first
        if field.wire not in encoded:
            raise UnfitValue("is required").inside(f".{field.name}")


def _fields_by_name(model: type[Model]) -> Mapping[object, tuple[Field, Encoder | None]]:
    """Every field by both its names, with the encoder of those that are single plain values."""
    known = _FIELDS_BY_NAME.get(model)
    if known is None:
        known = _FIELDS_BY_NAME[model] = {}
        for field in model.FIELDS:
            encode = None if field.many else ENCODERS.get(field.kind)
            known[field.name] = known[field.wire] = field, encode
    return known


def _encode_unknown(
    model: type[Model], key: object, value: object, *, open_ended: bool
) -> dict[str, JsonValue]:
    if open_ended and isinstance(key, str):
        return _encode_extra({key: value})
    raise _unknown(model, key)


def _encode_field(
    model: type[Model], field: Field, value: object, *, open_ended: bool
) -> JsonValue:
    if field.many:
        return _encode_many(model, field, value, open_ended=open_ended)
    return _encode_one(model, field, value, open_ended=open_ended)


def _encode_many(
    model: type[Model], field: Field, value: object, *, open_ended: bool
) -> list[JsonValue]:
    kind = type_name(value)
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise UnfitValue(f"is a list: give a sequence, not {kind}")
    encoded: list[JsonValue] = []
    for index, item in enumerate(cast("Iterable[object]", value)):
        try:
            encoded.append(_encode_one(model, field, item, open_ended=open_ended))
        except UnfitValue as problem:
            raise problem.inside(f"[{index}]") from None
    return encoded


def _encode_one(model: type[Model], field: Field, value: object, *, open_ended: bool) -> JsonValue:
    if field.kind != "model":
        return ENCODERS[field.kind](value)
    if field.or_boolean and isinstance(value, bool):
        return value
    nested = nested_model(model, field)
    if isinstance(value, InputModel) and isinstance(value, nested):
        return value.encode()
    if isinstance(value, Mapping):
        return encode_object(nested, cast("Mapping[object, object]", value), open_ended=open_ended)
    raise UnfitValue(f"is a {nested.__name__} or a mapping, not {type(value).__name__}")


def _encode_extra(extra: Mapping[str, object]) -> dict[str, JsonValue]:
    encoded: dict[str, JsonValue] = {}
    for key, value in extra.items():
        try:
            encoded[key] = encode_json(value)
        except UnfitValue as problem:
            raise problem.inside(f".{key}") from None
    return encoded


def _unknown(model: type[Model], key: object) -> UnfitValue:
    names = [field.name for field in model.FIELDS]
    close = difflib.get_close_matches(str(key), names, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"it has {', '.join(names)}"
    return UnfitValue(
        f"is not a field of {model.__name__}: {hint} (a field the API has beyond its documentation "
        "goes into body= in wire names)"
    ).inside(f".{key}")


def checked(encode: Callable[[], dict[str, JsonValue]]) -> dict[str, JsonValue]:
    """What `encode` returns; an unfit value becomes an error that names its field."""
    try:
        return encode()
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=problem.location) from None
