"""When a run is looked at, who is told, and what."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from spaceinvoices_async.batch.engine.monitor import RunMonitor
from spaceinvoices_async.batch.report import Progress, Stop
from tests.batch.engine.engine_rig import Engine, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.progress_file import ProgressFile
    from spaceinvoices_async.testing import FakeClock


class File:
    """Remembers what other processes are shown, and when."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.shown: list[tuple[float, Progress]] = []
        self.ended = False

    async def show(self, progress: Progress) -> None:
        self.shown.append((self._clock.monotonic(), progress))

    async def end(self) -> None:
        self.ended = True


class Telemetry:
    """Remembers what telemetry is told."""

    def __init__(self) -> None:
        self.told: list[dict[str, object]] = []

    def progressed(self, **told: object) -> None:
        self.told.append(told)


class Rig:
    """A monitor over the parts of a run."""

    def __init__(
        self, *, hook: bool = True, observed: Telemetry | None = None, **more: Any
    ) -> None:
        self.workers: Any = more.pop("workers", None)
        self.engine = Engine(**more)
        self.clock = self.engine.clock
        self.told: list[tuple[float, Progress]] = []
        self.file = File(self.clock)
        context = self.engine.context
        self.stalled: Callable[..., Stop | None] = context.circuit_breaker.stalled
        self.context = SimpleNamespace(
            clock=context.clock,
            options=context.options,
            send_queue=context.send_queue,
            lookup_queue=context.lookup_queue,
            circuit_breaker=SimpleNamespace(stalled=self._ask),
            pipeline=SimpleNamespace(budget=SimpleNamespace(left=7)),
            stop=context.stop,
            on_progress=self._hear if hook else None,
            observed=observed,
            workers=self.workers,
        )
        self.asked: list[dict[str, object]] = []
        self.stop: Stop | None = None
        self.recorder = self.engine.recorder
        self.monitor = RunMonitor(
            cast("RunContext", self.context), self.recorder, cast("ProgressFile", self.file)
        )

    def _ask(self, **asked: object) -> Stop | None:
        self.asked.append(asked)
        return self.stop

    def _hear(self, progress: Progress) -> None:
        self.told.append((self.clock.monotonic(), progress))

    async def watch(self, seconds: float) -> None:
        watching = asyncio.create_task(self.monitor.run())
        await asyncio.sleep(0)
        await self.clock.advance(seconds)
        watching.cancel()
        await asyncio.wait([watching])


def moments(told: list[tuple[float, Progress]]) -> list[float]:
    return [moment for moment, _ in told]


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        (0.25, [number / 4 for number in range(1, 17)]),
        (0.5, [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]),
        (1.0, [1.0, 2.0, 3.0, 4.0]),
        (2.0, [2.0, 4.0]),
        (0.0, [1.0, 2.0, 3.0, 4.0]),
    ],
)
async def test_the_hook_is_called_at_its_interval_and_the_file_written_every_second(
    interval: float, told: list[float]
) -> None:
    rig = Rig(progress_interval=interval)
    await rig.watch(4.0)
    assert moments(rig.told) == told
    assert moments(rig.file.shown) == [1.0, 2.0, 3.0, 4.0]


async def test_a_run_is_shown_when_it_begins_and_its_file_goes_at_the_end() -> None:
    rig = Rig()
    await rig.clock.advance(5)
    await rig.monitor.begin(10, 4)
    ((moment, progress),) = rig.file.shown
    assert (moment, progress.total, progress.to_skip, progress.elapsed) == (5.0, 10, 4, 5.0)
    assert rig.told == []
    assert not rig.file.ended
    await rig.monitor.end()
    assert rig.file.ended


async def test_a_run_has_lasted_since_it_was_made_ready() -> None:
    rig = Rig()
    await rig.clock.advance(5)
    context, file = cast("RunContext", rig.context), cast("ProgressFile", rig.file)
    monitor = RunMonitor(context, rig.recorder, file)
    await rig.clock.advance(2)
    assert monitor.progress().elapsed == 2.0


async def test_without_a_hook_the_file_is_written_all_the_same() -> None:
    rig = Rig(hook=False)
    await rig.watch(2.0)
    assert moments(rig.file.shown) == [1.0, 2.0]


async def test_telemetry_is_told_what_the_file_is() -> None:
    telemetry = Telemetry()
    rig = Rig(observed=telemetry)
    rig.recorder.begin(3)
    rig.engine.context.send_queue.push(row(1))
    await rig.engine.context.send_queue.take()
    for number in (2, 3):
        rig.engine.context.lookup_queue.park(row(number))
    await rig.monitor.begin(None, 0)
    rig.recorder.issued = 5
    await rig.watch(1.0)
    assert telemetry.told == [
        {"parked": 2, "in_flight": 1, "per_second": 0.0},
        {"parked": 2, "in_flight": 1, "per_second": 5.0},
    ]


async def test_a_run_that_stalls_is_stopped_with_the_reason() -> None:
    rig = Rig()
    await rig.watch(1.0)
    assert rig.asked == [{"waiting": False, "budget": 7}]
    assert not rig.engine.context.stop.is_set

    rig.recorder.begin(1)
    rig.stop = Stop(kind="no_progress", message="nothing is heard")
    await rig.watch(1.0)
    assert rig.asked[1:] == [{"waiting": True, "budget": 7}]
    assert rig.engine.context.stop.reason is rig.stop


async def test_what_is_told_is_what_the_parts_of_the_run_say() -> None:
    session = SimpleNamespace(reruns=3)
    rig = Rig(workers=(None, session))
    rig.monitor.planner = cast("Any", SimpleNamespace(rates={"w1": 2.0}))
    await rig.monitor.begin(100, 10)
    recorder = rig.recorder
    recorder.read, recorder.skipped, recorder.issued = 40, 4, 20
    recorder.failed, recorder.unresolved = 3, 2
    rig.engine.context.lookup_queue.park(row(1, safe_from=90.0))
    rig.engine.context.send_queue.push(row(2))
    await rig.engine.context.send_queue.take()
    await rig.clock.advance(2.0)
    assert rig.monitor.progress() == Progress(
        read=40,
        total=100,
        issued=20,
        skipped=4,
        to_skip=6,
        failed=3,
        in_flight=1,
        parked=1,
        unresolved=2,
        per_second=0.0,
        elapsed=2.0,
        wait=88.0,
        workers={"w1": 2.0},
        reruns=3,
    )


@pytest.mark.parametrize(
    ("total", "earlier", "skipped", "to_skip"),
    [(None, 5, 0, 0), (5, 5, 0, 5), (4, 5, 0, 0), (10, 5, 7, 0), (10, 5, 5, 0), (10, 5, 1, 4)],
)
async def test_rows_yet_to_be_skipped_are_those_done_before_less_those_that_were(
    total: int | None, earlier: int, skipped: int, to_skip: int
) -> None:
    rig = Rig()
    await rig.monitor.begin(total, earlier)
    rig.recorder.skipped = skipped
    progress = rig.monitor.progress()
    assert (progress.to_skip, progress.workers, progress.reruns) == (to_skip, {}, 0)


async def test_a_second_that_went_into_rows_done_before_does_not_slow_a_run_down() -> None:
    rig = Rig()
    watching = asyncio.create_task(rig.monitor.run())
    await asyncio.sleep(0)
    for issued, skipped in ((10, 0), (10, 5), (10, 5), (10, 6)):
        rig.recorder.issued, rig.recorder.skipped = issued, skipped
        await rig.clock.advance(1)
    watching.cancel()
    await asyncio.wait([watching])
    assert [progress.per_second for _, progress in rig.told] == [10.0, 10.0, 5.0, 5.0]
