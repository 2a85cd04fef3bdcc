"""Whether there are examples, and whether they fit their schemas."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from openapi_schema_validator import OAS31Validator, oas31_format_checker

from generator.document import Document, Raw
from generator.lint.problem import Problem
from generator.problem import pointer

_JSON: Final = "application/json"


def check(document: Document) -> Iterator[Problem]:
    """Yield bodies and answers without example, and examples that do not fit; each once."""
    seen: set[Problem] = set()
    for where, media in _json_media(document):
        found = list(_examples(document, where, media))
        if not found:
            yield Problem(where, "an example is missing")
        for place, value in found:
            for problem in misfits(document, media.get("schema", {}), place, value):
                if problem not in seen:
                    yield problem
                seen.add(problem)


def misfits(document: Document, schema: Raw, where: str, value: object) -> Iterator[Problem]:
    """Yield where a value is not what a schema asks for."""
    validator = OAS31Validator(
        {**schema, "components": document.raw.get("components", {})},
        format_checker=oas31_format_checker,
    )
    for error in validator.iter_errors(value):
        place = where + pointer(*error.absolute_path).removeprefix("#").rstrip("/")
        yield Problem(place, error.message)


def _json_media(document: Document) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for operation in document.operations():
        body = operation.raw.get("requestBody", {})
        for where, node in (
            (f"{operation.pointer}/requestBody", body),
            *(
                (f"{operation.pointer}/responses/{status}", answer)
                for status, answer in operation.raw["responses"].items()
            ),
        ):
            content = document.resolve(node).get("content", {})
            if _JSON in content:
                yield node.get("$ref", where) + "/content/application~1json", content[_JSON]


def _examples(document: Document, where: str, media: Raw) -> Iterator[tuple[str, object]]:
    if "example" in media:
        yield f"{where}/example", media["example"]
    for name, example in media.get("examples", {}).items():
        place = example.get("$ref", f"{where}/examples/{name}")
        yield f"{place}/value", document.resolve(example).get("value")
