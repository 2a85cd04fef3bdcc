"""The adapter: global providers, metrics of calls and limits, what is missing, what fails."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from opentelemetry.sdk.trace import SpanProcessor
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, ConfigurationError
from spaceinvoices_async.telemetry import OpenTelemetry
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError
from tests.batch.books_server import BooksServer
from tests.batch.orders import books_balance, client, issue, orders
from tests.support.telemetry import Watched

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.testing import SentRequest


def scripted(telemetry: Any, *script: Any, **options: Any) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(
        "token",
        transport=ScriptedTransport(*script),
        options=ClientOptions(telemetry=telemetry, **options),
        clock=FakeClock(auto=True),
    )


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


async def test_calls_attempts_and_outcomes_are_counted() -> None:
    watched = Watched()
    script = (
        Reply({}, status=503),
        Reply({}),
        Reply({}, status=404),
        TransportError("unknown", "reset"),
    )
    async with scripted(watched.telemetry, *script, max_attempts=2) as si:
        await si.documents.get("d1")
        with pytest.raises(Exception, match="404"):
            await si.documents.get("d1")
        with pytest.raises(Exception, match="reset"):
            await si.clients.create("org", name="Rocket man")

    by_outcome = ("spaceinvoices.operation", "spaceinvoices.outcome")
    expected = {
        ("documents_get", "ok"): 1,
        ("documents_get", "NotFoundError"): 1,
        ("clients_create", "OutcomeUnknownError"): 1,
    }
    assert watched.counts("spaceinvoices.calls", *by_outcome) == expected
    assert watched.counts("spaceinvoices.call.duration", *by_outcome) == expected
    assert watched.counts("spaceinvoices.attempts", "spaceinvoices.attempt.outcome") == {
        "unknown": 2,
        "applied": 1,
        "rejected": 1,
    }
    requests = watched.counts(
        "http.client.request.duration", "http.response.status_code", "error.type"
    )
    assert requests == {(503, "503"): 1, (200, None): 1, (404, "404"): 1, (None, "reset"): 1}


async def test_the_duration_of_requests_is_in_seconds_with_the_buckets_of_the_conventions() -> None:
    watched = Watched()
    async with scripted(watched.telemetry, Reply({})) as si:
        await si.documents.get("d1")

    (point,) = watched.points("http.client.request.duration")
    assert point.explicit_bounds == (
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
    )  # fmt: skip
    assert dict(point.attributes) == {
        "http.request.method": "GET",
        "server.address": "api.spaceinvoices.com",
        "server.port": 443,
        "url.template": "/v1/Documents/{document_id}",
        "http.response.status_code": 200,
    }
    assert 0 < point.sum < 5


async def test_waits_are_counted_by_their_cause() -> None:
    watched = Watched()

    def answer(sent: SentRequest) -> Reply:
        if sent.method == "POST":
            raise TransportError("unknown", "reset")
        rows = [{"id": "d1", "uniqueId": "o", "type": "invoice"}]
        return Reply(rows if sent.path.endswith("documents") else {})

    async with scripted(
        watched.telemetry, answer, rate=10.0, burst=1, concurrency=2, max_concurrency=2
    ) as si:
        await asyncio.gather(*(si.documents.get(f"d{number}") for number in range(6)))
        await si.documents.create("org", type="invoice", unique_id="o", items=[])
    async with scripted(
        watched.telemetry, Reply({}, status=429), Reply({}, status=503), Reply({})
    ) as si:
        await si.documents.get("d1")

    counted = watched.counts("spaceinvoices.wait.duration", "spaceinvoices.wait.cause")
    assert set(counted) == {"rate", "pause", "backoff", "lookup"}
    assert counted["rate"] >= 5


async def test_waiting_for_a_free_slot_is_a_cause_of_its_own() -> None:
    watched = Watched()
    arrived, go = asyncio.Event(), asyncio.Event()

    async def slow(_sent: SentRequest) -> Reply:
        arrived.set()
        await go.wait()
        return Reply({})

    async with scripted(watched.telemetry, slow, rate=None, concurrency=1, max_concurrency=1) as si:
        calls = [asyncio.ensure_future(si.documents.get("d1")) for _ in range(3)]
        await arrived.wait()
        limits = {
            name: watched.points(f"spaceinvoices.limits.{name}")[0].value
            for name in ("concurrency", "in_flight", "waiting", "paused")
        }
        go.set()
        await asyncio.gather(*calls)

    assert limits == {"concurrency": 1, "in_flight": 1, "waiting": 2, "paused": 0}
    assert watched.counts("spaceinvoices.wait.duration", "spaceinvoices.wait.cause") == {
        "concurrency": 2
    }


async def test_limits_are_shown_while_a_client_is_open_and_summed_over_those_of_a_server() -> None:
    watched = Watched()
    async with scripted(watched.telemetry, rate=10.0):
        async with scripted(watched.telemetry, rate=5.0):
            assert watched.counts("spaceinvoices.limits.rate", "server.address") == {
                "api.spaceinvoices.com": 15
            }
        (point,) = watched.points("spaceinvoices.limits.rate")
        assert point.value == 10
    assert watched.points("spaceinvoices.limits.rate") == []


class Broken(SpanProcessor):
    def on_start(self, span: Any, parent_context: Any = None) -> None:
        raise RuntimeError("broken on_start")

    def on_end(self, span: Any) -> None:
        raise RuntimeError("broken on_end")


class BrokenAtTheEnd(Broken):
    def on_start(self, span: Any, parent_context: Any = None) -> None:
        pass


class BrokenExporter(SpanExporter):
    def export(self, spans: Any) -> Any:
        raise RuntimeError("broken exporter")


@pytest.mark.parametrize(
    ("processor", "times"),
    [(Broken, 1), (BrokenAtTheEnd, 1), (lambda: SimpleSpanProcessor(BrokenExporter()), 0)],
    ids=["on_start", "on_end", "exporter"],
)
async def test_an_exporter_that_fails_never_changes_an_outcome(
    processor: Any, times: int, journal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    watched = Watched(row_sample=1, propagate=True)
    watched.tracers.add_span_processor(processor())
    with caplog.at_level(logging.WARNING):
        async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
            server.faults["3"] = ["drop_after"]
            await si.documents.create("org", type="invoice", items=[], unique_id="own")
            server.documents.clear()
            server.by_uid.clear()
            report = await issue(si, orders(20), journal)
            await books_balance(si, server, report, 20)

    told = [record for record in caplog.records if "telemetry failed" in record.message]
    assert len(told) == times  # once for each client; of its exporters OpenTelemetry tells itself


class Unhelpful:
    """Telemetry of somebody else, all of whose methods fail."""

    def call_started(self, call: object) -> object:
        raise ZeroDivisionError

    batch_started = client_started = client_closed = call_started


async def test_telemetry_that_fails_never_changes_an_outcome(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with scripted(Unhelpful(), Reply({"id": "d1"}), Reply({"id": "d2"})) as si:
        assert (await si.documents.get("d1")).id == "d1"
        assert (await si.documents.get("d2")).id == "d2"

    told = [record.message for record in caplog.records]
    assert told == ["telemetry failed; calls go on, this is logged once"]


class Forging:
    """Telemetry that would send what is not its to send."""

    def call_started(self, call: object) -> Forging:
        return self

    def attempt_started(self, resends: int) -> dict[str, str]:
        return {"authorization": "other", "tracestate": "a=b\r\nx: y", "traceparent": "00-1"}

    def attempt_ended(self, attempt: object) -> None: ...

    def ended(self, *what: object) -> None: ...

    client_started = client_closed = waited = ended


async def test_telemetry_can_add_the_headers_of_a_trace_alone() -> None:
    transport = ScriptedTransport(Reply({}))
    options = ClientOptions(telemetry=Forging())
    async with AsyncSpaceInvoices("token", transport=transport, options=options) as si:
        await si.documents.get("d1")

    headers = transport.requests[0].headers
    assert (headers["traceparent"], headers["authorization"]) == ("00-1", "token")
    assert "tracestate" not in headers


def test_the_sdk_imports_no_opentelemetry_unless_it_is_used() -> None:
    assert (
        run(
            "import sys, spaceinvoices_async.telemetry\n"
            "from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions\n"
            "si = AsyncSpaceInvoices('token', options=ClientOptions())\n"
            "si.batch, si.documents\n"
            "print([name for name in sys.modules if name.startswith('opentelemetry')])"
        )
        == "[]"
    )


def test_a_missing_package_is_told_with_the_line_that_installs_it() -> None:
    assert (
        run(
            "import sys\n"
            "sys.modules['opentelemetry'] = None\n"
            "from spaceinvoices_async import ConfigurationError\n"
            "from spaceinvoices_async.telemetry import OpenTelemetry\n"
            "try: OpenTelemetry()\n"
            "except ConfigurationError as error: print(error)"
        )
        == "telemetry needs opentelemetry-api: pip install 'spaceinvoices-async[otel]'"
    )


def test_the_global_providers_are_used_also_when_they_are_set_later() -> None:
    program = """
import asyncio
from opentelemetry import metrics, trace
from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.telemetry import OpenTelemetry
from spaceinvoices_async.testing import Reply, ScriptedTransport
from tests.support.telemetry import Watched

options = ClientOptions(telemetry=OpenTelemetry())
watched = Watched()
trace.set_tracer_provider(watched.tracers)
metrics.set_meter_provider(watched.meters)

async def main():
    async with AsyncSpaceInvoices(
        "t", transport=ScriptedTransport(Reply({})), options=options
    ) as si:
        await si.documents.get("d1")

asyncio.run(main())
print(watched.tree(), watched.counts("spaceinvoices.calls", "spaceinvoices.outcome"))
"""
    assert run(program) == ("['documents_get', '  GET /v1/Documents/{document_id}'] {'ok': 1}")


def test_without_providers_a_call_is_as_ever() -> None:
    program = """
import asyncio
from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.telemetry import OpenTelemetry
from spaceinvoices_async.testing import Reply, ScriptedTransport

async def main():
    transport = ScriptedTransport(Reply({"id": "d1"}))
    options = ClientOptions(telemetry=OpenTelemetry(propagate=True))
    async with AsyncSpaceInvoices("t", transport=transport, options=options) as si:
        print((await si.documents.get("d1")).id, "traceparent" in transport.requests[0].headers)

asyncio.run(main())
"""
    assert run(program) == "d1 False"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"row_sample": 2}, "row_sample must be a number from 0 to 1"),
        ({"row_sample": True}, "row_sample must be a number from 0 to 1"),
        ({"row_sample": float("nan")}, "row_sample must be a number from 0 to 1"),
        ({"propagate": "yes"}, "propagate must be True or False"),
        ({"tracer_provider": "global"}, "tracer_provider must have a method get_tracer"),
        ({"meter_provider": 1}, "meter_provider must have a method get_meter"),
    ],
)
def test_a_setting_that_cannot_work_is_refused(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        OpenTelemetry(**given)


def test_something_else_is_no_telemetry() -> None:
    with pytest.raises(ConfigurationError, match=r"ClientOptions.telemetry must be telemetry"):
        ClientOptions(telemetry="otel")


def test_options_with_telemetry_are_copied_and_pickled() -> None:
    options = ClientOptions(telemetry=OpenTelemetry(propagate=True, row_sample=0.25))

    assert copy.deepcopy(options) is options
    assert copy.deepcopy(options.telemetry) is copy.copy(options.telemetry) is options.telemetry
    assert repr(pickle.loads(pickle.dumps(options)).telemetry) == (
        "OpenTelemetry(propagate=True, row_sample=0.25)"
    )
    with pytest.raises(TypeError, match="set the global ones in each process"):
        pickle.dumps(Watched().telemetry)
