"""What the sender does with rows that only have to wait for their turn."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async.batch.report import Stop
from tests.batch.engine.engine_rig import Engine, row, then
from tests.batch.engine.send_queue_rig import settle

WAITED = [
    errors.RateLimitedError("slow down", status=429),
    errors.LimiterTimeout("no turn before the deadline"),
    errors.DeadlineExceeded("nothing was sent"),
    errors.PoolTimeout("no connection was free"),
]


@pytest.mark.parametrize("error", WAITED)
async def test_a_row_that_only_waits_goes_first_again_while_others_are_answered(error):
    engine = Engine(sends=[error], patience=8.0)
    item = row(1)
    engine.recorder.begin(1)
    engine.context.circuit_breaker.accept()
    await engine.clock.advance(3.9)

    sending = asyncio.create_task(engine.sender.send(item))
    await settle()
    assert len(engine.context.send_queue) == 0  # or it would be refused its turn again at once
    await engine.clock.advance(1)

    assert await sending is False
    assert engine.context.send_queue.empty() == [item]
    assert engine.recorder.unsent == []
    assert engine.context.stop.reason is None


@pytest.mark.parametrize(("patience", "pause"), [(8.0, 1.0), (2.0, 0.5)])
async def test_a_row_that_only_waits_does_so_for_a_moment_and_no_longer_than_a_quarter_of_patience(
    patience, pause
):
    engine = Engine(sends=[WAITED[1]], patience=patience)
    engine.recorder.begin(1)
    engine.context.circuit_breaker.accept()

    sending = asyncio.create_task(engine.sender.send(row(1)))
    await engine.clock.advance(pause - 0.01)
    assert len(engine.context.send_queue) == 0
    await engine.clock.advance(0.01)

    assert len(engine.context.send_queue) == 1
    assert await sending is False


@pytest.mark.parametrize("error", WAITED)
async def test_a_row_that_waits_stops_the_run_when_nothing_is_answered_any_more(error):
    engine = Engine(sends=[error], patience=8.0)
    item = row(1)
    engine.recorder.begin(1)
    engine.context.circuit_breaker.accept()
    await engine.clock.advance(4)

    await engine.sender.send(item)

    assert engine.recorder.unsent == [item.claim.row]
    assert engine.context.stop.reason is not None
    assert engine.context.stop.reason.kind == "unreachable"


async def test_a_pause_as_long_as_the_patience_stops_the_run_at_once():
    error = errors.RateLimitedError("slow down", status=429)
    engine = Engine(sends=[then(error, asked_pause=8.0)], patience=8.0)
    engine.recorder.begin(1)
    engine.context.circuit_breaker.accept()

    await engine.sender.send(row(1))

    assert engine.context.stop.reason is not None
    assert engine.context.stop.reason.kind == "unreachable"


@pytest.mark.parametrize("how", ["stopped", "cancelled"])
async def test_a_row_that_waits_for_its_turn_is_handed_back_when_the_run_ends(how):
    engine = Engine(sends=[WAITED[1]], patience=8.0)
    item = row(1)
    engine.recorder.begin(1)
    engine.context.circuit_breaker.accept()

    sending = asyncio.create_task(engine.sender.send(item))
    await settle()
    if how == "cancelled":
        sending.cancel()
    else:
        engine.context.stop.request(Stop(kind="asked", message="stopped as asked"))
        await engine.clock.advance(1)
    await asyncio.wait([sending])

    assert engine.recorder.unsent == [item.claim.row]
    assert engine.context.send_queue.empty() == []
