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
