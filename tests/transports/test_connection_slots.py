"""Connections shared out in the order of asking."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async.transports._slots import ConnectionSlots


def _slots(*sizes: int) -> ConnectionSlots[int]:
    return ConnectionSlots(list(sizes), lambda number: number)


async def _waiting(slots: ConnectionSlots[int], seconds: float = 10.0) -> asyncio.Task[int]:
    task = asyncio.create_task(slots.acquire(seconds))
    await asyncio.sleep(0)
    return task


async def test_the_lower_pools_are_filled_first():
    slots = _slots(2, 1)
    assert [await slots.acquire(1.0) for _ in range(3)] == [0, 0, 1]


async def test_whoever_waits_longest_is_next():
    slots = _slots(1)
    await slots.acquire(1.0)
    first, second = await _waiting(slots), await _waiting(slots)
    slots.release(0)
    assert await first == 0
    assert not second.done()
    slots.release(0)
    assert await second == 0


async def test_a_newcomer_does_not_pass_those_who_wait():
    slots = _slots(1)
    await slots.acquire(1.0)
    first = await _waiting(slots)
    slots.release(0)
    second = await _waiting(slots)
    assert await first == 0
    assert not second.done()
    second.cancel()


async def test_each_gives_up_after_its_own_time_whatever_the_order(monkeypatch):
    loop = asyncio.get_running_loop()
    now = loop.time()
    monkeypatch.setattr(loop, "time", lambda: now)
    slots = _slots(1)
    await slots.acquire(1.0)
    patient = await _waiting(slots, 10.0)
    hasty, hastier = await _waiting(slots, 0.02), await _waiting(slots, 0.01)

    async def ended_after(seconds: float) -> list[bool]:
        nonlocal now
        now += seconds
        for _ in range(5):
            await asyncio.sleep(0)
        return [task.done() for task in (patient, hasty, hastier)]

    assert await ended_after(0.005) == [False, False, False]
    assert await ended_after(0.010) == [False, False, True]
    assert await ended_after(0.010) == [False, True, True]
    for task in (hasty, hastier):
        with pytest.raises(TimeoutError):
            await task
    slots.release(0)
    assert await patient == 0


async def test_a_slot_is_not_lost_to_one_who_has_given_up():
    slots = _slots(1)
    await slots.acquire(1.0)
    gone = asyncio.create_task(slots.acquire(-1.0))
    next_one = await _waiting(slots)
    await asyncio.sleep(0)
    # Between the alarm, which is due, and the moment at which `gone` hears of it.
    asyncio.get_running_loop().call_soon(slots.release, 0)
    with pytest.raises(TimeoutError):
        await gone
    assert await next_one == 0


async def test_a_slot_granted_to_a_cancelled_caller_goes_on_to_the_next():
    slots = _slots(1)
    await slots.acquire(1.0)
    first, second = await _waiting(slots), await _waiting(slots)
    slots.release(0)
    first.cancel()
    assert await second == 0
    assert first.cancelled()


async def test_a_caller_cancelled_while_waiting_leaves_the_queue():
    slots = _slots(1)
    await slots.acquire(1.0)
    first, second = await _waiting(slots), await _waiting(slots)
    first.cancel()
    await asyncio.sleep(0)
    slots.release(0)
    assert await second == 0
