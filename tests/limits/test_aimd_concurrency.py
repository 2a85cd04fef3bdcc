"""How many requests may be in flight."""

from __future__ import annotations

import pytest

from spaceinvoices_async._limits.adaptive import AimdConcurrency


def _succeed(slots: AimdConcurrency, times: int, *, in_flight: int) -> None:
    slots.in_flight = in_flight
    for _ in range(times):
        slots.succeeded()


def test_a_round_of_successes_adds_one_slot():
    slots = AimdConcurrency(8, 32)
    _succeed(slots, 7, in_flight=8)
    assert slots.limit == 8
    _succeed(slots, 1, in_flight=8)
    assert slots.limit == 9


def test_it_does_not_grow_while_half_of_the_slots_are_idle():
    slots = AimdConcurrency(8, 32)
    _succeed(slots, 1000, in_flight=3)
    assert slots.limit == 8


def test_it_does_not_grow_beyond_the_most():
    slots = AimdConcurrency(8, 10)
    _succeed(slots, 1000, in_flight=10)
    assert slots.limit == 10


def test_overload_takes_a_third_at_most_every_half_second():
    slots = AimdConcurrency(20, 32)
    limits = []
    for now in (0.0, 0.1, 0.49, 0.5, 0.9, 1.0):
        slots.overloaded(now)
        limits.append(slots.limit)
    assert limits == [14, 14, 14, 9, 9, 6]


def test_one_slot_always_remains():
    slots = AimdConcurrency(8, 32)
    for now in range(100):
        slots.overloaded(float(now))
    assert slots.limit == 1
    assert slots.has_room


@pytest.mark.parametrize(("in_flight", "room"), [(7, True), (8, False), (9, False)])
def test_there_is_room_below_the_limit(in_flight, room):
    slots = AimdConcurrency(8, 32)
    slots.in_flight = in_flight
    assert slots.has_room is room


def test_none_is_no_limit_whatever_happens():
    slots = AimdConcurrency(None, 32)
    slots.overloaded(0.0)
    _succeed(slots, 100, in_flight=10_000)
    assert (slots.limit, slots.has_room) == (None, True)


@pytest.mark.parametrize(("in_flight", "grown"), [(3, 8), (4, 9), (8, 9)])
def test_it_grows_from_half_of_the_slots_in_use_on(in_flight, grown):
    slots = AimdConcurrency(8, 32)
    _succeed(slots, 8, in_flight=in_flight)
    assert slots.limit == grown


def test_each_round_needs_as_many_successes_as_there_are_slots():
    slots = AimdConcurrency(8, 32)
    limits = []
    for successes in (8, 8, 1, 9, 1):
        _succeed(slots, successes, in_flight=8)
        limits.append(slots.limit)
    assert limits == [9, 9, 10, 10, 11]


def test_a_part_of_a_slot_counts_for_the_next_cut_but_holds_nobody():
    slots = AimdConcurrency(8, 32)
    slots.overloaded(0.0)  # 5.6
    slots.in_flight = 5
    assert (slots.limit, slots.has_room) == (5, False)
    _succeed(slots, 6, in_flight=5)  # 6.6
    assert slots.limit == 6
    slots.overloaded(10.0)  # 4.62
    assert slots.limit == 4


def test_overload_begins_the_round_anew():
    slots = AimdConcurrency(8, 32)
    _succeed(slots, 7, in_flight=8)
    slots.overloaded(0.0)  # 5.6
    _succeed(slots, 5, in_flight=5)
    assert slots.limit == 5
    _succeed(slots, 1, in_flight=5)
    assert slots.limit == 6


def test_failures_of_one_moment_are_one_reason_to_slow_down():
    slots = AimdConcurrency(20, 32)
    for _ in range(3):
        slots.overloaded(7.0)
    assert slots.limit == 14


def test_after_a_clock_fell_back_overload_counts_at_once():
    slots = AimdConcurrency(20, 32)
    slots.overloaded(1000.0)
    slots.overloaded(10.0)
    assert slots.limit == 9
    slots.overloaded(9.7)
    assert slots.limit == 6


def test_at_first_nothing_is_in_flight():
    slots = AimdConcurrency(1, 1)
    assert (slots.in_flight, slots.has_room) == (0, True)
    slots.in_flight += 1
    assert slots.has_room is False


def test_the_most_ends_the_growth_also_where_a_cut_left_a_part_of_a_slot():
    slots = AimdConcurrency(8, 8)
    slots.overloaded(0.0)  # 5.6
    _succeed(slots, 100, in_flight=8)  # 6.6, 7.6, 8
    assert slots.limit == 8
    slots.overloaded(10.0)  # of 8, not of 8.6: 5.6
    slots.overloaded(20.0)  # 3.92
    assert slots.limit == 3
