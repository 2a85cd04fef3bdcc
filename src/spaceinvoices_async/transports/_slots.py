"""What the transports share: a state for each event loop, and connections shared out in order."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

from spaceinvoices_async.clock import running_loop

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")
T = TypeVar("T")


class PerLoop(Generic[T]):
    """One thing for each event loop, made at its first use there.

    Forgotten, never closed, are those of a loop that has ended, where nothing can be closed any
    more, and after a fork, where they are the parent's.

    Args:
        make: Makes the thing for the running loop.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._process = os.getpid()
        self._kept: dict[asyncio.AbstractEventLoop, T] = {}

    def get(self) -> T:
        """Return that of the running loop.

        Raises:
            ConfigurationError: No event loop of asyncio is running.
        """
        loop = running_loop()
        if self._process != os.getpid():
            self._process = os.getpid()
            self._kept = {}
        found = self._kept.get(loop)
        if found is None:
            # One by one, out of a copy: loops of other threads come and go meanwhile.
            for known in self._kept.copy():
                if known.is_closed():
                    self._kept.pop(known, None)
            found = self._kept[loop] = self._make()
        return found

    def pop(self) -> T | None:
        """Forget that of the running loop and return it; None if there is none."""
        return self._kept.pop(running_loop(), None)


class ConnectionSlots(Generic[S]):
    """Connections of several small pools, opened one after the other as they are needed.

    A pool never sees more requests than it has connections, so none queue inside it, where each
    would make every other one slower.
    """

    def __init__(self, sizes: list[int], open_shard: Callable[[int], S]) -> None:
        self._free = sizes
        self._open_shard = open_shard
        self._shards: list[S] = []
        # In the order of asking, with the moment at which each gives up.
        self._waiting: OrderedDict[asyncio.Future[int], float] = OrderedDict()
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def shards(self) -> list[S]:
        """The pools that have been opened."""
        return self._shards

    async def acquire(self, within: float) -> int:
        """Return the number of a pool with a free connection, in so many seconds.

        Raises:
            TimeoutError: None became free in time.
        """
        if not self._waiting:
            for number, free in enumerate(self._free):
                if free:
                    self._free[number] -= 1
                    return number
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[int] = loop.create_future()
        self._waiting[turn] = loop.time() + within
        self._watch(loop, self._waiting[turn])
        try:
            return await turn
        except BaseException:
            self._waiting.pop(turn, None)
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.release(turn.result())  # granted just as the caller was cancelled
            raise

    def release(self, number: int) -> None:
        """Give a connection of a pool back, to whoever waits longest."""
        while self._waiting:
            turn, _ = self._waiting.popitem(last=False)
            if not turn.done():
                turn.set_result(number)
                return
        self._free[number] += 1

    def shard(self, number: int) -> S:
        """Return the pool of a number.

        The lower ones are kept busy first, and so their connections warm.
        """
        while len(self._shards) <= number:
            self._shards.append(self._open_shard(len(self._shards)))
        return self._shards[number]

    def _watch(self, loop: asyncio.AbstractEventLoop, moment: float) -> None:
        """Set one timer for all who wait: under load most requests do, and equally long."""
        if self._alarm is not None and self._alarm.when() > moment:
            self._alarm.cancel()
            self._alarm = None
        if self._alarm is None:
            self._alarm = loop.call_at(moment, self._expire, loop)

    def _expire(self, loop: asyncio.AbstractEventLoop) -> None:
        self._alarm = None
        now = loop.time()
        for turn, moment in list(self._waiting.items()):
            if moment > now:
                self._watch(loop, moment)
            elif not turn.done():
                turn.set_exception(TimeoutError())
