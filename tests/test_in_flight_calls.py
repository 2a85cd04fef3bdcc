"""The counter of calls in flight: of a client, and of a view of it."""

from __future__ import annotations

import asyncio
import os

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._requestor import InFlightCalls


async def call(calls, end):
    with calls.call():
        await end.wait()


async def begun(calls, end, number=1):
    tasks = [asyncio.create_task(call(calls, end)) for _ in range(number)]
    await asyncio.sleep(0)
    return tasks


async def test_draining_waits_until_the_last_call_has_ended():
    calls, end = InFlightCalls("client"), asyncio.Event()
    tasks = await begun(calls, end, 2)
    draining = asyncio.create_task(calls.drain())
    await asyncio.sleep(0)
    assert (calls.count, draining.done()) == (2, False)
    end.set()
    await asyncio.gather(*tasks, draining)
    assert calls.count == 0


async def test_after_the_end_calls_are_refused_and_those_in_flight_go_on():
    calls, end = InFlightCalls("client"), asyncio.Event()
    (task,) = await begun(calls, end)
    calls.close()
    with pytest.raises(errors.ConfigurationError, match="the client is closed"):
        await call(calls, end)
    assert (calls.count, task.done()) == (1, False)
    end.set()
    await task
    assert calls.count == 0


async def test_a_call_of_a_view_counts_for_the_client_too():
    client, end = InFlightCalls("client"), asyncio.Event()
    view = InFlightCalls("view", client)
    tasks = [*await begun(view, end), *await begun(client, end)]
    assert (view.count, client.count) == (1, 2)
    end.set()
    await asyncio.gather(*tasks)
    assert (view.count, client.count) == (0, 0)


async def test_a_view_of_a_closed_client_refuses_calls_and_counts_none():
    client = InFlightCalls("client")
    view = InFlightCalls("view", client)
    client.close()
    with pytest.raises(errors.ConfigurationError, match="the client is closed"):
        await call(view, asyncio.Event())
    assert (view.count, client.count) == (0, 0)


async def test_a_closed_view_leaves_the_client_open():
    client, end = InFlightCalls("client"), asyncio.Event()
    view = InFlightCalls("view", client)
    view.close()
    with pytest.raises(errors.ConfigurationError, match="the view is closed"):
        await call(view, end)
    end.set()
    await call(client, end)
    assert client.count == 0


async def test_a_cancelled_call_is_not_in_flight_any_more():
    calls = InFlightCalls("client")
    (task,) = await begun(calls, asyncio.Event())
    task.cancel()
    await calls.drain()
    assert calls.count == 0


def test_calls_left_in_a_closed_loop_are_not_waited_for():
    calls, end = InFlightCalls("client"), asyncio.Event()
    loop = asyncio.new_event_loop()
    left = loop.run_until_complete(begun(calls, end, 2))
    draining = loop.create_task(calls.drain())
    loop.run_until_complete(asyncio.sleep(0))
    assert calls.count == 2
    loop.close()

    assert calls.count == 0
    asyncio.run(calls.drain())
    for task in [*left, draining]:
        task.get_coro().close()
        task._log_destroy_pending = False
    assert calls.count == 0


def test_the_end_of_a_call_of_a_closed_loop_does_not_count_for_another():
    calls, end = InFlightCalls("client"), asyncio.Event()
    loop = asyncio.new_event_loop()
    (left,) = loop.run_until_complete(begun(calls, end))
    loop.close()

    async def main():
        other = asyncio.Event()
        (task,) = await begun(calls, other)
        left.get_coro().close()
        left._log_destroy_pending = False
        assert calls.count == 1
        other.set()
        await task

    asyncio.run(main())
    assert calls.count == 0


async def test_a_forked_process_does_not_wait_for_its_parents_calls(monkeypatch):
    calls, end = InFlightCalls("client"), asyncio.Event()
    (task,) = await begun(calls, end)
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: -1)
        await calls.drain()
        assert calls.count == 0
    end.set()
    await task
