"""One attempt: limit, sign, send, classify."""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from math import isinf
from typing import TYPE_CHECKING, Final

from spaceinvoices_async._calls import error_mapping as error_bodies
from spaceinvoices_async._calls import error_mapping as failures
from spaceinvoices_async._calls.context import AttemptResult, read_answer
from spaceinvoices_async._calls.retry import retry_after
from spaceinvoices_async._serialization import responses as wire
from spaceinvoices_async.errors import LimiterTimeout
from spaceinvoices_async.transports.base import SendProgress, TransportError, TransportTimeouts
from spaceinvoices_async.transports.status_codes import (
    NO_CONTENT,
    RESET_CONTENT,
    TOO_MANY_REQUESTS,
    UNAUTHORIZED,
    is_success,
)

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from spaceinvoices_async._calls.context import CallContext
    from spaceinvoices_async._calls.request import Call, RequestBuilder
    from spaceinvoices_async._calls.retry import Backoff, RetryBudget
    from spaceinvoices_async._limits.limiter import Limiter, Permit
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.instrumentation import Attempt
    from spaceinvoices_async.options import ClientOptions
    from spaceinvoices_async.transports.base import Response, Transport

_log: Final = logging.getLogger("spaceinvoices_async")
_WITHOUT_CONTENT: Final = frozenset({NO_CONTENT, RESET_CONTENT})


class Exchange:
    """Makes attempts, one at a time for a call; whether there is another is not its business."""

    def __init__(
        self,
        builder: RequestBuilder,
        transport: Transport,
        *,
        options: ClientOptions,
        clock: Clock,
        limiter: Limiter | None = None,
    ) -> None:
        self._builder = builder
        self._transport = transport
        self._options = options
        self._clock = clock
        self._limiter = limiter
        self.retries: int = 0

    async def attempt(self, journey: CallContext) -> AttemptResult:
        """Send once and say what became of it; only a cancellation or a broken set-up raises."""
        self.retries += bool(journey.sends)
        progress = SendProgress(self._clock.monotonic)
        progress.hold()
        began = self._clock.monotonic()
        try:
            answer = await self._within_deadline(journey, progress)
        except asyncio.CancelledError:
            journey.abandoned(progress)
            journey.list_attempt(
                outcome="not_sent" if progress.not_sent else "unknown",
                reason="cancelled",
                began=began,
            )
            self._tell(journey.attempts[-1])
            raise
        except BaseException:
            journey.abandoned(progress)
            raise
        journey.note(answer, began=began, progress=progress)
        self._tell(journey.attempts[-1])
        return answer

    def _tell(self, tried: Attempt) -> None:
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug(
                "%s attempt %d: %s %s %.0f ms",
                tried.operation,
                tried.number,
                tried.outcome,
                tried.reason or tried.status,
                tried.elapsed * 1000,
            )
        if self._options.on_attempt is None:
            return
        try:
            self._options.on_attempt(tried)
        except Exception:  # noqa: BLE001 - somebody else's code, and its error is logged
            # The request has been sent: its answer must reach the caller all the same.
            _log.exception("the on_attempt hook failed for %s", tried.operation)

    async def _within_deadline(self, journey: CallContext, progress: SendProgress) -> AttemptResult:
        remaining = journey.remaining
        if remaining <= 0:
            return AttemptResult(outcome="not_sent", reason="deadline")
        try:
            async with self._clock.timeout(None if isinf(remaining) else remaining):
                # Before the limits: a login needs a slot of its own.
                journey.token = await journey.call.credentials.token()
                async with self._slot(journey) as permit:
                    return await self._send(journey, progress, permit)
        except LimiterTimeout as error:
            return AttemptResult(outcome="not_sent", reason="limiter", cause=error)
        except TimeoutError:
            return AttemptResult(
                outcome="not_sent" if progress.not_sent else "unknown", reason="deadline"
            )

    def _slot(self, journey: CallContext) -> AbstractAsyncContextManager[Permit | None]:
        if self._limiter is None:
            return nullcontext()
        return self._limiter.acquire(journey.call.lane, deadline=journey.deadline)

    async def _send(
        self, journey: CallContext, progress: SendProgress, permit: Permit | None
    ) -> AttemptResult:
        call = journey.call
        request = self._builder.build(
            call, journey.token, timeouts=self._timeouts(call), progress=progress
        )
        if permit is not None:
            progress.on_sending = permit.sent
        # From here on only the transport knows whether a byte has left; it may not say.
        progress.held = False
        try:
            response = await self._transport.send(request)
        except TransportError as error:
            if permit is not None and error.reason == "read_timeout":
                permit.timed_out()
            return AttemptResult(outcome=error.outcome, reason=error.reason, cause=error)
        if permit is not None:
            if response.status == TOO_MANY_REQUESTS:
                permit.throttled(
                    retry_after(response.headers.get("retry-after"), self._clock.now())
                )
            else:
                permit.succeeded()
        return _read(call, response)

    def _timeouts(self, call: Call) -> TransportTimeouts:
        given = self._options.timeouts
        read = call.options.timeout or given.read_for(
            safety=call.operation.safety, binary=call.operation.binary
        )
        return TransportTimeouts(
            connect=given.connect, write=given.write, read=read, pool=given.pool
        )


def _read(call: Call, response: Response) -> AttemptResult:
    status = response.status
    if call.operation.binary or status in _WITHOUT_CONTENT or not is_success(status):
        return read_answer(response)
    try:
        return read_answer(response, wire.loads(response.body))
    except ValueError:
        return read_answer(response, readable=False)


class Repetition:
    """Makes attempts and decides whether, and when, there may be another."""

    def __init__(
        self,
        exchange: Exchange,
        backoff: Backoff,
        budget: RetryBudget,
        *,
        throttled_by_us: bool = False,
    ) -> None:
        self._exchange = exchange
        self._backoff = backoff
        self._budget = budget
        # A limiter pauses everybody after a 429; without one the call has to wait by itself.
        self._throttled_by_us = throttled_by_us

    async def attempt(self, journey: CallContext) -> AttemptResult:
        """One attempt, and a second one when a 401 was mended by another token."""
        answer = await self._exchange.attempt(journey)
        if answer.status == UNAUTHORIZED and await self._replays(journey, answer):
            answer = await self._exchange.attempt(journey)
        if answer.outcome == "applied":
            self._budget.succeeded(paid=journey.paid)
        return answer

    async def _replays(self, journey: CallContext, answer: AttemptResult) -> bool:
        """Ask once per call whether the token was at fault; a refused request had no effect."""
        if journey.replayed or answer.response is None or journey.token is None:
            return False
        journey.replayed = True
        code = error_bodies.parse(answer.response.body).code
        try:
            async with journey.clock.timeout(max(0.0, journey.remaining)):
                verdict = await journey.call.credentials.refused(journey.token, code=code)
        except TimeoutError:
            return False
        if verdict != "replay":
            journey.dead_token = verdict == "invalid"
        return verdict == "replay"

    async def before_next(self, journey: CallContext, answer: AttemptResult) -> None:
        """Wait before the next attempt.

        Raises:
            SpaceInvoicesError: The error of the call, when there must not be a next attempt.
        """
        if self.exhausted(journey):
            raise self.ended(journey, answer) from answer.cause
        if answer.outcome == "rejected":
            await self._after_throttling(journey, answer)
            return
        delay = self._backoff.transient(journey.failures)
        journey.paid = answer.outcome == "unknown"
        if delay >= journey.remaining or (journey.paid and not self._budget.take()):
            raise self.ended(journey, answer) from answer.cause
        await journey.wait(delay)

    async def _after_throttling(self, journey: CallContext, answer: AttemptResult) -> None:
        asked = retry_after(journey.retry_after, journey.clock.now())
        if asked is not None and asked >= journey.remaining:
            raise failures.refused(journey, answer)
        if self._throttled_by_us:
            delay = self._backoff.throttled(journey.refusals) if asked is None else asked
            if delay >= journey.remaining:
                raise failures.refused(journey, answer)
            await journey.wait(delay)

    def exhausted(self, journey: CallContext) -> bool:
        """Whether the call has been sent as often as its options allow."""
        return journey.most_sends is not None and journey.sends >= journey.most_sends

    def pay(self, journey: CallContext) -> bool:
        """Charge the next attempt, which repeats one that may have been applied."""
        journey.paid = self._budget.take()
        return journey.paid

    @staticmethod
    def ended(journey: CallContext, answer: AttemptResult) -> Exception:
        """The original error: what the last attempt that got anywhere came to."""
        if answer.signal() == "throttled":
            return failures.refused(journey, answer)
        if answer.reason == "limiter" and journey.throttled is not None:
            return failures.refused(journey, journey.throttled)
        return failures.unsettled(journey, answer)
