"""What follows from looking rows of a batch up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async.batch.engine.lookup import PAGE
from spaceinvoices_async.batch.journal.records import Lane, State
from tests.batch.engine.engine_rig import Engine, document, row
from tests.batch.engine.send_queue_rig import settle

if TYPE_CHECKING:
    from spaceinvoices_async.batch.report import RowResult

LANE = Lane(None, "org-1")
REFUSAL = errors.ValidationError("no", status=422)
LOOKS = 5  # as many delays as a client has by default


def opened(*items, **options) -> Engine:
    engine = Engine(**options)
    engine.recorder.begin(len(items))
    return engine


def taken(engine: Engine, *items):
    """Take rows out of the look-up queue, where they are due at once."""
    for item in items:
        engine.context.lookup_queue.park(item, at_once=True)
    [found] = engine.context.lookup_queue.take_due().values()
    return found


async def test_the_documents_of_all_rows_are_asked_for_at_once():
    first, second = row(1), row(2)
    engine = opened(first, second, looks=[[document(second), document(first)]])

    await engine.resolver.look(LANE, taken(engine, first, second))

    assert engine.accounts.asked_for == [None]
    [(organization_id, asked)] = engine.account.looked
    assert organization_id == "org-1"
    assert asked["where"] == {
        "uniqueId": {"inq": [first.body["uniqueId"], second.body["uniqueId"]]}
    }
    assert (asked["order"], asked["limit"], asked["deleted"]) == (["id ASC"], PAGE, True)
    assert set(asked["fields"]) == {
        "id",
        "uniqueId",
        "number",
        "type",
        "totalWithTax",
        "totalPaid",
        "decimalPlaces",
        "currencyId",
        "createdAt",
        "clientId",
        "_documentClient",
        "_documentItems",
        "organizationId",
    }
    assert engine.heard == [(1, "replayed"), (2, "replayed")]
    assert engine.context.lookup_queue.looking == 0


async def test_while_they_are_looked_up_rows_are_counted():
    counts = []

    async def look(_single):
        counts.append(engine.context.lookup_queue.looking)
        return []

    engine = opened(looks=[look])
    items = taken(engine, row(1, attempts=1), row(2, attempts=1))
    assert engine.context.lookup_queue.looking == 2  # from now on: nobody else counts them

    await engine.resolver.look(LANE, items)

    assert counts == [2]
    assert engine.context.lookup_queue.looking == 0


async def test_two_documents_of_one_row_are_told_and_the_older_one_counts():
    item = row(1, attempts=1)
    engine = opened(item, looks=[[document(item), document(item, id="d9")]])

    await engine.resolver.look(LANE, [item])

    assert engine.results[0].document_id == "d1"
    [note] = engine.store.notes
    assert (note.kind, note.line, note.key, note.organization_id) == (
        "duplicate",
        1,
        "key-1",
        "org-1",
    )
    assert note.detail == "2 documents: d1, d9"


async def test_what_is_not_there_before_its_horizon_is_looked_up_again():
    item = row(1, attempts=1, safe_from=90.0)
    engine = opened(item, looks=[[]])

    await engine.resolver.look(LANE, [item])

    assert item.looks == 1
    assert engine.parked == [item]
    assert len(engine.context.send_queue) == 0


async def test_what_is_not_there_after_its_horizon_is_sent_again():
    item = row(1, attempts=1, safe_from=90.0)
    engine = opened(item, looks=[[]])
    await engine.clock.advance(90)

    await engine.resolver.look(LANE, [item])

    assert engine.parked == []
    assert await engine.context.send_queue.take() is item


async def test_the_moment_of_the_question_counts_and_not_that_of_the_answer():
    item = row(1, attempts=1, safe_from=90.0)

    async def slowly(_single):
        await engine.clock.advance(20)
        return []

    engine = opened(item, looks=[slowly])
    await engine.clock.advance(80)

    await engine.resolver.look(LANE, [item])

    assert engine.parked == [item]


async def test_rows_sent_as_often_as_allowed_are_left_to_the_next_run():
    last, other = row(1, attempts=3, sends=3), row(2, attempts=2)
    engine = opened(last, other, looks=[[]], max_attempts=3)

    await engine.resolver.look(LANE, [last, other])

    assert engine.heard == [(1, "unresolved")]
    [(_, outcome, _)] = engine.store.settled
    assert (outcome.state, outcome.attempts) == (State.SENT, 3)
    assert await engine.context.send_queue.take() is other


async def test_without_a_retry_budget_a_row_is_looked_up_until_there_is_one():
    item = row(1, attempts=1)
    engine = opened(item, looks=[[], []], budget=20)
    budget = engine.context.pipeline.budget
    assert budget.take()

    await engine.resolver.look(LANE, [item])
    assert engine.parked == [item]

    for _ in range(14):
        budget.succeeded(paid=False)
    await engine.resolver.look(LANE, [item])
    assert await engine.context.send_queue.take() is item
    assert budget.left == 6


@pytest.mark.parametrize("state", [{"resumed": True}, {"resumed": True, "refusal": REFUSAL}])
async def test_a_row_of_which_this_run_has_sent_nothing_costs_no_retry_budget(state):
    item = row(1, **state)
    engine = opened(item, looks=[[]] * LOOKS, budget=20)
    budget = engine.context.pipeline.budget

    await engine.resolver.look(LANE, [item])

    assert budget.left == 20


async def test_a_refusal_is_believed_after_as_many_look_ups_as_a_client_makes():
    item = row(1, refusal=REFUSAL, sends=1)
    engine = opened(item, looks=[[]] * 20)
    looks = len(engine.context.pipeline.options.lookup_delays)

    for _ in range(looks - 1):
        await engine.resolver.look(LANE, [item])
        assert engine.parked == [item]
    await engine.resolver.look(LANE, [item])

    assert engine.heard == [(1, "refused")]
    assert engine.results[0].error == "no"
    assert engine.parked == []


async def test_a_taken_unique_id_is_never_sent_again_and_ends_unresolved():
    item = row(1, refusal=REFUSAL, taken=True, safe_from=90.0)
    engine = opened(item, looks=[[]] * 20)
    for _ in range(10):
        await engine.resolver.look(LANE, [item])
        assert engine.parked == [item]
    await engine.clock.advance(90)

    await engine.resolver.look(LANE, [item])

    assert engine.heard == [(1, "unresolved")]
    assert len(engine.context.send_queue) == 0


@pytest.mark.parametrize(
    "error",
    [
        errors.ServerError("ill", status=503),
        errors.RateLimitedError("slow down", status=429),
        errors.ConnectFailed("nobody there"),
    ],
)
async def test_a_look_up_without_an_answer_says_nothing_and_is_made_again(error):
    items = [row(1, attempts=1), row(2, attempts=1)]
    engine = opened(*items, looks=[error])

    await engine.resolver.look(LANE, items)

    assert [item.looks for item in items] == [0, 0]
    assert engine.parked == items
    assert engine.context.stop.reason is None
    assert LANE not in engine.barred


@pytest.mark.parametrize("count", [1, 2])
async def test_a_look_up_that_is_refused_leaves_the_organization_out(count):
    items = [row(1 + number, attempts=1) for number in range(count)]
    engine = opened(*items, looks=[errors.AccessDeniedError("no", status=403)])

    await engine.resolver.look(LANE, items)

    assert engine.heard == [(1, "unresolved"), (2, "unresolved")][:count]
    assert LANE in engine.barred
    assert engine.context.stop.reason is None


@pytest.mark.parametrize(
    "strange", [{"id": "x", "uniqueId": "another"}, {"id": "x"}, "of another organization"]
)
async def test_a_look_up_answered_with_other_documents_stops_the_run(strange):
    item = row(1, attempts=1)
    if isinstance(strange, str):
        strange = document(item, organizationId="org-2")
    engine = opened(item, looks=[[strange]])

    await engine.resolver.look(LANE, [item])

    assert engine.heard == [(1, "unresolved")]
    reason = engine.context.stop.reason
    assert reason is not None
    assert reason.kind == "lookups"
    assert "answered a look-up by uniqueId with other documents" in reason.message
    assert isinstance(reason.error, errors.ResponseDecodeError)
    assert LANE not in engine.barred


async def test_what_duplicates_have_pushed_off_a_full_page_is_asked_for_again():
    items = [row(number, attempts=1) for number in range(100)]
    full = [document(items[number // 2], id=f"d{number}") for number in range(100)]
    rest = [document(item) for item in items[50:]]
    engine = opened(*items, looks=[full, rest])

    await engine.resolver.look(LANE, items)

    assert len(engine.account.looked) == 2
    asked = engine.account.looked[1][1]["where"]["uniqueId"]["inq"]
    assert asked == [item.body["uniqueId"] for item in items[50:]]
    assert engine.recorder.issued == 100


async def test_a_page_that_is_not_full_shows_all_there_is():
    items = [row(number, attempts=1) for number in range(100)]
    engine = opened(*items, looks=[[document(item) for item in items[:99]]])

    await engine.resolver.look(LANE, items)

    assert len(engine.account.looked) == 1
    assert engine.recorder.issued == 99


async def test_at_the_end_all_rows_are_looked_up_once_more_a_hundred_at_a_time():
    items = [row(number, attempts=1) for number in range(150)]
    engine = opened(*items, looks=[[document(items[0])], []])
    for item in items:
        engine.context.lookup_queue.park(item)

    await engine.resolver.last_look(ask=True)

    sizes = [len(asked["where"]["uniqueId"]["inq"]) for _, asked in engine.account.looked]
    assert sizes == [100, 50]
    assert (engine.recorder.issued, engine.recorder.unresolved) == (1, 149)
    assert len(engine.context.lookup_queue) == 0


async def test_at_the_end_rows_without_an_answer_are_left_to_the_next_run():
    item = row(1, attempts=1)
    engine = opened(item, looks=[errors.AccessDeniedError("no", status=403)])
    engine.context.lookup_queue.park(item)

    await engine.resolver.last_look(ask=True)

    assert engine.heard == [(1, "unresolved")]
    assert LANE not in engine.barred


async def test_at_the_end_a_server_that_does_not_answer_is_not_asked():
    items = [row(number, attempts=1) for number in range(3)]
    engine = opened(*items)
    for item in items:
        engine.context.lookup_queue.park(item)

    await engine.resolver.last_look(ask=False)

    assert engine.account.looked == []
    assert engine.recorder.unresolved == 3
    assert engine.context.lookup_queue.looking == 0


async def test_rows_whose_look_up_is_cancelled_wait_for_the_next_one():
    first, second = row(1, attempts=1), row(2, attempts=1)
    began = asyncio.Event()

    async def look(_single):
        began.set()
        await asyncio.Event().wait()

    engine = opened(first, second, looks=[look])
    task = asyncio.create_task(engine.resolver.look(LANE, taken(engine, first, second)))
    await began.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task

    assert engine.context.lookup_queue.looking == 0
    assert engine.parked == [first, second]
    assert engine.heard == []


class _Deaf(Engine):
    """A run whose function for results does not return."""

    async def _hear(self, result: RowResult) -> None:
        await super()._hear(result)
        await asyncio.Event().wait()


async def test_rows_not_yet_given_up_when_a_refused_look_up_is_cancelled_wait_for_the_next_one():
    items = [row(number, attempts=1) for number in range(3)]
    engine = _Deaf(looks=[errors.AccessDeniedError("no", status=403)])
    engine.recorder.begin(3)
    task = asyncio.create_task(engine.resolver.look(LANE, taken(engine, *items)))
    await settle()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task

    assert engine.heard == [(0, "unresolved")]
    assert engine.parked == items[1:]


async def test_it_looks_up_what_is_due_until_it_is_told_to_end():
    item = row(1, attempts=1)
    engine = opened(item, looks=[[document(item)]])
    task = asyncio.ensure_future(engine.resolver.run())
    for _ in range(5):
        await asyncio.sleep(0)
    engine.context.lookup_queue.park(item)
    await engine.clock.advance(0.4)
    assert engine.heard == []
    await engine.clock.advance(0.1)
    for _ in range(5):
        await asyncio.sleep(0)
    assert engine.heard == [(1, "issued")]

    engine.resolver.end()
    await asyncio.wait([task], timeout=60)

    assert task.done()
    assert task.exception() is None


async def test_no_more_than_four_look_ups_are_under_way():
    gate = asyncio.Event()
    under_way = []

    async def look(_single):
        under_way.append(1)
        await gate.wait()
        return []

    engine = opened(looks=[look] * 6)
    lanes = [Lane(None, f"org-{number}") for number in range(6)]
    tasks = [
        asyncio.ensure_future(engine.resolver.look(lane, [row(1, lane.organization_id)]))
        for lane in lanes
    ]
    for _ in range(10):
        await asyncio.sleep(0)
    assert len(under_way) == 4
    gate.set()
    await asyncio.wait(tasks, timeout=60)

    assert len(under_way) == 6
