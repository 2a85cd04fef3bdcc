"""Many claimed rows taken at once, and how many may be."""

from __future__ import annotations

import pytest

from tests.batch.engine.send_queue_rig import lines, queue, row, taken


async def test_many_rows_are_taken_at_once_lanes_in_turn_and_those_that_came_back_first():
    waiting = queue()
    for number in range(3):
        waiting.push(row(number, "a"))
    waiting.push(row(10, "b"))
    waiting.push_again(row(5, "a"))

    assert lines(waiting.take_many(4, lambda _lane: True)) == [5, 0, 10, 1]
    assert (waiting.taken, len(waiting)) == (4, 1)
    assert lines(waiting.take_many(4, lambda _lane: True)) == [2]


async def test_many_rows_are_only_taken_of_the_lanes_that_are_wanted():
    waiting = queue()
    for number in range(2):
        waiting.push(row(number, "a"))
        waiting.push(row(10 + number, "b"))
        waiting.push(row(20 + number, "c"))
    waiting.push_again(row(5, "a"))
    waiting.push_again(row(15, "b"))

    assert lines(waiting.take_many(9, lambda lane: lane.organization_id == "b")) == [15, 10, 11]
    assert len(waiting) == 5
    assert await taken(waiting, 9) == [5, 0, 20, 1, 21]


@pytest.mark.parametrize(("most", "limit", "count"), [(2, 9, 2), (9, 3, 3), (0, 9, 0), (9, 9, 5)])
async def test_no_more_are_taken_at_once_than_asked_for_allowed_and_there(most, limit, count):
    waiting = queue()
    waiting.limit(limit)
    for number in range(5):
        waiting.push(row(number))

    assert waiting.available == min(limit, 5)
    assert len(waiting.take_many(most, lambda _lane: True)) == count


async def test_rows_that_are_out_leave_fewer_that_may_be_taken():
    waiting = queue(most=3)
    for number in range(5):
        waiting.push(row(number))
    await taken(waiting, 1)

    assert waiting.available == 2
    waiting.limit(0)
    assert waiting.available == 0


async def test_nothing_can_be_taken_at_once_of_a_closed_queue():
    waiting = queue()
    waiting.push(row(1))
    assert (waiting.available, waiting.is_closed) == (1, False)

    waiting.close()

    assert (waiting.available, waiting.is_closed) == (0, True)
    assert waiting.take_many(5, lambda _lane: True) == []


async def test_no_more_of_those_that_came_back_are_taken_than_asked_for():
    waiting = queue()
    for number in range(4):
        waiting.push_again(row(number))

    assert lines(waiting.take_many(2, lambda _lane: True)) == [0, 1]
    assert lines(waiting.take_many(0, lambda _lane: True)) == []
    assert lines(waiting.take_many(9, lambda _lane: True)) == [2, 3]
