"""Spans of calls: one each, with a child for every request and every look-up."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from opentelemetry import context as otel_context
from opentelemetry import trace
from opentelemetry.trace import SpanKind, StatusCode

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    ClientOptions,
    NotFoundError,
    NotSentError,
    OutcomeUnknownError,
    RequestOptions,
)
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError
from spaceinvoices_sandbox import Sandbox
from spaceinvoices_sandbox.faults import Fault
from tests.conformance.subjects import TRANSPORTS
from tests.lifecycle.stepping import CancelledAt
from tests.support.telemetry import Watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spaceinvoices_async.testing import SentRequest

DOCUMENT: dict[str, Any] = {
    "type": "invoice",
    "client": {"name": "Rocket man"},
    "items": [{"name": "Space suit", "quantity": 1, "price": 10}],
}
CREATE = "POST /v1/Organizations/{organization_id}/documents"
LIST = "GET /v1/Organizations/{organization_id}/documents"
SWIFT = ClientOptions(horizon=0.3, lookup_delays=(0.05, 0.1), backoff=0.01)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as server:
        yield server


def client(*script: Any, options: ClientOptions | None = None, **settings: Any) -> Any:
    """A client that is answered by a script, and what is told of it."""
    watched = Watched(**settings)
    transport = ScriptedTransport(*script)
    si = AsyncSpaceInvoices(
        "token",
        base_url="https://api.example.com/shop",
        transport=transport,
        options=evolve(options or ClientOptions(), telemetry=watched.telemetry),
        clock=FakeClock(auto=True),
    )
    return si, transport, watched


def attributes(span: Any) -> dict[str, Any]:
    return dict(span.attributes)


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_a_call_is_a_span_with_a_client_span_for_its_request(
    sandbox: Sandbox, name: str
) -> None:
    watched = Watched()
    options = ClientOptions(telemetry=watched.telemetry)
    transport = TRANSPORTS[name]()
    organization = sandbox.seed.organization()
    async with AsyncSpaceInvoices(
        sandbox.token, base_url=sandbox.url, options=options, transport=transport
    ) as si:
        await si.documents.create(organization, **DOCUMENT, unique_id="order-1")

    assert watched.tree() == ["documents_create", f"  {CREATE}"]
    call, request = watched.spans
    port = int(sandbox.url.rpartition(":")[2])
    assert (call.kind, request.kind) == (SpanKind.INTERNAL, SpanKind.CLIENT)
    assert attributes(call) == {
        "spaceinvoices.operation": "documents_create",
        "server.address": "127.0.0.1",
        "server.port": port,
        "spaceinvoices.attempts": 1,
        "spaceinvoices.outcome": "ok",
    }
    assert attributes(request) == {
        "http.request.method": "POST",
        "server.address": "127.0.0.1",
        "server.port": port,
        "url.template": "/v1/Organizations/{organization_id}/documents",
        "http.response.status_code": 200,
        "spaceinvoices.attempt.number": 1,
        "spaceinvoices.attempt.outcome": "applied",
    }
    assert {span.status.status_code for span in watched.spans} == {StatusCode.UNSET}


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_a_create_in_doubt_shows_its_look_ups_and_what_they_find(
    sandbox: Sandbox, name: str
) -> None:
    watched = Watched()
    organization = sandbox.seed.organization()
    sandbox.world.faults.plan(Fault(kind="drop-after", operation="documents_create"))
    async with AsyncSpaceInvoices(
        sandbox.token,
        base_url=sandbox.url,
        options=evolve(SWIFT, telemetry=watched.telemetry),
        transport=TRANSPORTS[name](),
    ) as si:
        await si.documents.create(organization, **DOCUMENT, unique_id="order-1")

    assert watched.tree() == [
        "documents_create",
        f"  {CREATE}",
        "  lookup documents_list",
        f"    {LIST}",
    ]
    call, create, lookup, _ = watched.spans
    assert attributes(create)["spaceinvoices.attempt.outcome"] == "unknown"
    assert attributes(create)["error.type"] in {"reset", "closed", "truncated"}
    assert create.status.status_code == StatusCode.ERROR
    assert attributes(lookup)["spaceinvoices.lookup.result"] == "found"
    assert attributes(call)["spaceinvoices.outcome"] == "ok"
    assert call.status.status_code == StatusCode.UNSET
    assert [event.attributes["spaceinvoices.wait.cause"] for event in call.events] == ["lookup"]


async def test_a_create_that_never_arrived_is_looked_up_and_sent_again() -> None:
    created = {"id": "d1", **DOCUMENT, "uniqueId": "order-1"}
    si, _, watched = client(TransportError("unknown", "reset"), *[Reply([])] * 25, Reply(created))
    async with si:
        await si.documents.create("org", **DOCUMENT, unique_id="order-1")

    first, *looks, last = [line for line in watched.tree() if line.startswith("  ")]
    assert (first, last) == ("  POST /shop/v1/Organizations/{organization_id}/documents",) * 2
    assert Counter(looks)["  lookup documents_list"] == len(looks) / 2
    results = {
        attributes(span)["spaceinvoices.lookup.result"]
        for span in watched.named("lookup documents_list")
    }
    assert results == {"none"}
    assert attributes(watched.spans[-1])["http.request.resend_count"] == 1


async def test_each_retry_counts_how_often_the_request_was_sent_before() -> None:
    si, _, watched = client(Reply({}, status=503), TransportError("not_sent", "connect"), Reply({}))
    async with si:
        await si.documents.get("d1")

    requests = [attributes(span) for span in watched.spans[1:]]
    assert [one.get("http.request.resend_count") for one in requests] == [None, 1, 2]
    assert [one.get("error.type") for one in requests] == ["503", "connect", None]
    assert [one.get("http.response.status_code") for one in requests] == [503, None, 200]
    assert [event.name for event in watched.spans[0].events] == ["wait", "wait"]


async def test_an_error_is_named_by_its_class_and_never_by_its_text() -> None:
    refusal = {"error": {"statusCode": 404, "message": "no document of Rocket man"}}
    si, _, watched = client(Reply(refusal, status=404))
    async with si:
        with pytest.raises(NotFoundError):
            await si.documents.get("d1")

    call, request = watched.spans
    assert (attributes(call)["error.type"], attributes(request)["error.type"]) == (
        "NotFoundError",
        "404",
    )
    assert [span.status.status_code for span in watched.spans] == [StatusCode.ERROR] * 2
    assert [span.status.description for span in watched.spans] == [None, None]
    assert "Rocket man" not in watched.everything()


async def test_an_answer_that_is_no_answer_says_why() -> None:
    si, _, watched = client(Reply(body=b"<html>"), Reply({}))
    async with si:
        await si.documents.get("d1")

    broken = attributes(watched.spans[1])
    assert (broken["http.response.status_code"], broken["error.type"]) == (200, "not_json")


async def test_an_attempt_that_was_never_sent_has_a_span_as_well() -> None:
    si, transport, watched = client(
        Reply({}, status=429, headers={"Retry-After": "50"}), Reply({}), options=ClientOptions()
    )
    async with si:
        with pytest.raises(Exception, match="429"):
            await si.documents.get("d1", options=RequestOptions(deadline=5))
        with pytest.raises(NotSentError):
            await si.documents.get("d1", options=RequestOptions(deadline=5))

    assert len(transport.requests) == 1
    last = watched.spans[-1]
    assert attributes(last)["error.type"] == "limiter"
    assert attributes(last)["spaceinvoices.attempt.outcome"] == "not_sent"


async def test_a_path_given_literally_is_not_shown() -> None:
    si, _, watched = client(Reply({}))
    async with si:
        await si.request("GET", "/v1/Accounts/644c214c6ee48100249d5d7d/secrets")

    assert [span.name for span in watched.spans] == ["request_get", "GET"]
    assert "url.template" not in attributes(watched.spans[1])
    assert "644c214c6ee48100249d5d7d" not in watched.everything()


async def test_nothing_that_a_person_wrote_and_no_secret_is_shown() -> None:
    answer = {"id": "d-canary-id", "uniqueId": "canary-order", **DOCUMENT}
    si, _, watched = client(
        TransportError("unknown", "reset"), Reply([answer]), Reply([], headers={})
    )
    async with si:
        await si.documents.create(
            "canary-organization", **DOCUMENT, unique_id="canary-order", note="canary-note"
        )
        [_ async for _ in si.clients.list("canary-organization", where={"name": "canary-name"})]

    shown = watched.everything()
    words = ("canary", "Rocket man", "Space suit", "?filter", "token")
    assert [word for word in words if word in shown] == []


async def test_pages_are_calls_below_the_span_of_who_walks_them() -> None:
    def page(sent: SentRequest) -> Reply:
        skip = '"skip":100' in sent.query["filter"]
        rows = [{"id": f"c{skip}{number}"} for number in range(20 if skip else 100)]
        return Reply(rows, headers={"X-Total-Count": "120"})

    si, _, watched = client(page)
    async with si:
        with watched.tracer.start_as_current_span("walk"):
            assert len([row async for row in si.clients.list("org", prefetch=2)]) == 120

    (walk,) = watched.named("walk")
    parents = {span.parent.span_id for span in watched.named("clients_list") if span.parent}
    assert parents == {walk.context.span_id}
    assert len(watched.named("clients_list")) >= 2


async def test_a_view_and_its_login_are_calls_like_others(sandbox: Sandbox) -> None:
    watched = Watched()
    child = sandbox.seed.account("merchant@example.com")
    async with AsyncSpaceInvoices(
        sandbox.token, base_url=sandbox.url, options=ClientOptions(telemetry=watched.telemetry)
    ) as si:
        async with si.impersonate(id=child) as merchant:
            await merchant.accounts.authorized()

    calls = [span.name for span in watched.spans if span.kind == SpanKind.INTERNAL]
    assert "accounts_authorized" in calls
    assert len(calls) == 3  # the token of the child, its call, its logout
    assert child not in watched.everything()


async def test_parents_do_not_mix_among_a_hundred_tasks() -> None:
    async def late(sent: SentRequest) -> Reply:
        await asyncio.sleep(0.001 * (hash(sent.path) % 7))
        return Reply({})

    watched = Watched()
    options = ClientOptions(rate=None, telemetry=watched.telemetry)
    async with AsyncSpaceInvoices(
        "token", transport=ScriptedTransport(late), options=options
    ) as si:

        async def work(number: int) -> None:
            with watched.tracer.start_as_current_span(f"task {number}"):
                await si.documents.get(f"d{number}")
                await si.documents.get(f"e{number}")

        await asyncio.gather(*(work(number) for number in range(100)))

    tasks = {span.context.span_id: span for span in watched.spans if span.name.startswith("task")}
    calls = watched.named("documents_get")
    requests = watched.named("GET /v1/Documents/{document_id}")
    per_task = Counter(span.parent.span_id for span in calls if span.parent)
    per_call = Counter(span.parent.span_id for span in requests if span.parent)
    assert per_task == dict.fromkeys(tasks, 2)
    assert per_call == {span.context.span_id: 1 for span in calls if span.context}
    assert all(
        tasks[span.parent.span_id].context.trace_id == span.context.trace_id
        for span in calls
        if span.parent and span.context
    )


async def test_the_span_of_a_request_is_the_current_one_while_it_is_sent() -> None:
    current: list[Any] = []

    def note(_sent: SentRequest) -> Reply:
        current.append(trace.get_current_span().get_span_context().span_id)
        return Reply({})

    si, _, watched = client(note)
    async with si:
        await si.documents.get("d1")

    assert current == [watched.spans[1].context.span_id]
    assert trace.get_current_span() is trace.INVALID_SPAN


async def test_instrumentation_of_the_http_library_stands_back() -> None:
    key = otel_context._SUPPRESS_HTTP_INSTRUMENTATION_KEY
    seen: list[object] = []

    def note(_sent: SentRequest) -> Reply:
        seen.append(otel_context.get_value(key))
        return Reply({})

    si, _, _ = client(note)
    async with si:
        await si.documents.get("d1")

    assert (seen, otel_context.get_value(key)) == ([True], None)


async def test_where_a_program_suppresses_instrumentation_there_are_no_spans() -> None:
    key = otel_context._SUPPRESS_INSTRUMENTATION_KEY
    si, _, watched = client(Reply({}))
    token = otel_context.attach(otel_context.set_value(key, True))
    try:
        async with si:
            await si.documents.get("d1")
    finally:
        otel_context.detach(token)

    assert watched.spans == []


async def test_the_context_of_a_trace_is_sent_on_only_where_asked_for() -> None:
    silent, sent, _ = client(Reply({}))
    async with silent:
        await silent.documents.get("d1")
    assert "traceparent" not in sent.requests[0].headers

    si, sent, watched = client(Reply({}), propagate=True)
    async with si:
        await si.documents.get("d1")
    context = watched.spans[1].context
    expected = f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
    assert sent.requests[0].headers["traceparent"] == expected
    assert "baggage" not in sent.requests[0].headers


async def test_a_traceparent_that_the_caller_gives_is_left_alone() -> None:
    si, sent, _ = client(Reply({}), propagate=True)
    async with si:
        await si.documents.get("d1", options=RequestOptions(headers={"TraceParent": "mine"}))

    assert sent.requests[0].headers["traceparent"] == "mine"


@pytest.mark.parametrize("script", [(Reply({}),), (Reply({}, status=503), Reply({}))])
async def test_wherever_a_call_is_cancelled_its_spans_end(script: tuple[Reply, ...]) -> None:
    number = 0
    while True:
        number += 1
        si, _, watched = client(
            *script, options=ClientOptions(rate=None, concurrency=None, backoff=0.001)
        )
        before = otel_context.get_current()
        stepped = CancelledAt(si.documents.get("d1"), number)
        try:
            await stepped
        except asyncio.CancelledError:
            asyncio.current_task().uncancel()
        await si.aclose()

        assert otel_context.get_current() == before
        begun = {span.context.span_id for span in watched.spans}
        assert {span.parent.span_id for span in watched.spans if span.parent} <= begun
        if stepped.waits < number:
            return


async def test_a_call_cancelled_under_way_says_so() -> None:
    arrived = asyncio.Event()

    async def hang(_sent: SentRequest) -> Reply:
        arrived.set()
        await asyncio.Event().wait()
        raise AssertionError

    watched = Watched()
    options = ClientOptions(telemetry=watched.telemetry)
    async with AsyncSpaceInvoices(
        "token", transport=ScriptedTransport(hang), options=options
    ) as si:
        task = asyncio.ensure_future(si.documents.get("d1"))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    call, request = watched.spans
    assert attributes(call)["error.type"] == "CancelledError"
    assert attributes(request)["error.type"] == "cancelled"
    assert attributes(request)["spaceinvoices.attempt.outcome"] == "unknown"


async def test_a_call_left_behind_by_its_loop_ends_quietly(caplog: Any) -> None:
    watched = Watched()
    started = asyncio.Event()

    async def hang(_sent: SentRequest) -> Reply:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    options = ClientOptions(telemetry=watched.telemetry, rate=None, concurrency=None)
    si = AsyncSpaceInvoices("token", transport=ScriptedTransport(hang), options=options)
    coroutine = si.documents.get("d1")
    while not started.is_set():
        coroutine.send(None)
    await asyncio.create_task(_close(coroutine))

    assert [span.name for span in watched.spans] == [
        "documents_get",
        "GET /v1/Documents/{document_id}",
    ]
    assert "detach" not in caplog.text


async def _close(coroutine: Any) -> None:
    coroutine.close()


async def test_a_create_without_an_outcome_is_an_error() -> None:
    def drop(sent: SentRequest) -> Reply:
        if sent.method == "POST":
            raise TransportError("unknown", "reset")
        return Reply([])

    si, _, watched = client(drop)
    async with si:
        with pytest.raises(OutcomeUnknownError) as caught:
            await si.documents.create(
                "org", **DOCUMENT, options=RequestOptions(deadline=10), unique_id="o"
            )
        assert await si.reconcile(caught.value) is None

    calls = [span for span in watched.spans if span.parent is None]
    assert [(span.name, attributes(span)["spaceinvoices.outcome"]) for span in calls] == [
        ("documents_create", "OutcomeUnknownError"),
        ("reconcile", "ok"),
    ]
