"""The instruments: counters, histograms, and gauges of limits and running batches."""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING, Final

from attrs import define, frozen
from opentelemetry.metrics import Observation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from opentelemetry.metrics import CallbackOptions, Counter, Histogram, Meter

    from spaceinvoices_async.instrumentation import LimiterStats, LimitReader

# https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpclientrequestduration
_REQUEST_BUCKETS: Final = (
    0.005,
    0.01,
    0.025,
    0.05,
    0.075,
    0.1,
    0.25,
    0.5,
    0.75,
    1.0,
    2.5,
    5.0,
    7.5,
    10.0,
)
_CALL_BUCKETS: Final = (*_REQUEST_BUCKETS, 30.0, 60.0, 90.0, 120.0, 180.0)
"""A create in doubt takes longer than the horizon."""


@frozen(kw_only=True)
class Instruments:
    """Instruments that are written to as things happen."""

    request_duration: Histogram
    call_duration: Histogram
    calls: Counter
    attempts: Counter
    waits: Histogram
    rows: Counter


def make_instruments(meter: Meter) -> Instruments:
    """Make the instruments of a meter."""
    return Instruments(
        request_duration=meter.create_histogram(
            "http.client.request.duration",
            unit="s",
            description="Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_REQUEST_BUCKETS,
        ),
        call_duration=meter.create_histogram(
            "spaceinvoices.call.duration",
            unit="s",
            description="Duration of calls, with their waits, retries and look-ups.",
            explicit_bucket_boundaries_advisory=_CALL_BUCKETS,
        ),
        calls=meter.create_counter(
            "spaceinvoices.calls", unit="{call}", description="Calls that have ended, by outcome."
        ),
        attempts=meter.create_counter(
            "spaceinvoices.attempts",
            unit="{attempt}",
            description="Attempts of calls and look-ups, by what the server did.",
        ),
        waits=meter.create_histogram(
            "spaceinvoices.wait.duration",
            unit="s",
            description="Waits of calls, by cause.",
            explicit_bucket_boundaries_advisory=_CALL_BUCKETS,
        ),
        rows=meter.create_counter(
            "spaceinvoices.batch.rows",
            unit="{row}",
            description="Rows of batches that have ended, by status.",
        ),
    )


@define(eq=False)
class BatchGauge:
    """How far one run is; written by its event loop, read by the thread of an exporter."""

    parked: int = 0
    in_flight: int = 0
    per_second: float = 0.0


class Gauges:
    """What is asked for when metrics are collected, in whatever thread that is.

    Args:
        meter: Asks for the values.
    """

    def __init__(self, meter: Meter) -> None:
        self._lock = threading.Lock()
        self._limits: weakref.WeakKeyDictionary[LimitReader, str] = weakref.WeakKeyDictionary()
        self._batches: list[BatchGauge] = []
        self._observe_limits(meter)
        self._observe_batches(meter)

    def watch(self, server: str, limits: LimitReader) -> None:
        """Add a client."""
        with self._lock:
            self._limits[limits] = server

    def forget(self, limits: LimitReader) -> None:
        """Remove a client."""
        with self._lock:
            self._limits.pop(limits, None)

    def begin(self, batch: BatchGauge) -> None:
        """Add a run."""
        with self._lock:
            self._batches.append(batch)

    def end(self, batch: BatchGauge) -> None:
        """Remove a run."""
        with self._lock:
            self._batches.remove(batch)

    def _observe_limits(self, meter: Meter) -> None:
        for name, unit, text, read in (
            ("rate", "{request}/s", "Requests per second that clients allow.", _rate),
            ("concurrency", "{request}", "Requests in flight that clients allow.", _concurrency),
            ("in_flight", "{request}", "Requests in flight.", _in_flight),
            ("waiting", "{call}", "Calls that wait for their turn.", _waiting),
            ("paused", "s", "Longest pause after a 429 that is left.", _paused),
        ):
            meter.create_observable_gauge(
                f"spaceinvoices.limits.{name}",
                callbacks=[self._limits_of(read, max if read is _paused else sum)],
                unit=unit,
                description=text,
            )

    def _observe_batches(self, meter: Meter) -> None:
        def observe(read: Callable[[BatchGauge], float]) -> Callable[..., Iterable[Observation]]:
            def callback(_options: CallbackOptions) -> Iterable[Observation]:
                with self._lock:
                    return [Observation(sum(read(batch) for batch in self._batches))]

            return callback

        for name, unit, text, read in (
            ("parked", "{row}", "Rows that wait with an unknown outcome.", _parked),
            ("sending", "{row}", "Rows that are being sent.", _sending),
            ("throughput", "{row}/s", "Rows issued per second, of late.", _per_second),
        ):
            meter.create_observable_gauge(
                f"spaceinvoices.batch.{name}",
                callbacks=[observe(read)],
                unit=unit,
                description=text,
            )

    def _limits_of(
        self,
        read: Callable[[LimiterStats], float | None],
        combine: Callable[[list[float]], float],
    ) -> Callable[[CallbackOptions], Iterable[Observation]]:
        """Make the callback of one value, which is combined over the clients of a server."""

        def callback(_options: CallbackOptions) -> Iterable[Observation]:
            with self._lock:
                clients = list(self._limits.items())
            values: dict[str, list[float]] = {}
            for limits, server in clients:
                value = read(limits.stats(lanes=False))
                if value is not None:
                    values.setdefault(server, []).append(value)
            return [
                Observation(combine(found), {"server.address": server})
                for server, found in values.items()
            ]

        return callback


def _rate(stats: LimiterStats) -> float | None:
    return stats.rate


def _concurrency(stats: LimiterStats) -> float | None:
    return stats.concurrency


def _in_flight(stats: LimiterStats) -> float:
    return stats.in_flight


def _waiting(stats: LimiterStats) -> float:
    return stats.waiting


def _paused(stats: LimiterStats) -> float:
    return stats.paused_for


def _parked(batch: BatchGauge) -> float:
    return batch.parked


def _sending(batch: BatchGauge) -> float:
    return batch.in_flight


def _per_second(batch: BatchGauge) -> float:
    return batch.per_second
