"""The results of a batch as they come."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from .desk import OnResult
    from .report import BatchReport, RowResult

_AHEAD: Final = 256


class BatchStream:
    """Yields what became of each row, in the order in which rows end: `async for row in stream`.

    The run waits for a slow consumer. Leaving the loop stops the run; run again with the same
    journal to go on. `report` is there once the loop has gone to its end.
    """

    def __init__(self, run: Callable[[OnResult], Coroutine[object, object, BatchReport]]) -> None:
        self._run = run
        self.report: BatchReport | None = None

    async def __aiter__(self) -> AsyncGenerator[RowResult, None]:
        """Start the run and yield its results.

        Raises:
            Exception: As `issue`.
        """
        results: asyncio.Queue[RowResult | None] = asyncio.Queue(_AHEAD)

        async def run() -> BatchReport:
            try:
                return await self._run(results.put)
            finally:
                if not running.cancelled():
                    await results.put(None)

        running = asyncio.create_task(run())
        try:
            while (result := await results.get()) is not None:
                yield result
            self.report = await running
        finally:
            if not running.done():
                running.cancel()
                await asyncio.wait([running])
