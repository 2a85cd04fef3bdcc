"""The keyed create: never two requests of one unique id that could both be carried out."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import timedelta
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from attrs import define, field

from spaceinvoices_async import errors
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.transports import TransportError
from tests.idempotency.create_rig import ORDER, STORED, answer_date, create
from tests.support.scripted_client import (
    HORIZON,
    FakeCredentials,
    answer,
    hang,
    not_sent,
    refusal,
    rig,
    unknown,
)


def filter_of(request):
    return json.loads(parse_qs(urlsplit(request.url).query)["filter"][0])


async def test_a_create_without_a_unique_id_gets_one_that_all_attempts_share():
    setup = rig(not_sent(), refusal(429, retry_after="1"), answer({"id": "d1"}))

    await create(setup, body={"type": "invoice"})

    sent = [json.loads(request.body)["uniqueId"] for request in setup.transport.requests]
    assert len(sent[0]) == 32
    assert sent == [sent[0]] * 3


async def test_each_create_without_a_unique_id_gets_another():
    setup = rig(answer({"id": "d1"}), answer({"id": "d2"}))

    await create(setup, body={"type": "invoice"})
    await create(setup, body={"type": "invoice"})

    first, second = (json.loads(request.body)["uniqueId"] for request in setup.transport.requests)
    assert first != second


@pytest.mark.parametrize("bad", ["", " ", "a\0b", "x" * 256, "\ud800", 7])
async def test_a_unique_id_that_cannot_be_looked_up_is_refused_before_sending(bad):
    setup = rig()

    with pytest.raises(errors.InvalidInputError) as caught:
        await create(setup, body={**ORDER, "uniqueId": bad})

    assert caught.value.field == "unique_id"


async def test_an_unknown_outcome_is_looked_up_and_the_document_found_is_returned():
    setup = rig(unknown(), answer([]), answer([STORED]))

    assert await create(setup) == STORED

    assert setup.transport.methods == ["POST", "GET", "GET"]
    assert setup.transport.times == [0, 0.5, 1.5]
    assert filter_of(setup.transport.requests[1]) == {
        "where": {"uniqueId": "order-1"},
        "deleted": True,
        "order": ["id ASC"],
        "limit": 1,
    }
    assert "/v1/Organizations/org-1/documents?" in setup.transport.requests[1].url


async def test_it_is_sent_again_only_after_the_horizon_and_a_later_look_up():
    looks = [answer([])] * 25
    setup = rig(unknown("read_timeout"), *looks, answer(STORED), options=ClientOptions())

    assert await create(setup) == STORED

    times = setup.transport.times
    posts = [i for i, method in enumerate(setup.transport.methods) if method == "POST"]
    assert posts == [0, len(times) - 1]
    assert times[1:5] == [0.5, 1.5, 3.5, 7.5]
    assert {after - before for before, after in pairwise(times[4:-2])} == {4.0}
    assert times[-2] == HORIZON  # the look-up that allows the resend
    assert times[-1] == HORIZON


async def test_the_horizon_counts_from_the_end_of_the_last_write():
    async def slowly_lost(request):
        await setup.clock.sleep(50)
        raise TransportError("unknown", "read_timeout")

    setup = rig(slowly_lost, *[answer([])] * 13, answer(STORED))

    await create(setup)

    assert setup.transport.times[-1] == HORIZON


async def test_without_a_word_on_the_write_the_horizon_counts_from_the_end_of_the_attempt():
    async def paused_before_the_write(request):
        request.progress.written_at = None
        await setup.clock.sleep(20)
        raise TransportError("unknown", "reset")

    setup = rig(paused_before_the_write, *[answer([])] * 25, answer(STORED))

    await create(setup)

    assert setup.transport.times[-1] == 20 + HORIZON


async def test_a_process_that_stood_still_in_the_write_waits_from_its_end():
    async def paused_in_the_write(request):
        await setup.clock.sleep(30)
        request.progress.written()
        await setup.clock.sleep(10)
        raise TransportError("unknown", "reset")

    setup = rig(paused_in_the_write, *[answer([])] * 23, answer(STORED))

    await create(setup)

    assert setup.transport.times[-1] == 30 + HORIZON


async def test_a_create_cancelled_in_the_write_counts_from_its_cancellation():
    async def paused_in_the_write(request):
        request.progress.written_at = None
        await asyncio.Event().wait()

    setup = rig(paused_in_the_write, *[answer([])] * 26, answer(STORED))
    task = asyncio.create_task(create(setup))
    await setup.transport.arrived.wait()
    await setup.clock.sleep(15)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await create(setup)

    assert setup.transport.times[-1] == 15 + HORIZON


@pytest.mark.parametrize("limit", [2.0, 7.0])
async def test_the_horizon_is_settable_per_client_and_per_call(limit):
    script = [unknown(), *[answer([])] * {2.0: 3, 7.0: 4}[limit], answer(STORED)]
    first = rig(*script, options=ClientOptions(horizon=limit))
    second = rig(*script)

    await create(first)
    await create(second, horizon=limit)

    assert first.transport.times[-1] == limit
    assert second.transport.times[-1] == limit


async def test_a_look_up_without_an_answer_proves_nothing():
    setup = rig(
        unknown(),
        unknown(),
        refusal(503),
        not_sent(),
        answer([]),
        answer(STORED),
        options=ClientOptions(horizon=2),
    )

    await create(setup)

    assert setup.transport.methods == ["POST", "GET", "GET", "GET", "GET", "POST"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [("20", 20), ("Thu, 01 Jan 2026 00:00:31 GMT", 30), ("0.1", 0.5), ("1000000000", 60)],
)
@pytest.mark.parametrize("status", [502, 503])
async def test_look_ups_wait_for_as_long_as_the_server_asks(status, asked, first):
    setup = rig(refusal(status, retry_after=asked, date=answer_date()), answer([STORED]))

    await create(setup)

    assert setup.transport.times == [0, first]


async def test_a_look_up_that_is_told_to_wait_is_not_repeated_before():
    setup = rig(unknown(), refusal(503, retry_after="30"), answer([STORED]))

    await create(setup)

    assert setup.transport.times == [0, 0.5, 30.5]


@pytest.mark.parametrize("asked", ["Fri, 31 Dec 99999999999 23:59:59 GMT", "-1", "soon", "", "inf"])
async def test_what_asks_for_nothing_holds_no_look_up_up(asked):
    setup = rig(refusal(503, retry_after=asked), answer([STORED]))

    await create(setup)

    assert setup.transport.times == [0, 0.5]


async def test_no_slot_of_the_limits_is_held_between_look_ups():
    @define
    class CountingLimiter:
        held: int = 0
        seen: list[int] = field(factory=list)

        def acquire(self, lane, *, deadline=None):
            return self

        async def __aenter__(self):
            self.held += 1
            return self

        async def __aexit__(self, *error):
            self.held -= 1

        def sent(self, moment): ...

        def succeeded(self): ...

    limiter = CountingLimiter()
    setup = rig(unknown(), answer([]), answer([STORED]), limiter=limiter)
    task = asyncio.create_task(create(setup))
    original = setup.clock.sleep

    async def watched(seconds):
        limiter.seen.append(limiter.held)
        await original(seconds)

    setup.clock.sleep = watched
    await task

    assert limiter.seen == [0, 0]


async def test_one_warning_is_logged_however_long_it_takes(caplog):
    setup = rig(unknown(), *[answer([])] * 3, unknown(), answer([STORED]))
    with caplog.at_level(logging.WARNING, "spaceinvoices_async"):
        await create(setup, horizon=2)

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "for unique_id 'order-1', attempt 1;" in caplog.text
    assert "Rocket man" not in caplog.text


async def test_at_the_deadline_the_error_says_how_to_go_on():
    setup = rig(unknown("reset"), answer([]), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, deadline=10)

    error = caught.value
    assert error.unique_id == "order-1"
    assert error.path == ("org-1",)
    assert error.operation == "documents_create"
    assert error.resend_not_before == setup.clock.now() + timedelta(
        seconds=HORIZON - setup.clock.monotonic()
    )
    assert error.attempts[0].reason == "reset"
    assert {attempt.operation for attempt in error.attempts} == {
        "documents_create",
        "documents_list",
    }
    assert "reconcile" in str(error)
    assert setup.clock.monotonic() <= 10
    assert setup.transport.times[-1] == 9  # a last look, a second before the end


async def test_the_default_deadline_is_180_seconds():
    setup = rig(unknown(), answer([]), repeat_last=True, options=ClientOptions(horizon=1000))

    with pytest.raises(errors.OutcomeUnknownError):
        await create(setup)

    assert 179 <= setup.transport.times[-1] < 180


async def test_a_call_cut_off_by_its_deadline_in_flight_is_unknown():
    setup = rig(hang)

    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, deadline=5)

    assert caught.value.attempts[0].reason == "deadline"


async def test_a_call_cut_off_while_connecting_was_not_sent():
    async def connecting(request):
        request.progress.sent_at = None
        await asyncio.Event().wait()

    setup = rig(connecting)

    with pytest.raises(errors.DeadlineExceeded):
        await create(setup, deadline=5)

    assert len(setup.pipeline._creates.pending) == 0


# The budget


async def test_with_an_empty_budget_a_create_waits_and_looks_on():
    setup = rig(unknown(), answer([]), repeat_last=True, options=ClientOptions(retry_budget=0))

    with pytest.raises(errors.OutcomeUnknownError):
        await create(setup, horizon=2)

    assert setup.transport.methods.count("POST") == 1


async def test_with_no_attempt_left_a_create_is_still_looked_up():
    setup = rig(unknown(), *[answer([])] * 5, answer([STORED]))

    assert await create(setup, horizon=2, max_attempts=1) == STORED
    assert setup.transport.methods.count("POST") == 1


async def test_retries_that_were_not_sent_cost_nothing():
    setup = rig(*[not_sent()] * 5, answer(STORED), options=ClientOptions(retry_budget=0))

    assert await create(setup) == STORED


# Whatever else ends a call in doubt


@pytest.mark.parametrize("requests", [1, 2, 4])
async def test_an_error_of_logging_in_again_does_not_hide_the_doubt(requests):
    class Failing(FakeCredentials):
        async def token(self):
            if len(setup.transport.requests) == requests:
                raise errors.ConnectFailed("no connection")
            return "token-1"

    setup = rig(unknown(), *[answer([])] * 3, credentials=Failing())

    with pytest.raises(errors.OutcomeUnknownError):
        await create(setup, horizon=2)
