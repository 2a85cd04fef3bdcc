"""The conventions of schemas."""

from collections.abc import Iterator
from typing import Final

from generator.document import Document
from generator.lint.problem import Problem
from generator.lint.walk import objects
from generator.problem import pointer

_SCHEMAS: Final = "#/components/schemas/"
_NAMED_DEPTH: Final = len(("components", "schemas", "Name"))


def check(document: Document) -> Iterator[Problem]:
    """Yield the problems of all schemas."""
    yield from inputs(document)
    yield from enums(document)
    yield from not_enforced(document)


def inputs(document: Document) -> Iterator[Problem]:
    """Require what is sent to have no defaults, which would be sent too, and nothing read-only."""
    names = {name for name, schema in document.schemas().items() if schema.get("x-input")}
    for name in sorted(_reachable(document, names)):
        place = ("components", "schemas", name)
        for found, node in objects(document.schemas()[name], place):
            if "default" in node:
                yield Problem(pointer(*found), "what is sent has no default; say it in prose")
            if node.get("readOnly"):
                yield Problem(pointer(*found), "what is sent cannot be read-only")


def enums(document: Document) -> Iterator[Problem]:
    """Require a set of values to have a name."""
    for place, node in objects(document.raw):
        named = place[:2] == ("components", "schemas") and len(place) == _NAMED_DEPTH
        if "enum" in node and not named:
            yield Problem(pointer(*place, "enum"), "make it a named component and refer to it")


def not_enforced(document: Document) -> Iterator[Problem]:
    """Require what the server does not enforce to be required by the page."""
    for name, schema in document.schemas().items():
        required = document.listed(schema, "required")
        for wire in schema.get("x-not-enforced", []):
            if wire not in required:
                yield Problem(
                    pointer("components", "schemas", name, "x-not-enforced"),
                    f"{wire} is not required",
                )


def _reachable(document: Document, names: set[str]) -> set[str]:
    found: set[str] = set()
    open_names = set(names)
    while open_names:
        name = open_names.pop()
        found.add(name)
        references = {
            str(node["$ref"]).removeprefix(_SCHEMAS)
            for _, node in objects(document.schemas()[name])
            if str(node.get("$ref", "")).startswith(_SCHEMAS)
        }
        open_names |= references - found
    return found
