"""What follows from the answer to one create of a batch."""

from __future__ import annotations

import asyncio
import logging

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async.batch.journal.records import State
from tests.batch.engine.engine_rig import (
    HORIZON,
    Engine,
    Observed,
    document,
    row,
    then,
    waiting_forever,
)
from tests.batch.engine.send_queue_rig import settle

LOST = errors.OutcomeUnknownError("no answer")


async def all_ended(engine: Engine, task: asyncio.Task[None]) -> None:
    """Wait until no row is open, or the task has failed."""
    settled = asyncio.ensure_future(engine.recorder.settled.wait())
    await asyncio.wait({settled, task}, return_when=asyncio.FIRST_COMPLETED)
    settled.cancel()
    assert not task.done()


async def test_a_document_that_is_the_rows_own_is_recorded_as_issued():
    item = row(1)
    engine = Engine(sends=[document(item, number="2026-1")])
    engine.recorder.begin(1)

    assert await engine.sender.send(item) is True

    assert engine.account.sent[0][:2] == ("org-1", item.body["uniqueId"])
    assert engine.account.sent[0][3] == engine.context.options.patience
    assert engine.heard == [(1, "issued")]
    [(line, outcome, same_content)] = engine.store.settled
    assert (line, outcome.state, outcome.attempts, same_content) == (1, State.DONE, 1, True)
    assert (item.sends, item.attempts) == (1, 0)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"id": ""},
        {"id": 7},
        {"id": "d1", "uniqueId": "another"},
        {"id": "d1", "organizationId": "org-2"},
    ],
)
async def test_a_success_that_does_not_show_the_rows_document_leaves_it_in_doubt(answer):
    engine = Engine(sends=[answer])
    item = row(1)

    assert await engine.sender.send(item) is False

    assert engine.store.settled == []
    assert engine.parked == [item]
    assert (item.sends, item.attempts) == (1, 1)


@pytest.mark.parametrize("shown", [{}, {"organizationId": "org-1"}, {"organizationId": None}])
async def test_a_success_need_not_show_everything(shown):
    item = row(1)
    engine = Engine(sends=[{"id": "d1", **shown}])

    assert await engine.sender.send(item) is True


@pytest.mark.parametrize(
    ("state", "status"),
    [({}, "replayed"), ({"attempts": 1}, "issued"), ({"resumed": True}, "issued")],
)
async def test_an_older_document_was_there_before_only_if_this_row_was_never_sent(state, status):
    item = row(1, **state)
    engine = Engine(sends=[then(document(item), older=True)])

    await engine.sender.send(item)

    assert engine.heard == [(1, status)]


async def test_an_unknown_outcome_waits_for_a_look_up_and_for_the_horizon_of_its_last_byte():
    engine = Engine(sends=[then(LOST, last_send=5.0)])
    await engine.clock.advance(20)
    item = row(1, refusal=errors.ValidationError("no"), looks=3)

    assert await engine.sender.send(item) is False

    assert item.safe_from == 5 + HORIZON
    assert (item.sends, item.attempts, item.looks, item.refusal) == (1, 1, 0, None)
    assert item.due == 20.5
    assert engine.parked == [item]
    assert engine.context.stop.reason is None


async def test_without_a_word_about_the_last_byte_the_horizon_counts_from_the_end():
    engine = Engine(sends=[LOST])
    await engine.clock.advance(20)
    item = row(1)

    await engine.sender.send(item)

    assert item.safe_from == 20 + HORIZON


async def test_a_horizon_is_never_brought_forward():
    engine = Engine(sends=[LOST])
    item = row(1, safe_from=500.0)

    await engine.sender.send(item)

    assert item.safe_from == 500.0


async def test_a_row_in_doubt_is_not_looked_up_before_the_pause_that_the_server_asked_for():
    engine = Engine(sends=[then(LOST, asked_pause=30.0)])
    await engine.clock.advance(20)
    item = row(1)

    await engine.sender.send(item)

    assert item.due == 50.0


@pytest.mark.parametrize(("attempts", "paid"), [(0, False), (1, True)])
async def test_a_resend_of_a_row_in_doubt_has_been_paid_for(attempts, paid):
    item = row(1, attempts=attempts)
    engine = Engine(sends=[document(item)])

    await engine.sender.send(item)

    assert engine.account.sent[0][2].paid is paid


async def test_a_refusal_of_a_row_that_was_never_sent_is_recorded():
    engine = Engine(sends=[errors.ValidationError("no", status=422)])
    item = row(1)
    engine.recorder.begin(1)

    assert await engine.sender.send(item) is False

    [(_, outcome, _)] = engine.store.settled
    assert (outcome.state, outcome.status, outcome.attempts) == (State.FAILED, 422, 1)
    assert engine.heard == [(1, "refused")]
    assert engine.parked == []


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ({"attempts": 1}, {}),
        ({"resumed": True}, {}),
        ({}, {"recognised": True}),
    ],
)
async def test_a_refusal_that_may_mean_that_it_is_stored_is_looked_up_at_once(state, seen):
    error = errors.ValidationError("no", status=422)
    engine = Engine(sends=[then(error, **seen)])
    await engine.clock.advance(20)
    item = row(1, looks=3, **state)

    assert await engine.sender.send(item) is False

    assert engine.store.settled == []
    assert (item.refusal, item.looks, item.taken) == (error, 0, False)
    assert item.safe_from == float("-inf")
    assert item.due == 20.0
    assert engine.parked == [item]


@pytest.mark.parametrize(("before", "after"), [(float("-inf"), 20 + HORIZON), (500.0, 500.0)])
async def test_a_taken_unique_id_is_looked_for_until_the_horizon(before, after):
    engine = Engine(sends=[then(errors.ValidationError("taken", status=422), taken=True)])
    await engine.clock.advance(20)
    item = row(1, safe_from=before)

    await engine.sender.send(item)

    assert item.taken
    assert item.safe_from == after
    assert item.due == 20.0
    assert engine.parked == [item]


async def test_too_many_requests_to_the_end_stop_the_run_and_hand_the_row_back():
    engine = Engine(sends=[errors.RateLimitedError("slow down", status=429)])
    item = row(1)
    engine.recorder.begin(1)

    assert await engine.sender.send(item) is False

    assert engine.recorder.unsent == [item.claim.row]
    reason = engine.context.stop.reason
    assert reason is not None
    assert reason.kind == "unreachable"
    assert reason.message.startswith("the server has been refusing all requests as too many")
    assert isinstance(reason.error, errors.RateLimitedError)
    assert item.sends == 0


async def test_a_server_that_is_not_reached_stops_the_run_and_hands_the_row_back():
    engine = Engine(sends=[errors.ConnectFailed("nobody there")])
    item = row(1)
    engine.recorder.begin(1)

    await engine.sender.send(item)

    assert engine.recorder.unsent == [item.claim.row]
    reason = engine.context.stop.reason
    assert reason is not None
    assert (reason.kind, reason.message) == (
        "unreachable",
        "the server cannot be reached (nobody there); run again later",
    )


async def test_a_body_that_cannot_be_sent_is_refused_without_a_request():
    engine = Engine(sends=[errors.InvalidInputError("too large", field="note")])
    item = row(1)
    engine.recorder.begin(1)

    await engine.sender.send(item)

    [(_, outcome, _)] = engine.store.settled
    assert (outcome.attempts, outcome.field) == (0, "note")
    assert engine.heard == [(1, "refused")]
    assert engine.context.stop.reason is None


@pytest.mark.parametrize(
    "error",
    [
        errors.AccessDeniedError("no", status=403),
        errors.InvalidTokenError("no", status=401),
        errors.LoginFailedError("no", status=401),
        errors.EmailNotVerifiedError("no", status=401),
    ],
)
async def test_without_the_right_to_issue_the_organization_is_left_out(error):
    engine = Engine(sends=[error])
    item, other, left = row(1), row(2, "org-2"), row(3)
    engine.recorder.begin(3)
    engine.context.send_queue.push(other)
    engine.context.send_queue.push(left)

    await engine.sender.send(item)

    assert item.lane in engine.barred
    assert other.lane not in engine.barred
    assert engine.recorder.unsent == [item.claim.row, left.claim.row]
    assert engine.context.stop.reason is None
    assert len(engine.context.send_queue) == 1


async def test_an_organization_that_is_not_there_is_left_out():
    missing = errors.NotFoundError("no", status=404)
    engine = Engine(sends=[missing, missing], looks=[missing])
    engine.recorder.begin(2)

    await engine.sender.send(row(1))
    await engine.sender.send(row(2))  # once is enough to know

    assert len(engine.account.looked) == 1
    assert len(engine.recorder.unsent) == 2
    assert engine.store.settled == []


@pytest.mark.parametrize("look", [[], errors.ServerError("ill", status=500)])
async def test_something_else_that_is_not_there_refuses_the_row(look):
    engine = Engine(sends=[errors.NotFoundError("no client", status=404)], looks=[look])
    item = row(1)
    engine.recorder.begin(1)

    await engine.sender.send(item)

    assert engine.heard == [(1, "refused")]
    assert item.lane not in engine.barred


async def test_a_request_that_is_cancelled_on_its_way_leaves_the_row_in_doubt():
    started = asyncio.Event()

    async def on_its_way(single):
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            single.last_send = 3.0

    engine = Engine(sends=[on_its_way])
    item = row(1)
    engine.recorder.begin(1)
    task = asyncio.ensure_future(engine.sender.send(item))
    await started.wait()
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled()
    assert item.attempts == 1
    assert engine.heard == [(1, "unresolved")]
    assert engine.recorder.unsent == []


async def test_a_request_that_was_cancelled_before_it_left_gives_its_row_back():
    engine = Engine(sends=[waiting_forever])
    item = row(1)
    engine.recorder.begin(1)
    task = asyncio.ensure_future(engine.sender.send(item))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])

    assert item.attempts == 0
    assert engine.recorder.unsent == [item.claim.row]


async def test_rows_are_sent_until_the_queue_ends_and_each_is_given_back():
    first, second = row(1), row(2)
    engine = Engine(sends=[document(first), document(second)])
    queue = engine.context.send_queue
    engine.recorder.begin(2)
    queue.push(first)
    queue.push(second)
    task = asyncio.ensure_future(engine.sender.run())
    await all_ended(engine, task)
    queue.close()
    await task

    assert engine.heard == [(1, "issued"), (2, "issued")]
    assert queue.taken == 0


async def test_a_row_that_an_earlier_run_may_have_sent_is_looked_up_before_it_is_sent():
    engine = Engine()
    item = row(1, resumed=True)
    given_back: list[bool] = []
    queue = engine.context.send_queue
    queue.swap = lambda *, succeeded: given_back.append(succeeded)
    queue.push(item)
    task = asyncio.ensure_future(engine.sender.run())
    for _ in range(5):
        await asyncio.sleep(0)
    queue.close()
    await task

    assert engine.account.sent == []
    assert item.due == 0.0
    assert engine.parked == [item]
    assert given_back == [False]


async def test_a_success_opens_the_slow_start_and_a_refusal_does_not():
    first, second = row(1), row(2)
    engine = Engine(sends=[document(first), errors.ValidationError("no", status=422)])
    given_back: list[bool] = []
    queue = engine.context.send_queue
    queue.swap = lambda *, succeeded: given_back.append(succeeded)
    engine.recorder.begin(2)
    queue.push(first)
    queue.push(second)
    task = asyncio.ensure_future(engine.sender.run())
    await all_ended(engine, task)
    queue.close()
    await task

    assert given_back == [True, False]


async def test_a_sender_that_is_cancelled_gives_the_place_of_its_row_to_another():
    engine = Engine(sends=[waiting_forever])
    queue = engine.context.send_queue
    engine.recorder.begin(1)
    queue.push(row(1))
    task = asyncio.ensure_future(engine.sender.run())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert queue.taken == 1
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled()
    assert queue.taken == 0


async def test_a_sender_that_is_cancelled_does_not_open_the_slow_start():
    engine = Engine(sends=[waiting_forever], slow=True)
    queue = engine.context.send_queue
    engine.recorder.begin(1)
    for number in range(4):
        queue.push(row(number))
    task = asyncio.ensure_future(engine.sender.run())
    await settle()
    task.cancel()
    await asyncio.wait([task])

    assert (len(queue), queue.available) == (3, 1)


@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING])
async def test_a_row_in_doubt_is_named_in_the_log_for_those_who_want_to_know(level, caplog):
    item = row(7)
    engine = Engine(sends=[LOST])

    with caplog.at_level(level, "spaceinvoices_async"):
        await engine.sender.send(item)

    assert [record.getMessage() for record in caplog.records] == [
        "documents_create: row 'key-7' (line 7) is in doubt (OutcomeUnknownError), "
        f"unique_id {item.unique_id!r}, attempt 1; looking it up"
    ][: level == logging.INFO]


async def test_telemetry_is_told_of_every_request_of_a_row_and_of_its_end():
    item = row(1)
    observed = Observed()
    engine = Engine(sends=[LOST, document(item)], observed=observed)
    engine.recorder.begin(1)

    await engine.sender.send(item)
    await engine.sender.send(item)

    assert observed.told in (
        ["row 1", "request", "parked", "request", "request over", "counted issued", "ended issued"],
        ["row 1", "request", "parked", "request", "request over", "ended issued", "counted issued"],
    )
    assert item.observed is None


async def test_a_row_that_telemetry_does_not_follow_is_sent_all_the_same():
    item = row(1)
    observed = Observed(follows=False)
    engine = Engine(sends=[document(item)], observed=observed)
    engine.recorder.begin(1)

    assert await engine.sender.send(item)

    assert observed.told == ["row 1", "counted issued"]


async def test_telemetry_is_told_of_a_row_that_is_handed_back():
    observed = Observed()
    engine = Engine(sends=[errors.ConnectFailed("nobody there")], observed=observed)
    engine.recorder.begin(1)

    await engine.sender.send(row(1))

    assert observed.told[-1] == "ended handed_back"
    assert "counted handed_back" not in observed.told
