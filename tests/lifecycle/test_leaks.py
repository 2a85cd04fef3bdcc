"""Ten thousand calls, good and bad, leave the memory and the sockets as they were."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    ClientOptions,
    NotFoundError,
    RequestOptions,
    SpaceInvoicesError,
)
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport

if TYPE_CHECKING:
    from collections.abc import Iterable

TRANSPORTS = {"httpx": HttpxTransport, "aiohttp": AiohttpTransport}
CALLS = int(os.environ.get("LEAK_TEST_CALLS", "5000"))  # over each of the two transports
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n" + b'{"id":"doc"}'
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}"


class Connection(asyncio.Protocol):
    """A server that costs next to nothing; loses the answers to what is called `lost`."""

    opened: int = 0
    all_closed: asyncio.Event

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        Connection.opened += 1
        Connection.all_closed.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        Connection.opened -= 1
        if not Connection.opened:
            Connection.all_closed.set()

    def data_received(self, data: bytes) -> None:
        # Requests of this test are small: each comes in one piece.
        target = data.split(b" ", 2)[1]
        if target.endswith(b"/lost"):
            self._transport.abort()
        elif not target.endswith(b"/hangs"):
            self._transport.write(MISSING if target.endswith(b"/missing") else OK)


def descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


async def call(si: AsyncSpaceInvoices, numbers: Iterable[int]) -> None:
    """Calls of every kind, from eight tasks."""
    rest = iter(numbers)
    once = RequestOptions(max_attempts=1)

    async def work() -> None:
        for number in rest:
            kind = number % 20
            if kind == 0:
                await si.documents.create("org", type="invoice", items=[], unique_id=str(number))
            elif kind == 1:
                with pytest.raises(NotFoundError):
                    await si.documents.get("missing")
            elif kind == 2:
                with pytest.raises(SpaceInvoicesError):
                    await si.documents.get("lost", options=once)
            elif kind == 3:
                task = asyncio.ensure_future(si.documents.get("hangs"))
                await asyncio.sleep(0.001)
                task.cancel()
                await asyncio.wait([task])
            else:
                await si.documents.get("doc")

    await asyncio.gather(*(work() for _ in range(8)))


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_ten_thousand_calls_leave_memory_and_sockets_flat(name: str) -> None:
    before = descriptors()
    Connection.all_closed = asyncio.Event()
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    si = AsyncSpaceInvoices(
        "t",
        base_url=f"http://127.0.0.1:{port}",
        transport=TRANSPORTS[name](trust_env=False, max_connections=8),
        options=ClientOptions(rate=None, concurrency=None, retry_budget=None),
    )
    async with server, si:
        warm = CALLS // 5
        await call(si, range(warm))
        gc.collect()
        objects, blocks = len(gc.get_objects()), sys.getallocatedblocks()
        sockets = descriptors()
        await call(si, range(warm, CALLS))
        gc.collect()

        assert len(si._parts.pipeline._creates.pending) == 0
        assert len(gc.get_objects()) - objects < 500
        assert sys.getallocatedblocks() - blocks < 2000
        # Eight connections at most, each with two ends in this process.
        assert abs(descriptors() - sockets) <= 16
        assert descriptors() - before <= 16 + 8
        await si.aclose()
        async with asyncio.timeout(60):
            await Connection.all_closed.wait()
    await asyncio.sleep(0)

    assert descriptors() == before
