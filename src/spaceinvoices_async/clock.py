"""Clock: the only source of time of the SDK."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import UTC, datetime
from typing import Final, Protocol

from spaceinvoices_async.errors import ConfigurationError


def running_loop() -> asyncio.AbstractEventLoop:
    """Return the running event loop, which has to be one of asyncio.

    Raises:
        ConfigurationError: There is none: another library, such as trio, runs the coroutine.
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise ConfigurationError(
            "no event loop of asyncio is running: the client works with asyncio, with any of its "
            "loops, and not with trio or another library"
        ) from None


class Timer(Protocol):
    """A callback that has not happened yet."""

    def cancel(self) -> None:
        """Forget the callback; harmless when it has already happened."""
        ...


class Clock(Protocol):
    """The only source of time: tests put `testing.FakeClock` in its place and wait for nothing."""

    def monotonic(self) -> float:
        """Return the seconds since an arbitrary moment; never goes back, and deadlines use it."""
        ...

    def now(self) -> datetime:
        """Return the wall clock in UTC; it may jump, so never measure a duration with it."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Suspend the calling task; zero or less only lets the others run."""
        ...

    def timeout(self, seconds: float | None) -> AbstractAsyncContextManager[object]:
        """Cancel the block after so many seconds and raise `TimeoutError`; None never does."""
        ...

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Call back on the running loop after so many seconds, unless cancelled before."""
        ...


# In a tuple: freezegun puts its own in place of what a module holds under a name.
_MONOTONIC: Final = (time.monotonic,)
# Between a loop and the machine's clock; uvloop's loop looks at the clock once a turn.
_TOLERANCE_S: Final = 1.0


def _stands_still(loop: asyncio.AbstractEventLoop) -> bool:
    """Return whether a test has frozen the time, the loop's too, so that no timer of it fires."""
    real = _MONOTONIC[0]
    return time.monotonic is not real and abs(loop.time() - real()) > _TOLERANCE_S


class SystemClock:
    """The clock of the running event loop, and of the machine for dates.

    Waits and rates go by the loop's own time, as its timers do. Where a test has frozen that, they
    go by the machine's clock all the same: a call under freezegun ends as it always does.
    """

    __slots__ = ()

    def monotonic(self) -> float:
        """Return seconds since an arbitrary moment."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # asked from outside, for statistics
            return _MONOTONIC[0]()
        if time.monotonic is not _MONOTONIC[0] and _stands_still(loop):
            return _MONOTONIC[0]()
        return loop.time()

    def now(self) -> datetime:
        """Return the wall clock in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Suspend the calling task; zero or less only lets the others run."""
        loop = asyncio.get_running_loop()
        if seconds <= 0 or not _stands_still(loop):
            await asyncio.sleep(seconds)
            return
        woken = asyncio.Event()
        timer = self.call_later(seconds, woken.set)
        try:
            await woken.wait()
        finally:
            timer.cancel()

    def timeout(self, seconds: float | None) -> AbstractAsyncContextManager[object]:
        """Cancel the block after so many seconds and raise `TimeoutError`; None never does."""
        return asyncio.timeout(seconds)

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Call back on the running loop after so many seconds, unless cancelled before."""
        loop = asyncio.get_running_loop()
        if _stands_still(loop):
            return _ThreadTimer(loop, seconds, callback)
        return loop.call_later(seconds, callback)


class _ThreadTimer:
    """A timer of its own thread, for a loop whose time stands still."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, seconds: float, callback: Callable[[], object]
    ) -> None:
        self._callback: Callable[[], object] | None = callback
        self._loop = loop
        self._timer = threading.Timer(seconds, self._elapsed)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Forget the callback."""
        self._callback = None
        self._timer.cancel()

    def _elapsed(self) -> None:
        with suppress(RuntimeError):  # the loop was closed meanwhile
            self._loop.call_soon_threadsafe(self._call)

    def _call(self) -> None:
        if self._callback is not None:
            self._callback()


SYSTEM_CLOCK: Final = SystemClock()
