"""Records the outcome of each row in the journal, the counters and the result callback."""

from __future__ import annotations

import asyncio
import logging
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from attrs import evolve

from spaceinvoices_async._idempotency.comparison import difference
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.batch.journal.records import Note, RowOutcome, State
from spaceinvoices_async.batch.report import Problems, RowResult, Stop
from spaceinvoices_async.errors import ApiError, InvalidInputError
from spaceinvoices_async.totals import totals_of_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spaceinvoices_async.batch.engine.chunk_types import ChunkOutcome
    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.batch.input.preparation import UnsendableRow
    from spaceinvoices_async.batch.input.refused_fields import Explain
    from spaceinvoices_async.batch.journal.records import Claim, Claimed
    from spaceinvoices_async.batch.report import Status
    from spaceinvoices_async.types import JsonValue

_logger: Final = logging.getLogger("spaceinvoices_async")
_BLOCKED: Final = Stop(
    kind="no_progress",
    message="it is not known yet whether a row was issued, and those after it must wait for it, as "
    "numbers are to follow the rows; run again later",
)
_MOST_NAMED: Final = 3
_MOST_DIGITS: Final = 30
"""Of a sum of money; a total beyond that is not one."""


class OutcomeRecorder:
    """Records what became of rows, and counts it.

    Args:
        context: Of the run.
    """

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._store = context.store
        self._options = context.options
        self.heard: Final = context.on_result is not None
        """Whether somebody is told of each row."""
        self.read = 0
        self.skipped: int = 0
        self.issued: int = 0
        self.failed: int = 0
        self.unresolved: int = 0
        self.open: int = 0
        """Rows that are claimed and have not ended."""
        self.problems: Final = Problems()
        """Rows that have no document, or no key."""
        self._left: list[WorkItem] = []
        self.unsent: list[bytes] = []
        """Rows of which no request was made: their claims are to be given back."""
        self.settled: asyncio.Event = asyncio.Event()
        """Set whenever no row is open."""
        self.settled.set()

    def begin(self, rows: int) -> None:
        """Count so many rows more as claimed."""
        self.open += rows
        if self.open:
            self.settled.clear()

    async def found(self, item: WorkItem, documents: Sequence[Mapping[str, JsonValue]]) -> None:
        """Record a row of whose unique id the server holds documents."""
        document = documents[0]
        if len(documents) > 1:
            ids = ", ".join(str(one.get("id")) for one in documents)
            await self.remark("duplicate", item.claim, f"{len(documents)} documents: {ids}")
        # Refused as existing without any doubt about a request of ours: it was there before.
        await self.issue(item, document, replayed=item.untouched)

    async def issue(
        self, item: WorkItem, document: Mapping[str, JsonValue], *, replayed: bool = False
    ) -> None:
        """Record a row whose document is on the server."""
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
        await self._store.settle(item.claim.row, outcome, content=content)
        self.issued += 1
        self._context.circuit_breaker.accept()
        await self._end(item, "replayed" if replayed else "issued", outcome)

    async def refuse(self, item: WorkItem, error: Exception) -> None:
        """Record a row that the server refuses."""
        outcome = refusal(error, attempts=item.sends, explain=self._context.explain)
        await self._store.settle(item.claim.row, outcome, content=item.claim)
        await self._count_refusal()
        await self._end(item, "refused", outcome)

    async def adopt(self, item: WorkItem, outcome: ChunkOutcome) -> None:
        """Record a row of which another process has found out what became of it."""
        for kind, text in outcome.remarks:
            await self._store.note(
                Note(
                    kind=kind,
                    line=item.claim.line,
                    key=item.claim.key,
                    organization_id=item.claim.organization_id,
                    detail=text,
                )
            )
        item.sends += outcome.outcome.attempts
        if outcome.refusal is not None:
            await self.refuse(item, outcome.refusal)
            return
        known = evolve(outcome.outcome, attempts=item.sends)
        content = item.claim if outcome.matches else None
        await self._store.settle(item.claim.row, known, content=content)
        if known.state is State.DONE:
            self.issued += 1
            self._context.circuit_breaker.accept()
        else:
            await self._count_refusal()
        await self._end(item, None if outcome.status == "unsent" else outcome.status, known)

    async def give_up(self, item: WorkItem) -> None:
        """Leave the row claimed: the next run looks it up."""
        self.unresolved += 1
        if self.unresolved <= _MOST_NAMED:
            self._left.append(item)
        if self._options.ordered:
            self._context.stop.request(_BLOCKED)
        sent = RowOutcome(state=State.SENT, attempts=item.sends)
        await self._store.settle(item.claim.row, sent)
        await self._end(item, "unresolved", sent)

    def warn_of_unresolved(self) -> None:
        """Log which rows the run leaves in doubt: the first of them, and how many there are."""
        if not self._left:
            return
        named = ", ".join(
            f"{item.claim.key!r} (line {item.claim.line}, unique_id {item.unique_id!r}, "
            f"attempt {item.sends})"
            for item in self._left
        )
        _logger.warning(
            "%s: rows left in doubt, which the next run looks up: %d, such as %s",
            CREATE,
            self.unresolved,
            named,
            extra=self._left[0].log_fields(),
        )

    async def hand_back(self, item: WorkItem) -> None:
        """End a row that is not sent in this run; one that is in doubt stays so."""
        if item.untouched:
            self.unsent.append(item.claim.row)
            await self._end(item, None, RowOutcome(state=State.SENT))
        else:
            await self.give_up(item)

    async def reject(self, unfit: UnsendableRow) -> None:
        """Record a row that cannot be sent."""
        outcome = refusal(unfit.error)
        claim = unfit.claim
        if claim is None:
            self._count("invalid")
        self.problems.add(unfit.line, "" if claim is None else claim.key, unfit.error)
        await self._count_refusal()
        if claim is None:
            await self._store.note(invalid(unfit))
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
        await self._store.refuse(claim, outcome)
        await self._tell(claim, "invalid", outcome)

    async def pass_over(self, claim: Claim, claimed: Claimed) -> None:
        """End a row that the journal says is not to be sent."""
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
        """Record what a person should know of."""
        await self._store.note(
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
        await self._store.settle(item.claim.row, outcome, content=item.claim)
        note = Note(
            kind="conflict",
            line=item.claim.line,
            key=item.claim.key,
            organization_id=item.claim.organization_id,
            detail=text,
        )
        await self._store.note(note)
        await self._count_refusal()
        await self._end(item, "conflict", outcome)

    async def _end(self, item: WorkItem, status: Status | None, outcome: RowOutcome) -> None:
        self.open -= 1
        if self.open == 0:
            self.settled.set()
        self._context.send_queue.ended(item.lane)
        if item.observed is not None:
            item.observed.end(status or "handed_back")
            item.observed = None
        if status is not None:
            await self._tell(item.claim, status, outcome)

    async def _count_refusal(self) -> None:
        self.failed += 1
        stop = self._context.circuit_breaker.refuse()
        if stop is not None:
            self._context.stop.request(stop)

    def _count(self, status: Status) -> None:
        if self._context.observed is not None:
            self._context.observed.row_ended(status)

    async def _tell(self, claim: Claim, status: Status, outcome: RowOutcome) -> None:
        self._count(status)
        if self._context.on_result is not None:
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
        if self._context.on_result is not None:
            await self._context.on_result(result)


def _issued(
    document: Mapping[str, JsonValue],
    *,
    attempts: int,
    replayed: bool,
    paid: Decimal | None = None,
) -> RowOutcome:
    return RowOutcome(
        state=State.DONE,
        attempts=attempts,
        document_id=_text(document.get("id")),
        number=_text(document.get("number")),
        total=_money(document.get("totalWithTax")),
        currency=_text(document.get("currencyId")),
        type=_text(document.get("type")) or "invoice",
        paid=paid,
        replayed=replayed,
    )


def issued(
    document: Mapping[str, JsonValue], body: Mapping[str, JsonValue] | None = None
) -> RowOutcome:
    """Return the outcome of a row whose document was found, with what was asked for if known."""
    paid = None if body is None else _paid(body)
    return _issued(document, attempts=0, replayed=False, paid=paid)


def _paid(body: Mapping[str, JsonValue]) -> Decimal | None:
    """Return what a document pays of itself; None where it names no payments."""
    if not body.get("payments"):
        return None
    try:
        return _money(totals_of_body(body).total_paid)
    except InvalidInputError:  # the server knows what is too large to be calculated here
        return None


def refusal(error: Exception, *, attempts: int = 0, explain: Explain | None = None) -> RowOutcome:
    """Return the outcome of a refused row."""
    status: int | None = None
    field: str | None = None
    text = str(error)
    if isinstance(error, ApiError):
        status = error.status or None
        field = ", ".join(error.fields) or None
        explained = None if explain is None else explain(error)
        if explained is not None:
            text, field = explained
    elif isinstance(error, InvalidInputError):
        field = getattr(error, "column", None) or error.field
    return RowOutcome(state=State.FAILED, attempts=attempts, status=status, error=text, field=field)


def invalid(unfit: UnsendableRow) -> Note:
    """Return the remark about a row that not even has a key."""
    return Note(
        kind="invalid", line=unfit.line, key="", organization_id="", detail=str(unfit.error)
    )


def _money(value: JsonValue) -> Decimal | None:
    """Return a total; None for what is no sum of money, such as 1e999999."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    amount = Decimal(value)
    exponent = amount.as_tuple().exponent
    in_range = isinstance(exponent, int) and exponent >= -_MOST_DIGITS
    return amount if in_range and amount.adjusted() < _MOST_DIGITS else None


def _text(value: JsonValue) -> str | None:
    return None if value is None else str(value)
