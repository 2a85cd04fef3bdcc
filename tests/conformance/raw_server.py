"""A server of raw bytes, which does what its script says, however wrong."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from typing import TYPE_CHECKING, Self

from attrs import frozen

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable
    from types import TracebackType


@frozen
class Received:
    """One request as it came over the wire."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[0] if found else None


class Peer:
    """One connection of a client."""

    def __init__(
        self, server: RawServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.number = server.accepted
        self.reader = reader
        self.writer = writer
        self._server = server

    async def head(self) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
        """The head of the next request; None when the client has closed."""
        try:
            raw = await self.reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        first, *lines = raw.decode("latin-1").rstrip("\r\n").split("\r\n")
        method, target, _version = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines)
        return method, target, tuple((name, value.strip()) for name, _, value in pairs)

    async def request(self) -> Received | None:
        """The next request, whole; None when the client has closed."""
        head = await self.head()
        if head is None:
            return None
        method, target, headers = head
        length = next(
            (int(value) for name, value in headers if name.lower() == "content-length"), 0
        )
        try:
            body = await self.reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        received = Received(method, target, headers, body)
        self._server.requests.append(received)
        self._server.carriers.append(self.number)
        return received

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        with contextlib.suppress(ConnectionError):
            await self.writer.drain()

    async def answer(self, body: bytes = b"{}", *, status: str = "200 OK") -> None:
        await self.send(ok(body, status=status))

    async def gone(self) -> None:
        """Wait until the client has closed."""
        with contextlib.suppress(ConnectionError):
            while await self.reader.read(65536):
                pass

    def reset(self) -> None:
        """Close with a reset instead of an end."""
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


def ok(body: bytes = b"{}", *, status: str = "200 OK", headers: str = "") -> bytes:
    """A well-formed answer."""
    head = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def polite(peer: Peer) -> None:
    """The script of a server that answers every request."""
    while await peer.request():
        await peer.answer()


class RawServer:
    """Serves every connection by a script, on a port of its own; counts and remembers."""

    def __init__(
        self,
        script: Callable[[Peer], Awaitable[None]] = polite,
        *,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.script = script
        self.accepted = 0
        self.requests: list[Received] = []
        self.carriers: list[int] = []
        """For each request the number of the connection that carried it."""
        self.open: set[Peer] = set()
        self._tls = tls
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures: list[BaseException] = []

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()
        if error is None and self._failures:
            raise self._failures[0]

    async def until_closed(self) -> None:
        """Wait until no connection is open."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: not self.open)

    async def until_accepted(self, number: int) -> None:
        """Wait until so many connections have been accepted."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: self.accepted >= number)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: asyncio's would report its cancellation as an error.
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        peer = Peer(self, reader, writer)
        self.open.add(peer)
        await self._tell()
        try:
            await self.script(peer)
        except asyncio.CancelledError:
            # The end of the test: without a farewell, for which TLS would wait.
            writer.transport.abort()
            raise
        except Exception as error:  # noqa: BLE001 - raised again where the test ends
            self._failures.append(error)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            self.open.discard(peer)
            await self._tell()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


class ClosingServer:
    """Answers one request on each connection and closes it, in a thread of its own.

    `closed` is set when the end of the newest connection has reached the system of the client,
    whatever the client's event loop has seen of it.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.requests = 0
        self.closed = threading.Event()
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    @property
    def url(self) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.create_connection(self._listener.getsockname()) as last:
            last.shutdown(socket.SHUT_WR)
            self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            connection, _address = self._listener.accept()
            if not connection.recv(1, socket.MSG_PEEK):
                connection.close()
                return
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                received = b""
                while not received.endswith(b"\r\n\r\n"):
                    received += connection.recv(65536)
                self.requests += 1
                self.closed.clear()
                connection.sendall(ok())
            self.closed.set()
