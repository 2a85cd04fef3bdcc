"""What the template of the operation table sees: one row per operation."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from .frontend.normal import NormalOperation
from .problem import GenerationError

_SAFETY: Final = {
    "get": "safe",
    "head": "safe",
    "options": "safe",
    "trace": "safe",
    "put": "idempotent",
    "delete": "idempotent",
    "patch": "unsafe",  # sent again, it could undo what somebody else has changed meanwhile
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
    operation: NormalOperation, path: Sequence[Named], lists: Mapping[str, str]
) -> OperationView:
    """Return the row of one operation; extensions that contradict the document are errors.

    `lists` are the ids of all paginated operations, by the operationId that the document uses.
    """
    raw, answer = operation.raw, operation.answer
    docs = raw.get("x-docs", {})
    binary = answer.kind == "bytes"
    accept = dict.fromkeys([*answer.media, "application/json"])
    return OperationView(
        id=operation.id,
        tag=operation.tag,
        method=operation.method.upper(),
        path=_python_path(operation.path, path),
        wire_path=operation.path,
        safety=_safety(operation),
        summary=_summary(operation),
        docs=" — ".join(str(docs[key]) for key in ("page", "heading") if key in docs),
        accept=", ".join(accept) if binary else "application/json",
        body=operation.body.kind if operation.body else None,
        binary=binary,
        paginated=bool(raw.get("x-paginated")),
        authenticated=operation.authenticated,
        lane=_lane(operation, path),
        unique_key=_unique_key(operation, lists),
        files=operation.body.files if operation.body else [],
    )


def _summary(operation: NormalOperation) -> str:
    raw = operation.raw
    words = raw.get("summary") or str(raw.get("description") or "").strip().split("\n")[0]
    return str(words or f"{operation.method.upper()} {operation.path}").strip()


def _python_path(template: str, path: Sequence[Named]) -> str:
    for argument in path:
        template = template.replace(f"{{{argument.wire}}}", f"{{{argument.name}}}")
    return template


def _safety(operation: NormalOperation) -> str:
    safety = str(operation.raw.get("x-safety", _SAFETY[operation.method]))
    if safety not in {"safe", "idempotent", "keyed", "unsafe"}:
        raise GenerationError(
            f"{operation.pointer}/x-safety",
            f"{safety!r} is no kind of safety; write safe, idempotent, keyed or unsafe",
        )
    if (safety == "keyed") != ("x-unique-key" in operation.raw):
        raise GenerationError(
            f"{operation.pointer}/x-safety", "keyed and x-unique-key go together; write both"
        )
    return safety


def _lane(operation: NormalOperation, path: Sequence[Named]) -> str | None:
    lane = operation.raw.get("x-lane")
    if lane is None:
        return None
    for argument in path:
        if argument.wire == lane:
            return argument.name
    raise GenerationError(f"{operation.pointer}/x-lane", f"there is no path parameter {lane!r}")


def _unique_key(operation: NormalOperation, lists: Mapping[str, str]) -> tuple[str, str] | None:
    key = operation.raw.get("x-unique-key")
    if key is None:
        return None
    where = f"{operation.pointer}/x-unique-key"
    if not isinstance(key, Mapping) or not {"property", "lookup"} <= key.keys():
        raise GenerationError(where, "write {property: ..., lookup: ...}")
    lookup = lists.get(str(key["lookup"]))
    if lookup is None:
        raise GenerationError(where, "the lookup must be a list: an operation with x-paginated")
    return str(key["property"]), lookup
