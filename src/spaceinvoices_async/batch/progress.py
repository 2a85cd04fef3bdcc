"""Reports how far work is that sends nothing: a check, or making a journal anew."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from spaceinvoices_async.batch.report import Progress
    from spaceinvoices_async.clock import Clock

_SMOOTHING_S: Final = 10.0

_logger: Final = logging.getLogger("spaceinvoices_async")


class RateMeter:
    """A rate over the last ten seconds or so, measured at regular moments.

    Args:
        interval: Seconds between two measurements.
    """

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._ended = 0
        self._ticks = 0
        self.value: float = 0.0
        """Rows per second; 0 until the first has ended."""

    def tick(self, ended: int, *, elsewhere: bool = False) -> None:
        """Take the count of now.

        Args:
            ended: Rows that have ended, of those that are measured.
            elsewhere: Whether the time since the last tick went into other rows: a tick in which
                none of the measured ones has ended tells nothing then.
        """
        new, self._ended = ended - self._ended, ended
        if new == 0 and (elsewhere or self._ticks == 0):
            return
        self._ticks += 1
        # The first ones count in full: a pace that climbs from nothing tells a wrong time to go.
        share = max(self._interval / (self._interval + _SMOOTHING_S), 1 / self._ticks)
        self.value += share * (new / self._interval - self.value)


def guarded(on_progress: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """Wrap a progress hook: an error of it is logged, once, and never decides how work ends."""
    failed = False

    def call(progress: Progress) -> None:
        nonlocal failed
        try:
            on_progress(progress)
        except Exception:  # noqa: BLE001 - somebody else's code, and its error is logged
            if not failed:
                _logger.warning("the on_progress hook failed; the batch goes on", exc_info=True)
            failed = True

    return call


T = TypeVar("T")

_TICK_S: Final = 1.0


class Counted(Protocol):
    """Counts rows, perhaps in another thread."""

    @property
    def rows(self) -> int:
        """Rows so far."""
        ...

    def progress(self, *, per_second: float, elapsed: float) -> Progress:
        """Return the same for whoever is told."""
        ...


@frozen
class ProgressReporter:
    """Calls the progress hook at an interval while work is under way.

    Attributes:
        on_progress: Called on the event loop's thread; None calls nobody. See `guarded`.
        interval: Seconds between two calls.
        clock: Of the client.
    """

    on_progress: Callable[[Progress], None] | None
    interval: float
    clock: Clock

    async def during(self, work: Coroutine[object, object, T], counted: Counted) -> T:
        """Do the work and report how far it is, at its end as well.

        Raises:
            Exception: What the work raises.
        """
        if self.on_progress is None:
            return await work
        interval, started = self.interval or _TICK_S, self.clock.monotonic()
        rate = RateMeter(interval)

        def tell(on_progress: Callable[[Progress], None]) -> None:
            elapsed = self.clock.monotonic() - started
            on_progress(counted.progress(per_second=rate.value, elapsed=elapsed))

        async def watch(on_progress: Callable[[Progress], None]) -> None:
            while True:
                await self.clock.sleep(interval)
                rate.tick(counted.rows)
                tell(on_progress)

        watching = asyncio.ensure_future(watch(self.on_progress))
        try:
            result = await work
        finally:
            watching.cancel()
            await asyncio.wait([watching])
        tell(self.on_progress)
        return result
