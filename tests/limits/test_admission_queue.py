"""Where requests wait for their turn."""

from __future__ import annotations

import asyncio
import gc
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaceinvoices_async._limits.limiter import Limiter
from spaceinvoices_async.errors import ConfigurationError, LimiterTimeout
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.throttling_server import busiest_second


class _Caller:
    """Acquires a permit as a task, and holds it until told."""

    def __init__(
        self, limiter: Limiter, lane: str = "lane", *, deadline: float | None = None
    ) -> None:
        self.lane = lane
        self.inside = False
        self._done = asyncio.Event()
        self.task = asyncio.create_task(self._run(limiter, deadline))

    async def _run(self, limiter: Limiter, deadline: float | None) -> None:
        async with limiter.acquire(self.lane, deadline=deadline):
            self.inside = True
            await self._done.wait()

    async def leave(self) -> None:
        self._done.set()
        await self.task
        await asyncio.sleep(0)


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def _one_slot(clock: FakeClock) -> Limiter:
    return Limiter(rate=None, concurrency=1, clock=clock)


async def test_no_more_pass_than_there_are_slots():
    limiter = Limiter(rate=None, concurrency=3, clock=FakeClock())
    callers = [_Caller(limiter) for _ in range(5)]
    await _settle()
    assert [caller.inside for caller in callers] == [True] * 3 + [False] * 2
    await callers[1].leave()
    assert [caller.inside for caller in callers[3:]] == [True, False]
    for caller in (callers[0], callers[2], callers[3], callers[4]):
        await caller.leave()
    assert limiter.stats().in_flight == 0


async def test_one_merchants_batch_does_not_starve_anothers_single_call():
    clock = FakeClock()
    limiter = Limiter(rate=10.0, burst=1, concurrency=None, clock=clock)
    batch = [_Caller(limiter, "batch") for _ in range(10_000)]
    await clock.advance(0.95)
    single = _Caller(limiter, "single")
    await clock.advance(0.2)
    assert single.inside
    assert sum(caller.inside for caller in batch) == 11
    for caller in [*batch, single]:
        caller.task.cancel()
    await asyncio.wait([caller.task for caller in batch])


async def test_a_newcomer_does_not_overtake_those_who_wait():
    clock = FakeClock()
    limiter = _one_slot(clock)
    first, second = _Caller(limiter), _Caller(limiter)
    await _settle()
    first._done.set()
    third = _Caller(limiter)
    await _settle()
    assert (second.inside, third.inside) == (True, False)
    await second.leave()
    await third.leave()


async def test_who_is_cancelled_while_waiting_takes_no_slot():
    limiter = _one_slot(FakeClock())
    first, second, third = (_Caller(limiter) for _ in range(3))
    await _settle()
    second.task.cancel()
    await _settle()
    assert limiter.stats().waiting == 1
    await first.leave()
    assert third.inside
    await third.leave()
    assert limiter.stats().in_flight == 0


async def test_who_is_cancelled_just_after_getting_the_turn_passes_it_on():
    clock = FakeClock()
    limiter = Limiter(rate=10.0, burst=1, concurrency=1, clock=clock)
    first, second, third = (_Caller(limiter) for _ in range(3))
    await clock.advance(1)
    first.task.cancel()
    await asyncio.sleep(0)  # the turn is now the second's, who has not run yet
    second.task.cancel()
    await _settle()
    assert limiter.stats().in_flight == 1
    assert (second.inside, third.inside) == (False, True)
    await third.leave()
    assert limiter.stats().in_flight == 0


async def test_the_last_waiter_leaves_no_timer_behind():
    clock = FakeClock()
    limiter = Limiter(rate=1.0, burst=1, concurrency=None, clock=clock)
    first, second = _Caller(limiter), _Caller(limiter, deadline=50.0)
    await _settle()
    assert clock.pending == 2
    second.task.cancel()
    await _settle()
    assert clock.pending == 0
    await first.leave()


async def test_ten_thousand_waiters_share_one_timer():
    clock = FakeClock()
    limiter = Limiter(rate=1.0, burst=1, concurrency=None, clock=clock)
    callers = [_Caller(limiter) for _ in range(10_000)]
    await _settle()
    assert (clock.pending, limiter.stats().waiting) == (1, 9_999)
    for caller in callers:
        caller.task.cancel()
    await asyncio.wait([caller.task for caller in callers])
    assert (clock.pending, limiter.stats().waiting) == (0, 0)


async def test_the_deadline_ends_the_wait():
    clock = FakeClock()
    limiter = _one_slot(clock)
    first, second, third = (_Caller(limiter, deadline=deadline) for deadline in (None, 5.0, 9.0))
    await clock.advance(4.9)
    assert not second.task.done()
    await clock.advance(0.2)
    with pytest.raises(LimiterTimeout, match="1 calls wait, 1 are in flight"):
        await second.task
    await first.leave()
    assert third.inside
    await third.leave()


@pytest.mark.parametrize("deadline", [-1.0, 0.0, 9.0])
async def test_a_deadline_that_cannot_be_met_fails_at_once(deadline):
    limiter = _one_slot(FakeClock())
    limiter.pause(10)
    with pytest.raises(LimiterTimeout):
        await limiter.acquire("lane", deadline=deadline).__aenter__()


async def _waits(limiter: Limiter, count: int, lane: str, deadline: float | None) -> list[_Caller]:
    callers = [_Caller(limiter, lane, deadline=deadline) for _ in range(count)]
    await _settle()
    return callers


async def test_so_many_ahead_that_the_turn_comes_too_late_are_told_at_once():
    clock = FakeClock()
    limiter = Limiter(rate=10.0, burst=1, concurrency=None, clock=clock)
    ahead = await _waits(limiter, 60, "lane", None)

    with pytest.raises(
        LimiterTimeout, match="60 calls wait, 1 are in flight, 10 may pass in a sec"
    ):
        await limiter.acquire("lane", deadline=5.0).__aenter__()
    last = _Caller(limiter, "lane", deadline=6.05)
    await clock.advance(6.02)
    assert (clock.monotonic(), last.inside) == (6.02, True)
    for caller in [*ahead, last]:
        await caller.leave()


@pytest.mark.parametrize(("lane", "deadline"), [("lane", None), ("other", 5.0)])
async def test_who_can_still_get_a_turn_is_not_sent_away(lane, deadline):
    clock = FakeClock()
    limiter = Limiter(rate=10.0, burst=1, concurrency=None, clock=clock)
    ahead = await _waits(limiter, 60, "lane", None)

    caller = _Caller(limiter, lane, deadline=deadline)
    await clock.advance(0.2 if lane == "other" else 7)

    assert caller.inside
    for one in [*ahead, caller]:
        one.task.cancel()


async def test_who_will_be_gone_by_then_does_not_count_as_ahead():
    clock = FakeClock()
    limiter = Limiter(rate=10.0, burst=1, concurrency=1, clock=clock)
    held = _Caller(limiter)
    ahead = await _waits(limiter, 60, "lane", 2.0)  # twenty of them have hope, and wait

    patient = _Caller(limiter, deadline=5.0)
    await _settle()

    assert sum(caller.task.done() for caller in ahead) == 40
    await clock.advance(3)
    await held.leave()
    assert patient.inside
    await patient.leave()


async def test_after_a_pause_who_has_no_hope_left_is_sent_away():
    clock = FakeClock()
    limiter = Limiter(rate=10.0, burst=1, concurrency=None, clock=clock)
    callers = await _waits(limiter, 60, "lane", 6.01)

    limiter.pause(3)
    await _settle()

    gone = [caller for caller in callers if caller.task.done()]
    assert len(gone) == 60 - 1 - 31  # one has passed before, the others from second 3 to 6
    with pytest.raises(LimiterTimeout, match="asked for a pause"):
        await gone[0].task
    await clock.advance(6.005)
    assert sum(caller.inside for caller in callers) == 32
    for caller in callers:
        caller.task.cancel()
    await asyncio.gather(*(caller.task for caller in callers), return_exceptions=True)


@given(
    rate=st.sampled_from([1.0, 5.0, 7.5]),
    burst=st.integers(1, 3),
    callers=st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 40)), max_size=40),
)
@settings(max_examples=60)
def test_a_call_fails_at_once_or_gets_its_turn(rate, burst, callers):
    callers = [(lane, tenths / 10 + 0.05) for lane, tenths in callers]

    async def run() -> None:
        clock = FakeClock()
        limiter = Limiter(rate=rate, burst=burst, concurrency=None, clock=clock)
        passed: list[float] = []
        refused: list[tuple[float, float]] = []

        async def call(lane: str, deadline: float) -> None:
            try:
                async with limiter.acquire(lane, deadline=deadline):
                    passed.append(clock.monotonic())
            except LimiterTimeout:
                refused.append((clock.monotonic(), deadline))

        tasks = [asyncio.create_task(call(lane, deadline)) for lane, deadline in callers]
        await _settle()
        for _ in range(50):
            await clock.advance(0.1)
        await asyncio.gather(*tasks)

        assert len(passed) + len(refused) == len(callers)
        for moment, deadline in refused:
            # Who joins another line may still come before somebody who waits.
            assert moment == 0.0 or len({lane for lane, _ in callers}) > 1
            # Until the deadline of somebody who was refused, every turn was somebody else's.
            turns = math.floor(deadline * rate - 1e-6) + 1
            assert sum(at <= deadline for at in passed) >= turns

    asyncio.run(run())


async def test_an_infinite_deadline_is_none():
    clock = FakeClock()
    limiter = _one_slot(clock)
    first, second = _Caller(limiter), _Caller(limiter, deadline=math.inf)
    await _settle()
    assert clock.pending == 0
    await first.leave()
    await second.leave()


def test_a_second_event_loop_begins_anew():
    limiter = Limiter(rate=None, concurrency=1)

    async def get_stuck() -> None:
        callers = [_Caller(limiter) for _ in range(3)]
        await _settle()
        assert callers[0].inside

    def run_without_cleaning_up() -> None:
        loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda loop, context: None)  # tasks destroyed while pending
        loop.run_until_complete(get_stuck())
        loop.close()

    async def pass_again() -> tuple[int, int]:
        async with limiter.acquire("lane"):
            return limiter.stats().in_flight, limiter.stats().waiting

    run_without_cleaning_up()
    gc.collect()
    assert asyncio.run(pass_again()) == (1, 0)
    assert asyncio.run(pass_again()) == (1, 0)


def test_those_who_wait_on_a_suspended_loop_are_sent_away():
    limiter = Limiter(rate=None, concurrency=1)

    async def make_callers() -> list[_Caller]:
        callers = [_Caller(limiter), _Caller(limiter)]
        await _settle()
        return callers

    async def pass_once() -> None:
        async with limiter.acquire("lane"):
            pass

    async def finish(callers: list[_Caller]) -> None:
        with pytest.raises(LimiterTimeout):
            await callers[1].task
        await callers[0].leave()

    with asyncio.Runner() as suspended:
        callers = suspended.run(make_callers())
        asyncio.run(pass_once())
        suspended.run(finish(callers))
    assert limiter.stats().in_flight == 0


async def test_two_running_loops_at_once_are_refused():
    limiter = Limiter()

    async def pass_once() -> None:
        async with limiter.acquire("lane"):
            pass

    await pass_once()
    with pytest.raises(ConfigurationError, match="one running event loop"):
        await asyncio.to_thread(asyncio.run, pass_once())


_CALLERS = st.lists(
    st.tuples(
        st.floats(0, 2),  # comes at
        st.sampled_from("abc"),
        st.none() | st.floats(0, 2),  # is cancelled after
        st.none() | st.floats(0, 2),  # deadline after
        st.floats(0, 0.5),  # holds the permit for
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(callers=_CALLERS, rate=st.integers(2, 40), burst=st.integers(1, 4), slots=st.integers(1, 6))
def test_whoever_comes_and_goes_the_limits_hold_and_nothing_leaks(callers, rate, burst, slots):
    clock = FakeClock()
    limiter = Limiter(
        rate=float(rate), burst=burst, concurrency=slots, max_concurrency=slots, clock=clock
    )
    passed: list[tuple[float, str]] = []
    most = 0

    async def call(comes: float, lane: str, deadline: float | None, holds: float) -> None:
        nonlocal most
        await clock.sleep(comes)
        end = None if deadline is None else clock.monotonic() + deadline
        async with limiter.acquire(lane, deadline=end):
            passed.append((clock.monotonic(), lane))
            most = max(most, limiter.stats().in_flight)
            await clock.sleep(holds)

    async def cancel(task: asyncio.Task[None], after: float) -> None:
        await clock.sleep(after)
        task.cancel()

    async def run() -> list[BaseException | None]:
        tasks, killers = [], []
        for comes, lane, killed, deadline, holds in callers:
            tasks.append(asyncio.create_task(call(comes, lane, deadline, holds)))
            if killed is not None:
                killers.append(asyncio.create_task(cancel(tasks[-1], comes + killed)))
        await clock.advance(100)
        await asyncio.gather(*killers)
        return await asyncio.gather(*tasks, return_exceptions=True)

    ends = asyncio.run(run())
    assert {type(end) for end in ends} <= {type(None), LimiterTimeout, asyncio.CancelledError}
    assert busiest_second([moment for moment, _ in passed]) <= rate + burst
    assert most <= slots
    assert (limiter.stats().in_flight, limiter.stats().waiting, clock.pending) == (0, 0, 0)


async def test_lanes_pass_in_strict_turns_under_a_rate():
    clock = FakeClock(auto=True)
    limiter = Limiter(rate=50.0, burst=1, concurrency=None, clock=clock)
    order: list[str] = []

    async def call(lane: str) -> None:
        async with limiter.acquire(lane):
            order.append(lane)

    await asyncio.gather(*(call(lane) for lane in "aaaaabbbbb"))
    assert "".join(order) == "aababababb"
