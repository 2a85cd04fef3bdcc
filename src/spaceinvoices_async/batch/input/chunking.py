"""Takes rows from any iterable, a few at a time and never more than are wanted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterable
from contextlib import aclosing
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator

_LONGEST: Final = 0.002


class LoopYield:
    """Ask after each piece of work; gives the turn away once the slice has been long enough."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    async def between(self) -> None:
        """Give the turn away, if it is time."""
        if time.perf_counter() - self._began > _LONGEST:
            await asyncio.sleep(0)
            self._began = time.perf_counter()


T = TypeVar("T")
S = TypeVar("S")

# A source that gives a row now and then must not keep it back until there are many.
_LINGER: Final = 0.02


async def chunks(
    rows: Iterable[T] | AsyncIterable[T], size: int, read: Callable[[T], S]
) -> AsyncGenerator[list[S], None]:
    """Yield lists of up to so many rows; no row is read before it is needed.

    Args:
        rows: The source.
        size: Most rows in a list.
        read: Called with each row before the next is taken: a source may give one object again and
            again, changed each time.
    """
    if isinstance(rows, AsyncIterable):
        async with aclosing(
            _gathered(rows, size, read)
        ) as gathered:  # whoever stops lets go of all
            async for chunk in gathered:
                yield chunk
        return
    source = iter(rows)
    while True:
        chunk, error = await _taken(source, size, read)
        if chunk:
            yield chunk
        if error is not None:
            raise error
        if len(chunk) < size:
            return


async def _taken(
    source: Iterator[T], size: int, read: Callable[[T], S]
) -> tuple[list[S], Exception | None]:
    """Return the next rows; those before an error are not lost to it."""
    chunk: list[S] = []
    pause = LoopYield()
    try:
        # Mapped, so that no variable keeps a row: a traceback with its variables would show it.
        for made in map(read, islice(source, size)):
            chunk.append(made)
            await pause.between()
    except Exception as error:  # noqa: BLE001 - raised again, after what came before it
        return chunk, error
    return chunk, None


async def _gathered(
    rows: AsyncIterable[T], size: int, read: Callable[[T], S]
) -> AsyncGenerator[list[S], None]:
    source = aiter(rows)
    chunk: list[S] = []

    coming: asyncio.Future[S] | None = None
    failed: Exception | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(_next_row(source, read))
            await asyncio.wait([coming], timeout=_LINGER if chunk else None)
            if coming.done():
                arrived, coming = coming, None
                try:
                    chunk.append(arrived.result())
                except StopAsyncIteration:
                    break
                except Exception as error:  # noqa: BLE001 - raised again, after what came before
                    failed = error
                    break
                if len(chunk) < size:
                    continue
            given, chunk = chunk, []
            yield given
        if chunk:
            yield chunk
        if failed is not None:
            raise failed
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait([coming])


async def _next_row(source: AsyncIterator[T], read: Callable[[T], S]) -> S:
    task = asyncio.current_task()
    try:
        return read(await anext(source))
    except asyncio.CancelledError as error:
        if task is None or task.cancelling():
            raise
        # Nobody has stopped the run: what the source waits for was cancelled.
        raise RuntimeError("the source of the rows was cancelled") from error
