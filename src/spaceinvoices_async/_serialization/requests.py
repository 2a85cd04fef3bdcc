"""The common part of what is sent: written strictly, every wrong value named."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, Self, TypeAlias, TypeGuard, cast

from spaceinvoices_async._serialization.field_names import spelling_hint
from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.models import Mode, Model, basic, nested_model
from spaceinvoices_async._serialization.values import (
    ENCODERS,
    Encoder,
    NestedTooDeeply,
    UnfitValue,
    encode_day,
    encode_json,
    encode_key,
    type_name,
)
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.types import UNSET, JsonValue, Unset


class InputModel(Model):
    """What is sent. Checked when it is sent, so that it can be filled step by step."""

    __slots__ = ()

    def to_dict(self, *, mode: Mode = "exact") -> dict[str, JsonValue]:
        """Return the JSON object to send, in wire names, every value checked.

        Args:
            mode: "exact" keeps numbers as `Decimal`; "json" gives `int` and `float`, which
                `json.dumps`, web frameworks and message queues take.

        Raises:
            InvalidInputError: A value cannot be sent, or a required one is missing.
        """
        made = checked(self.encode)
        return made if mode == "exact" else basic(made)

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return the model of what pydantic read; what cannot be sent is refused.

        Raises:
            ValueError: It is no JSON object, or a value cannot be sent.
        """
        made = super().from_json(value)
        made.to_dict()
        return made

    def encode(self) -> dict[str, JsonValue]:
        """Return as `to_dict`, but a wrong value raises `UnfitValue`, for the caller to locate."""
        given: dict[object, object] = {f.name: getattr(self, f.name) for f in self.FIELDS}
        encoded = encode_object(type(self), given, open_ended=False)
        extra = _encode_extra(cast("Mapping[object, object]", self.additional_properties))
        for field in self.FIELDS:
            if field.wire in extra and field.wire in encoded:
                raise UnfitValue("is given twice, in additional_properties too").inside(
                    f".{field.name}"
                )
        return encoded | extra


def encode_object(
    model: type[Model], given: Mapping[object, object], *, open_ended: bool
) -> dict[str, JsonValue]:
    """Return the wire object of values by Python or wire name; what is `UNSET` is left out.

    With `open_ended`, names that the model does not know are sent as they are; else they are an
    error, since a misspelt field would be silently ignored by the server.
    """
    slots, required = _SLOTS.get((model, open_ended)) or _slots(model, open_ended=open_ended)
    encoded: dict[str, JsonValue] = {}
    for key, value in given.items():
        if value is UNSET:
            continue
        slot = slots.get(key)
        if slot is None:
            # Also a key that is text only by its base, such as a member of an enumeration.
            text = encode_key(key)
            slot = slots.get(text)
            if slot is None:
                encoded |= _encode_unknown(model, text, value, open_ended=open_ended)
                continue
        name, wire, encode = slot
        if wire in encoded:
            raise UnfitValue(f"is given twice, as {str(key)!r} too").inside(f".{name}")
        try:
            encoded[wire] = None if value is None else encode(value)
        except UnfitValue as problem:
            raise problem.inside(f".{name}") from None
    for field in required:
        if field.wire not in encoded:
            raise UnfitValue("is required").inside(f".{field.name}")
    return encoded


def _encode_unknown(
    model: type[Model], key: str, value: object, *, open_ended: bool
) -> dict[str, JsonValue]:
    if open_ended:
        return _encode_extra({key: value})
    raise _unknown(model, key)


class _Slot(NamedTuple):
    """Where a value goes, and what writes it."""

    name: str
    wire: str
    encode: Encoder


_Slots: TypeAlias = tuple[Mapping[object, _Slot], tuple[FieldSpec, ...]]
_SLOTS: Final[dict[tuple[type[Model], bool], _Slots]] = {}


def _slots(model: type[Model], *, open_ended: bool) -> _Slots:
    """Return every field by both its names, and the fields that must be there."""
    slots: dict[object, _Slot] = {}
    for field in model.FIELDS:
        encode = ENCODERS.get(field.kind) or _nested_encoder(model, field, open_ended=open_ended)
        if field.kind == "datetime" and field.wire.startswith("date"):
            encode = encode_day
        if field.many:
            encode = list_encoder(encode)
        slots[field.name] = slots[field.wire] = _Slot(field.name, field.wire, encode)
    made = (slots, tuple(field for field in model.FIELDS if field.required))
    _SLOTS[model, open_ended] = made
    return made


def list_encoder(encode: Encoder) -> Encoder:
    """Return what writes a list, by what writes one of its items."""

    def encode_list(value: object) -> list[JsonValue]:
        if not _is_list(value):
            raise UnfitValue(f"is a list: give a sequence, not {type_name(value)}")
        encoded: list[JsonValue] = []
        for index, item in enumerate(value):
            try:
                encoded.append(encode(item))
            except UnfitValue as problem:
                raise problem.inside(f"[{index}]") from None
        return encoded

    return encode_list


def _is_list(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, (list, tuple)) or (
        isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping, Model))
    )


def _nested_encoder(model: type[Model], field: FieldSpec, *, open_ended: bool) -> Encoder:
    nested: type[Model] | None = None

    def encode_nested(value: object) -> JsonValue:
        nonlocal nested
        if nested is None:  # loaded by the first that is sent
            nested = nested_model(model, field)
        if type(value) is dict:
            mapping = cast("dict[object, object]", value)
            return encode_object(nested, mapping, open_ended=open_ended)
        if field.or_boolean and isinstance(value, bool):
            return value
        return encode_model(nested, value, open_ended=open_ended)

    return encode_nested


def encode_model(nested: type[Model], value: object, *, open_ended: bool) -> JsonValue:
    """Return the wire object of a model, or of a mapping in its place."""
    if isinstance(value, Mapping):
        mapping = cast("Mapping[object, object]", value)
        return encode_object(nested, mapping, open_ended=open_ended)
    if isinstance(value, InputModel) and isinstance(value, nested):
        return value.encode()
    raise UnfitValue(f"is a {nested.__name__} or a mapping, not {type_name(value)}")


def _encode_extra(extra: Mapping[object, object]) -> dict[str, JsonValue]:
    encoded: dict[str, JsonValue] = {}
    for key, value in extra.items():
        name = encode_key(key)
        try:
            encoded[name] = encode_json(value)
        except UnfitValue as problem:
            raise problem.inside(f".{name}") from None
    return encoded


def _unknown(model: type[Model], key: str) -> UnfitValue:
    return UnfitValue(
        f"is not a field of {model.__name__}: {spelling_hint(model, key)} (a field the API has "
        "beyond its documentation goes into body= in wire names)"
    ).inside(f".{key}")


def checked(encode: Callable[[], dict[str, JsonValue]]) -> dict[str, JsonValue]:
    """Return what `encode` returns; an unfit value becomes an error that names its field."""
    try:
        return encode()
    except UnfitValue as problem:
        raise InvalidInputError(str(problem), field=problem.location) from None


class Multipart(NamedTuple):
    """A form with a file: field values by wire name, still as the caller gave them."""

    fields: Mapping[str, object]


class Encoded:
    """A body that is no JSON object: complete, with its content type."""

    __slots__ = ("data", "media_type")

    def __init__(self, data: bytes, media_type: str) -> None:
        self.data: Final = data
        self.media_type: Final = media_type


def json_body(
    model: type[InputModel],
    body: InputModel | Mapping[str, object] | Unset,
    fields: Mapping[str, object],
) -> dict[str, JsonValue]:
    """Return the JSON object to send, from `body=` or from keyword fields, never from both.

    Raises:
        InvalidInputError: Both are given, a value cannot be sent, or a required one is missing.
    """
    if body is UNSET:
        by_name = cast("Mapping[object, object]", fields)
        return checked(lambda: encode_object(model, by_name, open_ended=False))
    given = [name for name, value in fields.items() if value is not UNSET]
    if given:
        raise InvalidInputError(
            "stands beside body=: give either body= or fields, not both", field=given[0]
        )
    if isinstance(body, Mapping):
        mapping = cast("Mapping[object, object]", body)
        return checked(lambda: encode_object(model, mapping, open_ended=True))
    if isinstance(body, model):
        return body.to_dict()
    raise InvalidInputError(
        f"is a {model.__name__} or a mapping in wire names, not {type(body).__name__}",
        field="body",
    )


def free_body(body: object, operation: str) -> JsonValue:
    """Return the JSON to send where no model says what it is: every value as strict as in one.

    Raises:
        InvalidInputError: A value cannot be sent, at whatever depth.
    """
    try:
        return encode_json(body)
    except UnfitValue as problem:
        field = "body" if isinstance(problem, NestedTooDeeply) else problem.location or "body"
        raise InvalidInputError(str(problem), field=field, operation=operation) from None


def multipart(model: type[Model], fields: Mapping[str, object]) -> Multipart:
    """Return the form to send.

    Raises:
        InvalidInputError: A required field is missing.
    """
    given: dict[str, object] = {}
    for field in model.FIELDS:
        value = fields.get(field.name, UNSET)
        if value is not UNSET and value is not None:
            given[field.wire] = value
        elif field.required:
            raise InvalidInputError("is required", field=field.name)
    return Multipart(given)
