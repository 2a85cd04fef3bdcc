"""A server that counts, and callers that use it, both on a clock without waiting."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async._limits.limiter import Limiter
    from spaceinvoices_async.clock import Clock


class ThrottlingServer:
    """Grants so many requests in any sliding second and refuses the rest."""

    def __init__(
        self, clock: Clock, limit: Callable[[float], int], *, retry_after: float | None = None
    ) -> None:
        self.clock = clock
        self.limit = limit
        self.retry_after = retry_after
        self.accepted: list[float] = []
        self.refused: list[float] = []
        self._window: deque[float] = deque()

    def answer(self) -> int:
        now = self.clock.monotonic()
        while self._window and self._window[0] <= now - 1.0:
            self._window.popleft()
        if len(self._window) >= self.limit(now):
            self.refused.append(now)
            return 429
        self._window.append(now)
        self.accepted.append(now)
        return 200

    def used(self, start: float, end: float) -> float:
        """The part of what it would have granted in that time that was asked for."""
        seconds = range(int(start), int(end))
        granted = sum(self.limit(second) for second in seconds)
        return sum(start < moment <= end for moment in self.accepted) / granted


def busiest_second(moments: list[float]) -> int:
    """The most moments in any second, its begin included and its end not."""
    most, first = 0, 0
    for index, moment in enumerate(moments):
        while moments[first] <= moment - 1.0 + 1e-9:
            first += 1
        most = max(most, index - first + 1)
    return most


async def keep_calling(
    limiter: Limiter, server: ThrottlingServer, *, latency: float, lane: str = "lane"
) -> None:
    """One caller that never rests."""
    while True:
        async with limiter.acquire(lane) as permit:
            await server.clock.sleep(latency / 2)
            status = server.answer()
            await server.clock.sleep(latency / 2)
            if status == 429:
                permit.throttled(server.retry_after)
            else:
                permit.succeeded()


async def run_callers(
    limiter: Limiter, server: ThrottlingServer, *, callers: int, latency: float, seconds: float
) -> None:
    """Callers at work for so many seconds of the server's clock."""
    tasks = [
        asyncio.create_task(keep_calling(limiter, server, latency=latency)) for _ in range(callers)
    ]
    await server.clock.sleep(seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def passing(limiter: Limiter, clock: Clock, count: int, deadline: float) -> list[float]:
    """The moments at which so many callers of one moment pass; who is refused is not among them."""
    passed: list[float] = []

    async def call() -> None:
        async with limiter.acquire("lane", deadline=deadline):
            passed.append(clock.monotonic())

    await asyncio.gather(*(call() for _ in range(count)), return_exceptions=True)
    return passed
