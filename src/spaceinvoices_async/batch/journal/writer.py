"""One thread that owns the journal's connection and commits whatever has gathered, together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import define, field

from spaceinvoices_async.batch.errors import JournalFailed, JournalLocked
from spaceinvoices_async.clock import running_loop

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

T = TypeVar("T")

# Slow disks make larger groups by themselves; on fast ones a short wait saves most of the commits.
_LINGER: Final = 0.010
_LARGEST_GROUP: Final = 1024

_logger: Final = logging.getLogger("spaceinvoices_async")


@define(eq=False)
class _Job:
    work: Callable[[sqlite3.Connection], Callable[[], None]]
    """Gives what hands its result over."""
    urgent: bool
    waiting: Callable[[], bool]
    fail: Callable[[Exception], None]
    hand_over: Callable[[], None] | None = field(default=None)


_writing: Final[set[Writer]] = set()
"""Those of this process whose thread has not ended."""


class Writer:
    """Runs work on the journal in the order it was given; a job is done once it is on the disk.

    After the first failure nothing is written any more, and every job fails with its cause: a
    journal that has missed one outcome must not take down the next.

    Args:
        connect: Opens the journal for as long as the block lasts; called in the writer's thread.
    """

    def __init__(self, connect: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._connect = connect
        self._loop = running_loop()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._broken: JournalFailed | None = None
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    @property
    def is_abandoned(self) -> bool:
        """Whether whoever opened it went under with its event loop."""
        return self._loop.is_closed()

    async def open(self) -> None:
        """Start the thread and connect.

        Raises:
            JournalLocked: Another run holds the journal.
            JournalFailed: The file cannot be opened.
        """
        for other in list(_writing):
            if other.is_abandoned:
                await other.close()  # its run can go on in this loop
        _writing.add(self)
        self._thread.start()
        try:
            await self._opened
        except asyncio.CancelledError:
            await self.close()  # the thread may have the file open by now, and nobody else owns it
            raise

    def submit(self, work: Callable[[sqlite3.Connection], T], *, urgent: bool) -> asyncio.Future[T]:
        """Have the work done in one of the next transactions; lazy work may wait for company."""
        done: asyncio.Future[T] = self._loop.create_future()

        def carry_out(connection: sqlite3.Connection) -> Callable[[], None]:
            result = work(connection)
            return lambda: done.set_result(result)

        def fail(error: Exception) -> None:
            done.set_exception(error)
            done.exception()  # lazy work is awaited by nobody: the next claim tells

        self._jobs.put(_Job(carry_out, urgent, lambda: not done.done(), fail))
        return done

    async def close(self) -> None:
        """Do what was submitted, then close the file; safe to call twice."""
        self._jobs.put(None)
        while self._thread.is_alive():
            await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        try:
            with self._connect() as connection:
                self._tell(self._end_opening, None)
                while group := self._gather():
                    self._carry_out(connection, group)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the opening
            _logger.debug("the journal's thread ended: %s", error)
            self._tell(self._end_opening, explain(error))
        finally:
            _writing.discard(self)

    def _end_opening(self, error: Exception | None) -> None:
        if self._opened.done():
            return  # cancelled meanwhile
        if error is None:
            self._opened.set_result(None)
        else:
            self._opened.set_exception(error)

    def _gather(self) -> list[_Job]:
        """Return the next group; empty at the end."""
        job = self._jobs.get()
        group: list[_Job] = []
        until = time.monotonic() + _LINGER
        while job is not None:
            group.append(job)
            patience = 0.0 if job.urgent else until - time.monotonic()
            if len(group) >= _LARGEST_GROUP:
                return group
            try:
                job = self._jobs.get(timeout=patience) if patience > 0 else self._jobs.get_nowait()
            except Empty:
                return group
        if group:
            self._jobs.put(None)  # closing waits until the group is through
        return group

    def _carry_out(self, connection: sqlite3.Connection, group: list[_Job]) -> None:
        if self._broken is None:
            try:
                connection.execute("BEGIN IMMEDIATE")
                for job in group:
                    job.hand_over = job.work(connection)
                connection.execute("COMMIT")
            except Exception as error:  # noqa: BLE001 - told to everybody who waits
                with contextlib.suppress(sqlite3.Error):  # it may be rolled back already
                    connection.execute("ROLLBACK")
                self._broken = _failed(error)
        self._tell(_settle, group, self._broken)

    def _tell(self, callback: Callable[..., object], *values: object) -> None:
        # A loop that is gone has nobody left who waits.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(callback, *values)


def _settle(group: list[_Job], broken: JournalFailed | None) -> None:
    for job in group:
        if not job.waiting():
            continue  # cancelled while it waited; its work is done all the same
        if broken is not None:
            job.fail(broken)
        elif job.hand_over is not None:
            job.hand_over()


def explain(error: Exception) -> Exception:
    """Return the error of an opening that failed."""
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return JournalLocked(
            "another run holds this journal; wait for it to end, or stop it, then run again"
        )
    return _failed(error) if isinstance(error, (sqlite3.Error, OSError)) else error


def _failed(error: Exception) -> JournalFailed:
    failed = JournalFailed(
        f"the journal cannot be used ({error}); nothing unclaimed was sent: mend the cause, then "
        "run again with the same journal"
    )
    failed.__cause__ = error
    return failed
