"""What the model template sees: one class per shape of the document."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .annotations import input_type, optional, response_type
from .frontend.normal import Enum, Normal, Shape
from .kinds import Kind, Kinds
from .names import Names, identifier

_SHOWN_VALUES = 12


class FieldView(NamedTuple):
    """One attribute of a model."""

    name: str
    wire: str
    kind: Kind
    annotation: str
    dict_annotation: str
    required: bool
    nullable: bool
    secret: bool
    description: str

    @property
    def row(self) -> str:
        """Its row in the table of fields."""
        kind = "json" if self.kind.name == "object" else self.kind.name
        flags = {
            "many": self.kind.many,
            "or_boolean": self.kind.or_boolean,
            "required": self.required,
            "secret": self.secret,
        }
        parts = [repr(self.name), repr(self.wire), repr(kind)]
        parts += [f"model={self.kind.model!r}"] if self.kind.model else []
        parts += [f"enum={self.kind.enum!r}"] if self.kind.enum else []
        return ", ".join(parts + [f"{name}=True" for name, value in flags.items() if value])


class ModelView(NamedTuple):
    """One class."""

    name: str
    module: str
    """Name of the module in the package of models."""
    is_input: bool
    description: str
    fields: list[FieldView]

    @property
    def has_files(self) -> bool:
        """Whether a file is among the fields."""
        return any(field.kind.name == "file" for field in self.fields)

    @property
    def enums(self) -> list[str]:
        """Names that the annotations need from `types`."""
        return sorted({field.kind.enum for field in self.fields if field.kind.enum})


def model_views(normal: Normal, kinds: Kinds) -> dict[str, ModelView]:
    """Return all classes, by name."""
    modules = Names(frozenset({"dicts", "__init__"}))
    views: dict[str, ModelView] = {}
    for name in sorted(normal.shapes):
        shape = normal.shapes[name]
        fields = list(_fields(shape, kinds, normal.enums))
        views[name] = ModelView(
            name=name,
            module=modules.give(identifier(name)),
            is_input=shape.is_input,
            description=shape.description,
            # Required ones first, as they are in a signature.
            fields=sorted(fields, key=lambda field: not field.required),
        )
    return views


def _fields(shape: Shape, kinds: Kinds, enums: Mapping[str, Enum]) -> Iterator[FieldView]:
    for part in shape.properties:
        kind = kinds.at(f"{shape.name}.{part.wire}")
        single = input_type(kind) if shape.is_input else response_type(kind)
        null = " | None" if part.nullable else ""
        yield FieldView(
            name=part.name,
            wire=part.wire,
            kind=kind,
            annotation=f"{single}{null}" if part.required else optional(single),
            dict_annotation=f"{single}{null}" if part.required else f"{single} | None",
            required=part.required,
            nullable=part.nullable,
            secret=part.secret,
            description=with_values(part.description, kind, enums),
        )


def with_values(description: str, kind: Kind, enums: Mapping[str, Enum]) -> str:
    """Return a description with the values of the enum, unless it names them already."""
    values = enums[kind.enum].values if kind.enum else []
    if not values or all(f"`{value}`" in description for value in values):
        return description
    listed = ", ".join(f"`{value}`" for value in values[:_SHOWN_VALUES])
    more = f", and {len(values) - _SHOWN_VALUES} more" if len(values) > _SHOWN_VALUES else ""
    stop = "" if not description or description.endswith((".", "!", "?", ":")) else "."
    return f"{description}{stop} One of {listed}{more}.".strip()
