"""A file is checked as a whole before anything is sent, and no longer than anybody wants it."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from spaceinvoices_async.batch import BatchOptions, Source, SourceRow
from spaceinvoices_async.batch.input.validation import Checked
from spaceinvoices_async.batch.progress import ProgressReporter
from spaceinvoices_async.testing import FakeClock
from tests.batch.books_server import BooksServer
from tests.batch.orders import client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

    from spaceinvoices_async.batch import Progress


class Endless(Source):
    """A file without an end; tells when its first row is read."""

    def __init__(self, path: Path, began: Callable[[], object]) -> None:
        super().__init__(path)
        self._began = began

    def __iter__(self) -> Iterator[SourceRow]:
        number = 0
        while True:
            number += 1
            row = {"order": str(number), "items": [{"name": "x", "price": 1}]}
            yield SourceRow(row, file=self.path, line=number)
            self._began()


async def test_a_run_that_is_to_stop_does_not_wait_for_the_check(tmp_path: Path) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    rows = Endless(tmp_path / "rows", lambda: loop.call_soon_threadsafe(stop.set))
    async with BooksServer() as server, client(server) as si:
        report = await si.batch.issue(
            rows, organization_id="o", key="order", journal=tmp_path / "a.journal", stop=stop
        )

    assert report.stopped is not None
    assert (report.stopped.kind, report.issued, report.unresolved) == ("asked", 0, 0)


class Gated(Source):
    """A file whose last row comes once its gate has been opened."""

    def __init__(self, path: Path, rows: int) -> None:
        super().__init__(path)
        self._rows = rows
        self.gate = threading.Event()

    def __iter__(self) -> Iterator[SourceRow]:
        for number in range(1, self._rows + 1):
            if number == self._rows and not self.gate.wait(60):
                raise RuntimeError("nobody has opened the gate")
            name = "" if number == 7 else "x"
            row = {"order": str(number), "items": [{"name": name, "price": "?" if not name else 1}]}
            yield SourceRow(row, file=self.path, line=number)


class Listener:
    """Opens the gate once it has been told that rows were checked; remembers who told it what."""

    def __init__(self, source: Gated) -> None:
        self._source = source
        self.told: list[Progress] = []
        self.threads: set[int] = set()

    def __call__(self, progress: Progress) -> None:
        self.threads.add(threading.get_ident())
        self.told.append(progress)
        if progress.checked:
            self._source.gate.set()


OFTEN = BatchOptions(progress_interval=0.001)


async def test_a_check_tells_how_far_it_is_on_the_thread_of_the_event_loop(tmp_path: Path) -> None:
    rows = Gated(tmp_path / "rows", 600)
    listener = Listener(rows)
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(
            rows, organization_id="o", key="order", options=OFTEN, on_progress=listener
        )
    assert (found.rows, found.wrong) == (600, 1)
    assert listener.threads == {threading.get_ident()}
    on_the_way = next(told for told in listener.told if told.checked)
    assert 0 < (on_the_way.checked or 0) < 600
    assert on_the_way.per_second > 0
    last = listener.told[-1]
    assert (last.checked, last.failed, last.read, last.left, last.eta) == (600, 1, 0, None, None)


async def test_a_run_tells_of_its_check_and_then_of_itself(tmp_path: Path) -> None:
    rows = Gated(tmp_path / "rows", 300)
    listener = Listener(rows)
    make = {"to_document": lambda row: {"items": [{"name": "x", "price": 1}], "note": row["order"]}}
    async with BooksServer() as server, client(server) as si:
        report = await si.batch.issue(
            rows,
            organization_id="o",
            key="order",
            journal=tmp_path / "a.journal",
            options=OFTEN,
            on_progress=listener,
            **make,
        )
    assert report.issued == 300
    phases = [told.checked is not None for told in listener.told]
    assert phases == sorted(phases, reverse=True)
    assert listener.told[phases.index(False) - 1].checked == 300
    assert (listener.told[-1].checked, listener.told[-1].issued) == (None, 300)


async def test_a_hook_that_fails_is_logged_once_and_does_not_end_a_check(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = Gated(tmp_path / "rows", 300)

    def fail(progress: Progress) -> None:
        if progress.checked:
            rows.gate.set()
        raise LookupError("enough")

    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(
            rows, organization_id="o", key="order", options=OFTEN, on_progress=fail
        )
    assert found.rows == 300
    assert [record.message for record in caplog.records] == [
        "the on_progress hook failed; the batch goes on"
    ]


async def test_progress_comes_at_its_interval_with_the_pace_of_late() -> None:
    clock, checked, end = FakeClock(), Checked(), asyncio.Event()
    told: list[Progress] = []
    reporter = ProgressReporter(told.append, 2.0, clock)
    telling = asyncio.create_task(reporter.during(end.wait(), checked))
    await clock.advance(1.9)
    assert told == []
    checked.rows = 500
    await clock.advance(0.1)
    checked.rows = 1500
    await clock.advance(2)
    end.set()
    assert await telling is True
    assert [(one.checked, one.per_second, one.elapsed) for one in told] == [
        (500, 250.0, 2.0),
        (1500, 375.0, 4.0),
        (1500, 375.0, 4.0),
    ]
