"""What the resource template sees: one method per operation of the document."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty

from .annotations import input_type, optional
from .answers import AnswerView, answer_view
from .document import Document, Raw, RawOperation
from .kinds import kind_of
from .model_views import FieldView, ModelView
from .names import python_name, require_distinct, resource_argument
from .operation_views import OperationView, operation_view
from .problem import GenerationError

_JSON_TEXT: Final = "application/json"

_RESERVED: Final = frozenset({"self", "body", "options"})

_LIST_ARGUMENTS: Final = frozenset(
    {
        *("where", "order", "fields", "include", "skip", "limit", "deleted"),
        *("page_size", "prefetch", "filter", "on_moved"),
    }
)


class ArgumentView(NamedTuple):
    """One argument of a method."""

    name: str
    wire: str
    annotation: str
    required: bool
    expression: str
    description: str


class MethodView(NamedTuple):
    """One method of a resource class."""

    name: str
    operation: OperationView
    description: str
    path: list[ArgumentView]
    query: list[ArgumentView]
    body: ModelView | None
    answer: AnswerView
    model: str | None
    """The model whose field names a filter may use."""
    repeated_in_query: list[str]

    @property
    def style(self) -> str:
        """Which part of the template it takes."""
        if self.operation.paginated:
            return "list"
        return "binary" if self.operation.binary else "call"

    @property
    def needs_overloads(self) -> bool:
        """Whether a type checker must tell fields that are required from `body=`."""
        body = self.body
        json = self.operation.body == "json"
        return json and body is not None and any(field.required for field in body.fields)

    @property
    def fields(self) -> list[FieldView]:
        """The fields of the body."""
        return self.body.fields if self.body else []

    @property
    def selects(self) -> bool:
        """Whether the answer's properties and relations can be chosen."""
        return any(argument.name == "filter" for argument in self.query)


def method_view(
    endpoint: Endpoint, document: Document, models: Mapping[str, ModelView], *, model: str | None
) -> MethodView:
    """The method of one parsed endpoint."""
    operation = document.operation(str(endpoint.name))
    path = list(_path_arguments(endpoint, document, operation))
    query = list(_query_arguments(endpoint, document, operation, model))
    body = _body(endpoint, models)
    view = MethodView(
        name=str(endpoint.name).removeprefix(f"{operation.raw['tags'][0]}_"),
        operation=operation_view(operation, document, path),
        description=str(operation.raw.get("description", "")),
        path=path,
        query=query,
        body=body,
        answer=answer_view(endpoint, operation),
        model=model,
        repeated_in_query=list(operation.raw.get("x-repeat-in-query", [])),
    )
    _check_arguments(view, operation)
    return view


def _path_arguments(
    endpoint: Endpoint, document: Document, operation: RawOperation
) -> Iterator[ArgumentView]:
    raw = document.parameters(operation)
    for prop in endpoint.path_parameters:
        wire = prop.name.get_untrusted_value()
        parameter = raw["path", wire]
        default = resource_argument(operation.path, wire)
        name = python_name(wire, {"x-python-name": default, **parameter}, operation.pointer)
        yield _argument(name, wire, "str", name, parameter, required=True)


def _query_arguments(
    endpoint: Endpoint, document: Document, operation: RawOperation, model: str | None
) -> Iterator[ArgumentView]:
    raw = document.parameters(operation)
    for prop in endpoint.query_parameters:
        wire = prop.name.get_untrusted_value()
        parameter = raw["query", wire]
        where = f"{operation.pointer}/parameters ({wire})"
        name = python_name(wire, parameter, where)
        required = bool(parameter.get("required"))
        if parameter["schema"].get("contentMediaType") == _JSON_TEXT:
            yield _json_argument(name, wire, parameter, model, required=required)
        else:
            annotation = input_type(kind_of(prop, where))
            if not required:
                annotation = optional(annotation).replace(" | Unset", "")
            yield _argument(name, wire, annotation, name, parameter, required=required)


def _json_argument(
    name: str, wire: str, parameter: Raw, model: str | None, *, required: bool
) -> ArgumentView:
    names = f"models.{model}" if model else "None"
    if wire == "where":
        expression = f"filters.where({name}, {names})"
        return _argument(name, wire, "Where | None", expression, parameter, required=required)
    if wire == "filter":
        expression = f"filters.selection(fields, include, {names})"
        return _argument(name, wire, "", expression, parameter, required=required)
    many = parameter["schema"].get("contentSchema", {}).get("type") == "array"
    annotation = "Sequence[str]" if many else "Mapping[str, object]"
    annotation += "" if required else " | None"
    return _argument(name, wire, annotation, name, parameter, required=required)


def _argument(
    name: str, wire: str, annotation: str, expression: str, parameter: Raw, *, required: bool
) -> ArgumentView:
    description = str(parameter.get("description", ""))
    return ArgumentView(name, wire, annotation, required, expression, description)


def _body(endpoint: Endpoint, models: Mapping[str, ModelView]) -> ModelView | None:
    for body in endpoint.bodies:
        prop = body.prop
        if isinstance(prop, ModelProperty):
            return models[str(prop.class_info.name)]
    return None


def _check_arguments(view: MethodView, operation: RawOperation) -> None:
    arguments = {f"path {a.wire}": a.name for a in view.path}
    arguments |= {f"query {a.wire}": a.name for a in view.query if a.annotation}
    arguments |= {f"body {f.wire}": f.name for f in view.fields}
    require_distinct(arguments, operation.pointer)
    reserved = _RESERVED | (_LIST_ARGUMENTS if view.operation.paginated else frozenset())
    reserved |= {"to"} if view.operation.binary else frozenset()
    reserved |= {"fields", "include"} if view.selects else frozenset()
    for place, name in arguments.items():
        if name in reserved:
            raise GenerationError(
                operation.pointer, f"{place}: every such method has {name!r}; set x-python-name"
            )
