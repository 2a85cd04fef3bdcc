"""A rate that is set while the client works, as a cluster does with each share."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async._limits.limiter import Limiter
from spaceinvoices_async.errors import LimiterTimeout
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.throttling_server import passing


async def test_a_rate_that_was_raised_is_used_and_nobody_is_refused_by_the_old_one():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, rate=10.0, burst=1, concurrency=None)
    limiter.set_rate(50.0)

    passed = await passing(limiter, clock, 50, deadline=1.5)

    assert passed == pytest.approx([index / 50 for index in range(50)])
    assert limiter.stats().rate == 50.0


async def test_a_rate_that_was_lowered_refuses_at_once_whom_it_leaves_no_turn():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, rate=50.0, burst=1, concurrency=None)
    limiter.set_rate(10.0)
    calls = [asyncio.create_task(limiter.acquire("lane", deadline=1.05).__aenter__())]
    await asyncio.gather(*calls)
    calls += [
        asyncio.create_task(limiter.acquire("lane", deadline=1.05).__aenter__()) for _ in range(14)
    ]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    refused = [call.exception() for call in calls if call.done() and call is not calls[0]]

    assert clock.monotonic() == 0
    assert [type(error) for error in refused] == [LimiterTimeout] * 4  # eleven pass, by tenths
    assert "10 may pass in a second" in str(refused[0])
    await asyncio.gather(*calls, return_exceptions=True)


@pytest.mark.parametrize("rate", [None, 50.0])
async def test_no_second_holds_more_than_the_rate_that_was_set_whatever_connections_take(rate):
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, rate=rate, burst=1, concurrency=None)
    limiter.set_rate(10.0)
    for _ in range(10):  # on their way to a connection, all of which open at once
        async with limiter.acquire("lane") as permit:
            permit.sent(0.95)

    async with limiter.acquire("lane"):
        assert clock.monotonic() == pytest.approx(1.95)


async def test_a_rate_that_a_429_has_cut_is_kept_below_a_new_ceiling():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, rate=None, burst=1, concurrency=None)
    for _ in range(100):
        async with limiter.acquire("lane") as permit:
            permit.succeeded()
    async with limiter.acquire("lane") as permit:
        permit.throttled(1.0)

    rates = []
    for ceiling in (90.0, 20.0, 100.0):
        limiter.set_rate(ceiling)
        rates.append(limiter.stats().rate)

    assert rates == pytest.approx([70.0, 20.0, 70.0])
    _, *passed = await passing(limiter, clock, 4, deadline=9.0)
    assert passed == pytest.approx([passed[0] + index / 70 for index in range(3)])
