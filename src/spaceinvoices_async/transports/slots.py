"""Shares connections out, in the order they are asked for, before any pool is involved."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")


class Slots(Generic[S]):
    """Connections of several small pools, opened one after the other as they are needed.

    A pool never sees more requests than it has connections, so none queue inside it, where each
    would make every other one slower.
    """

    def __init__(self, sizes: list[int], open_shard: Callable[[int], S]) -> None:
        self._free = sizes
        self._open_shard = open_shard
        self._shards: list[S] = []
        self._waiting: deque[asyncio.Future[int]] = deque()

    @property
    def shards(self) -> list[S]:
        """The pools that have been opened."""
        return self._shards

    async def acquire(self, timeout: float) -> int:  # noqa: ASYNC109 - a phase of its own
        """The number of a pool with a free connection.

        Raises:
            TimeoutError: None became free in time.
        """
        for number, free in enumerate(self._free):
            if free and not self._waiting:
                self._free[number] -= 1
                return number
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[int] = loop.create_future()
        self._waiting.append(turn)
        # A timer on the future itself: every waiting request passes here, and a timeout block
        # around it would cost three times as much.
        timer = loop.call_later(timeout, _expire, turn)
        try:
            return await turn
        except BaseException:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.release(turn.result())
            elif turn in self._waiting:
                self._waiting.remove(turn)
            raise
        finally:
            timer.cancel()

    def release(self, number: int) -> None:
        """Give a connection of a pool back, to whoever waits longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(number)
                return
        self._free[number] += 1

    def shard(self, number: int) -> S:
        """The pool of a number; the lower ones are kept busy first, and so their connections warm."""
        while len(self._shards) <= number:
            self._shards.append(self._open_shard(len(self._shards)))
        return self._shards[number]


def _expire(turn: asyncio.Future[int]) -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())
