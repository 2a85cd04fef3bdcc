"""Runs that end otherwise than in order say how their rows stand, and name those in doubt."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async.batch import BatchOptions, Journal, JournalFailed, JournalMismatch
from spaceinvoices_async.batch.journal import statements
from spaceinvoices_async.batch.journal.records import State
from tests.batch.books_server import BooksServer
from tests.batch.orders import client, issue, order, orders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

FAST = BatchOptions(slow_start=False)


async def in_doubt(journal: Path) -> set[str]:
    async with Journal(journal) as opened:
        return {record.key async for record in opened.records(State.SENT)}


def note_of(error: BaseException) -> str:
    (note,) = error.__notes__
    return note


class WatchedServer(BooksServer):
    """Tells when three creates are under way, and when it is asked for documents."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.three_under_way = asyncio.Event()
        self.looked_up = asyncio.Event()
        self.on_stage = self._arrived

    async def _arrived(self, stage: str, body: object) -> None:
        if len(self.under_way) == 3:
            self.three_under_way.set()

    def _list(self, organization: str, query: dict[str, list[str]]) -> tuple[int, object]:
        self.looked_up.set()
        return super()._list(organization, query)


async def test_a_cancelled_run_names_its_rows_in_doubt(
    journal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with WatchedServer(delay=30) as server, client(server) as si:
        running = asyncio.create_task(issue(si, orders(3), journal, options=FAST))
        await server.three_under_way.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await running

    named = (
        "rows left in doubt, which the next run looks up: 3: "
        "'order 0' (line 1), 'order 1' (line 2), 'order 2' (line 3)"
    )
    assert note_of(caught.value) == (
        f"{journal}: issued 0, refused 0; {named}. Run again with this journal to go on"
    )
    (warning,) = [one for one in caplog.records if one.levelno == logging.WARNING]
    assert warning.getMessage() == (
        f"documents_create: the run was ended early (CancelledError): {named}; "
        f"run again with the journal {journal} to go on"
    )
    assert vars(warning)["key"] == "order 0"
    assert await in_doubt(journal) == {"order 0", "order 1", "order 2"}


async def test_parked_rows_are_named_when_a_run_is_cancelled(journal: Path) -> None:
    async with WatchedServer(rates={"drop_before": 1}) as server, client(server, horizon=600) as si:
        running = asyncio.create_task(issue(si, orders(7), journal, options=FAST))
        await server.looked_up.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await running

    assert "looks up: 7, such as 'order 0' (line 1), 'order 1'" in note_of(caught.value)
    assert "order 5" not in note_of(caught.value)


@pytest.mark.parametrize("asynchronous", [True, False])
async def test_a_source_that_raises_ends_in_its_error_with_a_note(
    journal: Path, *, asynchronous: bool
) -> None:
    def broken() -> Iterator[dict[str, object]]:
        yield from orders(3)
        raise RuntimeError("the database is gone")

    async def broken_later() -> AsyncIterator[dict[str, object]]:
        for one in broken():
            yield one

    async with BooksServer() as server, client(server) as si:
        rows: Any = broken_later() if asynchronous else broken()
        with pytest.raises(RuntimeError, match="the database is gone") as caught:
            await issue(si, rows, journal, options=FAST)

    assert "issued 3, refused 0; no row is in doubt" in note_of(caught.value)


async def test_rows_in_doubt_are_named_once_when_a_source_raises(
    journal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Iterator[dict[str, object]]:
        yield from orders(3)
        raise RuntimeError("the database is gone")

    options = BatchOptions(slow_start=False, patience=0.3)
    server = BooksServer(rates={"drop_before": 1})
    async with server, client(server, horizon=600) as si:
        with pytest.raises(RuntimeError, match="the database is gone") as caught:
            await issue(si, broken(), journal, options=options)

    assert "issued 0, refused 0; rows left in doubt" in note_of(caught.value)
    said = [one.getMessage() for one in caplog.records if "rows left in doubt" in one.getMessage()]
    assert len(said) == 1
    assert await in_doubt(journal) == {"order 0", "order 1", "order 2"}


async def test_a_journal_that_fails_is_reported_with_what_it_holds(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = statements.settle

    def full(connection: sqlite3.Connection, settlements: Any) -> None:
        monkeypatch.setattr(statements, "settle", settle)
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(statements, "settle", full)
    async with BooksServer() as server, client(server) as si:
        with pytest.raises(JournalFailed, match="disk is full") as caught:
            await issue(si, orders(3), journal, options=FAST)

    assert "issued 0, refused 0; rows left in doubt, which the next run looks up: 3" in note_of(
        caught.value
    )


async def test_an_error_of_a_stream_has_the_note_too(journal: Path) -> None:
    def broken() -> Iterator[dict[str, object]]:
        yield order(0)
        raise RuntimeError("gone")

    async with BooksServer() as server, client(server) as si:
        with pytest.raises(RuntimeError, match="gone") as caught:
            async for _ in si.batch.stream(
                broken(), organization_id="org", key="order", journal=journal
            ):
                pass

    assert "issued 1" in note_of(caught.value)


async def test_of_a_journal_that_belongs_to_another_run_nothing_is_said(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(1), journal)
        with pytest.raises(JournalMismatch) as caught:
            await issue(si, orders(1), journal, organization_id="other")

    assert getattr(caught.value, "__notes__", []) == []
