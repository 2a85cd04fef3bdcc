"""From method and path to an operation; paths are matched whatever their case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from urllib.parse import unquote_to_bytes

from spaceinvoices_sandbox.loopback.errors import ApiError, bad_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_MOUNT = re.compile(r"/([^/]+)/?(?=/|\Z)")


class Route(Protocol):
    """A method and a path with placeholders in braces."""

    @property
    def method(self) -> str:
        """The HTTP method."""
        ...

    @property
    def path(self) -> str:
        """The path, `/v1/Things/{id}`."""
        ...


_RouteT = TypeVar("_RouteT", bound=Route)


@dataclass(slots=True)
class _Node(Generic[_RouteT]):
    literal: dict[str, _Node[_RouteT]] = field(default_factory=dict[str, "_Node[_RouteT]"])
    placeholder: _Node[_RouteT] | None = None
    operations: dict[str, tuple[_RouteT, tuple[str, ...]]] = field(
        default_factory=dict[str, "tuple[_RouteT, tuple[str, ...]]"]
    )


class Router(Generic[_RouteT]):
    """A tree of path segments; a literal segment wins over a placeholder."""

    def __init__(self, operations: Iterable[_RouteT], *, prefix: str) -> None:
        self._root: _Node[_RouteT] = _Node()
        self._prefix = prefix.casefold()
        self._models: dict[str, str] = {}
        for operation in operations:
            self._put(operation.method, operation.path, operation)

    def add_alias(self, method: str, path: str, operation: _RouteT) -> None:
        """Let another spelling lead to an operation; an operation's own path wins over it."""
        self._put(method, path, operation)

    def _put(self, method: str, path: str, operation: _RouteT) -> None:
        node = self._root
        names: list[str] = []
        segments = path.strip("/").split("/")
        for segment in segments:
            if segment.startswith("{"):
                names.append(segment[1:-1])
                node.placeholder = node.placeholder or _Node[_RouteT]()
                node = node.placeholder
            else:
                node = node.literal.setdefault(segment.casefold(), _Node[_RouteT]())
        node.operations.setdefault(method.upper(), (operation, tuple(names)))
        model = segments[1]
        self._models.setdefault(model.casefold(), _singular(model))

    def match(self, method: str, raw_path: str) -> tuple[_RouteT, Mapping[str, str]] | None:
        """Return the operation and the values of its placeholders; raises 400 for a broken escape.

        An escape that is broken is told whatever the method, where any operation has the path.
        """
        segments = _segments(raw_path)
        found = _walk(self._root, segments, 0, "GET" if method == "HEAD" else method)
        if found is None:
            other = _walk(self._root, segments, 0, None)
            for value in () if other is None else other[2]:
                _decoded(value)
            return None
        operation, names, raw_values = found
        return operation, {
            name: _decoded(value) for name, value in zip(names, raw_values, strict=True)
        }

    def find(self, method: str, raw_path: str) -> _RouteT | None:
        """Return the operation alone."""
        found = _walk(self._root, _segments(raw_path), 0, "GET" if method == "HEAD" else method)
        return None if found is None else found[0]

    def not_found(self, method: str, raw_path: str, query: str) -> ApiError:
        """Return the 404 of a path without an operation, in the framework's three wordings."""
        tail = f"?{query}" if query else ""
        prefix, rest = _mounted(raw_path)
        if prefix.casefold() != self._prefix:
            return ApiError(404, f"Cannot {method} {raw_path}{tail}")
        name, inner = _mounted(rest)
        model = self._models.get(name.casefold())
        if model is None:
            return ApiError(404, f"There is no method to handle {method} {rest}{tail}")
        message = f'Shared class "{model}" has no method handling {method} {inner}{tail}'
        return ApiError(404, message)


def _singular(plural: str) -> str:
    """Return the name of a model by that of its path: `Taxes`, `Companies`, `Clients`."""
    if plural.endswith("ies"):
        return plural.removesuffix("ies") + "y"
    return plural.removesuffix("es") if plural.endswith("xes") else plural.removesuffix("s")


def _mounted(path: str) -> tuple[str, str]:
    """Split off the first segment; a second slash behind it belongs to it, as in Express."""
    found = _MOUNT.match(path)
    return ("", path) if found is None else (found.group(1), path[found.end() :] or "/")


def _segments(raw_path: str) -> list[str]:
    prefix, rest = _mounted(raw_path)
    model, inner = _mounted(rest)
    if not prefix or not model:
        return []
    tail = inner.removesuffix("/")
    return [prefix, model, *(tail.split("/")[1:] if tail else ())]


def _walk(
    node: _Node[_RouteT], segments: list[str], index: int, method: str | None
) -> tuple[_RouteT, tuple[str, ...], list[str]] | None:
    """Return the operation at a path; with no method, any of them."""
    if index == len(segments):
        found = (
            node.operations.get(method) if method else next(iter(node.operations.values()), None)
        )
        return None if found is None else (*found, [])
    literal = node.literal.get(segments[index].casefold())
    if literal is not None:
        matched = _walk(literal, segments, index + 1, method)
        if matched is not None:
            return matched
    if node.placeholder is None or not segments[index]:
        return None
    matched = _walk(node.placeholder, segments, index + 1, method)
    if matched is not None:
        matched[2].insert(0, segments[index])
    return matched


def _decoded(segment: str) -> str:
    if "%" not in segment:
        return segment
    try:
        decoded = unquote_to_bytes(segment).decode()
    except UnicodeDecodeError:
        decoded = None
    broken = _STRAY_PERCENT.search(segment) is not None
    if decoded is None or broken:
        raise bad_request(f"Failed to decode param '{segment}'", name="URIError")
    return decoded
