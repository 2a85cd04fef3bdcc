"""One attempt: limit, sign, send, classify."""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from math import isinf
from typing import TYPE_CHECKING, Final

from . import wire
from .errors import LimiterTimeout
from .journey import Answer, read_answer
from .retry import retry_after
from .statuses import NO_CONTENT, RESET_CONTENT, TOO_MANY_REQUESTS, is_success
from .transports.base import Progress, TransportError, TransportTimeouts

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from .clock import Clock
    from .journey import Journey
    from .limits import Limiter, Permit
    from .options import ClientOptions
    from .outcomes import Attempt
    from .request import Call, RequestBuilder
    from .transports.base import Response, Transport

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

    async def attempt(self, journey: Journey) -> Answer:
        """Send once and say what became of it; only a cancellation or a broken set-up raises."""
        self.retries += bool(journey.sends)
        progress = Progress(self._clock.monotonic)
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

    async def _within_deadline(self, journey: Journey, progress: Progress) -> Answer:
        remaining = journey.remaining
        if remaining <= 0:
            return Answer(outcome="not_sent", reason="deadline")
        try:
            async with self._clock.timeout(None if isinf(remaining) else remaining):
                # Before the limits: a login needs a slot of its own.
                journey.token = await journey.call.credentials.token()
                async with self._slot(journey) as permit:
                    return await self._send(journey, progress, permit)
        except LimiterTimeout as error:
            return Answer(outcome="not_sent", reason="limiter", cause=error)
        except TimeoutError:
            return Answer(outcome="not_sent" if progress.not_sent else "unknown", reason="deadline")

    def _slot(self, journey: Journey) -> AbstractAsyncContextManager[Permit | None]:
        if self._limiter is None:
            return nullcontext()
        return self._limiter.acquire(journey.call.lane, deadline=journey.deadline)

    async def _send(self, journey: Journey, progress: Progress, permit: Permit | None) -> Answer:
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
            return Answer(outcome=error.outcome, reason=error.reason, cause=error)
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


def _read(call: Call, response: Response) -> Answer:
    status = response.status
    if call.operation.binary or status in _WITHOUT_CONTENT or not is_success(status):
        return read_answer(response)
    try:
        return read_answer(response, wire.loads(response.body))
    except ValueError:
        return read_answer(response, readable=False)
