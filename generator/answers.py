"""What an operation answers: its Python type, and the expression that reads it."""

from typing import Final, NamedTuple

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty

from .document import RawOperation
from .kinds import Kind, kind_of
from .problem import GenerationError

_SCALARS: Final = {"boolean": "bool", "integer": "int", "string": "str"}

_SILENT: Final = {"boolean": "True", "integer": "1"}
"""What a write answered by nothing but success means, in place of the scalar."""


class AnswerView(NamedTuple):
    """The answer of one operation."""

    annotation: str
    reader: str
    model: str | None = None


def answer_view(endpoint: Endpoint, operation: RawOperation) -> AnswerView:
    """The answer of a parsed endpoint; one JSON type, bytes, or nothing."""
    where = f"{operation.pointer}/responses"
    answers = [
        answer
        for answer in endpoint.responses.patterns
        if answer.status_code.pattern.startswith("2")
    ]
    if not answers:
        raise GenerationError(where, "a 2xx answer is needed")
    if any(answer.source["attribute"] == "None" for answer in answers):
        return AnswerView("None", "responses.nothing")
    if answers[0].source["attribute"] == "response.content":
        return AnswerView("bytes", "")
    prop = answers[0].prop
    if "x-unwrap" in operation.raw:
        return _unwrapped(prop, operation, where)
    return _read(kind_of(prop, where), where)


def _read(kind: Kind, where: str) -> AnswerView:
    if kind.model and kind.many:
        # `list` is the name of a method in most resource classes.
        return AnswerView(
            f"builtins.list[models.{kind.model}]",
            f"responses.many(models.{kind.model})",
            kind.model,
        )
    if kind.model:
        return AnswerView(f"models.{kind.model}", f"responses.one(models.{kind.model})", kind.model)
    if kind.name == "object" and kind.many:
        return AnswerView("builtins.list[dict[str, JsonValue]]", "responses.records")
    if kind.name == "object":
        return AnswerView("dict[str, JsonValue]", "responses.record")
    if kind.name == "json":
        return AnswerView("JsonValue", "responses.anything")
    raise GenerationError(where, f"an answer of {kind.name} needs a named object around it")


def _unwrapped(prop: object, operation: RawOperation, where: str) -> AnswerView:
    name = str(operation.raw["x-unwrap"])
    if isinstance(prop, ModelProperty):
        for inner in (prop.required_properties or []) + (prop.optional_properties or []):
            if inner.name == name:
                kind = kind_of(inner, where).name
                if kind in _SCALARS:
                    return _scalar(name, kind, operation.method)
    raise GenerationError(f"{operation.pointer}/x-unwrap", f"the answer has no scalar {name!r}")


def _scalar(name: str, kind: str, method: str) -> AnswerView:
    scalar = _SCALARS[kind]
    absent = f", absent={_SILENT[kind]}" if method != "get" and kind in _SILENT else ""
    return AnswerView(scalar, f'responses.unwrap("{name}", {scalar}{absent})')
