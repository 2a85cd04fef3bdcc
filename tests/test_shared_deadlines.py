"""Deadlines that share the timers of their loop, side by side with those of asyncio."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async.clock import SystemClock

BOTH = pytest.mark.parametrize(
    "timeout", [asyncio.timeout, SystemClock().timeout], ids=["asyncio", "shared"]
)


class Skipping(asyncio.SelectorEventLoop):
    """A loop whose time can be moved on, and that keeps the timers it was asked for."""

    def __init__(self):
        super().__init__()
        self.ahead = 0.0
        self.timers = []

    def time(self):
        return super().time() + self.ahead

    def call_at(self, when, callback, *args, context=None):
        timer = super().call_at(when, callback, *args, context=context)
        self.timers.append(timer)
        return timer


@pytest.fixture
def loop():
    with asyncio.Runner(loop_factory=Skipping) as runner:
        yield runner.get_loop()


async def turns(number=5):
    for _ in range(number):
        await asyncio.sleep(0)


async def wait(limit, seconds=60.0):
    async with limit(seconds):
        await asyncio.Event().wait()


async def begun(block):
    task = asyncio.ensure_future(block)
    await turns()
    return task


@BOTH
def test_a_block_ends_at_its_moment_and_not_before(loop, timeout):
    async def see():
        task = await begun(wait(timeout))
        loop.ahead = 59.9
        await turns()
        assert not task.done()
        loop.ahead = 60.1
        with pytest.raises(TimeoutError):
            await task

    loop.run_until_complete(see())


@BOTH
def test_a_task_whose_block_has_ended_is_not_cancelled_any_more(loop, timeout):
    async def late():
        with pytest.raises(TimeoutError):
            await wait(timeout)
        await turns()
        return asyncio.current_task().cancelling()

    async def see():
        task = await begun(late())
        loop.ahead = 61
        assert await task == 0

    loop.run_until_complete(see())


@BOTH
def test_a_block_that_ends_in_time_is_left_alone(loop, timeout):
    async def quick():
        async with timeout(60):
            await turns()
        loop.ahead = 61
        await turns()
        return "done"

    assert loop.run_until_complete(quick()) == "done"


@BOTH
@pytest.mark.parametrize("after", [30.0, 60.5], ids=["before", "with the deadline"])
def test_a_cancellation_from_outside_wins(loop, timeout, after):
    async def see():
        task = await begun(wait(timeout))
        loop.call_later(after, task.cancel)
        loop.ahead = 61 if after > 60 else 31
        with pytest.raises(asyncio.CancelledError):
            await task

    loop.run_until_complete(see())


@BOTH
def test_an_error_of_the_block_is_not_replaced(loop, timeout):
    async def fail():
        async with timeout(60):
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                raise ValueError("mine") from None

    async def see():
        task = await begun(fail())
        loop.ahead = 61
        with pytest.raises(ValueError, match="mine"):
            await task
        assert not task.cancelled()

    loop.run_until_complete(see())


@BOTH
def test_the_shorter_of_two_blocks_ends_and_the_longer_goes_on(loop, timeout):
    async def both():
        async with timeout(120):
            with pytest.raises(TimeoutError):
                await wait(timeout)
            loop.ahead = 90
            await turns()
            return "went on"

    async def see():
        task = await begun(both())
        loop.ahead = 61
        return await task

    assert loop.run_until_complete(see()) == "went on"


def test_many_deadlines_take_few_timers_and_leave_none(loop):
    clock = SystemClock()

    async def see():
        release = asyncio.Event()

        async def call():
            async with clock.timeout(60):
                await release.wait()

        tasks = [asyncio.ensure_future(call()) for _ in range(100)]
        await turns()
        taken = len(loop.timers)
        release.set()
        await asyncio.gather(*tasks)
        return taken

    assert loop.run_until_complete(see()) < 50
    assert all(timer.cancelled() for timer in loop.timers)


def test_all_that_share_a_timer_end(loop):
    clock = SystemClock()

    async def see():
        tasks = [asyncio.ensure_future(wait(clock.timeout)) for _ in range(100)]
        await turns()
        loop.ahead = 61
        return await asyncio.gather(*tasks, return_exceptions=True)

    assert {type(error) for error in loop.run_until_complete(see())} == {TimeoutError}


def test_deadlines_of_two_loops_end_each_in_its_own():
    clock = SystemClock()

    async def see(loop, other):
        task = await begun(wait(clock.timeout))
        loop.ahead = 61
        with pytest.raises(TimeoutError):
            await task
        return other

    async def enter():
        return await begun(wait(clock.timeout))

    with asyncio.Runner(loop_factory=Skipping) as one, asyncio.Runner(loop_factory=Skipping) as two:
        waiting = one.run(enter())
        assert two.run(see(two.get_loop(), "two")) == "two"
        one.get_loop().ahead = 61
        with pytest.raises(TimeoutError):
            one.get_loop().run_until_complete(waiting)


@pytest.mark.parametrize("seconds", [None, 0.0, 0.5, 90_000.0, float("inf")])
def test_short_and_endless_deadlines_have_no_part_in_it(loop, seconds):
    async def kind():
        return type(SystemClock().timeout(seconds))

    assert loop.run_until_complete(kind()) is asyncio.Timeout


def test_a_deadline_needs_a_task(loop):
    problems = []

    def enter():
        try:
            SystemClock().timeout(60).__aenter__().send(None)
        except RuntimeError as error:
            problems.append(str(error))

    async def see():
        loop.call_soon(enter)
        await turns()

    loop.run_until_complete(see())
    assert problems == ["a deadline needs a task to cancel"]
