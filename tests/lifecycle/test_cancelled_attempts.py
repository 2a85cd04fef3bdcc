"""What is told of a call that was cancelled: the attempt under way, and whether it was sent."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.testing import Reply, ScriptedTransport
from spaceinvoices_async.transports.httpx import HttpxTransport
from tests.conformance.raw_server import RawServer

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from spaceinvoices_async import Attempt
    from spaceinvoices_async.testing import SentRequest
    from tests.conformance.raw_server import Peer


async def cancelled(call: Coroutine[object, object, object], when: asyncio.Event) -> None:
    task = asyncio.ensure_future(call)
    await when.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_attempt_that_was_cancelled_under_way_is_listed_as_unknown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    arrived = asyncio.Event()
    told: list[Attempt] = []

    async def hangs(peer: Peer) -> None:
        await peer.request()
        arrived.set()
        await peer.gone()

    async with RawServer(hangs) as server:
        options = ClientOptions(on_attempt=told.append)
        transport = HttpxTransport(trust_env=False)
        async with AsyncSpaceInvoices(
            "t", base_url=server.url, transport=transport, options=options
        ) as si:
            with caplog.at_level(logging.DEBUG, "spaceinvoices_async"), si.record() as calls:
                await cancelled(si.documents.get("doc"), arrived)

    (call,) = calls
    (tried,) = call.attempts
    assert (call.outcome, call.status) == ("CancelledError", None)
    assert (tried.number, tried.outcome, tried.reason) == (1, "unknown", "cancelled")
    assert told == [tried]
    lines = [record.message for record in caplog.records if record.name == "spaceinvoices_async"]
    assert lines[0].startswith("documents_get attempt 1: unknown cancelled ")
    assert lines[1].startswith("documents_get CancelledError attempts=1 ")


async def test_an_attempt_that_was_cancelled_before_its_turn_is_listed_as_not_sent() -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def answer(_request: SentRequest) -> Reply:
        arrived.set()
        await release.wait()
        return Reply({"id": "doc"})

    options = ClientOptions(rate=None, concurrency=1, max_concurrency=1)
    transport = ScriptedTransport(answer)
    async with AsyncSpaceInvoices("t", transport=transport, options=options) as si:
        first = asyncio.ensure_future(si.documents.get("first"))
        await arrived.wait()
        with si.record() as calls:
            second = asyncio.ensure_future(si.documents.get("second"))
            for _ in range(20):  # until it stands before the limits
                await asyncio.sleep(0)
            limits = si.stats().limits
            assert limits is not None
            assert limits.waiting == 1
            second.cancel()
            with pytest.raises(asyncio.CancelledError):
                await second
        release.set()
        await first

    ((tried,),) = [call.attempts for call in calls]
    assert (tried.outcome, tried.reason) == ("not_sent", "cancelled")
    assert len(transport.requests) == 1


async def test_earlier_attempts_stay_listed_before_the_cancelled_one() -> None:
    arrived = asyncio.Event()
    answers = iter([503, None])

    async def answer(_request: SentRequest) -> Reply:
        status = next(answers)
        if status is None:
            arrived.set()
            await asyncio.Event().wait()
        return Reply({}, status=503)

    transport = ScriptedTransport(answer)
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        with si.record() as calls:
            await cancelled(si.documents.get("doc"), arrived)

    tried = [(one.number, one.outcome, one.reason) for one in calls[0].attempts]
    assert tried == [(1, "unknown", "status 503"), (2, "unknown", "cancelled")]


async def test_a_create_that_was_cancelled_under_way_lists_its_attempt() -> None:
    arrived = asyncio.Event()

    async def answer(_request: SentRequest) -> Reply:
        arrived.set()
        await asyncio.Event().wait()
        raise AssertionError

    transport = ScriptedTransport(answer)
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        with si.record() as calls:
            create = si.documents.create("org", type="invoice", items=[], unique_id="order")
            await cancelled(create, arrived)

    (call,) = calls
    assert call.unique_id == "order"
    assert [(one.outcome, one.reason) for one in call.attempts] == [("unknown", "cancelled")]
