"""The attempts of a call: what each came to, and when there may be another."""

from __future__ import annotations

import asyncio
import math

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._calls.retry import Backoff
from spaceinvoices_async._limits.limiter import Limiter, ThrottlePause
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.options import ClientOptions, Timeouts
from spaceinvoices_async.testing.clock import FakeClock
from tests.calls.attempts_rig import attempts_rig, first_attempt
from tests.support.scripted_client import (
    CREATE,
    DELETE,
    GET,
    UNSAFE,
    answer,
    hang,
    not_sent,
    refusal,
    unknown,
)


@pytest.fixture
def two_seconds(monkeypatch):
    """Every wait whose length is drawn takes two seconds."""
    monkeypatch.setattr(Backoff, "transient", lambda _self, _failures: 2.0)
    monkeypatch.setattr(Backoff, "throttled", lambda _self, _refusals: 2.0)


# At the very edge of the deadline


@pytest.mark.parametrize(
    ("remaining", "outcome"),
    [(-1.0, "not_sent"), (0.0, "not_sent"), (0.001, "applied"), (math.inf, "applied")],
)
async def test_nothing_is_sent_once_the_deadline_is_there(remaining, outcome):
    rig = attempts_rig(answer({"id": "d1"}))
    context = rig.context(remaining=remaining)

    result = await rig.attempts.attempt(context)

    assert result.outcome == outcome
    assert len(rig.transport.requests) == (outcome == "applied")
    assert result.reason == (None if outcome == "applied" else "deadline")
    assert [attempt.outcome for attempt in context.attempts] == [outcome]


async def test_an_attempt_without_an_end_sets_no_timer():
    pending = []

    async def look(_request):
        pending.append(rig.clock.pending)
        return answer({"id": "d1"})

    rig = attempts_rig(look, look)

    await rig.attempts.attempt(rig.context(remaining=math.inf))
    await rig.attempts.attempt(rig.context(remaining=9.0))

    assert pending == [0, 1]


# What the server asks for, or what is drawn, against what is left. Waiting for the last moment
# helps nobody: at that moment nothing is sent any more.
LAST = [(7.001, True), (7.0, False), (6.999, False)]


@pytest.mark.parametrize(("remaining", "waits"), LAST)
@pytest.mark.parametrize("status", [429, 503])
async def test_a_wait_that_a_server_asks_for_must_end_before_the_deadline(status, remaining, waits):
    rig = attempts_rig(refusal(status, retry_after="7"))
    context = rig.context(remaining=remaining)
    result = await first_attempt(rig, context)

    if waits:
        await rig.attempts.before_next(context, result)
    else:
        with pytest.raises(errors.RateLimitedError if status == 429 else errors.ServerError):
            await rig.attempts.before_next(context, result)

    assert rig.clock.slept == ([7.0] if waits else [])
    assert context.waited == (7.0 if waits else 0.0)


@pytest.mark.parametrize(("remaining", "goes_on"), LAST)
async def test_a_pause_of_the_whole_client_must_end_before_the_deadline_too(remaining, goes_on):
    clock = FakeClock(auto=True)
    rig = attempts_rig(refusal(429, retry_after="7"), limiter=Limiter(clock=clock), clock=clock)
    context = rig.context(remaining=remaining)
    result = await first_attempt(rig, context)

    [outcome] = await asyncio.gather(
        rig.attempts.before_next(context, result), return_exceptions=True
    )

    assert isinstance(outcome, errors.RateLimitedError) is not goes_on
    assert clock.monotonic() == 0.0


@pytest.mark.parametrize(("remaining", "waits"), [(2.001, True), (2.0, False), (1.999, False)])
@pytest.mark.parametrize(
    ("step", "error"),
    [
        (refusal(429), errors.RateLimitedError),
        (refusal(502), errors.ServerError),
        (unknown("reset"), errors.OutcomeUnknownError),
        (not_sent("tls"), errors.ConnectFailed),
        (not_sent("pool"), errors.PoolTimeout),
    ],
)
@pytest.mark.usefixtures("two_seconds")
async def test_a_wait_that_is_drawn_must_end_before_the_deadline(step, error, remaining, waits):
    rig = attempts_rig(step)
    context = rig.context(remaining=remaining)
    result = await first_attempt(rig, context)

    if waits:
        await rig.attempts.before_next(context, result)
    else:
        with pytest.raises(error):
            await rig.attempts.before_next(context, result)

    assert rig.clock.slept == ([2.0] if waits else [])


@pytest.mark.parametrize(("asked", "waited"), [("1", 2.0), ("3", 3.0), (None, 2.0), ("900", 60.0)])
@pytest.mark.usefixtures("two_seconds")
async def test_the_longer_of_what_is_drawn_and_what_is_asked_for_is_waited(asked, waited):
    rig = attempts_rig(refusal(503, **({} if asked is None else {"retry_after": asked})))
    context = rig.context()
    result = await first_attempt(rig, context)

    await rig.attempts.before_next(context, result)

    assert rig.clock.slept == [waited]


async def test_what_is_drawn_is_waited_however_short_it_is(monkeypatch):
    monkeypatch.setattr(Backoff, "transient", lambda _self, _failures: 0.25)
    rig = attempts_rig(unknown("reset"))
    context = rig.context()
    result = await first_attempt(rig, context)

    await rig.attempts.before_next(context, result)

    assert rig.clock.slept == [0.25]


@pytest.mark.parametrize("operation", [GET, DELETE, UNSAFE, CREATE])
async def test_a_429_is_a_refusal_whatever_the_call_would_do(operation):
    rig = attempts_rig(refusal(429))
    context = rig.context(operation, most_sends=1)
    result = await first_attempt(rig, context)

    with pytest.raises(errors.RateLimitedError):
        await rig.attempts.before_next(context, result)


@pytest.mark.parametrize(("asked", "waited"), [("1", 1.0), ("3", 3.0), ("0", 0.0), (None, 2.0)])
@pytest.mark.usefixtures("two_seconds")
async def test_after_a_429_what_is_asked_for_is_waited_and_something_drawn_only_without(
    asked, waited
):
    rig = attempts_rig(refusal(429, **({} if asked is None else {"retry_after": asked})))
    context = rig.context()
    result = await first_attempt(rig, context)

    await rig.attempts.before_next(context, result)

    assert rig.clock.slept == [waited]


async def test_the_limits_pause_for_all_so_that_the_call_need_not_wait_by_itself():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock, throttle_pause=ThrottlePause(jitter=lambda: 1.0))
    rig = attempts_rig(refusal(429, retry_after="7"), refusal(429), limiter=limiter, clock=clock)
    context = rig.context(remaining=60.0)

    for moment in (0.0, 7.0):
        result = await rig.attempts.attempt(context)
        await rig.attempts.before_next(context, result)
        assert clock.monotonic() == moment

    assert clock.slept == []
    assert limiter.stats().paused_for == 1.0  # the second 429 did not say how long
    assert limiter.stats().throttled == 2


@pytest.mark.parametrize("reason", ["deadline", "limiter"])
async def test_after_a_deadline_there_is_no_other_attempt(reason):
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock)
    if reason == "limiter":
        limiter.pause(100.0)
    rig = attempts_rig(hang, limiter=limiter, clock=clock)
    context = rig.context(remaining=5.0)

    result = await rig.attempts.attempt(context)
    assert (result.reason, result.outcome) == (
        reason,
        "not_sent" if reason == "limiter" else "unknown",
    )
    context.deadline = math.inf  # not what ends it

    with pytest.raises(errors.SpaceInvoicesError) as caught:
        await rig.attempts.before_next(context, result)

    assert caught.value.__cause__ is result.cause
    assert clock.slept == []


@pytest.mark.parametrize(("most", "sends"), [(1, 1), (2, 2), (3, 3), (None, 5)])
@pytest.mark.parametrize("step", [refusal(429), not_sent("tls"), unknown("reset"), refusal(500)])
async def test_a_call_is_sent_as_often_as_it_may_be(step, most, sends):
    rig = attempts_rig(*[step] * 5, options=ClientOptions(first_connection=None))
    context = rig.context(most_sends=most)

    async def send_all():
        while True:
            result = await rig.attempts.attempt(context)
            if not rig.transport.steps:
                return
            await rig.attempts.before_next(context, result)

    [outcome] = await asyncio.gather(send_all(), return_exceptions=True)

    assert isinstance(outcome, errors.SpaceInvoicesError) is (most is not None)
    assert len(rig.transport.requests) == sends
    assert rig.attempts.retries == sends - 1


# The first connection


@pytest.mark.parametrize(
    ("reason", "after", "patience", "given_up"),
    [
        ("connect", 2.999, 5.0, False),
        ("connect", 3.0, 5.0, True),  # two seconds of wait would make it five
        ("connect", 4.0, 5.0, True),
        ("connect", 4.0, None, False),
        ("pool", 4.0, 5.0, False),  # the connections that are busy have been made
    ],
)
@pytest.mark.usefixtures("two_seconds")
async def test_a_server_of_which_nothing_was_reached_is_given_up_in_time(
    reason, after, patience, given_up
):
    async def fail(_request):
        await rig.clock.sleep(after)
        raise not_sent(reason)

    rig = attempts_rig(fail, options=ClientOptions(first_connection=patience))
    context = rig.context()
    result = await rig.attempts.attempt(context)

    outcome = await asyncio.gather(
        rig.attempts.before_next(context, result), return_exceptions=True
    )

    assert [type(one) for one in outcome] == [errors.ConnectFailed if given_up else type(None)]
    assert outcome == [None] or outcome[0].__cause__ is result.cause


@pytest.mark.parametrize("reached", [refusal(503), unknown("reset"), refusal(401), answer({})])
@pytest.mark.usefixtures("two_seconds")
async def test_whatever_was_reached_once_the_server_is_there(reached):
    rig = attempts_rig(reached, not_sent(), options=ClientOptions(first_connection=1.0))
    await rig.attempts.attempt(rig.context())
    context = rig.context()
    result = await rig.attempts.attempt(context)

    await rig.attempts.before_next(context, result)

    assert rig.clock.slept == [2.0]


@pytest.mark.parametrize("ends", ["answered", "cancelled", "under way"])
@pytest.mark.parametrize("writes", [True, False])
@pytest.mark.usefixtures("two_seconds")
async def test_another_call_that_is_being_sent_has_reached_the_server(writes, ends):
    at_work, go_on = asyncio.Event(), asyncio.Event()

    async def work(request):
        if not writes:
            request.progress.sent_at = None  # it waits for its connection too
        at_work.set()
        await go_on.wait()
        return answer({})

    rig = attempts_rig(work, not_sent(), options=ClientOptions(first_connection=1.0))
    other = asyncio.create_task(rig.attempts.attempt(rig.context()))
    await at_work.wait()
    context = rig.context()
    result = await rig.attempts.attempt(context)
    if ends == "cancelled":
        other.cancel()
    elif ends == "answered":
        go_on.set()
    await asyncio.wait([other], timeout=0 if ends == "under way" else None)

    outcome = await asyncio.gather(
        rig.attempts.before_next(context, result), return_exceptions=True
    )

    reached = ends == "answered" or (ends == "under way" and writes)
    assert [type(one) for one in outcome] == [type(None) if reached else errors.ConnectFailed]
    other.cancel()


async def test_a_call_that_got_no_turn_has_reached_nothing():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock)
    limiter.pause(5.0)
    rig = attempts_rig(answer({}), limiter=limiter, clock=clock)
    await rig.attempts.attempt(rig.context(remaining=1.0))
    await clock.sleep(6.0)

    await rig.attempts.attempt(rig.context())

    assert rig.transport.requests[0].timeouts.connect == 5.0


async def test_each_step_of_an_attempt_has_its_own_time():
    timeouts = Timeouts(connect=3.0, write=4.0, read=6.0, create=7.0, report=8.0, pool=9.0)
    rig = attempts_rig(*[answer({"id": "d1"})] * 3, options=ClientOptions(timeouts=timeouts))
    report = OPERATIONS["documents_pdf"]

    for operation in (GET, CREATE, report):
        await rig.attempts.attempt(rig.context(operation))

    given = [request.timeouts for request in rig.transport.requests]
    assert [(one.connect, one.write, one.pool) for one in given] == [(3.0, 4.0, 9.0)] * 3
    assert [one.read for one in given] == [6.0, 7.0, 8.0]


# The retry budget


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([answer({})], 73),  # a first attempt earns one token,
        ([unknown(), answer({})], 72),  # a repetition gets its price back,
        ([not_sent("tls"), answer({})], 73),  # what was not sent cost nothing,
        ([refusal(429, retry_after="1"), answer({})], 73),  # nor does a 429;
        ([unknown(), refusal(404)], 58),  # a refusal earns nothing,
        ([refusal(404)], 72),
        ([unknown(), unknown(), answer({})], 58),
    ],
)
async def test_what_attempts_cost_and_earn(steps, left):
    rig = attempts_rig(*steps, options=ClientOptions(retry_budget=100, first_connection=None))
    assert [rig.attempts.budget.take(), rig.attempts.budget.take()] == [True, True]
    context = rig.context()

    while True:
        result = await rig.attempts.attempt(context)
        if not rig.transport.steps:
            break
        await rig.attempts.before_next(context, result)

    assert rig.attempts.budget.left == left


@pytest.mark.parametrize(("budget", "goes_on"), [(13, False), (14, True), (None, True)])
async def test_without_budget_an_attempt_in_doubt_is_not_repeated(budget, goes_on):
    rig = attempts_rig(unknown(), options=ClientOptions(retry_budget=budget))
    context = rig.context()
    result = await first_attempt(rig, context)

    outcome = await asyncio.gather(
        rig.attempts.before_next(context, result), return_exceptions=True
    )

    assert [type(one) for one in outcome] == [type(None) if goes_on else errors.OutcomeUnknownError]
    assert context.paid is True


async def test_a_wait_that_ends_too_late_costs_no_budget():
    rig = attempts_rig(refusal(503, retry_after="9"), options=ClientOptions(retry_budget=100))
    context = rig.context(remaining=5.0)
    result = await first_attempt(rig, context)

    with pytest.raises(errors.ServerError):
        await rig.attempts.before_next(context, result)

    assert rig.attempts.budget.left == 100
