"""Looks up rows whose outcome is unknown, and decides when one may be sent again."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Final

from spaceinvoices_async._calls.outcomes import decide_follow_up
from spaceinvoices_async.batch.engine import lookup
from spaceinvoices_async.batch.engine.lookup import LookupIgnored
from spaceinvoices_async.batch.engine.lookup_queue import MOST_AT_ONCE
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import (
    AccessDeniedError,
    ApiError,
    EmailNotVerifiedError,
    InvalidTokenError,
    LoginFailedError,
    NotFoundError,
    RateLimitedError,
    ServerError,
    SpaceInvoicesError,
)

if TYPE_CHECKING:
    from spaceinvoices_async._calls.outcomes import Doubt, Resend
    from spaceinvoices_async.batch.engine.barred_lanes import BarredLanes
    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.batch.journal.records import Lane

_AT_ONCE: Final = 4
_NO_ACCESS: Final = (
    AccessDeniedError,
    EmailNotVerifiedError,
    InvalidTokenError,
    LoginFailedError,
    NotFoundError,
)
"""What the server says of an organization, and not of look-ups."""
_LONGEST_WAIT: Final = 1.0


class Resolver:
    """Empties the look-up queue: looks early, resends late.

    Args:
        context: Of the run.
        recorder: Records what became of rows.
        barred_lanes: The organizations that are left out.
    """

    def __init__(
        self, context: RunContext, recorder: OutcomeRecorder, barred_lanes: BarredLanes
    ) -> None:
        self._context = context
        self._recorder = recorder
        self._barred_lanes = barred_lanes
        self._lookup_queue = context.lookup_queue
        self._most_looks = len(context.pipeline.options.lookup_delays)
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._ending = False

    async def run(self) -> None:
        """Look up whatever is due, until told to end."""
        async with asyncio.TaskGroup() as looks:
            while not self._ending:
                for lane, items in self._lookup_queue.take_due().items():
                    looks.create_task(self.look(lane, items))
                await self._lookup_queue.next_due(_LONGEST_WAIT)

    def end(self) -> None:
        """Begin no more look-ups."""
        self._ending = True
        self._lookup_queue.wake()

    async def last_look(self, *, ask: bool) -> None:
        """Look everything up once more before the run stops, if the server can still be asked."""
        async with asyncio.TaskGroup() as looks:
            for lane, items in self._lookup_queue.take_all().items():
                for start in range(0, len(items), MOST_AT_ONCE):
                    part = items[start : start + MOST_AT_ONCE]
                    if ask:
                        looks.create_task(self.look(lane, part, last=True))
                    else:
                        await self._give_up(deque(part))
                        self._lookup_queue.looking -= len(part)

    async def look(self, lane: Lane, items: list[WorkItem], *, last: bool = False) -> None:
        """Make one look-up, and do for each of the rows what follows from it."""
        left = deque(items)
        try:
            await self._look(lane, left, last=last)
        except asyncio.CancelledError:
            for item in left:  # nothing is known of them: the run must say so of each
                self._lookup_queue.park(item)
            raise
        finally:
            self._lookup_queue.looking -= len(items)

    async def _look(self, lane: Lane, left: deque[WorkItem], *, last: bool) -> None:
        """Take the rows out one by one, as soon as each is dealt with."""
        try:
            async with self._slots:
                asked = self._context.clock.monotonic()
                rows = [item.claim.row for item in left]
                found = await lookup.find_documents(self._context.accounts, lane, rows)
        except SpaceInvoicesError as error:
            await self._without_answer(left, error, last=last)
            return
        while left:
            item = left.popleft()
            documents = found.documents.get(item.claim.row)
            item.looks += 1
            if documents:
                await self._recorder.found(item, documents)
            elif last:
                await self._recorder.give_up(item)
            else:
                await self._missing(item, asked)

    async def _missing(self, item: WorkItem, asked: float) -> None:
        """Do what follows from a look-up that shows no document of the row."""
        past_horizon = asked >= item.safe_from
        action = decide_follow_up(
            _doubt(item),
            "none",
            past_horizon=past_horizon,
            looked_enough=item.looks >= self._most_looks,
            resend=self._may_resend(item) if past_horizon else "later",
        )
        if action == "refuse" and item.refusal is not None:
            await self._recorder.refuse(item, item.refusal)
        elif action == "give_up":
            await self._recorder.give_up(item)
        elif action == "resend":
            self._context.send_queue.push_again(item)
        else:
            self._lookup_queue.park(item)

    def _may_resend(self, item: WorkItem) -> Resend:
        if item.attempts >= self._context.options.max_attempts:
            return "never"
        if _doubt(item) != "unknown" or item.attempts == 0:
            return "allowed"
        # Each look-up that is answered refills the budget a little.
        return "allowed" if self._context.pipeline.budget.take() else "later"

    async def _without_answer(
        self, left: deque[WorkItem], error: SpaceInvoicesError, *, last: bool
    ) -> None:
        first = left[0]
        temporary = not isinstance(error, (ApiError, LookupIgnored)) or isinstance(
            error, (ServerError, RateLimitedError)
        )
        if last or not temporary:
            await self._give_up(left)
        else:
            while left:
                self._lookup_queue.park(left.popleft())
        if isinstance(error, LookupIgnored):
            self._context.stop.request(Stop(kind="lookups", message=str(error), error=error))
        elif not temporary and not isinstance(error, _NO_ACCESS):
            message = f"the server answers no look-up ({error}); nothing in doubt is sent again"
            self._context.stop.request(Stop(kind="lookups", message=message, error=error))
        elif not temporary and not last:
            await self._barred_lanes.bar(first, error)

    async def _give_up(self, left: deque[WorkItem]) -> None:
        """Leave the rows to the next run, each taken out as it is dealt with."""
        while left:
            await self._recorder.give_up(left.popleft())


def _doubt(item: WorkItem) -> Doubt:
    if item.taken:
        return "taken"
    return "unknown" if item.refusal is None else "refused"
