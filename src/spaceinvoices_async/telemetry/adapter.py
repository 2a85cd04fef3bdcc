"""Adapter to OpenTelemetry: what a client is given to make spans and metrics."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, cast

from spaceinvoices_async._lazy import LazyModule
from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.instrumentation import BatchObserver, CallInfo, CallObserver, LimitReader

if TYPE_CHECKING:
    from opentelemetry import metrics as _metrics
    from opentelemetry import trace as _trace

    from spaceinvoices_async.telemetry import _spans
else:
    _metrics = LazyModule("opentelemetry.metrics")
    _trace = LazyModule("opentelemetry.trace")


class OpenTelemetry:
    """Spans and metrics of calls and batches, whatever the transport.

    ```python
    si = AsyncSpaceInvoices(options=ClientOptions(telemetry=OpenTelemetry()))
    ```

    A call is a span with one child for each request and each look-up. No attribute holds a body, a
    query, an id or a token. An error of an exporter is logged, and never changes a call. One object
    serves any number of clients.

    Args:
        tracer_provider: Makes the spans; the global one, also if it is set later, unless given.
        meter_provider: Takes the metrics; the global one unless given.
        propagate: Whether the server is told of the trace, by the headers `traceparent` and
            `tracestate`.
        row_sample: Share of a batch's rows that have a span, from 0 to 1. The metrics count all.

    Raises:
        ConfigurationError: The extra `otel` is not installed, or something given cannot work.
    """

    def __init__(
        self,
        *,
        tracer_provider: _trace.TracerProvider | None = None,
        meter_provider: _metrics.MeterProvider | None = None,
        propagate: bool = False,
        row_sample: float = 0.01,
    ) -> None:
        self._own_providers = tracer_provider is not None or meter_provider is not None
        self._propagate = propagate
        self._row_sample = _share(row_sample)
        if not isinstance(cast("object", propagate), bool):
            raise ConfigurationError("OpenTelemetry.propagate must be True or False.")
        self._signals = _signals(tracer_provider, meter_provider, propagate=propagate)

    def call_started(self, call: CallInfo, /) -> CallObserver:
        """Begin the span of a call."""
        return self._signals.call(call)

    def batch_started(self, name: str, /) -> BatchObserver:
        """Begin the span of a batch."""
        return self._signals.batch(name, self._row_sample)

    def client_started(self, server: str, limits: LimitReader, /) -> None:
        """Show the limits of a client."""
        self._signals.gauges.watch(server, limits)

    def client_closed(self, limits: LimitReader, /) -> None:
        """Show them no more."""
        self._signals.gauges.forget(limits)

    def __copy__(self) -> OpenTelemetry:
        return self

    def __deepcopy__(self, memo: object) -> OpenTelemetry:
        # Options that hold it are copied; its instruments cannot be.
        return self

    def __repr__(self) -> str:
        return f"OpenTelemetry(propagate={self._propagate}, row_sample={self._row_sample})"

    def __reduce__(self) -> tuple[object, ...]:
        if self._own_providers:
            raise TypeError(
                "OpenTelemetry with providers of its own cannot be pickled: set the global ones in "
                "each process, and leave tracer_provider and meter_provider out"
            )
        made = partial(OpenTelemetry, propagate=self._propagate, row_sample=self._row_sample)
        return made, ()


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ConfigurationError("OpenTelemetry.row_sample must be a number from 0 to 1.")
    return float(value)


def _signals(
    tracer_provider: _trace.TracerProvider | None,
    meter_provider: _metrics.MeterProvider | None,
    *,
    propagate: bool,
) -> _spans.Signals:
    try:
        importlib.import_module("opentelemetry.metrics")
        importlib.import_module("opentelemetry.trace")
    except ImportError:
        raise ConfigurationError(
            "telemetry needs opentelemetry-api: pip install 'spaceinvoices-async[otel]'"
        ) from None
    from spaceinvoices_async.telemetry._spans import Signals  # for those who have the extra

    for name, provider, method in (
        ("tracer_provider", tracer_provider, "get_tracer"),
        ("meter_provider", meter_provider, "get_meter"),
    ):
        if provider is not None and not callable(getattr(provider, method, None)):
            raise ConfigurationError(f"OpenTelemetry.{name} must have a method {method}.")
    return Signals(tracer_provider, meter_provider, propagate=propagate)
