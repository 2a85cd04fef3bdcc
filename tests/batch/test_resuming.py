"""What a later run passes over, looks at again, and holds up for the sake of order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async.batch import (
    BatchOptions,
    JournalLocked,
    JournalMismatch,
    JsonlSource,
    read_csv,
    read_jsonl,
    read_progress,
)
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import State
from spaceinvoices_async.errors import InvalidInputError
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, books_balance, client, issue, order, orders

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Running
    from tests.batch.books_server import Stage


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


class Shop:
    """Makes documents of rows, and counts how often."""

    def __init__(self, price: int = 0) -> None:
        self.made = 0
        self.price = price

    def __call__(self, row: Any) -> dict[str, object]:
        self.made += 1
        lines = [{**line, "price": line["price"] + self.price} for line in row["items"]]
        return {"type": "invoice", "reference": row["reference"], "items": lines}


async def test_a_row_that_is_done_and_unchanged_is_not_made_a_document_again(journal: Path) -> None:
    shop = Shop()
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(200), journal, to_document=shop)
        assert shop.made == 200
        changed = [*orders(200), order(200)]
        changed[7] = order(7, items=[{"name": "Rope", "price": 1}])
        report = await issue(si, changed, journal, to_document=shop)
        assert shop.made == 202
        assert (report.issued, report.new, report.skipped, report.changed) == (201, 1, 200, 1)


async def test_what_makes_the_documents_is_part_of_what_has_not_changed(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(5), journal, to_document=Shop())

        def dearer(row: Any) -> dict[str, object]:
            return Shop(price=1)(row)

        report = await issue(si, orders(5), journal, to_document=dearer)
        assert (report.skipped, report.changed) == (5, 5)


async def test_a_recheck_makes_every_document_again(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(5), journal, to_document=Shop())
        dearer = Shop(price=1)
        quick = await issue(si, orders(5), journal, to_document=dearer)
        assert (dearer.made, quick.skipped, quick.changed) == (0, 5, 0)
        recheck = BatchOptions(recheck=True)
        report = await issue(si, orders(5), journal, to_document=dearer, options=recheck)
        assert (dearer.made, report.skipped, report.changed) == (5, 5, 5)


async def test_a_row_of_a_file_is_passed_over_whichever_line_it_stands_in(
    tmp_path: Path, journal: Path
) -> None:
    mapping = DocumentMapping(
        {"order": "reference", "price": "items[].price"}, {"items[].name": "x"}
    )
    path = tmp_path / "orders.csv"
    lines = [f"{number},{price}\n" for number in range(50) for price in (1, 2)]
    async with BooksServer() as server, client(server) as si:
        for text in ("order,price\n", "order,price\n99,1\n"):
            path.write_text(text + "".join(lines))
            source = read_csv(path, mapping=mapping, group_by="order")
            report = await issue(si, source, journal)
        assert (report.rows, report.skipped, report.new, report.changed) == (51, 50, 1, 0)
        path.write_text("order,price\n" + "".join(lines).replace("7,2\n", "7,3\n"))
        report = await issue(si, source, journal)
        assert (report.skipped, report.new, report.changed) == (50, 0, 5)
        dearer = DocumentMapping(
            {"order": "reference", "price": "items[].price"}, {"items[].name": "y"}
        )
        report = await issue(si, read_csv(path, mapping=dearer, group_by="order"), journal)
        assert (report.skipped, report.new, report.changed) == (50, 0, 50)


async def test_a_row_without_canonical_form_is_compared_by_its_document(journal: Path) -> None:
    class Price:
        pass

    rows = [order(number, price=Price()) for number in range(3)]
    shop = Shop()
    async with BooksServer() as server, client(server) as si:
        for _ in range(2):
            report = await issue(si, rows, journal, to_document=shop)
        assert (shop.made, report.skipped, report.changed) == (6, 3, 0)


async def test_a_stream_tells_of_rows_that_are_passed_over(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(3), journal)
        stream = si.batch.stream(
            orders(3), organization_id=ORGANIZATION, key="order", journal=journal
        )
        told = {row.key: (row.status, row.total) async for row in stream}
        assert told == {f"order {number}": ("skipped", number + 1) for number in range(3)}


async def test_in_order_what_is_in_doubt_comes_before_what_is_new(journal: Path) -> None:
    """A killed run leaves claims behind: of rows it had sent, and of rows it had not."""
    ordered = BatchOptions(ordered=True)
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(10), journal, options=ordered)
        async with Journal(journal) as left:
            rows = [record async for record in left.records()]
            for record in rows[5:]:
                await left.settle(record.row, record.outcome.__class__(state=State.SENT))
        for record in rows[6:]:
            (document,) = server.by_uid.pop(uid_of(server, record.key))
            server.documents[ORGANIZATION].remove(document)
        report = await issue(si, orders(20), journal, options=ordered)
        stored = [document["reference"] for document in server.all_documents]
        assert stored == [str(number) for number in range(20)]
        await books_balance(si, server, report, 20)


def uid_of(server: BooksServer, key: str) -> str:
    number = key.removeprefix("order ")
    return next(uid for uid, (one,) in server.by_uid.items() if one["reference"] == number)


async def test_in_order_a_row_that_stays_in_doubt_ends_the_run(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        server.faults = {"3": ["drop_before"]}
        options = BatchOptions(ordered=True, max_attempts=1)
        report = await issue(si, orders(10), journal, options=options)
        assert report.stopped is not None
        assert (report.stopped.kind, report.issued, report.unresolved) == ("no_progress", 3, 1)
        server.faults = {}
        report = await issue(si, orders(10), journal, options=BatchOptions(ordered=True))
        stored = [document["reference"] for document in server.all_documents]
        assert stored == [str(number) for number in range(10)]


async def test_an_input_that_is_refused_leaves_no_journal(tmp_path: Path, journal: Path) -> None:
    path = tmp_path / "orders.jsonl"
    path.write_text('{"order": "1", "items": "none"}\n')
    async with BooksServer() as server, client(server) as si:
        with pytest.raises(InvalidInputError, match="nothing was sent"):
            await issue(si, read_jsonl(path), journal)
        assert names(tmp_path) == [path.name]


async def test_a_journal_of_which_nothing_was_sent_holds_nobody_up(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        report = await issue(si, [{"order": "1", "items": "none"}], journal)
        assert (report.invalid + report.failed, server.counts["create"]) == (1, 0)
        report = await issue(si, orders(2), journal, organization_id="another")
        assert (report.ok, report.issued) == (True, 2)
        with pytest.raises(JournalMismatch, match="belongs to another organization"):
            await issue(si, orders(2), journal)


async def test_a_run_that_is_cancelled_while_it_checks_its_file_ends_at_once(
    tmp_path: Path, journal: Path
) -> None:
    path = tmp_path / "orders.jsonl"
    line = '{"order": "%s", "reference": "%s", "items": [{"name": "x", "price": 1}]}\n'
    path.write_text("".join(line % (number, number) for number in range(30_000)))
    asked = asyncio.Event()

    class Watched(JsonlSource):
        def __iter__(self) -> Any:
            loop.call_soon_threadsafe(asked.set)
            return super().__iter__()

    loop = asyncio.get_running_loop()
    async with BooksServer() as server, client(server) as si:
        running = asyncio.create_task(issue(si, Watched(path), journal))
        await asked.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert (server.counts["create"], names(tmp_path)) == (0, [path.name])


async def test_progress_lies_beside_the_journal_while_a_run_holds_it(journal: Path) -> None:
    seen: list[Running | None] = []

    async def look(stage: Stage, body: dict[str, object]) -> None:
        if stage == "arrived" and body["reference"] == "3":
            seen.append(read_progress(journal))
            with pytest.raises(JournalLocked):
                await Journal(journal).__aenter__()

    async with BooksServer() as server, client(server) as si:
        server.on_stage = look
        await issue(si, orders(5), journal)
    (running,) = seen
    assert running is not None
    assert (running.alive, running.progress.total) == (True, 5)
    assert running.started <= running.written
    assert read_progress(journal) is None
    assert names(journal.parent) == [journal.name]


@pytest.mark.parametrize("begun", [False, True])
async def test_a_loop_ends_without_a_report_when_another_task_closes_its_stream(
    journal: Path, *, begun: bool
) -> None:
    first = asyncio.Event()
    async with BooksServer() as server, client(server) as si:
        stream = si.batch.stream(
            orders(500), organization_id=ORGANIZATION, key="order", journal=journal
        )

        async def read() -> None:
            async for _ in stream:
                first.set()

        reading = asyncio.create_task(read())
        await (first.wait() if begun else asyncio.sleep(0))
        await stream.aclose()
        await reading
        assert stream.report is None
        await books_balance(si, server, await issue(si, orders(500), journal), 500)
