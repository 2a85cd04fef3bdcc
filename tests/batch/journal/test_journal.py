"""The journal: durable before it answers, held by one run, about one thing."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch.errors import JournalFailed, JournalLocked, JournalMismatch
from spaceinvoices_async.batch.input.identity import unique_id
from spaceinvoices_async.batch.journal import schema
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import State
from spaceinvoices_async.batch.journal.schema import VERSION
from tests.batch.journal.journals import DONE, FACTS, REFUSED, claim, standings
from tests.batch.orders import state_on_disk

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_claim_is_on_the_disk_when_it_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        assert await standings(journal, claim("a")) == ["new"]
        assert state_on_disk(path, unique_id(claim("a").row)) == State.SENT


async def test_the_file_syncs_fully_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS):
        pass
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(schema.connect(path, FACTS)) as connection:
        settings = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "locking_mode")
        ]
    assert settings == ["wal", 2, "exclusive"]


async def test_a_second_run_on_the_same_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        with pytest.raises(JournalLocked, match="another run holds this journal"):
            await Journal(path, FACTS).__aenter__()
        assert await standings(journal, claim("a")) == ["new"]


@pytest.mark.parametrize("name", FACTS)
async def test_a_journal_about_something_else_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
    with pytest.raises(JournalMismatch, match=f"belongs to another {name}"):
        await Journal(path, {**FACTS, name: "other"}).__aenter__()


async def test_a_file_that_is_no_journal_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, foreign = tmp_path / "text", tmp_path / "foreign"
    text.write_bytes(b"order,price\n1,2\n" * 100)
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE t (a)")
    for path in (text, foreign):
        with pytest.raises(JournalMismatch, match="is not a journal"):
            await Journal(path, FACTS).__aenter__()
    assert text.read_bytes() == b"order,price\n1,2\n" * 100


async def test_a_journal_of_a_later_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(JournalMismatch, match="has the format 99"):
        await Journal(path, FACTS).__aenter__()


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalFailed, match="No such file"):
        await Journal(tmp_path / "no" / "journal", FACTS).__aenter__()


async def test_what_a_row_is_to_a_later_run_follows_from_its_state_and_content(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal"
    rows = {key: claim(key) for key in ("done", "refused", "sent")}
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await journal.claim([*rows.values()])
        await journal.settle(rows["done"].row, DONE, content=rows["done"])
        await journal.settle(rows["refused"].row, REFUSED, content=rows["refused"])
    seen = {}
    for print_ in (b"one", b"two"):
        for retry in ("changed", "all", "none"):
            async with Journal(path, FACTS) as journal:
                await journal.begin()
                found = await standings(journal, *(claim(key, print_) for key in rows), retry=retry)
                seen[print_, retry] = found
                await journal.settle(rows["refused"].row, REFUSED, content=rows["refused"])
    assert seen == {
        (b"one", "changed"): ["done", "failed", "resumed"],
        (b"one", "all"): ["done", "retried", "resumed"],
        (b"one", "none"): ["done", "failed", "resumed"],
        (b"two", "changed"): ["changed", "retried", "resumed"],
        (b"two", "all"): ["changed", "retried", "resumed"],
        (b"two", "none"): ["changed", "failed", "resumed"],
    }


async def test_a_key_that_comes_twice_is_told_and_the_second_content_is_not_claimed(
    tmp_path: Path,
) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        both = claim("a", b"one", 1), claim("a", b"two", 2)
        assert await standings(journal, *both, claim("a", b"one", 3)) == [
            "new",
            "conflicting",
            "repeated",
        ]
        assert [(note.kind, note.line) for note in await journal.notes()] == [("conflict", 2)]
        assert [(one.key, one.fingerprint) async for one in journal.records()] == [("a", b"one")]


async def test_released_claims_are_as_if_they_had_not_been(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("fresh"), claim("refused")])
        await journal.settle(claim("refused").row, REFUSED, content=claim("refused"))
        await journal.claim([claim("other")])
        await journal.begin()
        await journal.claim([claim("refused", b"two")])
        await journal.release([claim("fresh").row, claim("refused").row, claim("other").row])
        counts = await journal.counts()
        assert (counts.sent, counts.failed, counts.done) == (0, 1, 0)
        assert [record.outcome.error async for record in journal.records()] == ["no"]


async def test_totals_are_exact_and_by_currency(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        keys = [str(number) for number in range(10)]
        await journal.claim([claim(key) for key in keys])
        for key in keys:
            await journal.settle(claim(key).row, DONE)
        assert await journal.totals() == {"EUR": Decimal("1.00")}
        assert (await journal.counts()).done == 10


async def test_records_come_in_the_order_of_their_claims_page_by_page(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        keys = [str(number) for number in range(1234)]
        await journal.claim([claim(key) for key in keys])
        assert [record.key async for record in journal.records()] == keys
        assert [record.key async for record in journal.records(State.SENT)] == keys
        assert [record async for record in journal.records(earlier_runs=True)] == []


async def test_after_a_failed_write_nothing_is_claimed_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal"
    connect = schema.connect

    def small(path: Path, facts: dict[str, str]) -> sqlite3.Connection:
        connection = connect(path, facts)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")  # a disk that is full soon
        return connection

    monkeypatch.setattr(schema, "connect", small)
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        with pytest.raises(JournalFailed, match="disk is full"):
            await journal.claim([claim(f"{number} {'x' * 500}") for number in range(1000)])
        with pytest.raises(JournalFailed, match="disk is full"):
            await journal.claim([claim("small")])
    monkeypatch.undo()
    async with Journal(path, FACTS) as journal:  # there is space again
        await journal.begin()
        assert await standings(journal, claim("small")) == ["new"]
        assert (await journal.counts()).sent == 1


async def test_a_cancelled_claim_is_made_all_the_same(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        claiming = asyncio.create_task(journal.claim([claim("a")]))
        await asyncio.sleep(0)
        claiming.cancel()
        with pytest.raises(asyncio.CancelledError):
            await claiming
        await journal.flush()
        assert (await journal.counts()).sent == 1


async def test_many_small_outcomes_share_their_commits(tmp_path: Path) -> None:
    commits = 0

    def trace(statement: str) -> None:
        nonlocal commits
        commits += statement == "COMMIT"

    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal._do(lambda connection: connection.set_trace_callback(trace))
        await journal.claim([claim(str(number)) for number in range(300)])
        for number in range(300):
            await journal.settle(claim(str(number)).row, DONE)
        await journal.flush()
    assert commits < 30


async def test_outcomes_that_wait_go_with_the_next_claim_in_one_commit(tmp_path: Path) -> None:
    commits = 0

    def trace(statement: str) -> None:
        nonlocal commits
        commits += statement == "COMMIT"

    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.claim([claim("0")])
        await journal._do(lambda connection: connection.set_trace_callback(trace))
        commits = 0
        for number in range(5):
            await journal.settle(claim(str(number)).row, DONE)
            await journal.claim([claim(str(number + 1))])
        assert 5 <= commits < 10  # with commits of their own it would be ten
        assert (await journal.counts()).done == 5


async def test_an_outcome_is_soon_on_the_disk_though_nothing_follows_it(tmp_path: Path) -> None:
    written = asyncio.Event()
    loop = asyncio.get_running_loop()

    def trace(statement: str) -> None:
        if statement == "COMMIT":
            loop.call_soon_threadsafe(written.set)

    async with Journal(tmp_path / "journal", FACTS) as journal:
        for key in ("a", "b"):
            await journal.claim([claim(key)])
            await journal._do(lambda connection: connection.set_trace_callback(trace))
            await asyncio.sleep(0)  # what was told of the commits so far
            written.clear()

            await journal.settle(claim(key).row, DONE)
            async with asyncio.timeout(30):
                await written.wait()


async def test_a_journal_of_an_earlier_format_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(JournalMismatch, match=r"has the format 1 of an earlier .* reconcile"):
        await Journal(path, FACTS).__aenter__()


async def test_a_journal_of_the_format_before_goes_on_and_its_rows_are_invoices(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("old")])
        await journal.settle(claim("old").row, DONE)
    with closing(sqlite3.connect(path)) as connection:
        for column in ("type", "paid"):
            connection.execute(f"ALTER TABLE rows DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 2")

    for _ in range(2):  # it is rewritten once, and opened as it is from then on
        async with Journal(path, FACTS) as journal:
            await journal.begin()
            (claimed,) = await journal.claim([claim("old")])
            assert claimed.record is not None
            assert claimed.record.outcome.document_id == DONE.document_id
            assert [*await journal.totals_by_type()] == ["invoice"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


async def test_a_closed_journal_takes_nothing_any_more(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
    with pytest.raises(RuntimeError, match="not open"):
        await journal.counts()


async def test_only_rows_that_are_done_and_read_the_same_are_unchanged(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        rows = [claim(key)._replace(raw=b"raw") for key in ("done", "other", "sent", "blind")]
        rows[3] = rows[3]._replace(raw=None)
        await journal.claim(rows)
        for row in (rows[0], rows[1], rows[3]):
            await journal.settle(row.row, DONE, content=row)
        asked = {row.row: b"new" if row.key == "other" else b"raw" for row in rows}
        assert await journal.unchanged(asked) == {rows[0].row: b"one"}
        assert {one.key for one in (await journal.find(list(asked))).values()} == {
            "done",
            "other",
            "sent",
            "blind",
        }
