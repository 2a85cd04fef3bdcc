"""The limits every request passes, against servers that count."""

from __future__ import annotations

import asyncio
import itertools
import random

import pytest

from spaceinvoices_async._components import limiter_of
from spaceinvoices_async._limits.limiter import Limiter, ThrottlePause
from spaceinvoices_async.errors import LimiterTimeout
from spaceinvoices_async.instrumentation import LimiterStats
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.throttling_server import ThrottlingServer, busiest_second, passing, run_callers


def _limiter(clock: FakeClock, **settings: float | None) -> Limiter:
    return Limiter(
        clock=clock, throttle_pause=ThrottlePause(jitter=random.Random(1).random), **settings
    )


def _hundred(_moment: float) -> int:
    return 100


async def test_a_known_limit_is_used_and_never_exceeded():
    clock = FakeClock(auto=True)
    server = ThrottlingServer(clock, _hundred)
    await run_callers(_limiter(clock), server, callers=200, latency=0.05, seconds=60)
    assert server.refused == []
    assert busiest_second(server.accepted) <= 100
    assert server.used(1, 60) >= 0.95


@pytest.mark.parametrize("retry_after", [None, 1.0])
@pytest.mark.parametrize("latency", [0.02, 0.2])
async def test_an_unknown_limit_is_found_and_used(latency, retry_after):
    clock = FakeClock(auto=True)
    server = ThrottlingServer(clock, _hundred, retry_after=retry_after)
    await run_callers(_limiter(clock, rate=None), server, callers=64, latency=latency, seconds=200)
    assert server.used(10, 200) >= 0.95
    assert len(server.refused) <= 0.01 * len(server.accepted)


@pytest.mark.parametrize("rate", [98.0, None])
@pytest.mark.parametrize("retry_after", [None, 1.0])
async def test_a_limit_that_falls_and_comes_back_is_followed_both_ways(rate, retry_after):
    clock = FakeClock(auto=True)
    server = ThrottlingServer(
        clock, lambda moment: 10 if 60 <= moment < 180 else 100, retry_after=retry_after
    )
    await run_callers(_limiter(clock, rate=rate), server, callers=64, latency=0.05, seconds=360)
    fallen = [moment for moment in server.refused if 60 <= moment < 180]
    assert server.used(80, 180) >= 0.95
    assert len(fallen) <= 0.05 * 1200
    assert server.used(240, 360) >= 0.95


async def test_a_429_pauses_the_whole_client_for_as_long_as_it_says():
    clock = FakeClock(auto=True)
    limiter = _limiter(clock)
    async with limiter.acquire("a") as permit:
        permit.throttled(7.0)
    assert limiter.stats().paused_for == 7.0
    async with limiter.acquire("b"):
        assert clock.monotonic() == 7.0


async def test_a_shorter_pause_does_not_end_a_longer_one():
    limiter = _limiter(FakeClock())
    limiter.pause(10)
    limiter.pause(1)
    limiter.pause(-5)
    assert limiter.stats().paused_for == 10


async def test_a_pause_reaches_those_who_wait_already():
    clock = FakeClock()
    limiter = _limiter(clock, rate=1.0, burst=1)
    passed: list[float] = []

    async def call() -> None:
        async with limiter.acquire("lane"):
            passed.append(clock.monotonic())

    tasks = [asyncio.create_task(call()) for _ in range(2)]
    await clock.advance(0.5)
    limiter.pause(5)
    await clock.advance(10)
    await asyncio.gather(*tasks)
    assert passed == [0.0, 5.5]


async def test_an_absurd_retry_after_does_not_stop_the_client_for_good():
    clock = FakeClock(auto=True)
    limiter = _limiter(clock)
    async with limiter.acquire("lane") as permit:
        permit.throttled(1e12)
    assert limiter.stats().paused_for == 60
    async with limiter.acquire("lane") as permit:
        assert clock.monotonic() == 60


async def test_after_a_pause_that_was_cut_short_one_request_asks_for_all():
    clock = FakeClock()
    limiter = _limiter(clock)
    answers: list[float | None] = [100.0, None]
    sent: list[float] = []

    async def call() -> None:
        async with limiter.acquire("lane") as permit:
            sent.append(clock.monotonic())
            await clock.sleep(1)
            asked = answers.pop(0) if answers else None
            if asked is None:
                permit.succeeded()
            else:
                permit.throttled(asked)

    limiter.pause(1000)
    tasks = [asyncio.create_task(call()) for _ in range(5)]
    await clock.advance(60.9)
    assert sent == [60]
    await clock.advance(60.5)
    assert sent == [60, 121]
    await clock.advance(10)
    await asyncio.gather(*tasks)
    assert len(sent) == 5


@pytest.mark.parametrize("asked", [None, 1.0])
async def test_once_a_probe_was_answered_requests_need_not_wait_for_each_others_answers(asked):
    clock = FakeClock()
    limiter = _limiter(clock, rate=None)
    limiter.pause(1000)
    await clock.advance(60)
    async with limiter.acquire("lane") as permit:
        if asked is None:
            permit.succeeded()
        else:
            permit.throttled(asked)
    tasks = [asyncio.create_task(limiter.acquire("lane").__aenter__()) for _ in range(3)]

    await clock.advance(10)

    assert [task.done() for task in tasks] == [True] * 3


async def test_a_probe_that_is_lost_is_followed_by_another():
    clock = FakeClock()
    limiter = _limiter(clock)
    limiter.pause(1000)
    await clock.advance(60)
    async with limiter.acquire("lane") as permit:
        permit.timed_out()
    await clock.advance(1)
    async with limiter.acquire("lane") as permit:
        permit.succeeded()
    assert limiter.stats().in_flight == 0


async def test_who_cannot_wait_for_the_end_of_a_pause_is_told_at_once():
    clock = FakeClock()
    limiter = _limiter(clock, rate=1.0, burst=1)
    async with limiter.acquire("lane"):
        pass
    hurried = asyncio.create_task(limiter.acquire("lane", deadline=5).__aenter__())
    patient = asyncio.create_task(limiter.acquire("lane", deadline=50).__aenter__())
    await clock.advance(0.1)

    limiter.pause(30)
    await clock.advance(0)

    assert (hurried.done(), patient.done()) == (True, False)
    with pytest.raises(LimiterTimeout, match=r"asked for a pause \(429\), of which 30.0 s"):
        await hurried
    with pytest.raises(LimiterTimeout, match="asked for a pause"):
        await limiter.acquire("lane", deadline=5).__aenter__()
    await clock.advance(31)
    assert await patient


@pytest.mark.parametrize("rate", [98.0, None])
async def test_a_clock_that_falls_back_does_not_lock_anybody_out(rate):
    clock = FakeClock(auto=True)
    limiter = _limiter(clock, rate=rate)
    await clock.sleep(10_000)
    limiter.pause(50)
    for _ in range(3):
        async with limiter.acquire("lane") as permit:
            permit.succeeded()
    async with limiter.acquire("lane") as permit:
        permit.throttled(None)

    clock._elapsed = 10.0
    for _ in range(3):
        async with limiter.acquire("lane", deadline=20) as permit:
            permit.succeeded()
    assert clock.monotonic() < 20
    async with limiter.acquire("lane") as permit:
        permit.throttled(None)
    assert limiter.stats().paused_for > 0


async def test_pauses_double_while_nothing_but_429_comes_back():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, throttle_pause=ThrottlePause(jitter=lambda: 1.0))
    pauses = []
    for _ in range(7):
        async with limiter.acquire("lane") as permit:
            permit.throttled(None)
        pauses.append(round(limiter.stats().paused_for))
    async with limiter.acquire("lane") as permit:
        permit.succeeded()
    async with limiter.acquire("lane") as permit:
        permit.throttled(None)
    pauses.append(round(limiter.stats().paused_for))
    assert pauses == [1, 2, 4, 8, 16, 20, 20, 1]


async def test_a_limit_that_was_met_before_costs_a_short_pause_and_a_small_cut():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, rate=None, throttle_pause=ThrottlePause(jitter=lambda: 1.0))
    seen: list[tuple[float, float | None]] = []
    for calls in (20, 100):
        for _ in range(calls):
            async with limiter.acquire("lane") as permit:
                permit.succeeded()
        async with limiter.acquire("lane") as permit:
            permit.throttled(None)
        stats = limiter.stats()
        seen.append((round(stats.paused_for, 2), round(stats.rate or 0)))
        await clock.sleep(10)
    assert seen == [(1.0, 14), (0.25, 17)]  # of 20, and of the 19 that passed in the last second


async def test_many_429s_of_one_moment_cut_the_rate_once():
    clock = FakeClock(auto=True)
    limiter = Limiter(rate=None, clock=clock, throttle_pause=ThrottlePause(jitter=lambda: 1.0))
    server = ThrottlingServer(clock, lambda moment: 20)
    permits = [limiter.acquire("lane") for _ in range(8)]
    for _ in range(20):
        async with limiter.acquire("lane") as permit:
            assert server.answer() == 200
            permit.succeeded()
    for permit in permits:
        await permit.__aenter__()
    for permit in permits:
        permit.throttled(None)
        await permit.__aexit__(None, None, None)
    stats = limiter.stats()
    assert stats == LimiterStats(
        rate=pytest.approx(14.0),
        concurrency=5,
        in_flight=0,
        waiting=0,
        lanes={},
        paused_for=1.0,
        throttled=8,
    )


async def test_timeouts_take_slots_but_leave_the_rate():
    limiter = _limiter(FakeClock())
    async with limiter.acquire("lane") as permit:
        permit.timed_out()
    stats = limiter.stats()
    assert (stats.rate, stats.concurrency, stats.throttled) == (98.0, 5, 0)


async def test_stats_show_who_waits():
    clock = FakeClock()
    limiter = _limiter(clock, rate=None, concurrency=1)

    async def call(lane: str) -> None:
        async with limiter.acquire(lane):
            await clock.sleep(1)

    tasks = [asyncio.create_task(call(lane)) for lane in ("a", "a", "b")]
    await clock.advance(0.5)
    assert limiter.stats() == LimiterStats(
        rate=None,
        concurrency=1,
        in_flight=1,
        waiting=2,
        lanes={"a": 1, "b": 1},
        paused_for=0.0,
        throttled=0,
    )
    await clock.advance(5)
    await asyncio.gather(*tasks)


async def test_with_both_limits_off_everything_passes_at_once():
    clock = FakeClock()
    limiter = _limiter(clock, rate=None, concurrency=None)
    permits = [limiter.acquire("lane") for _ in range(1000)]
    for permit in permits:
        await permit.__aenter__()
    stats = limiter.stats()
    assert (stats.in_flight, stats.rate, stats.concurrency) == (1000, None, None)


async def test_a_permit_that_ends_in_an_error_gives_its_slot_back():
    limiter = _limiter(FakeClock())
    with pytest.raises(ConnectionError):
        async with limiter.acquire("lane"):
            raise ConnectionError
    assert limiter.stats().in_flight == 0


# What a 429 and an answer change


async def test_after_a_429_requests_are_spaced_by_what_was_granted():
    clock = FakeClock(auto=True)
    limiter = _limiter(clock, rate=100.0, burst=1, concurrency=None)
    for _ in range(20):
        async with limiter.acquire("lane") as permit:
            permit.succeeded()
    async with limiter.acquire("lane") as permit:
        permit.throttled(2.0)
    refused_at = clock.monotonic()

    passed = await passing(limiter, clock, 3, deadline=9.0)

    assert [moment - refused_at for moment in passed] == pytest.approx(
        [2.0, 2 + 1 / 14, 2 + 2 / 14]
    )


async def test_answers_bring_the_pace_back_and_not_only_the_figure():
    clock = FakeClock(auto=True)
    limiter = _limiter(clock, rate=20.0, burst=1, concurrency=None)
    for _ in range(20):
        async with limiter.acquire("lane") as permit:
            permit.succeeded()
    async with limiter.acquire("lane") as permit:
        permit.throttled(0.0)
    for _ in range(2000):
        async with limiter.acquire("lane") as permit:
            permit.succeeded()
    assert limiter.stats().rate == 20.0
    began = clock.monotonic()

    passed = await passing(limiter, clock, 5, deadline=began + 9)

    gaps = [later - earlier for earlier, later in itertools.pairwise(passed)]
    assert gaps == pytest.approx([0.05] * 4)


async def test_while_the_rate_grows_the_pace_follows_with_every_answer():
    clock = FakeClock(auto=True)
    limiter = _limiter(clock, rate=100.0, burst=1, concurrency=None)
    for _ in range(50):
        async with limiter.acquire("lane") as permit:
            permit.succeeded()
    async with limiter.acquire("lane") as permit:
        permit.throttled(1.0)
    before = limiter.stats().rate
    async with limiter.acquire("lane") as permit:
        permit.succeeded()
    rate = limiter.stats().rate
    assert before < rate < 100.0

    passed = await passing(limiter, clock, 3, deadline=clock.monotonic() + 9)

    assert passed[2] - passed[1] == pytest.approx(1 / rate)


async def test_after_a_429_requests_need_not_wait_for_each_others_answers():
    clock = FakeClock()
    limiter = _limiter(clock, rate=None)
    async with limiter.acquire("lane") as permit:
        permit.throttled(1.0)
    tasks = [asyncio.create_task(limiter.acquire("lane").__aenter__()) for _ in range(3)]

    await clock.advance(10)  # one in two seconds, since nothing was granted yet

    assert [task.done() for task in tasks] == [True] * 3
    assert limiter.stats().in_flight == 3


async def test_the_short_pause_at_a_known_limit_is_the_first_one_only():
    clock = FakeClock(auto=True)
    jitters = iter([0.0, 0.0, 1.0])
    limiter = Limiter(
        clock=clock, rate=None, throttle_pause=ThrottlePause(jitter=lambda: next(jitters))
    )
    pauses = []
    for calls in (20, 20, 0):
        for _ in range(calls):
            async with limiter.acquire("lane") as permit:
                permit.succeeded()
        await clock.sleep(0.001)
        async with limiter.acquire("lane") as permit:
            permit.throttled(None)
        pauses.append(limiter.stats().paused_for)
    assert pauses == [0.0, 0.0, 2.0]


async def test_the_pause_after_a_429_that_does_not_say_how_long_is_as_the_options_say():
    clock = FakeClock(auto=True)
    options = ClientOptions(throttle_backoff=3.0, max_backoff=5.0)
    made = limiter_of(options, clock)
    assert made is not None
    assert made.throttle_pause == ThrottlePause(3.0, 5.0)

    limiter = Limiter(clock=clock, rate=None, throttle_pause=ThrottlePause(3.0, 5.0, lambda: 1.0))
    pauses = []
    for _ in range(3):
        async with limiter.acquire("lane") as permit:
            permit.throttled(None)
        pauses.append(limiter.stats().paused_for)
    assert pauses == [3.0, 5.0, 5.0]


# What is set without a word


async def test_the_limits_of_a_client_that_sets_none():
    clock = FakeClock()
    limiter = Limiter(clock=clock)
    stats = limiter.stats()
    assert (stats.rate, stats.concurrency) == (98.0, 8)
    permits = [limiter.acquire("lane", deadline=1.0) for _ in range(3)]
    tasks = [asyncio.create_task(permit.__aenter__()) for permit in permits]
    await clock.advance(0.0)
    assert [task.done() for task in tasks] == [True, True, False]  # two at once,
    await clock.advance(1 / 98 + 1e-6)
    assert tasks[2].done()  # and then evenly


async def test_slots_grow_to_thirty_two_without_a_word():
    clock = FakeClock(auto=True)
    limiter = _limiter(clock, rate=None)
    permits = [limiter.acquire("lane") for _ in range(8)]
    for permit in permits:
        await permit.__aenter__()
    while (limiter.stats().concurrency or 0) > limiter.stats().in_flight:
        permits.append(await limiter.acquire("lane").__aenter__())
    for _ in range(2000):
        permits[0].succeeded()
        while (limiter.stats().concurrency or 0) > limiter.stats().in_flight:
            permits.append(await limiter.acquire("lane").__aenter__())
    assert limiter.stats().concurrency == 32


@pytest.mark.parametrize(("asked", "at_once"), [(59.0, 3), (60.0, 3), (60.5, 1), (1000.0, 1)])
async def test_only_a_pause_that_was_cut_short_is_followed_by_a_probe(asked, at_once):
    clock = FakeClock()
    limiter = _limiter(clock, rate=None)
    limiter.pause(asked)
    tasks = [asyncio.create_task(limiter.acquire("lane").__aenter__()) for _ in range(3)]

    await clock.advance(61)

    assert sum(task.done() for task in tasks) == at_once
    for task in tasks:
        task.cancel()


async def test_the_figures_can_be_had_without_the_lanes():
    clock = FakeClock()
    limiter = _limiter(clock, rate=None, concurrency=1)
    async with limiter.acquire("a"):
        waiting = asyncio.create_task(limiter.acquire("b").__aenter__())
        await asyncio.sleep(0)
        with_lanes, without = limiter.stats(), limiter.stats(lanes=False)
    assert (with_lanes.waiting, with_lanes.lanes) == (1, {"b": 1})
    assert (without.waiting, without.lanes) == (1, {})
    await waiting
