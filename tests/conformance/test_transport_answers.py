"""What each transport makes of a complete answer, however it is framed."""

from __future__ import annotations

import asyncio
import gzip
import logging
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import RawServer, ok
from tests.conformance.requests import TOKEN, ListSink, get, request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from spaceinvoices_async.transports import Response, Transport
    from tests.conformance.raw_server import Peer

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
PACKED = gzip.compress(b'{"id":"1"}')

BODIES = {
    "of a length": (ok(b'{"id":"1"}'), b'{"id":"1"}'),
    "of no length, to the end": (b'HTTP/1.1 200 OK\r\n\r\n{"id":"1"}', b'{"id":"1"}'),
    "of HTTP/1.0": (b'HTTP/1.0 200 OK\r\nContent-Length: 10\r\n\r\n{"id":"1"}', b'{"id":"1"}'),
    "in chunks": (CHUNKED + b'4\r\n{"id\r\n6\r\n":"1"}\r\n0\r\n\r\n', b'{"id":"1"}'),
    "in chunks with a trailer": (
        CHUNKED + b'a\r\n{"id":"1"}\r\n0\r\nX-Sum: 1\r\n\r\n',
        b'{"id":"1"}',
    ),
    "gzipped all the same": (ok(PACKED, headers="Content-Encoding: gzip\r\n"), b'{"id":"1"}'),
    "after 1xx": (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ok(b"{}"),
        b"{}",
    ),
    "of length nought": (ok(b""), b""),
    "of status 204": (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
    "of status 304": (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", b""),
    "big": (ok(b"x" * 8_000_000), b"x" * 8_000_000),
}


def once(data: bytes) -> Callable[[Peer], Awaitable[None]]:
    """Answer one request with these bytes, and close."""

    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(data)

    return script


async def exchanged(transport: Transport, data: bytes, *, method: str = "GET") -> Response:
    async with RawServer(once(data)) as server:
        answer = await transport.send(request(f"{server.url}/v1", method=method, body=None))
        await server.until_closed()
    return answer


@pytest.mark.parametrize(("data", "body"), BODIES.values(), ids=BODIES)
async def test_reads_a_body(data: bytes, body: bytes, transport: Transport) -> None:
    assert (await exchanged(transport, data)).body == body


async def test_takes_nothing_beyond_the_length(name: str, transport: Transport) -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}more"

    if name == "aiohttp":  # its parser trusts nothing of such a server
        with pytest.raises(TransportError) as caught:
            await exchanged(transport, data)
        assert (caught.value.outcome, caught.value.reason) == ("unknown", "protocol")
    else:
        assert (await exchanged(transport, data)).body == b"{}"


@pytest.mark.parametrize("packing", ["", "Content-Encoding: gzip\r\n"], ids=["plain", "gzip"])
async def test_reads_no_body_for_head(packing: str, transport: Transport) -> None:
    head = f"HTTP/1.1 200 OK\r\n{packing}Content-Length: 100\r\n\r\n".encode()

    answer = await exchanged(transport, head, method="HEAD")

    assert (answer.status, answer.body) == (200, b"")


async def test_names_headers_in_lower_case_and_joins_repeated_ones(transport: Transport) -> None:
    data = ok(b"{}", headers="X-Total-Count: 3\r\nx-MIXED: a\r\nX-Mixed: b\r\n")

    headers = (await exchanged(transport, data)).headers

    assert (headers["x-total-count"], headers["x-mixed"]) == ("3", "a, b")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
async def test_reads_headers_byte_by_byte(encoding: str, transport: Transport) -> None:
    raw = "račun-é.pdf" if encoding == "utf-8" else "rechnung-é.pdf"
    data = ok(b"{}").replace(b"\r\n", b"\r\nX-Name: " + raw.encode(encoding) + b"\r\n", 1)

    headers = (await exchanged(transport, data)).headers

    assert headers["x-name"].encode("latin-1").decode(encoding) == raw


@pytest.mark.parametrize("status", ["200 OK", "302 Found", "404 Not Found", "429 Slow", "520 Odd"])
async def test_returns_every_status(status: str, transport: Transport) -> None:
    answer = await exchanged(transport, ok(b"{}", status=status))

    assert answer.status == int(status[:3])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_follows_no_redirect_and_takes_the_token_nowhere(
    status: int, transport: Transport
) -> None:
    async with RawServer() as elsewhere:
        location = f"{elsewhere.url}/stolen"
        data = ok(b"", status=f"{status} Moved", headers=f"Location: {location}\r\n")

        answer = await exchanged(transport, data)

        assert (answer.status, answer.headers["location"]) == (status, location)
        assert elsewhere.accepted == 0


async def test_remembers_no_cookie(transport: Transport) -> None:
    async def sets_a_cookie(peer: Peer) -> None:
        while await peer.request():
            await peer.send(ok(b"{}", headers="Set-Cookie: session=1; Path=/\r\n"))

    async with RawServer(sets_a_cookie) as server:
        for _ in range(2):
            await transport.send(get(f"{server.url}/v1"))
        await transport.aclose()

    assert [received.header("cookie") for received in server.requests] == [None, None]


async def test_sends_what_it_is_given_and_nothing_else(transport: Transport) -> None:
    async with RawServer() as server:
        sent = request(f"{server.url}/v1/a%2Fb%2E/c?filter=%7B%22a%22%3A%27%2B%27%7D")
        await transport.send(sent)
        await transport.aclose()

    received = server.requests[0]
    assert (received.method, received.target) == (
        "POST",
        "/v1/a%2Fb%2E/c?filter=%7B%22a%22%3A%27%2B%27%7D",
    )
    assert received.body == sent.body
    expected = {name.lower(): value for name, value in sent.headers}
    expected["host"] = f"127.0.0.1:{server.port}"
    expected["content-length"] = str(len(sent.body or b""))
    actual = {name.lower(): value for name, value in received.headers}
    assert actual.pop("connection", "keep-alive") == "keep-alive"
    assert actual == expected


async def test_says_that_an_empty_post_is_empty(transport: Transport) -> None:
    async with RawServer() as server:
        await transport.send(request(f"{server.url}/v1", body=None))
        await transport.aclose()

    received = server.requests[0]
    assert (received.header("content-length"), received.header("content-type")) == ("0", None)


async def test_sends_a_big_body(transport: Transport) -> None:
    body = bytes(range(256)) * 20_000
    async with RawServer() as server:
        await transport.send(request(f"{server.url}/v1", body=body))
        await transport.aclose()

    received = server.requests[0]
    assert received.body == body
    assert received.header("transfer-encoding") is None


async def test_waits_for_a_slow_answer_as_long_as_it_moves(transport: Transport) -> None:
    async def trickles(peer: Peer) -> None:
        await peer.request()
        for byte in ok(b'{"id":"1"}'):
            await peer.send(bytes([byte]))
            await asyncio.sleep(0.05)

    async with RawServer(trickles) as server:
        answer = await transport.send(get(f"{server.url}/v1", read=2.0))

    assert answer.body == b'{"id":"1"}'


async def test_pours_a_success_into_the_sink(transport: Transport) -> None:
    pdf = b"%PDF-1.7" + b"x" * 3_000_000
    sink = ListSink()
    async with RawServer(once(ok(pdf))) as server:
        answer = await transport.send(get(f"{server.url}/v1", sink=sink))

    assert (b"".join(sink.chunks), sink.resets, answer.body) == (pdf, 1, b"")
    assert max(map(len, sink.chunks)) < 1_000_000


async def test_pours_a_packed_success_into_the_sink_unpacked(transport: Transport) -> None:
    sink = ListSink()
    data = ok(gzip.compress(b"%PDF-1.7"), headers="Content-Encoding: gzip\r\n")
    async with RawServer(once(data)) as server:
        answer = await transport.send(get(f"{server.url}/v1", sink=sink))

    assert b"".join(sink.chunks) == b"%PDF-1.7"
    # Of the packed body: it would look like a cut one.
    assert "content-length" not in answer.headers


@pytest.mark.parametrize("status", ["302 Found", "404 Not Found", "500 Oops"])
async def test_keeps_a_failure_from_the_sink(status: str, transport: Transport) -> None:
    sink = ListSink()
    async with RawServer(once(ok(b'{"error":{}}', status=status))) as server:
        answer = await transport.send(get(f"{server.url}/v1", sink=sink))

    assert (answer.body, sink.chunks, sink.resets) == (b'{"error":{}}', [], 0)


async def test_passes_the_error_of_a_sink_on_and_gives_the_connection_up(
    transport: Transport,
) -> None:
    class Full(ListSink):
        def write(self, chunk: bytes) -> None:
            raise OSError(28, "No space left on device")

    async with RawServer(once(ok(b"x" * 1_000_000))) as server:
        with pytest.raises(OSError, match="No space left"):
            await transport.send(get(f"{server.url}/v1", sink=Full()))
        await server.until_closed()


async def test_logs_no_url_and_no_token(
    transport: Transport, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with RawServer() as server:
        await transport.send(get(f"{server.url}/v1?filter=canary-filter"))
        await transport.aclose()

    assert TOKEN not in caplog.text
    assert "canary-filter" not in caplog.text
