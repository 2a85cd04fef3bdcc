"""What is recorded of a row that another process has sent."""

from __future__ import annotations

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async.batch.engine.chunk_types import ChunkOutcome
from spaceinvoices_async.batch.journal.records import RowOutcome, State
from tests.batch.engine.engine_rig import Engine, row


def by_a_worker(status: str, outcome: RowOutcome, **more: object) -> ChunkOutcome:
    return ChunkOutcome(
        key="key-1",
        organization_id="org-1",
        status=status,
        row=row(1).claim.row,
        outcome=outcome,
        **more,
    )


@pytest.mark.parametrize("matches", [True, False])
async def test_what_another_process_has_issued_is_recorded_as_issued(matches):
    item = row(1, sends=1)
    engine = Engine()
    engine.recorder.begin(1)
    done = RowOutcome(state=State.DONE, attempts=2, document_id="d7")
    remarks = (("duplicate", "2 documents: d7, d8"),)

    await engine.recorder.adopt(item, by_a_worker("issued", done, matches=matches, remarks=remarks))

    assert engine.store.settled == [
        (1, RowOutcome(state=State.DONE, attempts=3, document_id="d7"), matches)
    ]
    assert engine.heard == [(1, "issued")]
    assert (engine.recorder.issued, engine.recorder.failed, engine.recorder.open) == (1, 0, 0)
    assert engine.context.circuit_breaker.issued == 1
    [note] = engine.store.notes
    assert (note.kind, note.line, note.key, note.organization_id, note.detail) == (
        "duplicate",
        1,
        "key-1",
        "org-1",
        "2 documents: d7, d8",
    )


async def test_what_another_process_found_in_conflict_counts_as_refused():
    engine = Engine()
    engine.recorder.begin(1)
    failed = RowOutcome(state=State.FAILED, attempts=1, error="another document")

    await engine.recorder.adopt(row(1), by_a_worker("conflict", failed))

    assert engine.heard == [(1, "conflict")]
    assert (engine.recorder.issued, engine.recorder.failed) == (0, 1)
    assert engine.context.circuit_breaker.refused == 1
    assert engine.store.settled == [(1, failed, True)]


async def test_what_the_server_said_to_another_process_is_recorded_as_its_refusal():
    item = row(1, sends=1)
    engine = Engine()
    engine.recorder.begin(1)
    failed = RowOutcome(state=State.FAILED, attempts=2)
    error = errors.ValidationError("no", status=422)

    await engine.recorder.adopt(item, by_a_worker("refused", failed, refusal=error))

    [(_, outcome, _)] = engine.store.settled
    assert (outcome.status, outcome.attempts, outcome.error) == (422, 3, "no")
    assert engine.heard == [(1, "refused")]
    assert engine.recorder.failed == 1


async def test_what_another_process_has_not_sent_ends_without_a_word():
    engine = Engine()
    engine.recorder.begin(1)
    failed = RowOutcome(state=State.FAILED)

    await engine.recorder.adopt(row(1), by_a_worker("unsent", failed))

    assert engine.heard == []
    assert engine.recorder.open == 0
