"""When the next request may go out."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async._limits.rate import GcraRate
from tests.support.throttling_server import busiest_second

_GAPS = st.lists(st.floats(0, 0.3), min_size=1, max_size=400)


def _pass_all(gate: GcraRate, gaps: list[float]) -> list[float]:
    """The moments callers pass who come after those gaps and wait when they must."""
    now, passed = 0.0, []
    for gap in gaps:
        now = max(now + gap, gate.opens_at)
        gate.take(now)
        passed.append(now)
    return passed


def test_the_default_lets_at_most_a_hundred_through_in_any_second():
    passed = _pass_all(GcraRate(98.0, 2), [0.0] * 1000)
    assert busiest_second(passed) == 99
    assert passed[-1] <= 1000 / 98


@given(rate=st.integers(1, 200), burst=st.integers(1, 20), gaps=_GAPS)
def test_no_second_holds_more_than_rate_and_burst(rate, burst, gaps):
    assert busiest_second(_pass_all(GcraRate(float(rate), burst), gaps)) <= rate + burst


@given(gaps=_GAPS, turns=st.data())
def test_a_turn_given_back_never_lets_too_many_through(gaps, turns):
    gate = GcraRate(20.0, 3)
    now, passed = 0.0, []
    for gap in gaps:
        now = max(now + gap, gate.opens_at)
        receipts = [gate.take(now)]
        if turns.draw(st.booleans()):
            gate.give_back(receipts.pop())
        else:
            passed.append(now)
    assert busiest_second(passed) <= 23


def test_a_burst_passes_at_once_and_is_earned_again():
    gate = GcraRate(10.0, 3)
    assert [gate.take(0.0) and gate.opens_at <= 0.0 for _ in range(3)] == [True, True, False]
    assert round(gate.opens_at, 9) == 0.1


def test_a_late_timer_costs_nothing_as_long_as_it_is_within_the_burst():
    gate = GcraRate(100.0, 2)
    late = [index * 0.01 + (0.009 if index % 2 else 0.0) for index in range(100)]
    opened = []
    for moment in late:
        opened.append(gate.opens_at <= moment + 1e-9)
        gate.take(moment)
    assert opened == [True] * 100


def test_only_the_latest_turn_can_be_given_back():
    gate = GcraRate(10.0, 1)
    first, second = gate.take(0.0), gate.take(0.1)
    gate.give_back(first)
    assert round(gate.opens_at, 9) == 0.2
    gate.give_back(second)
    assert round(gate.opens_at, 9) == 0.1


def test_a_lowered_rate_spaces_from_the_next_request_on():
    gate = GcraRate(100.0, 2)
    gate.set_rate(10.0)
    gate.take(0.0)
    assert round(gate.opens_at, 9) == 0.09


def test_without_a_rate_the_gate_is_open():
    gate = GcraRate(None, 2)
    for _ in range(1000):
        gate.take(5.0)
    assert gate.opens_at <= 5.0


@pytest.mark.parametrize(
    ("burst", "turns"),
    [
        (1, [0.0, 0.1, 0.2, 0.3]),
        (2, [0.0, 0.0, 0.1, 0.2]),
        (3, [0.0, 0.0, 0.0, 0.1]),
    ],
)
def test_the_turns_to_come_are_those_that_callers_will_get(burst, turns):
    gate = GcraRate(10.0, burst)

    foreseen = list(islice(gate.turns(0.0), 4))

    assert foreseen == pytest.approx(turns)
    assert _pass_all(gate, [0.0] * 4) == pytest.approx(turns)


@given(
    rate=st.integers(1, 50),
    burst=st.integers(1, 5),
    gaps=st.lists(st.floats(0, 0.3), max_size=20),
    wait=st.floats(0, 3),
)
def test_whatever_has_passed_before_the_turns_to_come_are_right(rate, burst, gaps, wait):
    gate = GcraRate(float(rate), burst)
    passed = _pass_all(gate, gaps)
    first = max((passed or [0.0])[-1] + wait, gate.opens_at)

    foreseen = list(islice(gate.turns(first), 10))

    now, got = first, []
    for _ in range(10):
        now = max(now, gate.opens_at)
        gate.take(now)
        got.append(now)
    assert foreseen == pytest.approx(got)


def test_the_turns_to_come_are_foreseen_by_the_ceiling_and_not_by_what_a_429_has_left():
    gate = GcraRate(10.0, 1)
    gate.set_rate(1.0)
    assert list(islice(gate.turns(5.0), 3)) == pytest.approx([5.0, 5.1, 5.2])
    gate.set_ceiling(2.0)
    assert list(islice(gate.turns(5.0), 3)) == pytest.approx([5.0, 5.5, 6.0])


def test_a_pause_uses_no_turn_up():
    gate = GcraRate(10.0, 2)
    gate.take(0.0)
    assert list(islice(gate.turns(3.0), 4)) == pytest.approx([3.0, 3.0, 3.1, 3.2])


def test_without_a_limit_a_rate_that_a_429_left_may_be_late_by_a_hundredth_of_a_second():
    gate = GcraRate(None, 2)
    gate.set_rate(10.0)
    gate.take(5.0)
    assert gate.opens_at == pytest.approx(5.09)


def test_the_turn_before_the_first_one_can_be_given_back_too():
    gate = GcraRate(10.0, 1)
    gate.give_back(gate.take(5.0))
    assert gate.opens_at == float("-inf")


def test_after_a_clock_fell_back_the_gate_is_open():
    gate = GcraRate(10.0, 1)
    gate.take(1000.0)
    gate.forget()
    assert gate.opens_at == float("-inf")
    gate.take(10.0)
    assert gate.opens_at == pytest.approx(10.1)
