"""Sends claimed rows, one request each, and decides what follows from the answer."""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from spaceinvoices_async import operations
from spaceinvoices_async._calls.request import SingleSend
from spaceinvoices_async.batch.engine.lookup import find_documents, is_answer_to
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import (
    AccessDeniedError,
    ApiError,
    DeadlineExceeded,
    EmailNotVerifiedError,
    InvalidInputError,
    InvalidTokenError,
    LimiterTimeout,
    LoginFailedError,
    NotFoundError,
    NotSentError,
    OutcomeUnknownError,
    PoolTimeout,
    RateLimitedError,
    SpaceInvoicesError,
)
from spaceinvoices_async.options import RequestOptions

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from spaceinvoices_async.batch.engine.barred_lanes import BarredLanes
    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.types import JsonValue

_logger: Final = logging.getLogger("spaceinvoices_async")
_UNOBSERVED: Final = nullcontext()
_TURN_PAUSE_S: Final = 1.0
_BAD_CREDENTIALS: Final = (
    AccessDeniedError,
    EmailNotVerifiedError,
    InvalidTokenError,
    LoginFailedError,
)


class Sender:
    """Makes the requests of a run.

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
        self._options = RequestOptions(deadline=context.options.patience)
        self._horizon = context.horizon
        self._create = operations.OPERATIONS[CREATE]
        self._in_flight: dict[asyncio.Task[object], SingleSend] = {}

    async def run(self) -> None:
        """Send rows of the queue until there are no more."""
        queue = self._context.send_queue
        item = await queue.take()
        while item is not None:
            succeeded = False
            try:
                if item.unasked:  # in order: what came before it has ended now
                    self._context.lookup_queue.park(item, at_once=True)
                else:
                    succeeded = await self.send(item)
            except BaseException:
                queue.give_back(succeeded=False)
                raise
            item = queue.swap(succeeded=succeeded) or await queue.take()

    async def finish(self, tasks: list[asyncio.Task[None]]) -> None:
        """Let requests end that are under way; those that only wait to be made need not."""
        for task, single in [*self._in_flight.items()]:
            if single.waiting:
                task.cancel()
        _, late = await asyncio.wait(tasks, timeout=self._context.pipeline.options.timeouts.create)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    async def send(self, item: WorkItem) -> bool:
        """Make one request; return whether it issued the row."""
        single = SingleSend(paid=item.attempts > 0)
        task = asyncio.current_task()
        if task is not None:
            self._in_flight[task] = single
        try:
            with self._observed(item):
                async with self._context.accounts.requestor(item.lane.account_id) as requestor:
                    answer = await requestor.attempt(
                        self._create,
                        single,
                        path=(item.lane.organization_id,),
                        body=item.body,
                        options=self._options,
                    )
        except SpaceInvoicesError as error:
            await self._failed(item, single, error)
            return False
        except asyncio.CancelledError:
            # One that may have left stays claimed; the next run looks it up.
            if single.last_send is not None:
                item.attempts += 1
            await self._recorder.hand_back(item)
            raise
        finally:
            if task is not None:
                del self._in_flight[task]
        return await self._answered(item, single, answer)

    def _observed(self, item: WorkItem) -> AbstractContextManager[None]:
        """Show telemetry that what follows is a request of the row."""
        if self._context.observed is None:
            return _UNOBSERVED
        if item.observed is None:
            item.observed = self._context.observed.row(item.claim.row)
        return _UNOBSERVED if item.observed is None else item.observed.request()

    async def _answered(self, item: WorkItem, single: SingleSend, answer: JsonValue) -> bool:
        item.sends += 1
        if not isinstance(answer, dict) or not is_answer_to(item, answer):
            # A success that names no document, or another's, proves nothing.
            self._park(item, single, "a success without its document")
            return False
        await self._recorder.issue(item, answer, replayed=single.older and item.untouched)
        return True

    async def _failed(self, item: WorkItem, single: SingleSend, error: SpaceInvoicesError) -> None:
        if isinstance(error, OutcomeUnknownError):
            item.sends += 1
            self._park(item, single, type(error).__name__)
        elif self._has_only_to_wait(single, error):
            await self._take_turn_again(item)
        elif isinstance(error, RateLimitedError):
            await self._recorder.hand_back(item)
            self._context.stop.request(
                _unreachable("the server has been refusing all requests as too many", error)
            )
        elif isinstance(error, ApiError) and not isinstance(error, _BAD_CREDENTIALS):
            item.sends += 1
            await self._refused(item, single, error)
        elif isinstance(error, NotSentError):
            await self._recorder.hand_back(item)
            self._context.stop.request(_unreachable("the server cannot be reached", error))
        elif isinstance(error, InvalidInputError):
            await self._recorder.refuse(item, error)
        else:
            await self._recorder.hand_back(item)
            await self._barred_lanes.bar(item, error)

    def _has_only_to_wait(self, single: SingleSend, error: SpaceInvoicesError) -> bool:
        """Return whether a row got no turn, or only 429, while others are answered."""
        return (
            isinstance(error, (DeadlineExceeded, LimiterTimeout, PoolTimeout, RateLimitedError))
            and single.asked_pause < self._context.options.patience
            and self._context.circuit_breaker.is_answered
        )

    async def _take_turn_again(self, item: WorkItem) -> None:
        """Line a row up again, after a moment: the limits say at once that there is no turn."""
        pause = min(_TURN_PAUSE_S, self._context.options.patience / 4)
        try:
            await self._context.clock.sleep(pause)
        except asyncio.CancelledError:
            await self._recorder.hand_back(item)
            raise
        if self._context.send_queue.is_closed:
            await self._recorder.hand_back(item)
        else:
            self._context.send_queue.push_again(item)

    async def _refused(self, item: WorkItem, single: SingleSend, error: ApiError) -> None:
        if item.untouched and not (single.recognised or single.taken):
            if isinstance(error, NotFoundError) and await self._is_without_organization(item):
                await self._recorder.hand_back(item)
                await self._barred_lanes.bar(item, error)
            else:
                await self._recorder.refuse(item, error)
            return
        item.refusal = error
        item.looks = 0
        if single.taken:
            # It says that a document exists: until a look-up shows it, nothing is certain.
            item.taken = True
            item.safe_from = max(item.safe_from, self._context.clock.monotonic() + self._horizon)
        self._doubt(item, type(error).__name__, at_once=True)

    def _doubt(self, item: WorkItem, reason: str, *, at_once: bool = False) -> None:
        if _logger.isEnabledFor(logging.INFO):
            _logger.info(
                "%s: row %r (line %d) is in doubt (%s), unique_id %r, attempt %d; looking it up",
                CREATE,
                item.claim.key,
                item.claim.line,
                reason,
                item.unique_id,
                item.sends,
                extra=item.log_fields(),
            )
        if item.observed is not None:
            item.observed.parked()
        self._context.lookup_queue.park(item, at_once=at_once)

    async def _is_without_organization(self, item: WorkItem) -> bool:
        """Return whether the organization is unknown, so that no row of the lane can be issued."""
        if item.lane in self._barred_lanes:
            return True
        try:
            await find_documents(self._context.accounts, item.lane, [item.claim.row])
        except NotFoundError:
            return True
        except SpaceInvoicesError:
            return False  # nothing is known of it: the refusal stands
        return False

    def _park(self, item: WorkItem, single: SingleSend, reason: str) -> None:
        now = self._context.clock.monotonic()
        sent = now if single.last_send is None else single.last_send
        item.safe_from = max(item.safe_from, sent + self._horizon)
        item.quiet_until = now + single.asked_pause
        item.attempts += 1
        item.refusal = None
        item.looks = 0
        self._doubt(item, reason)


def _unreachable(what: str, error: Exception) -> Stop:
    return Stop(kind="unreachable", message=f"{what} ({error}); run again later", error=error)
