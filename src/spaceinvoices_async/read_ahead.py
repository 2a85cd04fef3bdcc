"""Pages fetched before they are asked for, handed out in order."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from .walk import Answer


class ReadAhead:
    """Fetches under way, by offset. Whoever stops early calls `drop`; no task outlives it."""

    def __init__(self, fetch: Callable[[int, int], Awaitable[Answer]]) -> None:
        self._fetch = fetch
        self._tasks: dict[int, asyncio.Task[Answer]] = {}

    def fill(self, pages: Iterable[tuple[int, int]], count: int) -> None:
        """Begin to fetch the first `count` of the pages, where that has not begun yet."""
        for skip, asks in islice(pages, count):
            if skip not in self._tasks:
                task = asyncio.create_task(self._run(skip, asks))
                task.add_done_callback(_retrieve)
                self._tasks[skip] = task

    async def take(self, skip: int, asks: int) -> Answer:
        """The page at an offset; its failure is raised here, in its turn."""
        task = self._tasks.pop(skip, None)
        return await (self._fetch(skip, asks) if task is None else task)

    async def drop(self) -> None:
        """Cancel what is under way, and wait until it has ended."""
        tasks = [*self._tasks.values()]
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, skip: int, asks: int) -> Answer:
        return await self._fetch(skip, asks)


def _retrieve(task: asyncio.Task[Answer]) -> None:
    # A page nobody took may have failed: asyncio would report it long after the loop was left.
    if not task.cancelled():
        task.exception()
