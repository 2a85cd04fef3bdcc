"""The table of all operations of the API, as data."""

import importlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

if TYPE_CHECKING:
    OPERATIONS: Mapping[str, "Operation"]
    """Every operation by its id, `"documents_create"`."""

__all__ = ["OPERATIONS", "FilePart", "Operation", "Safety", "UniqueKey"]

Safety: TypeAlias = Literal["safe", "idempotent", "keyed", "unsafe"]
"""What sending a request twice does: nothing, nothing more, a look-up first, or harm."""


@attrs.frozen
class UniqueKey:
    """How a create is recognised when its answer was lost."""

    property: str
    """Wire name of the body's property that the caller chooses."""
    lookup: str
    """Id of the list operation that finds the property again."""


@attrs.frozen
class FilePart:
    """A file of a form, and what it may be."""

    name: str
    """Wire name of the form's field."""
    media: tuple[str, ...]
    """Content types, or ranges of them such as `image/*`."""


@attrs.frozen(kw_only=True)
class Operation:
    """One operation of the API."""

    id: str
    tag: str
    method: str
    path: str
    """Template whose placeholders are the Python argument names."""
    wire_path: str
    """The same template as it is documented."""
    safety: Safety
    summary: str
    docs: str
    """Address and heading of the page that documents it."""
    accept: str = "application/json"
    body: Literal["json", "multipart", "form", "raw"] | None = None
    """How the body is written: JSON, a form with files, a form without, or bytes as they are."""
    binary: bool = False
    paginated: bool = False
    authenticated: bool = True
    lane: str | None = None
    """Placeholder whose value names the lane in which calls queue fairly."""
    unique_key: UniqueKey | None = None
    files: tuple[FilePart, ...] = ()
    """Those of the body whose types are documented."""


class OperationTable(Mapping[str, Operation]):
    """Operations by id; those of a resource are loaded when one of them is asked for.

    Args:
        package: Name of the package of their modules.
        resources: Name of the module of each operation, by the operation's id.
    """

    def __init__(self, package: str, resources: Mapping[str, str]) -> None:
        self._package = package
        self._resources = resources

    def __getitem__(self, key: str) -> Operation:
        module = importlib.import_module(f"{self._package}.{self._resources[key]}")
        found: Operation = getattr(module, key.upper())
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)

    def __repr__(self) -> str:
        return f"<{len(self)} operations>"


_GENERATED: Final = "spaceinvoices_async._generated.operations"


def __getattr__(name: str) -> object:
    if name == "OPERATIONS":
        return importlib.import_module(_GENERATED).OPERATIONS
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
