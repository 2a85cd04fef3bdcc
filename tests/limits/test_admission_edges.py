"""The queue for a turn at its edges: cancellations, deadlines that are now, and what a wait is for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async._limits.limiter import Limiter
from spaceinvoices_async.errors import LimiterTimeout
from spaceinvoices_async.testing.clock import FakeClock

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
