"""Pipeline of a call: carries it to its result, or to an error that says what happened."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from attrs import evolve

from spaceinvoices_async._calls.attempts import CallAttempts
from spaceinvoices_async._calls.context import CallContext
from spaceinvoices_async._calls.error_mapping import error_for_refusal, error_for_unsettled
from spaceinvoices_async._calls.outcomes import decide
from spaceinvoices_async._calls.request import RequestBuilder
from spaceinvoices_async._idempotency.creates import KeyedCreates
from spaceinvoices_async._observers import Observers, outcome_of
from spaceinvoices_async._redaction import shown_headers
from spaceinvoices_async.errors import InvalidInputError, SpaceInvoicesError
from spaceinvoices_async.instrumentation import CallRecord

if TYPE_CHECKING:
    from datetime import datetime

    from spaceinvoices_async._calls.context import AttemptResult
    from spaceinvoices_async._calls.request import Call, Credentials
    from spaceinvoices_async._limits.limiter import Limiter
    from spaceinvoices_async._observers import ObservedCall
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.instrumentation import Listener
    from spaceinvoices_async.options import ClientOptions
    from spaceinvoices_async.transports.base import Transport

_logger: Final = logging.getLogger("spaceinvoices_async")


class Pipeline:
    """The one place that knows about limits, retries, tokens and errors; shared by all views.

    Args:
        base_url: Origin and prefix, without the trailing `/v1`.
        transport: Sends the requests; closed with the pipeline.
        options: Of the client.
        clock: The source of time.
        limiter: In front of the transport; None for no limits.
        recorder: Told of each call as it ends.
    """

    def __init__(
        self,
        *,
        base_url: str,
        transport: Transport,
        options: ClientOptions,
        clock: Clock,
        limiter: Limiter | None = None,
        recorder: Listener | None = None,
    ) -> None:
        self.options: Final = options
        self.clock: Final = clock
        self.limiter: Final = limiter
        self._transport = transport
        self._server = base_url
        self._recorder = recorder
        telemetry = options.telemetry
        self.observers: Final = None if telemetry is None else Observers(telemetry)
        if self.observers is not None and limiter is not None:
            self.observers.watch(base_url, limiter)
        builder = RequestBuilder(
            base_url, app_info=options.app_info, max_body=options.max_response_bytes
        )
        self._attempts = CallAttempts(
            builder, transport, options=options, clock=clock, limiter=limiter
        )
        self.budget: Final = self._attempts.budget
        self._creates = KeyedCreates(self._attempts, options, clock)

    async def execute(self, call: Call) -> AttemptResult:
        """Send the call until its end.

        Raises:
            SpaceInvoicesError: As `errors` describes.
        """
        context = self._start(call)
        error: BaseException | None = None
        try:
            key = call.operation.unique_key
            if key is None or call.unique_id is None:
                result = await self._carry_out(context)
            elif call.single is not None:
                result = await self._creates.send_once(context, key, call.unique_id, call.single)
            else:
                result = await self._creates.create(context, key, call.unique_id)
            context.settled = result
        except BaseException as raised:
            error = _named(raised, context)
            raise
        finally:
            self._report(context, error)
        return result

    async def reconcile(
        self, call: Call, *, unique_id: str, not_before: datetime | None
    ) -> AttemptResult | None:
        """Return what became of a keyed create; None once it is certain that nothing did.

        Raises:
            InvalidInputError: The operation has no unique key to look for.
            OutcomeUnknownError: The deadline passed before that was certain.
        """
        key = call.operation.unique_key
        if key is None:
            raise InvalidInputError(
                "cannot be looked up by a unique id", operation=call.operation.id
            )
        context = self._start(call, "reconcile")
        error: BaseException | None = None
        try:
            context.settled = await self._creates.reconcile(context, key, unique_id, not_before)
        except BaseException as raised:
            error = _named(raised, context)
            raise
        finally:
            self._report(context, error, "reconcile")
        return context.settled

    def with_limiter(self, limiter: Limiter | None) -> Pipeline:
        """Make a pipeline over the same connections, with another limiter in front of them."""
        return Pipeline(
            base_url=self._server,
            transport=self._transport,
            options=self.options,
            clock=self.clock,
            limiter=limiter,
            recorder=self._recorder,
        )

    @property
    def retries(self) -> int:
        """Attempts so far that were not the first of their call."""
        return self._attempts.retries

    def forget(self, credentials: Credentials) -> None:
        """Keep nothing that holds the token of an account that was left."""
        self._attempts.builder.forget(credentials)

    async def aclose(self) -> None:
        """Close the transport; safe to call twice."""
        if self.observers is not None and self.limiter is not None:
            self.observers.forget(self.limiter)
        self._attempts.closed = True
        self._attempts.builder.forget()
        await self._transport.aclose()

    def _start(self, call: Call, name: str | None = None) -> CallContext:
        own = call.options.deadline
        keyed = call.operation.safety == "keyed"
        default = self.options.create_deadline if keyed else self.options.deadline
        started = self.clock.monotonic()
        observed: ObservedCall | None = None
        if self.observers is not None:
            info = call.info(self._server)
            observed = self.observers.call(info if name is None else evolve(info, operation=name))
        return CallContext(
            call=call,
            clock=self.clock,
            started=started,
            deadline=started + (default if own is None else own),
            server=self._server,
            most_sends=call.options.max_attempts or self.options.max_attempts,
            observed=observed,
        )

    async def _carry_out(self, context: CallContext) -> AttemptResult:
        while True:
            result = await self._attempts.attempt(context)
            action = decide(result.signal(), context.call.safety)
            if action == "return":
                return _counted(context, result)
            if action == "raise":
                raise error_for_refusal(context, result) from result.cause
            if action in {"give_up", "look_up"}:
                raise error_for_unsettled(context, result) from result.cause
            await self._attempts.before_next(context, result)

    def _report(
        self, context: CallContext, error: BaseException | None, name: str | None = None
    ) -> None:
        """Tell the log, telemetry and the recorders, once per call, without any data."""
        operation = name or context.call.operation.id
        if context.observed is not None:
            context.observed.end(outcome_of(error), len(context.attempts), context.elapsed)
        if _logger.isEnabledFor(logging.INFO):
            _logger.info(
                "%s %s attempts=%d ms=%.0f",
                operation,
                outcome_of(error),
                len(context.attempts),
                context.elapsed * 1000,
                extra=context.log_fields(),
            )
        if self._recorder is not None:
            self._recorder(len(context.attempts), lambda: _record(context, error, operation))


def _named(error: BaseException, context: CallContext) -> BaseException:
    """Tell an error of a transport or of a login by the call that it has ended."""
    if isinstance(error, SpaceInvoicesError) and error.operation is None:
        error.operation, error.attempts = context.call.operation.id, context.history
    return error


def _record(context: CallContext, error: BaseException | None, name: str) -> CallRecord:
    last = context.last
    return CallRecord(
        operation=name,
        outcome=outcome_of(error),
        status=None if last is None else last.status,
        headers={} if last is None else shown_headers(last.headers),
        attempts=context.history,
        unique_id=context.call.unique_id,
        elapsed=context.elapsed,
    )


def _counted(context: CallContext, result: AttemptResult) -> AttemptResult:
    """Count a repeated deletion that finds nothing as done by the attempt in doubt."""
    if (
        context.doubtful
        and context.call.operation.method == "DELETE"
        and isinstance(result.value, dict)
        and result.value.get("count") == 0
    ):
        return evolve(result, value={**result.value, "count": 1})
    return result
