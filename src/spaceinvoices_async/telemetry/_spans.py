"""Spans of calls, requests, look-ups, batches and rows; and what is counted as they end.

Attributes follow the conventions for HTTP clients, with one exception on purpose: `url.full` is left
out, since ids and queries are data. https://opentelemetry.io/docs/specs/semconv/http/http-spans/
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from attrs import frozen
from opentelemetry import context as otel_context
from opentelemetry import metrics, trace
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from spaceinvoices_async.telemetry._metrics import BatchGauge, Gauges, make_instruments

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextvars import Token

    from opentelemetry.context import Context
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, TracerProvider
    from opentelemetry.util.types import AttributeValue

    from spaceinvoices_async.instrumentation import Attempt, CallInfo, LimitReader, WaitCause

_NAME: Final = "spaceinvoices_async"
_SCHEMA: Final = "https://opentelemetry.io/schemas/1.37.0"
_PORTS: Final = {"http": 80, "https": 443}
_ERROR: Final = Status(StatusCode.ERROR)
_FIRST_ERROR_STATUS: Final = 300  # a redirect is not followed, and ends a call as an error
_NANOSECONDS: Final = 1_000_000_000
_DIGEST_BYTES: Final = 8

# The context's own marks by which instrumentation of an HTTP library stands back: a request has a
# span already, and that library's would show its whole URL.
_NO_HTTP_SPANS: Final = str(
    getattr(otel_context, "_SUPPRESS_HTTP_INSTRUMENTATION_KEY", "suppress_http_instrumentation")
)
_SUPPRESSED: Final = str(
    getattr(otel_context, "_SUPPRESS_INSTRUMENTATION_KEY", "suppress_instrumentation")
)
_NO_SPANS: Final = otel_context.create_key("spaceinvoices_async-no-spans")
_PROPAGATOR: Final = TraceContextTextMapPropagator()  # never baggage, which may hold anything


class Signals:
    """Where spans and metrics go.

    Args:
        tracer_provider: Makes the spans; None for the global one.
        meter_provider: Takes the metrics; None for the global one.
        propagate: Whether requests carry the context of the trace.
    """

    def __init__(
        self,
        tracer_provider: TracerProvider | None,
        meter_provider: MeterProvider | None,
        *,
        propagate: bool,
    ) -> None:
        meter = metrics.get_meter(_NAME, meter_provider=meter_provider, schema_url=_SCHEMA)
        self.tracer: Final = trace.get_tracer(
            _NAME, tracer_provider=tracer_provider, schema_url=_SCHEMA
        )
        self.instruments: Final = make_instruments(meter)
        self.gauges: Final = ClientGauges(meter)
        self.propagate: Final = propagate
        self._descriptions: dict[CallInfo, _Description] = {}

    def call(self, call: CallInfo) -> CallSpan:
        """Begin a call."""
        return CallSpan(self, call, call.operation)

    def batch(self, name: str, row_sample: float) -> BatchSpan:
        """Begin the run of a batch."""
        return BatchSpan(self, name, row_sample)

    def describe(self, call: CallInfo) -> _Description:
        """Return names and attributes that all calls of an operation share."""
        found = self._descriptions.get(call)
        if found is None:
            found = self._descriptions[call] = _described(call)
        return found


@frozen
class _Description:
    """Names and attributes of an operation's spans; not to be changed."""

    call: Mapping[str, AttributeValue]
    request: Mapping[str, AttributeValue]
    request_name: str


def _described(call: CallInfo) -> _Description:
    server = server_attributes(call.server)
    request: dict[str, AttributeValue] = {"http.request.method": call.method, **server}
    name = call.method
    if call.template is not None:
        template = urlsplit(call.server).path.rstrip("/") + call.template
        request["url.template"] = template
        name = f"{name} {template}"
    return _Description({"spaceinvoices.operation": call.operation, **server}, request, name)


class ClientGauges(Gauges):
    """Gauges whose clients are told apart by the server's name."""

    def watch(self, server: str, limits: LimitReader) -> None:
        """Add a client."""
        super().watch(str(server_attributes(server)["server.address"]), limits)


def server_attributes(base_url: str) -> dict[str, AttributeValue]:
    """Return name and port of the server of a base URL."""
    url = urlsplit(base_url)
    return {
        "server.address": url.hostname or "",
        "server.port": url.port or _PORTS.get(url.scheme, 0),
    }


def _is_muted() -> bool:
    """Return whether nothing that begins here is to have a span."""
    return bool(otel_context.get_value(_NO_SPANS) or otel_context.get_value(_SUPPRESSED))


class _Scope:
    """A span that is the current one, until it ends.

    Args:
        span: Becomes current; None, and nothing below has a span.
        is_request: Whether instrumentation of the HTTP library is to stand back.
    """

    __slots__ = ("_token", "span")

    def __init__(self, span: Span | None, *, is_request: bool = False) -> None:
        self.span = span
        context = otel_context.set_value(_NO_SPANS, span is None)
        if span is not None:
            context = trace.set_span_in_context(span, context)
        if is_request:
            context = otel_context.set_value(_NO_HTTP_SPANS, True, context)
        self._token: Token[Context] | None = otel_context.attach(context)

    def end(self, outcome: str | None = None) -> None:
        """End it; a second time does nothing."""
        token, self._token = self._token, None
        if token is None:
            return
        # A task that is destroyed ends in a foreign context, which has nothing to be put back.
        if outcome != "GeneratorExit":
            otel_context.detach(token)
        if self.span is not None:
            self.span.end()


class CallSpan:
    """A call, or a look-up made for one: an inner span, with a client span for each request.

    Args:
        signals: Where spans and metrics go.
        call: What is called.
        name: Name of the span.
        purpose: What its requests are made for.
    """

    __slots__ = (
        "_began",
        "_description",
        "_operation",
        "_purpose",
        "_request",
        "_scope",
        "_signals",
    )

    def __init__(self, signals: Signals, call: CallInfo, name: str, purpose: str = "call") -> None:
        self._signals = signals
        self._operation = call.operation
        self._description = signals.describe(call)
        self._purpose = purpose
        self._request: _Scope | None = None
        self._began = 0.0
        span: Span | None = None
        if not _is_muted():
            span = signals.tracer.start_span(name, attributes=self._description.call)
        self._scope = _Scope(span)

    def attempt_started(self, resends: int, /) -> Mapping[str, str]:
        """Begin the span of a request; return what it carries of the trace."""
        span = None if self._scope.span is None else self._start_request(resends)
        self._request = _Scope(span, is_request=True)
        headers: dict[str, str] = {}
        if self._signals.propagate and span is not None:
            _PROPAGATOR.inject(headers)
        self._began = time.perf_counter()
        return headers

    def attempt_ended(self, attempt: Attempt, /) -> None:
        """End the span of a request; one that was never begun is shown as it was."""
        seconds = time.perf_counter() - self._began
        request, self._request = self._request, None
        span = None if request is None else request.span
        if request is None and self._scope.span is not None:
            span = self._start_request(0, time.time_ns() - int(attempt.elapsed * _NANOSECONDS))
        try:
            self._count(attempt, None if request is None else seconds)
            if span is not None:
                _describe(span, attempt)
        finally:
            if request is not None:
                request.end()
            elif span is not None:
                span.end()

    def waited(self, cause: WaitCause, seconds: float, /) -> None:
        """Count a wait, and mark its end in the span of the call."""
        attributes: dict[str, AttributeValue] = {"spaceinvoices.wait.cause": cause}
        if self._scope.span is not None:
            self._scope.span.add_event(
                "wait", {**attributes, "spaceinvoices.wait.duration": seconds}
            )
        self._signals.instruments.waits.record(seconds, attributes)

    def lookup_started(self, call: CallInfo, /) -> CallSpan:
        """Begin the span of a look-up."""
        return CallSpan(self._signals, call, f"lookup {call.operation}", "lookup")

    def ended(self, outcome: str, attempts: int, seconds: float, /) -> None:
        """End the span of the call."""
        if self._request is not None:  # a request whose end nobody could tell
            self._fail(self._request.span, outcome)
            self._request.end(outcome)
        span, is_lookup = self._scope.span, self._purpose == "lookup"
        try:
            if span is not None:
                span.set_attribute("spaceinvoices.attempts", attempts)
                key = "spaceinvoices.lookup.result" if is_lookup else "spaceinvoices.outcome"
                span.set_attribute(key, outcome)
                if not is_lookup and outcome != "ok":
                    self._fail(span, outcome)
            if not is_lookup:
                self._count_call(outcome, seconds)
        finally:
            self._scope.end(outcome)

    def _start_request(self, resends: int, start_time: int | None = None) -> Span:
        attributes = self._description.request
        if resends:
            attributes = {**attributes, "http.request.resend_count": resends}
        return self._signals.tracer.start_span(
            self._description.request_name,
            kind=SpanKind.CLIENT,
            attributes=attributes,
            start_time=start_time,
        )

    def _count(self, attempt: Attempt, seconds: float | None) -> None:
        instruments = self._signals.instruments
        instruments.attempts.add(
            1,
            {
                "spaceinvoices.operation": self._operation,
                "spaceinvoices.attempt.outcome": attempt.outcome,
                "spaceinvoices.attempt.purpose": self._purpose,
            },
        )
        if seconds is not None:
            attributes = {**self._description.request, **_result(attempt)}
            instruments.request_duration.record(seconds, attributes)

    def _count_call(self, outcome: str, seconds: float) -> None:
        attributes: dict[str, AttributeValue] = {
            "spaceinvoices.operation": self._operation,
            "spaceinvoices.outcome": outcome,
        }
        self._signals.instruments.calls.add(1, attributes)
        self._signals.instruments.call_duration.record(seconds, attributes)

    @staticmethod
    def _fail(span: Span | None, outcome: str) -> None:
        # The class alone: the text of an error may name what a person wrote.
        if span is not None:
            span.set_attribute("error.type", outcome)
            span.set_status(_ERROR)


def _result(attempt: Attempt) -> dict[str, AttributeValue]:
    """Return what the conventions say about an answer, or about why there was none."""
    result: dict[str, AttributeValue] = {}
    if attempt.status is not None:
        result["http.response.status_code"] = attempt.status
    if attempt.outcome != "applied":
        if attempt.status is not None and attempt.status >= _FIRST_ERROR_STATUS:
            result["error.type"] = str(attempt.status)
        else:
            result["error.type"] = (attempt.reason or attempt.outcome).replace(" ", "_")
    return result


def _describe(span: Span, attempt: Attempt) -> None:
    result = _result(attempt)
    span.set_attributes(
        {
            **result,
            "spaceinvoices.attempt.number": attempt.number,
            "spaceinvoices.attempt.outcome": attempt.outcome,
        }
    )
    if "error.type" in result:
        span.set_status(_ERROR)


class RowSpan:
    """A row of a batch: a span from its first request to its outcome, or none.

    Args:
        batch: To which it belongs.
        span: Of the row; None, and its calls have none either.
    """

    __slots__ = ("_batch", "_span")

    def __init__(self, batch: BatchSpan, span: Span | None) -> None:
        self._batch = batch
        self._span = span

    def enter(self) -> object:
        """Make the row's span the current one."""
        if self._span is None:
            return otel_context.attach(otel_context.set_value(_NO_SPANS, True))
        return otel_context.attach(trace.set_span_in_context(self._span))

    def leave(self, token: object, /) -> None:
        """Put back the one before."""
        otel_context.detach(cast("Token[Context]", token))

    def parked(self) -> None:
        """Mark that the row waits for a look-up."""
        if self._span is not None:
            self._span.add_event("parked")

    def ended(self, status: str, /) -> None:
        """End the row's span."""
        if self._span is not None:
            self._batch.close_row(self._span, status)


class BatchSpan:
    """The run of a batch: a span, with children for a share of its rows.

    Args:
        signals: Where spans and metrics go.
        name: Of what is done.
        row_sample: Share of the rows that have a span.
    """

    def __init__(self, signals: Signals, name: str, row_sample: float) -> None:
        self._signals = signals
        self._most = row_sample * 256**_DIGEST_BYTES
        self._gauge = BatchGauge()
        self._rows: dict[str, int] = {}
        self._open: set[Span] = set()
        self._unsampled = RowSpan(self, None)
        self._scope = _Scope(signals.tracer.start_span(f"batch.{name}"))
        signals.gauges.begin(self._gauge)

    def row_started(self, row: bytes, /) -> RowSpan:
        """Begin a row; the same row is sampled in every run, or in none."""
        if _is_muted() or int.from_bytes(row[:_DIGEST_BYTES], "big") >= self._most:
            return self._unsampled
        span = self._signals.tracer.start_span("batch.row")
        self._open.add(span)
        return RowSpan(self, span)

    def row_ended(self, status: str, /) -> None:
        """Count a row."""
        self._rows[status] = self._rows.get(status, 0) + 1
        self._signals.instruments.rows.add(1, {"spaceinvoices.row.status": status})

    def close_row(self, span: Span, status: str) -> None:
        """End the span of a row."""
        self._open.discard(span)
        span.set_attribute("spaceinvoices.row.status", status)
        if status in _FAILED_ROWS:
            span.set_attribute("error.type", status)
            span.set_status(_ERROR)
        span.end()

    def progressed(self, parked: int, in_flight: int, per_second: float, /) -> None:
        """Keep how far the run is, for whoever collects the metrics."""
        gauge = self._gauge
        gauge.parked, gauge.in_flight, gauge.per_second = parked, in_flight, per_second

    def ended(self, outcome: str, /) -> None:
        """End the span of the run, and those of rows that were left."""
        self._signals.gauges.end(self._gauge)
        try:
            for row in list(self._open):
                self.close_row(row, "left")
            span = self._scope.span
            if span is not None:
                span.set_attribute("spaceinvoices.outcome", outcome)
                for status, count in self._rows.items():
                    span.set_attribute(f"spaceinvoices.batch.rows.{status}", count)
                if outcome not in _GOOD_ENDS:
                    span.set_attribute("error.type", outcome)
                    span.set_status(_ERROR)
        finally:
            self._scope.end(outcome)


_FAILED_ROWS: Final = frozenset({"refused", "conflict", "unresolved"})
_GOOD_ENDS: Final = frozenset({"ok", "asked"})
