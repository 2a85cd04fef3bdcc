"""The sandbox's time: the system's, or one that stands still until it is moved."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from spaceinvoices_sandbox.loopback.dates import iso


class _Timer:
    """One callback of a loop, kept so that it can be called early."""

    __slots__ = ("_callback", "_clock", "_handle", "_loop", "due")

    def __init__(
        self,
        clock: SandboxClock,
        loop: asyncio.AbstractEventLoop,
        due: float,
        callback: Callable[[], object],
    ) -> None:
        self._clock = clock
        self._loop = loop
        self.due = due
        self._callback = callback
        self._handle: asyncio.TimerHandle | None = None

    def arm(self) -> None:
        """Wait on the timer's own loop for what is left of its time."""
        if self._handle is not None:
            self._handle.cancel()
        left = self.due - self._clock.monotonic()
        self._handle = self._loop.call_later(max(left, 0.0), self._fire)

    def rearm(self) -> None:
        """Do the same from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._still_armed)

    def _still_armed(self) -> None:
        if self._handle is not None:
            self.arm()

    def _fire(self) -> None:
        self.cancel()
        self._callback()

    def cancel(self) -> None:
        """Forget the callback; harmless when it has already happened."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self._clock.forget(self)


class SandboxClock:
    """The time of a sandbox and of the clients that share it.

    `now` is the date: `freeze` stops it and `advance` moves it. Waits go by `monotonic`, which never
    stands still, so that nothing waits for ever on a stopped date; `advance` ends at once every wait
    that would have ended in the meantime. Implements `spaceinvoices_async.Clock`:

        AsyncSpaceInvoices(local.token, transport=local.transport(), clock=local.clock)
    """

    def __init__(self) -> None:
        self._frozen: datetime | None = None
        self._skipped_s = 0.0
        self._timers: set[_Timer] = set()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """Return the current moment, aware, in UTC."""
        return self._frozen or datetime.now(UTC)

    @property
    def is_frozen(self) -> bool:
        """Whether the date stands still."""
        return self._frozen is not None

    def stamp(self) -> str:
        """Return the current moment as the API writes it."""
        return iso(self.now())

    def freeze(self, moment: datetime) -> None:
        """Stand still at an aware moment."""
        self._frozen = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move the date on, and end every wait that is over by then; a running date is stopped first.

        May be called from any thread. A negative `by` moves the date alone.
        """
        self._frozen = self.now() + by
        with self._lock:
            self._skipped_s += max(by.total_seconds(), 0.0)
            timers = [*self._timers]
        for timer in timers:
            timer.rearm()

    def resume(self) -> None:
        """Follow the system's date again."""
        self._frozen = None

    def monotonic(self) -> float:
        """Return seconds since an arbitrary moment; what was advanced has passed."""
        return time.monotonic() + self._skipped_s

    async def sleep(self, seconds: float) -> None:
        """Suspend the calling task; zero or less only lets the others run."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken = asyncio.Event()
        timer = self.call_later(seconds, woken.set)
        try:
            await woken.wait()
        finally:
            timer.cancel()

    @asynccontextmanager
    async def timeout(self, seconds: float | None) -> AsyncGenerator[None, None]:
        """Cancel the block after so many seconds and raise `TimeoutError`; None never does."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as scope:
            if seconds is None:
                yield
                return
            timer = self.call_later(seconds, lambda: scope.reschedule(loop.time()))
            try:
                yield
            finally:
                timer.cancel()

    def call_later(self, seconds: float, callback: Callable[[], object]) -> _Timer:
        """Call back on the running loop after so many seconds, unless cancelled before."""
        timer = _Timer(self, asyncio.get_running_loop(), self.monotonic() + seconds, callback)
        with self._lock:
            self._timers.add(timer)
        timer.arm()
        return timer

    def forget(self, timer: _Timer) -> None:
        """Move this timer no more; called by the timer itself."""
        with self._lock:
            self._timers.discard(timer)
