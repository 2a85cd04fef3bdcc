"""The keyed create: never two requests of one unique id that could both be carried out."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta, timezone
from datetime import date as date_type
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from attrs import define, field

from spaceinvoices_async import errors
from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import responses as wire
from spaceinvoices_async.options import ClientOptions, RequestOptions
from spaceinvoices_async.transports import Response, TransportError
from tests.support.scripted_client import (
    CREATE,
    HORIZON,
    FakeCredentials,
    answer,
    hang,
    not_sent,
    refusal,
    rig,
    unknown,
)

ORDER = {
    "type": "invoice",
    "uniqueId": "order-1",
    "_documentClient": {"name": "Rocket man"},
    "_documentItems": [{"name": "Space suit", "quantity": 1, "price": 10000}],
}
STORED = {"id": "d1", **ORDER}
OTHER = {**STORED, "_documentItems": [{"name": "Helmet", "quantity": 1, "price": 10}]}


def create(setup, body=None, caller=None, **options):
    return (caller or setup.requestor).call(
        CREATE,
        wire.anything,
        path=("org-1",),
        body=ORDER if body is None else body,
        options=RequestOptions(**options) if options else None,
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
    setup = rig(refusal(status, retry_after=asked, date=date()), answer([STORED]))

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


# Repeats: answered by an error, or by the stored document


@pytest.mark.parametrize(
    "repeat",
    [
        refusal(422, "The `Document` instance is not valid. Details: `uniqueId` is not unique"),
        refusal(409, "Conflict"),
        refusal(400, "Document was already saved"),
    ],
)
async def test_a_repeat_answered_by_an_error_returns_the_stored_document(repeat):
    setup = rig(repeat, answer([STORED]))

    assert await create(setup) == STORED


async def test_a_repeat_answered_by_the_stored_document_returns_it():
    setup = rig(answer({**STORED, "createdAt": "2020-01-01T00:00:00.000Z"}, date=date()))

    assert (await create(setup))["id"] == "d1"


async def test_somebody_elses_document_in_the_answer_to_a_repeat_is_an_error():
    setup = rig(answer({**OTHER, "createdAt": "2020-01-01T00:00:00.000Z"}, date=date()))

    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup)


@pytest.mark.parametrize("age", [{}, {"createdAt": "2026-01-01T00:00:00.900Z"}])
@pytest.mark.parametrize(
    "stored",
    [
        OTHER,
        {**STORED, "type": "estimate"},
        {**STORED, "_documentClient": {"name": "Somebody else"}},
        {**STORED, "_documentItems": [*STORED["_documentItems"], *STORED["_documentItems"]]},
        {**STORED, "_documentItems": [{"name": "Space suit", "quantity": 2, "price": 10000}]},
    ],
)
async def test_somebody_elses_document_is_an_error_however_young_it_is(stored, age):
    setup = rig(answer({**stored, **age}, date=date()))

    with pytest.raises(errors.UniqueIdReusedError) as caught:
        await create(setup)

    assert caught.value.unique_id == "order-1"
    assert len(setup.pipeline._creates.pending) == 0


async def test_what_the_server_makes_of_the_figures_is_not_somebody_elses_document():
    line = {"name": "Space suit ", "quantity": 1, "price": "10.12345"}
    kept = {"name": "Space suit", "quantity": 1, "price": 10.12, "unit": "piece", "total": 10.12}
    said = {**STORED, "decimalPlaces": 2, "_documentItems": [kept]}
    setup = rig(answer(said, date=date()))

    assert (await create(setup, body={**ORDER, "_documentItems": [line]}))["id"] == "d1"


def date():
    return "Thu, 01 Jan 2026 00:00:01 GMT"


async def test_a_plain_refusal_is_raised_without_a_look_up():
    setup = rig(refusal(422, "country can't be blank"))

    with pytest.raises(errors.ValidationError):
        await create(setup)

    assert setup.transport.methods == ["POST"]


async def test_a_refusal_after_an_unknown_attempt_is_looked_up_first():
    setup = rig(
        unknown(),
        *[answer([])] * 3,
        refusal(422, "no more"),
        answer([STORED]),
        options=ClientOptions(horizon=2),
    )

    assert await create(setup) == STORED


async def test_a_refusal_whose_look_ups_find_nothing_is_raised():
    setup = rig(refusal(422, "was already saved"), answer([]), repeat_last=True)

    with pytest.raises(errors.ValidationError):
        await create(setup)

    assert setup.transport.methods.count("POST") == 1
    assert len(setup.pipeline._creates.pending) == 0


TAKEN = [
    refusal(422, "uniqueId taken"),
    refusal(422, "The `Document` instance is not valid. Details: `uniqueId` is not unique"),
    refusal(400, "Duplicate entry for Document.uniqueId"),
    refusal(400, "E11000 duplicate key error collection: documents index: uniqueId_1"),
    refusal(409, "Conflict"),
    answer(
        {
            "error": {
                "statusCode": 422,
                "name": "ValidationError",
                "message": "not valid",
                "details": {
                    "codes": {"uniqueId": ["uniqueness"]},
                    "messages": {"uniqueId": ["cannot be used"]},
                },
            }
        },
        422,
    ),
    answer({"error": {"details": [{"path": "/uniqueId", "message": "already exists"}]}}, 422),
]


@pytest.mark.parametrize("taken", TAKEN)
async def test_a_unique_id_that_is_taken_proves_a_document_that_look_ups_find_late(taken):
    setup = rig(taken, *[answer([])] * 12, answer([STORED]))

    assert await create(setup) == STORED
    assert setup.transport.methods.count("POST") == 1


@pytest.mark.parametrize("taken", TAKEN)
async def test_a_unique_id_that_is_taken_is_unknown_while_no_look_up_finds_the_document(taken):
    setup = rig(taken, answer([]), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError, match="no look-up finds") as caught:
        await create(setup)

    assert caught.value.unique_id == "order-1"
    assert setup.transport.times[-1] == HORIZON
    assert setup.transport.methods.count("POST") == 1


@pytest.mark.parametrize(
    "refused",
    [
        refusal(422, "uniqueId is too long"),
        answer({"error": {"details": {"messages": {"uniqueId": ["must be text"]}}}}, 422),
        answer(
            {
                "error": {
                    "message": "`number` is not unique; uniqueId order-1",
                    "details": {
                        "codes": {"number": ["uniqueness"]},
                        "messages": {"number": ["already exists"]},
                    },
                }
            },
            409,
        ),
    ],
)
async def test_what_does_not_name_the_unique_id_as_taken_is_refused_after_a_few_look_ups(refused):
    setup = rig(refused, answer([]), repeat_last=True)

    with pytest.raises(errors.ApiError):
        await create(setup)

    assert setup.transport.times[-1] == 0.5 + 1 + 2


# Success is believed for what it says


NO_PROOF = [
    answer({"status": "ok"}),
    answer({}),
    answer({"id": None}),
    answer({"id": ""}),
    answer({"id": 7}),
    answer([STORED]),
    answer("d1"),
    answer(True),
    answer(None),
    answer(None, 204),
    answer({"error": {"statusCode": 500}}),
    answer({**STORED, "uniqueId": "order-2"}),
    answer({**STORED, "uniqueId": 1}),
    answer({**STORED, "organizationId": "org-2"}),
]


@pytest.mark.parametrize("said", NO_PROOF)
async def test_a_success_that_proves_nothing_is_looked_up(said):
    setup = rig(said, answer([STORED]))

    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"]


@pytest.mark.parametrize("said", NO_PROOF)
async def test_a_success_that_proves_nothing_and_is_not_found_leaves_the_outcome_unknown(said):
    setup = rig(said, answer([]), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, deadline=10)

    assert caught.value.unique_id == "order-1"
    assert caught.value.attempts[0].outcome == "unknown"
    assert len(setup.pipeline._creates.pending) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"id": "d1"},
        {"id": "d1", "uniqueId": None, "organizationId": None},
        {**STORED, "organizationId": "org-1"},
    ],
)
async def test_a_success_need_not_show_more_than_the_id(said):
    setup = rig(answer(said))

    assert await create(setup) == said
    assert setup.transport.methods == ["POST"]


async def test_a_look_up_without_an_answer_does_not_count_as_one_that_found_nothing():
    setup = rig(
        refusal(422, "uniqueId is not unique"),
        *[unknown(), not_sent(), refusal(503), refusal(429)] * 2,
        *[answer([])] * 2,
        answer([STORED]),
    )

    assert await create(setup) == STORED


async def test_a_refusal_that_cannot_be_looked_up_in_time_leaves_the_outcome_unknown():
    setup = rig(refusal(422, "uniqueId is not unique"), unknown(), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, deadline=20)

    assert caught.value.unique_id == "order-1"
    assert setup.transport.methods.count("POST") == 1


@pytest.mark.parametrize(
    "stored",
    [
        {**STORED, "type": "estimate"},
        {**STORED, "_documentClient": {"name": "Somebody"}},
        {**STORED, "_documentItems": []},
        {**STORED, "_documentItems": [{"name": "Space suit", "quantity": 1, "price": 9999}]},
        {**STORED, "_documentItems": [{"name": "Space suit", "quantity": 2, "price": 10000}]},
    ],
)
async def test_a_found_document_that_differs_is_somebody_elses(stored):
    setup = rig(unknown(), answer([stored]))

    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup)


async def test_a_soft_deleted_document_is_returned_and_not_issued_again():
    deleted = {**STORED, "_isDeleted": True, "deletedAt": "2026-01-01T00:00:00.000Z"}
    setup = rig(unknown(), answer([deleted]))

    assert await create(setup) == deleted


@pytest.mark.parametrize(
    "row",
    [
        {**STORED, "uniqueId": "other"},
        {**STORED, "uniqueId": None},
        {name: value for name, value in STORED.items() if name != "uniqueId"},
        {**STORED, "organizationId": "org-2"},
        {},
        "d1",
    ],
)
async def test_nothing_is_concluded_from_rows_of_a_server_that_ignored_the_filter(row):
    setup = rig(unknown(), answer([row]), repeat_last=True)

    with pytest.raises(errors.OutcomeUnknownError, match="other documents"):
        await create(setup, horizon=2)

    assert setup.transport.methods == ["POST", "GET", "GET", "GET"]


async def test_the_document_is_found_among_rows_of_others():
    setup = rig(unknown(), answer([{**STORED, "uniqueId": "other"}, STORED]))

    assert await create(setup) == STORED


async def test_a_server_that_refuses_the_look_up_leaves_the_outcome_unknown():
    setup = rig(unknown(), refusal(403))

    with pytest.raises(errors.OutcomeUnknownError, match="403"):
        await create(setup)


# The registry


async def test_a_second_call_with_the_same_body_joins_the_first():
    release = asyncio.Event()

    async def slow(request):
        await release.wait()
        return answer(STORED)

    setup = rig(slow)
    first, second = asyncio.create_task(create(setup)), asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    release.set()

    assert await first == await second == STORED
    assert setup.transport.methods == ["POST"]


async def test_who_joins_gets_the_refusal_too_each_an_error_of_its_own():
    async def slow(request):
        await setup.clock.sleep(0.01)
        return refusal(422, "blank")

    setup = rig(slow)
    first, second = await asyncio.gather(create(setup), create(setup), return_exceptions=True)

    assert isinstance(first, errors.ValidationError)
    assert isinstance(second, errors.ValidationError)
    assert first is not second


async def test_another_body_for_an_open_id_is_refused_before_sending():
    setup = rig(hang)
    task = asyncio.create_task(create(setup))
    await asyncio.sleep(0)

    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup, body={**ORDER, "note": "changed"})

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_the_same_id_in_another_organization_is_another_document():
    setup = rig(answer(STORED), answer(STORED))

    await asyncio.gather(
        create(setup),
        setup.requestor.call(CREATE, wire.anything, path=("org-2",), body={**ORDER, "note": "x"}),
    )

    assert setup.transport.methods == ["POST", "POST"]


async def test_a_cancelled_create_is_remembered_and_the_next_call_begins_with_a_look_up():
    setup = rig(hang, answer([STORED]))
    await cancelled(setup)

    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"]


async def test_after_a_cancellation_nothing_is_sent_before_the_horizon():
    setup = rig(hang)
    setup.transport.steps = [hang, *[answer([])] * 26, answer(STORED)]
    await cancelled(setup)

    assert await create(setup) == STORED
    assert setup.transport.times[-1] == pytest.approx(HORIZON)


async def test_a_remembered_create_is_forgotten_after_the_horizon():
    setup = rig(hang, answer(STORED))
    await cancelled(setup)
    await setup.clock.sleep(HORIZON + 1)

    assert await create(setup, body={**ORDER, "note": "changed"}) == STORED
    assert setup.transport.methods == ["POST", "POST"]


async def test_a_create_cancelled_before_a_byte_left_leaves_nothing_behind():
    async def connecting(request):
        request.progress.sent_at = None
        await asyncio.Event().wait()

    setup = rig(connecting)
    await cancelled(setup)

    assert len(setup.pipeline._creates.pending) == 0


async def test_who_joined_a_cancelled_call_takes_over_with_a_look_up():
    setup = rig(hang, answer([STORED]))
    first = asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    second = asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    first.cancel()

    assert await second == STORED
    assert first.cancelled()
    assert setup.transport.methods == ["POST", "GET"]


async def test_cancelling_one_who_joined_leaves_the_others_alone():
    release = asyncio.Event()

    async def slow(request):
        await release.wait()
        return answer(STORED)

    setup = rig(slow)
    first = asyncio.create_task(create(setup))
    await asyncio.sleep(0)
    joined = [asyncio.create_task(create(setup)) for _ in range(2)]
    await asyncio.sleep(0)
    joined[0].cancel()
    await asyncio.sleep(0)
    release.set()

    assert await first == await joined[1] == STORED


async def test_who_joined_has_a_deadline_of_its_own():
    setup = rig(hang)
    first = asyncio.create_task(create(setup))
    await asyncio.sleep(0)

    with pytest.raises(errors.OutcomeUnknownError):
        await create(setup, deadline=3)

    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_another_account_does_not_get_the_answer_of_the_first():
    async def slow(request):
        await setup.clock.sleep(0.01)
        return answer(STORED)

    setup = rig(slow, answer([STORED]))
    other = Requestor(setup.pipeline, FakeCredentials(account_id="b", tokens=["token-b"]))
    await asyncio.gather(create(setup), create(setup, caller=other))

    assert setup.transport.methods == ["POST", "GET"]
    assert ("Authorization", "token-b") in setup.transport.requests[1].headers


async def cancelled(setup):
    task = asyncio.create_task(create(setup))
    await setup.transport.arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


# A new process


async def test_resume_begins_with_a_look_up():
    setup = rig(answer([STORED]))

    assert await create(setup, resume=True) == STORED
    assert setup.transport.methods == ["GET"]


async def test_resume_sends_only_when_the_other_process_can_have_nothing_under_way():
    setup = rig(answer([]), answer([]), answer([]), answer(STORED))

    assert await create(setup, resume=True, horizon=1) == STORED
    assert setup.transport.times[-1] == 1


@pytest.mark.parametrize("sent_before", [True, "now", "later"])
async def test_a_create_that_may_have_been_sent_just_now_waits_for_the_horizon(sent_before):
    setup = rig(*[answer([])] * 26, answer(STORED))
    moment = {"now": setup.clock.now(), "later": setup.clock.now() + timedelta(hours=1)}

    await create(setup, sent_before=moment.get(sent_before, True))

    assert setup.transport.times[-1] == HORIZON
    assert setup.transport.methods.count("POST") == 1


async def test_a_create_that_was_sent_a_minute_ago_waits_for_the_rest_of_the_horizon():
    setup = rig(*[answer([])] * 11, answer(STORED))

    await create(setup, sent_before=setup.clock.now() - timedelta(seconds=60))

    assert setup.transport.times[-1] == HORIZON - 60


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=-23)), timezone(timedelta(hours=2))]
)
@pytest.mark.parametrize("moment", [datetime.min, datetime(2025, 12, 30)])  # noqa: DTZ001, DTZ901 - the zone is put in
async def test_a_create_that_was_sent_long_ago_is_looked_up_once(moment, zone):
    setup = rig(answer([]), answer(STORED))

    await create(setup, sent_before=moment.replace(tzinfo=zone))

    assert setup.transport.methods == ["GET", "POST"]
    assert setup.transport.times == [0, 0]


@pytest.mark.parametrize("sent_before", [None, False])
async def test_a_first_try_costs_no_look_up(sent_before):
    setup = rig(answer(STORED))

    await create(setup, sent_before=sent_before)

    assert setup.transport.methods == ["POST"]


async def test_the_end_of_time_is_a_moment_too():
    setup = rig(answer([STORED]))
    end = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))

    assert await create(setup, sent_before=end) == STORED


async def test_a_horizon_beyond_the_calendar_leaves_the_outcome_unknown():
    setup = rig(unknown(), answer([]), repeat_last=True)
    error = await outcome_unknown(setup, deadline=3, horizon=1e15)

    assert error.resend_not_before == datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize("bad", [datetime(2026, 1, 1), "2026-01-01", 0.0, date_type(2026, 1, 1)])  # noqa: DTZ001 - is refused
def test_what_is_no_moment_is_refused(bad):
    with pytest.raises(errors.ConfigurationError, match="sent_before"):
        RequestOptions(sent_before=bad)


# Soon after


async def test_another_body_within_seconds_that_is_answered_with_the_first_document_is_an_error():
    stored = {**STORED, "createdAt": "2026-01-01T00:00:00.900Z"}
    setup = rig(answer(stored, date=date()), answer(stored, date=date()))

    await create(setup)
    with pytest.raises(errors.UniqueIdReusedError):
        await create(setup, body={**ORDER, "type": "estimate"})


async def test_the_same_body_within_seconds_returns_the_first_document():
    setup = rig(answer(STORED), answer(STORED))

    assert await create(setup) == await create(setup)


async def test_another_document_of_a_server_that_does_not_look_at_the_id_is_returned():
    setup = rig(answer(STORED), answer({**STORED, "id": "d2", "type": "estimate"}))

    await create(setup)
    assert (await create(setup, body={**ORDER, "type": "estimate"}))["id"] == "d2"


async def test_what_was_created_is_not_remembered():
    setup = rig(answer(STORED), repeat_last=True)
    for number in range(100):
        await create(setup, body={**ORDER, "uniqueId": "order-1", "note": str(number)})
        await setup.clock.sleep(20)

    assert len(setup.pipeline._creates.pending) == 0


@pytest.mark.parametrize(
    "said",
    [
        b'{"id": "d1", "uniqueId": "order-1", "id": "d2"}',
        b'{"id": "d1", "client": {"id": "c1"}, "items": [{"id": "i1"}], "id": "d2"}',
        b'{"id": "d1", "\\u0069d": "d2"}',
        b'{"id": "d1", "uniqueId": "order-2", "uniqueId": "order-1"}',
        b'{"id": "d1", "organizationId": "org-2", "organizationId": "org-1"}',
    ],
)
async def test_an_answer_that_names_two_documents_in_one_object_is_looked_up(said):
    setup = rig(Response(status=200, headers={}, body=said), answer([STORED]))

    assert await create(setup) == STORED
    assert setup.transport.methods == ["POST", "GET"]


@pytest.mark.parametrize(
    "said",
    [
        b'{"id": "d1", "id": "d1"}',
        b'{"id": "d1", "client": {"id": "c1"}, "note": "say \\"id\\""}',
        b'{"id": "d1", "note": "first", "note": "last"}',
        b'{"id": "d1", "items": ["id", {"id": "i1", "id": "i2"}]}',
    ],
)
async def test_a_key_that_stands_twice_beside_them_does_no_harm(said):
    setup = rig(Response(status=200, headers={}, body=said))

    assert (await create(setup))["id"] == "d1"
    assert setup.transport.methods == ["POST"]


# A loop that was closed


def test_a_create_left_in_a_closed_loop_is_looked_up_in_the_next():
    setup = rig(hang, *[answer([])] * 26, answer(STORED))
    loop = asyncio.new_event_loop()
    left = loop.create_task(create(setup))
    loop.run_until_complete(setup.transport.arrived.wait())
    loop.close()

    assert asyncio.run(create(setup)) == STORED
    assert setup.transport.methods == ["POST", *["GET"] * 26, "POST"]
    assert setup.transport.times[-1] == HORIZON
    abandon(left)
    assert len(setup.pipeline._creates.pending) == 0


def test_who_joined_in_a_closed_loop_disturbs_nobody():
    setup = rig(hang, answer([STORED]))
    loop = asyncio.new_event_loop()
    left = [loop.create_task(create(setup)) for _ in range(3)]
    loop.run_until_complete(setup.transport.arrived.wait())
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

    assert asyncio.run(create(setup)) == STORED
    for task in left:
        abandon(task)
    assert len(setup.pipeline._creates.pending) == 0


def abandon(task):
    """What happens to a task of a closed loop when nobody holds it any more."""
    task.get_coro().close()
    task._log_destroy_pending = False


async def test_resume_with_a_horizon_of_zero_looks_once_and_sends():
    setup = rig(answer([]), answer(STORED))

    assert await create(setup, resume=True, horizon=0) == STORED
    assert setup.transport.methods == ["GET", "POST"]


async def test_reconcile_finds_what_was_created():
    setup = rig(unknown(), answer([]), answer([]), answer([STORED]))
    error = await outcome_unknown(setup, deadline=1.2)

    assert await setup.requestor.reconcile(error, wire.anything) == STORED


async def test_reconcile_says_none_once_it_is_certain_that_nothing_was_created():
    setup = rig(unknown(), answer([]), repeat_last=True)
    error = await outcome_unknown(setup, deadline=1.2)

    assert await setup.requestor.reconcile(error, wire.anything) is None
    assert setup.transport.times[-1] == HORIZON


async def test_reconcile_works_in_another_process():
    first = rig(unknown(), answer([]), repeat_last=True)
    error = await outcome_unknown(first, deadline=1.2)
    second = rig(answer([]), repeat_last=True)

    assert await second.requestor.reconcile(error, wire.anything) is None
    assert second.clock.now() == error.resend_not_before


async def outcome_unknown(setup, **options):
    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await create(setup, **options)
    return caught.value


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


async def test_an_error_of_logging_in_again_does_not_hide_the_doubt():
    class Failing(FakeCredentials):
        async def token(self):
            if len(setup.transport.requests) == 4:
                raise errors.ConnectFailed("no connection")
            return "token-1"

    setup = rig(unknown(), *[answer([])] * 3, credentials=Failing())

    with pytest.raises(errors.OutcomeUnknownError):
        await create(setup, horizon=2)
