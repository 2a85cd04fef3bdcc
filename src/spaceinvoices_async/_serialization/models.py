"""The common part of all generated models: tolerant reading and quiet showing."""

import functools
import importlib
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Final,
    Literal,
    Self,
    TypeAlias,
    cast,
    get_args,
)

from spaceinvoices_async._serialization.fields import FieldSpec
from spaceinvoices_async._serialization.values import (
    JsonObject,
    decode_integer,
    decode_moment,
    decode_number,
    encode_moment,
    type_name,
)
from spaceinvoices_async.types import UNSET, JsonValue

Mode: TypeAlias = Literal["exact", "json"]
"""Numbers as `Decimal`, or as the standard `json` module takes them."""
Read: TypeAlias = Callable[[Mapping[str, JsonValue]], Any]

_READERS: Final[dict[type["Model"], Read]] = {}
_NESTED: Final[dict[tuple[type["Model"], str], type["Model"]]] = {}


class Model(JsonObject):
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
        """Return the model of a decoded JSON object.

        Never fails on what a server may send: unknown properties go to `additional_properties`,
        nulls stay `None`, and values of an unexpected type or format stay as they came.
        """
        made: Self = (_READERS.get(cls) or _reader(cls))(data)
        return made

    def to_dict(self, *, mode: Mode = "exact") -> dict[str, JsonValue]:
        """Return the JSON object of the model, in wire names, without what is unset.

        Args:
            mode: "exact" keeps numbers as `Decimal`; "json" gives `int` and `float`, which
                `json.dumps`, web frameworks and message queues take, and text for a number
                that is larger than any `float`.
        """
        plain = {
            field.wire: _plain(value)
            for field in self.FIELDS
            if (value := getattr(self, field.name)) is not UNSET
        }
        made = plain | self.additional_properties
        return made if mode == "exact" else basic(made)

    def __iter__(self) -> Iterator[tuple[str, JsonValue]]:
        """Give name and value in turn, so that `dict(model)` is `model.to_dict(mode="json")`."""
        yield from self.to_dict(mode="json").items()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> object:
        """Tell pydantic, and with it FastAPI, how a model is read and written."""
        from spaceinvoices_async._serialization import pydantic_schema

        return pydantic_schema.core_schema_of(cls.__name__, cls.FIELDS, cls.from_json)

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return the model of what pydantic read: a JSON object, or the model itself.

        Raises:
            ValueError: It is neither.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            return cls.from_dict(cast("Mapping[str, JsonValue]", value))
        raise ValueError(f"is a JSON object, not {type_name(value)}")

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


def basic(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the same object in the types that the standard `json` module writes."""
    return {name: _basic(item) for name, item in value.items()}


def _basic(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return basic(value)
    if isinstance(value, list):
        return [_basic(item) for item in value]
    if isinstance(value, Decimal):
        whole = decode_integer(value)
        if not isinstance(whole, Decimal):
            return whole
        number = float(value)
        return number if math.isfinite(number) else str(value)  # JSON has no infinity
    return value


def no_properties() -> dict[str, JsonValue]:
    """Return the additional properties of a model made by hand."""
    return {}


def nested_model(model: type[Model], field: FieldSpec) -> type[Model]:
    """Return the model class that a field of kind "model" holds."""
    known = _NESTED.get((model, field.name))
    if known is None:
        package = sys.modules[model.__module__.rpartition(".")[0]]
        known = cast("type[Model]", getattr(package, str(field.model)))
        _NESTED[model, field.name] = known
    return known


def documented_values(model: type[Model], enum: str) -> frozenset[str]:
    """Return the values that the API documents, from the types beside a model's module."""
    return _documented(model.__module__, enum)


@functools.cache
def _documented(module: str, enum: str) -> frozenset[str]:
    types = importlib.import_module(f"{module.rsplit('.', 2)[0]}.types")
    return frozenset(get_args(getattr(types, enum)))


def _reader(model: type[Model]) -> Read:
    """Return the compiled function of a model; made at its first use, by any thread."""
    read = _READERS.get(model)
    if read is None:
        read = compile_reader(model, lambda field: _reader(nested_model(model, field)))
        _READERS[model] = read
    return read


_SIGHTINGS: Final = 8
"""How often a layout must come before it gets a function of its own."""
_MAX_LAYOUTS: Final = 8
"""Functions of one model at most; a server that varies its answers fills no memory."""
_MAX_UNKNOWN: Final = 32
"""Properties beyond the model that a layout may have."""

_NAMES: Final[Mapping[str, object]] = {
    "Decimal": Decimal,
    "UNSET": UNSET,
    "decode_number": decode_number,
    "decode_integer": decode_integer,
    "numbers": frozenset({int, float, Decimal}),
    "decode_moment": decode_moment,
    "moment": datetime.fromisoformat,
    "new": object.__new__,
}


def compile_reader(model: type[Model], nested: Callable[[FieldSpec], Read]) -> Read:
    """Return the function for one model.

    `nested` gives the function for a field that holds a model.

    A server gives the properties of an object in the same order again and again. For such a layout
    (the names in their order) a function is compiled that takes the values as they come, which
    saves a dictionary and a look-up for each field.
    """
    fields = {field.wire: (index, field) for index, field in enumerate(model.FIELDS)}
    unset: dict[str, object] = dict.fromkeys(fields, UNSET)
    # Attributes of a frozen class are slow to set. A twin with the same slots is filled, and then
    # told which class it is of.
    slots = (*(field.name for field in model.FIELDS), "additional_properties")
    twin = type(f"{model.__name__}Draft", model.__bases__, {"__slots__": slots})
    scope: dict[str, Any] = {**_NAMES, "twin": twin, "model": model}
    for index, field in enumerate(model.FIELDS):
        if field.kind == "model":
            scope[f"read_{index}"] = _read_later(scope, index, field, nested)

    def compiled(layout: tuple[str, ...]) -> Read:
        # Not in the scope: another thread may be about to compile another layout there.
        own: dict[str, Any] = {"unknown": tuple(name for name in layout if name not in fields)}
        exec("\n".join(_source(layout, fields)), scope, own)  # noqa: S102 - made of generated names alone
        made: Read = own["read"]
        return made

    read_all = compiled(tuple(fields))
    familiar: dict[tuple[str, ...], Read] = {}
    sightings: dict[tuple[str, ...], int] = {}

    def read_unfamiliar(layout: tuple[str, ...], data: Mapping[str, JsonValue]) -> Any:
        every: dict[str, Any] = {**unset, **data}
        unknown = {name: every.pop(name) for name in layout if name not in unset}
        if len(familiar) < _MAX_LAYOUTS and len(unknown) <= _MAX_UNKNOWN:
            if len(sightings) >= _MAX_LAYOUTS * _SIGHTINGS:
                sightings.clear()
            sightings[layout] = seen = sightings.get(layout, 0) + 1
            if seen == _SIGHTINGS:
                familiar[layout] = compiled(layout)
        made = read_all(every)
        if unknown:
            object.__setattr__(made, "additional_properties", unknown)  # the class may be frozen
        return made

    def read(data: Mapping[str, JsonValue]) -> Any:
        layout = tuple(data)
        known = familiar.get(layout)
        return read_unfamiliar(layout, data) if known is None else known(data)

    return read


def _read_later(
    scope: dict[str, Any], index: int, field: FieldSpec, nested: Callable[[FieldSpec], Read]
) -> Read:
    """Return the function of a field until its first value.

    A model that never comes is never loaded.
    """

    def read_first(data: Mapping[str, JsonValue]) -> Any:
        read = scope[f"read_{index}"] = nested(field)
        return read(data)

    return read_first


def _source(layout: tuple[str, ...], fields: Mapping[str, tuple[int, FieldSpec]]) -> Iterator[str]:
    """Yield the lines of a function: values into variables, converted, into attributes."""
    known = [fields[name] for name in layout if name in fields]
    extra = [f"x{place}" for place, name in enumerate(layout) if name not in fields]
    variables = [
        f"v{fields[name][0]}" if name in fields else f"x{place}"
        for place, name in enumerate(layout)
    ]
    yield "def read(data, unknown=unknown):"
    yield f" [{', '.join(variables)}] = data.values()"
    for index, field in known:
        yield from _conversion(field, index)
    yield " self = new(twin)"
    for index, field in known:
        yield f" self.{field.name} = v{index}"
    absent = [f"self.{field.name}" for name, (_, field) in fields.items() if name not in layout]
    if absent:
        yield f" {' = '.join(absent)} = UNSET"
    extras = f"dict(zip(unknown, [{', '.join(extra)}]))" if extra else "{}"
    yield f" self.additional_properties = {extras}"
    yield " self.__class__ = model"
    yield " return self"


# What becomes of a value of the type that is expected; any other value stays as it came.
_CONVERT: Final = {
    "decimal": ("type({0}) in numbers", "decode_number({0})"),
    "integer": ("type({0}) is not int and type({0}) in numbers", "decode_integer({0})"),
}


def _conversion(field: FieldSpec, index: int) -> Iterator[str]:
    value = f"v{index}"
    if field.kind == "datetime" and not field.many:
        # The body of `decode_moment`, without the cost of a call: a document has a dozen of them.
        yield f" if type({value}) is str:"
        yield "  try:"
        yield f"   read = moment({value})"
        yield "  except ValueError:"
        yield "   pass"
        yield "  else:"
        yield f"   if read.tzinfo is not None: {value} = read"
        return
    if field.kind == "decimal" and not field.many:
        # The body of `decode_number`; most numbers of an answer are whole.
        yield f" if type({value}) is int: {value} = Decimal({value})"
        yield f" elif type({value}) is float: {value} = decode_number({value})"
        return
    if field.kind == "datetime":
        expected, made = "type({0}) is str", "decode_moment({0})"
    elif field.kind == "model":
        expected, made = "type({0}) is dict", f"read_{index}({{0}})"
    elif field.kind in _CONVERT:
        expected, made = _CONVERT[field.kind]
    else:
        return
    if field.many:
        item = f"{made.format('v')} if {expected.format('v')} else v for v in {value}"
        yield f" if type({value}) is list and {value}:"  # most lists are empty
        yield f"  {value} = [{item}]"
    else:
        yield f" if {expected.format(value)}: {value} = {made.format(value)}"
