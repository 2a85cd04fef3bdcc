"""The common part of all generated models: tolerant reading and quiet showing."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, Self, TypeAlias, cast

from .scalars import DECODERS, JsonValue, encode_moment
from .unset import UNSET


class Field(NamedTuple):
    """One property of a model."""

    name: str
    wire: str
    kind: str = "json"
    """A key of `scalars.ENCODERS`, or "model"."""
    many: bool = False
    model: str | None = None
    """Class name of the nested model, in the same models package."""
    or_boolean: bool = False
    """A plain true or false may stand in place of the nested model."""
    required: bool = False
    secret: bool = False


Store: TypeAlias = Callable[[object, object], None]
Convert: TypeAlias = Callable[[JsonValue], object]

_READERS: Final[dict[type["Model"], dict[str, tuple[Store, Convert | None]]]] = {}


class Model:
    """An object of the API. Values that are absent are `UNSET`; unknown ones are kept."""

    __slots__ = ()
    FIELDS: ClassVar[tuple[Field, ...]] = ()
    WIRE_NAMES: ClassVar[Mapping[str, str]] = {}

    if TYPE_CHECKING:
        additional_properties: dict[str, JsonValue]
    else:

        def __getattr__(self, name: str) -> object:
            # `from_dict` fills only the slots of what came, which is most of its speed.
            if name == "additional_properties":
                object.__setattr__(self, name, {})
                return getattr(self, name)
            if name in self.WIRE_NAMES:
                return UNSET
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __init_subclass__(cls) -> None:
        # Set once per class, from its fields; a constant ever after.
        cls.WIRE_NAMES = {field.name: field.wire for field in cls.FIELDS}  # pyright: ignore[reportConstantRedefinition]

    @classmethod
    def from_dict(cls, data: Mapping[str, JsonValue]) -> Self:
        """The model of a decoded JSON object.

        Never fails on what a server may send: unknown properties go to `additional_properties`,
        nulls stay `None`, and values of an unexpected type or format stay as they came.
        """
        readers = _READERS.get(cls) or _prepare(cls)
        self = object.__new__(cls)
        extra: dict[str, JsonValue] | None = None
        for key, value in data.items():
            reader = readers.get(key)
            if reader is None:
                extra = extra or {}
                extra[key] = value
            else:
                store, convert = reader
                store(self, value if convert is None or value is None else convert(value))
        if extra is not None:
            object.__setattr__(self, "additional_properties", extra)
        return self

    def to_dict(self) -> dict[str, JsonValue]:
        """The JSON object of the model, in wire names, without what is unset."""
        plain = {
            field.wire: _plain(value)
            for field in self.FIELDS
            if (value := getattr(self, field.name)) is not UNSET
        }
        return plain | self.additional_properties

    def __repr__(self) -> str:
        shown = [
            f"{field.name}={'***' if field.secret and value else repr(value)}"
            for field in self.FIELDS
            if (value := getattr(self, field.name)) is not UNSET
        ]
        if self.additional_properties:
            shown.append(f"additional_properties=<{', '.join(self.additional_properties)}>")
        return f"{type(self).__name__}({', '.join(shown)})"


def _plain(value: object) -> JsonValue:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(item) for item in cast("list[object]", value)]
    if isinstance(value, date):
        return encode_moment(value)
    return cast("JsonValue", value)


def nested_model(model: type[Model], field: Field) -> type[Model]:
    """The model class that a field of kind "model" holds."""
    package = sys.modules[model.__module__.rpartition(".")[0]]
    return cast("type[Model]", getattr(package, str(field.model)))


def _prepare(model: type[Model]) -> dict[str, tuple[Store, Convert | None]]:
    """How each property of a model is read; made at its first use, which loads nested models."""
    readers: dict[str, tuple[Store, Convert | None]] = {}
    for field in model.FIELDS:
        store = cast("Store", getattr(model, field.name).__set__)
        readers[field.wire] = (store, _converter(model, field))
    _READERS[model] = readers
    return readers


def _converter(model: type[Model], field: Field) -> Convert | None:
    one: Convert | None = DECODERS.get(field.kind)
    if field.kind == "model":
        read = nested_model(model, field).from_dict

        def one_model(value: JsonValue) -> object:
            return read(value) if isinstance(value, dict) else value

        one = one_model
    if not field.many or one is None:
        return one
    convert = one

    def many(value: JsonValue) -> object:
        return [convert(item) for item in value] if isinstance(value, list) else value

    return many
