"""What an operation answers: its Python type, and the expression that reads it."""

from typing import Final, NamedTuple

from .frontend.normal import NormalOperation
from .kinds import Kind, Kinds
from .model_views import ModelView
from .problem import GenerationError

_SCALARS: Final = {"boolean": "bool", "integer": "int", "string": "str"}

_SILENT: Final = {"boolean": "True", "integer": "1"}
"""What a write answered by nothing but success means, in place of the scalar."""

_VALUES: Final = {
    "boolean": "bool",
    "date": "str",
    "datetime": "datetime",
    "decimal": "Decimal",
    "file": "str",
    "integer": "int",
    "string": "str",
}


class AnswerView(NamedTuple):
    """The answer of one operation."""

    annotation: str
    reader: str
    model: str | None = None


def answer_view(
    operation: NormalOperation, kinds: Kinds, models: dict[str, ModelView]
) -> AnswerView:
    """Return the answer of an operation; one JSON type, bytes, or nothing."""
    answer = operation.answer
    if answer.kind == "nothing":
        return AnswerView("None", "responses.nothing")
    if answer.kind == "bytes":
        return AnswerView("bytes", "")
    kind = kinds.at(f"{operation.id} answer")
    if "x-unwrap" in operation.raw:
        return _unwrapped(kind, operation, models)
    view = _read(kind)
    if answer.optional and kind.name != "json":
        return view._replace(
            annotation=f"{view.annotation} | None", reader=f"responses.maybe({view.reader})"
        )
    return view


def _read(kind: Kind) -> AnswerView:
    single, one, many = _readers(kind)
    if kind.many:
        # `list` is the name of a method in most resource classes.
        return AnswerView(f"builtins.list[{single}]", f"responses.{many}", kind.model)
    return AnswerView(single, f"responses.{one}", kind.model)


def _readers(kind: Kind) -> tuple[str, str, str]:
    """Return the type of one value, what reads one, and what reads a list of them."""
    if kind.model:
        model = f"models.{kind.model}"
        return model, f"one({model})", f"many({model})"
    if kind.name == "object":
        return "dict[str, JsonValue]", "record", "records"
    if kind.name == "json":
        return "JsonValue", "anything", "rows"
    scalar = _VALUES[kind.name]
    named = f"{kind.enum} | {scalar}" if kind.enum else scalar
    return named, f"value({scalar})", f"values({scalar})"


def _unwrapped(kind: Kind, operation: NormalOperation, models: dict[str, ModelView]) -> AnswerView:
    name = str(operation.raw["x-unwrap"])
    for field in models[kind.model].fields if kind.model and not kind.many else []:
        if field.wire == name and field.kind.name in _SCALARS and not field.kind.many:
            return _scalar(name, field.kind.name, operation.method)
    raise GenerationError(f"{operation.pointer}/x-unwrap", f"the answer has no scalar {name!r}")


def _scalar(name: str, kind: str, method: str) -> AnswerView:
    scalar = _SCALARS[kind]
    absent = f", absent={_SILENT[kind]}" if method != "get" and kind in _SILENT else ""
    return AnswerView(scalar, f'responses.unwrap("{name}", {scalar}{absent})')
