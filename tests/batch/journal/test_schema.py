"""The journal's file: how it is marked, opened, and told from one of another run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest
from attrs import evolve

from spaceinvoices_async.batch.errors import JournalMismatch
from spaceinvoices_async.batch.journal import schema
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Note
from tests.batch.journal.journals import (
    DONE,
    FACTS,
    REFUSED,
    UNSENDABLE,
    claim,
    standings,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

INVALID: Final = Note(kind="invalid", line=1, key="a", organization_id="org", detail="no items")


async def test_the_file_is_marked_as_a_journal_and_with_its_format(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS):
        pass
    assert table(path, "PRAGMA application_id") == [(0x53494A31,)]
    assert table(path, "PRAGMA user_version") == [(3,)]


async def test_a_journal_may_have_any_name_that_a_file_may_have(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1? über"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
    assert table(path, "SELECT count(*) FROM runs") == [(1,)]


async def test_an_existing_journal_opens_as_it_is_without_facts(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
    async with Journal(path) as journal:
        assert {name: await journal.fact(name) for name in FACTS} == FACTS
        assert [record.key async for record in journal.records()] == ["a"]


def test_a_journal_that_is_not_there_is_not_made_without_facts(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="journal"), schema.opened(tmp_path / "x", None):
        pass
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        schema.connect(tmp_path / "x", None)
    assert [*tmp_path.iterdir()] == []


def test_it_is_never_waited_for_a_lock(tmp_path: Path) -> None:
    with closing(schema.connect(tmp_path / "journal", FACTS)) as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (0,)


def test_it_syncs_fully_even_where_sqlite_is_built_to_do_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def less(*where: object, **how: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*where, **how)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    monkeypatch.setattr(schema.sqlite3, "connect", less)
    with closing(schema.connect(tmp_path / "journal", FACTS)) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_file_system_without_a_write_ahead_log_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(schema.sqlite3, "connect", lambda *_, **__: connect(":memory:"))
    with pytest.raises(sqlite3.OperationalError, match=r"no write-ahead log .* \(memory\)"):
        schema.connect(tmp_path / "journal", FACTS)


async def test_an_opening_that_fails_holds_the_file_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
    with pytest.raises(JournalMismatch) as refused:
        schema.connect(path, {**FACTS, "job": "other"})
    with closing(schema.connect(path, FACTS)) as connection:
        assert connection.execute("SELECT count(*) FROM rows").fetchone() == (1,)
    assert "belongs to another job" in str(refused.value)


@pytest.mark.parametrize(
    ("known", "asked", "said"),
    [
        ("org", "", r"\(org, not named by each row\)"),
        ("", "org", r"\(named by each row, not org\)"),
        ("org", "other", r"\(org, not other\)"),
    ],
)
async def test_a_mismatch_says_both_organizations_or_that_each_row_names_its_own(
    tmp_path: Path, known: str, asked: str, said: str
) -> None:
    path = tmp_path / "journal"
    async with Journal(path, {**FACTS, "organization": known}) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
    with pytest.raises(JournalMismatch, match=f"belongs to another organization {said}"):
        await Journal(path, {**FACTS, "organization": asked}).__aenter__()


async def test_a_journal_of_which_nothing_was_sent_begins_anew_for_something_else(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal"
    async with Journal(path, {**FACTS, "older": "fact"}) as journal:
        await journal.begin()
        await journal.refuse(claim("a"), UNSENDABLE)
        await journal.note(INVALID)
    other = {**FACTS, "organization": "other"}

    async with Journal(path, other) as journal:
        assert [record.key async for record in journal.records()] == []
        assert await journal.notes() == []
        assert await journal.run_paces() == []

    assert dict(table(path, "SELECT name, value FROM facts")) == other
    assert table(path, "SELECT count(*) FROM pace") == [(0,)]
    async with Journal(path, other) as journal:
        assert await journal.begin() is False
        assert await standings(journal, claim("a")) == ["new"]


async def _sent(journal: Journal) -> None:
    await journal.claim([claim("a")])


async def _done(journal: Journal) -> None:
    await journal.claim([claim("a")])
    await journal.settle(claim("a").row, DONE)


async def _refused_by_the_server(journal: Journal) -> None:
    await journal.refuse(claim("a"), REFUSED)


async def _attempted(journal: Journal) -> None:
    await journal.refuse(claim("a"), evolve(UNSENDABLE, attempts=1))


async def _in_conflict(journal: Journal) -> None:
    await journal.refuse(claim("a"), UNSENDABLE)
    await journal.note(evolve(INVALID, kind="conflict"))


@pytest.mark.parametrize("use", [_sent, _done, _refused_by_the_server, _attempted, _in_conflict])
async def test_a_journal_that_knows_of_anything_sent_is_never_emptied(
    tmp_path: Path, use: Callable[[Journal], Awaitable[None]]
) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await use(journal)
    with pytest.raises(JournalMismatch, match="belongs to another job"):
        await Journal(path, {**FACTS, "job": "other"}).__aenter__()
    assert table(path, "SELECT key FROM rows") == [("a",)]


async def test_a_journal_of_unsendable_rows_is_kept_for_the_same_run(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await journal.refuse(claim("a"), UNSENDABLE)
    async with Journal(path, FACTS) as journal:
        assert [record.key async for record in journal.records()] == ["a"]
        assert await journal.begin() is True
