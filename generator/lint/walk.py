"""Every object of a document that OpenAPI gives a meaning to, with its place."""

from collections.abc import Iterator
from typing import Any, Final

Place = tuple[str | int, ...]

# Under these keys stand names somebody chose, and only then objects.
_NAMES: Final = frozenset(
    {"properties", "patternProperties", "headers", "paths", "content", "responses", "callbacks"}
    | {"schemas", "parameters", "requestBodies", "securitySchemes", "links", "pathItems"}
)
# Under these keys stands data, which may look like anything.
_DATA: Final = frozenset({"example", "examples", "default", "enum", "const", "security"})


def objects(node: object, place: Place = (), *, names: bool = False) -> Iterator[tuple[Place, Any]]:
    """Yield all objects at and below a node, from the outside in; references are not followed."""
    if isinstance(node, list):
        for index, part in enumerate(node):
            yield from objects(part, (*place, index))
    if isinstance(node, dict):
        if not names:
            yield place, node
        for key, part in node.items():
            if names or key not in _DATA:
                yield from objects(part, (*place, key), names=not names and key in _NAMES)
