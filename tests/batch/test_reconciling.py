"""A lost journal is made anew from rows of which some could never be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_async.batch import BatchOptions, Journal, read_csv
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.journal.records import State
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, issue, orders

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import CsvSource, Progress

MAPPING = DocumentMapping({"order": "reference", "price": "items[].price"}, {"items[].name": "x"})


def write(path: Path, *lines: str) -> CsvSource:
    path.write_text("order,price\n" + "".join(f"{line}\n" for line in lines))
    return read_csv(path, mapping=MAPPING, group_by="order")


async def test_rows_that_cannot_be_sent_are_counted_and_named(tmp_path: Path) -> None:
    path, given = tmp_path / "orders.csv", {"organization_id": ORGANIZATION, "key": "order"}
    async with BooksServer() as server, client(server) as si:
        before = write(path, "1,1", "2,2", "3,3", "8,8")
        await si.batch.issue(before, journal=tmp_path / "lost", **given)
        now = write(path, "1,1", "2,two", "3,3", "4,four", "5,5", "6", "7,7", "8,8", "9,9")
        report = await si.batch.reconcile(now, journal=tmp_path / "journal", **given)
        assert (report.ok, report.rows, report.issued, report.new) == (False, 9, 4, 4)
        assert (report.failed, report.invalid) == (3, 2)
        assert [(one.line, one.key) for one in report.problems] == [
            (3, "2"),
            (5, "4"),
            (6, "5"),
            (7, ""),
            (8, "7"),
        ]
        assert "line 3, column 'price': items[].price: is a number" in str(report.problems[0].error)
        async with Journal(tmp_path / "journal") as journal:
            notes = [(note.kind, note.line, note.key) for note in await journal.notes()]
            failed = [record.key async for record in journal.records(State.FAILED)]
        assert notes == [("invalid", 3, "2"), ("invalid", 7, "")]
        assert sorted(failed) == ["4", "5", "7"]

        mended = write(path, "1,1", "2,2", "3,3", "4,4", "5,5", "6,6", "7,7", "8,8", "9,9")
        resumed = await si.batch.issue(mended, journal=tmp_path / "journal", **given)
        assert (resumed.ok, resumed.issued, resumed.new) == (True, 9, 5)
        assert server.violations == []


async def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[Progress] = []
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(150), tmp_path / "lost")
        await si.batch.reconcile(
            orders(250),
            organization_id=ORGANIZATION,
            key="order",
            journal=tmp_path / "journal",
            options=BatchOptions(progress_interval=0.001),
            on_progress=told.append,
        )
    assert len(told) > 1
    last = told[-1]
    assert (last.checked, last.read, last.issued, last.failed) == (None, 250, 150, 0)
