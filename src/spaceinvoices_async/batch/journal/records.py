"""What the journal knows of a row."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from decimal import Decimal


class Lane(NamedTuple):
    """For whom a row is issued: rows of one lane are looked up together and served in turn."""

    account_id: str | None
    """The child account to act as; None is the client's own."""
    organization_id: str


class State(IntEnum):
    """Where a row stands; a row the journal does not know has not been touched."""

    SENT = 1
    """Claimed: its request may have been sent, and its outcome is not known."""
    DONE = 2
    FAILED = 3
    """Refused for good; nothing was issued."""


ClaimStatus: TypeAlias = Literal[
    "new", "resumed", "retried", "done", "changed", "failed", "repeated", "conflicting"
]
"""How a row of the input stands to the journal. To be sent: new, resumed (its fate has to be looked
up first) and retried (was refused). Not to be sent: done, changed (done, with another content),
failed, repeated (the same row is in the input twice) and conflicting (the same key, another
content)."""


class Claim(NamedTuple):
    """A row that wants to be sent. A tuple, as there is one for every row."""

    lane: Lane

    row: bytes
    """Of `identity.row_id`."""
    key: str
    line: int
    """Its place in the input, from 1: a line of a file, or the number of the row."""
    fingerprint: bytes
    """Of its document."""
    raw: bytes | None = None
    """Fingerprint of the row itself, before it became a document; None where it has none."""
    whole: bool = False
    """Whether it was put together of lines: its key must not come back, with any content."""

    @property
    def organization_id(self) -> str:
        """For whom it is issued."""
        return self.lane.organization_id


@frozen(kw_only=True)
class RowOutcome:
    """What became of a row."""

    state: State
    attempts: int = 0
    """Requests of this run that may have reached the server."""
    document_id: str | None = None
    number: str | None = None
    total: Decimal | None = None
    """`totalWithTax` of the document."""
    currency: str | None = None
    type: str | None = None
    """Of the document, such as "invoice"."""
    paid: Decimal | None = None
    """What the row pays of it; None where it names no payments."""
    replayed: bool = False
    """The document was on the server before this journal's row was first claimed."""
    status: int | None = None
    error: str | None = None
    field: str | None = None
    """What the error is about."""


@frozen(kw_only=True)
class Record:
    """One row of the journal."""

    position: int
    row: bytes
    lane: Lane
    key: str
    line: int
    fingerprint: bytes
    outcome: RowOutcome


class Claimed(NamedTuple):
    """The answer to a claim; with the record as it was before, if there was one."""

    standing: ClaimStatus
    record: Record | None = None


@frozen(kw_only=True)
class Note:
    """Something about the input or the server that a person should know of."""

    kind: Literal["conflict", "changed", "invalid", "duplicate", "repeated"]
    """Conflict: the key stands for two different rows. Changed: the row was issued with another
    content. Invalid: the row has no document, or no key. Duplicate: the server holds two documents
    of one unique id. Repeated: the same row is in the input before, and counts once."""
    line: int
    key: str
    organization_id: str
    detail: str
