"""One request as a handler sees it, and the answers a handler gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from . import errors, filters, javascript
from .errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_async.operations import Operation

    from .filters import Query
    from .jsonvalues import Json, Record
    from .schemas import Schema
    from .world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart body."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and how many rows there are in all."""

    rows: list[Record]
    total: int


@dataclass(frozen=True, slots=True)
class Binary:
    """A file; `make` is called off the event loop where the bytes take time to make."""

    content_type: str
    make: Callable[[], bytes]
    filename: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Go somewhere else."""

    location: str


Answer: TypeAlias = "Json | Page | Binary | Redirect"
"""What a handler returns; None is 204."""


@dataclass(slots=True, kw_only=True)
class Call:
    """One request: arguments are coerced, the token is read, no right is checked yet."""

    world: World
    operation: Operation
    path: Mapping[str, str]
    arguments: Mapping[str, Json]
    body: Json
    origin: str
    token: Record | None = None
    account: Record | None = None
    uploads: Mapping[str, Upload] = field(default_factory=dict[str, Upload])

    @property
    def id(self) -> str:
        """The one id in the path."""
        return next(iter(self.path.values()))

    @property
    def data(self) -> dict[str, Json]:
        """The body as an object; anything else counts as empty."""
        return self.body if isinstance(self.body, dict) else {}

    @property
    def me(self) -> Record:
        """The account of the token; raises the 401 without one."""
        if self.account is None:
            raise errors.unauthorized()
        return self.account

    def query(self, schema: Schema) -> Query:
        """The `filter` argument."""
        return filters.read_filter(self.arguments.get("filter"), schema)

    def where(self, schema: Schema) -> Mapping[str, object]:
        """The `where` argument."""
        return filters.read_where(self.arguments.get("where"), schema)

    def text(self, name: str) -> str | None:
        """An argument from the query or the body, as text."""
        value = self.arguments.get(name, self.data.get(name))
        return None if value is None else javascript.text(value)

    def flag(self, name: str) -> bool | None:
        """A boolean argument."""
        value = self.arguments.get(name)
        return value if isinstance(value, bool) else None

    def required(self, name: str) -> str:
        """An argument that must have a value; raises the framework's 400 without one."""
        value = self.text(name)
        if not value:
            raise bad_request(f"{name} is a required argument")
        return value
