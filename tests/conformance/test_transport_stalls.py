"""Writes that the other side does not take: they end in time, and nothing of them leaves later."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Final

import pytest

from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import RawServer
from tests.conformance.requests import get, request

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable

    from spaceinvoices_async.transports import Request, Response
    from tests.conformance.conftest import Make

SMALL: Final = 4096
"""Bytes asked for as the buffer of a socket; the system takes a few times that."""
APPLICATION_DATA: Final = 0x17
SIZES: Final = {"in one write": 60_000, "in pieces": 120_000}


class Stall:
    """Passes connections on to a server; of the first, nothing after its handshake until told.

    Args:
        port: Of the server.
        secure: Whether there is a handshake.
    """

    def __init__(self, port: int, *, secure: bool) -> None:
        self._port = port
        self._secure = secure
        self._accepted = 0
        self._open: set[asyncio.StreamWriter] = set()
        self.go_on = asyncio.Event()
        self.passed = asyncio.Event()
        """Set when the first connection has nothing more to pass on."""
        self.bytes = 0
        """How many came over the first connection."""

    async def __aenter__(self) -> int:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        listening.bind(("127.0.0.1", 0))
        self._server = await asyncio.start_server(self._pass_on, sock=listening, limit=SMALL)
        return int(listening.getsockname()[1])

    async def __aexit__(self, *_: object) -> None:
        self.go_on.set()
        self._server.close()
        for writer in [*self._open]:
            writer.transport.abort()  # since Python 3.12, closing waits for the connections too
        await self._server.wait_closed()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        self._accepted += 1
        first = self._accepted == 1
        back, forth = await asyncio.open_connection("127.0.0.1", self._port)
        answers = asyncio.create_task(_copy(back, writer))
        try:
            if first:
                await self._stand_still(reader, forth)
            copied = await _copy(reader, forth)
            if first:
                self.bytes += copied
        finally:
            if first:
                self.passed.set()
            forth.close()
            await answers
            writer.close()
            self._open.discard(writer)

    async def _stand_still(self, reader: asyncio.StreamReader, forth: asyncio.StreamWriter) -> None:
        kind = 0 if self._secure else APPLICATION_DATA
        while kind != APPLICATION_DATA:
            head = await reader.readexactly(5)
            kind = head[0]
            forth.write(head + await reader.readexactly(int.from_bytes(head[3:])))
        await self.go_on.wait()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    copied = 0
    try:
        while data := await reader.read(65536):
            copied += len(data)
            writer.write(data)
    except ConnectionError:
        pass
    writer.close()
    return copied


@pytest.fixture(autouse=True)
async def small_buffers(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    connect = loop.sock_connect

    async def connect_small(sock: socket.socket, address: tuple[str, int]) -> None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL)
        await connect(sock, address)

    monkeypatch.setattr(loop, "sock_connect", connect_small)


async def times_out(make_one: Callable[[], asyncio.Future[Response]], sent: Request) -> None:
    with pytest.raises(TransportError) as caught:
        await make_one()
    assert (caught.value.outcome, caught.value.reason) == ("unknown", "write_timeout")


async def is_cancelled(make_one: Callable[[], asyncio.Future[Response]], sent: Request) -> None:
    sending = asyncio.Event()
    assert sent.progress is not None
    sent.progress.on_sending = lambda _moment: sending.set()
    task = make_one()
    await sending.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("ends", [times_out, is_cancelled])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_sends_nothing_more_of_a_write_that_was_given_up(
    make: Make,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
    scheme: str,
    size: str,
    ends: Callable[[Callable[[], asyncio.Future[Response]], Request], Awaitable[None]],
) -> None:
    transport = make(ssl_context=client_tls, max_connections=1)
    body = b"x" * SIZES[size]
    secure = scheme == "https"
    async with RawServer(tls=server_tls if secure else None) as server:
        stall = Stall(server.port, secure=secure)
        async with stall as port:
            url = f"{scheme}://127.0.0.1:{port}/v1"
            sent = request(url, body=body, write=0.2, read=0.2)
            await ends(lambda: asyncio.ensure_future(transport.send(sent)), sent)
            assert sent.progress is not None
            assert (sent.progress.sent_at is None, sent.progress.written_at) == (False, None)

            # Its only connection is free again.
            assert (await transport.send(get(url))).status == 200

            stall.go_on.set()
            await stall.passed.wait()
            assert stall.bytes < len(body)
        assert [one.method for one in server.requests] == ["GET"]


async def test_goes_on_once_a_write_is_taken_after_all(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    transport = make(ssl_context=client_tls, max_connections=1)
    async with RawServer(tls=server_tls) as server:
        stall = Stall(server.port, secure=True)
        async with stall as port:
            sent = request(f"https://127.0.0.1:{port}/v1", body=b"x" * SIZES["in pieces"])
            assert sent.progress is not None
            sent.progress.on_sending = lambda _moment: stall.go_on.set()
            assert (await transport.send(sent)).status == 200
            assert (await transport.send(sent)).status == 200
        assert server.carriers == [1, 1]
