"""How fast a run says it is, and how long it will take: of what it does, not of what was done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest

from spaceinvoices_async import ClientOptions
from spaceinvoices_async._pipeline import Pipeline
from spaceinvoices_async.batch import Journal
from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
from spaceinvoices_async.batch.engine.context import RunContext
from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
from spaceinvoices_async.batch.engine.monitor import RunMonitor
from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
from spaceinvoices_async.batch.engine.send_queue import SendQueue
from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.batch.progress import RateMeter
from spaceinvoices_async.batch.progress_file import ProgressFile
from spaceinvoices_async.testing import FakeClock, ScriptedTransport

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Progress
    from spaceinvoices_async.batch.engine.account_pool import Accounts


class Run:
    """A run that does as it is told, second by second, and what it reports of it."""

    def __init__(self, folder: Path, *, earlier: int) -> None:
        self._earlier = earlier
        self._told: asyncio.Queue[Progress] = asyncio.Queue()
        self._clock = FakeClock()
        context = RunContext(
            store=Journal(folder / "journal"),
            accounts=cast("Accounts", None),
            pipeline=Pipeline(
                base_url="http://localhost",
                transport=ScriptedTransport(),
                options=ClientOptions(),
                clock=self._clock,
            ),
            options=BatchOptions(),
            send_queue=SendQueue(capacity=1, most=1, slow=False, ordered=False, stop=StopSignal()),
            lookup_queue=LookupQueue(self._clock, (1.0,)),
            circuit_breaker=CircuitBreaker(BatchOptions(), self._clock),
            on_progress=self._told.put_nowait,
        )
        self.recorder = OutcomeRecorder(context)
        self._monitor = RunMonitor(context, self.recorder, ProgressFile(folder / "journal"))

    async def go(self, total: int, *seconds: tuple[int, int]) -> list[Progress]:
        """Go through seconds, in each of which so many rows are skipped and issued."""
        await self._monitor.begin(total, self._earlier)
        watching = asyncio.create_task(self._monitor.run())
        told: list[Progress] = []
        for skipped, issued in seconds:
            self.recorder.skipped += skipped
            self.recorder.issued += issued
            self.recorder.read += skipped + issued
            await self._clock.advance(1)
            told.append(await self._told.get())  # once the progress file's thread has written
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
