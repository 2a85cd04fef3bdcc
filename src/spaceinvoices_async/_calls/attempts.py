"""Makes the attempts of a call: limit, sign, send, classify, and wait before the next one."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import nullcontext
from functools import lru_cache
from math import isinf
from typing import TYPE_CHECKING, Final

from spaceinvoices_async._calls.context import KEY_TWICE, NOT_JSON, AttemptResult, read_answer
from spaceinvoices_async._calls.error_mapping import (
    error_for_refusal,
    error_for_unsettled,
    parse_error_body,
)
from spaceinvoices_async._calls.request import missing_proof
from spaceinvoices_async._calls.retry import Backoff, RetryBudget, asked_pause
from spaceinvoices_async._limits.limiter import LONGEST_PAUSE_S
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.errors import ConfigurationError, LimiterTimeout, ResponseDecodeError
from spaceinvoices_async.transports.base import SendProgress, TransportError, TransportTimeouts
from spaceinvoices_async.transports.status_codes import (
    NO_CONTENT,
    RESET_CONTENT,
    TOO_MANY_REQUESTS,
    UNAUTHORIZED,
    is_success,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async._calls.context import CallContext
    from spaceinvoices_async._calls.request import Call, RequestBuilder
    from spaceinvoices_async._limits.limiter import Limiter, Permit
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.instrumentation import Outcome
    from spaceinvoices_async.options import ClientOptions
    from spaceinvoices_async.transports.base import Response, Transport

_logger: Final = logging.getLogger("spaceinvoices_async")
_WITHOUT_CONTENT: Final = frozenset({NO_CONTENT, RESET_CONTENT})
_NO_LIMITS: Final = nullcontext()


class CallAttempts:
    """Sends calls, one attempt at a time, and decides when there may be another.

    Args:
        builder: Makes and signs the requests.
        transport: Sends them.
        options: Of the client.
        clock: The source of time.
        limiter: In front of the transport; None for no limits.
    """

    def __init__(
        self,
        builder: RequestBuilder,
        transport: Transport,
        *,
        options: ClientOptions,
        clock: Clock,
        limiter: Limiter | None = None,
    ) -> None:
        self.builder: Final = builder
        self._transport = transport
        self._options = options
        self._clock = clock
        self._monotonic = clock.monotonic  # looked up once: a call that waits keeps no method
        self._limiter = limiter
        self._backoff = Backoff(options)
        self.budget: Final = RetryBudget(options.retry_budget)
        self._has_connected = False
        self._opening: set[SendProgress] = set()
        """How far the attempts have come that are under way while nothing was ever reached."""
        self.retries: int = 0
        """Attempts so far that were not the first of their call."""
        self.closed = False
        """Whether the connections are closed: another attempt would open one that nobody closes."""

    async def attempt(self, context: CallContext) -> AttemptResult:
        """Make one attempt, and a second one when a 401 was mended by another token.

        Raises:
            SpaceInvoicesError: No token can be had, the set-up is broken, or the client was closed.
        """
        if self.closed:
            raise ConfigurationError("the client was closed while the call was under way")
        result = await self._send_once(context)
        if result.status == UNAUTHORIZED and await self._has_new_token(context, result):
            result = await self._send_once(context)
        if result.outcome == "applied":
            self.budget.succeeded(paid=context.paid)
        return result

    async def _send_once(self, context: CallContext) -> AttemptResult:
        """Send once and classify what came; only a cancellation or a broken set-up raises."""
        self.retries += bool(context.sends)
        progress = SendProgress(self._monotonic)
        progress.hold()
        if not self._has_connected:
            self._opening.add(progress)
        permit: Permit | None = None
        began = self._clock.monotonic()
        remaining = context.deadline - began
        if remaining <= 0:
            result = AttemptResult(outcome="not_sent", reason="deadline")
            return self._ended(context, result, began=began, progress=progress)
        awaited = "a token"
        try:
            async with self._clock.timeout(None if isinf(remaining) else remaining):
                # Before the limits: a login needs a slot of its own.
                context.token = await context.call.credentials.token()
                awaited, permit = "its turn", self._permit(context)
                async with permit or _NO_LIMITS:
                    awaited = "a connection"
                    request = self.builder.build(
                        context.call,
                        context.token,
                        timeouts=self._timeouts(context.call),
                        progress=progress,
                        trace=_trace_headers(context),
                    )
                    if permit is not None:
                        progress.on_sending = permit.sent
                    # From here on only the transport knows whether a byte has left.
                    progress.held = False
                    try:
                        response = await self._transport.send(request)
                    except TransportError as error:
                        result = _failed(error, permit)
                    else:
                        result = self._answered(context.call, response, permit)
        except LimiterTimeout as error:
            result = AttemptResult(outcome="not_sent", reason="limiter", cause=error)
        except TimeoutError:
            outcome, detail = _cut_off(progress), awaited if progress.not_sent else None
            result = AttemptResult(outcome=outcome, reason="deadline", detail=detail)
        except BaseException as error:
            _report_wait(context, permit)
            self._broken_off(context, error, began=began, progress=progress)
            raise
        _report_wait(context, permit)
        return self._ended(context, result, began=began, progress=progress)

    def _broken_off(
        self, context: CallContext, error: BaseException, *, began: float, progress: SendProgress
    ) -> None:
        """Take down an attempt that an error has ended."""
        self._opening.discard(progress)
        context.abandoned(progress)
        reason = _end_of_attempt(error, progress)
        if reason is not None:
            ended = self._clock.monotonic()
            outcome = _cut_off(progress)
            context.list_attempt(outcome=outcome, reason=reason, began=began, ended=ended)
            self._report(context)

    def _ended(
        self, context: CallContext, result: AttemptResult, *, began: float, progress: SendProgress
    ) -> AttemptResult:
        if not self._has_connected:
            self._opening.discard(progress)
            # A transport that never tells how far it came has reached the server if it does not say no.
            self._has_connected = result.outcome != "not_sent"
        elif self._opening:
            self._opening.clear()
        context.note(result, began=began, progress=progress)
        self._report(context)
        return result

    def _permit(self, context: CallContext) -> Permit | None:
        if self._limiter is None:
            return None
        return self._limiter.acquire(context.call.lane, deadline=context.deadline)

    def _timeouts(self, call: Call) -> TransportTimeouts:
        given = self._options.timeouts
        read = call.options.timeout or given.read_for(
            safety=call.operation.safety, binary=call.operation.binary
        )
        connect, patience = given.connect, self._options.first_connection
        if patience is not None and not self._has_connected:
            connect = min(connect, patience)
        return _transport_timeouts(connect, given.write, read, given.pool)

    def _answered(self, call: Call, response: Response, permit: Permit | None) -> AttemptResult:
        if permit is not None:
            if response.status == TOO_MANY_REQUESTS:
                permit.throttled(asked_pause(response.headers, self._clock.now()))
            else:
                permit.succeeded()
        return _read(call, response)

    def _report(self, context: CallContext) -> None:
        """Report the latest attempt to the log, to telemetry and to the hook of the client."""
        attempt = context.attempts[-1]
        if context.observed is not None:
            context.observed.attempted(attempt)
        if _logger.isEnabledFor(logging.DEBUG):
            _logger.debug(
                "%s attempt %d: %s %s %.0f ms",
                attempt.operation,
                attempt.number,
                attempt.outcome,
                attempt.reason or attempt.status,
                attempt.elapsed * 1000,
                extra=context.log_fields(),
            )
        if self._options.on_attempt is None:
            return
        try:
            self._options.on_attempt(attempt)
        except Exception:
            # The request has been sent: its answer must reach the caller all the same.
            _logger.exception(
                "the on_attempt hook failed for %s",
                attempt.operation,
                extra=context.log_fields(),
            )

    async def _has_new_token(self, context: CallContext, result: AttemptResult) -> bool:
        """Ask once per call whether the token was at fault; a refused request had no effect."""
        if context.replayed or result.response is None or context.token is None:
            return False
        if not context.call.operation.authenticated:
            return False  # it is about an e-mail address and a password, not about the token
        context.replayed = True
        code = parse_error_body(result.response.body).code
        try:
            async with self._clock.timeout(max(0.0, context.remaining)):
                verdict = await context.call.credentials.refused(context.token, code=code)
        except TimeoutError:
            return False
        if verdict != "replay":
            context.dead_token = verdict == "invalid"
        return verdict == "replay"

    async def before_next(self, context: CallContext, result: AttemptResult) -> None:
        """Wait before the next attempt.

        Raises:
            SpaceInvoicesError: The error of the call, when there must not be a next attempt.
        """
        # The limits say no only when there is certainly no turn before the deadline.
        if is_exhausted(context) or result.reason in {"limiter", "deadline"}:
            raise _original_error(context, result) from result.cause
        if result.outcome == "rejected":
            await self._after_throttling(context, result)
            return
        delay = self._backoff.transient(context.failures)
        delay = max(delay, self.asked_pause(result) or 0.0)
        if self._is_unreachable(context, result, delay):
            raise _original_error(context, result) from result.cause
        context.paid = result.outcome == "unknown"
        if delay >= context.remaining or (context.paid and not self.budget.take()):
            raise _original_error(context, result) from result.cause
        await context.wait(delay, "backoff")

    def asked_pause(self, result: AttemptResult) -> float | None:
        """Return how many seconds to wait after this answer, a minute at most; None if it is silent."""
        asked = asked_pause(result.headers, self._clock.now())
        return None if asked is None else min(asked, LONGEST_PAUSE_S)

    def _is_unreachable(self, context: CallContext, result: AttemptResult, delay: float) -> bool:
        """Return whether to give up on a server of which nothing was ever reached."""
        patience = self._options.first_connection
        if self._has_connected or patience is None:
            return False
        if any(one.sent_at is not None for one in self._opening):
            return False  # another call has a connection, and no answer yet
        return result.reason != "pool" and context.elapsed + delay >= patience

    async def _after_throttling(self, context: CallContext, result: AttemptResult) -> None:
        asked = self.asked_pause(result)
        if asked is not None and asked >= context.remaining:
            raise error_for_refusal(context, result)
        # A limiter pauses everybody after a 429; without one the call has to wait by itself.
        if self._limiter is None:
            delay = self._backoff.throttled(context.refusals) if asked is None else asked
            if delay >= context.remaining:
                raise error_for_refusal(context, result)
            await context.wait(delay, "pause")


@lru_cache(maxsize=64)
def _transport_timeouts(
    connect: float, write: float, read: float, pool: float
) -> TransportTimeouts:
    """Return the timeouts of an attempt; frozen, and the same for nearly all."""
    return TransportTimeouts(connect=connect, write=write, read=read, pool=pool)


def is_exhausted(context: CallContext) -> bool:
    """Return whether the call has been sent as often as its options allow."""
    return context.most_sends is not None and context.sends >= context.most_sends


def _original_error(context: CallContext, result: AttemptResult) -> Exception:
    """Build the error of the last attempt that got anywhere."""
    if result.signal() == "throttled":
        return error_for_refusal(context, result)
    if result.reason == "limiter" and context.throttled is not None:
        return error_for_refusal(context, context.throttled)
    return error_for_unsettled(context, result)


def _trace_headers(context: CallContext) -> Mapping[str, str] | None:
    """Tell telemetry that a request is about to be sent; return the headers it adds."""
    return None if context.observed is None else context.observed.send(context.sends)


def _report_wait(context: CallContext, permit: Permit | None) -> None:
    """Report to telemetry how long an attempt has waited for its turn, with or without success."""
    if context.observed is None or permit is None or permit.cause is None:
        return
    has_passed = permit.passed_at >= permit.queued_at
    until = permit.passed_at if has_passed else context.clock.monotonic()
    context.observed.waited(permit.cause, until - permit.queued_at)


def _end_of_attempt(error: BaseException, progress: SendProgress) -> str | None:
    """Return what the history says of an error that ends an attempt; None if nothing was sent."""
    if isinstance(error, asyncio.CancelledError):
        return "cancelled"
    # Of a transport, not of a login before it.
    is_answer = isinstance(error, ResponseDecodeError) and not progress.not_sent
    return "too_large" if is_answer else None


def _cut_off(progress: SendProgress) -> Outcome:
    """Return what an attempt came to that was ended from outside."""
    return "not_sent" if progress.not_sent else "unknown"


def _failed(error: TransportError, permit: Permit | None) -> AttemptResult:
    if permit is not None and error.reason == "read_timeout":
        permit.timed_out()
    return AttemptResult(outcome=error.outcome, reason=error.reason, cause=error)


def _read(call: Call, response: Response) -> AttemptResult:
    if call.operation.binary or not is_success(response.status):
        return read_answer(response)
    if response.status in _WITHOUT_CONTENT:
        return read_answer(response, problem=missing_proof(None, call))
    try:
        value = responses.loads(response.body)
        twice = responses.two_values(response.body, value)
    except (json.JSONDecodeError, UnicodeDecodeError):
        return read_answer(response, problem=NOT_JSON)
    except ValueError as problem:
        return read_answer(response, problem=NOT_JSON, detail=str(problem))
    if twice is not None:
        detail = f"{twice.path!r} stands twice in one object, with two values"
        if twice.identifies:
            return read_answer(response, problem=KEY_TWICE, detail=detail)
        _logger.warning(
            "%s: %s; the last one is read",
            call.operation.id,
            detail,
            extra={"operation": call.operation.id},
        )
    return read_answer(response, value, problem=missing_proof(value, call))
