"""The journal's thread: what it writes together, and who hears of it."""

from __future__ import annotations

import asyncio
import gc
import logging
import queue
import sqlite3
import threading
import weakref
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import pytest_asyncio

from spaceinvoices_async.batch.errors import JournalFailed, JournalLocked, JournalMismatch
from spaceinvoices_async.batch.journal import writer as writer_module
from spaceinvoices_async.batch.journal.writer import Writer, explain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator

BEGIN, COMMIT, ROLLBACK = "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"


class Disk:
    """A connection that remembers what is done by it, and fails where it is told to."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.errors: dict[str, Exception] = {}
        self.opening, self.closing = threading.Event(), threading.Event()
        self.opening.set()
        self.closing.set()
        self.is_open = False

    @contextmanager
    def connect(self) -> Generator[Any]:
        assert self.opening.wait(60)
        if "connect" in self.errors:
            raise self.errors["connect"]
        self.is_open = True
        yield self
        assert self.closing.wait(60)
        self.is_open = False

    def execute(self, statement: str) -> None:
        self.log.append(statement)
        if statement in self.errors:
            raise self.errors[statement]

    def transactions(self) -> list[list[str]]:
        """What was committed together."""
        groups: list[list[str]] = []
        for statement in self.log:
            if statement == BEGIN:
                groups.append([])
            elif statement != COMMIT:
                groups[-1].append(statement)
        return groups


class Thread:
    """A writer whose thread does nothing until it is let go."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.writer = Writer(disk.connect)
        self._go = threading.Event()

    def submit(self, name: str, *, urgent: bool = True) -> asyncio.Future[str]:
        def work(connection: Any) -> str:
            connection.execute(name)
            return f"result of {name}"

        return self.writer.submit(work, urgent=urgent)

    async def hold(self) -> None:
        """Keep the thread busy, with a job of its own, until it is let go."""
        busy = threading.Event()

        def work(connection: Any) -> None:
            connection.execute("held")
            busy.set()
            assert self._go.wait(60)

        self.writer.submit(work, urgent=True)
        await asyncio.to_thread(busy.wait, 60)

    def let_go(self) -> None:
        self._go.set()


@pytest_asyncio.fixture
async def thread() -> AsyncIterator[Thread]:
    one = Thread(Disk())
    await one.writer.open()
    yield one
    one.let_go()
    await one.writer.close()


async def test_what_gathers_while_it_writes_is_committed_together(thread: Thread) -> None:
    await thread.hold()
    waiting = [thread.submit(name) for name in "abc"]
    thread.let_go()
    assert await asyncio.gather(*waiting) == ["result of a", "result of b", "result of c"]
    assert thread.disk.log == [BEGIN, "held", COMMIT, BEGIN, "a", "b", "c", COMMIT]


async def test_no_more_than_1024_jobs_share_a_commit(thread: Thread) -> None:
    await thread.hold()
    waiting = [thread.submit(str(number)) for number in range(2049)]
    thread.let_go()
    await asyncio.gather(*waiting)
    assert [len(group) for group in thread.disk.transactions()] == [1, 1024, 1024, 1]


class WatchedQueue:
    """Remembers how long is waited, and lets the time pass."""

    clock = 100.0
    patience: ClassVar[list[float]] = []

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.put = self._jobs.put
        self.get_nowait = self._jobs.get_nowait

    def get(self, *, timeout: float | None = None) -> Any:
        if timeout is None:
            return self._jobs.get()
        WatchedQueue.patience.append(timeout)
        WatchedQueue.clock += 0.006
        return self._jobs.get_nowait()


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    WatchedQueue.patience.clear()
    WatchedQueue.clock = 100.0
    time = SimpleNamespace(monotonic=lambda: WatchedQueue.clock)
    monkeypatch.setattr(writer_module, "time", time)
    monkeypatch.setattr(writer_module, "SimpleQueue", WatchedQueue)
    return WatchedQueue.patience


async def test_lazy_work_waits_ten_milliseconds_for_company_and_no_longer(
    patience: list[float],
) -> None:
    thread = Thread(Disk())
    await thread.writer.open()
    await thread.hold()
    waiting = [thread.submit(name, urgent=False) for name in "abc"]
    thread.let_go()
    await asyncio.gather(*waiting)
    await thread.writer.close()
    assert patience == pytest.approx([0.010, 0.004])
    assert thread.disk.transactions() == [["held"], ["a", "b", "c"]]


async def test_urgent_work_waits_for_nobody(patience: list[float]) -> None:
    thread = Thread(Disk())
    await thread.writer.open()
    await thread.hold()
    waiting = [thread.submit("lazy", urgent=False), thread.submit("urgent")]
    thread.let_go()
    await asyncio.gather(*waiting)
    await thread.writer.close()
    assert patience == pytest.approx([0.010])
    assert thread.disk.transactions() == [["held"], ["lazy", "urgent"]]


async def test_it_works_in_a_thread_that_is_named_and_holds_no_process_up(thread: Thread) -> None:
    found = await thread.writer.submit(lambda _: threading.current_thread(), urgent=True)
    assert (found.name, found.daemon) == ("journal", True)
    assert found is not threading.current_thread()


async def test_a_job_that_nobody_waits_for_any_more_is_done_and_others_hear_of_theirs(
    thread: Thread,
) -> None:
    await thread.hold()
    given_up, waiting = thread.submit("a"), thread.submit("b")
    given_up.cancel()
    thread.let_go()
    assert await waiting == "result of b"
    assert thread.disk.transactions() == [["held"], ["a", "b"]]


@pytest.mark.parametrize("at", [BEGIN, "b", COMMIT])
async def test_after_a_failure_nothing_is_written_and_everybody_hears_the_cause(
    thread: Thread, at: str
) -> None:
    await thread.hold()
    cause = thread.disk.errors[at] = sqlite3.OperationalError("disk is full")
    thread.disk.errors[ROLLBACK] = sqlite3.OperationalError("no transaction is active")
    waiting = [thread.submit(name) for name in "abc"]
    if at == COMMIT:  # that of the job that is being done
        thread.disk.errors.pop(COMMIT)
        thread.let_go()
        await asyncio.gather(*waiting)
        thread.disk.errors[COMMIT] = cause
        waiting = [thread.submit("d")]
    thread.let_go()
    for job in waiting:
        with pytest.raises(JournalFailed, match="disk is full") as told:
            await job
        assert told.value.__cause__ is cause
    assert thread.disk.log[-1] == ROLLBACK

    thread.disk.errors.clear()
    written = len(thread.disk.log)
    with pytest.raises(JournalFailed, match="disk is full"):
        await thread.submit("later")
    assert len(thread.disk.log) == written


async def test_a_failure_that_nobody_waits_for_leaves_no_complaint_in_the_loop() -> None:
    thread = Thread(Disk())
    await thread.writer.open()
    problems: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context))
    thread.disk.errors["a"] = sqlite3.OperationalError("disk is full")
    thread.submit("a", urgent=False)
    with pytest.raises(JournalFailed):
        await thread.submit("b")
    await thread.writer.close()
    await asyncio.sleep(0)
    del thread
    gc.collect()
    assert problems == []


async def test_closing_does_what_was_submitted_and_may_be_done_twice() -> None:
    thread = Thread(Disk())
    await thread.writer.open()
    assert thread.disk.is_open
    waiting = [thread.submit(name, urgent=False) for name in "ab"]
    await thread.writer.close()
    await thread.writer.close()
    assert await asyncio.gather(*waiting) == ["result of a", "result of b"]
    assert not thread.disk.is_open


async def test_the_loop_goes_on_while_the_file_is_closed() -> None:
    thread = Thread(Disk())
    await thread.writer.open()
    thread.disk.closing.clear()
    closing = asyncio.create_task(thread.writer.close())
    await asyncio.sleep(0)
    thread.disk.closing.set()
    await closing
    assert not thread.disk.is_open


async def test_a_closed_writer_is_kept_by_nobody() -> None:
    writer = Writer(Disk().connect)
    await writer.open()
    await writer.close()
    kept = weakref.ref(writer)
    await asyncio.sleep(0)
    del writer
    gc.collect()
    assert kept() is None


@pytest.mark.parametrize(
    ("error", "told"),
    [(OSError("no space"), JournalFailed), (JournalMismatch("other"), JournalMismatch)],
)
async def test_an_opening_that_fails_is_told_and_leaves_nothing_behind(
    error: Exception, told: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    disk = Disk()
    disk.errors["connect"] = error
    writer = Writer(disk.connect)
    with (
        caplog.at_level(logging.DEBUG, "spaceinvoices_async"),
        pytest.raises(told, match=str(error)),
    ):
        await writer.open()
    assert [record.getMessage() for record in caplog.records] == [
        f"the journal's thread ended: {error}"
    ]
    await writer.close()


async def test_an_opening_that_is_cancelled_closes_what_the_thread_has_opened_meanwhile() -> None:
    disk = Disk()
    disk.opening.clear()
    opening = asyncio.create_task(Writer(disk.connect).open())
    await asyncio.sleep(0)
    opening.cancel()
    asyncio.get_running_loop().call_soon(disk.opening.set)
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert disk.is_open is False
    assert disk.log == []
    assert not [thread for thread in threading.enumerate() if thread.name == "journal"]


def test_whoever_opens_next_ends_the_writers_whose_loops_are_gone() -> None:
    lost, kept, running = Disk(), Disk(), Disk()
    gone = asyncio.new_event_loop()
    gone.run_until_complete(_opened(lost))
    gone.close()
    loop = asyncio.new_event_loop()
    first = loop.run_until_complete(_opened(kept))
    second = loop.run_until_complete(_opened(running))
    assert (lost.is_open, kept.is_open, running.is_open) == (False, True, True)
    for writer in (first, second):
        loop.run_until_complete(writer.close())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


async def _opened(disk: Disk) -> Writer:
    writer = Writer(disk.connect)
    await writer.open()
    return writer


@pytest.mark.parametrize(
    ("error", "told", "words"),
    [
        (sqlite3.OperationalError("database is locked"), JournalLocked, "another run holds"),
        (sqlite3.OperationalError("unable to open"), JournalFailed, "unable to open"),
        (sqlite3.DatabaseError("file is locked up"), JournalFailed, "file is locked up"),
        (OSError("locked"), JournalFailed, "the journal cannot be used"),
    ],
)
def test_an_opening_says_that_another_run_holds_it_or_what_is_wrong(
    error: Exception, told: type[Exception], words: str
) -> None:
    found = explain(error)
    assert type(found) is told
    assert words in str(found)


def test_an_error_that_is_not_of_the_file_is_told_as_it_is() -> None:
    error = ValueError("locked")
    assert explain(error) is error
