"""Has claimed rows sent by the workers of a backend, a chunk at a time, and records what they did."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Final

from attrs import evolve

from spaceinvoices_async.batch.engine.chunk_types import ChunkLostError, ChunkRow
from spaceinvoices_async.batch.engine.planner import CHUNKS_PER_WORKER, ChunkPlanner
from spaceinvoices_async.batch.journal.records import Lane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spaceinvoices_async.batch.engine.barred_lanes import BarredLanes
    from spaceinvoices_async.batch.engine.chunk_types import (
        ChunkOutcome,
        ChunkPlan,
        ChunkResult,
        InDoubt,
    )
    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import WorkItem

_LINGER_S: Final = 0.02
"""Rows are claimed a few at a time: a chunk waits so long for company."""
_SMALLEST_PART: Final = 8


class Dispatcher:
    """Takes the place of the senders where other processes send.

    Args:
        context: Of the run, with a backend.
        recorder: Records what became of rows.
        barred_lanes: The organizations that are left out.
    """

    def __init__(
        self, context: RunContext, recorder: OutcomeRecorder, barred_lanes: BarredLanes
    ) -> None:
        if context.workers is None:
            raise TypeError("a dispatcher needs a backend")
        backend, self._session = context.workers
        self._lease = backend.lease
        self._slack = CHUNKS_PER_WORKER * backend.chunk_seconds
        self._context = context
        self._recorder = recorder
        self._barred_lanes = barred_lanes
        self.planner: Final = ChunkPlanner(backend)
        self._changed = asyncio.Event()
        self._changed.set()
        self.throttled: int = 0
        """Answers 429 that the workers got."""

    async def run(self) -> None:
        """Hand out chunks until there are no more rows, and wait for the last of them."""
        queue = self._context.send_queue
        queue.on_change = self._changed.set
        self._session.on_change(self._changed.set)
        async with asyncio.TaskGroup() as chunks:
            while not queue.is_closed:
                await self._changed.wait()
                await self._context.clock.sleep(_LINGER_S)
                self._changed.clear()
                self.planner.set_workers(self._session.workers)
                self._context.send_queue.hold(self.planner.capacity)
                self._changed.clear()
                self._hand_out(chunks)

    async def finish(self, tasks: list[asyncio.Task[None]]) -> None:
        """Let chunks end that are under way; told to stop, they end within seconds."""
        if self._context.stop.is_set:
            self._session.stop()
        patience = self._context.pipeline.options.timeouts.create + self._lease + self._slack
        _, late = await asyncio.wait(tasks, timeout=patience)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    def _hand_out(self, chunks: asyncio.TaskGroup) -> None:
        """Fill up every worker that has room, as evenly as the rows allow."""
        queue = self._context.send_queue
        with_room = [
            worker
            for worker in self.planner.workers
            if self.planner.in_flight(worker) < CHUNKS_PER_WORKER
        ]
        for number, worker in enumerate(with_room):
            available = queue.available
            if not available:
                return
            most = self.planner.most_rows(worker)
            if self.planner.in_flight(worker) and available * 2 < most:
                continue  # it has something to do: what comes next comes together
            even = math.ceil(available / (len(with_room) - number))
            most = min(most, max(even, _SMALLEST_PART))
            taken = queue.take_many(most, self.planner.wanted(worker))
            items = [item for item in taken if not self._is_unasked(item)]
            if items:
                chunks.create_task(self._carry_out(items, self.planner.begin(worker)))

    def _is_unasked(self, item: WorkItem) -> bool:
        """Return whether an earlier run may have sent it: then it is looked up now, in its turn."""
        if not item.unasked:
            return False
        self._context.lookup_queue.park(item, at_once=True)
        self._context.send_queue.give_back(succeeded=False)
        return True

    async def _carry_out(self, items: list[WorkItem], plan: ChunkPlan) -> None:
        succeeded: set[bytes] = set()
        try:
            result = await self._session.issue([_row(item) for item in items], plan)
            succeeded = await self._record(items, result)
            if not result.rerun:
                self.planner.measured(result.worker or plan.worker, len(succeeded), result.seconds)
        except ChunkLostError as lost:
            await self._lose(items, lost)
        except asyncio.CancelledError:
            for item in items:  # they stay claimed, and the next run looks them up
                item.resumed = True
                await self._recorder.hand_back(item)
            raise
        finally:
            self.planner.end(plan)
            for item in items:
                self._context.send_queue.give_back(succeeded=item.claim.row in succeeded)

    async def _lose(self, items: Sequence[WorkItem], lost: ChunkLostError) -> None:
        """Put rows in doubt of which nothing will ever be told.

        They stand as those that an earlier run may have sent. The server is not to blame, so that
        sending them again costs nothing of the retry budget.
        """
        if lost.stop is not None:
            self._context.stop.request(lost.stop)
        safe_from = self._context.clock.monotonic() + lost.sending_ends_in + self._context.horizon
        for item in items:
            item.resumed = True
            item.losses += 1
            item.looks = 0
            item.refusal = None
            item.safe_from = max(item.safe_from, safe_from)
            if item.losses < self._context.options.max_attempts:
                self._context.lookup_queue.park(item)
            else:
                await self._recorder.give_up(item)

    async def _record(self, items: Sequence[WorkItem], result: ChunkResult) -> set[bytes]:
        """Record what became of the rows of a chunk; return those that were issued."""
        self.throttled += result.throttled
        refused = {
            Lane(lane.account_id, lane.organization_id): lane.error for lane in result.refused_lanes
        }
        for lane, error in refused.items():
            for item in items:
                if item.lane == lane:
                    await self._barred_lanes.bar(item, error)
                    break
        if result.stop is not None and result.stop.kind != "credentials":
            where = f" (on worker {result.worker})" if result.worker else ""
            self._context.stop.request(evolve(result.stop, message=f"{result.stop.message}{where}"))
        issued: set[bytes] = set()
        for item, outcome in zip(items, result.rows, strict=True):
            if outcome.in_doubt is not None:
                item.resumed = item.resumed or result.rerun
                self._park(item, outcome.in_doubt)
            elif outcome.status == "unsent":
                await self._return(item, is_refused=item.lane in refused)
            else:
                await self._adopt(item, outcome, issued)
        return issued

    async def _adopt(self, item: WorkItem, outcome: ChunkOutcome, issued: set[bytes]) -> None:
        if outcome.status in {"issued", "replayed"}:
            issued.add(item.claim.row)
            # As if this process had sent it: from here re-sends are paid for.
            self._context.pipeline.budget.succeeded(paid=item.attempts > 0)
        await self._recorder.adopt(item, outcome)

    async def _return(self, item: WorkItem, *, is_refused: bool) -> None:
        """Deal with a row that the worker did not send."""
        if is_refused or self._context.stop.is_set:
            await self._recorder.hand_back(item)
        else:
            self._context.send_queue.push_again(item)

    def _park(self, item: WorkItem, doubt: InDoubt) -> None:
        safe_from = self._context.clock.monotonic() + doubt.safe_in
        item.safe_from = max(item.safe_from, safe_from)
        item.attempts = max(item.attempts, doubt.attempts)
        item.sends += doubt.sends
        item.looks = doubt.looks
        item.refusal = doubt.refusal
        item.taken = item.taken or doubt.taken
        self._context.lookup_queue.park(item)


def _row(item: WorkItem) -> ChunkRow:
    claim = item.claim
    return ChunkRow(
        key=claim.key,
        organization_id=claim.organization_id,
        account_id=claim.lane.account_id,
        body=item.body,
        row=claim.row,
        line=claim.line,
        sent_before=not item.untouched,
        changed=item.changed,
        attempts=item.attempts,
    )
