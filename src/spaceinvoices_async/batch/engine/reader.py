"""Reads rows and claims them, no more than are needed to keep the senders busy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

from attrs import field, frozen

from spaceinvoices_async.batch.engine.send_queue import WorkItem
from spaceinvoices_async.batch.input.chunking import LoopYield, chunks
from spaceinvoices_async.batch.input.preparation import PreparedRow, UnsendableRow, prints_of
from spaceinvoices_async.batch.input.rows import snapshot
from spaceinvoices_async.batch.journal.records import Claimed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Coroutine, Iterable, Sequence

    from spaceinvoices_async.batch.engine.barred_lanes import BarredLanes
    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.input.preparation import RowPreparer
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.records import Claim

T = TypeVar("T")

CHUNK: Final = 64
"""Rows claimed in one commit."""
_POLL_S: Final = 0.05


@frozen
class _Identified:
    """A row whose document has not been made yet: the journal may know it as done."""

    claim: Claim
    row: Row = field(repr=False)


_Taken: TypeAlias = _Identified | PreparedRow | UnsendableRow


class RowReader:
    """Takes rows in, a chunk at a time.

    Args:
        context: Of the run.
        recorder: Counts rows, and records those that are not sent.
        barred_lanes: The organizations that are left out.
        preparer: Makes documents of rows.
        journal: Open, its run begun.
        resuming: Whether earlier runs have left rows in the journal.
    """

    def __init__(
        self,
        context: RunContext,
        recorder: OutcomeRecorder,
        barred_lanes: BarredLanes,
        preparer: RowPreparer,
        journal: Journal,
        *,
        resuming: bool,
    ) -> None:
        self._context = context
        self._recorder = recorder
        self._barred_lanes = barred_lanes
        self._preparer = preparer
        self._journal = journal
        self._skimming = resuming and not context.options.recheck
        self._safe_from = context.clock.monotonic() + context.lingering + context.horizon
        self._number = 0
        self.source_error: Exception | None = None
        """What the source has raised, to be raised again once what is under way has ended."""

    async def run(self, rows: Iterable[Row] | AsyncIterable[Row]) -> None:
        """Go through the rows; returns when all are claimed, or none are wanted any more."""
        source = chunks(rows, CHUNK, self._take)
        try:
            while await self._has_room():
                chunk = await self._next(source)
                if not chunk:
                    return
                await self._claim(chunk)
        finally:
            await source.aclose()

    async def until_stopped(self, awaited: Coroutine[object, object, T]) -> T | None:
        """Wait for this; None if the run is to stop before."""
        tasks = [asyncio.create_task(awaited), asyncio.create_task(self._context.stop.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return cast("T", tasks[0].result()) if tasks[0].done() else None
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _has_room(self) -> bool:
        """Wait until rows are wanted; false if none are any more."""
        stop, queue = self._context.stop, self._context.lookup_queue
        await self._context.send_queue.room()
        while len(queue) + queue.looking >= self._context.options.max_parked:
            if stop.is_set:
                break
            await self._context.clock.sleep(_POLL_S)
        return not stop.is_set

    async def _next(self, source: AsyncGenerator[list[_Taken], None]) -> list[_Taken]:
        """Return the next rows; none at the end, after an error, or when the run is to stop."""
        try:
            return await self.until_stopped(_pull(source)) or []
        except Exception as error:  # noqa: BLE001 - raised again once what is under way has ended
            self.source_error = error
            return []

    def _take(self, row: Row) -> _Taken:
        """Read a row as soon as the source gives it: the source may use the same object again."""
        self._number += 1
        claim = self._preparer.identify(row, self._number)
        if isinstance(claim, UnsendableRow):
            return claim
        kept = snapshot(row) if self._skimming else None
        return self._preparer.complete(row, claim) if kept is None else _Identified(claim, kept)

    async def _claim(self, chunk: Sequence[_Taken]) -> None:
        self._recorder.read += len(chunk)
        prepared = await self._prepared(await self._unfinished(chunk))
        if not prepared:
            return
        claims = [one.claim for one in prepared]
        answers = await self._journal.claim(claims, self._context.options.retry_failed)
        for one, claimed in zip(prepared, answers, strict=True):
            await self._line_up(one, claimed)

    async def _unfinished(self, chunk: Sequence[_Taken]) -> Sequence[_Taken]:
        """Return those of the rows whose document has to be made.

        A row that is done, and reads as it did then, would become the same document: a million of
        them are passed over in a fraction of the time that their documents would take.
        """
        if not self._skimming:
            return chunk
        prints = prints_of(one.claim for one in chunk if isinstance(one, _Identified))
        done = await self._journal.unchanged(prints)
        records = await self._journal.find(list(done)) if self._recorder.heard and done else {}
        left: list[_Taken] = []
        for one in chunk:
            # Two rows of one key may stand in the same chunk: each is held against its own print.
            if (
                isinstance(one, _Identified)
                and one.claim.row in done
                and prints[one.claim.row] == one.claim.raw
            ):
                record = records.get(one.claim.row)
                await self._recorder.pass_over(one.claim, Claimed("done", record))
            else:
                left.append(one)
        return left

    async def _prepared(self, rows: Sequence[_Taken]) -> list[PreparedRow]:
        prepared: list[PreparedRow] = []
        pause = LoopYield()
        for one in rows:
            made = (
                self._preparer.complete(one.row, one.claim) if isinstance(one, _Identified) else one
            )
            if isinstance(made, UnsendableRow):
                await self._recorder.reject(made)
            elif made.claim.lane not in self._barred_lanes:
                prepared.append(made)
            await pause.between()
        return prepared

    async def _line_up(self, row: PreparedRow, claimed: Claimed) -> None:
        if claimed.standing not in {"new", "resumed", "retried"}:
            await self._recorder.pass_over(row.claim, claimed)
            return
        item = WorkItem(claim=row.claim, body=row.body)
        self._recorder.begin(1)
        if claimed.standing != "resumed":
            self._context.send_queue.push(item)
            return
        item.resumed = True
        record = claimed.record
        item.changed = record is not None and record.fingerprint != row.claim.fingerprint
        # When the other run sent it is not known: it may have been just now.
        item.safe_from = self._safe_from
        if self._context.options.ordered:
            self._context.send_queue.push(item)  # in its turn: what comes after it waits for it
        else:
            self._context.lookup_queue.park(item, at_once=True)


async def _pull(source: AsyncGenerator[list[T], None]) -> list[T]:
    async for chunk in source:
        return chunk
    return []
