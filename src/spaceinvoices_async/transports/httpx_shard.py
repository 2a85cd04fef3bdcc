"""A small pool of httpx that survives cancelled requests."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from attrs import define

from .httpx_exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from .base import Request, Response


@define(eq=False)
class _Pool:
    transport: httpx.AsyncHTTPTransport
    requests: int = 0
    suspect: bool = False


class Shard:
    """Sends over one pool, and over a new one after a request in it was cancelled.

    Cancelled between two of its steps, httpcore counts a connection as taken for ever: before the
    first byte as new, after the last as active. Which moments these are only httpcore knows, so
    the pool is closed as soon as no request uses it.

    Args:
        open_pool: Makes a pool.
    """

    def __init__(self, open_pool: Callable[[], httpx.AsyncHTTPTransport]) -> None:
        self._open_pool = open_pool
        self._pool = _Pool(open_pool())
        self._closing: set[asyncio.Task[None]] = set()

    async def exchange(self, request: Request) -> Response:
        """Exchange one request for its complete answer.

        Raises:
            TransportError: There is no complete answer.
        """
        pool = self._pool
        pool.requests += 1
        try:
            return await exchange(pool.transport, request)
        except asyncio.CancelledError:
            pool.suspect = True
            if pool is self._pool:
                self._pool = _Pool(self._open_pool())
            raise
        finally:
            pool.requests -= 1
            if pool.suspect and not pool.requests:
                self._close_later(pool)

    async def aclose(self) -> None:
        """Close every connection, also of the pools that were given up."""
        await asyncio.gather(self._pool.transport.aclose(), *self._closing)

    def _close_later(self, pool: _Pool) -> None:
        # In a task of its own: this one has been cancelled, and may be again.
        closing = asyncio.get_running_loop().create_task(pool.transport.aclose())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)
