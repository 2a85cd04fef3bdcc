"""How many requests per second the server grants, found out from its 429s."""

from __future__ import annotations

import math

import pytest

from spaceinvoices_async._limits.adaptive import CubicRate, Meter


def _answers(cubic: CubicRate, start: float, seconds: float, rate: int) -> None:
    """So many answers a second, each at once."""
    for index in range(int(seconds * rate)):
        moment = start + (index + 1) / rate
        cubic.accepted(moment, moment)


def test_the_rate_stays_at_the_ceiling_until_a_429():
    cubic = CubicRate(98.0)
    _answers(cubic, 0, 10, 98)
    assert cubic.rate == 98.0


def test_a_429_cuts_to_a_part_of_what_the_last_second_granted():
    cubic = CubicRate(None)
    assert cubic.rate == math.inf
    _answers(cubic, 0, 3, 100)
    assert cubic.throttled(3.0, 3.1) is True
    assert cubic.rate == pytest.approx(70.0)


def test_a_429_of_a_request_sent_before_the_cut_is_no_news():
    cubic = CubicRate(None)
    _answers(cubic, 0, 3, 100)
    cubic.throttled(3.0, 3.1)
    assert cubic.throttled(3.05, 3.2) is False
    assert cubic.rate == pytest.approx(70.0)


def test_answers_overtaken_by_the_429_count_as_granted():
    late, prompt = CubicRate(None), CubicRate(None)
    _answers(prompt, 0, 3, 100)
    _answers(late, 0, 2.7, 100)
    prompt.throttled(3.0, 3.0)
    late.throttled(3.0, 3.0)
    for index in range(30):
        late.accepted(2.705 + index / 100, 3.1)
    _answers(prompt, 3, 8, 98)
    _answers(late, 3, 8, 98)
    assert late.rate == pytest.approx(prompt.rate)


def test_the_rate_comes_back_to_just_below_holds_and_then_probes():
    cubic = CubicRate(None)
    _answers(cubic, 0, 3, 100)
    cubic.throttled(3.0, 3.0)
    rates = []
    for second in (3, 5, 20, 26, 30):
        _answers(cubic, second, 1, 98)
        rates.append(round(cubic.rate))
    assert rates == [85, 97, 98, 98, 120]


def test_it_never_exceeds_the_ceiling():
    cubic = CubicRate(98.0)
    _answers(cubic, 0, 2, 98)
    cubic.throttled(2.0, 2.0)
    _answers(cubic, 2, 120, 98)
    assert cubic.rate == 98.0


def test_it_does_not_grow_beyond_twice_what_is_used():
    cubic = CubicRate(None)
    _answers(cubic, 0, 3, 100)
    cubic.throttled(3.0, 3.0)
    _answers(cubic, 3, 1000, 60)
    assert cubic.rate <= 2 * 62


def test_a_quiet_hour_does_not_lower_it():
    cubic = CubicRate(None)
    _answers(cubic, 0, 3, 100)
    cubic.throttled(3.0, 3.0)
    _answers(cubic, 3, 8, 98)
    before = cubic.rate
    cubic.accepted(3600.0, 3600.0)
    assert cubic.rate == before


def test_a_server_that_refuses_everything_still_gets_one_request_in_two_seconds():
    cubic = CubicRate(98.0)
    for second in range(10):
        cubic.throttled(float(second), second + 0.1)
    assert cubic.rate == 0.5


def test_the_meter_follows_the_rate_of_answers():
    meter = Meter()
    for index in range(500):
        meter.add(index / 100)
    assert meter.rate == pytest.approx(100, rel=0.03)
    for index in range(20):
        meter.add(5 + index / 10)
    assert meter.rate == pytest.approx(10, rel=0.2)
