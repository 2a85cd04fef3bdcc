"""Every call is told of once, every attempt too, and an object that is let go does no I/O."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
from typing import TYPE_CHECKING

import pytest

import spaceinvoices_async
from spaceinvoices_async import (
    AsyncSpaceInvoices,
    ClientOptions,
    NotFoundError,
    OutcomeUnknownError,
)
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError

if TYPE_CHECKING:
    from spaceinvoices_async import Attempt, CallRecord

UNKNOWN = TransportError("unknown", "reset")
FOUND = Reply([{"id": "doc", "uniqueId": "order"}])


def told(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == level]


async def test_one_line_per_call_whatever_becomes_of_it_and_hooks_for_each_attempt(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "spaceinvoices_async")
    calls: list[CallRecord] = []
    attempts: list[Attempt] = []
    options = ClientOptions(on_call=calls.append, on_attempt=attempts.append)
    script = (Reply({"id": "a"}), Reply(status=404), UNKNOWN, UNKNOWN, FOUND, FOUND)
    async with AsyncSpaceInvoices(
        "t", transport=ScriptedTransport(*script), options=options, clock=FakeClock(auto=True)
    ) as si:
        await si.documents.get("doc")
        with pytest.raises(NotFoundError):
            await si.documents.get("doc")
        with pytest.raises(OutcomeUnknownError) as caught:
            await si.clients.create("org", name="Tea")
        await si.documents.create("org", items=[], unique_id="order")
        caught.value.operation, caught.value.unique_id = "documents_create", "order"
        await si.reconcile(caught.value)

    assert [line.rpartition(" ms=")[0] for line in told(caplog, logging.INFO)] == [
        "documents_get ok attempts=1",
        "documents_get NotFoundError attempts=1",
        "clients_create OutcomeUnknownError attempts=1",
        "documents_create ok attempts=2",
        "reconcile ok attempts=1",
    ]
    assert [call.operation for call in calls][-2:] == ["documents_create", "reconcile"]
    assert attempts == [attempt for call in calls for attempt in call.attempts]
    assert [(one.operation, one.outcome) for one in attempts][-3:] == [
        ("documents_create", "unknown"),
        ("documents_list", "applied"),
        ("documents_list", "applied"),
    ]
    assert len(told(caplog, logging.DEBUG)) == len(attempts) == 6
    assert len(told(caplog, logging.WARNING)) == 1


async def test_a_hook_that_fails_is_logged_and_the_call_stands(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(attempt: object) -> None:
        raise RuntimeError("the hook's own")

    options = ClientOptions(on_call=fail, on_attempt=fail)
    transport = ScriptedTransport(Reply({"id": "doc"}))
    async with AsyncSpaceInvoices("t", transport=transport, options=options) as si:
        assert (await si.documents.get("doc")).id == "doc"

    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.exc_info is not None for record in errors] == [True, True]


def test_nothing_of_the_sdk_acts_when_it_is_collected() -> None:
    """A connector of aiohttp must not either, so that one says so itself: it does nothing."""
    connections = importlib.import_module("spaceinvoices_async.transports._aiohttp_connection")

    gc.collect()
    classes = [
        cls
        for cls in gc.get_objects()
        # Asked of its type: a proxy of another library would do something when asked itself.
        if issubclass(type(cls), type)
        and str(cls.__module__).startswith(spaceinvoices_async.__name__)
    ]
    finalizers = [cls for cls in classes if "__del__" in vars(cls)]

    assert len(classes) > 50
    assert finalizers == [connections._Connector]


async def test_a_client_that_is_let_go_sends_nothing_and_leaves_no_task() -> None:
    tokens = (f"token-{number}" for number in range(1, 9))
    transport = ScriptedTransport(
        lambda request: Reply({"id": next(tokens), "ttl": 3600, "userId": "child"})
    )
    si = AsyncSpaceInvoices(email="a@b.c", password="secret", transport=transport)
    child = await si.as_account(id="child")
    sent = len(transport.requests)
    del si, child
    gc.collect()
    await asyncio.sleep(0)

    assert len(transport.requests) == sent
    assert asyncio.all_tasks() == {asyncio.current_task()}
