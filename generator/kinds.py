"""What openapi-python-client parsed, as the kinds of value that the SDK knows."""

from typing import Final, NamedTuple

from openapi_python_client.parser.properties import (
    AnyProperty,
    LiteralEnumProperty,
    ModelProperty,
)
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from .problem import GenerationError


class Kind(NamedTuple):
    """The kind of one value: a key of `scalars.ENCODERS`, or "model", "object", "file"."""

    name: str
    many: bool = False
    model: str | None = None
    enum: str | None = None
    or_boolean: bool = False


_SCALARS: Final[dict[type[object], str]] = {
    AnyProperty: "json",
    BooleanProperty: "boolean",
    DateProperty: "date",
    DateTimeProperty: "datetime",
    FileProperty: "file",
    FloatProperty: "decimal",
    IntProperty: "integer",
    StringProperty: "string",
}


def kind_of(prop: PropertyProtocol, pointer: str) -> Kind:
    """The kind of a parsed property, or an error that names it."""
    if isinstance(prop, ListProperty):
        inner = kind_of(prop.inner_property, f"{pointer}/items")
        if inner.many:
            raise GenerationError(pointer, "a list of lists is not supported")
        return inner._replace(many=True)
    if isinstance(prop, ModelProperty):
        if is_free_form(prop):
            return Kind("object")
        return Kind("model", model=str(prop.class_info.name))
    if isinstance(prop, LiteralEnumProperty):
        return Kind("string", enum=str(prop.class_info.name))
    if isinstance(prop, UnionProperty):
        return _union(prop, pointer)
    if type(prop) in _SCALARS:
        return Kind(_SCALARS[type(prop)])
    raise GenerationError(pointer, f"{type(prop).__name__} is not supported")


def is_free_form(model: ModelProperty) -> bool:
    """Whether an object has no properties of its own: it stays a plain dict."""
    # The parsed properties may still be missing here: references are copied before they are read.
    return not model.data.properties and not model.data.allOf


def _union(prop: UnionProperty, pointer: str) -> Kind:
    inner = {kind.name: kind for kind in (kind_of(part, pointer) for part in prop.inner_properties)}
    if set(inner) == {"boolean", "model"} and not inner["model"].many:
        return inner["model"]._replace(or_boolean=True)
    raise GenerationError(pointer, "of unions, only boolean | named object is supported")
