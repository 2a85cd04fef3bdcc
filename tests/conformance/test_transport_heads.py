"""Heads of answers that are large, over each transport: the same sizes for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import RawServer, ok
from tests.conformance.requests import request

if TYPE_CHECKING:
    from spaceinvoices_async.transports import Response, Transport
    from tests.conformance.raw_server import Peer


async def answered(transport: Transport, headers: dict[str, str]) -> Response:
    """What becomes of an answer with these headers, sent at once and closed after."""

    async def gives(peer: Peer) -> None:
        await peer.request()
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        await peer.send(ok(b"{}", headers=lines))

    async with RawServer(gives) as server:
        return await transport.send(request(f"{server.url}/v1"))


@pytest.mark.parametrize("size", [8_190, 8_191, 20_000, 64_000, 65_537, 95_000])
async def test_takes_long_headers(size: int, transport: Transport) -> None:
    answer = await answered(transport, {"X-Long": "x" * size})
    assert len(answer.headers["x-long"]) == size


@pytest.mark.parametrize("count", [127, 128, 129, 255])
async def test_takes_many_headers(count: int, transport: Transport) -> None:
    answer = await answered(transport, {f"X-{number}": "x" * 60 for number in range(count)})
    assert len(answer.headers) == count + 1


@pytest.mark.parametrize(
    ("count", "size"),
    [(1, 110_000), (2, 60_000), (20, 6_000), (256, 1), (1_500, 1), (1, 1_000_000)],
)
async def test_takes_no_head_that_is_larger(count: int, size: int, transport: Transport) -> None:
    with pytest.raises(TransportError) as caught:
        await answered(transport, {f"X-{number}": "x" * size for number in range(count)})
    assert (caught.value.outcome, caught.value.reason) == ("unknown", "protocol")


@pytest.mark.parametrize(
    "head",
    [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
        "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/2 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
async def test_takes_no_head_that_can_be_read_in_two_ways(head: str, transport: Transport) -> None:
    async def gives(peer: Peer) -> None:
        await peer.request()
        await peer.send(head.encode())

    async with RawServer(gives) as server:
        with pytest.raises(TransportError) as caught:
            await transport.send(request(f"{server.url}/v1"))
        await server.until_closed()
    assert (caught.value.outcome, caught.value.reason) == ("unknown", "protocol")
