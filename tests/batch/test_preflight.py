"""A file is checked as a whole before anything is sent, and no longer than anybody wants it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from spaceinvoices_async.batch import Source, SourceRow
from tests.batch.books_server import BooksServer
from tests.batch.shop import client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


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
