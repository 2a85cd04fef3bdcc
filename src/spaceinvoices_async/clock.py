"""Clock: the only source of time of the SDK."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Final, Protocol


class Timer(Protocol):
    """A callback that has not happened yet."""

    def cancel(self) -> None:
        """Forget the callback; harmless when it has already happened."""
        ...


class Clock(Protocol):
    """The only source of time: tests put `testing.FakeClock` in its place and wait for nothing."""

    def monotonic(self) -> float:
        """Seconds since an arbitrary moment; never goes back. Deadlines are points on this scale."""
        ...

    def now(self) -> datetime:
        """The wall clock in UTC; may jump either way, so never measure a duration with it."""
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


class SystemClock:
    """The clock of the machine and of the running event loop."""

    __slots__ = ()

    def monotonic(self) -> float:
        """Seconds since an arbitrary moment, by the running event loop: its timers go by it too.

        A test that freezes `time` or puts another loop in place moves both or neither.
        """
        try:
            return asyncio.get_running_loop().time()
        except RuntimeError:  # asked from outside, for statistics
            return time.monotonic()

    def now(self) -> datetime:
        """The wall clock in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Suspend the calling task; zero or less only lets the others run."""
        await asyncio.sleep(seconds)

    def timeout(self, seconds: float | None) -> AbstractAsyncContextManager[object]:
        """Cancel the block after so many seconds and raise `TimeoutError`; None never does."""
        return asyncio.timeout(seconds)

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Call back on the running loop after so many seconds, unless cancelled before."""
        return asyncio.get_running_loop().call_later(seconds, callback)


SYSTEM_CLOCK: Final = SystemClock()
