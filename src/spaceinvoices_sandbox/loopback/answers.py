"""The answers a handler gives: a page of a list, a file, a redirect, or plain JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_sandbox.loopback.json_types import Json, Record


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
