"""Collecting what happened."""

from __future__ import annotations

import asyncio
import contextvars
import logging

from spaceinvoices_async.outcomes import Attempt
from spaceinvoices_async.recording import CallRecord, Recorder


def _record(operation: str, attempts: int = 1) -> CallRecord:
    tried = (Attempt(number=1, operation=operation, outcome="applied"),) * attempts
    return CallRecord(operation=operation, outcome="ok", attempts=tried)


def test_a_block_collects_its_own_calls_alone():
    recorder = Recorder()
    recorder(_record("before"))
    with recorder.record() as calls:
        recorder(_record("inside"))
    recorder(_record("after"))
    assert [call.operation for call in calls] == ["inside"]


def test_blocks_nest():
    recorder = Recorder()
    with recorder.record() as outer:
        recorder(_record("one"))
        with recorder.record() as inner:
            recorder(_record("two"))
    assert [call.operation for call in outer] == ["one", "two"]
    assert [call.operation for call in inner] == ["two"]


def test_the_calls_of_another_client_are_not_collected():
    mine, other = Recorder(), Recorder()
    with mine.record() as calls:
        other(_record("other"))
    assert calls == []


async def test_tasks_started_inside_are_collected_and_neighbours_are_not():
    recorder = Recorder()
    begun = asyncio.Event()

    async def neighbour() -> None:
        await begun.wait()
        recorder(_record("neighbour"))

    async def child() -> None:
        recorder(_record("child"))

    waiting = asyncio.create_task(neighbour())
    with recorder.record() as calls:
        begun.set()
        await asyncio.gather(waiting, child())
    assert [call.operation for call in calls] == ["child"]


async def test_a_task_that_outlives_the_block_adds_nothing():
    recorder = Recorder()
    over = asyncio.Event()

    async def late() -> None:
        await over.wait()
        recorder(_record("late"))

    with recorder.record() as calls:
        task = asyncio.create_task(late())
    over.set()
    await task
    assert calls == []


def test_a_block_may_be_left_in_another_context():
    recorder = Recorder()
    block = recorder.record()
    calls = contextvars.copy_context().run(block.__enter__)
    recorder(_record("elsewhere"))
    block.__exit__(None, None, None)
    assert calls == []


def test_the_hook_is_called_and_its_failure_does_not_reach_the_caller(caplog):
    seen: list[str] = []

    def hook(record: CallRecord) -> None:
        seen.append(record.operation)
        raise RuntimeError("broken hook")

    with caplog.at_level(logging.ERROR, logger="spaceinvoices_async"):
        Recorder(hook)(_record("call"))
    assert seen == ["call"]
    assert "the on_call hook failed for call" in caplog.text


def test_calls_and_their_repetitions_are_counted():
    recorder = Recorder()
    recorder(_record("one", attempts=3))
    recorder(_record("two", attempts=0))
    assert (recorder.calls, recorder.resends) == (2, 2)
