"""The queue for a turn at its edges: cancellations, deadlines that are now, and what a wait is for."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async._limits.limiter import Limiter
from spaceinvoices_async.errors import LimiterTimeout
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.throttling_server import busiest_second, passing

if TYPE_CHECKING:
    from spaceinvoices_async._limits.limiter import Permit


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class Caller:
    """Acquires a permit as a task, and holds it until told."""

    def __init__(self, limiter: Limiter, *, deadline: float | None = None) -> None:
        self.permit: Permit = limiter.acquire("lane", deadline=deadline)
        self.inside = False
        self.done = asyncio.Event()
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        async with self.permit:
            self.inside = True
            await self.done.wait()


async def test_a_slot_is_not_given_to_one_who_is_cancelled_at_the_moment_it_becomes_free():
    limiter = Limiter(rate=None, concurrency=1, clock=FakeClock())
    first, second, third = Caller(limiter), Caller(limiter), Caller(limiter)
    await settle()
    first.done.set()  # leaves in the next turn of the loop,
    second.task.cancel()  # where this one has not yet heard of its end
    await settle()

    assert second.task.cancelled()
    assert third.inside
    third.done.set()
    await settle()
    assert limiter.stats().in_flight == 0
    assert limiter.stats().waiting == 0


async def test_one_who_is_cancelled_at_the_moment_of_its_turn_costs_the_rate_nothing():
    clock = FakeClock()
    limiter = Limiter(rate=1.0, burst=1, concurrency=1, clock=clock)
    first, second, third = Caller(limiter), Caller(limiter), Caller(limiter)
    await settle()
    first.done.set()
    await settle()
    second.task.cancel()

    await clock.advance(1.0)
    await settle()

    assert (second.inside, third.inside) == (False, True)
    third.done.set()
    await settle()
    assert limiter.stats().in_flight == 0


@pytest.mark.parametrize("now", [0.0, 10.0])
async def test_a_deadline_that_is_now_gets_no_turn_even_if_nobody_waits(now):
    clock = FakeClock()
    await clock.advance(now)
    limiter = Limiter(rate=None, concurrency=1, clock=clock)

    with pytest.raises(LimiterTimeout):
        async with limiter.acquire("lane", deadline=now):
            raise AssertionError

    assert limiter.stats().in_flight == 0


async def test_who_passes_at_once_has_waited_for_nothing():
    clock = FakeClock()
    await clock.advance(10)
    limiter = Limiter(rate=None, concurrency=1, clock=clock)

    async with limiter.acquire("lane") as permit:
        assert permit.cause is None


async def test_one_who_waits_for_a_slot_is_sent_away_at_its_deadline():
    clock = FakeClock()
    await clock.advance(10)
    limiter = Limiter(rate=None, concurrency=1, clock=clock)
    first, second = Caller(limiter), Caller(limiter, deadline=12.0)
    await clock.advance(1.9)
    assert not second.task.done()

    await clock.advance(0.1)
    await settle()

    assert isinstance(second.task.exception(), LimiterTimeout)
    assert "the server has asked for a pause" not in str(second.task.exception())
    assert second.permit.cause == "concurrency"
    first.done.set()
    await settle()


async def test_a_wait_names_its_cause():
    clock = FakeClock()
    limiter = Limiter(rate=1.0, burst=1, concurrency=2, clock=clock)
    holder, paced = Caller(limiter), Caller(limiter)
    await settle()
    assert (holder.permit.cause, paced.permit.cause) == (None, "rate")
    limiter.pause(5.0)
    paused = Caller(limiter)
    await settle()
    assert paused.permit.cause == "pause"

    for caller in (holder, paced, paused):
        caller.done.set()
        caller.task.cancel()
    await settle()


@pytest.mark.parametrize("left", [5.0, 0.3])
async def test_the_error_names_what_is_left_of_a_pause_however_little(left):
    clock = FakeClock()
    await clock.advance(10)
    limiter = Limiter(rate=None, concurrency=1, clock=clock)
    limiter.pause(left)

    with pytest.raises(LimiterTimeout, match=rf"\(429\), of which {left} s are left"):
        async with limiter.acquire("lane", deadline=10.1):
            raise AssertionError


async def test_after_all_have_passed_no_alarm_is_left():
    clock = FakeClock()
    limiter = Limiter(rate=None, concurrency=1, clock=clock)
    callers = [Caller(limiter, deadline=100.0) for _ in range(3)]
    await settle()
    for caller in callers:
        caller.done.set()
        await settle()

    assert [caller.inside for caller in callers] == [True] * 3
    assert clock.pending == 0


async def test_after_one_who_waited_was_cancelled_no_alarm_is_left():
    clock = FakeClock()
    limiter = Limiter(rate=1.0, burst=1, concurrency=2, clock=clock)
    first, second = Caller(limiter), Caller(limiter, deadline=100.0)
    await settle()
    assert clock.pending == 2
    second.task.cancel()
    await settle()

    assert clock.pending == 0
    first.done.set()
    await settle()


@pytest.mark.parametrize(
    ("rate", "named"), [(None, ""), (98.0, ", 98 may pass in a second"), (0.5, ", 0.5 may pass")]
)
async def test_the_error_names_the_rate_where_there_is_one(rate, named):
    clock = FakeClock()
    limiter = Limiter(rate=rate, concurrency=1, clock=clock)
    first, second = Caller(limiter), Caller(limiter, deadline=3.0)
    await clock.advance(3.0)
    await settle()

    told = str(second.task.exception())

    assert told.startswith(f"no turn before the deadline: 0 calls wait, 1 are in flight{named}")
    assert told.endswith("(raise the deadline or send less)")
    assert ("may pass" in told) is (rate is not None)
    first.done.set()
    await settle()


@pytest.mark.parametrize(("asked_at", "cause"), [(4.9, "pause"), (5.0, "concurrency")])
async def test_a_pause_that_has_just_ended_is_no_cause_of_a_wait(asked_at, cause):
    clock = FakeClock()
    limiter = Limiter(rate=None, concurrency=1, clock=clock)
    first = Caller(limiter)
    await settle()
    limiter.pause(5.0)
    await clock.advance(asked_at)

    second = Caller(limiter)
    await settle()

    assert second.permit.cause == cause
    first.done.set()
    second.task.cancel()
    await settle()


async def test_a_pause_that_ends_at_the_deadline_is_not_blamed():
    clock = FakeClock()
    limiter = Limiter(rate=None, concurrency=1, clock=clock)
    first = Caller(limiter)
    await settle()
    limiter.pause(5.0)
    second = Caller(limiter, deadline=5.0)

    await clock.advance(5.0)
    await settle()

    assert "no turn before the deadline: 0 calls wait" in str(second.task.exception())
    first.done.set()
    await settle()


async def test_a_pause_sends_nobody_away_who_is_cancelled_at_that_moment():
    clock = FakeClock()
    limiter = Limiter(rate=None, concurrency=1, clock=clock)
    first, second = Caller(limiter), Caller(limiter, deadline=3.0)
    await settle()
    second.task.cancel()  # which it has not heard of yet
    limiter.pause(5.0)
    await settle()

    assert second.task.cancelled()
    assert (limiter.stats().waiting, clock.pending) == (0, 0)
    first.done.set()
    await settle()


async def test_no_second_holds_more_than_the_rate_though_a_burst_went_out_at_once():
    clock = FakeClock(auto=True)
    limiter = Limiter(rate=10.0, burst=5, concurrency=None, clock=clock)

    passed = await passing(limiter, clock, 30, deadline=9.0)

    assert passed[:6] == pytest.approx([0.0, 0.0, 0.0, 0.0, 0.0, 0.1])
    assert busiest_second(passed) == 10


async def test_who_is_cancelled_in_a_full_second_leaves_its_place_to_the_next():
    clock = FakeClock()
    limiter = Limiter(rate=2.0, burst=2, concurrency=None, clock=clock)
    callers = [Caller(limiter) for _ in range(5)]
    await settle()
    assert [caller.inside for caller in callers] == [True, True, False, False, False]

    timer = clock._next()
    assert timer is not None
    clock._fire(timer)
    callers[2].task.cancel()  # passes, with the one behind it, and has not heard of it yet
    await settle()
    assert (callers[3].inside, clock.monotonic(), clock.pending) == (True, 1.0, 1)
    await clock.advance(0.5)

    assert callers[4].inside
    for caller in callers:
        caller.task.cancel()
    await settle()


async def test_after_the_last_who_waited_has_left_the_next_one_is_woken():
    clock = FakeClock()
    limiter = Limiter(rate=1.0, burst=1, concurrency=None, clock=clock)
    first, second = Caller(limiter), Caller(limiter)
    await settle()
    second.task.cancel()
    await settle()
    third = Caller(limiter)

    await clock.advance(1.0)

    assert (second.inside, third.inside) == (False, True)
    first.done.set()
    third.done.set()
    await settle()


async def test_a_clock_that_falls_back_leaves_neither_a_full_second_nor_a_timer_behind():
    clock = FakeClock()
    await clock.advance(10_000)
    limiter = Limiter(rate=2.0, burst=2, concurrency=None, clock=clock)
    callers = [Caller(limiter) for _ in range(3)]
    await settle()
    assert [caller.inside for caller in callers] == [True, True, False]

    clock._elapsed = 10.0
    callers.append(Caller(limiter))
    await settle()

    assert [caller.inside for caller in callers] == [True] * 4
    assert clock.pending == 0
    for caller in callers:
        caller.done.set()
    await settle()


def test_a_timer_of_a_loop_that_is_gone_holds_up_nobody():
    clock = FakeClock()
    limiter = Limiter(rate=1.0, burst=1, concurrency=None, clock=clock)

    async def wait_for_a_turn() -> None:
        async with limiter.acquire("lane"):
            pass
        waiting = asyncio.ensure_future(limiter.acquire("lane").__aenter__())
        await settle()
        assert clock.pending == 1
        del waiting

    async def wait_again() -> bool:
        caller = Caller(limiter)
        await clock.advance(1.0)
        caller.done.set()
        await settle()
        return caller.inside

    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda loop, context: None)  # a task destroyed while pending
    loop.run_until_complete(wait_for_a_turn())
    loop.close()
    gc.collect()
    assert asyncio.run(wait_again())
