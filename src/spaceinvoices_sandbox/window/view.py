"""What the function of a page is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from urllib.parse import urlencode

from spaceinvoices_async.operations import Operation
from spaceinvoices_sandbox.loopback.answers import Binary
from spaceinvoices_sandbox.loopback.errors import ApiError
from spaceinvoices_sandbox.loopback.schemas import Schema
from spaceinvoices_sandbox.world import World

PREFIX: Final = "/window/"
ROWS: Final = 50
"""Rows of one page of a list."""
_LAST_PAGE: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One request of a browser.

    Args:
        world: The state of the sandbox.
        operations: The table of operations that it answers.
        path: Path of the page, `/` or below `/window/`.
        parts: What the placeholders of the route stand for.
        query: The parameters of the address, each once.
        form: The fields of the form that was sent, each once.
    """

    world: World
    operations: Mapping[str, Operation]
    path: str
    parts: tuple[str, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    form: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def part(self) -> str:
        """What the one placeholder of the route stands for."""
        return self.parts[0]

    def asked(self, name: str) -> str:
        """Return a parameter of the address without blanks around it; empty where there is none."""
        return self.query.get(name, "").strip()

    @property
    def schemas(self) -> Mapping[str, Schema]:
        """The models of the sandbox by the names of their tables."""
        return {schema.table: schema for schema in self.world.models}

    def schema(self, table: str) -> Schema:
        """Return a model by its table; raises 404 where there is none."""
        found = self.schemas.get(table)
        if found is None:
            raise ApiError(404, f"There is no model {table[:60]!r}")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered: its template, and the values in it."""

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    status: int = 200


@dataclass(frozen=True, slots=True)
class GoTo:
    """See another page of the window: the answer to a form."""

    location: str


Shown: TypeAlias = "Page | GoTo | Binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Which rows of how many are shown, and the addresses of the rows around them."""

    path: str
    query: Mapping[str, str]
    number: int
    total: int

    @property
    def skip(self) -> int:
        """Rows before the first one shown."""
        return (self.number - 1) * ROWS

    @property
    def first(self) -> int:
        """Number of the first row shown; 0 where there is none."""
        return min(self.skip + 1, self.total)

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return min(self.skip + ROWS, self.total)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // ROWS), 1)

    @property
    def previous(self) -> str | None:
        """Address of the page before this one."""
        return self._address(min(self.number - 1, self.pages)) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """Address of the page behind this one."""
        return self._address(self.number + 1) if self.number < self.pages else None

    def _address(self, number: int) -> str:
        return address(self.path, {**self.query, "page": str(number)})


def pager(view: View, total: int) -> Pager:
    """Return the pager of the page that the address asks for; the first where it asks for none."""
    text = view.asked("page")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len("1000000") else 1
    kept = {name: value for name, value in view.query.items() if name not in {"page", "done"}}
    return Pager(path=view.path, query=kept, number=min(max(number, 1), _LAST_PAGE), total=total)


def address(path: str, query: Mapping[str, str]) -> str:
    """Return the path with the parameters that have a value."""
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
