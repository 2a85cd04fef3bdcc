"""Looks rows in doubt up, and decides when one may be sent again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.engine import lookup as finder
from spaceinvoices_async.batch.engine.lookup import LookupIgnored
from spaceinvoices_async.batch.engine.lookup_queue import MOST_AT_ONCE
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import ApiError, RateLimitedError, ServerError, SpaceInvoicesError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async.batch.engine.account_pool import Accounts
    from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import SendQueue, WorkItem
    from spaceinvoices_async.batch.journal.records import Lane
    from spaceinvoices_async.batch.options import BatchOptions

_AT_ONCE: Final = 4
_LONGEST_WAIT: Final = 1.0


class Resolver:
    """Empties the parking lot: look early, resend late.

    Args:
        accounts: The ways into the pipeline.
        desk: Told what became of rows.
        lot: The rows in doubt.
        ready: Where rows go that are sent again.
        options: Of the batch.
        pipeline: Of the client.
        bar: Called with a row whose lane may not be looked into.
        halt: Called when the run has to stop.
    """

    def __init__(
        self,
        accounts: Accounts,
        desk: OutcomeRecorder,
        lot: LookupQueue,
        ready: SendQueue,
        options: BatchOptions,
        pipeline: Pipeline,
        *,
        bar: Callable[[WorkItem, Exception], Awaitable[None]],
        halt: Callable[[Stop], None],
    ) -> None:
        self._accounts = accounts
        self._desk = desk
        self._lot = lot
        self._ready = ready
        self._most_attempts = options.max_attempts
        self._pipeline = pipeline
        self._bar = bar
        self._halt = halt
        self._most_looks = len(pipeline.options.lookup_delays)
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._ending = False

    async def run(self) -> None:
        """Look up whatever is due, until told to end."""
        async with asyncio.TaskGroup() as looks:
            while not self._ending:
                for lane, items in self._lot.take_due().items():
                    looks.create_task(self.look(lane, items))
                await self._lot.next_due(_LONGEST_WAIT)

    def end(self) -> None:
        """Begin no more look-ups."""
        self._ending = True
        self._lot.wake()

    async def last_look(self, *, ask: bool) -> None:
        """Look everything up once more before the run stops, if the server can still be asked."""
        async with asyncio.TaskGroup() as looks:
            for lane, items in self._lot.take_all().items():
                for start in range(0, len(items), MOST_AT_ONCE):
                    part = items[start : start + MOST_AT_ONCE]
                    if ask:
                        looks.create_task(self.look(lane, part, last=True))
                    else:
                        await self._give_up(part)

    async def look(self, lane: Lane, items: list[WorkItem], *, last: bool = False) -> None:
        """One look-up, and what follows from it for each of the rows."""
        try:
            async with self._slots, self._accounts.requestor(lane.account_id) as requestor:
                asked = self._pipeline.clock.monotonic()
                found = await finder.find(
                    requestor, lane.organization_id, [item.claim.row for item in items]
                )
        except SpaceInvoicesError as error:
            await self._without_answer(items, error, last=last)
            return
        for item in items:
            documents = found.documents.get(item.claim.row)
            item.looks += 1
            if documents:
                await self._desk.found(item, documents)
            elif last:
                await self._desk.give_up(item)
            else:
                await self._missing(item, asked)

    async def _missing(self, item: WorkItem, asked: float) -> None:
        """The server holds nothing of the row, as far as it tells."""
        if item.refusal is not None:
            if item.looks < self._most_looks:
                self._lot.park(item)
            else:
                await self._desk.refuse(item, item.refusal)
        elif asked < item.safe_from:
            self._lot.park(item)
        elif item.attempts >= self._most_attempts:
            await self._desk.give_up(item)
        elif item.attempts and not self._pipeline.budget.take():
            self._lot.park(item)  # each look-up that is answered refills the budget a little
        else:
            self._ready.push_again(item)

    async def _without_answer(
        self, items: list[WorkItem], error: SpaceInvoicesError, *, last: bool
    ) -> None:
        temporary = not isinstance(error, (ApiError, LookupIgnored)) or isinstance(
            error, (ServerError, RateLimitedError)
        )
        if last or not temporary:
            await self._give_up(items)
        else:
            for item in items:
                self._lot.park(item)
        if isinstance(error, LookupIgnored):
            self._halt(Stop(kind="lookups", message=str(error), error=error))
        elif not temporary and not last:
            await self._bar(items[0], error)

    async def _give_up(self, items: list[WorkItem]) -> None:
        for item in items:
            await self._desk.give_up(item)
