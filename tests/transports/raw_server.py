"""A raw socket server whose every connection is a script."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

    Script = Callable[["Connection"], Awaitable[None]]

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@define
class Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def request(self) -> tuple[bytes, bytes]:
        """The next request's head and body."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        return head, await self.reader.readexactly(length)

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def abort(self) -> None:
        self.writer.transport.abort()


@define
class RawServer:
    port: int
    scheme: str
    connections: int = 0
    requests: list[tuple[bytes, bytes]] = field(factory=list)
    open: int = 0

    def url(self, path: str = "/v1/x") -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"


@asynccontextmanager
async def serving(
    script: Script, context: ssl.SSLContext | None = None
) -> AsyncIterator[RawServer]:
    server = RawServer(0, "https" if context else "http")
    tasks: set[asyncio.Task[None]] = set()

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        server.connections += 1
        server.open += 1
        try:
            await script(Connection(reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            server.open -= 1
            writer.transport.abort()
            tasks.discard(task)

    listener = await asyncio.start_server(accepted, "127.0.0.1", 0, ssl=context)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listener.wait_closed()


async def forever(connection: Connection) -> None:
    """Answer every request, politely."""
    while True:
        await connection.request()
        await connection.send(OK)
