"""Draws `docs/trace.svg` from a trace that a client has exported while the embedded server failed.

python docs/_build/trace.py
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.telemetry import OpenTelemetry
from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.faults import Fault

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan

PICTURE: Final = Path(__file__).parents[1] / "trace.svg"
_WIDTH: Final = 960
_NAMES: Final = 430
_ROW: Final = 26
_TOP: Final = 34
_COLOURS: Final = {True: "#c0392b", False: "#2e7d6b"}
_WORDS: Final = (
    "spaceinvoices.outcome",
    "spaceinvoices.lookup.result",
    "http.response.status_code",
    "error.type",
)


class Bar(NamedTuple):
    """One span of the picture; times in milliseconds from the beginning of the trace."""

    depth: int
    name: str
    result: str
    begins: float
    lasts: float
    failed: bool


async def record() -> list[Bar]:
    """Create a document whose first request is lost, below the span of who asks for it."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    options = ClientOptions(
        horizon=2.5,  # 90 s, unless set; a picture needs less
        telemetry=OpenTelemetry(tracer_provider=provider),
    )
    with Sandbox() as sandbox:
        organization = sandbox.seed.organization()
        sandbox.world.faults.plan(Fault(kind="drop-before", operation="documents_create"))
        async with AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url, options=options) as si:
            with provider.get_tracer("shop").start_as_current_span("POST /orders/{order}/invoice"):
                await si.documents.create(
                    organization,
                    type="invoice",
                    unique_id="order-1001",
                    client={"name": "Rocket man", "country": "Belgium"},
                    items=[{"name": "Space suit", "quantity": 1, "price": 10}],
                )
    return _bars(exporter.get_finished_spans())


def _bars(spans: tuple[ReadableSpan, ...]) -> list[Bar]:
    below: dict[int | None, list[ReadableSpan]] = {}
    for span in sorted(spans, key=lambda one: one.start_time or 0):
        below.setdefault(None if span.parent is None else span.parent.span_id, []).append(span)
    first = min(span.start_time or 0 for span in spans)

    def walk(parent: int | None, depth: int) -> list[Bar]:
        found: list[Bar] = []
        for span in below.get(parent, []):
            attributes = span.attributes or {}
            begins, ends = span.start_time or 0, span.end_time or 0
            result = next((str(attributes[word]) for word in _WORDS if word in attributes), "")
            bar = Bar(
                depth=depth,
                name=span.name,
                result=result,
                begins=(begins - first) / 1e6,
                lasts=(ends - begins) / 1e6,
                failed="error.type" in attributes,
            )
            found += [bar, *walk(None if span.context is None else span.context.span_id, depth + 1)]
        return found

    return walk(None, 0)


def draw(bars: list[Bar]) -> str:
    """Draw the bars as SVG, readable on a light and on a dark page."""
    whole = max(bar.begins + bar.lasts for bar in bars)
    scale = (_WIDTH - _NAMES - 90) / whole
    height = _TOP + _ROW * len(bars) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-labelledby="title" font-family="ui-monospace, monospace" font-size="11">',
        '<title id="title">Trace of a create whose first request was lost</title>',
        f'<rect width="{_WIDTH}" height="{height}" rx="6" fill="#fbfbf8"/>',
    ]
    for second in range(int(whole / 1000) + 1):
        left = _NAMES + second * 1000 * scale
        lines.append(
            f'<path d="M{left:.1f} {_TOP - 8}V{height - 8}" stroke="#d8d8d0"/>'
            f'<text x="{left:.1f}" y="{_TOP - 14}" fill="#666">{second} s</text>'
        )
    for number, bar in enumerate(bars):
        top = _TOP + number * _ROW
        left, width = _NAMES + bar.begins * scale, max(bar.lasts * scale, 2.0)
        told = f"{bar.lasts:,.0f} ms {bar.result}".strip()
        # A long bar has its words inside: there is no room behind it.
        inside = width > (_WIDTH - _NAMES) / 2
        place, colour = (left + 6, "#fff") if inside else (left + width + 6, "#333")
        lines.append(
            f'<text x="{12 + 14 * bar.depth}" y="{top + 13}" fill="#222">{escape(bar.name)}</text>'
            f'<rect x="{left:.1f}" y="{top + 1}" width="{width:.1f}" height="17" rx="3" '
            f'fill="{_COLOURS[bar.failed]}"/>'
            f'<text x="{place:.1f}" y="{top + 13}" fill="{colour}">{escape(told)}</text>'
        )
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    PICTURE.write_text(draw(asyncio.run(record())), encoding="utf-8")
