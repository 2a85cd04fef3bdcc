"""What the records and the log are told of a call, and how long it may take."""

from __future__ import annotations

import asyncio
import logging

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._calls.request import Call
from spaceinvoices_async._calls.retry import Backoff
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.instrumentation import Attempt, CallRecord
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.testing.clock import FakeClock
from tests.support.scripted_client import (
    CREATE,
    DELETE,
    GET,
    UNSAFE,
    FakeCredentials,
    answer,
    hang,
    not_sent,
    rig,
    unknown,
)
from tests.support.simple_calls import STORED, create, get, taking


@pytest.fixture(autouse=True)
def two_seconds(monkeypatch):
    """Every wait whose length is drawn takes two seconds."""
    monkeypatch.setattr(Backoff, "transient", lambda _self, _failures: 2.0)


@pytest.fixture
def clock():
    return FakeClock(auto=True)


async def test_the_record_of_a_call_word_by_word(clock):
    setup = rig(
        unknown("reset"), taking(clock, 0.25, answer(STORED, x_total_count="7")), clock=clock
    )

    await get(setup)

    assert setup.records == [
        CallRecord(
            operation="documents_get",
            outcome="ok",
            status=200,
            headers={"content-type": "application/json", "x-total-count": "7"},
            attempts=(
                Attempt(number=1, operation="documents_get", outcome="unknown", reason="reset"),
                Attempt(
                    number=2,
                    operation="documents_get",
                    outcome="applied",
                    status=200,
                    waited=2.0,
                    elapsed=0.25,
                ),
            ),
            elapsed=2.25,
        )
    ]


async def test_the_record_of_a_create_names_it_and_holds_its_look_ups_in_order():
    setup = rig(
        unknown("reset"),
        answer([]),
        answer([STORED]),
        options=ClientOptions(lookup_delays=(0.5,)),
    )

    await create(setup)

    [record] = setup.records
    assert record.unique_id == "order-1"
    assert [(one.number, one.operation, one.waited) for one in record.attempts] == [
        (1, "documents_create", 0.0),
        (2, "documents_list", 0.0),
        (3, "documents_list", 0.0),
    ]


async def test_the_record_of_a_call_without_an_answer_has_no_status():
    setup = rig(not_sent("tls"), options=ClientOptions(max_attempts=1))

    with pytest.raises(errors.ConnectFailed):
        await get(setup)

    [record] = setup.records
    assert (record.outcome, record.status, record.headers) == ("ConnectFailed", None, {})


async def test_the_record_of_a_call_that_came_to_nothing_at_all():
    class NoToken(FakeCredentials):
        async def token(self):
            raise errors.LoginFailedError("wrong password", status=401)

    setup = rig(credentials=NoToken())

    with pytest.raises(errors.LoginFailedError):
        await get(setup)

    [record] = setup.records
    assert (record.outcome, record.status, record.headers, record.attempts) == (
        "LoginFailedError",
        None,
        {},
        (),
    )


async def test_the_line_of_a_call_word_by_word(clock, caplog):
    setup = rig(unknown("reset"), taking(clock, 0.25, answer(STORED)), clock=clock)
    with caplog.at_level(logging.WARNING, "spaceinvoices_async"):
        await get(setup)
    assert caplog.records == []
    setup.transport.steps += [unknown("reset"), taking(clock, 0.25, answer(STORED))]

    with caplog.at_level(logging.INFO, "spaceinvoices_async"):
        await get(setup)

    [record] = caplog.records
    assert record.getMessage() == "documents_get ok attempts=2 ms=2250"
    assert (record.unique_id, record.document_id, record.attempt) == (None, "d1", 2)


async def test_the_lines_of_a_create_and_its_look_ups_are_about_the_same_id_and_count_on(caplog):
    setup = rig(
        unknown("reset"),
        answer([]),
        answer([STORED]),
        options=ClientOptions(lookup_delays=(0.5,)),
    )

    with caplog.at_level(logging.DEBUG, "spaceinvoices_async"):
        await create(setup)

    told = [
        (record.operation, record.unique_id, record.document_id, record.attempt)
        for record in caplog.records
        if record.levelname != "WARNING"
    ]
    assert told == [
        ("documents_create", "order-1", None, 1),
        ("documents_list", "order-1", None, 2),
        ("documents_list", "order-1", None, 3),
        ("documents_create", "order-1", "d1", 3),
    ]


# Deadlines and attempts: those of the call, else those of the client


@pytest.mark.parametrize(
    ("operation", "own", "ends_at"),
    [
        (GET, None, 30.0),
        (DELETE, None, 30.0),
        (UNSAFE, None, 30.0),
        (CREATE, None, 40.0),
        (GET, 20.0, 20.0),
        (CREATE, 20.0, 20.0),
    ],
)
async def test_which_deadline_counts(operation, own, ends_at):
    setup = rig(
        hang, hang, options=ClientOptions(deadline=30.0, create_deadline=40.0, horizon=100.0)
    )
    await setup.clock.sleep(7.0)

    with pytest.raises(errors.SpaceInvoicesError):
        await setup.requestor.call(
            operation,
            responses.anything,
            path=("x",),
            body={"type": "invoice"} if operation.body else None,
            options=RequestOptions(deadline=own),
        )

    assert setup.clock.monotonic() == 7.0 + ends_at


@pytest.mark.parametrize(
    ("of_client", "of_call", "sends"), [(3, None, 3), (3, 2, 2), (None, 2, 2), (2, 3, 3)]
)
async def test_how_many_attempts_count(of_client, of_call, sends):
    setup = rig(unknown(), repeat_last=True, options=ClientOptions(max_attempts=of_client))

    with pytest.raises(errors.OutcomeUnknownError):
        await get(setup, max_attempts=of_call)

    assert len(setup.transport.requests) == sends
    assert setup.pipeline.retries == sends - 1


# A deletion that is repeated


@pytest.mark.parametrize(
    ("operation", "first", "value", "counted"),
    [
        (DELETE, unknown(), {"count": 0}, {"count": 1}),
        (DELETE, unknown(), {"count": 0, "more": 5}, {"count": 1, "more": 5}),
        (DELETE, unknown(), {"count": 3}, {"count": 3}),
        (DELETE, unknown(), {}, {}),
        (DELETE, unknown(), [0], [0]),
        (DELETE, not_sent("tls"), {"count": 0}, {"count": 0}),
        (GET, unknown(), {"count": 0}, {"count": 0}),
    ],
)
async def test_what_a_repeated_deletion_found_is_counted_once(operation, first, value, counted):
    setup = rig(first, answer(value))

    assert await setup.requestor.call(operation, responses.anything, path=("c1",)) == counted


# A create whose operation knows unique ids, and which has none


@pytest.mark.parametrize(
    ("step", "result"), [(answer({"status": "ok"}), {"status": "ok"}), (unknown("reset"), None)]
)
async def test_a_create_without_a_unique_id_is_sent_once_and_never_looked_up(step, result):
    setup = rig(step)
    call = Call(
        operation=CREATE,
        target="/v1/Organizations/org-1/documents",
        arguments=("org-1",),
        credentials=FakeCredentials(),
        options=RequestOptions(),
    )

    [outcome] = await asyncio.gather(setup.pipeline.execute(call), return_exceptions=True)

    if result is None:
        assert isinstance(outcome, errors.OutcomeUnknownError)
    else:
        assert outcome.value == result
    assert setup.transport.methods == ["POST"]
