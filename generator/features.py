"""What the templates cannot generate, refused by name and place."""

from collections.abc import Iterator
from typing import Any

from .document import Document, Raw, RawOperation
from .problem import GenerationError, pointer

_SCHEMA_KEYWORDS = ("discriminator", "patternProperties", "not", "if", "prefixItems", "const")


def check(document: Document) -> None:
    """Raise for the first construct that would be generated wrongly or not at all."""
    if not str(document.raw.get("openapi", "")).startswith("3.1"):
        raise GenerationError("#/openapi", "an OpenAPI 3.1 document is needed")
    _check_references(document, document.raw)
    seen: dict[str, str] = {}
    for operation in document.operations():
        if operation.id in seen:
            raise GenerationError(
                operation.pointer,
                f"operationId {operation.id!r} stands at {seen[operation.id]} too",
            )
        seen[operation.id] = operation.pointer
        _check_name(operation)
        _check_parameters(document, operation)
        _check_body(document, operation)
        _check_answers(document, operation)
    for name, schema in document.schemas().items():
        _check_schema(schema, ("components", "schemas", name), named=True)


def _check_references(document: Document, node: object) -> None:
    if isinstance(node, dict):
        document.resolve({"$ref": node["$ref"]} if "$ref" in node else {})
        for part in node.values():
            _check_references(document, part)
    elif isinstance(node, list):
        for part in node:
            _check_references(document, part)


def _check_name(operation: RawOperation) -> None:
    tags = operation.raw.get("tags", [])
    if len(tags) != 1:
        raise GenerationError(operation.pointer, "one tag is needed: it names the resource")
    if not operation.id.startswith(f"{tags[0]}_"):
        raise GenerationError(
            operation.pointer, f"operationId {operation.id!r} must be {tags[0]}_ and a method name"
        )


def _check_parameters(document: Document, operation: RawOperation) -> None:
    for (place, name), raw in document.parameters(operation).items():
        where = f"{operation.pointer}/parameters ({name})"
        if place not in {"path", "query"}:
            raise GenerationError(where, f"parameters in {place} are not supported")
        if "schema" not in raw:
            raise GenerationError(where, "a parameter needs `schema`; `content` is not supported")
        if raw.get("style", "form") not in {"form", "simple"}:
            raise GenerationError(where, f"style {raw['style']!r} is not supported")
        if document.resolve(raw["schema"]).get("type") in {"array", "object"}:
            raise GenerationError(where, "only scalars and JSON text are supported in a query")


def _check_body(document: Document, operation: RawOperation) -> None:
    body = document.resolve(operation.raw.get("requestBody", {}))
    content = body.get("content", {})
    where = f"{operation.pointer}/requestBody"
    if len(content) > 1:
        raise GenerationError(where, "one content type is supported")
    for kind, media in content.items():
        if kind not in {"application/json", "multipart/form-data"}:
            raise GenerationError(where, f"content type {kind} is not supported")
        if "$ref" not in media.get("schema", {}):
            raise GenerationError(where, "the schema must be a named component")
        for name, encoding in media.get("encoding", {}).items():
            if kind != "multipart/form-data" or encoding.keys() != {"contentType"}:
                raise GenerationError(
                    f"{where}/encoding/{name}", "only the contentType of a form's file is supported"
                )


def _check_answers(document: Document, operation: RawOperation) -> None:
    where = f"{operation.pointer}/responses"
    contents: set[str] = set()
    for status, answer in operation.raw.get("responses", {}).items():
        if str(status).upper().endswith("XX"):
            raise GenerationError(f"{where}/{status}", "status ranges are not supported")
        if str(status).startswith("2"):
            contents |= set(document.resolve(answer).get("content", {}))
    if len(contents) > 1:
        raise GenerationError(where, f"one content type per operation, not {sorted(contents)}")


def _check_schema(schema: Raw, path: tuple[object, ...], *, named: bool) -> None:
    for keyword in _SCHEMA_KEYWORDS:
        if keyword in schema:
            raise GenerationError(pointer(*path), f"{keyword!r} is not supported")
    if not named and "properties" in schema:
        raise GenerationError(pointer(*path), "give this object a name in components/schemas")
    if not named and "enum" in schema:
        raise GenerationError(pointer(*path), "give this enum a name in components/schemas")
    for step, part in _parts(schema):
        _check_schema(part, (*path, *step), named=step[0] == "allOf")


def _parts(schema: Raw) -> Iterator[tuple[tuple[Any, ...], Raw]]:
    for name, part in schema.get("properties", {}).items():
        yield ("properties", name), part
    for keyword in ("allOf", "oneOf", "anyOf"):
        for index, part in enumerate(schema.get(keyword, [])):
            yield (keyword, index), part
    if isinstance(schema.get("items"), dict):
        yield ("items",), schema["items"]
