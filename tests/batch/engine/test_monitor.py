"""How fast a run says it is, and how long it will take: of what it does, not of what was done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from attrs import define

from spaceinvoices_async.batch.engine.monitor import RunMonitor
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.batch.progress import RateMeter
from spaceinvoices_async.batch.progress_file import ProgressFile
from spaceinvoices_async.testing import FakeClock

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Progress


@define
class OutcomeRecorder:
    """Counts as a run's desk does; what was done before is as the test says."""

    earlier: int
    read: int = 0
    issued: int = 0
    skipped: int = 0
    failed: int = 0
    unresolved: int = 0

    async def done_before(self) -> int:
        return self.earlier


@define
class SendQueue:
    taken: int = 0


class Run:
    """A run that does as it is told, second by second, and what it tells of it."""

    def __init__(self, folder: Path, *, earlier: int) -> None:
        self.desk = OutcomeRecorder(earlier)
        self._told: asyncio.Queue[Progress] = asyncio.Queue()
        self._clock = FakeClock()
        self._monitor = RunMonitor(
            self.desk,
            SendQueue(),
            [],
            ProgressFile(folder / "journal"),
            BatchOptions(),
            self._clock,
            on_progress=self._told.put_nowait,
            on_tick=lambda: None,
        )

    async def go(self, total: int, *seconds: tuple[int, int]) -> list[Progress]:
        """Go through seconds, in each of which so many rows are skipped and issued."""
        await self._monitor.begin(total)
        watching = asyncio.create_task(self._monitor.run())
        told: list[Progress] = []
        for skipped, issued in seconds:
            self.desk.skipped += skipped
            self.desk.issued += issued
            self.desk.read += skipped + issued
            await self._clock.advance(1)
            told.append(await self._told.get())  # once the beacon's thread has written
        watching.cancel()
        await asyncio.wait([watching])
        await self._monitor.end()
        return told


async def test_a_run_without_a_past_is_as_fast_as_it_issues(tmp_path: Path) -> None:
    told = await Run(tmp_path, earlier=0).go(1000, (0, 0), (0, 100), (0, 100))
    assert [(one.per_second, one.eta) for one in told] == [(0, None), (100, 9), (100, 8)]


async def test_rows_done_before_neither_speed_a_run_up_nor_slow_its_beginning(
    tmp_path: Path,
) -> None:
    run = Run(tmp_path, earlier=180_000)
    passing, issuing = [(60_000, 0)] * 3, [(0, 100)] * 2
    told = await run.go(200_000, *passing, *issuing)
    assert [one.per_second for one in told] == [0, 0, 0, 100, 100]
    assert [one.eta for one in told] == [None, None, None, 199, 198]


async def test_rows_that_are_yet_to_be_skipped_take_no_time(tmp_path: Path) -> None:
    run = Run(tmp_path, earlier=180_000)
    told = await run.go(200_000, (60_000, 100), (60_000, 0), (60_000, 0), (0, 100))
    assert [one.to_skip for one in told] == [120_000, 60_000, 0, 0]
    assert [one.per_second for one in told] == [100, 100, 100, 100]
    assert [one.eta for one in told] == [199, 199, 199, 198]


async def test_rows_done_here_and_there_do_not_count(tmp_path: Path) -> None:
    told = await Run(tmp_path, earlier=900).go(1000, *[(90, 10)] * 4)
    assert [one.per_second for one in told] == [10, 10, 10, 10]
    assert [one.eta for one in told] == [9, 8, 7, 6]


async def test_the_journal_of_a_larger_input_says_nothing_of_this_one(tmp_path: Path) -> None:
    told = await Run(tmp_path, earlier=5000).go(1000, (0, 100))
    assert (told[0].to_skip, told[0].eta) == (0, 9)


def test_a_pace_falls_while_nothing_ends() -> None:
    pace = RateMeter(1.0)
    for ended in [100] * 11:
        pace.tick(ended)
    assert pace.value == pytest.approx(100 / 11)
    pace.tick(100, elsewhere=True)
    assert pace.value == pytest.approx(100 / 11)
