"""What the resource template sees: one method per operation of the document."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from .annotations import input_type
from .answers import AnswerView, answer_view
from .arguments import ArgumentMaker, Arguments, ArgumentView, FieldArgument
from .examples import example_lines
from .frontend.normal import NormalOperation
from .frontend.operations import PLACEHOLDER
from .frontend.source import Source
from .kinds import Kind
from .model_views import ModelView
from .operation_views import OperationView, operation_view

_ALIAS: Final = re.compile(r"\b(_\w+)\.")
_BYTES: Final = "application/octet-stream"


class BodyView(NamedTuple):
    """What a method sends where no class says what it is."""

    annotation: str
    expression: str
    required: bool
    description: str


class MethodView(NamedTuple):
    """One method of a resource class."""

    name: str
    operation: OperationView
    description: str
    deprecated: str | None
    arguments: Arguments
    body: ModelView | None
    value: BodyView | None
    deep: list[str]
    answer: AnswerView
    model: str | None
    """The model whose field names a filter may use."""
    repeated_in_query: list[str]
    example: list[str]

    @property
    def path(self) -> list[ArgumentView]:
        """The arguments that stand in the path."""
        return self.arguments.path

    @property
    def path_values(self) -> list[str]:
        """What fills the placeholders of the path, in their order."""
        values = {argument.wire: argument.expression for argument in self.path}
        return [values[wire] for wire in PLACEHOLDER.findall(self.operation.wire_path)]

    @property
    def query(self) -> list[ArgumentView]:
        """The arguments that stand in the query."""
        return self.arguments.query

    @property
    def headers(self) -> list[ArgumentView]:
        """The arguments that are headers."""
        return self.arguments.headers

    @property
    def options(self) -> list[ArgumentView]:
        """The arguments of query and headers, those first that must be given."""
        listed = [*self.query, *self.headers]
        return sorted((a for a in listed if a.annotation), key=lambda a: not a.required)

    @property
    def style(self) -> str:
        """Which part of the template it takes."""
        if self.operation.paginated:
            return "list"
        return "binary" if self.operation.binary else "call"

    @property
    def takes_body(self) -> bool:
        """Whether all fields can be given at once, in `body=`."""
        return self.body is not None and self.operation.body in {"json", "form"}

    @property
    def needs_overloads(self) -> bool:
        """Whether a type checker must tell fields that are required from `body=`."""
        body = self.body
        return self.takes_body and body is not None and any(f.required for f in body.fields)

    @property
    def fields(self) -> list[FieldArgument]:
        """The fields of the body."""
        return self.arguments.fields

    @property
    def given(self) -> list[str]:
        """The arguments that are data, by their names: those of body and query."""
        body = ["body"] if self.takes_body or self.value else []
        return [*body, *(f.name for f in self.fields), *(a.name for a in self.options)]

    @property
    def selects(self) -> bool:
        """Whether the answer's properties and relations can be chosen."""
        return any(argument.name == "filter" and not argument.annotation for argument in self.query)

    @property
    def annotations(self) -> list[str]:
        """Every type that the signature names."""
        listed = [a.annotation for a in (*self.path, *self.query, *self.headers)]
        listed += [input_type(f.field.kind) for f in self.fields]
        return [*listed, self.answer.annotation, self.value.annotation if self.value else ""]

    @property
    def late_aliases(self) -> set[str]:
        """Aliases of the modules that are loaded late, as far as the method names them."""
        if self.style == "list":
            return {"_filters", "_list_query", "_paginator"}
        named = set(_ALIAS.findall(" ".join(self.annotations)))
        return named | {"_filters"} if self.selects else named


class MethodMaker(NamedTuple):
    """Makes methods of operations."""

    arguments: ArgumentMaker
    models: dict[str, ModelView]
    lists: Mapping[str, str]
    source: Source

    def method(self, operation: NormalOperation, *, model: str | None) -> MethodView:
        """Return the method of one operation."""
        raw, body = operation.raw, operation.body
        kind = self.arguments.kinds.at(f"{operation.id} body") if body else None
        shape = self.models[kind.model] if kind and kind.model and not kind.many else None
        arguments = self.arguments.arguments(operation, shape, model)
        row = operation_view(operation, arguments.path, self.lists)
        if row.body == "multipart" and shape is not None and not shape.has_files:
            where = f"{operation.pointer}/requestBody"
            self.arguments.gap(
                where, "a form of parts is sent with a file alone; this one has none"
            )
        return MethodView(
            name=operation.name,
            operation=row,
            description=_description(raw, row.summary),
            deprecated=_deprecated(raw),
            arguments=arguments,
            body=shape,
            value=_value(operation, kind) if kind and shape is None else None,
            deep=sorted(body.deep) if body else [],
            answer=self.answer(operation),
            model=model,
            repeated_in_query=list(raw.get("x-repeat-in-query", [])),
            example=example_lines(operation, arguments, self.models, self.source),
        )

    def answer(self, operation: NormalOperation) -> AnswerView:
        """Return what the method of an operation gives back."""
        return answer_view(operation, self.arguments.kinds, self.models)


def _description(raw: Mapping[str, Any], summary: str) -> str:
    text = str(raw.get("description") or "").strip()
    return "" if text == summary else text


def _deprecated(raw: Mapping[str, Any]) -> str | None:
    if raw.get("deprecated") is not True:
        return None
    return "The API has deprecated this operation."


def _value(operation: NormalOperation, kind: Kind) -> BodyView:
    body = operation.body
    if body is None:
        raise AssertionError
    if body.kind == "raw":
        media = _BYTES if "*" in body.media else body.media
        annotation, expression = "bytes", f"bodies.raw_body(body, {json.dumps(media)})"
    elif body.kind == "multipart":
        annotation, expression = "Mapping[str, object]", "bodies.free_form(body)"
    elif body.kind == "form":
        deep = "".join(f"{json.dumps(name)}, " for name in sorted(body.deep))
        annotation = "Mapping[str, object]"
        expression = f"bodies.form_body(bodies.free_object(body), ({deep}))"
    else:
        annotation = input_type(kind)
        model = f", models.{kind.model}" if kind.model else ""
        name = "list_body" if kind.many else "value_body"
        expression = f'bodies.{name}(body, "{kind.name}"{model})'
    required = body.required
    return BodyView(
        annotation=annotation if required else f"{annotation} | None",
        expression=expression if required else f"None if body is None else {expression}",
        required=required,
        description=body.description or "What is sent.",
    )
