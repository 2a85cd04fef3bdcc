"""What openapi-python-client reads the normal form as: the kinds of value that the SDK knows."""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from openapi_python_client import config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
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

from .frontend.normal import Normal, Schema
from .problem import Finding, GenerationError

_REFERENCE: Final = "#/components/schemas/"
_FREE_FORM: Final = "FreeForm"


class Kind(NamedTuple):
    """The kind of one value: a key of `values.ENCODERS`, or "model", "object", "file"."""

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


class Kinds:
    """The kinds of all values of a document, by the place where each stands.

    openapi-python-client reads the shapes. Of operations it would read a copy of everything they
    touch, for each of them anew, which takes minutes for a thousand: so their parameters, bodies
    and answers are handed over as the properties of one more shape each. All names are neutral
    there; whatever it makes of them, a shape is known by the reference to it.
    """

    def __init__(self, normal: Normal) -> None:
        self._keys = {name: f"Shape{index}" for index, name in enumerate(normal.shapes)}
        self._keys |= {name: f"Enum{index}" for index, name in enumerate(normal.enums)}
        self._names = {key: name for name, key in self._keys.items()}
        self._values: dict[str, dict[str, Schema]] = {}
        self._places: dict[str, dict[str, str]] = {}
        for number, owner in enumerate(_owners(normal)):
            self._values[f"Owner{number}"] = {f"p{i}": part[1] for i, part in enumerate(owner)}
            self._places[f"Owner{number}"] = {f"p{i}": part[0] for i, part in enumerate(owner)}
        self._kinds = self._parsed(self._document(normal))

    def at(self, place: str) -> Kind:
        """Return the kind of the value at a place."""
        return self._kinds[place]

    def _document(self, normal: Normal) -> dict[str, Any]:
        schemas: dict[str, Any] = {_FREE_FORM: {"type": "object"}}
        for enum in normal.enums.values():
            kind = "string" if isinstance(enum.values[0], str) else "integer"
            schemas[self._keys[enum.name]] = {"type": kind, "enum": enum.values}
        for name in normal.shapes:
            schemas[self._keys[name]] = {"type": "object", "properties": {"p": {"type": "string"}}}
        for key, values in self._values.items():
            properties = {name: self._neutral(value) for name, value in values.items()}
            schemas[key] = {"type": "object", "properties": properties}
        return {
            "openapi": "3.1.0",
            "info": {"title": "API", "version": "1"},
            "paths": {},
            "components": {"schemas": schemas},
        }

    def _neutral(self, value: Schema) -> Schema:
        if "$ref" in value:
            name = str(value["$ref"]).removeprefix(_REFERENCE)
            return {"$ref": f"{_REFERENCE}{self._keys[name]}"}
        if value == {"type": "object"}:
            return {"$ref": f"{_REFERENCE}{_FREE_FORM}"}
        if "items" in value:
            return {**value, "items": self._neutral(value["items"])}
        if "oneOf" in value:
            return {"oneOf": [self._neutral(part) for part in value["oneOf"]]}
        return value

    def _parsed(self, document: dict[str, Any]) -> dict[str, Kind]:
        settings = _settings()
        data = GeneratorData.from_dict(document, config=settings)
        if isinstance(data, GeneratorError):
            raise GenerationError("#", f"{data.header}: {data.detail}")
        if data.errors:
            raise GenerationError.of(
                [Finding("#", f"{error.header}: {error.detail}") for error in data.errors]
            )
        kinds: dict[str, Kind] = {}
        for model in data.models:
            key = str(model.class_info.name)
            for part in (model.required_properties or []) + (model.optional_properties or []):
                place = self._places.get(key, {}).get(str(part.name.get_untrusted_value()))
                if place is not None:
                    kinds[place] = self._kind(part, place)
        return kinds

    def _kind(self, prop: PropertyProtocol, place: str) -> Kind:
        if isinstance(prop, ListProperty):
            return self._kind(prop.inner_property, place)._replace(many=True)
        if isinstance(prop, ModelProperty):
            key = str(prop.class_info.name)
            return Kind("object") if key == _FREE_FORM else Kind("model", model=self._names[key])
        if isinstance(prop, LiteralEnumProperty):
            kind = "integer" if prop.value_type is int else "string"
            return Kind(kind, enum=self._names[str(prop.class_info.name)])
        if isinstance(prop, UnionProperty):
            inner = [self._kind(part, place) for part in prop.inner_properties]
            return next(kind for kind in inner if kind.model)._replace(or_boolean=True)
        if type(prop) in _SCALARS:
            return Kind(_SCALARS[type(prop)])
        raise GenerationError(place, f"a value of {type(prop).__name__} is not known here")


@functools.cache
def _settings() -> config.Config:
    return config.Config.from_sources(
        config.ConfigFile.load_from_path(Path(__file__).parent / "config.yaml"),
        config.MetaType.NONE,
        document_source=Path("document"),
        file_encoding="utf-8",
        overwrite=True,
        output_path=Path("unused"),
    )


def _owners(normal: Normal) -> Iterator[list[tuple[str, Schema]]]:
    """Yield all values with their places, in groups."""
    for shape in normal.shapes.values():
        yield [(f"{shape.name}.{part.wire}", part.schema) for part in shape.properties]
    for operation in normal.operations:
        values = [(f"{operation.id} {p.place} {p.wire}", p.schema) for p in operation.parameters]
        if operation.body is not None:
            values.append((f"{operation.id} body", operation.body.schema))
        values.append((f"{operation.id} answer", operation.answer.schema))
        yield values
