"""One call through the pipeline: retries, tokens, deadlines, records and log lines."""

from __future__ import annotations

import asyncio
import logging
from decimal import Decimal

import pytest

from spaceinvoices_async import errors, models
from spaceinvoices_async._calls.free_request import free_operation
from spaceinvoices_async._limits.limiter import Limiter
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.operations import OPERATIONS
from spaceinvoices_async.options import ClientOptions, RequestOptions, Timeouts
from spaceinvoices_async.testing import FakeClock
from spaceinvoices_async.transports import Response
from tests.support.scripted_client import (
    BY_SAFETY,
    CREATE,
    DELETE,
    GET,
    UNSAFE,
    FakeCredentials,
    answer,
    hang,
    not_sent,
    refusal,
    rig,
    unknown,
)

DOCUMENT = {"id": "d1", "total": 1}


def get(setup, **options):
    given = RequestOptions(**options) if options else None
    return setup.requestor.call(GET, responses.anything, path=("d1",), options=given)


# Retries


async def test_a_read_is_repeated_until_it_is_answered():
    setup = rig(unknown(), refusal(503), not_sent(), refusal(408), answer(DOCUMENT))

    assert await get(setup) == DOCUMENT
    assert len(setup.transport.requests) == 5


async def test_the_waits_between_attempts_are_kept():
    setup = rig(unknown(), unknown(), answer(DOCUMENT))

    await get(setup)

    waited = [attempt.waited for attempt in setup.records[0].attempts]
    assert waited == [0.0, *setup.clock.slept]


async def test_the_deadline_ends_the_retries_with_what_happened_last():
    setup = rig(not_sent("dns"), repeat_last=True)

    with pytest.raises(errors.ConnectFailed, match="dns") as caught:
        await get(setup)

    assert setup.clock.monotonic() <= 60
    assert len(caught.value.attempts) == len(setup.transport.requests)


async def test_a_read_that_ends_without_an_answer_says_that_nothing_was_changed():
    setup = rig(unknown("read_timeout"), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError, match="nothing was changed"):
        await get(setup)


async def test_a_write_in_doubt_is_never_reported_as_not_sent():
    setup = rig(unknown(), not_sent(), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError):
        await setup.requestor.call(DELETE, responses.anything, path=("c1",))


async def test_a_read_of_a_page_that_is_no_json_is_told_from_a_failure():
    page = Response(status=200, headers={"content-type": "text/html"}, body=b"<html>")
    setup = rig(page, repeat_last=True)

    with pytest.raises(errors.ResponseDecodeError, match="text/html"):
        await get(setup)


async def test_an_answer_of_the_wrong_shape_is_a_decode_error():
    setup = rig(answer([1]))

    with pytest.raises(errors.ResponseDecodeError, match="a JSON object was promised"):
        await setup.requestor.call(GET, responses.one(models.Document), path=("d1",))


async def test_a_deletion_repeated_after_an_unknown_attempt_counts_the_first():
    setup = rig(unknown(), answer({"count": 0}))

    assert await setup.requestor.call(DELETE, responses.unwrap("count", int), path=("c1",)) == 1


async def test_a_deletion_of_nothing_counts_nothing():
    setup = rig(not_sent(), answer({"count": 0}))

    assert await setup.requestor.call(DELETE, responses.unwrap("count", int), path=("c1",)) == 0


async def test_numbers_stay_exact():
    exact = Response(status=200, headers={}, body=b'{"total": 0.1}')

    assert await get(rig(exact)) == {"total": Decimal("0.1")}


@pytest.mark.parametrize("status", [204, 205])
async def test_no_content_is_an_answer(status):
    assert await get(rig(Response(status=status))) is None


# Throttling


async def test_a_429_is_obeyed_in_seconds():
    setup = rig(refusal(429, retry_after="7"), answer(DOCUMENT))

    await get(setup)

    assert setup.transport.times == [0, 7]


async def test_a_429_is_obeyed_as_a_date():
    setup = rig(refusal(429, retry_after="Thu, 01 Jan 2026 00:00:30 GMT"), answer(DOCUMENT))

    await get(setup)

    assert setup.transport.times == [0, 30]


async def test_a_429_beyond_the_deadline_is_raised_at_once():
    setup = rig(refusal(429, retry_after="3600"))

    with pytest.raises(errors.RateLimitedError) as caught:
        await get(setup)

    assert caught.value.retry_after == 3600
    assert setup.clock.monotonic() == 0


async def test_a_429_costs_no_retry_budget():
    refusals = [refusal(429, retry_after="1")] * 5
    setup = rig(*refusals, answer(DOCUMENT), options=ClientOptions(retry_budget=0))

    assert await get(setup) == DOCUMENT


async def test_a_429_pauses_every_call_of_the_client():
    clock_setup = rig()
    limiter = Limiter(clock=clock_setup.clock)
    setup = rig(
        refusal(429, retry_after="5"),
        answer(DOCUMENT),
        answer(DOCUMENT),
        limiter=limiter,
        clock=clock_setup.clock,
    )

    first = asyncio.create_task(get(setup))
    await setup.transport.arrived.wait()
    await setup.clock.sleep(0.1)
    await asyncio.gather(first, get(setup))

    assert setup.transport.times[0] == 0
    assert min(setup.transport.times[1:]) >= 5


async def test_limits_that_give_no_slot_end_in_an_error_that_is_safe_to_repeat():
    clock = rig().clock
    limiter = Limiter(clock=clock)
    limiter.pause(100)
    setup = rig(limiter=limiter, clock=clock)

    with pytest.raises(errors.LimiterTimeout):
        await get(setup, deadline=10)


# Deadlines


async def test_a_deadline_in_flight_is_unknown_for_a_write():
    setup = rig(hang)

    with pytest.raises(errors.OutcomeUnknownError, match="deadline"):
        await setup.requestor.call(
            UNSAFE, responses.anything, path=("o",), body={}, options=RequestOptions(deadline=5)
        )

    assert setup.clock.monotonic() == 5


async def test_a_deadline_while_waiting_for_a_token_was_not_sent():
    class Slow(FakeCredentials):
        async def token(self):
            await asyncio.Event().wait()

    with pytest.raises(errors.DeadlineExceeded):
        await get(rig(credentials=Slow()), deadline=5)


async def test_read_timeouts_follow_the_operation_and_the_call():
    options = ClientOptions(timeouts=Timeouts(read=1, create=2, report=3))
    setup = rig(answer(DOCUMENT), options=options, repeat_last=True)

    await get(setup)
    await get(setup, timeout=9)
    await setup.requestor.call(BY_SAFETY["keyed"], responses.anything, path=("o",), body={})

    assert [request.timeouts.read for request in setup.transport.requests] == [1, 9, 2]


# 401


@pytest.mark.parametrize(
    ("verdict", "error"),
    [("denied", errors.AccessDeniedError), ("invalid", errors.InvalidTokenError)],
)
async def test_a_401_is_judged_by_the_credentials(verdict, error):
    credentials = FakeCredentials(verdict=verdict)
    setup = rig(refusal(401, code="AUTHORIZATION_REQUIRED"), credentials=credentials)

    with pytest.raises(error):
        await get(setup)

    assert credentials.refusals == [("token-1", "AUTHORIZATION_REQUIRED")]


@pytest.mark.parametrize("safety", ["safe", "idempotent", "unsafe", "keyed"])
async def test_a_renewed_token_replays_the_call_once(safety):
    credentials = FakeCredentials(tokens=["old", "new"], verdict="replay")
    setup = rig(refusal(401), answer(DOCUMENT), credentials=credentials)
    operation = BY_SAFETY[safety]

    await setup.requestor.call(
        operation, responses.anything, path=("x",), body={} if operation.body else None
    )

    sent = [dict(request.headers)["Authorization"] for request in setup.transport.requests]
    assert sent == ["old", "new"]


async def test_a_call_is_replayed_only_once():
    credentials = FakeCredentials(tokens=["a", "b", "c"], verdict="replay")
    setup = rig(refusal(401), refusal(401), credentials=credentials)

    with pytest.raises(errors.AccessDeniedError):
        await get(setup)

    assert len(credentials.refusals) == 1


async def test_a_call_without_a_token_has_none_to_judge():
    credentials = FakeCredentials(tokens=[])
    setup = rig(refusal(401, code="LOGIN_FAILED"), credentials=credentials)

    with pytest.raises(errors.LoginFailedError, match="password"):
        await get(setup)

    assert credentials.refusals == []
    assert "Authorization" not in dict(setup.transport.requests[0].headers)


# What is told


async def test_a_record_holds_what_happened_and_no_data():
    setup = rig(unknown("reset"), answer(DOCUMENT, x_total_count="7", set_cookie="secret"))

    await get(setup)

    (record,) = setup.records
    assert (record.operation, record.outcome, record.status) == ("documents_get", "ok", 200)
    assert record.headers == {"content-type": "application/json", "x-total-count": "7"}
    assert [attempt.reason for attempt in record.attempts] == ["reset", None]


async def test_a_failed_call_is_recorded_by_the_name_of_its_error():
    setup = rig(refusal(404))

    with pytest.raises(errors.NotFoundError):
        await get(setup)

    assert setup.records[0].outcome == "NotFoundError"


async def test_one_line_per_call_at_info_and_one_per_attempt_at_debug(caplog):
    setup = rig(unknown("reset"), answer(DOCUMENT))
    caplog.set_level(logging.DEBUG, "spaceinvoices_async")

    await get(setup)

    lines = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert [level for level, _ in lines] == ["DEBUG", "DEBUG", "INFO"]
    assert lines[0][1].startswith("documents_get attempt 1: unknown reset")
    assert lines[2][1].startswith("documents_get ok attempts=2 ms=")


async def test_a_cancelled_call_is_recorded_and_stays_cancelled():
    setup = rig(hang)
    task = asyncio.create_task(get(setup))
    await setup.transport.arrived.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task

    assert setup.records[0].outcome == "CancelledError"


# What a server asks for, and what cannot be reached


@pytest.mark.parametrize("status", [502, 503])
@pytest.mark.parametrize("asked", ["7", "Thu, 01 Jan 2026 00:00:07 GMT", "7.0"])
async def test_a_server_in_trouble_is_not_asked_again_before_it_says(status, asked):
    setup = rig(refusal(status, retry_after=asked), answer({"id": "one"}))

    await get(setup)

    assert setup.transport.times == [0, 7]


async def test_a_server_that_asks_for_longer_than_the_deadline_fails_the_call_at_once():
    setup = rig(refusal(503, retry_after="50"))

    with pytest.raises(errors.ServerError) as caught:
        await get(setup, deadline=5)

    assert setup.clock.monotonic() == 0
    assert caught.value.retry_after == 50


@pytest.mark.parametrize("status", [429, 503])
async def test_an_absurd_wait_is_cut_short(status):
    setup = rig(
        refusal(status, retry_after="1000000000"),
        answer({"id": "one"}),
        options=ClientOptions(deadline=120),
    )

    await get(setup)

    assert setup.transport.times == [0, 60]


@pytest.mark.parametrize("asked", ["Fri, 31 Dec 99999999999 23:59:59 GMT", "x" * 9999, "-1", "nan"])
@pytest.mark.parametrize("status", [429, 503])
async def test_a_wait_that_makes_no_sense_is_passed_over(status, asked):
    setup = rig(refusal(status, retry_after=asked), answer({"id": "one"}))

    await get(setup)

    assert len(setup.transport.requests) == 2


async def test_a_call_without_a_turn_before_its_deadline_fails_once_and_at_once():
    clock = FakeClock(auto=True)
    limiter = Limiter(clock=clock)
    limiter.pause(30)
    setup = rig(answer({"id": "one"}), limiter=limiter, clock=clock)

    with pytest.raises(errors.LimiterTimeout, match="asked for a pause") as caught:
        await get(setup, deadline=5)

    assert clock.monotonic() == 0
    assert len(caught.value.attempts) == 1


async def test_a_server_that_was_never_reached_is_given_up_after_seconds():
    setup = rig(not_sent("connect"), repeat_last=True)

    with pytest.raises(errors.ConnectFailed) as caught:
        await get(setup)

    assert setup.clock.monotonic() <= 5
    for word in ("https://api.example.com", "connect", "SPACEINVOICES_BASE_URL", "sandbox"):
        assert word in str(caught.value)


async def test_once_a_server_was_reached_the_deadline_counts():
    setup = rig(answer({"id": "one"}), not_sent("connect"), repeat_last=True)
    await get(setup)

    with pytest.raises(errors.ConnectFailed):
        await get(setup, deadline=50)

    assert setup.clock.monotonic() > 25


@pytest.mark.parametrize("patience", [None, 100.0])
async def test_how_long_to_knock_at_a_server_never_reached_is_settable(patience):
    setup = rig(
        *[not_sent("connect")] * 9,
        answer({"id": "one"}),
        options=ClientOptions(first_connection=patience),
    )

    await get(setup)

    assert len(setup.transport.requests) == 10
    assert setup.transport.requests[0].timeouts.connect == 10


async def test_the_first_connection_is_tried_no_longer_than_it_may_take():
    setup = rig(answer({"id": "one"}), repeat_last=True)

    await get(setup)
    await get(setup)

    assert [request.timeouts.connect for request in setup.transport.requests] == [5, 10]


# Writes that may be repeated because the caller says so


async def patch(setup, **options):
    return await setup.requestor.call(
        OPERATIONS["clients_update"],
        responses.anything,
        path=("one",),
        body={"note": "mine"},
        options=RequestOptions(**options),
    )


@pytest.mark.parametrize("lost", [unknown(), refusal(502), refusal(500)])
async def test_a_change_of_unknown_outcome_is_not_sent_over_somebody_elses(lost):
    setup = rig(lost)

    with pytest.raises(errors.OutcomeUnknownError):
        await patch(setup)

    assert setup.transport.methods == ["PATCH"]


@pytest.mark.parametrize("lost", [unknown(), refusal(502), refusal(500)])
async def test_a_caller_who_is_alone_may_have_a_change_sent_again(lost):
    setup = rig(lost, answer({"id": "one"}))

    assert await patch(setup, idempotent=True) == {"id": "one"}
    assert setup.transport.methods == ["PATCH", "PATCH"]


def test_every_change_in_the_table_is_unsafe():
    changes = [operation for operation in OPERATIONS.values() if operation.method == "PATCH"]

    assert {operation.safety for operation in changes} == {"unsafe"}
    assert free_operation("PATCH", "/v1/Clients/one").safety == "unsafe"


def test_a_call_outside_asyncio_says_so():
    setup = rig()
    call = get(setup)

    with pytest.raises(errors.ConfigurationError, match="asyncio"):
        call.send(None)


async def test_log_records_carry_what_they_are_about_as_fields(caplog):
    setup = rig(answer({"id": "d1", "uniqueId": "order-1"}))
    with caplog.at_level(logging.DEBUG, "spaceinvoices_async"):
        await setup.requestor.call(
            CREATE, responses.anything, path=("org",), body={"uniqueId": "order-1"}
        )

    fields = [
        {
            name: getattr(record, name)
            for name in ("operation", "unique_id", "document_id", "attempt")
        }
        for record in caplog.records
    ]
    expected = {
        "operation": "documents_create",
        "unique_id": "order-1",
        "document_id": "d1",
        "attempt": 1,
    }
    assert fields == [expected, expected]
