"""Outcomes go to the disk together, in their order, and never too many wait for it."""

from __future__ import annotations

import asyncio
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from spaceinvoices_async.batch.errors import JournalFailed
from spaceinvoices_async.batch.journal import journal as journal_module
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.loose_keys import loose_key
from spaceinvoices_async.batch.journal.records import Note
from spaceinvoices_async.errors import InvalidInputError
from tests.batch.journal.journals import DONE, FACTS, REFUSED, claim, standings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

REMARK = Note(kind="invalid", line=1, key="a", organization_id="org", detail="no items")


class SlowDisk:
    """Takes the place of the writer: what is submitted is done when a test says so."""

    def __init__(self, connect: object) -> None:
        del connect
        self.urgent: list[bool] = []
        self.futures: list[asyncio.Future[Any]] = []

    async def open(self) -> None:
        """There is nothing to open."""

    async def close(self) -> None:
        """There is nothing to close."""

    def submit(self, work: object, *, urgent: bool) -> asyncio.Future[Any]:
        del work
        self.urgent.append(urgent)
        self.futures.append(asyncio.get_running_loop().create_future())
        return self.futures[-1]

    def done(self, *numbers: int) -> None:
        for number in numbers:
            self.futures[number].set_result(None)


class Timers:
    """Takes the place of the loop's timers."""

    def __init__(self) -> None:
        self.set: list[tuple[float, Callable[[], None]]] = []

    def call_later(self, delay: float, callback: Callable[[], None]) -> SimpleNamespace:
        timer = (delay, callback)
        self.set.append(timer)
        return SimpleNamespace(cancel=partial(self.set.remove, timer))

    def fire(self) -> None:
        ((_, callback),) = self.set
        callback()


async def opened(monkeypatch: pytest.MonkeyPatch) -> tuple[Journal, SlowDisk, Timers]:
    disk, timers = SlowDisk(None), Timers()
    monkeypatch.setattr(journal_module, "Writer", lambda _: disk)
    monkeypatch.setattr(asyncio.get_running_loop(), "call_later", timers.call_later)
    return await Journal("journal", FACTS).__aenter__(), disk, timers


async def settle(journal: Journal, times: int = 1) -> None:
    for _ in range(times):
        await journal.settle(b"row", DONE)


async def note(journal: Journal, times: int = 1) -> None:
    for _ in range(times):
        await journal.note(REMARK)


async def is_waiting(task: asyncio.Task[None]) -> bool:
    for _ in range(5):
        await asyncio.sleep(0)
    return not task.done()


async def test_outcomes_gather_for_ten_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    journal, disk, timers = await opened(monkeypatch)
    for outcomes, submitted in ((1, [True]), (3, [True, True])):
        await settle(journal, outcomes)
        assert [delay for delay, _ in timers.set] == [0.010]
        assert disk.urgent == submitted[1:]
        timers.fire()
        assert disk.urgent == submitted
        assert timers.set == []


async def test_as_many_as_256_outcomes_go_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    journal, disk, timers = await opened(monkeypatch)
    await settle(journal, 255)
    assert disk.urgent == []
    await settle(journal)
    assert disk.urgent == [True]
    assert timers.set == []  # nothing is left to do
    await settle(journal, 2)
    assert [delay for delay, _ in timers.set] == [0.010]


async def test_outcomes_go_before_whatever_follows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    journal, disk, timers = await opened(monkeypatch)
    await settle(journal, 2)
    await note(journal)
    assert timers.set == []  # a remark takes them along
    await settle(journal)
    claiming = asyncio.create_task(journal.claim([claim("a")]))
    assert await is_waiting(claiming)
    assert disk.urgent == [True, False, True, True]
    disk.done(3)
    await claiming


async def test_remarks_wait_once_more_than_64_writes_are_under_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal, disk, _ = await opened(monkeypatch)
    await note(journal, 64)
    one_more = asyncio.create_task(note(journal))
    assert await is_waiting(one_more)
    disk.done(1, 64)
    assert await is_waiting(one_more)
    disk.done(0)
    assert not await is_waiting(one_more)
    await note(journal)  # the first two are forgotten: there is room for one


async def test_outcomes_wait_once_more_than_64_writes_are_under_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal, disk, _ = await opened(monkeypatch)
    await note(journal, 64)
    await settle(journal, 255)
    one_more = asyncio.create_task(settle(journal))
    assert await is_waiting(one_more)
    disk.done(0)
    assert not await is_waiting(one_more)


async def test_a_wait_that_is_given_up_leaves_the_write_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal, disk, _ = await opened(monkeypatch)
    await note(journal, 64)
    for waiting in (asyncio.create_task(note(journal)), asyncio.create_task(journal.flush())):
        assert await is_waiting(waiting)
        waiting.cancel()
        await asyncio.wait([waiting])
    assert not any(future.cancelled() for future in disk.futures)


@pytest.mark.parametrize("then", [settle, note])
async def test_a_write_that_failed_is_told_by_what_comes_next(
    monkeypatch: pytest.MonkeyPatch, then: Callable[[Journal], Awaitable[None]]
) -> None:
    journal, disk, _ = await opened(monkeypatch)
    await note(journal, 2)
    disk.done(1)
    await then(journal)  # the first is still under way
    disk.futures[0].set_exception(JournalFailed("disk is full"))
    with pytest.raises(JournalFailed, match="disk is full"):
        await then(journal)


async def test_after_a_flush_nothing_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    journal, disk, _ = await opened(monkeypatch)
    await note(journal, 64)
    await settle(journal, 3)
    flushing = asyncio.create_task(journal.flush())
    assert await is_waiting(flushing)
    assert disk.urgent == [*[False] * 64, True, True]
    disk.done(*range(66))
    await flushing
    await note(journal, 64)


@pytest.mark.parametrize("path", [5, "jour\0nal"])
def test_what_is_no_path_is_refused_by_its_name(path: Any) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Journal(path)
    assert refused.value.field == "journal"


async def test_what_has_gathered_is_written_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.claim([claim("a"), claim("b")])
        await journal.settle(claim("a").row, DONE)
    async with Journal(path, FACTS) as journal:
        counts = await journal.counts()
        assert (counts.done, counts.sent) == (1, 1)


async def test_a_mended_row_is_tried_again_where_nothing_is_said(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim([claim("a")])
        await journal.settle(claim("a").row, REFUSED, content=claim("a"))
        await journal.begin()
        assert [one.standing for one in await journal.claim([claim("a")])] == ["failed"]
        assert [one.standing for one in await journal.claim([claim("a", b"two")])] == ["retried"]


async def test_a_journal_of_which_no_run_began_has_no_earlier_runs(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.claim([claim("a")])
        assert [record async for record in journal.records(earlier_runs=True)] == []
        await journal.begin()
        assert [one.key async for one in journal.records(earlier_runs=True)] == ["a"]
        assert await standings(journal, claim("a")) == ["resumed"]
        assert [record async for record in journal.records(earlier_runs=True)] == []


async def test_only_the_first_hundred_remarks_and_reasons_are_given(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        for line in range(101):
            await journal.note(evolve(REMARK, line=line))
            await journal.refuse(claim(str(line)), evolve(REFUSED, error=f"reason {line}"))
        assert [one.line for one in await journal.notes()] == [*range(100)]
        assert len(await journal.refusal_reasons()) == 100


async def test_only_the_first_thousand_rows_that_share_a_document_are_told(
    tmp_path: Path,
) -> None:
    rows = [claim(str(number), line=number) for number in range(1001)]
    async with Journal(tmp_path / "journal", FACTS) as journal:
        await journal.begin()
        await journal.claim(rows)
        for row in rows:
            await journal.settle(row.row, DONE)
        assert [one.line for one in await journal.shared_documents()] == [*range(1000)]
        await journal.note_shared_documents()
        assert await journal.note_counts() == {"duplicate": 1000}


@pytest.mark.parametrize(
    ("key", "loose"),
    [
        ("A 17", "a17"),
        (" 0017\t", "17"),
        ("\ufb01n \uff11", "fin1"),
        ("Stra\u00dfe", "strasse"),
        ("000", "000"),
        ("100", "100"),
        ("a\u200b1\u00ad7", "a17"),
        ("a\x001\x7f7", "a17"),
        ("1 \U0001f680", "1\U0001f680"),
        ("", ""),
    ],
)
def test_near_twins_differ_in_what_is_easily_lost(key: str, loose: str) -> None:
    assert loose_key(key) == loose
