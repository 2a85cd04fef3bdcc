"""Measures what telemetry costs a create: switched off, and on.

    python benchmarks/telemetry.py

Switched off is compared with the same code from which every statement about telemetry has been taken
out. Both run in one process, in turns of a few dozen creates; of the differences of all pairs of turns
the median counts, so that what else the machine does falls on both. They are answered without a socket,
which would add the same to both, and more noise than is to be measured; what a create takes in all, and
the difference is a share of, is measured over one.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import importlib
import json
import os
import statistics
import time
from contextlib import AsyncExitStack, nullcontext
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

from payloads import DOCUMENT, FIELDS
from processes import CLIENT_CORE, serving

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, _components
from spaceinvoices_async.transports.base import Response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spaceinvoices_async.telemetry import OpenTelemetry
    from spaceinvoices_async.transports.base import Request

_PACKAGE: Final = "spaceinvoices_async"
# Each may import those before it.
_MODULES: Final = (
    "_limits.queue",
    "_limits.limiter",
    "_calls.context",
    "_calls.request",
    "_calls.attempts",
    "_pipeline",
)
_ABOUT_TELEMETRY: Final = frozenset(
    {"observed", "observers", "telemetry", "trace", "cause", "queued_at", "_report_wait"}
)
_ORGANIZATION: Final = "644c214c6ee48100249d5d7d"


class _Remover(ast.NodeTransformer):
    """Takes out the statements and arguments that are there for telemetry alone."""

    def __init__(self) -> None:
        self.removed = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST | None:
        """Take out what such a function holds; one that is only for telemetry goes unused."""
        node.body = [kept for statement in node.body for kept in self._kept(statement)]
        return node

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - ast's name

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Take out arguments."""
        kept = [one for one in node.keywords if one.arg not in _ABOUT_TELEMETRY]
        self.removed += len(node.keywords) - len(kept)
        node.keywords = kept
        return self.generic_visit(node)

    def _kept(self, statement: ast.stmt) -> Iterator[ast.stmt]:
        subject: ast.AST = statement.test if isinstance(statement, ast.If) else statement
        is_simple = isinstance(statement, (ast.If, ast.Expr, ast.Assign, ast.AnnAssign))
        if is_simple and self._is_about_telemetry(subject):
            self.removed += 1
            return
        for block in ("body", "orelse", "finalbody"):
            if isinstance(inner := getattr(statement, block, None), list):
                kept = [one for child in inner for one in self._kept(child)]
                setattr(statement, block, kept or ([ast.Pass()] if inner else []))
        for handler in getattr(statement, "handlers", []):
            handler.body = [one for child in handler.body for one in self._kept(child)]
        yield self.visit(statement)

    @staticmethod
    def _is_about_telemetry(node: ast.AST) -> bool:
        if any(isinstance(inner, ast.Await) for inner in ast.walk(node)):
            return False
        called = [inner.keywords for inner in ast.walk(node) if isinstance(inner, ast.Call)]
        passed = {inner for keywords in called for one in keywords for inner in ast.walk(one)}
        named = {
            inner.id if isinstance(inner, ast.Name) else inner.attr
            for inner in ast.walk(node)
            if isinstance(inner, (ast.Name, ast.Attribute)) and inner not in passed
        }
        return bool(named & _ABOUT_TELEMETRY)


def without_telemetry() -> ModuleType:
    """Make the components of clients without a statement about telemetry; the originals stay."""
    made: dict[str, ModuleType] = {}
    removed = 0
    for name in (*_MODULES, "_components"):
        original = importlib.import_module(f"{_PACKAGE}.{name}")
        tree = ast.parse(Path(str(original.__file__)).read_text(encoding="utf-8"))
        remover = _Remover()
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                node.body = [remover.visit(one) for one in node.body]
        removed += remover.removed
        module = ModuleType(original.__name__)
        module.__package__ = original.__package__
        code = compile(ast.fix_missing_locations(tree), str(original.__file__), "exec")
        exec(code, vars(module))  # noqa: S102 - our own source, a few statements shorter
        for other in made.values():  # it has imported the originals
            names = {key for key, value in vars(other).items() if isinstance(value, type)}
            vars(module).update({key: vars(other)[key] for key in names & vars(module).keys()})
        made[name] = module
    if removed < len(_MODULES):
        raise RuntimeError(f"only {removed} statements about telemetry found: look at the names")
    return made["_components"]


class _FixedAnswer:
    """A transport that answers at once."""

    def __init__(self) -> None:
        self._body = json.dumps(DOCUMENT).encode()

    async def send(self, request: Request) -> Response:
        if request.progress is not None:
            request.progress.sending()
            request.progress.written()
        return Response(status=200, headers={"content-type": "application/json"}, body=self._body)

    async def aclose(self) -> None:
        """Nothing is open."""


def _client(telemetry: OpenTelemetry | None = None, url: str | None = None) -> AsyncSpaceInvoices:
    options = ClientOptions(rate=None, telemetry=telemetry)
    transport = _FixedAnswer() if url is None else None
    return AsyncSpaceInvoices("token", base_url=url, options=options, transport=transport)


def _switched_off() -> dict[str, AsyncSpaceInvoices]:
    """Return a client without telemetry, and one whose code has none."""
    # The client asks this module for its components.
    with patch.object(_components, "ClientComponents", without_telemetry().ClientComponents):
        base = _client()
    return {"base": base, "off": _client()}


def _switched_on() -> dict[str, AsyncSpaceInvoices]:
    """Return clients: without telemetry, with its API alone, and recording everything."""
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import InMemoryMetricReader
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

    from spaceinvoices_async.telemetry import OpenTelemetry

    class Nowhere(SpanExporter):
        def export(self, spans: object) -> SpanExportResult:
            del spans
            return SpanExportResult.SUCCESS

    tracers = TracerProvider()
    tracers.add_span_processor(BatchSpanProcessor(Nowhere()))
    meters = MeterProvider(metric_readers=[InMemoryMetricReader()])
    full = OpenTelemetry(tracer_provider=tracers, meter_provider=meters)
    return {
        "base": _client(),
        "on_without_sdk": _client(OpenTelemetry()),
        "on": _client(full),
    }


async def _turn(si: AsyncSpaceInvoices, number: int, creates: int) -> float:
    began = time.process_time()
    for one in range(creates):
        await si.documents.create(_ORGANIZATION, **FIELDS | {"unique_id": f"o-{number}-{one}"})
    return (time.process_time() - began) / creates * 1e6


async def _compare(
    clients: Mapping[str, AsyncSpaceInvoices], turns: int, creates: int
) -> dict[str, float]:
    """Let clients take turns; microseconds of a create more than those of the one named `base`."""
    taken: dict[str, list[float]] = {name: [] for name in clients}
    async with AsyncExitStack() as stack:
        for si in clients.values():
            await stack.enter_async_context(si)
            await _turn(si, -1, creates)
        names = list(clients)
        for number in range(turns):
            # Forwards, then backwards: nobody always follows the same one.
            for name in names if number % 2 else names[::-1]:
                taken[name].append(await _turn(clients[name], number, creates))
    base = taken.pop("base")
    return {
        name: statistics.median(one - other for one, other in zip(found, base, strict=True))
        for name, found in taken.items()
    }


async def _over_a_socket(url: str, turns: int) -> float:
    async with _client(url=url) as si:
        return statistics.median([await _turn(si, number, 20) for number in range(turns)])


def measure(url: str, *, turns: int = 400, creates: int = 40) -> dict[str, float]:
    """Measure; CPU of a create as a ratio to the code without telemetry: 1 for no cost."""
    more = asyncio.run(_compare(_switched_off(), turns, creates))
    # Apart from the others: its SDK works in a thread of its own, at any time.
    more |= asyncio.run(_compare(_switched_on(), turns // 4, creates))
    create = asyncio.run(_over_a_socket(url, 30))
    ratios = {name: 1 + added / create for name, added in more.items()}
    return {"create_us": create, **{f"{name}_us": added for name, added in more.items()}, **ratios}


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?", help="of a server with fixed answers")
    parser.add_argument("--turns", type=int, default=400)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {CLIENT_CORE})
    server = nullcontext(arguments.url) if arguments.url else serving("server.py")
    with server as url:
        print(json.dumps(measure(url, turns=arguments.turns)))


if __name__ == "__main__":
    main()
