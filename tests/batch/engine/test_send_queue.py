"""Which claimed row goes next, how many at a time, and who waits."""

from __future__ import annotations

import asyncio

from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.journal.records import Lane
from spaceinvoices_async.batch.report import Stop
from tests.batch.engine.send_queue_rig import lines, queue, row, settle, taken

STOP = Stop(kind="asked", message="enough")


async def test_lanes_take_turns_and_each_keeps_its_order():
    waiting = queue()
    for number in range(4):
        waiting.push(row(number, "a"))
    for number in range(10, 12):
        waiting.push(row(number, "b"))

    assert await taken(waiting, 9) == [0, 10, 1, 11, 2, 3]
    assert waiting.taken == 6
    assert len(waiting) == 0


async def test_a_lane_that_was_served_empty_takes_its_turn_again_with_the_next_row():
    waiting = queue()
    waiting.push(row(1))
    assert await taken(waiting, 2) == [1]

    waiting.push(row(2))

    assert await taken(waiting, 2) == [2]


async def test_no_more_rows_are_out_than_allowed_and_one_given_back_lets_the_next_out():
    waiting = queue(most=2)
    for number in range(4):
        waiting.push(row(number))

    assert await taken(waiting, 4) == [0, 1]
    assert waiting.taken == 2
    assert len(waiting) == 2

    waiting.give_back(succeeded=False)
    assert waiting.taken == 1
    assert await taken(waiting, 4) == [2]


async def test_who_waits_is_served_by_a_row_that_comes():
    waiting = queue()
    taker = asyncio.ensure_future(waiting.take())
    await settle()
    assert not taker.done()

    waiting.push(row(7))
    await settle()

    assert taker.result().claim.line == 7


async def test_who_waits_is_served_by_a_row_that_comes_back():
    waiting = queue()
    taker = asyncio.ensure_future(waiting.take())
    await settle()

    waiting.push_again(row(7))
    await settle()

    assert taker.result().claim.line == 7


async def test_who_waits_for_a_place_is_served_by_one_given_back():
    waiting = queue(most=1)
    for number in range(2):
        waiting.push(row(number))
    assert (await waiting.take()).claim.line == 0
    taker = asyncio.ensure_future(waiting.take())
    await settle()
    assert not taker.done()

    waiting.give_back(succeeded=True)
    await settle()

    assert taker.result().claim.line == 1


async def test_who_swaps_a_row_for_the_next_goes_before_those_who_wait():
    waiting = queue(most=1)
    for number in range(3):
        waiting.push(row(number))
    assert (await waiting.take()).claim.line == 0
    taker = asyncio.ensure_future(waiting.take())
    await settle()

    assert waiting.swap(succeeded=True).claim.line == 1
    await settle()
    assert not taker.done()
    assert waiting.taken == 1

    waiting.give_back(succeeded=True)
    await settle()
    assert taker.result().claim.line == 2


async def test_a_swap_with_success_lets_one_more_of_a_slow_start_go():
    waiting = queue(most=9, slow=True)
    for number in range(4):
        waiting.push(row(number))
    assert (await waiting.take()).claim.line == 0
    taker = asyncio.ensure_future(waiting.take())
    await settle()

    assert waiting.swap(succeeded=True).claim.line == 1
    await settle()
    assert taker.result().claim.line == 2
    assert waiting.swap(succeeded=False).claim.line == 3
    assert waiting.taken == 2


async def test_a_swap_for_which_there_is_no_row_or_no_place_gives_back_alone():
    waiting = queue()
    waiting.push(row(1))
    await waiting.take()
    assert waiting.swap(succeeded=True) is None
    assert (waiting.taken, waiting.idle.is_set()) == (0, True)

    for number in range(3):
        waiting.push(row(number))
    await taken(waiting, 2)
    waiting.limit(1)
    assert waiting.swap(succeeded=True) is None
    assert (waiting.taken, len(waiting)) == (1, 1)


async def test_a_swap_makes_room_for_more_rows():
    waiting = queue(capacity=1)
    waiting.push(row(1))
    await waiting.take()
    waiting.push(row(2))
    room = asyncio.ensure_future(waiting.room())
    await settle()
    assert not room.done()

    assert waiting.swap(succeeded=True).claim.line == 2
    await settle()

    assert room.done()


async def test_a_swap_with_a_closed_queue_gives_back_alone():
    waiting = queue()
    waiting.push(row(1))
    waiting.push(row(2))
    await waiting.take()
    waiting.close()

    assert waiting.swap(succeeded=True) is None
    assert (waiting.taken, len(waiting)) == (0, 1)


async def test_who_waits_for_a_place_is_served_by_a_higher_limit():
    waiting = queue(most=5)
    waiting.limit(1)
    for number in range(2):
        waiting.push(row(number))
    assert (await waiting.take()).claim.line == 0
    taker = asyncio.ensure_future(waiting.take())
    await settle()
    assert not taker.done()

    waiting.limit(2)
    await settle()

    assert taker.result().claim.line == 1


async def test_those_who_wait_are_served_in_the_order_they_came():
    waiting = queue()
    first = asyncio.ensure_future(waiting.take())
    second = asyncio.ensure_future(waiting.take())
    await settle()

    waiting.push(row(1))
    waiting.push(row(2))
    await settle()

    assert (first.result().claim.line, second.result().claim.line) == (1, 2)


async def test_one_who_gave_up_waiting_does_not_cost_the_next_one_a_row():
    waiting = queue()
    first = asyncio.ensure_future(waiting.take())
    second = asyncio.ensure_future(waiting.take())
    await settle()
    first.cancel()

    waiting.push(row(1))
    await settle()

    assert second.result().claim.line == 1
    assert waiting.taken == 1


async def test_a_row_handed_to_one_who_gives_up_at_that_moment_is_not_lost():
    waiting = queue()
    taker = asyncio.ensure_future(waiting.take())
    await settle()
    waiting.push(row(1))
    taker.cancel()
    await settle()

    assert taker.cancelled()
    assert waiting.taken == 0
    assert len(waiting) == 1
    assert await taken(waiting, 2) == [1]


async def test_one_who_gives_up_as_the_queue_closes_leaves_nothing_behind():
    waiting = queue()
    taker = asyncio.ensure_future(waiting.take())
    await settle()
    waiting.close()
    taker.cancel()
    await settle()

    assert taker.cancelled()
    assert (waiting.taken, len(waiting)) == (0, 0)


async def test_a_row_that_comes_back_goes_first():
    waiting = queue()
    waiting.push(row(1))
    waiting.push_again(row(2))
    waiting.push_again(row(3))

    assert len(waiting) == 3
    assert await taken(waiting, 4) == [2, 3, 1]


async def test_a_slow_start_allows_one_row_and_one_more_with_each_success():
    waiting = queue(most=3, slow=True)
    for number in range(10):
        waiting.push(row(number))

    assert await taken(waiting, 9) == [0]
    waiting.give_back(succeeded=True)
    assert await taken(waiting, 9) == [1, 2]
    waiting.give_back(succeeded=False)
    assert await taken(waiting, 9) == [3]
    waiting.give_back(succeeded=True)
    assert await taken(waiting, 9) == [4, 5]
    waiting.give_back(succeeded=True)
    assert await taken(waiting, 9) == [6]


async def test_the_lower_of_the_slow_start_and_the_limit_counts():
    waiting = queue(most=5)
    waiting.limit(2)
    for number in range(9):
        waiting.push(row(number))
    assert await taken(waiting, 9) == [0, 1]

    waiting.limit(9)

    assert await taken(waiting, 9) == [2, 3, 4]


async def test_in_order_a_lane_rests_until_its_row_has_ended():
    waiting = queue(ordered=True)
    for number in range(3):
        waiting.push(row(number, "a"))
    waiting.push(row(10, "b"))
    lane = Lane(None, "a")

    assert await taken(waiting, 9) == [0, 10]
    waiting.push(row(3, "a"))
    assert await taken(waiting, 9) == []

    taker = asyncio.ensure_future(waiting.take())
    await settle()
    waiting.ended(lane)
    await settle()
    assert taker.result().claim.line == 1
    waiting.ended(lane)
    assert await taken(waiting, 9) == [2]


async def test_in_order_the_end_of_a_row_whose_lane_is_empty_lets_the_next_row_go_at_once():
    waiting = queue(ordered=True)
    waiting.push(row(1))
    assert await taken(waiting, 9) == [1]

    waiting.ended(Lane(None, "a"))
    assert await taken(waiting, 9) == []
    waiting.push(row(2))

    assert await taken(waiting, 9) == [2]


async def test_the_end_of_a_row_of_a_lane_that_does_not_rest_gives_it_no_second_turn():
    waiting = queue(ordered=True)
    waiting.push(row(1))
    waiting.push(row(2))

    waiting.ended(Lane(None, "a"))

    assert await taken(waiting, 9) == [1]


async def test_a_dropped_lane_gives_back_its_rows_and_leaves_the_others():
    waiting = queue(capacity=3)
    for number in range(2):
        waiting.push(row(number, "a"))
    waiting.push(row(10, "b"))
    waiting.push_again(row(5, "a"))
    waiting.push_again(row(15, "b"))

    dropped = waiting.drop(Lane(None, "a"))

    assert [item.claim.line for item in dropped] == [0, 1, 5]
    assert len(waiting) == 2
    assert await taken(waiting, 9) == [15, 10]


async def test_dropping_a_lane_makes_room_for_the_reader():
    waiting = queue(capacity=2)
    for number in range(2):
        waiting.push(row(number, "a"))
    reader = asyncio.ensure_future(waiting.room())
    await settle()
    assert not reader.done()

    waiting.drop(Lane(None, "a"))
    await settle()

    assert reader.done()


async def test_in_order_a_resting_lane_can_be_dropped():
    waiting = queue(ordered=True)
    waiting.push(row(1))
    waiting.push(row(2))
    assert await taken(waiting, 9) == [1]

    assert [item.claim.line for item in waiting.drop(Lane(None, "a"))] == [2]
    waiting.ended(Lane(None, "a"))

    assert await taken(waiting, 9) == []


async def test_the_reader_waits_while_the_queue_is_full_and_goes_on_with_the_first_place():
    waiting = queue(capacity=2)
    waiting.push(row(1))
    await asyncio.wait_for(waiting.room(), 60)
    waiting.push(row(2))
    reader = asyncio.ensure_future(waiting.room())
    await settle()
    assert not reader.done()

    assert await taken(waiting, 1) == [1]
    await settle()

    assert reader.done()


async def test_closing_ends_all_who_wait_and_leaves_the_rows():
    waiting = queue(capacity=1, most=1)
    for number in range(3):
        waiting.push(row(number))
    assert (await waiting.take()).claim.line == 0
    waiting.push_again(row(9))
    takers = [asyncio.ensure_future(waiting.take()) for _ in range(3)]
    reader = asyncio.ensure_future(waiting.room())
    await settle()

    waiting.close()
    await settle()

    assert [taker.result() for taker in takers] == [None, None, None]
    assert reader.done()
    assert await waiting.take() is None
    assert waiting.taken == 1
    assert [item.claim.line for item in waiting.empty()] == [9, 1, 2]
    assert len(waiting) == 0
    assert waiting.empty() == []


async def test_an_emptied_queue_can_be_filled_again():
    waiting = queue()
    waiting.push(row(1))
    waiting.push(row(2))
    assert lines(waiting.empty()) == [1, 2]

    waiting.push(row(3))

    assert await taken(waiting, 9) == [3]


async def test_once_the_run_is_to_stop_nothing_is_handed_out_any_more():
    stop = StopSignal()
    waiting = queue(stop=stop)
    waiting.push(row(1))
    stop.request(STOP)

    assert await waiting.take() is None
    assert waiting.taken == 0
    assert len(waiting) == 1


async def test_one_who_waits_when_the_run_is_to_stop_is_sent_away_by_the_next_change():
    stop = StopSignal()
    waiting = queue(stop=stop, capacity=1)
    taker = asyncio.ensure_future(waiting.take())
    await settle()
    stop.request(STOP)
    waiting.push(row(1))
    await settle()

    assert taker.result() is None
    await asyncio.wait_for(waiting.room(), 60)


async def test_the_queue_is_as_long_as_the_rows_in_it():
    waiting = queue()
    lengths = [len(waiting)]
    for number in range(3):
        waiting.push(row(number))
        lengths.append(len(waiting))
    for _ in range(3):
        await waiting.take()
        lengths.append(len(waiting))

    assert lengths == [0, 1, 2, 3, 2, 1, 0]


async def test_it_is_idle_while_no_row_is_lined_up_or_out():
    waiting = queue()
    states = [waiting.idle.is_set()]
    waiting.push(row(1))
    states.append(waiting.idle.is_set())
    await waiting.take()
    states.append(waiting.idle.is_set())
    waiting.give_back(succeeded=True)
    states.append(waiting.idle.is_set())

    assert states == [True, False, False, True]


async def test_a_row_that_came_back_keeps_it_from_being_idle():
    waiting = queue()

    waiting.push_again(row(1))

    assert not waiting.idle.is_set()


async def test_with_a_higher_capacity_the_reader_goes_on():
    waiting = queue(capacity=1)
    waiting.push(row(1))
    reader = asyncio.ensure_future(waiting.room())
    await settle()
    assert not reader.done()

    waiting.hold(2)
    await settle()

    assert reader.done()


async def test_every_change_is_told():
    waiting = queue()
    changes: list[int] = []
    waiting.on_change = lambda: changes.append(len(waiting))

    waiting.push(row(1))
    waiting.push_again(row(2))
    waiting.take_many(1, lambda _lane: True)
    waiting.give_back(succeeded=True)
    waiting.close()

    assert changes == [1, 2, 1, 1, 1]
