"""The client: construction, lifecycle, what it shows."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import ssl
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.errors import ConfigurationError, OutcomeUnknownError, ServerError
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports.base import TransportError
from tests.support.account_server import ROOT, AccountServer

if TYPE_CHECKING:
    from spaceinvoices_async.instrumentation import CallRecord

UNLIMITED = ClientOptions(rate=None, concurrency=None)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in ("TOKEN", "EMAIL", "PASSWORD", "BASE_URL"):
        monkeypatch.delenv(f"SPACEINVOICES_{name}", raising=False)


def _client(server: AccountServer) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(
        "root-token", transport=ScriptedTransport(server), options=UNLIMITED, clock=None
    )


async def test_opens_with_its_first_call_and_closes_twice():
    transport = ScriptedTransport(Reply({"id": "root"}))
    si = AsyncSpaceInvoices("token", transport=transport)
    assert (await si.accounts.authorized()).id == "root"
    await si.aclose()
    await si.aclose()
    assert transport.closed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("proxy", "http://proxy.example:3128"),
        ("ssl_context", ssl.create_default_context()),
        ("trust_env", False),
    ],
)
def test_options_that_a_passed_transport_would_ignore_are_refused(name: str, value: object):
    with pytest.raises(ConfigurationError, match=rf"ClientOptions\.{name} .* give {name}= to"):
        AsyncSpaceInvoices(
            "token", transport=ScriptedTransport(), options=ClientOptions(**{name: value})
        )


@pytest.mark.parametrize("transport", ["httpx", AsyncSpaceInvoices, ssl])
def test_what_is_no_transport_is_refused(transport: object):
    with pytest.raises(ConfigurationError, match=r"transport= must be a transport"):
        AsyncSpaceInvoices("token", transport=transport)


async def test_after_closing_every_use_is_a_clear_error():
    si = _client(AccountServer())
    documents, rows = si.documents, si.clients.list("org-root")
    await si.aclose()
    for use in (
        si.accounts.authorized(),
        documents.get("doc"),
        anext(aiter(rows)),
        si.request("GET", "/v1/accounts"),
        si.__aenter__(),
    ):
        with pytest.raises(ConfigurationError, match="client is closed"):
            await use
    assert repr(si) == "<AsyncSpaceInvoices base_url='https://api.spaceinvoices.com' closed>"


async def test_closing_waits_for_the_calls_under_way():
    server = AccountServer()
    go, begun = asyncio.Event(), asyncio.Event()

    async def slow(request):
        begun.set()
        await go.wait()
        return await server(request)

    si = _client(slow)
    call = asyncio.create_task(si.accounts.authorized())
    await begun.wait()
    closing = asyncio.create_task(si.aclose())
    await asyncio.sleep(0)
    assert (closing.done(), si.stats().under_way) == (False, 1)
    go.set()
    await closing
    assert (await call).id == "root"


async def test_a_cancelled_close_closes_the_connections_at_once():
    begun = asyncio.Event()

    async def never(_):
        begun.set()
        await asyncio.Event().wait()

    transport = ScriptedTransport(never)
    si = AsyncSpaceInvoices("token", transport=transport)
    call = asyncio.create_task(si.accounts.authorized())
    await begun.wait()
    closing = asyncio.create_task(si.aclose())
    await asyncio.sleep(0)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert transport.closed
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call


@pytest.mark.parametrize(
    ("given", "environment", "expected"),
    [
        (None, None, "https://api.spaceinvoices.com"),
        (None, "http://localhost:8000/v1", "http://localhost:8000"),
        ("https://given.example", "http://localhost:8000", "https://given.example"),
    ],
)
def test_the_address_given_goes_before_the_environments(given, environment, expected, monkeypatch):
    if environment is not None:
        monkeypatch.setenv("SPACEINVOICES_BASE_URL", environment)
    assert AsyncSpaceInvoices("token", base_url=given).base_url == expected


def test_an_empty_address_is_not_replaced_by_another():
    with pytest.raises(ConfigurationError, match="base_url"):
        AsyncSpaceInvoices("token", base_url="")


async def test_the_account_is_known_from_the_login_where_the_server_answers_nothing():
    server = AccountServer()

    async def tacit(request):
        reply = await server(request)
        return Reply({}) if request.path.endswith("authorized") else reply

    si = AsyncSpaceInvoices(
        email=ROOT["email"], password=ROOT["password"], transport=ScriptedTransport(tacit)
    )
    async with si:
        assert si.account_id is None
        await si.accounts.authorized()
        assert si.account_id == "root"


async def test_any_route_can_be_reached():
    transport = ScriptedTransport(Reply({"rate": 21}))
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        answer = await si.request(
            "post", "/v1/Taxes/clause-type", query={"a": {"b": 1}}, body={"type": "invoice"}
        )
    (sent,) = transport.requests
    assert answer == {"rate": 21}
    assert (sent.method, sent.path) == ("POST", "/v1/Taxes/clause-type")
    assert (sent.query, sent.json) == ({"a": '{"b":1}'}, {"type": "invoice"})


async def test_a_block_records_the_calls_of_the_client_and_its_views():
    server = AccountServer()
    async with _client(server) as si:
        with si.record() as calls:
            async with si.impersonate(id="anna") as view:
                await view.documents.create("org-anna", type="invoice", items=[], unique_id="a-1")
    shown = [(call.operation, call.outcome, call.status, call.unique_id) for call in calls]
    assert shown == [
        ("accounts_impersonate", "ok", 200, None),
        ("documents_create", "ok", 200, "a-1"),
        ("accounts_logout", "ok", 204, None),
    ]


async def test_an_error_carries_the_attempts_that_the_record_shows():
    transport = ScriptedTransport(*[Reply(status=502, body=b"<html>")] * 3)
    async with AsyncSpaceInvoices("token", transport=transport, clock=FakeClock(auto=True)) as si:
        with si.record() as calls, pytest.raises(ServerError) as caught:
            await si.accounts.authorized(options=RequestOptions(max_attempts=3))
    (call,) = calls
    assert call.attempts == caught.value.attempts
    assert (call.outcome, len(call.attempts)) == ("ServerError", 3)


async def test_the_hook_sees_every_call():
    seen: list[CallRecord] = []
    transport = ScriptedTransport(Reply({"id": "root"}))
    options = ClientOptions(on_call=seen.append)
    async with AsyncSpaceInvoices("token", transport=transport, options=options) as si:
        await si.accounts.authorized()
    assert [call.operation for call in seen] == ["accounts_authorized"]


async def test_stats_show_limits_calls_retries_and_budget():
    transport = ScriptedTransport(TransportError("unknown", "reset"), Reply({"id": "root"}))
    async with AsyncSpaceInvoices("token", transport=transport, clock=FakeClock(auto=True)) as si:
        await si.accounts.authorized()
        stats = si.stats()
    assert (stats.calls, stats.resends, stats.under_way, stats.children) == (1, 1, 0, 0)
    assert stats.retry_budget == 500
    assert stats.limits is not None
    assert stats.limits.rate == 98.0


async def test_limits_that_are_off_are_not_there():
    async with _client(AccountServer()) as si:
        assert si.stats().limits is None


async def test_a_create_in_doubt_is_reconciled_as_the_account_it_was_made_for():
    stored: dict[str, object] = {}
    server = AccountServer()

    async def lossy(request):
        if request.method == "POST" and request.path.endswith("/documents"):
            body = request.json
            assert isinstance(body, dict)
            stored.update(body, id="doc-1", organizationId="org-anna")
            raise TransportError("unknown", "reset")
        if request.path.endswith("/documents"):
            tokens.append(server.tokens[request.token])
            return Reply([stored] if visible else [])
        return await server(request)

    tokens: list[str] = []
    visible = False
    clock = FakeClock(auto=True)
    transport = ScriptedTransport(lossy)
    si = AsyncSpaceInvoices("root-token", transport=transport, options=UNLIMITED, clock=clock)
    async with si:
        with pytest.raises(OutcomeUnknownError) as caught:
            async with si.impersonate(id="anna") as view:
                await view.documents.create(
                    "org-anna",
                    type="invoice",
                    items=[],
                    unique_id="a-1",
                    options=RequestOptions(deadline=5),
                )
        visible = True
        error = pickle.loads(pickle.dumps(caught.value))
        document = await si.reconcile(error)
    assert document is not None
    assert (document.id, document.unique_id) == ("doc-1", "a-1")
    assert set(tokens) == {"anna"}
    assert set(server.tokens.values()) == {"root"}


def test_a_client_cannot_be_copied_or_pickled():
    si = AsyncSpaceInvoices("canary")
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="make one in each process"):
            attempt(si)


async def test_no_secret_is_shown_anywhere(caplog):
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    secret = f"canary-{len(shown)}"  # never as it stands here: a traceback shows these lines

    async def server(request):
        if request.path.endswith("login"):
            return Reply({"id": f"{secret}-token", "ttl": 3600, "userId": "root"})
        raise TransportError("unknown", "reset")

    transport = ScriptedTransport(server)
    si = AsyncSpaceInvoices(
        email=f"{secret}@example.com",
        password=f"{secret}-password",
        transport=transport,
        clock=FakeClock(auto=True),
    )
    async with si:
        with si.record() as calls, pytest.raises(OutcomeUnknownError) as caught:
            await si.clients.create("org", name=secret, email=f"{secret}@example.com")
        with pytest.raises(OutcomeUnknownError) as listed:
            await si.accounts.count(where={"email": f"{secret}@example.com"})
        shown += [repr(si), repr(si._parts), repr(si.stats()), repr(calls)]
    for error in (caught.value, listed.value):
        shown += ["".join(traceback.format_exception(error)), repr(error), repr(vars(error))]
        shown.append(repr(pickle.dumps(error)))
    assert secret not in "".join(shown)
    assert secret not in caplog.text


def test_importing_the_client_brings_no_http_library():
    code = (
        "import sys; from spaceinvoices_async.client import AsyncSpaceInvoices; "
        "bad = {'httpx', 'httpcore', 'aiohttp', 'ssl', 'asyncio', 'msgspec'} & set(sys.modules); "
        "assert not bad, bad"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_client_works_in_a_second_event_loop():
    si = _client(AccountServer())

    async def use() -> object:
        calls = (si.accounts.authorized() for _ in range(50))
        return {account.id for account in await asyncio.gather(*calls)}

    assert [asyncio.run(use()), asyncio.run(use())] == [{"root"}, {"root"}]
    asyncio.run(si.aclose())
