"""Counting calls, and refusing those that come too late."""

from __future__ import annotations

import asyncio
import os

import pytest

from spaceinvoices_async._requestor import Gate
from spaceinvoices_async.errors import ConfigurationError


class Executor:
    """Carries a call out once it may."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def execute(self, call):
        await self.go.wait()
        return call

    async def reconcile(self, call, *, unique_id, not_before):
        await self.go.wait()
        return call, unique_id, not_before


async def test_idle_comes_after_the_last_call():
    executor = Executor()
    gate = Gate(executor, name="client")
    calls = [
        asyncio.create_task(gate.execute("one")),
        asyncio.create_task(gate.reconcile("two", unique_id="id", not_before=None)),
    ]
    await asyncio.sleep(0)
    waiting = asyncio.create_task(gate.idle())
    await asyncio.sleep(0)
    assert (gate.under_way, waiting.done()) == (2, False)
    executor.go.set()
    assert await asyncio.gather(*calls) == ["one", ("two", "id", None)]
    await waiting
    assert gate.under_way == 0


async def test_a_closed_gate_lets_what_is_under_way_end_and_nothing_else_begin():
    executor = Executor()
    gate = Gate(executor, name="client")
    call = asyncio.create_task(gate.execute("one"))
    await asyncio.sleep(0)
    gate.closed = True
    for late in (gate.execute("two"), gate.reconcile("two", unique_id="id", not_before=None)):
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await late
    executor.go.set()
    assert await call == "one"


async def test_a_cancelled_call_is_not_counted_any_more():
    gate = Gate(Executor(), name="client")
    call = asyncio.create_task(gate.execute("one"))
    await asyncio.sleep(0)
    call.cancel()
    await gate.idle()
    assert gate.under_way == 0


async def test_a_forked_process_does_not_wait_for_its_parents_calls(monkeypatch):
    gate = Gate(Executor(), name="client")
    call = asyncio.create_task(gate.execute("one"))
    await asyncio.sleep(0)
    pid = os.getpid()
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: pid + 1)
        await gate.idle()
    call.cancel()
