"""What has been sent in the last second."""

from __future__ import annotations

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
