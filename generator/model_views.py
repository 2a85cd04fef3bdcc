"""What the model template sees: one class per object of the document."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from openapi_python_client.parser.properties import ModelProperty

from .annotations import input_type, optional, response_type
from .document import Document
from .kinds import Kind, is_free_form, kind_of
from .names import python_name, require_distinct
from .problem import GenerationError, pointer


class FieldView(NamedTuple):
    """One attribute of a model."""

    name: str
    wire: str
    kind: Kind
    annotation: str
    dict_annotation: str
    required: bool
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


def model_views(models: list[ModelProperty], document: Document) -> list[ModelView]:
    """All classes, by name; free-form objects stay plain dicts and have none."""
    wanted = document.exchanged()
    views = [
        _view(model, document)
        for model in models
        if str(model.class_info.name) in wanted and not is_free_form(model)
    ]
    return sorted(views, key=lambda view: view.name)


def _view(model: ModelProperty, document: Document) -> ModelView:
    name = str(model.class_info.name)
    schema = document.schemas()[name]
    is_input = bool(schema.get("x-input"))
    fields = list(_fields(model, name, document, is_input=is_input))
    require_distinct(
        {field.wire: field.name for field in fields}, pointer("components", "schemas", name)
    )
    return ModelView(
        name=name,
        module=str(model.class_info.module_name),
        is_input=is_input,
        description=str(schema.get("description", name)),
        # Required ones first, as they are in a signature.
        fields=sorted(fields, key=lambda field: not field.required),
    )


def _fields(
    model: ModelProperty, name: str, document: Document, *, is_input: bool
) -> Iterator[FieldView]:
    schema = document.schemas()[name]
    raw_properties = document.properties(schema)
    required = document.listed(schema, "required") - document.listed(schema, "x-not-enforced")
    parsed = {
        prop.name.get_untrusted_value(): prop
        for prop in chain(model.required_properties or [], model.optional_properties or [])
    }
    for wire, raw in raw_properties.items():
        where = pointer("components", "schemas", name, "properties", wire)
        kind = kind_of(parsed[wire], where)
        if is_input and kind.model and not document.schemas()[kind.model].get("x-input"):
            raise GenerationError(where, f"{kind.model} stands in an input, and is not x-input")
        resolved = document.resolve(raw)
        single = input_type(kind) if is_input else response_type(kind)
        yield FieldView(
            name=python_name(wire, raw, where),
            wire=wire,
            kind=kind,
            annotation=single if wire in required else optional(single),
            dict_annotation=single if wire in required else f"{single} | None",
            required=wire in required,
            secret=resolved.get("format") == "password",
            description=str(raw.get("description") or resolved.get("description", "")),
        )
