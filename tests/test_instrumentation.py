"""Collecting what happened."""

from __future__ import annotations

import asyncio
import contextvars
import logging

from spaceinvoices_async.instrumentation import Attempt, CallRecord, Recorder


def _record(operation: str, attempts: int = 1) -> CallRecord:
    tried = (Attempt(number=1, operation=operation, outcome="applied"),) * attempts
    return CallRecord(operation=operation, outcome="ok", attempts=tried)


def _tell(recorder: Recorder, operation: str, attempts: int = 1) -> None:
    recorder(attempts, lambda: _record(operation, attempts))


def test_no_record_is_made_for_nobody():
    recorder, made = Recorder(), []
    recorder(2, lambda: made.append("record"))
    assert (made, recorder.calls, recorder.resends) == ([], 1, 1)


def test_a_block_collects_its_own_calls_alone():
    recorder = Recorder()
    _tell(recorder, "before")
    with recorder.record() as calls:
        _tell(recorder, "inside")
    _tell(recorder, "after")
    assert [call.operation for call in calls] == ["inside"]


def test_blocks_nest():
    recorder = Recorder()
    with recorder.record() as outer:
        _tell(recorder, "one")
        with recorder.record() as inner:
            _tell(recorder, "two")
    assert [call.operation for call in outer] == ["one", "two"]
    assert [call.operation for call in inner] == ["two"]


def test_the_calls_of_another_client_are_not_collected():
    mine, other = Recorder(), Recorder()
    with mine.record() as calls:
        _tell(other, "other")
    assert calls == []


async def test_tasks_started_inside_are_collected_and_neighbours_are_not():
    recorder = Recorder()
    begun = asyncio.Event()

    async def neighbour() -> None:
        await begun.wait()
        _tell(recorder, "neighbour")

    async def child() -> None:
        _tell(recorder, "child")

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
        _tell(recorder, "late")

    with recorder.record() as calls:
        task = asyncio.create_task(late())
    over.set()
    await task
    assert calls == []


def test_a_block_may_be_left_in_another_context():
    recorder = Recorder()
    block = recorder.record()
    calls = contextvars.copy_context().run(block.__enter__)
    _tell(recorder, "elsewhere")
    block.__exit__(None, None, None)
    assert calls == []


def test_the_hook_is_called_and_its_failure_does_not_reach_the_caller(caplog):
    seen: list[str] = []

    def hook(record: CallRecord) -> None:
        seen.append(record.operation)
        raise RuntimeError("broken hook")

    with caplog.at_level(logging.ERROR, logger="spaceinvoices_async"):
        _tell(Recorder(hook), "call")
    assert seen == ["call"]
    assert "the on_call hook failed for call" in caplog.text


def test_calls_and_their_repetitions_are_counted():
    recorder = Recorder()
    _tell(recorder, "one", attempts=3)
    _tell(recorder, "two", attempts=0)
    assert (recorder.calls, recorder.resends) == (2, 2)
