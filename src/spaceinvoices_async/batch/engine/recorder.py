"""Where the fate of a row is taken down: in the journal, in the counts, and to whoever listens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from spaceinvoices_async._idempotency.comparison import difference
from spaceinvoices_async.batch.journal.records import Note, RowOutcome, State
from spaceinvoices_async.batch.report import Problems, RowResult, Stop
from spaceinvoices_async.errors import ApiError, InvalidInputError
from spaceinvoices_async.totals import totals_of_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
    from spaceinvoices_async.batch.engine.send_queue import SendQueue, WorkItem
    from spaceinvoices_async.batch.input.preparation import UnsendableRow
    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.records import Claim, Claimed
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.batch.report import Status
    from spaceinvoices_async.types import JsonValue

OnResult: TypeAlias = Callable[[RowResult], Awaitable[None]]

_BLOCKED: Final = Stop(
    kind="no_progress",
    message="it is not known yet whether a row was issued, and those after it must wait for it, as "
    "numbers are to follow the rows; run again later",
)


class OutcomeRecorder:
    """Takes down what became of rows, and counts it.

    Args:
        journal: Of the run.
        options: Of the batch.
        brakes: Told of everything that is issued and refused.
        ready: Told of every row that needs no more requests.
        on_result: Told of every row that has ended; what it waits for, the run waits for.
        halt: Called when the run has to stop.
    """

    def __init__(
        self,
        journal: Journal,
        options: BatchOptions,
        brakes: CircuitBreaker,
        *,
        ready: SendQueue,
        on_result: OnResult | None,
        halt: Callable[[Stop], None],
    ) -> None:
        self._journal = journal
        self._ready = ready
        self._options = options
        self._brakes = brakes
        self._on_result = on_result
        self.heard: Final = on_result is not None
        """Whether somebody is told of each row."""
        self._halt = halt
        self.read = 0
        self.skipped: int = 0
        self.issued: int = 0
        self.failed: int = 0
        self.unresolved: int = 0
        self.open: int = 0
        """Rows that are claimed and have not ended."""
        self.problems: Final = Problems()
        """Rows that have no document, or no key."""
        self.unsent: list[bytes] = []
        """Rows of which no request was made: their claims are to be given back."""
        self.settled: asyncio.Event = asyncio.Event()
        """Set whenever no row is open."""
        self.settled.set()

    async def done_before(self) -> int:
        """How many rows earlier runs have done; asked before this one does any."""
        return (await self._journal.counts()).done

    def begin(self, rows: int) -> None:
        """So many rows more are claimed."""
        self.open += rows
        if self.open:
            self.settled.clear()

    async def found(self, item: WorkItem, documents: Sequence[Mapping[str, JsonValue]]) -> None:
        """The server holds documents of the row's unique id."""
        document = documents[0]
        if len(documents) > 1:
            ids = ", ".join(str(one.get("id")) for one in documents)
            await self.remark("duplicate", item.claim, f"{len(documents)} documents: {ids}")
        # Refused as existing without any doubt about a request of ours: it was there before.
        await self.issue(item, document, replayed=item.untouched)

    async def issue(
        self, item: WorkItem, document: Mapping[str, JsonValue], *, replayed: bool = False
    ) -> None:
        """The row's document is on the server."""
        part = difference(item.body, document)
        if item.resumed and item.changed and part is not None:
            text = f"an earlier run issued it with other content (document {document.get('id')})"
            await self.remark("changed", item.claim, text)
        elif part is not None or (replayed and self._options.on_existing == "error"):
            what = f"its {part} differ" if part else "it was there before this row"
            await self._conflict(
                item,
                f"the key names document {document.get('id')}: {what}",
                was_there_before=replayed,
            )
            return
        outcome = _issued(document, attempts=item.sends, replayed=replayed, paid=_paid(item.body))
        content = None if item.changed and part is not None else item.claim
        await self._journal.settle(item.claim.row, outcome, content=content)
        self.issued += 1
        self._brakes.accept()
        await self._end(item, "replayed" if replayed else "issued", outcome)

    async def refuse(self, item: WorkItem, error: Exception) -> None:
        """The server will not have the row."""
        outcome = refusal(error, attempts=item.sends)
        await self._journal.settle(item.claim.row, outcome, content=item.claim)
        await self._count_refusal()
        await self._end(item, "refused", outcome)

    async def give_up(self, item: WorkItem) -> None:
        """The row stays claimed: the next run looks it up."""
        self.unresolved += 1
        if self._options.ordered:
            self._halt(_BLOCKED)
        sent = RowOutcome(state=State.SENT, attempts=item.sends)
        await self._journal.settle(item.claim.row, sent)
        await self._end(item, "unresolved", sent)

    async def hand_back(self, item: WorkItem) -> None:
        """The row is not sent in this run; one that is in doubt stays so."""
        if item.untouched:
            self.unsent.append(item.claim.row)
            await self._end(item, None, RowOutcome(state=State.SENT))
        else:
            await self.give_up(item)

    async def reject(self, unfit: UnsendableRow) -> None:
        """The row cannot be sent."""
        outcome = refusal(unfit.error)
        claim = unfit.claim
        self.problems.add(unfit.line, "" if claim is None else claim.key, unfit.error)
        await self._count_refusal()
        if claim is None:
            await self._journal.note(invalid(unfit))
            await self._tell_result(
                RowResult(
                    key="",
                    line=unfit.line,
                    organization_id="",
                    status="invalid",
                    error=outcome.error,
                )
            )
            return
        await self._journal.refuse(claim, outcome)
        await self._tell(claim, "invalid", outcome)

    async def pass_over(self, claim: Claim, claimed: Claimed) -> None:
        """The row is not sent: the journal says why."""
        outcome = RowOutcome(state=State.SENT) if claimed.record is None else claimed.record.outcome
        status: Status = "skipped"
        if claimed.standing in {"done", "repeated"}:
            self.skipped += 1
            if claimed.standing == "repeated" and claimed.record is not None:
                line = claimed.record.line
                await self.remark(
                    "repeated", claim, f"is the same row as line {line}, counted once"
                )
        elif claimed.standing == "changed":
            self.skipped += 1
            status = "changed"
        elif claimed.standing == "failed":
            self.failed += 1
            status = "refused"
        else:
            status = "conflict"
            await self._count_refusal()
        await self._tell(claim, status, outcome)

    async def remark(
        self, kind: Literal["changed", "duplicate", "repeated"], claim: Claim, text: str
    ) -> None:
        """Take down what a person should know of."""
        await self._journal.note(
            Note(
                kind=kind,
                line=claim.line,
                key=claim.key,
                organization_id=claim.organization_id,
                detail=text,
            )
        )

    async def _conflict(self, item: WorkItem, text: str, *, was_there_before: bool) -> None:
        # Of a row that may have been sent, nobody knows whether that document is its own.
        after = (
            "nothing was issued for it"
            if was_there_before
            else "it may be what this row became: look at it before you issue the row anew"
        )
        outcome = RowOutcome(state=State.FAILED, attempts=item.sends, error=f"{text}; {after}")
        await self._journal.settle(item.claim.row, outcome, content=item.claim)
        note = Note(
            kind="conflict",
            line=item.claim.line,
            key=item.claim.key,
            organization_id=item.claim.organization_id,
            detail=text,
        )
        await self._journal.note(note)
        await self._count_refusal()
        await self._end(item, "conflict", outcome)

    async def _end(self, item: WorkItem, status: Status | None, outcome: RowOutcome) -> None:
        self.open -= 1
        if self.open == 0:
            self.settled.set()
        self._ready.ended(item.lane)
        if status is not None:
            await self._tell(item.claim, status, outcome)

    async def _count_refusal(self) -> None:
        self.failed += 1
        stop = self._brakes.refuse()
        if stop is not None:
            self._halt(stop)

    async def _tell(self, claim: Claim, status: Status, outcome: RowOutcome) -> None:
        if self._on_result is not None:
            await self._tell_result(
                RowResult(
                    key=claim.key,
                    line=claim.line,
                    organization_id=claim.organization_id,
                    status=status,
                    document_id=outcome.document_id,
                    number=outcome.number,
                    total=outcome.total,
                    error=outcome.error,
                )
            )

    async def _tell_result(self, result: RowResult) -> None:
        if self._on_result is not None:
            await self._on_result(result)


def _issued(
    document: Mapping[str, JsonValue],
    *,
    attempts: int,
    replayed: bool,
    paid: Decimal | None = None,
) -> RowOutcome:
    total = document.get("totalWithTax")
    return RowOutcome(
        state=State.DONE,
        attempts=attempts,
        document_id=_text(document.get("id")),
        number=_text(document.get("number")),
        total=Decimal(total) if isinstance(total, (int, Decimal)) else None,
        currency=_text(document.get("currencyId")),
        type=_text(document.get("type")) or "invoice",
        paid=paid,
        replayed=replayed,
    )


def issued(
    document: Mapping[str, JsonValue], body: Mapping[str, JsonValue] | None = None
) -> RowOutcome:
    """The outcome of a row whose document was found; with what was asked for, where it is known."""
    paid = None if body is None else _paid(body)
    return _issued(document, attempts=0, replayed=False, paid=paid)


def _paid(body: Mapping[str, JsonValue]) -> Decimal | None:
    """What a document pays of itself; None where it names no payments."""
    if not body.get("payments"):
        return None
    try:
        return totals_of_body(body).total_paid
    except InvalidInputError:  # the server knows what is too large to be calculated here
        return None


def refusal(error: Exception, *, attempts: int = 0) -> RowOutcome:
    """The outcome of a refused row."""
    status: int | None = None
    field: str | None = None
    if isinstance(error, ApiError):
        status = error.status or None
        field = ", ".join(error.fields) or None
    elif isinstance(error, InvalidInputError):
        field = getattr(error, "column", None) or error.field
    return RowOutcome(
        state=State.FAILED, attempts=attempts, status=status, error=str(error), field=field
    )


def invalid(unfit: UnsendableRow) -> Note:
    """The remark about a row that not even has a key."""
    return Note(
        kind="invalid", line=unfit.line, key="", organization_id="", detail=str(unfit.error)
    )


def _text(value: JsonValue) -> str | None:
    return None if value is None else str(value)
