"""Waits and the retry budget."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async._calls.retry import Backoff, RetryBudget, asked_pause, retry_after
from spaceinvoices_async.options import ClientOptions

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 13:00:30 +0100", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("Thu, 01 Jan 2026 12:00:30 -0000", 30.0),
        ("-5", None),
        ("1.5", 1.5),
        ("5, 10", 10.0),
        ("10 ,\t5", 10.0),
        ("5, Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT, Thu, 01 Jan 2026 12:00:40 GMT", 40.0),
        ("Thursday, 01-Jan-26 12:00:30 GMT", 30.0),
        ("Thu Jan  1 12:00:30 2026", 30.0),
        ("Thu Jan  1 11:59:30 2026", 0.0),
        ("Fri, 31 Dec 99999999999 23:59:59 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -9999", None),
        ("5, Fri, 31 Dec 99999999999 23:59:59 GMT", 5.0),
        ("9" * 400, None),
        ("1e5", None),
        ("inf", None),
        ("soon", None),
        ("", None),
        ("٣", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(text, seconds):
    assert retry_after(text, NOW) == seconds


@given(
    st.text(max_size=40)
    | st.text(alphabet="MonTueJan0123456789:-+, GMTUE.;", max_size=60)
    | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{1,12} [A-Z][a-z]{2} [0-9]{1,12} [0-9:]{1,12} \S{0,8}")
)
def test_no_retry_after_is_too_strange_to_be_read(text):
    seconds = retry_after(text, NOW)

    assert seconds is None or seconds >= 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_headers_are_too_strange_to_be_read(value, date):
    seconds = asked_pause({"retry-after": value, "date": date}, NOW)

    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("Thu, 01 Jan 2026 13:00:00 GMT", 30.0),
        ("Thu, 01 Jan 2026 13:00:00", 30.0),
        (None, 3630.0),
        ("Fri, 31 Dec 99999999999 23:59:59 GMT", 3630.0),
        ("nonsense", 3630.0),
    ],
)
def test_a_date_counts_from_the_date_of_its_answer_whatever_the_clock_here(date, seconds):
    headers = {"retry-after": "Thu, 01 Jan 2026 13:00:30 GMT"}
    headers |= {} if date is None else {"date": date}

    assert asked_pause(headers, NOW) == seconds


def bounds(method):
    seen = []
    backoff = Backoff(ClientOptions(), uniform=lambda low, high: seen.append((low, high)) or high)
    for times in (1, 2, 3, 10, 1000):
        getattr(backoff, method)(times)
    return seen


def test_transient_failures_wait_from_a_twentieth_of_a_second_with_full_jitter():
    assert bounds("transient") == [(0, 0.05), (0, 0.1), (0, 0.2), (0, 20), (0, 20)]


def test_throttling_waits_from_a_second_with_full_jitter():
    assert bounds("throttled") == [(0, 1), (0, 2), (0, 4), (0, 20), (0, 20)]


def test_no_failure_yet_waits_like_one():
    backoff = Backoff(ClientOptions(), uniform=lambda _low, high: high)

    assert backoff.transient(0) == backoff.transient(1) == 0.05


def test_the_budget_pays_for_35_resends_in_a_row():
    budget = RetryBudget(500)

    assert [budget.take() for _ in range(36)] == [True] * 35 + [False]


def test_a_resend_that_came_through_is_refunded():
    budget = RetryBudget(14)
    assert budget.take()
    assert not budget.take()

    budget.succeeded(paid=True)

    assert budget.take()


def test_first_attempts_earn_the_budget_back_one_by_one():
    budget = RetryBudget(14)
    budget.take()
    for _ in range(13):
        budget.succeeded(paid=False)
    assert not budget.take()

    budget.succeeded(paid=False)

    assert budget.take()


def test_the_budget_never_grows_beyond_its_capacity():
    budget = RetryBudget(20)
    budget.succeeded(paid=True)

    assert budget.left == 20


def test_no_budget_means_no_limit():
    budget = RetryBudget(None)

    assert all(budget.take() for _ in range(1000))
    assert budget.left is None


def test_a_budget_of_zero_allows_none():
    budget = RetryBudget(0)

    assert not budget.take()
    assert budget.left == 0
