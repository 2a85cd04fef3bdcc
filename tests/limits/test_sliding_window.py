"""What has been sent in the last second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async._limits.rate import SlidingWindow
from tests.support.throttling_server import busiest_second


def _full(moments: list[float]) -> SlidingWindow:
    window = SlidingWindow(98.0, 2)
    for moment in moments:
        window.take(moment)
    return window


def test_a_second_holds_as_many_as_the_rate_names():
    assert _full([0.0] * 97).opens_at(0.5) == 0.5
    assert _full([0.0] * 98).opens_at(0.5) == 1.0


def test_a_second_holds_at_least_one_burst():
    window = SlidingWindow(0.5, 3)
    opened: list[float] = []
    for _ in range(4):
        opened.append(window.opens_at(0.0))
        window.take(0.0)
    assert opened == [0.0, 0.0, 0.0, 1.0]


def test_it_opens_as_the_oldest_falls_out():
    window = _full([0.0, 0.2, *[0.3] * 96])
    assert window.opens_at(0.4) == 1.0
    assert window.opens_at(1.0) == 1.0
    window.take(1.0)
    assert window.opens_at(1.1) == 1.2


def test_a_request_that_waited_for_its_connection_counts_from_when_it_leaves():
    window = _full([0.0] * 98)
    window.sent(0.0, 0.4)
    assert window.opens_at(0.5) == 1.0
    for _ in range(97):
        window.sent(0.0, 0.4)
    assert window.opens_at(0.5) == 1.4


def test_a_turn_given_back_is_free_again():
    window = _full([0.0] * 98)
    window.give_back(0.0)
    assert window.opens_at(0.5) == 0.5


def test_without_a_rate_it_is_always_open():
    window = SlidingWindow(None, 2)
    for _ in range(1000):
        window.take(0.0)
    assert window.opens_at(0.0) == 0.0


def test_what_was_sent_a_second_ago_or_longer_is_no_hindrance():
    window = _full([0.0] * 98)
    assert window.opens_at(0.999) == 1.0
    assert window.opens_at(1.001) == 1.001
    for _ in range(98):
        window.take(1.001)
    assert window.opens_at(1.5) == pytest.approx(2.001)


@pytest.mark.parametrize(
    ("rate", "burst", "most"), [(98.0, 2, 98), (10.2, 2, 11), (0.5, 1, 1), (3.0, 8, 8)]
)
def test_a_part_of_a_request_is_a_whole_one(rate, burst, most):
    window = SlidingWindow(rate, burst)
    for _ in range(most):
        assert window.opens_at(0.0) == 0.0
        window.take(0.0)
    assert window.opens_at(0.0) == 1.0


@pytest.mark.parametrize(
    ("first", "rate", "most"), [(98.0, 10.0, 10), (10.0, 30.5, 31), (None, 5.0, 5), (98.0, 0.1, 2)]
)
def test_another_rate_counts_from_now_on(first, rate, most):
    window = SlidingWindow(first, 2)
    window.set_rate(rate)
    for _ in range(most):
        assert window.opens_at(0.0) == 0.0
        window.take(0.0)
    assert window.opens_at(0.0) == 1.0


def test_with_a_lower_rate_as_many_must_fall_out_as_are_too_many():
    window = _full([0.0, 0.1, 0.2, *[0.3] * 95])
    window.set_rate(97.0)
    assert window.opens_at(0.4) == 1.1
    window.set_rate(96.0)
    assert window.opens_at(0.4) == 1.2


@pytest.mark.parametrize(
    ("moment", "opens"), [(10.0, 11.0), (10.0009, 11.0), (10.0011, 11.0011), (10.4, 11.4)]
)
def test_what_leaves_within_a_thousandth_of_a_second_has_left_at_its_turn(moment, opens):
    window = SlidingWindow(1.0, 1)
    window.take(10.0)
    window.sent(10.0, moment)
    assert window.opens_at(10.5) == opens


def test_a_request_that_leaves_late_counts_once():
    window = SlidingWindow(2.0, 1)
    window.take(10.0)
    window.sent(10.0, 10.4)
    assert window.opens_at(10.5) == 10.5


@pytest.mark.parametrize(("turn", "opens"), [(0.1, 1.2), (0.2, 1.1), (0.15, 1.2), (0.3, 1.2)])
def test_only_a_turn_that_was_taken_can_be_given_back(turn, opens):
    window = SlidingWindow(2.0, 1)
    window.take(0.1)
    window.take(0.2)
    window.give_back(turn)
    window.take(0.4)
    assert window.opens_at(0.5) == opens


def test_of_two_turns_of_one_moment_one_is_given_back():
    window = SlidingWindow(2.0, 1)
    window.take(0.1)
    window.take(0.1)
    window.give_back(0.1)
    assert window.opens_at(0.2) == 0.2
    window.take(0.2)
    assert window.opens_at(0.3) == 1.1


def test_after_a_clock_fell_back_the_second_is_empty():
    window = SlidingWindow(1.0, 1)
    window.take(1000.0)
    window.forget()
    assert window.opens_at(10.0) == 10.0


@given(st.lists(st.tuples(st.floats(0, 0.05), st.floats(0, 0.9)), max_size=400))
def test_no_second_holds_more_whatever_connections_take(requests):
    window, now, sent = SlidingWindow(98.0, 2), 0.0, []
    leaving: list[tuple[float, float]] = []
    for pause, delay in requests:
        now = max(now + pause, window.opens_at(now + pause))
        for moment, passed in sorted(pair for pair in leaving if pair[0] <= now):
            window.sent(passed, moment)
        leaving = [pair for pair in leaving if pair[0] > now]
        now = max(now, window.opens_at(now))
        window.take(now)
        leaving.append((now + delay, now))
        sent.append(now + delay)
    assert busiest_second(sorted(sent)) <= 98
