"""Telemetry whose spans and metrics stay in memory, and a look at them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from spaceinvoices_async.telemetry import OpenTelemetry

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan


class Watched:
    """What one `OpenTelemetry` has told."""

    def __init__(self, **settings: Any) -> None:
        self.exporter = InMemorySpanExporter()
        self.reader = InMemoryMetricReader()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.meters = MeterProvider(metric_readers=[self.reader])
        self.telemetry = OpenTelemetry(
            tracer_provider=self.tracers, meter_provider=self.meters, **settings
        )
        self.tracer = self.tracers.get_tracer("test")

    @property
    def spans(self) -> list[ReadableSpan]:
        """Those that have ended, in the order in which they began."""
        return sorted(self.exporter.get_finished_spans(), key=lambda span: span.start_time or 0)

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.spans if span.name == name]

    def tree(self) -> list[str]:
        """Names, indented by how deep they are."""
        below: dict[int | None, list[ReadableSpan]] = {}
        for span in self.spans:
            below.setdefault(None if span.parent is None else span.parent.span_id, []).append(span)

        def lines(parent: int | None, depth: int) -> list[str]:
            return [
                line
                for span in below.get(parent, [])
                for line in (
                    "  " * depth + span.name,
                    *lines(None if span.context is None else span.context.span_id, depth + 1),
                )
            ]

        return lines(None, 0)

    def points(self, metric: str) -> list[Any]:
        """The data points of a metric."""
        data = self.reader.get_metrics_data()
        return [
            point
            for resource in (data.resource_metrics if data else ())
            for scope in resource.scope_metrics
            for found in scope.metrics
            if found.name == metric
            for point in found.data.data_points
        ]

    def counts(self, metric: str, *attributes: str) -> dict[Any, float]:
        """Value, or number of measurements, by the values of these attributes."""
        counted: dict[Any, float] = {}
        for point in self.points(metric):
            key = tuple(point.attributes.get(name) for name in attributes)
            value = point.count if hasattr(point, "count") else point.value
            name = key[0] if len(key) == 1 else key
            counted[name] = counted.get(name, 0) + value
        return counted

    def everything(self) -> str:
        """All that would leave the process, as text."""
        metrics = self.reader.get_metrics_data()
        spans = [json.loads(span.to_json()) for span in self.exporter.get_finished_spans()]
        return json.dumps(spans) + ("" if metrics is None else metrics.to_json())
