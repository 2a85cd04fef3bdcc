"""Reports how far a run is: to whoever called it, and to other processes by a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.progress import RateMeter
from spaceinvoices_async.batch.report import Progress

if TYPE_CHECKING:
    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.engine.planner import ChunkPlanner
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.progress_file import ProgressFile

_TICK: Final = 1.0


class RunMonitor:
    """Looks at a run about once a second.

    Args:
        context: Of the run.
        recorder: Counts the rows.
        progress_file: Shows other processes how far the run is.
    """

    def __init__(
        self, context: RunContext, recorder: OutcomeRecorder, progress_file: ProgressFile
    ) -> None:
        self._context = context
        self._recorder = recorder
        self._progress_file = progress_file
        self._interval = context.options.progress_interval
        self._tick = min(self._interval or _TICK, _TICK)
        self._clock = context.clock
        self._started = self._clock.monotonic()
        self._total: int | None = None
        self._earlier = 0
        self._rate = RateMeter(self._tick)
        self.planner: ChunkPlanner | None = None
        """Knows the workers, where other processes send."""

    async def begin(self, total: int | None, earlier: int) -> None:
        """Begin the run.

        Args:
            total: Rows of the input, where that is known.
            earlier: Rows that earlier runs have done.
        """
        self._total = total
        self._earlier = earlier
        await self._show()

    async def end(self) -> None:
        """End the run: its file goes."""
        await self._progress_file.end()

    async def run(self) -> None:
        """Look until cancelled."""
        interval = self._tick
        told = shown = 0.0
        skipped = 0
        while True:
            await self._clock.sleep(interval)
            self._rate.tick(self._recorder.issued, elsewhere=self._recorder.skipped > skipped)
            skipped = self._recorder.skipped
            stop_if_stalled(self._context, self._recorder)
            shown += interval
            if shown >= _TICK:
                shown = 0.0
                await self._show()
            told += interval
            if told >= self._interval:
                told = 0.0
                self.tell()

    def tell(self) -> None:
        """Call the hook with how far the run is."""
        if self._context.on_progress is not None:
            self._context.on_progress(self.progress())

    def progress(self) -> Progress:
        """Return how far the run is."""
        counts = self._recorder
        return Progress(
            read=counts.read,
            total=self._total,
            issued=counts.issued,
            skipped=counts.skipped,
            to_skip=self._to_skip(),
            failed=counts.failed,
            in_flight=self._context.send_queue.taken,
            parked=len(self._context.lookup_queue),
            unresolved=counts.unresolved,
            per_second=self._rate.value,
            elapsed=self._clock.monotonic() - self._started,
            wait=self._context.lookup_queue.longest_wait(),
            workers={} if self.planner is None else self.planner.rates,
            reruns=0 if self._context.workers is None else self._context.workers[1].reruns,
        )

    async def _show(self) -> None:
        """Show other processes, and telemetry, how far the run is."""
        progress = self.progress()
        if self._context.observed is not None:
            self._context.observed.progressed(
                parked=progress.parked,
                in_flight=progress.in_flight,
                per_second=progress.per_second,
            )
        await self._progress_file.show(progress)

    def _to_skip(self) -> int:
        # A journal of more rows than the input is of another one, such as all that was not refused.
        if self._total is None or self._earlier > self._total:
            return 0
        return max(0, self._earlier - self._recorder.skipped)


def stop_if_stalled(context: RunContext, recorder: OutcomeRecorder) -> None:
    """Stop a run whose open rows have waited too long for an answer that can be trusted."""
    reason = context.circuit_breaker.stalled(
        waiting=recorder.open > 0, budget=context.pipeline.budget.left
    )
    if reason is not None:
        context.stop.request(reason)
