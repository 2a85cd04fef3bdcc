"""Whether the document is OpenAPI 3.1 at all, with references that lead somewhere."""

from collections.abc import Iterator

from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.document import Document, Raw
from generator.lint.problem import Problem
from generator.lint.walk import Place
from generator.problem import GenerationError, pointer


def check(spec: Raw) -> Iterator[Problem]:
    """Yield what the OpenAPI specification forbids; what it is vague about in words of our own."""
    found = [*dangling_references(spec), *repeated_ids(spec)]
    yield from found or violations(spec)


def dangling_references(spec: Raw) -> Iterator[Problem]:
    """Find references to nothing."""
    document = Document(spec)
    for place, reference in _references(spec, ()):
        try:
            document.resolve({"$ref": reference})
        except GenerationError as error:
            yield Problem(pointer(*place, "$ref"), f"nothing stands at {error.pointer}")


def repeated_ids(spec: Raw) -> Iterator[Problem]:
    """Require an operationId to name one operation."""
    seen: dict[str, str] = {}
    for operation in Document(spec).operations():
        if operation.id in seen:
            where = f"{operation.pointer}/operationId"
            yield Problem(where, f"{operation.id} stands at {seen[operation.id]} too")
        seen.setdefault(operation.id, operation.pointer)


def violations(spec: Raw) -> Iterator[Problem]:
    """Find what the schema of OpenAPI 3.1 does not allow."""
    for error in OpenAPIV31SpecValidator(dict(spec)).iter_errors():
        yield Problem(pointer(*error.absolute_path), f"not OpenAPI 3.1: {error.message}")


def _references(node: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield place, node["$ref"]
        for key, part in node.items():
            yield from _references(part, (*place, key))
    elif isinstance(node, list):
        for index, part in enumerate(node):
            yield from _references(part, (*place, index))
