"""Organizations that refuse us are left out, and a run that has no others stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch.journal.records import Lane
from spaceinvoices_async.errors import AccessDeniedError, NotFoundError
from tests.batch.engine.engine_rig import Engine, row

if TYPE_CHECKING:
    from spaceinvoices_async.batch.engine.send_queue import WorkItem

DENIED = AccessDeniedError("not yours", status=403)
MISSING = NotFoundError("unknown", status=404)


def of(number: int) -> WorkItem:
    """A row of an organization of this number."""
    return row(number, f"org-{number}")


async def test_with_one_organization_the_run_stops_at_once() -> None:
    engine = Engine(several=False)
    await engine.barred.bar(of(1), DENIED)
    stop = engine.context.stop.reason
    assert stop is not None
    assert (stop.kind, stop.error) == ("credentials", DENIED)
    assert stop.message == (
        f"no right to issue for organization org-1 ({DENIED}); mend that and run again"
    )


async def test_an_organization_that_is_not_there_is_said_to_be_missing() -> None:
    engine = Engine(several=False)
    await engine.barred.bar(of(1), MISSING)
    stop = engine.context.stop.reason
    assert stop is not None
    assert stop.message == f"there is no organization org-1 ({MISSING}); mend that and run again"


async def test_with_several_the_others_go_on_and_the_end_tells_who_was_left_out() -> None:
    engine = Engine(several=True)
    assert engine.barred.stop() is None
    for number, error in ((1, DENIED), (2, MISSING), (1, MISSING)):
        await engine.barred.bar(of(number), error)
    assert not engine.context.stop.is_set
    assert engine.barred.errors == {Lane(None, "org-1"): DENIED, Lane(None, "org-2"): MISSING}
    assert of(2).lane in engine.barred
    assert of(3).lane not in engine.barred
    stop = engine.barred.stop()
    assert stop is not None
    assert (stop.kind, stop.error) == ("credentials", DENIED)
    assert stop.message == (
        f"no right to issue for organization org-1, and 1 more ({DENIED}); mend that and run again"
    )


async def test_one_that_was_left_out_alone_is_named_alone() -> None:
    engine = Engine(several=True)
    await engine.barred.bar(of(1), DENIED)
    stop = engine.barred.stop()
    assert stop is not None
    assert "org-1 (" in stop.message


@pytest.mark.parametrize(("issued", "stops"), [(0, True), (1, False)])
async def test_after_five_refusals_and_no_document_there_is_no_hope(
    issued: int, *, stops: bool
) -> None:
    engine = Engine(several=True)
    engine.recorder.issued = issued
    for number in (1, 2, 3, 4):
        await engine.barred.bar(of(number), DENIED)
        await engine.barred.bar(of(number), DENIED)
    assert not engine.context.stop.is_set
    await engine.barred.bar(of(5), DENIED)
    assert engine.context.stop.is_set is stops


async def test_rows_of_the_organization_that_wait_are_given_back_and_others_are_not() -> None:
    engine = Engine(several=True)
    waiting = [row(1, "org-1"), row(2, "org-2"), row(3, "org-1"), row(4, "org-1", attempts=1)]
    engine.recorder.begin(len(waiting))
    for item in waiting:
        engine.context.send_queue.push(item)
    await engine.barred.bar(row(9, "org-1"), DENIED)
    assert engine.recorder.unsent == [waiting[0].claim.row, waiting[2].claim.row]
    assert engine.heard == [(4, "unresolved")]
    assert engine.recorder.open == 1
    assert await engine.context.send_queue.take() is waiting[1]
