"""Reads rows and claims them, no more than are needed to keep the senders busy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar, cast

from spaceinvoices_async.batch.engine.send_queue import WorkItem
from spaceinvoices_async.batch.input.chunking import LoopYield, chunks
from spaceinvoices_async.batch.input.preparation import UnsendableRow, prints_of
from spaceinvoices_async.batch.journal.records import Claimed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine, Iterable

    from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import SendQueue
    from spaceinvoices_async.batch.input.preparation import PreparedRow, RowPreparer
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.records import Claim, Lane
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.clock import Clock

T = TypeVar("T")

CHUNK: Final = 64
"""Rows claimed in one commit."""
_POLL: Final = 0.05


class RowReader:
    """Takes rows in, a chunk at a time.

    Args:
        journal: Open, its run begun.
        intake: Makes documents of rows.
        desk: Told of rows that are not sent.
        ready: Where rows wait to be sent.
        lot: Where rows are looked up that an earlier run may have sent.
        options: Of the batch.
        clock: Of the client.
        resuming: Whether earlier runs have left rows in the journal.
        safe_from: When nothing of an earlier run can be carried out any more.
        barred: Whether a lane may not issue.
    """

    def __init__(
        self,
        journal: Journal,
        intake: RowPreparer,
        desk: OutcomeRecorder,
        ready: SendQueue,
        lot: LookupQueue,
        options: BatchOptions,
        clock: Clock,
        *,
        resuming: bool,
        safe_from: float,
        barred: Callable[[Lane], bool],
    ) -> None:
        self._journal = journal
        self._intake = intake
        self._desk = desk
        self._ready = ready
        self._lot = lot
        self._options = options
        self._clock = clock
        self._skimming = resuming and not options.recheck
        self._safe_from = safe_from
        self._barred = barred
        self._stopped = asyncio.Event()
        self.source_error: Exception | None = None
        """What the source has raised, to be raised again once what is under way has ended."""

    def stop(self) -> None:
        """Read and claim no more."""
        self._stopped.set()

    async def run(self, rows: Iterable[Row] | AsyncIterable[Row]) -> None:
        """Go through the rows; returns when all are claimed, or none are wanted any more."""
        source = chunks(rows, CHUNK)
        try:
            while await self._room():
                chunk = await self._next(source)
                if not chunk:
                    return
                await self._take_in(chunk)
        finally:
            await source.aclose()

    async def until_stopped(self, awaited: Coroutine[object, object, T]) -> T | None:
        """Wait for this; None if the run is to stop before."""
        tasks = [asyncio.create_task(awaited), asyncio.create_task(self._stopped.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return cast("T", tasks[0].result()) if tasks[0].done() else None
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _room(self) -> bool:
        """Wait until rows are wanted; false if none are any more."""
        await self._ready.room()
        while len(self._lot) >= self._options.max_parked and not self._stopped.is_set():
            await self._clock.sleep(_POLL)
        return not self._stopped.is_set()

    async def _next(self, source: AsyncGenerator[list[Row], None]) -> list[Row]:
        """The next rows; none at the end, after an error, or when the run is to stop."""
        try:
            return await self.until_stopped(_pull(source)) or []
        except Exception as error:  # noqa: BLE001 - raised again once what is under way has ended
            self.source_error = error
            return []

    async def _take_in(self, chunk: list[Row]) -> None:
        prepared = await self._prepared(await self._unfinished(chunk))
        if not prepared:
            return
        claims = [one.claim for one in prepared]
        answers = await self._journal.claim(claims, self._options.retry_failed)
        for one, claimed in zip(prepared, answers, strict=True):
            await self._line_up(one, claimed)

    async def _unfinished(self, chunk: list[Row]) -> list[tuple[Row, Claim | UnsendableRow]]:
        """Those of the rows whose document has to be made.

        A row that is done, and reads as it did then, would become the same document: a million of
        them are passed over in a fraction of the time that their documents would take.
        """
        rows: list[tuple[Row, Claim | UnsendableRow]] = []
        for row in chunk:
            self._desk.read += 1
            rows.append((row, self._intake.identify(row, self._desk.read)))
        if not self._skimming:
            return rows
        prints = prints_of(claim for _, claim in rows)
        done = await self._journal.unchanged(prints)
        records = await self._journal.find(list(done)) if self._desk.heard and done else {}
        left: list[tuple[Row, Claim | UnsendableRow]] = []
        for row, claim in rows:
            # Two rows of one key may stand in the same chunk: each is held against its own print.
            if (
                not isinstance(claim, UnsendableRow)
                and claim.row in done
                and prints[claim.row] == claim.raw
            ):
                await self._desk.pass_over(claim, Claimed("done", records.get(claim.row)))
            else:
                left.append((row, claim))
        return left

    async def _prepared(self, rows: list[tuple[Row, Claim | UnsendableRow]]) -> list[PreparedRow]:
        prepared: list[PreparedRow] = []
        slices = LoopYield()
        for row, claim in rows:
            made = claim if isinstance(claim, UnsendableRow) else self._intake.complete(row, claim)
            if isinstance(made, UnsendableRow):
                await self._desk.reject(made)
            elif not self._barred(made.claim.lane):
                prepared.append(made)
            await slices.between()
        return prepared

    async def _line_up(self, row: PreparedRow, claimed: Claimed) -> None:
        if claimed.standing not in {"new", "resumed", "retried"}:
            await self._desk.pass_over(row.claim, claimed)
            return
        item = WorkItem(claim=row.claim, body=row.body)
        self._desk.begin(1)
        if claimed.standing != "resumed":
            self._ready.push(item)
            return
        item.resumed = True
        record = claimed.record
        item.changed = record is not None and record.fingerprint != row.claim.fingerprint
        # When the other run sent it is not known: it may have been just now.
        item.safe_from = self._safe_from
        if self._options.ordered:
            self._ready.push(item)  # looked up in its turn: what comes after it waits for it
        else:
            self._lot.park(item, at_once=True)


async def _pull(source: AsyncGenerator[list[Row], None]) -> list[Row]:
    async for chunk in source:
        return chunk
    return []
