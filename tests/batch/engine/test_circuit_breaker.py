"""When a run stops by itself."""

from __future__ import annotations

import pytest

from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.testing.clock import FakeClock


def breaker(clock: FakeClock | None = None, **options: object) -> CircuitBreaker:
    return CircuitBreaker(BatchOptions(**options), clock or FakeClock())


def kinds(tested: CircuitBreaker, refusals: int) -> list[str | None]:
    stops = [tested.refuse() for _ in range(refusals)]
    return [None if stop is None else stop.kind for stop in stops]


def test_twenty_refusals_from_the_start_are_a_wrong_mapping():
    tested = breaker()

    assert kinds(tested, 20) == [None] * 19 + ["mapping"]
    assert (tested.issued, tested.refused) == (0, 20)


def test_the_message_says_how_many_were_refused_of_how_many():
    tested = breaker()
    for _ in range(5):
        tested.accept()
    for _ in range(19):
        tested.refuse()

    stop = tested.refuse()

    assert stop is not None
    assert stop.message.startswith("20 of the first 25 rows were refused: ")


def test_half_of_the_rows_refused_is_not_yet_a_wrong_mapping_and_one_more_is():
    tested = breaker()
    for _ in range(20):
        tested.accept()

    assert kinds(tested, 21) == [None] * 20 + ["mapping"]


def test_without_a_slow_start_nothing_is_taken_for_a_wrong_mapping():
    assert kinds(breaker(slow_start=False), 200) == [None] * 200


def test_without_a_limit_any_number_may_be_refused_beside_more_that_are_issued():
    tested = breaker()
    for _ in range(500):
        tested.accept()

    assert kinds(tested, 500) == [None] * 500


def test_a_number_of_refusals_is_the_last_one():
    tested = breaker(max_failures=3, slow_start=False)

    assert kinds(tested, 3) == [None, None, "failures"]


def test_the_message_of_too_many_refusals_counts_both():
    tested = breaker(max_failures=1)
    tested.accept()

    stop = tested.refuse()

    assert stop is not None
    assert stop.message == "1 of 2 rows were refused, and max_failures is 1"


def test_a_share_of_refusals_counts_from_a_hundred_rows_on():
    tested = breaker(max_failures=0.1, slow_start=False)
    for _ in range(50):
        tested.accept()

    assert kinds(tested, 50) == [None] * 49 + ["failures"]


def test_exactly_the_share_is_allowed():
    tested = breaker(max_failures=0.1, slow_start=False)
    for _ in range(180):
        tested.accept()

    assert kinds(tested, 21) == [None] * 20 + ["failures"]


async def test_a_run_in_which_nobody_waits_is_never_stalled():
    clock = FakeClock()
    tested = breaker(clock, patience=60.0)
    await clock.advance(1000)

    assert tested.stalled(waiting=False, budget=None) is None
    await clock.advance(59)
    assert tested.stalled(waiting=True, budget=None) is None


async def test_a_run_without_an_answer_for_the_patience_has_stalled():
    clock = FakeClock()
    tested = breaker(clock, patience=60.0)
    await clock.advance(59.9)
    assert tested.stalled(waiting=True, budget=None) is None

    await clock.advance(0.1)
    stop = tested.stalled(waiting=True, budget=None)

    assert stop is not None
    assert stop.kind == "no_progress"
    assert stop.message == "no definite answer for 60 seconds; run again later"


async def test_the_retry_budget_is_named_where_there_is_one():
    clock = FakeClock()
    tested = breaker(clock, patience=60.0)
    await clock.advance(75)

    stop = tested.stalled(waiting=True, budget=7)

    assert stop is not None
    assert stop.message == (
        "no definite answer for 75 seconds; 7 tokens are left in the retry budget; run again later"
    )


@pytest.mark.parametrize("answer", ["answered", "accept", "refuse"])
async def test_every_definite_answer_begins_the_patience_anew(answer):
    clock = FakeClock()
    tested = breaker(clock, patience=60.0)
    await clock.advance(59)
    getattr(tested, answer)()
    await clock.advance(59)

    assert tested.stalled(waiting=True, budget=None) is None


async def test_rows_are_answered_for_half_of_the_patience_after_one_was():
    clock = FakeClock()
    tested = breaker(clock, patience=10.0)
    tested.stalled(waiting=False, budget=None)  # nothing waits, which is no answer
    assert not tested.is_answered

    tested.accept()
    await clock.advance(4.9)
    assert tested.is_answered
    await clock.advance(0.1)
    assert not tested.is_answered

    tested.refuse()
    assert tested.is_answered
