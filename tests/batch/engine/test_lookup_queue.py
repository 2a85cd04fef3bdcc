"""When a row in doubt is looked up, and which rows are looked up together."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
from spaceinvoices_async.batch.engine.send_queue import WorkItem
from spaceinvoices_async.batch.journal.records import Claim, Lane
from spaceinvoices_async.testing.clock import FakeClock

DELAYS = (1.0, 4.0, 8.0)


def row(number: int, lane: str = "a", **state: object) -> WorkItem:
    claim = Claim(Lane(None, lane), str(number).encode(), str(number), number, b"print")
    return WorkItem(claim, {}, **state)


def lines(due: dict[Lane, list[WorkItem]]) -> dict[str, list[int]]:
    return {
        lane.organization_id: [item.claim.line for item in items] for lane, items in due.items()
    }


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def waiting(clock):
    return LookupQueue(clock, DELAYS)


@pytest.mark.parametrize(("looks", "delay"), [(0, 1), (1, 4), (2, 8), (3, 8), (9, 8)])
async def test_the_more_often_a_row_was_looked_up_the_longer_it_waits(clock, waiting, looks, delay):
    await clock.advance(100)
    item = row(1, looks=looks)

    waiting.park(item)

    assert item.due == 100 + delay


@pytest.mark.parametrize(
    ("at_once", "quiet_until", "due"),
    [(False, 190, 190), (False, 104, 104), (False, 99, 104), (True, 190, 190), (True, 99, 100)],
)
async def test_no_row_is_due_while_the_server_asked_for_quiet(
    clock, waiting, at_once, quiet_until, due
):
    await clock.advance(100)
    item = row(1, looks=1, quiet_until=quiet_until)

    waiting.park(item, at_once=at_once)

    assert item.due == due


async def test_a_row_can_be_due_at_once(clock, waiting):
    await clock.advance(100)
    item = row(1, looks=2)

    waiting.park(item, at_once=True)

    assert item.due == 100
    assert lines(waiting.take_due()) == {"a": [1]}


@pytest.mark.parametrize(
    ("safe_from", "due"),
    [(99, 104), (100, 104), (101, 101), (103.5, 103.5), (104, 104), (190, 104)],
)
async def test_a_row_whose_horizon_ends_sooner_is_due_then(clock, waiting, safe_from, due):
    await clock.advance(100)
    item = row(1, looks=1, safe_from=safe_from)

    waiting.park(item)

    assert item.due == due


async def test_nothing_is_taken_before_it_is_due(clock, waiting):
    waiting.park(row(1))
    await clock.advance(0.99)
    assert waiting.take_due() == {}
    assert len(waiting) == 1

    await clock.advance(0.01)

    assert lines(waiting.take_due()) == {"a": [1]}
    assert len(waiting) == 0
    assert waiting.take_due() == {}


async def test_a_row_that_is_due_takes_those_along_that_are_due_in_a_moment(clock, waiting):
    waiting.park(row(1, looks=1))  # due at 4
    waiting.park(row(2))  # due at 1
    await clock.advance(1)
    waiting.park(row(3))  # due at 2, which is the first delay later
    waiting.park(row(4, safe_from=2.5, looks=1))

    assert lines(waiting.take_due()) == {"a": [2, 3]}
    assert len(waiting) == 2


async def test_lanes_are_looked_up_each_by_itself(clock, waiting):
    waiting.park(row(1, "a"))
    waiting.park(row(2, "b", looks=1))
    waiting.park(row(3, "c"))
    await clock.advance(1)

    assert lines(waiting.take_due()) == {"a": [1], "c": [3]}
    assert len(waiting) == 1


async def test_no_more_than_a_hundred_rows_are_looked_up_at_once_those_due_first(clock, waiting):
    for number in range(150):
        waiting.park(row(number, safe_from=0.999 - number / 1000))
    await clock.advance(1)

    assert lines(waiting.take_due()) == {"a": list(range(149, 49, -1))}
    assert len(waiting) == 50


async def test_a_lane_is_looked_up_no_sooner_than_a_moment_after_the_last_time(clock, waiting):
    waiting.park(row(1), at_once=True)
    waiting.park(row(2, looks=1))  # keeps the lane
    assert lines(waiting.take_due()) == {"a": [1]}
    waiting.park(row(3), at_once=True)
    assert waiting.take_due() == {}
    await clock.advance(0.99)
    assert waiting.take_due() == {}

    await clock.advance(0.01)

    assert lines(waiting.take_due()) == {"a": [3]}


async def test_a_row_parked_twice_counts_once_more_only_when_it_was_taken_out(clock, waiting):
    item = row(1)
    waiting.park(item, at_once=True)
    waiting.take_due()
    waiting.park(item, at_once=True)
    await clock.advance(1)

    assert len(waiting) == 1
    assert lines(waiting.take_due()) == {"a": [1]}


async def test_nothing_is_looked_up_at_first(waiting):
    assert waiting.looking == 0
    assert len(waiting) == 0


async def test_everything_can_be_taken_out(clock, waiting):
    waiting.park(row(1, "a"))
    waiting.park(row(2, "a", looks=2))
    waiting.park(row(3, "b"))

    assert lines(waiting.take_all()) == {"a": [1, 2], "b": [3]}
    assert len(waiting) == 0
    assert waiting.take_all() == {}


async def began_waiting(waiting: LookupQueue, most: float) -> asyncio.Task[None]:
    task = asyncio.ensure_future(waiting.next_due(most))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return task


async def test_the_wait_ends_when_the_first_row_is_due(clock, waiting):
    waiting.park(row(1, looks=2))
    waiting.park(row(2, looks=1))
    task = await began_waiting(waiting, 60)
    await clock.advance(3.9)
    assert not task.done()

    await clock.advance(0.1)

    assert task.done()
    assert task.exception() is None


async def test_the_wait_counts_from_now(clock, waiting):
    await clock.advance(100)
    waiting.park(row(1))
    task = await began_waiting(waiting, 60)
    await clock.advance(0.9)
    assert not task.done()

    await clock.advance(0.1)

    assert task.done()


async def test_the_wait_is_never_longer_than_asked(clock, waiting):
    waiting.park(row(1, looks=2))
    task = await began_waiting(waiting, 2)
    await clock.advance(1.9)
    assert not task.done()

    await clock.advance(0.1)

    assert task.done()


async def test_nobody_waits_for_what_is_due_already(clock, waiting):
    waiting.park(row(1), at_once=True)

    task = await began_waiting(waiting, 60)

    assert task.done()
    assert clock.pending == 0


async def test_a_row_that_is_parked_ends_the_wait(clock, waiting):
    task = await began_waiting(waiting, 60)
    assert not task.done()

    waiting.park(row(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert task.done()


async def test_the_wait_can_be_ended_and_the_next_one_waits_again(clock, waiting):
    waiting.wake()
    task = await began_waiting(waiting, 60)
    assert not task.done()

    waiting.wake()
    for _ in range(5):
        await asyncio.sleep(0)

    assert task.done()


async def test_it_tells_how_long_the_last_row_has_to_wait_for_its_horizon(clock, waiting):
    await clock.advance(10)
    assert waiting.longest_wait() is None

    waiting.park(row(1, safe_from=30))
    waiting.park(row(2, "b", safe_from=90))
    assert waiting.longest_wait() == 80

    await clock.advance(100)
    assert waiting.longest_wait() == 0
