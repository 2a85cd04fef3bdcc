"""The common part of all generated models: tolerant reading and quiet showing."""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Self, TypeAlias, cast

from spaceinvoices_async._serialization.values import decode_integer, decode_moment, encode_moment
from spaceinvoices_async.types import UNSET, JsonValue


class FieldSpec(NamedTuple):
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


Read: TypeAlias = Callable[[Mapping[str, JsonValue]], Any]

_READERS: Final[dict[type["Model"], Read]] = {}
_NESTED: Final[dict[tuple[type["Model"], str], type["Model"]]] = {}


class Model:
    """An object of the API. Values that are absent are `UNSET`; unknown ones are kept."""

    __slots__ = ()
    FIELDS: ClassVar[tuple[FieldSpec, ...]] = ()

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


def nested_model(model: type[Model], field: FieldSpec) -> type[Model]:
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


# What becomes of a value `v` of the type that is expected; any other value stays as it came.
_CONVERT: Final = {
    "datetime": ("type(v) is str", "decode_moment(v)"),
    "decimal": ("type(v) is int", "Decimal(v)"),
    "integer": ("type(v) is Decimal", "decode_integer(v)"),
}

_NAMES: Final[Mapping[str, object]] = {
    "Decimal": Decimal,
    "UNSET": UNSET,
    "decode_integer": decode_integer,
    "decode_moment": decode_moment,
    "new": object.__new__,
}


def compile_reader(model: "type[Model]", nested: "Callable[[FieldSpec], Read]") -> Read:
    """The function for one model; `nested` gives the function for a field that holds a model."""
    fields = model.FIELDS
    slots = (*(field.name for field in fields), "additional_properties")
    # Attributes of a frozen class are slow to set. A twin with the same slots is filled, and then
    # told which class it is of.
    twin = type(f"{model.__name__}Draft", model.__bases__, {"__slots__": slots})
    wires = [field.wire for field in fields]
    scope: dict[str, Any] = {
        **_NAMES,
        "twin": twin,
        "model": model,
        "unset": dict.fromkeys(wires, UNSET),
        "values": itemgetter(*wires) if wires else None,
    }
    for index, field in enumerate(fields):
        if field.kind == "model":
            scope[f"read_{index}"] = nested(field)
    exec("\n".join(_source(fields)), scope)  # noqa: S102 - made of generated names alone
    read: Read = scope["read"]
    return read


def _source(fields: "tuple[FieldSpec, ...]") -> Iterator[str]:
    yield "def read(data):"
    yield " self = new(twin)"
    # One merge and one assignment fetch all fields without a step of the interpreter for each.
    yield " every = {**unset, **data}"
    if fields:
        yield f" {', '.join(f'self.{field.name}' for field in fields)} = values(every)"
    for index, field in enumerate(fields):
        yield from _conversion(field, index)
    yield " self.additional_properties = ("
    yield f"  {{}} if len(every) == {len(fields)}"
    yield "  else {k: v for k, v in data.items() if k not in unset}"
    yield " )"
    yield " self.__class__ = model"
    yield " return self"


def _conversion(field: "FieldSpec", index: int) -> Iterator[str]:
    if field.kind == "model":
        expected, one = "type(v) is dict", f"read_{index}(v)"
    elif field.kind in _CONVERT:
        expected, one = _CONVERT[field.kind]
    else:
        return
    yield f" v = self.{field.name}"
    if field.many:
        yield " if type(v) is list and v:"  # most lists are empty
        yield f"  self.{field.name} = [{one} if {expected} else v for v in v]"
    else:
        yield f" if {expected}:"
        yield f"  self.{field.name} = {one}"
