"""Tells how far a run is: to whoever called it, and to others by a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.progress import RateMeter
from spaceinvoices_async.batch.report import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import SendQueue
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.batch.progress_file import ProgressFile
    from spaceinvoices_async.clock import Clock

_TICK: Final = 1.0


class RunMonitor:
    """Looks at a run about once a second.

    Args:
        desk: Of the run, where rows are counted.
        ready: Where rows wait to be sent.
        lot: Where rows wait to be looked up.
        beacon: Shows others how far the run is.
        options: Of the batch.
        clock: Of the client.
        on_progress: Told how far the run is.
        on_tick: Called each time.
    """

    def __init__(
        self,
        desk: OutcomeRecorder,
        ready: SendQueue,
        lot: LookupQueue,
        beacon: ProgressFile,
        options: BatchOptions,
        clock: Clock,
        *,
        on_progress: Callable[[Progress], None] | None,
        on_tick: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._ready = ready
        self._lot = lot
        self._beacon = beacon
        self._interval = options.progress_interval
        self._tick = min(options.progress_interval or _TICK, _TICK)
        self._clock = clock
        self._on_progress = on_progress
        self._on_tick = on_tick
        self._started = clock.monotonic()
        self._total: int | None = None
        self._earlier = 0
        self._pace = RateMeter(self._tick)

    async def begin(self, total: int | None) -> None:
        """The run begins, with so many rows, if that is known."""
        self._total = total
        self._earlier = await self._desk.done_before()
        await self._beacon.show(self.progress())

    async def end(self) -> None:
        """The run is over."""
        await self._beacon.end()

    async def run(self) -> None:
        """Look until cancelled."""
        interval = self._tick
        told = shown = 0.0
        skipped = 0
        while True:
            await self._clock.sleep(interval)
            self._pace.tick(self._desk.issued, elsewhere=self._desk.skipped > skipped)
            skipped = self._desk.skipped
            self._on_tick()
            shown += interval
            if shown >= _TICK:
                shown = 0.0
                await self._beacon.show(self.progress())
            told += interval
            if self._on_progress is not None and told >= self._interval:
                told = 0.0
                self._on_progress(self.progress())

    def progress(self) -> Progress:
        """How far the run is."""
        desk = self._desk
        return Progress(
            read=desk.read,
            total=self._total,
            issued=desk.issued,
            skipped=desk.skipped,
            to_skip=self._to_skip(),
            failed=desk.failed,
            in_flight=self._ready.taken,
            parked=len(self._lot),
            unresolved=desk.unresolved,
            per_second=self._pace.value,
            elapsed=self._clock.monotonic() - self._started,
        )

    def _to_skip(self) -> int:
        # A journal of more rows than the input is of another one, such as all that was not refused.
        if self._total is None or self._earlier > self._total:
            return 0
        return max(0, self._earlier - self._desk.skipped)
