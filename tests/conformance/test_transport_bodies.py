"""Bodies that are packed, without end, cut off or framed in rare ways, over each transport."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from spaceinvoices_async.errors import ResponseDecodeError
from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import RawServer, ok
from tests.conformance.requests import ListSink, get, request

if TYPE_CHECKING:
    from spaceinvoices_async.transports import Response, Transport
    from tests.conformance.raw_server import Peer

DATA = b'{"number":"2026-1"}' * 50
PARTS = (DATA[:300], DATA[300:301], DATA[301:])
MEMBERS = b"".join(gzip.compress(part, mtime=0) for part in PARTS)
MIB = 1024 * 1024
BOMB = b"".join([gzip.compress(bytes(64 * MIB))] * 4)
"""A quarter of a megabyte that holds 256."""


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    return ok(body, headers=f"Content-Encoding: {encoding}\r\n")


def chunked(*chunks: bytes, headers: str = "", trailer: str = "", extension: str = "") -> bytes:
    head = f"HTTP/1.1 200 OK\r\n{headers}Transfer-Encoding: chunked\r\n\r\n".encode()
    pieces = [f"{len(chunk):x}{extension}\r\n".encode() + chunk + b"\r\n" for chunk in chunks]
    return b"".join([head, *pieces, f"0{extension}\r\n{trailer}\r\n".encode()])


def until_close(body: bytes, *, version: str = "1.1", headers: str = "") -> bytes:
    return f"HTTP/{version} 200 OK\r\n{headers}\r\n".encode() + body


async def answered(transport: Transport, data: bytes, *, sink: ListSink | None = None) -> Response:
    """What becomes of an answer, after which the server closes."""

    async def gives(peer: Peer) -> None:
        await peer.request()
        await peer.send(data)

    async with RawServer(gives) as server:
        return await transport.send(get(f"{server.url}/v1", sink=sink))


@pytest.mark.parametrize(
    "data",
    [
        packed(MEMBERS),
        packed(MEMBERS, "x-gzip"),
        packed(MEMBERS, "GZIP, identity"),
        packed(MEMBERS + bytes(512)),
        chunked(*(bytes([byte]) for byte in MEMBERS), headers="Content-Encoding: gzip\r\n"),
        until_close(MEMBERS, headers="Content-Encoding: gzip\r\n"),
        packed(zlib.compress(DATA), "deflate"),
        packed(raw_deflate(DATA), "deflate"),
        chunked(
            *(bytes([byte]) for byte in raw_deflate(DATA)), headers="Content-Encoding: deflate\r\n"
        ),
        packed(DATA, "identity"),
        packed(DATA, ""),
    ],
    ids=[
        "gzip",
        "x-gzip",
        "listed",
        "padded",
        "byte by byte",
        "until close",
        "deflate",
        "raw deflate",
        "raw deflate byte by byte",
        "identity",
        "empty",
    ],
)
@pytest.mark.parametrize("poured", [False, True])
async def test_reads_every_member_of_a_packed_body(
    data: bytes, *, poured: bool, transport: Transport
) -> None:
    sink = ListSink() if poured else None
    answer = await answered(transport, data, sink=sink)
    assert (answer.body if sink is None else b"".join(sink.chunks)) == DATA
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("less", [1, 8, 9, 30])
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize("framed", [False, True])
async def test_a_packed_body_that_is_cut_off_is_no_answer(
    less: int, encoding: str, *, framed: bool, transport: Transport
) -> None:
    body = MEMBERS if encoding == "gzip" else zlib.compress(DATA * 9)
    head = f"Content-Encoding: {encoding}\r\n"
    cut = body[:-less]
    with pytest.raises(TransportError) as caught:
        await answered(
            transport, ok(cut, headers=head) if framed else until_close(cut, headers=head)
        )
    assert (caught.value.outcome, caught.value.reason) == ("unknown", "truncated")


@pytest.mark.parametrize("more", [b"garbage", gzip.compress(b"x", mtime=0)[:12], b"\0\0garbage"])
async def test_a_packed_body_with_something_behind_it_is_no_answer(
    more: bytes, transport: Transport
) -> None:
    with pytest.raises(TransportError) as caught:
        await answered(transport, packed(MEMBERS + more))
    assert (caught.value.outcome, caught.value.reason) == ("unknown", "truncated")


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
async def test_a_packing_that_is_unknown_stays_named(encoding: str, transport: Transport) -> None:
    answer = await answered(transport, packed(b"whatever", encoding))
    assert (answer.body, answer.headers["content-encoding"]) == (b"whatever", encoding)


@pytest.mark.parametrize(
    ("data", "framed"),
    [
        (ok(DATA), True),
        (chunked(DATA), True),
        (until_close(DATA), False),
        (until_close(DATA, version="1.0"), False),
        (until_close(DATA, headers="Connection: close\r\n"), False),
    ],
    ids=["length", "chunked", "close", "1.0", "said"],
)
async def test_says_whether_the_answer_says_where_it_ends(
    data: bytes, *, framed: bool, transport: Transport
) -> None:
    answer = await answered(transport, data)
    assert (answer.body, answer.framed) == (DATA, framed)


@pytest.mark.parametrize(
    "data",
    [
        chunked(*PARTS, extension=";name=value"),
        chunked(*PARTS, extension=';name="quoted; text"'),
        chunked(*PARTS, trailer="X-Checksum: 1\r\nX-More: 2\r\n", headers="Trailer: X-More\r\n"),
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" + ok(DATA),
        b"HTTP/1.1 102 Processing\r\n\r\n" * 3 + chunked(DATA),
        b"HTTP/1.1 100 Continue\r\n\r\n" + ok(DATA),
    ],
    ids=["extension", "quoted extension", "trailers", "103", "102", "100"],
)
async def test_reads_what_is_rarely_sent(data: bytes, transport: Transport) -> None:
    answer = await answered(transport, data)
    assert (answer.status, answer.body, answer.framed) == (200, DATA, True)


@pytest.mark.parametrize(
    "data",
    [
        ok(bytes(5 * MIB)),
        chunked(*[bytes(MIB)] * 5),
        until_close(bytes(5 * MIB)),
        packed(BOMB),
    ],
    ids=["length", "chunked", "until close", "bomb"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_reads_no_more_into_memory_than_it_may(
    data: bytes, method: str, transport: Transport
) -> None:
    async def gives(peer: Peer) -> None:
        await peer.request()
        await peer.send(data)
        await peer.gone()

    async with RawServer(gives) as server:
        small = evolve(request(f"{server.url}/v1", method=method), max_body=4 * MIB)
        if method == "GET":
            with pytest.raises(ResponseDecodeError, match=f"larger than {4 * MIB} bytes"):
                await transport.send(small)
        else:
            with pytest.raises(TransportError) as caught:
                await transport.send(small)
            assert (caught.value.outcome, caught.value.reason) == ("unknown", "too_large")
        await transport.aclose()
        await server.until_closed()


@pytest.mark.parametrize(
    ("data", "size"),
    [(packed(BOMB), 256 * MIB), (chunked(*[bytes(MIB)] * 5), 5 * MIB)],
    ids=["bomb", "chunked"],
)
async def test_pours_into_a_sink_without_bound(
    data: bytes, size: int, transport: Transport
) -> None:
    class Counting(ListSink):
        size = 0

        def write(self, chunk: bytes) -> None:
            assert len(chunk) <= MIB
            self.size += len(chunk)

    sink = Counting()

    async def gives(peer: Peer) -> None:
        await peer.request()
        await peer.send(data)
        await peer.gone()

    async with RawServer(gives) as server:
        await transport.send(evolve(get(f"{server.url}/v1", sink=sink), max_body=1024))
        await transport.aclose()
    assert sink.size == size


@pytest.mark.parametrize("status", ["500 Sad", "404 Not Found", "302 Found"])
async def test_of_a_failure_without_end_the_status_is_what_counts(
    status: str, transport: Transport
) -> None:
    async def never_ends(peer: Peer) -> None:
        await peer.request()
        await peer.send(f"HTTP/1.1 {status}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        while not peer.writer.is_closing():
            await peer.send(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    async with RawServer(never_ends) as server:
        answer = await transport.send(evolve(get(f"{server.url}/v1"), max_body=MIB))
        await server.until_closed()
    assert answer.status == int(status[:3])
    assert len(answer.body) <= MIB


@pytest.mark.parametrize("room", [len(DATA), len(DATA) + 1])
@pytest.mark.parametrize("data", [ok(DATA), chunked(DATA), packed(MEMBERS), until_close(DATA)])
async def test_a_body_that_just_fits_is_taken(room: int, data: bytes, transport: Transport) -> None:
    async def gives(peer: Peer) -> None:
        await peer.request()
        await peer.send(data)

    async with RawServer(gives) as server:
        answer = await transport.send(evolve(get(f"{server.url}/v1"), max_body=room))
    assert answer.body == DATA
