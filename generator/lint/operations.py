"""The conventions of operations."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from generator.document import Document, Raw, RawOperation
from generator.lint.problem import Problem

_JSON: Final = "application/json"
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/(\*|[a-z0-9][a-z0-9.+-]*)")
_SAFETY: Final = ("safe", "idempotent", "keyed", "unsafe")


def check(document: Document) -> Iterator[Problem]:
    """Yield the problems of every operation."""
    for operation in document.operations():
        for rule in _RULES:
            yield from rule(document, operation)


def tag(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require one tag, which the document declares: it is the resource."""
    tags = operation.raw.get("tags", [])
    declared = [entry["name"] for entry in document.raw.get("tags", [])]
    if len(tags) != 1 or tags[0] not in declared:
        yield Problem(f"{operation.pointer}/tags", f"exactly one of {declared} is needed")


def operation_id(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require the operationId to be the tag and the name of the Python method."""
    del document
    prefix = next(iter(operation.raw.get("tags", [])), "")
    if not re.fullmatch(re.escape(prefix) + r"_[a-z][a-z0-9]*(_[a-z0-9]+)*", operation.id):
        yield Problem(
            f"{operation.pointer}/operationId", f"{operation.id!r} is not {prefix}_<method>"
        )


def docs(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require every operation to say on which page and under which heading it is documented."""
    del document
    found = operation.raw.get("x-docs", {})
    for key in ("page", "heading"):
        if not found.get(key):
            yield Problem(f"{operation.pointer}/x-docs", f"{key} is missing")


def descriptions(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Operations and parameters say what they are for."""
    for key in ("summary", "description"):
        if not operation.raw.get(key):
            yield Problem(operation.pointer, f"{key} is missing")
    for (place, name), parameter in document.parameters(operation).items():
        if not parameter.get("description"):
            yield Problem(
                f"{operation.pointer}/parameters",
                f"the description of {place} parameter {name} is missing",
            )


def default_error(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require every operation to be able to fail, and all to fail alike."""
    answer = operation.raw.get("responses", {}).get("default", {})
    if _schema(document.resolve(answer)) != {"$ref": "#/components/schemas/Error"}:
        yield Problem(f"{operation.pointer}/responses", "default must answer the schema Error")


def input_body(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Bodies are shapes of their own, marked as such."""
    for kind, media in _body(document, operation).items():
        if not document.resolve(media.get("schema", {})).get("x-input"):
            yield Problem(
                f"{operation.pointer}/requestBody", f"the schema of {kind} is not marked x-input"
            )


def pagination(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require paginated operations to take a filter and to answer with a counted array."""
    if not operation.raw.get("x-paginated"):
        return
    where = f"{operation.pointer}/x-paginated"
    if ("query", "filter") not in document.parameters(operation):
        yield Problem(where, "the query parameter filter is missing")
    answer = document.resolve(operation.raw.get("responses", {}).get("200", {}))
    if document.resolve(_schema(answer)).get("type") != "array":
        yield Problem(where, "the answer must be an array")
    if "x-total-count" not in answer.get("headers", {}):
        yield Problem(where, "the answer must declare the header x-total-count")


def unwrap(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require what is unwrapped to be there."""
    name = operation.raw.get("x-unwrap")
    answer = document.resolve(operation.raw.get("responses", {}).get("200", {}))
    if name and name not in document.properties(_schema(answer)):
        yield Problem(f"{operation.pointer}/x-unwrap", f"the answer has no property {name}")


def safety(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require a known safety, keyed exactly where there is a unique key."""
    del document
    where, declared = f"{operation.pointer}/x-safety", operation.raw.get("x-safety")
    if declared is not None and declared not in _SAFETY:
        yield Problem(where, f"{declared} is none of {', '.join(_SAFETY)}")
    if (declared == "keyed") != ("x-unique-key" in operation.raw):
        yield Problem(where, "keyed goes with x-unique-key, and only with it")


def unique_key(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require a unique key in the body, and a list operation that finds it again."""
    if "x-unique-key" not in operation.raw:
        return
    where, key = f"{operation.pointer}/x-unique-key", operation.raw["x-unique-key"]
    if key.get("property") not in _properties(document, operation):
        yield Problem(where, f"the body has no property {key.get('property')}")
    lists = {found.id for found in document.operations() if found.raw.get("x-paginated")}
    if key.get("lookup") not in lists:
        yield Problem(where, f"{key.get('lookup')} is no paginated operation")


def lane(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require the lane to be a path parameter."""
    name = operation.raw.get("x-lane")
    if name and ("path", name) not in document.parameters(operation):
        yield Problem(f"{operation.pointer}/x-lane", f"the path has no parameter {name}")


def repeated_in_query(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require what is repeated in the query to be in the body."""
    for name in operation.raw.get("x-repeat-in-query", []):
        if name not in _properties(document, operation):
            yield Problem(
                f"{operation.pointer}/x-repeat-in-query", f"the body has no property {name}"
            )


def encodings(document: Document, operation: RawOperation) -> Iterator[Problem]:
    """Require a file with allowed types to be in the form, and the types to be types."""
    for media in _body(document, operation).values():
        properties = document.properties(media.get("schema", {}))
        for name, encoding in media.get("encoding", {}).items():
            where = f"{operation.pointer}/requestBody/encoding/{name}"
            if document.resolve(properties.get(name, {})).get("format") != "binary":
                yield Problem(where, f"the form has no file {name}")
            types = str(encoding.get("contentType", "")).split(",")
            if not all(_MEDIA_TYPE.fullmatch(kind.strip()) for kind in types):
                yield Problem(where, "contentType is a list of types such as image/png or image/*")


_RULES: Final[tuple[Callable[[Document, RawOperation], Iterator[Problem]], ...]] = (
    tag,
    operation_id,
    docs,
    descriptions,
    default_error,
    input_body,
    pagination,
    unwrap,
    safety,
    unique_key,
    lane,
    repeated_in_query,
    encodings,
)


def _body(document: Document, operation: RawOperation) -> Mapping[str, Any]:
    content: Raw = document.resolve(operation.raw.get("requestBody", {})).get("content", {})
    return content


def _properties(document: Document, operation: RawOperation) -> set[str]:
    return {
        name
        for media in _body(document, operation).values()
        for name in document.properties(media.get("schema", {}))
    }


def _schema(answer: Raw) -> Raw:
    schema: Raw = answer.get("content", {}).get(_JSON, {}).get("schema", {})
    return schema
