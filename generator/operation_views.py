"""What the template of the operation table sees: one row per operation."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from .document import Document, RawOperation
from .problem import GenerationError

_SAFETY: Final = {
    "get": "safe",
    "head": "safe",
    "options": "safe",
    "put": "idempotent",
    "delete": "idempotent",
    "patch": "idempotent",
    "post": "unsafe",
}
"""What a method promises where the document says nothing else."""


class Named(Protocol):
    """A path argument."""

    @property
    def name(self) -> str:
        """Its Python name."""
        ...

    @property
    def wire(self) -> str:
        """Its name in the path."""
        ...


class OperationView(NamedTuple):
    """One row of the table."""

    id: str
    tag: str
    method: str
    path: str
    wire_path: str
    safety: str
    summary: str
    docs: str
    accept: str
    body: str | None
    binary: bool
    paginated: bool
    authenticated: bool
    lane: str | None
    unique_key: tuple[str, str] | None
    files: list[tuple[str, tuple[str, ...]]]

    @property
    def constant(self) -> str:
        """Its name in the module."""
        return self.id.upper()


def operation_view(
    operation: RawOperation, document: Document, path: Sequence[Named]
) -> OperationView:
    """The row of one operation; extensions that contradict the document are errors."""
    raw = operation.raw
    media = _answer_media(operation, document)
    docs = raw.get("x-docs", {})
    binary = bool(media) and "application/json" not in media
    return OperationView(
        id=operation.id,
        tag=str(raw["tags"][0]),
        method=operation.method.upper(),
        path=_python_path(operation.path, path),
        wire_path=operation.path,
        safety=_safety(operation),
        summary=str(raw.get("summary", operation.id)),
        docs=" — ".join(str(docs[key]) for key in ("page", "heading") if key in docs),
        accept=", ".join([*media, "application/json"]) if binary else "application/json",
        body=_body(operation, document),
        binary=binary,
        paginated=bool(raw.get("x-paginated")),
        authenticated=raw.get("security") != [],
        lane=_lane(operation, path),
        unique_key=_unique_key(operation, document),
        files=_files(operation, document),
    )


def _answer_media(operation: RawOperation, document: Document) -> list[str]:
    media: dict[str, None] = {}
    for status, answer in operation.raw.get("responses", {}).items():
        if str(status).startswith("2"):
            media |= dict.fromkeys(document.resolve(answer).get("content", {}))
    return list(media)


def _python_path(template: str, path: Sequence[Named]) -> str:
    for argument in path:
        template = template.replace(f"{{{argument.wire}}}", f"{{{argument.name}}}")
    return template


def _safety(operation: RawOperation) -> str:
    safety = str(operation.raw.get("x-safety", _SAFETY[operation.method]))
    if safety not in {"safe", "idempotent", "keyed", "unsafe"}:
        raise GenerationError(f"{operation.pointer}/x-safety", f"{safety!r} is no kind of safety")
    if (safety == "keyed") != ("x-unique-key" in operation.raw):
        raise GenerationError(f"{operation.pointer}/x-safety", "keyed and x-unique-key go together")
    return safety


def _body(operation: RawOperation, document: Document) -> str | None:
    content = document.resolve(operation.raw.get("requestBody", {})).get("content", {})
    if not content:
        return None
    return "json" if "application/json" in content else "multipart"


def _files(operation: RawOperation, document: Document) -> list[tuple[str, tuple[str, ...]]]:
    """The files of a form whose types are documented, and those types."""
    content = document.resolve(operation.raw.get("requestBody", {})).get("content", {})
    return [
        (name, tuple(re.split(r"\s*,\s*", encoding["contentType"].strip().lower())))
        for media in content.values()
        for name, encoding in media.get("encoding", {}).items()
    ]


def _lane(operation: RawOperation, path: Sequence[Named]) -> str | None:
    lane = operation.raw.get("x-lane")
    if lane is None:
        return None
    for argument in path:
        if argument.wire == lane:
            return argument.name
    raise GenerationError(f"{operation.pointer}/x-lane", f"there is no path parameter {lane!r}")


def _unique_key(operation: RawOperation, document: Document) -> tuple[str, str] | None:
    key = operation.raw.get("x-unique-key")
    if key is None:
        return None
    lookup = document.operation(str(key["lookup"]))
    if not lookup.raw.get("x-paginated"):
        raise GenerationError(f"{operation.pointer}/x-unique-key", "the lookup must be a list")
    return str(key["property"]), lookup.id
