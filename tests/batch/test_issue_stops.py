"""What stops a run, and what stops only a merchant or a row of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_async.batch import BatchOptions, Column
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, books_balance, client, issue, order, orders

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_wrong_mapping_is_noticed_after_twenty_refusals(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        rows = (order(number, note="refuse me") for number in range(10_000))
        report = await issue(si, rows, journal)
        assert report.stopped is not None
        assert report.stopped.kind == "mapping"
        assert server.counts["create"] == report.failed == 20
        assert server.most_under_way == 1


async def test_too_many_failures_stop_a_run(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        rows = [order(number, note="refuse me" if number % 4 else "") for number in range(400)]
        options = BatchOptions(max_failures=0.5, slow_start=False)
        report = await issue(si, rows, journal, options=options)
        assert report.stopped is not None
        assert report.stopped.kind == "failures"
        assert server.counts["create"] < 150


async def test_no_right_to_the_organization_stops_a_run_and_leaves_nothing_claimed(
    journal: Path,
) -> None:
    async with BooksServer(denied={ORGANIZATION}) as server, client(server) as si:
        report = await issue(si, orders(300), journal)
        assert report.stopped is not None
        assert report.stopped.kind == "credentials"
        assert (report.issued, report.failed, report.unresolved) == (0, 0, 0)
        server.denied = set()
        await books_balance(si, server, await issue(si, orders(300), journal), 300)


async def test_an_organization_that_is_not_there_stops_a_run_and_refuses_no_row(
    journal: Path,
) -> None:
    async with BooksServer(unknown={ORGANIZATION}) as server, client(server) as si:
        report = await issue(si, orders(300), journal)
        assert report.stopped is not None
        assert f"there is no organization {ORGANIZATION}" in report.stopped.message
        assert (report.issued, report.failed, report.unresolved) == (0, 0, 0)


async def test_merchants_that_are_not_there_do_not_hold_the_others_up(journal: Path) -> None:
    rows = [order(number, shop=f"shop {number % 4}") for number in range(80)]
    async with BooksServer(unknown={"shop 2"}) as server, client(server) as si:
        report = await issue(si, rows, journal, organization_id=Column("shop"))
        assert report.stopped is not None
        assert "there is no organization shop 2" in report.stopped.message
        assert (report.issued, report.failed, report.unresolved) == (60, 0, 0)


async def test_a_404_for_something_that_a_row_names_is_that_row_s_refusal(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        rows = [order(number, note="lost category" if number == 7 else "") for number in range(40)]
        report = await issue(si, rows, journal)
        assert (report.stopped, report.issued, report.failed) == (None, 39, 1)


async def test_one_merchant_without_right_does_not_hold_the_others_up(journal: Path) -> None:
    def rows(count: int) -> list[dict[str, object]]:
        return [order(number, shop=f"shop {number % 4}") for number in range(count)]

    async with BooksServer(denied={"shop 2"}) as server, client(server) as si:
        report = await issue(si, rows(80), journal, organization_id=Column("shop"))
        assert report.stopped is not None
        assert report.stopped.kind == "credentials"
        assert (report.issued, report.failed, report.unresolved) == (60, 0, 0)
        server.denied = set()
        report = await issue(si, rows(80), journal, organization_id=Column("shop"))
        assert {name: len(books) for name, books in server.documents.items()} == {
            f"shop {number}": 20 for number in range(4)
        }
        assert (report.ok, report.issued) == (True, 80)


async def test_a_server_that_cannot_be_reached_stops_a_run(journal: Path) -> None:
    async with BooksServer() as server:
        url = server
    async with client(url) as si:
        report = await issue(si, orders(50), journal, options=BatchOptions(patience=0.3))
        assert report.stopped is not None
        assert report.stopped.kind == "unreachable"
        assert (report.issued, report.unresolved) == (0, 0)


async def test_a_server_that_only_fails_stops_a_run_and_is_not_hammered(journal: Path) -> None:
    async with BooksServer(rates={"500_before": 1.0}) as server:
        async with client(server, retry_budget=14) as si:
            options = BatchOptions(patience=2.5, max_parked=10, progress_interval=0.1)
            report = await issue(si, orders(500), journal, options=options)
            assert report.stopped is not None
            assert report.stopped.kind == "no_progress"
            assert server.counts["create"] < 200
        server.rates = {}
        async with client(server) as si:
            await books_balance(si, server, await issue(si, orders(500), journal), 500)
