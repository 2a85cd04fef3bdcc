"""Chunks: rows that are sent together by another process, and what became of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from attrs import field, frozen

from spaceinvoices_async.batch.journal.records import Claim, Lane, RowOutcome, State
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import ApiError
from spaceinvoices_async.types import JsonValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spaceinvoices_async.batch.engine.lookup import FoundDocuments

ChunkStatus: TypeAlias = Literal[
    "issued", "replayed", "refused", "conflict", "unresolved", "unsent"
]
"""As `RowResult.status`; unresolved, its outcome is unknown; unsent, no request of it was made."""

RemarkText: TypeAlias = tuple[
    Literal["conflict", "changed", "invalid", "duplicate", "repeated"], str
]
"""Kind and text of something a person should know of."""


@frozen(kw_only=True)
class ChunkRow:
    """One row that can be sent: its prepared document, and what is known of earlier requests.

    Made by `prepare_chunk`, or by a batch with a backend. It pickles, and holds no token.

    Attributes:
        key: Business key of the row.
        organization_id: For whom it is issued.
        body: The document, as JSON; its `uniqueId` is made from organization, job and key.
        row: The sixteen bytes that `uniqueId` stands for.
        account_id: Child account to act as; None is the client's own.
        line: Place in the input, from 1.
        sent_before: Whether an earlier request of it may have reached the server. It must have been
            looked up, and its horizon be over, before it is given to `issue_chunk`.
        changed: Whether that request may have had another content.
        attempts: Earlier requests of it whose outcome is not known.
    """

    key: str
    organization_id: str
    body: Mapping[str, JsonValue] = field(repr=False)
    row: bytes = field(repr=False)
    account_id: str | None = None
    line: int = 0
    sent_before: bool = False
    changed: bool = False
    attempts: int = 0

    def claim(self) -> Claim:
        """Return the row as the engine of a batch knows it."""
        lane = Lane(self.account_id, self.organization_id)
        return Claim(lane=lane, row=self.row, key=self.key, line=self.line, fingerprint=b"")


@frozen(kw_only=True)
class InDoubt:
    """What is known of a row whose outcome is not.

    Attributes:
        safe_in: Seconds, from when the result was made, after which no request of it can be
            carried out any more.
        attempts: Requests whose outcome is not known.
        sends: Requests of this chunk that may have reached the server.
        looks: Look-ups since the last request.
        refusal: What the server said, where that may have meant "already stored".
        taken: Whether the server has said that a document of this unique id exists.
    """

    safe_in: float
    attempts: int = 0
    sends: int = 0
    looks: int = 0
    refusal: ApiError | None = None
    taken: bool = False


@frozen(kw_only=True)
class ChunkOutcome:
    """What became of one row of a chunk.

    Attributes:
        key: Business key of the row.
        organization_id: For whom it was issued.
        status: As `ChunkStatus` says.
        row: The sixteen bytes that its `uniqueId` stands for.
        outcome: The same as the journal keeps it.
        remarks: What a person should know of.
        matches: Whether the document has the content of the row, as far as can be told.
        in_doubt: Of an unresolved row, what is known of its requests.
        refusal: What the server said to a refused row.
    """

    key: str
    organization_id: str
    status: ChunkStatus
    row: bytes = field(repr=False)
    outcome: RowOutcome = field(repr=False)
    remarks: tuple[RemarkText, ...] = ()
    matches: bool = True
    in_doubt: InDoubt | None = None
    refusal: Exception | None = None

    @property
    def document_id(self) -> str | None:
        """Id of the document on the server; None where there is none, or none is known."""
        return self.outcome.document_id

    @property
    def number(self) -> str | None:
        """Number of the document."""
        return self.outcome.number

    @property
    def total(self) -> Decimal | None:
        """`totalWithTax` of the document."""
        return self.outcome.total

    @property
    def error(self) -> str | None:
        """Why the row was refused."""
        return self.outcome.error


@frozen(kw_only=True)
class RefusedLane:
    """An organization that the server refuses us.

    Attributes:
        account_id: The account that was acted as; None is the client's own.
        organization_id: The organization.
        error: What the server said.
    """

    account_id: str | None
    organization_id: str
    error: Exception


@frozen(kw_only=True)
class ChunkResult:
    """What became of the rows of a chunk.

    Attributes:
        rows: One outcome for each row, in the order of the rows.
        stop: Why the chunk ended before its rows did; None if it went through all of them.
        refused_lanes: Organizations that the server refuses us; their rows are unsent.
        throttled: Answers 429.
        seconds: How long it took.
        worker: Name of the process, where its engine gives it one.
        rerun: Whether an earlier run of this chunk was found, so that rows were looked up only.
    """

    rows: tuple[ChunkOutcome, ...]
    stop: Stop | None = None
    refused_lanes: tuple[RefusedLane, ...] = ()
    throttled: int = 0
    seconds: float = 0.0
    worker: str = ""
    rerun: bool = False

    @property
    def ok(self) -> bool:
        """Whether every row's document is on the server."""
        return all(row.status in {"issued", "replayed"} for row in self.rows)

    @property
    def unresolved(self) -> tuple[ChunkOutcome, ...]:
        """Rows whose outcome is not known: give them to a later chunk with `sent_before`."""
        return tuple(row for row in self.rows if row.status == "unresolved")


UNTOUCHED = RowOutcome(state=State.SENT)
"""The outcome of a row that has none."""


class ChunkLostError(Exception):
    """A chunk was submitted, and its result will never come: its rows are in doubt.

    Attributes:
        sending_ends_in: Seconds after which no process can be sending its rows any more.
        stop: Why the run cannot go on; None if it can.
    """

    def __init__(self, message: str, *, sending_ends_in: float, stop: Stop | None = None) -> None:
        super().__init__(message)
        self.sending_ends_in = sending_ends_in
        self.stop = stop


@frozen(kw_only=True)
class ChunkPlan:
    """How a chunk is to be sent.

    Attributes:
        worker: The worker that should do it.
        rate: Requests per second it may make as the client's own account; None for no limit.
        account_rate: The same as each child account.
    """

    worker: str
    rate: float | None
    account_rate: float | None


class BackendSession(Protocol):
    """A backend during one run: its workers, and what they are given to do."""

    @property
    def workers(self) -> Sequence[str]:
        """The live workers, by name."""
        ...

    @property
    def reruns(self) -> int:
        """Chunks so far that were run more than once."""
        ...

    def on_change(self, callback: Callable[[], None]) -> None:
        """Have this called whenever workers come or go."""
        ...

    async def issue(self, rows: Sequence[ChunkRow], plan: ChunkPlan) -> ChunkResult:
        """Have a chunk sent.

        Raises:
            ChunkLostError: Its result will never come; any of its rows may have been sent.
        """
        ...

    async def find(
        self, groups: Sequence[tuple[Lane, Sequence[bytes]]]
    ) -> Sequence[FoundDocuments]:
        """Have rows looked up, one answer for each group.

        Raises:
            SpaceInvoicesError: The server, or no worker, could be asked.
        """
        ...

    def stop(self) -> None:
        """Ask the workers to send nothing more; what is in flight ends."""
        ...
