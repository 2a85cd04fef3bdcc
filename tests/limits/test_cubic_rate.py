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


# The figures, one by one


def _cut(answers: int = 100) -> CubicRate:
    """A rate that was cut at second 3, after so many answers in the second before."""
    cubic = CubicRate(None)
    for index in range(answers):
        cubic.accepted(3.0 - index / answers, 3.0)
    cubic.throttled(3.0, 3.0)
    return cubic


def _used_up(cubic: CubicRate, elapsed: float) -> float:
    """The rate so long after second 3, where so much is used that this is no bound."""
    for moment in (elapsed + 2.5, elapsed + 3.0):
        for _ in range(2000):
            cubic.accepted(moment, moment)
    return cubic.rate


@pytest.mark.parametrize(
    ("elapsed", "rate"),
    [
        (0.6, 79.5128),  # 98 - 0.4 * (4.1889 - 0.6)^3: fast back,
        (1.0, 85.0299),
        (3.0, 97.3279),
        (4.1, 97.9997),
        (10.0, 98.0),  # along the plateau, two in a hundred below what was granted,
        (24.1, 98.0),
        (25.1888, 98.4),  # and after twenty seconds slowly on: 98 + 0.4 * 1^3
        (27.1888, 108.8),
        (34.1888, 498.0),
    ],
)
def test_the_way_back_after_a_cut(elapsed, rate):
    assert _used_up(_cut(), elapsed) == pytest.approx(rate, abs=0.01)


@pytest.mark.parametrize(
    ("granted", "kept", "confirmed"),
    [
        (90, 81.0, True),
        (89, 62.3, False),
        (110, 99.0, True),
        (111, 77.7, False),
        (100, 90.0, True),
    ],
)
def test_a_limit_met_where_it_was_is_confirmed_and_costs_a_tenth(granted, kept, confirmed):
    cubic = _cut(100)
    for index in range(granted):
        cubic.accepted(60.0 - index / granted, 60.0)

    assert cubic.throttled(60.0, 60.0) is True

    assert (cubic.rate, cubic.confirmed) == (pytest.approx(kept), confirmed)


@pytest.mark.parametrize(("handful", "confirmed"), [(9, False), (10, True)])
def test_fewer_than_ten_answers_confirm_nothing(handful, confirmed):
    cubic = _cut(handful)
    for index in range(handful):
        cubic.accepted(60.0 - index / handful, 60.0)

    cubic.throttled(60.0, 60.0)

    assert cubic.confirmed is confirmed
    assert cubic.rate == pytest.approx((0.9 if confirmed else 0.7) * handful)


def test_one_answer_is_believed_for_one_second_only():
    assert _used_up(_cut(1), 1.8) == pytest.approx(0.98)
    assert _used_up(_cut(1), 2.9) == pytest.approx(0.98 + 0.4, abs=0.01)


def test_nothing_is_confirmed_before_the_first_429():
    assert CubicRate(98.0).confirmed is False


def test_no_more_answers_are_remembered_than_a_process_gets_in_a_second():
    assert _cut(3000).rate == pytest.approx(0.7 * 2048)


def _hold(cubic: CubicRate, cut_at: float) -> float:
    """How long after its rise the rate stays as it is, in tenths of a second."""
    plateau, elapsed = 0.0, 0.0
    while elapsed < 120:
        elapsed += 0.1
        for _ in range(300):
            cubic.accepted(cut_at + elapsed, cut_at + elapsed)
        plateau = plateau or (cubic.rate if elapsed > 9 else 0.0)
        if plateau and cubic.rate > plateau + 0.001:
            return round(elapsed, 1)
    raise AssertionError("it never probes")


@pytest.mark.parametrize(
    ("peaks", "probes_after"),
    [
        ((100,), 24.4),  # 4.2 s of rise, 20 s of hold
        ((100, 100), 43.1),  # 2.9 s of rise, and a hold twice as long,
        ((100, 100, 100), 43.1),  # which does not grow further
        ((15,), 17.4),  # 15 s only, for so few answers
        ((15, 15), 31.7),
        ((15, 15, 15), 41.7),
        ((100, 100, 50), 23.5),  # another limit: anew
    ],
)
def test_a_limit_is_believed_longer_the_more_often_it_was_met(peaks, probes_after):
    cubic = CubicRate(None)
    moment = 0.0
    for peak in peaks:
        moment += 60.0
        for index in range(peak):
            cubic.accepted(moment - index / peak, moment)
        cubic.throttled(moment, moment)

    assert _hold(cubic, moment) == pytest.approx(probes_after, abs=0.11)


@pytest.mark.parametrize(
    ("sent", "counts"),
    [(2.0, False), (2.001, True), (2.5, True), (3.0, True), (3.001, False), (9.0, False)],
)
def test_an_answer_counts_as_granted_if_it_was_sent_in_the_second_before_the_429(sent, counts):
    before, after = CubicRate(None), _cut(100)
    for index in range(100):
        before.accepted(2.1 + index / 1000, 3.0)
    before.accepted(sent, 3.0)
    before.throttled(3.0, 3.0)
    after.accepted(sent, 3.2)  # overtaken by the 429

    assert before.rate == pytest.approx(70.7 if counts else 70.0)
    assert _used_up(after, 10.0) == pytest.approx(98.98 if counts else 98.0)


@pytest.mark.parametrize("arrived", [3.0, 3.001, 9.0])
def test_an_answer_overtaken_by_the_429_counts_whenever_it_arrives(arrived):
    cubic = _cut(100)
    cubic.accepted(2.5, arrived)
    assert _used_up(cubic, 10.0) == pytest.approx(98.98)


@pytest.mark.parametrize(
    ("sent", "now", "news"),
    [(2.9, 3.5, False), (3.0, 3.5, False), (3.0, 3.0, False), (3.001, 3.5, True), (9.0, 9.1, True)],
)
def test_a_429_is_news_if_its_request_left_after_the_last_cut(sent, now, news):
    cubic = _cut(100)

    assert cubic.throttled(sent, now) is news
    assert (cubic.rate == pytest.approx(70.0)) is not news


def test_a_rate_is_never_cut_below_one_request_in_two_seconds():
    cubic = _cut(1)
    assert cubic.rate == 0.7
    cubic.throttled(9.0, 9.0)  # with no answer in the second before
    assert cubic.rate == 0.5


def test_what_is_used_bounds_the_rate_at_twice_as_much():
    cubic = CubicRate(None)
    for index in range(100):  # of a slow server, which answers one in ten seconds
        cubic.accepted(3.0 - index / 100, 10.0 * index)
    cubic.throttled(3.0, 1000.0)
    _answers(cubic, 1000.0, 3.0, 20)
    assert cubic.rate == 70.0  # what it had is not taken away,
    _answers(cubic, 1003.0, 60.0, 40)
    assert cubic.rate == pytest.approx(80.0, rel=0.02)  # and it grows to 2 * 40


# A ceiling that is set while it runs


@pytest.mark.parametrize(
    ("ceiling", "ceilings", "rate"),
    [
        (98.0, [50.0], 50.0),
        (98.0, [200.0], 200.0),
        (98.0, [50.0, 98.0], 98.0),
        (None, [50.0], 50.0),
    ],
)
def test_a_rate_that_met_no_429_is_its_ceiling(ceiling, ceilings, rate):
    cubic = CubicRate(ceiling)
    for one in ceilings:
        cubic.set_ceiling(one)
    assert cubic.rate == rate


@pytest.mark.parametrize(
    ("ceilings", "rate"), [([90.0], 70.0), ([60.0], 60.0), ([70.0], 70.0), ([20.0, 90.0], 70.0)]
)
def test_what_a_429_has_taught_outlives_a_ceiling(ceilings, rate):
    cubic = _cut(100)
    for one in ceilings:
        cubic.set_ceiling(one)
    assert cubic.rate == pytest.approx(rate)


def test_what_a_429_has_taught_outlives_the_answers_below_a_low_ceiling():
    cubic = _cut(100)
    cubic.set_ceiling(20.0)
    _answers(cubic, 3.0, 60.0, 20)
    cubic.set_ceiling(90.0)
    assert cubic.rate == pytest.approx(70.0)


def test_a_rate_that_has_come_back_to_its_ceiling_follows_it_again():
    cubic = CubicRate(98.0)
    _answers(cubic, 0, 2, 98)
    cubic.throttled(2.0, 2.0)
    _answers(cubic, 2, 120, 98)

    cubic.set_ceiling(200.0)

    assert cubic.rate == 200.0


@pytest.mark.parametrize(("ceiling", "answers"), [(10.0, 30), (0.2, 0)])
def test_a_429_never_raises_a_rate_above_its_ceiling(ceiling, answers):
    # More in a second than the ceiling: a burst, or what was sent before the ceiling was set.
    cubic = CubicRate(100.0)
    for index in range(answers):
        cubic.accepted(3.0 - index / 100, 3.0)
    cubic.set_ceiling(ceiling)

    cubic.throttled(3.0, 3.0)

    assert cubic.rate == ceiling


# A clock that falls back


def test_after_a_clock_fell_back_a_429_is_news_and_the_rate_comes_back():
    cubic = _cut(100)
    assert cubic.throttled(1.0, 1.0) is True
    assert cubic.rate == 0.5

    cubic = _cut(100)
    for step in range(2000):  # from second 1 on
        cubic.accepted(1.0 + step / 100, 1.0 + step / 100)
    assert cubic.rate == pytest.approx(98.0, abs=0.1)


@pytest.mark.parametrize(
    ("moments", "rate"),
    [
        ([0.0], 0.0),
        ([0.0, 0.1, 0.2, 0.3, 0.4, 0.49], 0.0),  # within one half second nothing is known
        ([0.0, 0.1, 0.2, 0.3, 0.4, 0.5], 8.0),  # five in half a second, of which four fifths
        ([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.5], 3.2),  # 0.8 * 2 + 0.2 * 8
        ([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.5, 0.2, 0.5], 3.84),  # a clock that fell back
    ],
)
def test_answers_are_counted_by_the_half_second_and_smoothed(moments, rate):
    meter = Meter()
    for moment in moments:
        meter.add(moment)
    assert meter.rate == pytest.approx(rate)
