"""Bodies that are no object of named fields: single values, lists, bytes, forms."""

from collections.abc import Iterable, Mapping
from typing import cast
from urllib.parse import urlencode

from spaceinvoices_async._serialization.models import Model
from spaceinvoices_async._serialization.parameters import form_text
from spaceinvoices_async._serialization.requests import (
    Encoded,
    Multipart,
    checked,
    encode_model,
    list_encoder,
)
from spaceinvoices_async._serialization.responses import dumps, query_text
from spaceinvoices_async._serialization.values import (
    ENCODERS,
    Encoder,
    UnfitValue,
    encode_json,
    type_name,
)
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.types import JsonValue


def value_body(body: object, kind: str, model: type[Model] | None = None) -> Encoded:
    """Return the JSON to send of a body that is one value.

    Raises:
        InvalidInputError: It is not of that kind.
    """
    encode = _value_encoder(kind, model)
    try:
        return Encoded(dumps(encode(body)), "application/json")
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=f"body{problem.location}") from None


def list_body(body: object, kind: str, model: type[Model] | None = None) -> Encoded:
    """Return the JSON to send of a body that is a list.

    Raises:
        InvalidInputError: It is no list, or one of its items is not of that kind.
    """
    try:
        encoded = list_encoder(_value_encoder(kind, model))(body)
        return Encoded(dumps(encoded), "application/json")
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=f"body{problem.location}") from None


def _value_encoder(kind: str, model: type[Model] | None) -> Encoder:
    if model is not None:
        return lambda value: encode_model(model, value, open_ended=True)
    return _encode_object if kind == "object" else ENCODERS[kind]


def _encode_object(value: object) -> JsonValue:
    if not isinstance(value, Mapping):
        raise UnfitValue(f"is an object: give a mapping, not {type_name(value)}")
    return encode_json(cast("object", value))


def raw_body(body: object, media_type: str) -> Encoded:
    """Return bytes to send as they are.

    Raises:
        InvalidInputError: These are no bytes.
    """
    if not isinstance(body, (bytes, bytearray)):
        raise InvalidInputError(f"is bytes, not {type_name(body)}", field="body")
    return Encoded(bytes(body), media_type)


def form_body(fields: Mapping[str, JsonValue], deep: Iterable[str] = ()) -> Encoded:
    """Return a form to send: lists repeated, objects as JSON; those named in `deep` in brackets."""
    pairs = [
        (name, text)
        for name, value in form_text(fields, deep)
        if (text := query_text(name, value)) is not None
    ]
    return Encoded(urlencode(pairs).encode(), "application/x-www-form-urlencoded")


def free_object(body: object) -> Mapping[str, JsonValue]:
    """Return the fields of a form that may be any.

    Raises:
        InvalidInputError: These are no fields, or one cannot be sent.
    """
    return checked(lambda: cast("dict[str, JsonValue]", _encode_object(body)))


def free_form(body: Mapping[str, object]) -> Multipart:
    """Return a form with files whose fields may be any."""
    return Multipart({name: value for name, value in body.items() if value is not None})
