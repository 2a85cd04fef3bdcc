"""What is recorded of a row, counted, and told."""

from __future__ import annotations

import logging
from decimal import Decimal

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async.batch.engine.recorder import invalid, issued, refusal
from spaceinvoices_async.batch.input.preparation import UnsendableRow
from spaceinvoices_async.batch.journal.records import Claimed, Record, RowOutcome, State
from tests.batch.engine.engine_rig import Engine, Observed, ObservedItem, document, row

DONE = RowOutcome(state=State.DONE, document_id="d7", number="2026-7", total=Decimal(12))


def record(item, outcome=DONE) -> Record:
    claim = item.claim
    return Record(
        position=1,
        row=claim.row,
        lane=claim.lane,
        key=claim.key,
        line=7,
        fingerprint=claim.fingerprint,
        outcome=outcome,
    )


async def test_what_the_server_made_of_a_row_is_kept():
    item = row(1, sends=2)
    engine = Engine()
    engine.recorder.begin(1)
    stored = document(
        item, number="2026-1", totalWithTax=Decimal("12.50"), currencyId="EUR", type="estimate"
    )
    item.body["type"] = "estimate"

    await engine.recorder.issue(item, stored)

    [(_, outcome, same_content)] = engine.store.settled
    assert outcome == RowOutcome(
        state=State.DONE,
        attempts=2,
        document_id="d1",
        number="2026-1",
        total=Decimal("12.50"),
        currency="EUR",
        type="estimate",
    )
    assert same_content
    [result] = engine.results
    assert (result.key, result.line, result.organization_id, result.status) == (
        "key-1",
        1,
        "org-1",
        "issued",
    )
    assert (result.document_id, result.number, result.total, result.error) == (
        "d1",
        "2026-1",
        Decimal("12.50"),
        None,
    )
    assert engine.recorder.issued == 1
    assert engine.context.circuit_breaker.issued == 1


async def test_rows_are_open_from_their_claim_to_their_end():
    engine = Engine()
    recorder = engine.recorder
    assert recorder.settled.is_set()
    recorder.begin(0)
    assert recorder.settled.is_set()

    recorder.begin(2)
    states = [(recorder.open, recorder.settled.is_set())]
    await recorder.issue(row(1), document(row(1)))
    states.append((recorder.open, recorder.settled.is_set()))
    await recorder.issue(row(2), document(row(2)))
    states.append((recorder.open, recorder.settled.is_set()))

    assert states == [(2, False), (1, False), (0, True)]


async def test_in_order_the_end_of_a_row_lets_the_next_of_its_lane_go():
    engine = Engine(ordered=True)
    queue = engine.context.send_queue
    first, second = row(1), row(2)
    queue.push(first)
    queue.push(second)
    assert await queue.take() is first

    await engine.recorder.issue(first, document(first))

    assert await queue.take() is second


async def test_nobody_who_does_not_listen_is_told():
    engine = Engine(listens=False)

    await engine.recorder.issue(row(1), document(row(1)))

    assert not engine.recorder.heard
    assert Engine().recorder.heard
    assert engine.results == []


async def test_a_document_with_another_content_is_a_conflict():
    item = row(1, attempts=1, sends=1)
    engine = Engine()
    engine.recorder.begin(1)

    await engine.recorder.issue(item, document(item, type="estimate"))

    text = "the key names document d1: its type differ"
    after = "it may be what this row became: look at it before you issue the row anew"
    [(_, outcome, same_content)] = engine.store.settled
    assert (outcome.state, outcome.attempts, outcome.error) == (
        State.FAILED,
        1,
        f"{text}; {after}",
    )
    assert same_content
    [note] = engine.store.notes
    assert (note.kind, note.line, note.key, note.organization_id, note.detail) == (
        "conflict",
        1,
        "key-1",
        "org-1",
        text,
    )
    assert engine.heard == [(1, "conflict")]
    assert (engine.recorder.failed, engine.recorder.issued) == (1, 0)
    assert engine.context.circuit_breaker.refused == 1


@pytest.mark.parametrize(
    ("on_existing", "replayed", "status"),
    [
        ("skip", True, "replayed"),
        ("error", True, "conflict"),
        ("error", False, "issued"),
    ],
)
async def test_a_document_that_was_there_before_is_issued_or_a_conflict(
    on_existing, replayed, status
):
    item = row(1)
    engine = Engine(on_existing=on_existing)

    await engine.recorder.issue(item, document(item), replayed=replayed)

    assert engine.heard == [(1, status)]
    assert engine.store.settled[0][1].replayed is (status == "replayed")
    if status == "conflict":
        assert engine.results[0].error == (
            "the key names document d1: it was there before this row; nothing was issued for it"
        )


@pytest.mark.parametrize(
    ("stored", "status", "remarks", "same_content"),
    [
        ({}, "issued", 0, True),
        ({"type": "estimate"}, "issued", 1, False),
    ],
)
async def test_what_an_earlier_run_issued_with_another_content_is_remarked(
    stored, status, remarks, same_content
):
    item = row(1, resumed=True, changed=True)
    engine = Engine()

    await engine.recorder.issue(item, document(item, **stored))

    assert engine.heard == [(1, status)]
    assert [note.detail for note in engine.store.notes] == [
        "an earlier run issued it with other content (document d1)"
    ] * remarks
    assert [note.kind for note in engine.store.notes] == ["changed"] * remarks
    assert engine.store.settled[0][2] is same_content


@pytest.mark.parametrize("state", [{"resumed": True}, {"changed": True}])
async def test_only_what_an_earlier_run_may_have_sent_otherwise_may_differ(state):
    item = row(1, **state)
    engine = Engine()

    await engine.recorder.issue(item, document(item, type="estimate"))

    assert engine.heard == [(1, "conflict")]


async def test_a_refused_row_counts_and_may_stop_the_run():
    engine = Engine(max_failures=2)
    engine.recorder.begin(2)
    error = errors.ValidationError(
        "no", status=422, fields={"note": ("too long",), "date": ("missing",)}
    )

    await engine.recorder.refuse(row(1, sends=3), error)
    assert engine.context.stop.reason is None
    await engine.recorder.refuse(row(2), error)

    _, outcome, same_content = engine.store.settled[0]
    assert outcome == RowOutcome(
        state=State.FAILED, attempts=3, status=422, error="no", field="note, date"
    )
    assert same_content
    assert engine.recorder.failed == 2
    reason = engine.context.stop.reason
    assert reason is not None
    assert reason.kind == "failures"


def test_a_refusal_without_a_status_or_fields_shows_none():
    assert refusal(errors.ApiError("no")) == RowOutcome(state=State.FAILED, error="no")
    assert refusal(ValueError("odd")) == RowOutcome(state=State.FAILED, error="odd")


@pytest.mark.parametrize(("ordered", "kind"), [(True, "no_progress"), (False, None)])
async def test_a_row_left_in_doubt_stays_claimed_and_in_order_ends_the_run(ordered, kind):
    engine = Engine(ordered=ordered)
    engine.recorder.begin(1)

    await engine.recorder.give_up(row(1, attempts=1, sends=2))

    assert engine.store.settled == [(1, RowOutcome(state=State.SENT, attempts=2), False)]
    assert engine.recorder.unresolved == 1
    assert engine.heard == [(1, "unresolved")]
    reason = engine.context.stop.reason
    assert (None if reason is None else reason.kind) == kind


async def test_a_row_that_was_never_sent_is_given_back_without_a_word():
    engine = Engine()
    engine.recorder.begin(2)
    untouched, in_doubt = row(1), row(2, attempts=1)

    await engine.recorder.hand_back(untouched)
    await engine.recorder.hand_back(in_doubt)

    assert engine.recorder.unsent == [untouched.claim.row]
    assert engine.heard == [(2, "unresolved")]
    assert engine.recorder.open == 0


async def test_a_row_that_cannot_be_sent_is_refused_with_its_claim():
    engine = Engine()
    claim = row(3).claim
    error = errors.InvalidInputError("too long", field="note")

    await engine.recorder.reject(UnsendableRow(line=3, error=error, claim=claim))

    [(refused, outcome)] = engine.store.refused
    assert refused is claim
    assert (outcome.state, outcome.field) == (State.FAILED, "note")
    assert engine.heard == [(3, "invalid")]
    assert engine.store.notes == []
    [problem] = engine.recorder.problems.first()
    assert (problem.line, problem.key, problem.error) == (3, "key-3", error)
    assert (engine.recorder.failed, engine.context.circuit_breaker.refused) == (1, 1)


async def test_a_row_without_a_key_is_remarked_and_told():
    engine = Engine()
    unfit = UnsendableRow(line=3, error=errors.InvalidInputError("no key", field="id"))

    await engine.recorder.reject(unfit)

    assert engine.store.refused == []
    assert engine.store.notes == [invalid(unfit)]
    assert (invalid(unfit).kind, invalid(unfit).line, invalid(unfit).detail) == (
        "invalid",
        3,
        "id: no key",
    )
    [result] = engine.results
    assert (result.key, result.line, result.organization_id, result.status, result.error) == (
        "",
        3,
        "",
        "invalid",
        "id: no key",
    )
    assert engine.recorder.problems.first()[0].key == ""
    assert engine.recorder.failed == 1


@pytest.mark.parametrize(
    ("standing", "status", "skipped", "failed", "remarks"),
    [
        ("done", "skipped", 1, 0, []),
        ("repeated", "skipped", 1, 0, ["is the same row as line 7, counted once"]),
        ("changed", "changed", 1, 0, []),
        ("failed", "refused", 0, 1, []),
        ("conflicting", "conflict", 0, 1, []),
    ],
)
async def test_a_row_that_the_journal_knows_is_passed_over(
    standing, status, skipped, failed, remarks
):
    item = row(1)
    engine = Engine()

    await engine.recorder.pass_over(item.claim, Claimed(standing, record(item)))

    assert engine.heard == [(1, status)]
    assert engine.results[0].document_id == "d7"
    assert (engine.recorder.skipped, engine.recorder.failed) == (skipped, failed)
    assert [note.detail for note in engine.store.notes] == remarks
    assert [note.kind for note in engine.store.notes] == ["repeated"] * len(remarks)
    assert engine.context.circuit_breaker.refused == (1 if standing == "conflicting" else 0)


@pytest.mark.parametrize("standing", ["done", "repeated"])
async def test_a_row_passed_over_without_a_record_shows_no_document(standing):
    engine = Engine()

    await engine.recorder.pass_over(row(1).claim, Claimed(standing))

    assert engine.heard == [(1, "skipped")]
    assert engine.results[0].document_id is None
    assert engine.store.notes == []


@pytest.mark.parametrize(
    ("shown", "total"),
    [
        (12, Decimal(12)),
        (Decimal("12.5"), Decimal("12.5")),
        (0, Decimal(0)),
        (True, None),
        ("12", None),
        (None, None),
        (Decimal("Infinity"), None),
        (Decimal("NaN"), None),
        (Decimal("1e29"), Decimal("1e29")),
        (Decimal("1e30"), None),
        (Decimal("1e-30"), Decimal("1e-30")),
        (Decimal("1e-31"), None),
    ],
)
def test_only_a_sum_of_money_is_a_total(shown, total):
    assert issued({"id": "d1", "totalWithTax": shown}).total == total


def test_a_document_that_shows_little_is_an_invoice_without_number():
    outcome = issued({"id": 7})

    assert outcome == RowOutcome(state=State.DONE, document_id="7", type="invoice")


@pytest.mark.parametrize(
    ("body", "paid"),
    [
        (None, None),
        ({}, None),
        ({"payments": []}, None),
        ({"payments": [{"amount": 5}], "_documentItems": []}, Decimal(5)),
        ({"payments": [{"amount": Decimal("1e300")}], "_documentItems": []}, None),
        (
            {
                "payments": [{"amount": 5}],
                "_documentItems": [{"price": Decimal("1e300"), "quantity": Decimal("1e300")}],
            },
            None,
        ),
        ({"payments": [{"amount": Decimal("1e9999")}], "_documentItems": []}, None),
    ],
)
def test_what_a_row_pays_of_itself_is_kept(body, paid):
    assert issued({"id": "d1"}, body).paid == paid


def test_nothing_is_counted_at_first():
    recorder = Engine().recorder

    assert (recorder.read, recorder.skipped, recorder.issued, recorder.failed) == (0, 0, 0, 0)
    assert (recorder.unresolved, recorder.open, recorder.problems.count) == (0, 0, 0)
    assert recorder.unsent == []


async def test_one_document_of_a_row_is_no_duplicate():
    item = row(1, attempts=1)
    engine = Engine()

    await engine.recorder.found(item, [document(item)])

    assert engine.store.notes == []
    assert engine.heard == [(1, "issued")]


@pytest.mark.parametrize("claim", [None, row(3).claim])
async def test_a_row_that_cannot_be_sent_is_counted_once_by_telemetry(claim):
    observed = Observed()
    engine = Engine(observed=observed)
    error = errors.InvalidInputError("no", field="id")

    await engine.recorder.reject(UnsendableRow(line=3, error=error, claim=claim))

    assert observed.told == ["counted invalid"]


def test_a_refusal_names_the_column_where_the_row_has_one():
    error = errors.InvalidInputError("no date", field="date")
    error.column = "Datum"

    assert refusal(error).field == "Datum"


async def test_two_documents_of_one_row_are_told_and_the_first_counts():
    item = row(1, attempts=1)
    engine = Engine()

    await engine.recorder.found(item, [document(item), document(item, id="d9")])

    assert engine.results[0].document_id == "d1"
    [note] = engine.store.notes
    assert (note.kind, note.line, note.detail) == ("duplicate", 1, "2 documents: d1, d9")


@pytest.mark.parametrize("left", [1, 3, 5])
async def test_the_first_three_rows_left_in_doubt_are_named_at_the_end(left, caplog):
    engine = Engine()
    items = [row(number, sends=number) for number in range(1, left + 1)]
    for item in items:
        await engine.recorder.give_up(item)

    with caplog.at_level(logging.WARNING, "spaceinvoices_async"):
        engine.recorder.warn_of_unresolved()

    named = ", ".join(
        f"'key-{item.claim.line}' (line {item.claim.line}, unique_id {item.unique_id!r}, "
        f"attempt {item.sends})"
        for item in items[:3]
    )
    [record] = caplog.records
    assert record.getMessage() == (
        "documents_create: rows left in doubt, which the next run looks up: "
        f"{left}, such as {named}"
    )
    assert {name: getattr(record, name) for name in items[0].log_fields()} == {
        "operation": "documents_create",
        "unique_id": items[0].unique_id,
        "document_id": None,
        "attempt": 1,
        "key": "key-1",
        "line": 1,
    }


def test_where_no_row_is_left_in_doubt_nothing_is_said(caplog):
    Engine().recorder.warn_of_unresolved()
    assert caplog.records == []


async def test_telemetry_is_told_once_how_a_row_ended_or_that_it_was_given_back():
    told = []
    engine = Engine()
    issued_row, given_back = (row(number, observed=ObservedItem(told)) for number in (1, 2))

    await engine.recorder.issue(issued_row, document(issued_row))
    await engine.recorder.hand_back(given_back)

    assert told == ["ended issued", "ended handed_back"]
    assert (issued_row.observed, given_back.observed) == (None, None)
