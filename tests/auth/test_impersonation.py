"""Acting as child accounts: one token each, never anybody else's."""

from __future__ import annotations

import asyncio
import os
import pickle
import random

import pytest

from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.errors import (
    AccessDeniedError,
    ConfigurationError,
    InvalidInputError,
    ResponseDecodeError,
)
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from tests.support.account_server import AccountServer, refusal

UNLIMITED = ClientOptions(rate=None, concurrency=None)


def _client(server: AccountServer, **arguments: object) -> AsyncSpaceInvoices:
    transport = ScriptedTransport(server)
    return AsyncSpaceInvoices("root-token", transport=transport, options=UNLIMITED, **arguments)


async def _issue(view, account: str, number: int = 0) -> None:
    document = await view.documents.create(
        f"org-{account}", type="invoice", items=[], unique_id=f"{account}-{number}"
    )
    assert document.organization_id == f"org-{account}"


async def test_a_thousand_children_at_once_never_mix():
    server = AccountServer()
    order = random.Random(2)

    async def work(si: AsyncSpaceInvoices, number: int) -> None:
        child = f"child{number}"
        name = {"id": child} if number % 2 else {"email": f"{child}@example.com"}
        async with si.impersonate(**name) as view:
            for invoice in range(3):
                for _ in range(order.randrange(3)):
                    await asyncio.sleep(0)
                await _issue(view, child, invoice)

    async with _client(server) as si:
        await asyncio.gather(*(work(si, number) for number in range(1000)))
        assert si.stats().children == 0
    assert server.mixed == 0
    assert server.created == {f"org-child{number}": 3 for number in range(1000)}
    assert server.calls["impersonate"] == server.calls["logout"] == 1000
    assert server.most_impersonating <= 16
    assert set(server.tokens.values()) == {"root"}


async def test_one_token_however_many_tasks_ask_by_id_and_by_email():
    server = AccountServer()
    server.hold = asyncio.Event()
    async with _client(server) as si:
        names = [{"id": "anna"}, {"email": "anna@example.com"}]
        opening = [asyncio.create_task(si.as_account(**names[n % 2])) for n in range(100)]
        await asyncio.sleep(0)
        server.hold.set()
        views = await asyncio.gather(*opening)
        assert {view.account_id for view in views} == {"anna"}
        assert si.stats().children == 1
        await asyncio.gather(*(_issue(view, "anna", n) for n, view in enumerate(views)))
        later = await si.as_account(email="anna@example.com")
        assert server.calls["impersonate"] == 2  # one by id, one to learn whose the address is
        await asyncio.gather(*(view.aclose() for view in views))
        assert server.alive("anna") == 1
        await _issue(later, "anna", 100)
        await later.aclose()
        assert server.alive("anna") == 0
    assert server.mixed == 0


async def test_the_last_view_to_close_logs_out_and_closing_twice_counts_once():
    server = AccountServer()
    async with _client(server) as si:
        first, second = await si.as_account(id="anna"), await si.as_account(id="anna")
        await first.aclose()
        await first.aclose()
        assert server.alive("anna") == 1
        await _issue(second, "anna")
        await second.aclose()
        assert server.alive("anna") == 0


async def test_a_view_opened_after_the_last_one_closed_has_a_token_of_its_own():
    server = AccountServer()
    async with _client(server) as si:
        for _ in range(2):
            async with si.impersonate(id="anna") as view:
                await _issue(view, "anna")
    assert (server.calls["impersonate"], server.calls["logout"]) == (2, 2)


async def test_a_closed_view_sends_nothing_and_never_falls_back_to_its_parent():
    server = AccountServer()
    async with _client(server) as si:
        async with si.impersonate(id="anna") as view:
            pass
        sent = server.calls.total()
        with pytest.raises(ConfigurationError, match="view of a child account is closed"):
            await view.documents.create("org-anna", type="invoice", items=[])
        with pytest.raises(ConfigurationError, match="closed"):
            await view.request("GET", "/v1/Organizations/org-anna")
    assert server.calls.total() == sent


async def test_a_create_under_way_ends_before_the_logout():
    server = AccountServer()
    go, begun = asyncio.Event(), asyncio.Event()

    async def slow(request):
        if request.path.endswith("/documents"):
            begun.set()
            await go.wait()
        return await server(request)

    async with _client(slow) as si:
        view = await si.as_account(id="anna")
        create = asyncio.create_task(_issue(view, "anna"))
        await begun.wait()
        closing = asyncio.create_task(view.aclose())
        for _ in range(20):
            await asyncio.sleep(0)
        assert server.alive("anna") == 1
        go.set()
        await asyncio.gather(create, closing)
        assert server.alive("anna") == 0
    assert server.created["org-anna"] == 1


async def test_a_cancelled_close_logs_out_all_the_same():
    server = AccountServer()
    async with _client(server) as si:
        view = await si.as_account(id="anna")
        closing = asyncio.create_task(view.aclose())
        await asyncio.sleep(0)
        closing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await closing
    assert server.alive("anna") == 0


async def test_a_task_cancelled_while_it_opens_leaves_no_token_behind():
    server = AccountServer()
    server.hold = asyncio.Event()
    async with _client(server) as si:
        opening = asyncio.create_task(si.as_account(id="anna"))
        await server.asked_to_impersonate.wait()
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening
        server.hold.set()
    assert (server.calls["impersonate"], server.alive("anna")) == (1, 0)


async def test_a_child_that_is_refused_is_an_error_on_entering_and_not_remembered():
    server = AccountServer()
    server.refuse_impersonation = True
    async with _client(server, clock=FakeClock()) as si:
        for _ in range(2):
            with pytest.raises(AccessDeniedError):
                await si.as_account(id="stranger")
        assert si.stats().children == 0
        server.refuse_impersonation = False
        async with si.impersonate(id="stranger") as view:
            assert view.account_id == "stranger"


async def test_the_token_is_renewed_at_four_fifths_of_an_hour():
    server, clock = AccountServer(), FakeClock()
    async with _client(server, clock=clock) as si, si.impersonate(id="anna") as view:
        await clock.advance(0.79 * 3600)
        await _issue(view, "anna", 1)
        assert server.calls["impersonate"] == 1
        await clock.advance(0.02 * 3600)
        await _issue(view, "anna", 2)
        await clock.advance(0)
        await _issue(view, "anna", 3)
        assert server.calls["impersonate"] == 2


async def test_a_dead_token_is_replaced_once_for_all_tasks():
    server = AccountServer()
    async with _client(server) as si, si.impersonate(email="anna@example.com") as view:
        server.end("anna")
        await asyncio.gather(*(_issue(view, "anna", number) for number in range(50)))
    assert server.calls["impersonate"] == 2
    assert server.created["org-anna"] == 50


async def test_a_forbidden_record_does_not_cost_the_child_its_token():
    server = AccountServer()
    async with _client(server) as si, si.impersonate(id="anna") as view:
        for _ in range(3):
            with pytest.raises(AccessDeniedError):
                await view.documents.get("doc")
    assert (server.calls["impersonate"], server.calls["authorized"]) == (1, 1)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"id": "t", "ttl": 60, "userId": "bob"}, "of another account"),
        ({"id": "root-token", "ttl": 60, "userId": "anna"}, "parent's own token"),
        ({"ttl": 60, "userId": "anna"}, "holds no token"),
    ],
)
async def test_a_token_that_is_not_the_childs_is_never_used(answer, problem):
    transport = ScriptedTransport(Reply(answer))
    async with AsyncSpaceInvoices("root-token", transport=transport) as si:
        with pytest.raises(ResponseDecodeError, match=problem):
            await si.as_account(id="anna")
    assert len(transport.requests) == 1


async def test_the_lifetime_asked_for_reaches_the_server():
    transport = ScriptedTransport(
        Reply({"id": "t", "ttl": 60, "userId": "anna"}), Reply(status=204)
    )
    client = AsyncSpaceInvoices("root-token", transport=transport)
    async with client as si, si.impersonate(id="anna", ttl=60):
        pass
    impersonate, logout = transport.requests
    assert impersonate.json == {"id": "anna", "ttl": 60}
    assert (impersonate.token, logout.token) == ("root-token", "t")


@pytest.mark.parametrize(
    "arguments",
    [{}, {"id": ""}, {"id": "a", "email": "a@example.com"}, {"id": "a", "ttl": -1}],
)
async def test_whom_to_act_as_must_be_said_once(arguments):
    async with _client(AccountServer()) as si:
        with pytest.raises(InvalidInputError):
            await si.as_account(**arguments)


async def test_a_block_cannot_be_entered_twice_at_once():
    async with _client(AccountServer()) as si:
        block = si.impersonate(id="anna")
        async with block:
            with pytest.raises(ConfigurationError, match="entered already"):
                await block.__aenter__()


async def test_a_view_cannot_be_changed_copied_or_pickled():
    async with _client(AccountServer()) as si, si.impersonate(id="anna") as view:
        with pytest.raises(AttributeError, match="cannot be changed"):
            view.account_id = "bob"
        with pytest.raises(AttributeError, match="cannot be changed"):
            del view.documents
        with pytest.raises(TypeError, match="holds a token"):
            pickle.dumps(view)
        assert repr(view) == "<AccountView account_id='anna'>"
        assert not hasattr(view, "impersonate")


async def test_closing_the_client_logs_out_the_views_left_open():
    server = AccountServer()
    si = _client(server)
    views = [await si.as_account(id=child) for child in ("anna", "bob", "anna")]
    await si.aclose()
    assert set(server.tokens.values()) == {"root"}
    with pytest.raises(ConfigurationError, match="client is closed"):
        await _issue(views[0], "anna")
    with pytest.raises(ConfigurationError, match="client is closed"):
        await si.as_account(id="anna")
    await views[0].aclose()


async def test_a_logout_that_fails_is_told_to_the_log_and_to_nobody_else(caplog):
    server = AccountServer()

    async def grumpy(request):
        return (
            refusal("FORBIDDEN", 403) if request.path.endswith("logout") else await server(request)
        )

    async with _client(grumpy) as si, si.impersonate(id="anna"):
        pass
    assert "could not be logged out (AccessDeniedError)" in caplog.text
    assert "token-1" not in caplog.text


async def test_a_forked_process_leaves_the_tokens_of_its_parent_alone(monkeypatch):
    server = AccountServer()
    async with _client(server) as si:
        view = await si.as_account(id="anna")
        pid = os.getpid()
        monkeypatch.setattr(os, "getpid", lambda: pid + 1)
        await view.aclose()
        monkeypatch.undo()
    assert (server.calls["logout"], server.alive("anna")) == (0, 1)


def test_views_work_in_a_second_event_loop():
    server = AccountServer()
    si = _client(server)

    async def use() -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(40):
                group.create_task(_one(si, f"child{number}"))

    async def _one(si: AsyncSpaceInvoices, child: str) -> None:
        async with si.impersonate(id=child) as view:
            await _issue(view, child)

    asyncio.run(use())
    asyncio.run(use())
    asyncio.run(si.aclose())
    assert server.mixed == 0
    assert server.calls["impersonate"] == server.calls["logout"] == 80
