"""The common part of all generated models: tolerant reading and quiet showing."""

import sys
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, Self, cast

from .reading import Read, compile_reader
from .scalars import JsonValue, encode_moment
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
    enum: str | None = None
    """Name of the documented values, in the types beside the models package."""
    or_boolean: bool = False
    """A plain true or false may stand in place of the nested model."""
    required: bool = False
    secret: bool = False


_READERS: Final[dict[type["Model"], Read]] = {}
_NESTED: Final[dict[tuple[type["Model"], str], type["Model"]]] = {}


class Model:
    """An object of the API. Values that are absent are `UNSET`; unknown ones are kept."""

    __slots__ = ()
    FIELDS: ClassVar[tuple[Field, ...]] = ()

    if TYPE_CHECKING:
        additional_properties: dict[str, JsonValue]

    @classmethod
    def wire_names(cls) -> dict[str, str]:
        """Wire name of every property, by its Python name."""
        return {field.name: field.wire for field in cls.FIELDS}

    @classmethod
    def from_dict(cls, data: Mapping[str, JsonValue]) -> Self:
        """The model of a decoded JSON object.

        Never fails on what a server may send: unknown properties go to `additional_properties`,
        nulls stay `None`, and values of an unexpected type or format stay as they came.
        """
        made: Self = _reader(cls)(data)
        return made

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


def no_properties() -> dict[str, JsonValue]:
    """The additional properties of a model made by hand."""
    return {}


def nested_model(model: type[Model], field: Field) -> type[Model]:
    """The model class that a field of kind "model" holds."""
    known = _NESTED.get((model, field.name))
    if known is None:
        package = sys.modules[model.__module__.rpartition(".")[0]]
        known = cast("type[Model]", getattr(package, str(field.model)))
        _NESTED[model, field.name] = known
    return known


def _read(model: type[Model], data: Mapping[str, JsonValue]) -> Model:
    made: Model = _READERS[model](data)
    return made


def _reader(model: type[Model]) -> Read:
    """The compiled function of a model; made at its first use, which loads nested models."""
    read = _READERS.get(model)
    if read is None:
        # A model that holds itself finds this, and through it the function that follows.
        _READERS[model] = partial(_read, model)
        read = compile_reader(model, lambda field: _reader(nested_model(model, field)))
        _READERS[model] = read
    return read
