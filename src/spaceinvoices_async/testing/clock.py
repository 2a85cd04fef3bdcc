"""A clock that a test moves by hand."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncGenerator, Callable, Sized
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Final

from attrs import define, field

_DEFAULT_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
# In one turn the loop polls its sockets, in the next it runs what they woke.
_IDLE_TURNS: Final = 2
# Loops that hide their ready queue (uvloop) are taken for idle after this many turns.
_BLIND_TURNS: Final = 100


@define(eq=False)
class _Timer:
    when: float
    callback: Callable[[], object]
    loop: asyncio.AbstractEventLoop
    cancelled: bool = field(default=False, init=False)

    def cancel(self) -> None:
        self.cancelled = True


class FakeClock:
    """A clock that stands still until a test moves it, so that an hour of retries takes no time.

    ```python
    clock = FakeClock()
    task = asyncio.create_task(clock.sleep(30))
    await clock.advance(29.9)      # the task still sleeps
    await clock.advance(0.1)       # now it has ended
    ```

    With `auto=True` nothing needs to be moved: whenever the event loop has nothing left to do, the
    clock jumps to the next moment somebody waits for, a timeout's end included. The clock does not
    see sockets, threads or other processes: where the test waits for such, `grace` is how many
    *real* seconds to give them before each jump. One such clock per event loop.

    Fails with `ValueError` for a `start` without a time zone.
    """

    def __init__(
        self,
        *,
        start: datetime = _DEFAULT_START,
        auto: bool = False,
        grace: float = 0.0,
    ) -> None:
        if start.tzinfo is None:
            raise ValueError(
                "start needs a time zone, for example datetime(2026, 1, 1, tzinfo=UTC)"
            )
        self._start = start.astimezone(UTC)
        self._wall_offset = timedelta()
        self._elapsed = 0.0
        self._auto = auto
        self._grace = grace
        self._watched_loop: asyncio.AbstractEventLoop | None = None
        self._timers: list[tuple[float, int, _Timer]] = []
        self._order = count()
        self.slept: list[float] = []
        """The seconds of every `sleep` so far, in the order they were asked for."""

    def __repr__(self) -> str:
        return f"<FakeClock at {self._elapsed:g} s, {self.pending} pending>"

    @property
    def pending(self) -> int:
        """How many sleeps, timeouts and callbacks lie ahead."""
        return sum(not timer.cancelled for _, _, timer in self._timers)

    def monotonic(self) -> float:
        """Return seconds since this clock was made."""
        return self._elapsed

    def now(self) -> datetime:
        """Return `start` plus the time advanced since and every `shift_wall`, in UTC."""
        return self._start + timedelta(seconds=self._elapsed) + self._wall_offset

    def shift_wall(self, by: timedelta) -> None:
        """Move the wall clock alone, as an administrator or a time server does; nobody wakes up."""
        self._wall_offset += by

    async def sleep(self, seconds: float) -> None:
        """Suspend the calling task until the clock has been moved so far."""
        self.slept.append(seconds)
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        await self._until(seconds)

    @asynccontextmanager
    async def timeout(self, seconds: float | None) -> AsyncGenerator[None, None]:
        """Raise `TimeoutError` in the block once the clock has been moved so far."""
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
        """Call back once the clock has been moved so far; equal moments in the order asked for."""
        loop = asyncio.get_running_loop()
        timer = _Timer(self._elapsed + max(0.0, seconds), callback, loop)
        heapq.heappush(self._timers, (timer.when, next(self._order), timer))
        if self._auto and self._watched_loop is not loop:
            self._watched_loop = loop
            loop.call_soon(self._watch, 0)
        return timer

    async def advance(self, seconds: float) -> None:
        """Move on by so many seconds, stopping at every moment somebody waits for.

        At each stop everything that can run does run, until all tasks wait for something, before
        the clock moves on. Fails with `ValueError` for a negative number.
        """
        if seconds < 0:
            raise ValueError(f"a clock cannot go back ({seconds} s)")
        if self._auto:  # the watcher is moving it already
            await self._until(seconds)
            return
        target = self._elapsed + seconds
        await self._settle()
        while (timer := self._next()) is not None and timer.when <= target:
            self._fire(timer)
            await self._settle()
        self._elapsed = target

    async def _until(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        timer = self.call_later(seconds, partial(_wake, future))
        try:
            await future
        finally:
            timer.cancel()

    async def _settle(self) -> None:
        if self._grace:
            await asyncio.sleep(self._grace)
        loop = asyncio.get_running_loop()
        turns = 0
        while turns < _enough(loop):
            await asyncio.sleep(0)
            turns = _idle_turns(loop, turns)

    def _next(self) -> _Timer | None:
        while self._timers:
            timer = self._timers[0][2]
            if not timer.cancelled and not timer.loop.is_closed():
                return timer
            heapq.heappop(self._timers)
        return None

    def _fire(self, timer: _Timer) -> None:
        heapq.heappop(self._timers)
        self._elapsed = timer.when
        timer.callback()

    def _watch(self, turns: int) -> None:
        """Look whether the loop is idle, again and again until nobody waits for this clock."""
        loop = asyncio.get_running_loop()
        turns = _idle_turns(loop, turns)
        if self._next() is None:
            self._watched_loop = None
        elif turns < _enough(loop):
            loop.call_soon(self._watch, turns)
        elif self._grace:
            loop.call_later(self._grace, self._jump)
        else:
            self._jump()

    def _jump(self) -> None:
        loop = asyncio.get_running_loop()
        timer = self._next()
        if timer is not None and _idle_turns(loop, 0):
            self._fire(timer)
        loop.call_soon(self._watch, 0)


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _idle_turns(loop: asyncio.AbstractEventLoop, turns: int) -> int:
    """For how many turns in a row the loop has had nothing to run but the one who asks."""
    ready: Sized = getattr(loop, "_ready", ())
    return 0 if len(ready) else turns + 1


def _enough(loop: asyncio.AbstractEventLoop) -> int:
    return _IDLE_TURNS if hasattr(loop, "_ready") else _BLIND_TURNS
