"""The portable core: sends the rows of one chunk, in any process that an engine runs.

It uses the senders, look-ups and rules of a batch on one machine. What it does not have is a
journal: that is with whoever made the chunk, who claims its rows before, and records what comes
back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from attrs import evolve

from spaceinvoices_async.batch.distributed.lease import CURRENT_LEASE
from spaceinvoices_async.batch.distributed.process_client import KEPT_CLIENTS, open_client
from spaceinvoices_async.batch.distributed.settings import ChunkSettings
from spaceinvoices_async.batch.engine.barred_lanes import BarredLanes
from spaceinvoices_async.batch.engine.chunk_types import (
    UNTOUCHED,
    ChunkOutcome,
    ChunkResult,
    ChunkRow,
    InDoubt,
    RefusedLane,
)
from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
from spaceinvoices_async.batch.engine.context import RunContext
from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
from spaceinvoices_async.batch.engine.monitor import stop_if_stalled
from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
from spaceinvoices_async.batch.engine.resolver import Resolver
from spaceinvoices_async.batch.engine.send_queue import SendQueue, WorkItem
from spaceinvoices_async.batch.engine.sender import Sender
from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.journal.records import State
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from spaceinvoices_async.batch.distributed.lease import Lease
    from spaceinvoices_async.batch.distributed.process_client import ProcessClient
    from spaceinvoices_async.batch.engine.chunk_types import ChunkStatus, RemarkText
    from spaceinvoices_async.batch.journal.records import Claim, Note, RowOutcome

_TICK_S: Final = 1.0
_CONNECTIONS_PER_SENDER: Final = 4
"""Rows of other accounts go on while those of one account wait for its rate."""
_ASKED: Final = Stop(kind="asked", message="stopped as asked")


async def issue_chunk(
    rows: Sequence[ChunkRow], settings: ChunkSettings, *, stop: asyncio.Event | None = None
) -> ChunkResult:
    """Issue a document for each row of a chunk, and return what became of each.

    It is safe to run a chunk again if `settings.sent_before` then says that it is a second run, and
    until when the first may still have sent: what is on the server is found and not sent again.
    Without that it relies on the server's own check of `uniqueId`, which may race. Two runs of a
    chunk must not be under way at once.

    Args:
        rows: Of `prepare_chunk`; each unique id once.
        settings: How they are sent.
        stop: Set it to end early: what is in flight ends, the rest comes back as unsent.

    Raises:
        ConfigurationError: There are no credentials, or the settings cannot work; nothing was sent.
        InvalidInputError: A row is there twice; nothing was sent.
    """
    if len({row.row for row in rows}) < len(rows):
        raise InvalidInputError("the same row is in the chunk twice", field="rows")
    if settings.keep_client is not None:
        client = await KEPT_CLIENTS.get(settings.keep_client, settings)
        return await _ChunkRun(client, rows, settings).run(stop)
    client = await open_client(settings)
    try:
        return await _ChunkRun(client, rows, settings).run(stop)
    finally:
        await client.aclose()


class _Outcomes:
    """Keeps outcomes in memory: the journal is with whoever made the chunk."""

    def __init__(self, rows: Sequence[ChunkRow]) -> None:
        self._rows = {(row.organization_id, row.key): row.row for row in rows}
        self.ended: dict[bytes, tuple[RowOutcome, bool]] = {}
        self.remarks: dict[bytes, list[RemarkText]] = {}

    async def settle(
        self, row: bytes, outcome: RowOutcome, *, content: Claim | None = None
    ) -> None:
        """Keep the outcome of a row."""
        if outcome.state is not State.SENT:
            self.ended[row] = (outcome, content is not None)

    async def refuse(self, claim: Claim, outcome: RowOutcome) -> None:
        """Keep the outcome of a row that was never sent."""
        self.ended[claim.row] = (outcome, True)

    async def note(self, remark: Note) -> None:
        """Keep what a person should know of."""
        row = self._rows[remark.organization_id, remark.key]
        self.remarks.setdefault(row, []).append((remark.kind, remark.detail))


class _Recorder(OutcomeRecorder):
    """Keeps the refusals themselves: who made the chunk says them in the words of its file."""

    def __init__(self, context: RunContext) -> None:
        super().__init__(context)
        self.refusals: dict[bytes, Exception] = {}

    async def refuse(self, item: WorkItem, error: Exception) -> None:
        """Record a row that the server refuses."""
        self.refusals[item.claim.row] = error
        await super().refuse(item, error)


class _ChunkRun:
    """One run over the rows of a chunk."""

    def __init__(
        self, client: ProcessClient, rows: Sequence[ChunkRow], settings: ChunkSettings
    ) -> None:
        pipeline = client.components.pipeline
        accounts = {row.account_id for row in rows}
        senders = pipeline.options.max_connections
        senders *= min(_CONNECTIONS_PER_SENDER, max(1, len(accounts)))
        batch = evolve(settings.batch, slow_start=False, max_failures=None)
        stop = StopSignal()
        self._client = client
        self._settings = settings
        self._outcomes = _Outcomes(rows)
        self._context = RunContext(
            store=self._outcomes,
            accounts=client.accounts,
            pipeline=pipeline,
            options=batch,
            send_queue=SendQueue(
                capacity=len(rows),
                most=max(1, min(senders, len(rows))),
                slow=False,
                ordered=batch.ordered,
                stop=stop,
            ),
            lookup_queue=LookupQueue(pipeline.clock, pipeline.options.lookup_delays),
            circuit_breaker=CircuitBreaker(batch, pipeline.clock),
            stop=stop,
        )
        self._recorder = _Recorder(self._context)
        self._barred_lanes = BarredLanes(self._context, self._recorder, several=True)
        self._sender = Sender(self._context, self._recorder, self._barred_lanes)
        self._resolver = Resolver(self._context, self._recorder, self._barred_lanes)
        self._lease: Lease | None = CURRENT_LEASE.get()
        self._items = [self._item(row) for row in rows]

    async def run(self, asked: asyncio.Event | None) -> ChunkResult:
        """Go through the rows."""
        clock, before = self._context.clock, self._client.throttled
        started = clock.monotonic()
        self._recorder.begin(len(self._items))
        if self._settings.sent_before and self._settings.in_doubt == "return":
            for item in self._items:
                self._context.lookup_queue.park(item, at_once=True)
            await self._resolver.last_look(ask=True)
        else:
            await self._send(asked)
        return self._result(
            throttled=self._client.throttled - before, seconds=clock.monotonic() - started
        )

    async def _send(self, asked: asyncio.Event | None) -> None:
        queue, lookups = self._context.send_queue, self._context.lookup_queue
        for item in self._items:
            if item.unasked and not self._context.options.ordered:
                lookups.park(item, at_once=True)
            else:
                queue.push(item)
        async with asyncio.TaskGroup() as group:
            senders = [group.create_task(self._sender.run()) for _ in range(queue.most)]
            looking = group.create_task(self._resolver.run())
            await self._until_done(asked)
            self._resolver.end()
            queue.close()
            await self._sender.finish([*senders, looking])
        for item in queue.empty():
            await self._recorder.hand_back(item)
        if self._context.stop.is_set and self._settings.in_doubt == "settle":
            await self._resolver.last_look(ask=self._context.stop.reason is _ASKED)

    async def _until_done(self, asked: asyncio.Event | None) -> None:
        """Wait until every row has ended, or nothing can be done here any more."""
        stop = self._context.stop
        ends: list[Coroutine[object, object, object]] = [
            stop.wait(),
            self._recorder.settled.wait(),
            self._watch_for_a_stall(),
        ]
        if asked is not None:
            ends.append(_request(asked, stop))
        if self._settings.in_doubt == "return":
            ends.append(self._until_idle())
        waits = [asyncio.ensure_future(end) for end in ends]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.wait(waits)

    async def _watch_for_a_stall(self) -> None:
        """Stop the chunk once no answer that can be trusted has come for too long."""
        interval = min(_TICK_S, self._context.options.patience / 4)
        while not self._context.stop.is_set:
            await self._context.clock.sleep(interval)
            stop_if_stalled(self._context, self._recorder)

    async def _until_idle(self) -> None:
        """Wait until every row that is left only waits for its horizon."""
        queue, lookups = self._context.send_queue, self._context.lookup_queue
        while True:
            await queue.idle.wait()
            if not lookups.looking:
                return
            await self._context.clock.sleep(min(self._context.pipeline.options.lookup_delays))

    def _item(self, row: ChunkRow) -> WorkItem:
        item = WorkItem(
            claim=row.claim(),
            body=row.body,
            resumed=row.sent_before,
            changed=row.changed,
            attempts=row.attempts,
            looks=int(row.sent_before),
        )
        until = self._settings.sent_before
        if until is not None and until is not False:
            item.resumed, item.looks = True, 0
            item.safe_from = _seconds_until(until) + self._context.horizon
            item.safe_from += self._context.clock.monotonic()
            item.attempts = 0
        return item

    def _result(self, *, throttled: int, seconds: float) -> ChunkResult:
        reason = self._context.stop.reason
        has_lost = self._lease is not None and self._lease.remaining <= 0
        return ChunkResult(
            rows=tuple(self._outcome(item) for item in self._items),
            stop=None if reason is _ASKED or has_lost else reason,
            refused_lanes=tuple(
                RefusedLane(
                    account_id=lane.account_id, organization_id=lane.organization_id, error=error
                )
                for lane, error in self._barred_lanes.errors.items()
            ),
            throttled=throttled,
            seconds=seconds,
        )

    def _outcome(self, item: WorkItem) -> ChunkOutcome:
        row = item.claim.row
        outcome, matches = self._outcomes.ended.get(row, (UNTOUCHED, True))
        remarks = tuple(self._outcomes.remarks.get(row, ()))
        in_doubt: InDoubt | None = None
        # One refused in words that may mean that it is there was not touched, and is in doubt.
        if outcome is UNTOUCHED and not (item.untouched and item.refusal is None):
            in_doubt = InDoubt(
                safe_in=max(0.0, item.safe_from - self._context.clock.monotonic()),
                attempts=item.attempts,
                sends=item.sends,
                looks=item.looks,
                refusal=item.refusal,
                taken=item.taken,
            )
        return ChunkOutcome(
            key=item.claim.key,
            organization_id=item.claim.organization_id,
            row=row,
            status=_status(outcome, remarks, in_doubt),
            outcome=outcome,
            remarks=remarks,
            matches=matches,
            in_doubt=in_doubt,
            refusal=self._recorder.refusals.get(row),
        )


def _status(
    outcome: RowOutcome, remarks: Sequence[RemarkText], in_doubt: InDoubt | None
) -> ChunkStatus:
    if outcome.state is State.DONE:
        return "replayed" if outcome.replayed else "issued"
    if outcome.state is State.FAILED:
        return "conflict" if any(kind == "conflict" for kind, _ in remarks) else "refused"
    return "unsent" if in_doubt is None else "unresolved"


def _seconds_until(until: datetime | Literal[True]) -> float:
    if isinstance(until, bool):
        return 0.0
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


async def _request(asked: asyncio.Event, stop: StopSignal) -> None:
    await asked.wait()
    stop.request(_ASKED)
