"""The arguments of a method: one for each parameter of the operation and each field of its body."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from .annotations import input_type
from .frontend.normal import Enum, NormalOperation, Parameter
from .kinds import Kind, Kinds
from .model_views import FieldView, ModelView, with_values
from .names import Names, identifier, resource_argument
from .problem import GenerationError

Gap: TypeAlias = Callable[[str, str], None]

_RESERVED: Final = frozenset(
    {"self", "body", "options", "models", "requests", "responses", "parameters"}
    | {"with_headers", "bodies"}
)
_LIST_ARGUMENTS: Final = frozenset(
    {
        *("where", "order", "fields", "include", "skip", "limit", "deleted"),
        *("page_size", "prefetch", "filter", "on_moved"),
    }
)
_WRITERS: Final = {
    "repeated": "parameters.repeated({})",
    "comma": 'parameters.joined({}, ",")',
    "space": 'parameters.joined({}, " ")',
    "pipe": 'parameters.joined({}, "|")',
    "deep": "parameters.brackets({})",
}


class ArgumentView(NamedTuple):
    """One argument of a method."""

    name: str
    wire: str
    annotation: str
    required: bool
    expression: str
    description: str


class FieldArgument(NamedTuple):
    """One field of the body as an argument; its name differs where another has it already."""

    name: str
    field: FieldView


class Arguments(NamedTuple):
    """All arguments of one method."""

    path: list[ArgumentView]
    query: list[ArgumentView]
    headers: list[ArgumentView]
    fields: list[FieldArgument]


class ArgumentMaker(NamedTuple):
    """Makes the arguments of methods."""

    kinds: Kinds
    enums: Mapping[str, Enum]
    gap: Gap

    def arguments(
        self, operation: NormalOperation, body: ModelView | None, model: str | None
    ) -> Arguments:
        """Return the arguments of one method; the path's get their names first, the body's last."""
        names = Names(_reserved(operation))
        made: dict[str, list[ArgumentView]] = {"path": [], "query": [], "header": []}
        for parameter in sorted(operation.parameters, key=_rank):
            if parameter.style == "where" and parameter.wire == "filter":
                made["query"].append(_selection(parameter, model))
                continue
            name = self._name(names, parameter, operation)
            made[parameter.place].append(self._argument(name, parameter, operation, model))
        fields = list(self._body_fields(names, body, operation))
        return Arguments(made["path"], made["query"], made["header"], fields)

    def _name(self, names: Names, parameter: Parameter, operation: NormalOperation) -> str:
        default = identifier(parameter.wire)
        if parameter.place == "path":
            default = resource_argument(operation.path, parameter.wire)
        wanted = parameter.name or default
        if not wanted.isidentifier():
            raise GenerationError(parameter.pointer, f"{wanted!r} is no Python name")
        given = names.give(wanted, f"{wanted}_", f"{wanted}_{parameter.place}")
        if given != wanted:
            self._renamed(f"{parameter.place} parameter {parameter.wire!r}", given, operation)
        return given

    def _body_fields(
        self, names: Names, body: ModelView | None, operation: NormalOperation
    ) -> Iterator[FieldArgument]:
        for field in body.fields if body else []:
            given = names.give(field.name, f"body_{field.name}")
            if given != field.name:
                self._renamed(f"body field {field.wire!r}", given, operation)
            yield FieldArgument(given, field)

    def _renamed(self, what: str, given: str, operation: NormalOperation) -> None:
        self.gap(operation.pointer, f"the {what} is the argument {given!r}; set x-python-name")

    def _argument(
        self, name: str, parameter: Parameter, operation: NormalOperation, model: str | None
    ) -> ArgumentView:
        kind = self.kinds.at(f"{operation.id} {parameter.place} {parameter.wire}")
        annotation, expression = _annotated(name, parameter, kind)
        if parameter.style == "where":
            annotation = "_filters.Where"
            expression = f"_filters.where({name}, {f'models.{model}' if model else 'None'})"
        if parameter.place == "path" and kind.name != "string":
            expression = f'parameters.path_text("{name}", {name})'
        return ArgumentView(
            name=name,
            wire=parameter.wire,
            annotation=annotation if parameter.required else f"{annotation} | None",
            required=parameter.required,
            expression=expression,
            description=with_values(parameter.description, kind, self.enums),
        )


def _rank(parameter: Parameter) -> int:
    return ("path", "query", "header").index(parameter.place)


def _reserved(operation: NormalOperation) -> frozenset[str]:
    reserved: frozenset[str] = _RESERVED
    if operation.raw.get("x-paginated"):
        reserved |= _LIST_ARGUMENTS
    if operation.answer.kind == "bytes":
        reserved |= {"to"}
    if any(p.style == "where" and p.wire == "filter" for p in operation.parameters):
        reserved |= {"fields", "include"}
    return reserved


def _annotated(name: str, parameter: Parameter, kind: Kind) -> tuple[str, str]:
    if parameter.style == "json":
        if kind.name == "json" and not kind.many:
            return "object", f"parameters.json_text({name})"
        return "Sequence[str]" if kind.many else "Mapping[str, object]", name
    annotation = input_type(kind)
    if parameter.style == "deep":
        return annotation, _WRITERS["deep"].format(name)
    if kind.many and parameter.place == "query":
        return annotation, _WRITERS[parameter.style].format(name)
    return annotation, name


def _selection(parameter: Parameter, model: str | None) -> ArgumentView:
    names = f"models.{model}" if model else "None"
    return ArgumentView(
        name="filter",
        wire=parameter.wire,
        annotation="",
        required=parameter.required,
        expression=f"_filters.selection(fields, include, {names})",
        description=parameter.description,
    )
