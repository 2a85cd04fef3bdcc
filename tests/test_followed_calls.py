"""What telemetry is told of a call, word by word."""

from __future__ import annotations

import asyncio
import logging

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._calls.request import Call
from spaceinvoices_async._calls.retry import Backoff
from spaceinvoices_async._limits.limiter import Limiter
from spaceinvoices_async.instrumentation import CallInfo
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.followed_calls import Follower
from tests.support.scripted_client import (
    CREATE,
    GET,
    UNSAFE,
    FakeCredentials,
    answer,
    hang,
    refusal,
    rig,
    unknown,
)
from tests.support.simple_calls import STORED, create, get, taking

SERVER = "https://api.example.com"


@pytest.fixture(autouse=True)
def two_seconds(monkeypatch):
    """Every wait whose length is drawn takes two seconds."""
    monkeypatch.setattr(Backoff, "transient", lambda _self, _failures: 2.0)


def followed(*steps, limiter=None, clock=None, **options):
    follower = Follower()
    setup = rig(
        *steps,
        options=ClientOptions(telemetry=follower, **options),
        limiter=limiter,
        clock=clock,
    )
    return setup, follower


@pytest.fixture
def clock():
    return FakeClock(auto=True)


# Telemetry


async def test_a_retry_is_told_with_its_wait_and_how_often_it_was_sent_before():
    setup, follower = followed(unknown("reset"), answer(STORED))

    await get(setup)

    [call] = follower.calls
    assert call.events == [
        ("started", 0),
        ("attempt", "unknown", "reset"),
        ("waited", "backoff", 2.0),
        ("started", 1),
        ("attempt", "applied", 200),
        ("ended", "ok", 2, 2.0),
    ]
    assert call.info == CallInfo(
        operation="documents_get",
        method="GET",
        server=SERVER,
        template="/v1/Documents/{document_id}",
    )
    sent = [dict(request.headers)["traceparent"] for request in setup.transport.requests]
    assert sent == ["trace-0", "trace-1"]


async def test_without_limits_the_wait_after_a_429_is_a_pause():
    setup, follower = followed(refusal(429, retry_after="7"), answer(STORED))

    await get(setup)

    assert ("waited", "pause", 7.0) in follower.calls[0].events


async def test_who_passes_at_once_has_waited_for_nothing(clock):
    setup, follower = followed(answer(STORED), limiter=Limiter(clock=clock), clock=clock)

    await get(setup)

    assert follower.calls[0].events == [
        ("started", 0),
        ("attempt", "applied", 200),
        ("ended", "ok", 1, 0.0),
    ]


async def test_the_wait_for_a_turn_ends_with_the_turn_and_not_with_the_answer(clock):
    limiter = Limiter(clock=clock)
    setup, follower = followed(taking(clock, 4.0, answer(STORED)), limiter=limiter, clock=clock)
    await clock.sleep(10.0)
    limiter.pause(3.0)

    await get(setup)

    assert follower.calls[0].events == [
        ("started", 0),
        ("waited", "pause", 3.0),
        ("attempt", "applied", 200),
        ("ended", "ok", 1, 7.0),
    ]


async def test_a_turn_that_comes_at_the_moment_of_asking_costs_no_wait(clock):
    limiter = Limiter(clock=clock, rate=None, concurrency=1)
    setup, follower = followed(taking(clock, 4.0, answer(STORED)), limiter=limiter, clock=clock)
    async with limiter.acquire("another"):
        task = asyncio.create_task(get(setup))
        await asyncio.sleep(0)
        assert limiter.stats().waiting == 1

    await task

    assert ("waited", "concurrency", 0.0) in follower.calls[0].events


@pytest.mark.parametrize(("deadline", "waited"), [(5.0, 5.0), (60.0, 8.0)])
async def test_a_wait_for_a_turn_that_never_came_lasts_until_its_end(clock, deadline, waited):
    limiter = Limiter(clock=clock, rate=None, concurrency=1)
    setup, follower = followed(limiter=limiter, clock=clock)
    await clock.sleep(10.0)

    async with limiter.acquire("another"):
        task = asyncio.create_task(get(setup, deadline=deadline))
        await clock.sleep(8.0)
        task.cancel()
        [outcome] = await asyncio.gather(task, return_exceptions=True)

    reason = "deadline" if deadline == 5.0 else "cancelled"
    assert follower.calls[0].events == [
        ("waited", "concurrency", waited),
        ("attempt", "not_sent", reason),
        ("ended", type(outcome).__name__, 1, waited),
    ]


async def test_a_call_cancelled_in_flight_has_waited_until_its_turn(clock):
    limiter = Limiter(clock=clock)
    setup, follower = followed(hang, limiter=limiter, clock=clock)
    limiter.pause(3.0)
    task = asyncio.create_task(get(setup))
    await clock.sleep(9.0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert follower.calls[0].events == [
        ("started", 0),
        ("waited", "pause", 3.0),
        ("attempt", "unknown", "cancelled"),
        ("ended", "CancelledError", 1, 9.0),
    ]


async def test_who_is_told_at_once_that_there_is_no_turn_has_not_waited(clock):
    limiter = Limiter(clock=clock)
    limiter.pause(30.0)
    setup, follower = followed(limiter=limiter, clock=clock)

    with pytest.raises(errors.LimiterTimeout):
        await get(setup, deadline=5.0)

    assert follower.calls[0].events == [
        ("attempt", "not_sent", "limiter"),
        ("ended", "LimiterTimeout", 1, 0.0),
    ]


async def test_look_ups_are_told_below_their_create_with_what_they_found():
    setup, follower = followed(
        unknown("reset"),
        refusal(503),
        answer([]),
        answer([STORED]),
        lookup_delays=(0.5, 1.0),
    )

    await create(setup)

    [call] = follower.calls
    assert call.events == [
        ("started", 0),
        ("attempt", "unknown", "reset"),
        ("waited", "lookup", 0.5),
        ("waited", "lookup", 1.0),
        ("waited", "lookup", 1.0),
        ("ended", "ok", 4, 2.5),
    ]
    assert [look.events for look in call.lookups] == [
        [("started", 0), ("attempt", "unknown", "status 503"), ("ended", "no_answer", 1, 0.0)],
        [("started", 0), ("attempt", "applied", 200), ("ended", "none", 1, 0.0)],
        [("started", 0), ("attempt", "applied", 200), ("ended", "found", 1, 0.0)],
    ]
    assert {look.info.operation for look in call.lookups} == {"documents_list"}


async def test_a_look_up_that_fails_is_told_by_the_name_of_its_error():
    class LoginFailsLater(FakeCredentials):
        async def token(self):
            if not self.tokens:
                raise errors.LoginFailedError("wrong password", status=401)
            return self.tokens.pop()

    follower = Follower()
    setup = rig(
        unknown("reset"),
        options=ClientOptions(telemetry=follower),
        credentials=LoginFailsLater(),
    )

    with pytest.raises(errors.SpaceInvoicesError):
        await create(setup)

    [call] = follower.calls
    assert [look.events for look in call.lookups] == [[("ended", "LoginFailedError", 0, 0.0)]]


async def test_a_reconciliation_is_told_under_its_own_name(caplog):
    setup, follower = followed(answer([STORED]))
    call = Call(
        operation=CREATE,
        target="/v1/Organizations/org-1/documents",
        arguments=("org-1",),
        credentials=FakeCredentials(),
        options=RequestOptions(),
    )

    with caplog.at_level(logging.INFO, "spaceinvoices_async"):
        await setup.pipeline.reconcile(call, unique_id="order-1", not_before=None)

    assert [one.info.operation for one in follower.calls] == ["reconcile"]
    assert follower.calls[0].events == [("ended", "ok", 1, 0.0)]
    assert [record.operation for record in setup.records] == ["reconcile"]
    assert [record.getMessage() for record in caplog.records] == ["reconcile ok attempts=1 ms=0"]


async def test_a_reconciliation_that_fails_is_told_by_its_error():
    setup, follower = followed(refusal(403))
    call = Call(
        operation=CREATE,
        target="/v1/Organizations/org-1/documents",
        arguments=("org-1",),
        credentials=FakeCredentials(),
        options=RequestOptions(),
    )

    with pytest.raises(errors.OutcomeUnknownError):
        await setup.pipeline.reconcile(call, unique_id="order-1", not_before=None)

    assert follower.calls[0].events == [("ended", "OutcomeUnknownError", 1, 0.0)]
    assert [record.outcome for record in setup.records] == ["OutcomeUnknownError"]


@pytest.mark.parametrize("operation", [GET, UNSAFE])
async def test_what_has_no_unique_key_cannot_be_reconciled(operation):
    setup, follower = followed()
    call = Call(
        operation=operation,
        target="/v1/Documents/d1",
        arguments=("d1",),
        credentials=FakeCredentials(),
        options=RequestOptions(),
    )

    with pytest.raises(errors.InvalidInputError, match="cannot be looked up") as caught:
        await setup.pipeline.reconcile(call, unique_id="order-1", not_before=None)

    assert caught.value.operation == operation.id
    assert follower.calls == []


async def test_the_limits_of_a_client_are_watched_while_it_is_open(clock):
    limiter = Limiter(clock=clock)
    setup, follower = followed(limiter=limiter, clock=clock)
    assert (follower.clients, follower.closed) == ([(SERVER, limiter)], [])

    await setup.pipeline.aclose()

    assert follower.closed == [limiter]
    assert setup.transport.closed == 1


async def test_where_there_are_no_limits_none_are_watched():
    setup, follower = followed()
    await setup.pipeline.aclose()
    assert (follower.clients, follower.closed) == ([], [])
    assert setup.transport.closed == 1


async def test_limits_that_nobody_watches_are_closed_without_a_word(clock):
    setup = rig(limiter=Limiter(clock=clock), clock=clock)
    await setup.pipeline.aclose()
    assert setup.transport.closed == 1
