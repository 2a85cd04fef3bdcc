"""One connection of httpx, and a new one after a request over it was cancelled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from .httpx_exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from .base import Request, Response


class Shard:
    """Sends over a pool of one connection, one request at a time.

    Cancelled between two of its steps, httpcore counts a connection as taken for ever: before the
    first byte as new, after the last as active. Which moments these are only httpcore knows, so
    the pool is closed, and another takes its place.

    Args:
        open_pool: Makes a pool.
    """

    def __init__(self, open_pool: Callable[[], httpx.AsyncHTTPTransport]) -> None:
        self._open_pool = open_pool
        self._pool = open_pool()
        self._closing: set[asyncio.Task[None]] = set()

    async def exchange(self, request: Request) -> Response:
        """Exchange one request for its complete answer.

        Raises:
            TransportError: There is no complete answer.
        """
        try:
            return await exchange(self._pool, request)
        except asyncio.CancelledError:
            spoilt, self._pool = self._pool, self._open_pool()
            # In a task of its own: this one has been cancelled, and may be again.
            closing = asyncio.get_running_loop().create_task(spoilt.aclose())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            raise

    async def aclose(self) -> None:
        """Close the connection, and those that were given up."""
        await asyncio.gather(self._pool.aclose(), *self._closing)
