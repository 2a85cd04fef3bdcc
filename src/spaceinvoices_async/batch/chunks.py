"""Takes rows from any iterable, a few at a time and never more than are wanted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

T = TypeVar("T")

# A source that gives a row now and then must not keep it back until there are many.
_LINGER: Final = 0.02


async def chunks(rows: Iterable[T] | AsyncIterable[T], size: int) -> AsyncGenerator[list[T], None]:
    """Lists of up to so many rows; the source is asked for more only when the next is asked for."""
    if isinstance(rows, AsyncIterable):
        async for chunk in _gathered(rows, size):
            yield chunk
        return
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


async def _gathered(rows: AsyncIterable[T], size: int) -> AsyncGenerator[list[T], None]:
    source = aiter(rows)
    chunk: list[T] = []
    coming: asyncio.Future[T] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(anext(source))
            await asyncio.wait([coming], timeout=_LINGER if chunk else None)
            if coming.done():
                arrived, coming = coming, None
                try:
                    chunk.append(arrived.result())
                except StopAsyncIteration:
                    break
                if len(chunk) < size:
                    continue
            given, chunk = chunk, []
            yield given
        if chunk:
            yield chunk
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait([coming])
