"""Compiles, per model, the function that makes one of a decoded JSON object.

Straight-line code is a third faster than a loop over a table, and lists of documents are decoded
on the event loop that everything else waits for. attrs compiles constructors for the same reason.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .scalars import JsonValue, decode_integer, decode_moment
from .unset import UNSET

if TYPE_CHECKING:
    from .modelling import Field, Model

Read: TypeAlias = Callable[[Mapping[str, JsonValue]], Any]

# Of a value `v` of the type that is expected; any other value stays as it came.
_CONVERT: Final = {
    "datetime": "decode_moment(v) if type(v) is str else v",
    "decimal": "Decimal(v) if type(v) is int else v",
    "integer": "v if type(v) is int else decode_integer(v)",
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
    scope: dict[str, Any] = {
        **_NAMES,
        "twin": twin,
        "model": model,
        "known": {field.wire for field in fields},
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
    yield " get = data.get"
    for index, field in enumerate(fields):
        yield f" v = get({field.wire!r}, UNSET)"
        yield f" self.{field.name} = {_expression(field, index)}"
    yield " self.additional_properties = ("
    yield "  {} if data.keys() <= known else {k: v for k, v in data.items() if k not in known}"
    yield " )"
    yield " self.__class__ = model"
    yield " return self"


def _expression(field: "Field", index: int) -> str:
    if field.kind == "model":
        one = f"read_{index}(v) if type(v) is dict else v"
    else:
        one = _CONVERT.get(field.kind, "v")
    if not field.many or one == "v":
        return one
    return f"[{one} for v in v] if type(v) is list and v else v"  # most lists are empty
