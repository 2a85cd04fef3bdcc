"""Compiles, per model, the function that makes one of a decoded JSON object.

Straight-line code is a third faster than a loop over a table, and lists of documents are decoded
on the event loop that everything else waits for. attrs compiles constructors for the same reason.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .scalars import JsonValue, decode_integer, decode_moment
from .unset import UNSET

if TYPE_CHECKING:
    from .modelling import Field, Model

Read: TypeAlias = Callable[[Mapping[str, JsonValue]], Any]

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


def compile_reader(model: "type[Model]", nested: "Callable[[Field], Read]") -> Read:
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


def _source(fields: "tuple[Field, ...]") -> Iterator[str]:
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


def _conversion(field: "Field", index: int) -> Iterator[str]:
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
