"""Says of every word of a document that is not taken over what becomes of it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.frontend.source import METHODS, Source
from generator.frontend.vocabulary import EXTENSIONS, FORMATS, WORDS
from generator.problem import escaped

# What stands under a word: one object of a kind, or several by name (`{}`) or in a list (`[]`).
_BELOW: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {"paths": "{}path", "components": "components"},
    "components": {
        "schemas": "{}schema",
        "responses": "{}response",
        "parameters": "{}parameter",
        "requestBodies": "{}body",
        "securitySchemes": "{}security",
        "pathItems": "{}path",
    },
    "path": {"parameters": "[]parameter", **dict.fromkeys(METHODS, "operation")},
    "operation": {
        "parameters": "[]parameter",
        "requestBody": "body",
        "responses": "{}response",
    },
    "parameter": {"schema": "schema", "content": "{}media"},
    "body": {"content": "{}media"},
    "response": {"content": "{}media"},
    "media": {"schema": "schema", "encoding": "{}encoding"},
    "schema": {
        **dict.fromkeys(("items", "additionalProperties", "not"), "schema"),
        **dict.fromkeys(("properties", "$defs", "definitions"), "{}schema"),
        **dict.fromkeys(("allOf", "oneOf", "anyOf", "prefixItems"), "[]schema"),
    },
}


def check(source: Source) -> None:
    """Go through the whole document once."""
    _object(source, "document", source.raw, "#")
    _security(source)


def _object(source: Source, kind: str, node: Mapping[str, Any], where: str) -> None:
    reference = node.get("$ref")
    if isinstance(reference, str) and not reference.startswith("#"):
        found, place = source.follow({"$ref": reference}, where)
        if place not in source.visited:
            source.visited.add(place)
            _object(source, kind, found, place)
    words = WORDS[kind]
    below = _BELOW.get(kind, {})
    for key, value in node.items():
        if key in words.read:
            if key in below:
                for child, inner, place in _children(below[key], value, f"{where}/{escaped(key)}"):
                    _object(source, child, inner, place)
        elif key not in words.prose:
            _left_out(source, kind, str(key), where)
    if kind == "schema":
        _schema(source, node, where)


def _left_out(source: Source, kind: str, key: str, where: str) -> None:
    words, place = WORDS[kind], f"{where}/{escaped(key)}"
    if key == "contentSchema" and "/parameters/" in where and where.endswith("/schema"):
        return  # of JSON in a query, whose form is known
    if key.startswith("x-"):
        if key not in EXTENSIONS:
            source.remark(place, f"the extension {key} is not read")
    elif key in words.left:
        source.remark(place, f"{key}: {words.left[key]}")
    else:
        told = words.missed.get(key, "is not understood; take it out, or say it otherwise")
        source.gap(place, f"{key}: {told}")


def _children(
    shape: str, value: object, where: str
) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    kind = shape.lstrip("[]{}")
    if shape.startswith("{}") and isinstance(value, Mapping):
        for name, inner in value.items():
            if isinstance(inner, Mapping) and not (kind == "path" and str(name).startswith("x-")):
                yield kind, inner, f"{where}/{escaped(name)}"
    elif shape.startswith("[]") and isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, Mapping):
                yield kind, inner, f"{where}/{index}"
    elif isinstance(value, Mapping):
        yield kind, value, where


def _schema(source: Source, node: Mapping[str, Any], where: str) -> None:
    form = node.get("format")
    if isinstance(form, str) and form not in FORMATS:
        source.remark(f"{where}/format", f"the format {form} is not looked at")
    if node.get("contentEncoding") or form in {"byte", "base64", "base64url"}:
        source.remark(where, "encoded bytes stay the text that they are")


def _security(source: Source) -> None:
    schemes = source.raw.get("components", {})
    schemes = schemes.get("securitySchemes") if isinstance(schemes, Mapping) else None
    for name, node in source.items(schemes, "#/components/securitySchemes"):
        where = f"#/components/securitySchemes/{escaped(name)}"
        scheme, _ = source.follow(node, where)
        header = scheme.get("type") == "apiKey" and scheme.get("in") == "header"
        if not (header and str(scheme.get("name")).lower() == "authorization"):
            source.gap(where, "the SDK sends its token in the header Authorization, bare")
