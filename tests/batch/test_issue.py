"""A run: what becomes of each row, when it stops, and what it leaves to the next."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import (
    BatchOptions,
    BatchStream,
    Column,
    JournalLocked,
    RowResult,
    SourceError,
    read_jsonl,
)
from spaceinvoices_async.batch.batch import MOST_AHEAD
from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.models import DocumentCreate
from spaceinvoices_async.testing import ScriptedTransport
from tests.batch.books_server import BooksServer
from tests.batch.orders import (
    ORGANIZATION,
    books_balance,
    client,
    each_once,
    issue,
    order,
    orders,
)
from tests.support.account_server import AccountServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from spaceinvoices_async.batch import BatchReport, Progress
    from tests.batch.books_server import Fault


async def statuses(si: AsyncSpaceInvoices, rows: Any, journal: Path, **more: Any) -> Counter[str]:
    given = {"organization_id": ORGANIZATION, "key": "order", "journal": journal, **more}
    return Counter([result.status async for result in si.batch.stream(rows, **given)])


async def test_every_row_is_issued_and_a_second_run_sends_nothing(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        report = await issue(si, orders(150), journal)
        assert (report.rows, report.new, report.skipped) == (150, 150, 0)
        again = await issue(si, orders(150), journal)
        assert (again.rows, again.new, again.skipped) == (150, 0, 150)
        assert server.counts["create"] == 150
        await books_balance(si, server, again, 150)


@pytest.mark.parametrize(
    "fault", ["drop_before", "drop_after", "hang", "truncate", "500_before", "500_after", "429"]
)
async def test_after_every_kind_of_fault_a_row_is_on_the_server_once(
    journal: Path, fault: Fault
) -> None:
    async with BooksServer() as server, client(server) as si:
        server.faults = {"0": [fault], "5": [fault, fault], "9": [fault]}
        await books_balance(si, server, await issue(si, orders(10), journal), 10)
        assert server.counts[fault] >= 3


async def test_a_row_is_not_sent_again_before_the_server_is_done_with_it(journal: Path) -> None:
    # Some are stored after the client has given up on them, and before the horizon.
    late = BooksServer(lateness=(0.3, 0.5), seed=3)
    async with late as server, client(server, horizon=2.0) as si:
        report = await issue(si, orders(40), journal)
        assert server.counts["create"] == 40
        await books_balance(si, server, report, 40)


@pytest.mark.parametrize("repeats", ["error", "document"])
async def test_what_is_on_the_server_already_is_replayed_and_not_issued_again(
    journal: Path, tmp_path: Path, repeats: Any
) -> None:
    async with BooksServer(repeats=repeats) as server, client(server) as si:
        await issue(si, orders(20), tmp_path / "lost.journal")
        for document in server.all_documents:
            document["createdAt"] = "2020-01-01T00:00:00.000Z"
        report = await issue(si, orders(20), journal)
        assert (report.issued, report.replayed) == (20, 20)
        await books_balance(si, server, report, 20)


@pytest.mark.parametrize("repeats", ["error", "document"])
async def test_a_key_that_names_another_document_is_a_conflict_not_a_success(
    journal: Path, tmp_path: Path, repeats: Any
) -> None:
    async with BooksServer(repeats=repeats) as server, client(server) as si:
        await issue(si, orders(3), tmp_path / "last month.journal")
        other = [order(number, items=[{"name": "Rope", "price": 1}]) for number in range(3)]
        report = await issue(si, other, journal)
        assert (report.ok, report.issued, report.failed, report.conflicts) == (False, 0, 3, 3)
        # Another job is another namespace.
        fresh = journal.with_name("fresh")
        report = await issue(si, other, fresh, options=BatchOptions(job="december"))
        assert (report.ok, report.issued, len(server.all_documents)) == (True, 3, 6)


async def test_what_is_on_the_server_already_can_be_an_error(journal: Path, tmp_path: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(3), tmp_path / "lost.journal")
        report = await issue(si, orders(3), journal, options=BatchOptions(on_existing="error"))
        assert (report.issued, report.failed) == (0, 3)


async def test_refused_rows_are_mended_and_sent_again(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        rows = orders(10)
        rows[4] = order(4, note="refuse me")
        assert await statuses(si, rows, journal) == {"issued": 9, "refused": 1}
        assert await statuses(si, rows, journal) == {"skipped": 9, "refused": 1}
        assert server.counts["create"] == 10
        report = await issue(si, orders(10), journal)
        assert (report.new, report.skipped) == (1, 9)
        await books_balance(si, server, report, 10)


async def test_a_row_that_was_changed_after_it_was_issued_is_told_and_left(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(3), journal)
        rows = [order(0), order(1, note="new"), order(2)]
        assert await statuses(si, rows, journal) == {"skipped": 2, "changed": 1}
        report = await issue(si, rows, journal)
        assert (report.ok, report.changed, len(server.all_documents)) == (False, 1, 3)


async def test_the_same_key_twice_in_the_input_is_issued_once(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        rows = [order(1), order(1), order(1, note="other"), order(0)]
        assert await statuses(si, rows, journal) == {"issued": 2, "skipped": 1, "conflict": 1}
        assert server.references() == each_once(2)


async def test_a_row_without_document_or_key_is_invalid_and_the_others_are_issued(
    journal: Path,
) -> None:
    async with BooksServer() as server, client(server) as si:
        rows = [order(0), {"order": "x"}, {**order(1), "order": None}, order(2, unique_id="mine")]
        results = [
            result
            async for result in si.batch.stream(
                rows, organization_id=ORGANIZATION, key="order", journal=journal
            )
        ]
        told = {result.line: (result.status, result.error) for result in results}
        assert told.pop(1) == ("issued", None)
        assert [status for status, _ in told.values()] == ["invalid"] * 3
        errors = [str(error) for _, error in told.values()]
        assert [
            word in error for word, error in zip(("items", "key", "made by"), errors, strict=True)
        ]
        assert server.references() == each_once(1)


async def test_rows_may_be_models_and_come_from_an_async_source(journal: Path) -> None:
    async def source() -> AsyncIterator[DocumentCreate]:
        for number in range(5):
            yield DocumentCreate(
                reference=str(number), items=[{"name": "Suit", "price": number + 1}]
            )

    async with BooksServer() as server, client(server) as si:
        report = await issue(si, source(), journal, key=lambda row: row.reference)
        await books_balance(si, server, report, 5)


async def test_a_slow_source_does_not_keep_its_rows_waiting_for_company(journal: Path) -> None:
    arrived = asyncio.Event()

    async def source() -> AsyncIterator[dict[str, object]]:
        yield order(0)
        await arrived.wait()  # not before the first is on the server
        yield order(1)

    async with BooksServer() as server, client(server) as si:

        async def note(stage: str, body: dict[str, object]) -> None:
            if stage == "stored":
                arrived.set()

        server.on_stage = note
        await books_balance(si, server, await issue(si, source(), journal), 2)


async def test_a_source_is_read_no_further_than_is_needed(journal: Path) -> None:
    read = 0
    stop = asyncio.Event()

    def source() -> Iterator[dict[str, object]]:
        nonlocal read
        for number in range(100_000):
            read += 1
            yield order(number)

    async with BooksServer() as server, client(server) as si:

        async def stall(stage: str, body: dict[str, object]) -> None:
            stop.set()

        server.on_stage = stall
        report = await issue(si, source(), journal, stop=stop)
        assert report.stopped is not None
        assert report.stopped.kind == "asked"
        assert read <= 4 * 64
        # What was claimed and not sent is as if it had never been.
        assert report.unresolved == 0
        assert report.issued == len(server.all_documents) > 0


async def test_an_error_of_the_source_is_raised_when_what_was_in_flight_has_ended(
    journal: Path,
) -> None:
    def source() -> Iterator[dict[str, object]]:
        yield from orders(100)
        raise LookupError("the database went away")

    async with BooksServer() as server, client(server) as si:
        with pytest.raises(LookupError, match="the database went away"):
            await issue(si, source(), journal)
        report = await issue(si, orders(100), journal)
        await books_balance(si, server, report, 100)


async def test_each_merchant_issues_with_a_token_of_its_own(journal: Path) -> None:
    server = AccountServer()
    si = AsyncSpaceInvoices("root-token", transport=ScriptedTransport(server))
    rows = [order(number, merchant=f"m{number % 3}") for number in range(30)]
    async with si:
        report = await issue(
            si,
            rows,
            journal,
            organization_id=lambda row: f"org-{row['merchant']}",
            account=Column("merchant"),
            to_document=lambda row: {"items": row["items"]},
        )
        assert (report.ok, report.issued) == (True, 30)
    assert server.created == {"org-m0": 10, "org-m1": 10, "org-m2": 10}
    assert (server.mixed, server.calls["impersonate"], server.calls["logout"]) == (0, 3, 3)


async def test_a_server_that_ignores_look_ups_is_not_sent_anything_twice(journal: Path) -> None:
    async with BooksServer(lookups_ignored=True) as server, client(server) as si:
        server.faults = {"7": ["drop_after"]}
        report = await issue(si, orders(30), journal, options=BatchOptions(slow_start=False))
        assert report.stopped is not None
        assert (report.stopped.kind, report.unresolved) == ("lookups", 1)
        server.lookups_ignored = False
        await books_balance(si, server, await issue(si, orders(30), journal), 30)


async def test_a_row_that_stays_in_doubt_is_left_to_the_next_run(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        server.faults = {"2": ["500_before"] * 2}
        report = await issue(si, orders(5), journal, options=BatchOptions(max_attempts=2))
        assert (report.ok, report.issued, report.unresolved) == (False, 4, 1)
        await books_balance(si, server, await issue(si, orders(5), journal), 5)


async def test_in_order_means_in_the_order_of_the_rows(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        server.faults = {"3": ["drop_after"], "8": ["drop_before"]}
        report = await issue(si, orders(20), journal, options=BatchOptions(ordered=True))
        stored = [document["reference"] for document in server.all_documents]
        assert stored == [str(number) for number in range(20)]
        await books_balance(si, server, report, 20)


async def test_a_cancelled_run_gives_back_what_it_had_not_sent_and_goes_on_later(
    journal: Path,
) -> None:
    async with BooksServer(delay=0.05) as server, client(server) as si:
        halfway = asyncio.Event()

        async def note(stage: str, body: dict[str, object]) -> None:
            if server.counts["create"] == 40:
                halfway.set()

        server.on_stage = note
        options = BatchOptions(slow_start=False)
        running = asyncio.create_task(issue(si, orders(100), journal, options=options))
        await halfway.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        report = await issue(si, orders(100), journal)
        await books_balance(si, server, report, 100)


async def test_a_second_run_on_the_same_journal_is_refused_at_once(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        began = asyncio.Event()

        async def note(stage: str, body: dict[str, object]) -> None:
            began.set()

        server.on_stage = note
        running = asyncio.create_task(issue(si, orders(50), journal))
        await began.wait()
        with pytest.raises(JournalLocked):
            await issue(si, orders(50), journal)
        await books_balance(si, server, await running, 50)


async def test_two_runs_of_one_client_with_two_journals_issue_each_row_once(
    journal: Path,
) -> None:
    async with BooksServer() as server, client(server) as si:
        other = journal.with_name("other")
        both = await asyncio.gather(issue(si, orders(60), journal), issue(si, orders(60), other))
        assert [report.issued for report in both] == [60, 60]
        await books_balance(si, server, both[0], 60)


async def test_a_deleted_document_is_not_issued_again(journal: Path, tmp_path: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(3), tmp_path / "lost.journal")
        server.all_documents[1]["isDeleted"] = True
        report = await issue(si, orders(3), journal)
        assert (report.issued, len(server.all_documents)) == (3, 3)


async def test_a_row_that_has_left_the_input_is_still_looked_up(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        server.faults = {"1": ["hang"]}
        stored = asyncio.Event()

        async def note(stage: str, body: dict[str, object]) -> None:
            if stage == "stored" and body["reference"] == "1":
                stored.set()

        server.on_stage = note
        running = asyncio.create_task(issue(si, orders(2), journal))
        await stored.wait()
        running.cancel()
        await asyncio.wait([running])
        report = await issue(si, [], journal)
        await books_balance(si, server, report, 2)


async def test_verify_finds_what_is_missing_there_twice_or_different(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(250), journal)
        books = {documents[0]["reference"]: documents for documents in server.by_uid.values()}
        books["3"].clear()
        books["120"].append({**books["120"][0], "id": "twin"})
        books["249"][0]["totalWithTax"] = 1
        audit = await si.batch.verify(journal)
        assert (audit.rows, audit.agreed, audit.ok) == (250, 247, False)
        assert audit.counts == {"missing": 1, "duplicate": 1, "total": 1}
        assert [(one.kind, one.line) for one in audit.discrepancies] == [
            ("missing", 4),
            ("duplicate", 121),
            ("total", 250),
        ]


async def test_a_file_is_checked_as_a_whole_before_anything_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    good = '{"order": "%s", "reference": "%s", "items": [{"name": "x", "price": 1}]}\n'
    path.write_text("".join(good % (n, n) for n in range(5)) + '{"order": "5"}\n')
    journal = tmp_path / "journal"
    async with BooksServer() as server, client(server) as si:
        with pytest.raises(SourceError, match=r"orders.jsonl, line 6: items.*nothing was sent"):
            await issue(si, read_jsonl(path), journal)
        assert server.counts["create"] == 0
        report = await issue(si, read_jsonl(path), journal, options=BatchOptions(check_first=False))
        assert (report.issued, report.failed) == (5, 1)


async def test_refused_rows_go_back_into_a_file_of_the_same_format(
    tmp_path: Path, journal: Path
) -> None:
    path, refused = tmp_path / "orders.jsonl", tmp_path / "refused.jsonl"
    row = '{"order": "%s", "reference": "%s", "note": "%s", "items": [{"name": "x", "price": 1}]}\n'
    path.write_text("".join(row % (n, n, "refuse me" if n == 3 else "") for n in range(5)))
    async with BooksServer() as server, client(server) as si:
        source = read_jsonl(path)
        await issue(si, source, journal)
        assert await si.batch.write_refused(source, journal, refused, key="order") == 1
        (back,) = list(read_jsonl(refused))
        assert (back["order"], back["_error_status"], back["_key"]) == ("3", 422, "3")
        assert "the document is not valid" in str(back["_error_message"])


async def test_progress_is_told_and_ends_complete(journal: Path) -> None:
    told: list[Progress] = []
    options = BatchOptions(progress_interval=0.02)
    async with BooksServer(delay=0.02) as server, client(server) as si:
        await issue(si, orders(60), journal, on_progress=told.append, options=options)
    assert len(told) > 1
    assert (told[-1].issued, told[-1].left, told[-1].in_flight, told[-1].parked) == (60, 0, 0, 0)


async def test_a_consumer_that_leaves_a_stream_ends_the_run(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        stream = si.batch.stream(
            orders(1000), organization_id=ORGANIZATION, key="order", journal=journal
        )
        results = aiter(stream)
        first = await anext(results)
        await results.aclose()
        assert isinstance(first, RowResult)
        assert server.counts["create"] < 1000
        await books_balance(si, server, await issue(si, orders(1000), journal), 1000)


async def test_a_slow_consumer_that_leaves_a_stream_ends_the_run() -> None:
    ahead, ended = asyncio.Event(), asyncio.Event()

    async def run(on_result: Callable[[RowResult], Awaitable[None]]) -> BatchReport:
        try:
            for line in itertools.count(1):
                if line > MOST_AHEAD + 1:
                    ahead.set()
                told = RowResult(key="", line=line, organization_id="", status="issued")
                await on_result(told)
        finally:
            ended.set()
        raise AssertionError("the run was not stopped")

    results = aiter(BatchStream(run))
    assert (await anext(results)).line == 1
    await ahead.wait()  # one more than may wait for the consumer, and it waits for room
    await results.aclose()
    assert ended.is_set()


async def test_a_stream_that_was_left_has_ended_where_its_block_ends(journal: Path) -> None:
    given: dict[str, Any] = {"organization_id": ORGANIZATION, "key": "order", "journal": journal}
    async with BooksServer() as server, client(server) as si:
        stream = si.batch.stream(orders(100), **given)
        async with stream:
            async for _ in stream:
                break
        assert stream.report is None
        # Nobody holds the journal any more, and nothing has to be waited for.
        await books_balance(si, server, await issue(si, orders(100), journal), 100)
        await stream.aclose()


async def test_an_error_in_a_stream_reaches_its_consumer(journal: Path) -> None:
    def source() -> Iterator[dict[str, object]]:
        yield order(0)
        raise LookupError("gone")

    async with BooksServer() as server, client(server) as si:
        stream = si.batch.stream(
            source(), organization_id=ORGANIZATION, key="order", journal=journal
        )
        results = aiter(stream)
        assert (await anext(results)).key == "order 0"
        with pytest.raises(LookupError, match="gone"):
            await anext(results)


@pytest.mark.parametrize(
    ("name", "value"),
    [("job", ""), ("max_attempts", 0), ("max_failures", 1.5), ("retry_failed", "some")],
)
def test_options_that_cannot_work_are_named(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"BatchOptions.{name} must be"):
        BatchOptions(**{name: value})


async def test_an_organization_that_cannot_be_a_path_is_refused_per_row(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        rows = [order(0, shop="good"), order(1, shop="..")]
        found = await statuses(si, rows, journal, organization_id=Column("shop"))
        assert found == {"issued": 1, "refused": 1}
