"""The clock of the machine and the one a test moves by hand."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.clock import SYSTEM_CLOCK
from spaceinvoices_async.testing.clock import FakeClock

if TYPE_CHECKING:
    from spaceinvoices_async.clock import Clock


async def _note(clock: Clock, seconds: float, log: list[tuple[float, str]], name: str) -> None:
    await clock.sleep(seconds)
    log.append((clock.monotonic(), name))


async def test_sleepers_wake_in_the_order_of_their_moments():
    clock = FakeClock()
    log: list[tuple[float, str]] = []
    async with asyncio.TaskGroup() as tasks:
        for seconds, name in ((3, "c"), (1, "a"), (2, "b"), (1, "a2")):
            tasks.create_task(_note(clock, seconds, log, name))
        await clock.advance(3)
    assert log == [(1, "a"), (1, "a2"), (2, "b"), (3, "c")]


async def test_a_sleeper_does_not_wake_early():
    clock = FakeClock()
    task = asyncio.create_task(clock.sleep(30))
    await clock.advance(29.9)
    assert not task.done()
    await clock.advance(0.1)
    assert task.done()
    assert clock.slept == [30]


async def test_a_chain_of_sleeps_ends_within_one_advance():
    clock = FakeClock()

    async def chain() -> float:
        for _ in range(10):
            await clock.sleep(1)
            for _ in range(30):
                await asyncio.sleep(0)
        return clock.monotonic()

    task = asyncio.create_task(chain())
    await clock.advance(10)
    assert task.done()
    assert task.result() == 10


async def test_a_sleep_of_nothing_only_lets_others_run():
    clock = FakeClock()
    await clock.sleep(0)
    await clock.sleep(-1)
    assert (clock.monotonic(), clock.pending) == (0, 0)


async def test_the_clock_does_not_go_back():
    with pytest.raises(ValueError, match="cannot go back"):
        await FakeClock().advance(-1)


async def test_a_cancelled_sleeper_leaves_nothing_behind():
    clock = FakeClock()
    task = asyncio.create_task(clock.sleep(5))
    await clock.advance(1)
    assert clock.pending == 1
    task.cancel()
    await asyncio.wait([task])
    assert clock.pending == 0


async def test_a_timeout_ends_the_block_at_its_moment():
    clock = FakeClock()

    async def block() -> float:
        with pytest.raises(TimeoutError):
            async with clock.timeout(2):
                await asyncio.Event().wait()
        return clock.monotonic()

    task = asyncio.create_task(block())
    await clock.advance(5)
    assert await task == 2


@pytest.mark.parametrize("seconds", [2, None])
async def test_a_timeout_lets_a_quick_block_pass_and_is_forgotten(seconds):
    clock = FakeClock()
    async with clock.timeout(seconds):
        pass
    assert clock.pending == 0
    await clock.advance(5)


async def test_a_cancellation_from_outside_is_not_taken_for_a_timeout():
    clock = FakeClock()

    async def block() -> None:
        async with clock.timeout(2):
            await asyncio.Event().wait()

    task = asyncio.create_task(block())
    await clock.advance(1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_automatic_clock_jumps_as_soon_as_nobody_can_run():
    clock = FakeClock(auto=True)
    log: list[tuple[float, str]] = []
    await asyncio.gather(
        _note(clock, 3600, log, "late"),
        _note(clock, 0.5, log, "early"),
    )
    assert log == [(0.5, "early"), (3600, "late")]


async def test_an_automatic_clock_ends_a_block_that_hangs():
    clock = FakeClock(auto=True)
    with pytest.raises(TimeoutError):
        async with clock.timeout(60):
            await asyncio.Event().wait()
    assert clock.monotonic() == 60


async def test_an_automatic_clock_can_be_advanced_as_well():
    clock = FakeClock(auto=True)
    task = asyncio.create_task(clock.sleep(3))
    await clock.advance(10)
    assert task.done()
    assert clock.monotonic() == 10


async def test_an_automatic_clock_with_grace_waits_for_a_socket():
    clock = FakeClock(auto=True, grace=0.2)

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(echo, "127.0.0.1", 0) as server, clock.timeout(60):
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"hello\n")
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()
    assert (answer, clock.monotonic()) == (b"hello\n", 0)


def test_a_fake_clock_survives_a_second_event_loop():
    clock = FakeClock(auto=True)

    async def leave_a_sleeper() -> None:
        clock.call_later(1, lambda: pytest.fail("called back on a closed loop"))

    asyncio.run(leave_a_sleeper())
    asyncio.run(clock.sleep(5))
    assert clock.monotonic() == 5


async def test_the_wall_clock_follows_and_can_jump_alone():
    clock = FakeClock(start=datetime(2026, 11, 1, tzinfo=UTC))
    await clock.advance(90)
    clock.shift_wall(timedelta(hours=-1))
    assert clock.now() == datetime(2026, 10, 31, 23, 1, 30, tzinfo=UTC)
    assert clock.monotonic() == 90


def test_a_start_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        FakeClock(start=datetime.fromisoformat("2026-01-01"))


async def test_the_system_clock_keeps_time():
    before = SYSTEM_CLOCK.monotonic()
    await SYSTEM_CLOCK.sleep(0.01)
    called = asyncio.Event()
    SYSTEM_CLOCK.call_later(0, called.set)
    SYSTEM_CLOCK.call_later(0, lambda: pytest.fail("was cancelled")).cancel()
    with pytest.raises(TimeoutError):
        async with SYSTEM_CLOCK.timeout(0.001):
            await asyncio.Event().wait()
    assert called.is_set()
    assert SYSTEM_CLOCK.monotonic() - before >= 0.01
    assert SYSTEM_CLOCK.now().tzinfo is UTC
