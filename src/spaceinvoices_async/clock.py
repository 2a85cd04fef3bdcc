"""Clock: the only source of time of the SDK."""

from __future__ import annotations

import asyncio
import math
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import UTC, datetime
from types import TracebackType
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

    __slots__ = ("_alarms",)

    def __init__(self) -> None:
        # Those of the loop that was seen last; of one seen before, its deadlines hold their own.
        self._alarms: _Alarms | None = None

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
        """Cancel the block after so many seconds and raise `TimeoutError`; None never does.

        Of a second and more, deadlines share timers, and end up to 16 milliseconds late.
        """
        if seconds is None or not _SHORTEST_SHARED_S <= seconds <= _LONGEST_SHARED_S:
            return asyncio.timeout(seconds)
        loop = asyncio.get_running_loop()
        alarms = self._alarms
        if alarms is None or alarms.loop() is not loop:
            alarms = self._alarms = _Alarms(loop)
        return _Deadline(alarms, math.ceil((loop.time() + seconds) * _ALARMS_PER_SECOND))

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Call back on the running loop after so many seconds, unless cancelled before."""
        loop = asyncio.get_running_loop()
        if _stands_still(loop):
            return _ThreadTimer(loop, seconds, callback)
        return loop.call_later(seconds, callback)


_SHORTEST_SHARED_S: Final = 1.0
_LONGEST_SHARED_S: Final = 86_400.0
_ALARMS_PER_SECOND: Final = 64


class _Alarms:
    """Timers of one event loop, each for all deadlines that end in the same part of a second.

    Under load each call sets a deadline, minutes ahead, and takes it back. A timer for each would
    be sorted among the others, and visited by the garbage collector, for nothing.
    """

    __slots__ = ("by_moment", "loop")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop: Final = weakref.ref(loop)
        self.by_moment: Final[dict[int, _Alarm]] = {}
        """By the number of the part of a second at whose end they go off."""


class _Alarm:
    """One of these timers, gone as soon as nobody waits for it."""

    __slots__ = ("_all", "_deadlines", "_moment", "_timer")

    def __init__(self, alarms: _Alarms, moment: int) -> None:
        self._all = alarms.by_moment
        self._moment = moment
        self._deadlines: set[_Deadline] = set()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_at(moment / _ALARMS_PER_SECOND, self._go_off)
        self._all[moment] = self

    def add(self, deadline: _Deadline) -> None:
        """Let a deadline wait."""
        self._deadlines.add(deadline)

    def remove(self, deadline: _Deadline) -> None:
        """Let it wait no longer."""
        self._deadlines.discard(deadline)
        if not self._deadlines:
            self._timer.cancel()
            self._all.pop(self._moment, None)

    def _go_off(self) -> None:
        self._all.pop(self._moment, None)
        for deadline in self._deadlines:
            deadline.expire()


class _Deadline:
    """A block that is cancelled at its moment, and then raises `TimeoutError`.

    As `asyncio.timeout`: a cancellation from outside, before or after, is never swallowed.
    """

    __slots__ = ("_alarm", "_alarms", "_cancellations", "_has_expired", "_moment", "_task")

    def __init__(self, alarms: _Alarms, moment: int) -> None:
        self._alarms = alarms
        self._moment = moment
        self._has_expired = False

    async def __aenter__(self) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a deadline needs a task to cancel")
        self._task = task
        self._cancellations = task.cancelling()
        known = self._alarms.by_moment.get(self._moment)
        self._alarm = _Alarm(self._alarms, self._moment) if known is None else known
        self._alarm.add(self)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._alarm.remove(self)
        if self._has_expired:
            others = self._task.uncancel() > self._cancellations
            if not others and kind is asyncio.CancelledError:
                raise TimeoutError from error

    def expire(self) -> None:
        """Cancel the block."""
        self._has_expired = True
        self._task.cancel()


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
