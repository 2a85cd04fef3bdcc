"""What each transport says of an exchange that fails: the table, and that nothing is repeated."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeAlias

import pytest
from attrs import frozen

from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import RawServer, ok
from tests.conformance.requests import ListSink, get, request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from spaceinvoices_async.transports import Transport
    from tests.conformance.conftest import Make
    from tests.conformance.raw_server import Peer

Outcome: TypeAlias = tuple[str, str]


async def hangs(peer: Peer) -> None:
    await peer.request()
    await peer.gone()


async def closes_before_a_byte(peer: Peer) -> None:
    await peer.request()


async def resets_before_a_byte(peer: Peer) -> None:
    await peer.request()
    peer.reset()


def sends_and_closes(data: bytes) -> Callable[[Peer], Awaitable[None]]:
    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(data)

    return script


def sends_and_hangs(data: bytes) -> Callable[[Peer], Awaitable[None]]:
    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(data)
        await peer.gone()

    return script


async def trickles_and_stops(peer: Peer) -> None:
    await peer.request()
    for byte in b"HTTP/1.1 200 OK\r\n":
        await peer.send(bytes([byte]))
        await asyncio.sleep(0.01)
    await peer.gone()


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
GZIPPED = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n"
HUGE = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 1000) for n in range(500))


@frozen
class Case:
    """A script and what the transports say of it: the outcome is the same for all."""

    script: Callable[[Peer], Awaitable[None]]
    httpx: str
    aiohttp: str
    read: float = 5.0


CASES = {
    "accepts and hangs": Case(hangs, "read_timeout", "read_timeout", read=0.1),
    "trickles, then stops": Case(trickles_and_stops, "read_timeout", "read_timeout", read=0.1),
    "closes before a byte": Case(closes_before_a_byte, "closed", "closed"),
    "resets before a byte": Case(resets_before_a_byte, "reset", "reset"),
    "closes mid-head": Case(sends_and_closes(b"HTTP/1.1 200 OK\r\nContent-Le"), "closed", "closed"),
    "hangs mid-head": Case(
        sends_and_hangs(b"HTTP/1.1 200 OK\r\nContent-Le"), "read_timeout", "read_timeout", read=0.1
    ),
    "hangs behind an interim answer": Case(
        sends_and_hangs(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        "read_timeout",
        "read_timeout",
        read=0.1,
    ),
    "hangs behind several interim answers": Case(
        sends_and_hangs(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"),
        "read_timeout",
        "read_timeout",
        read=0.1,
    ),
    "closes mid-body": Case(
        sends_and_closes(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
        "truncated",
        "truncated",
    ),
    "length too long, left open": Case(
        sends_and_hangs(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"),
        "read_timeout",
        "read_timeout",
        read=0.1,
    ),
    "closes mid-chunk": Case(sends_and_closes(CHUNKED + b"5\r\nab"), "truncated", "truncated"),
    "closes between chunks": Case(
        sends_and_closes(CHUNKED + b"2\r\nab\r\n"), "truncated", "truncated"
    ),
    "a chunk of no size": Case(sends_and_hangs(CHUNKED + b"zz\r\nab"), "truncated", "protocol"),
    "closes mid-gzip": Case(
        sends_and_closes(GZIPPED + b"\x1f\x8b\x08\x00"), "truncated", "truncated"
    ),
    "gzip cut short, its length right": Case(
        sends_and_closes(ok(gzip.compress(b"x" * 1000)[:-9], headers="Content-Encoding: gzip\r\n")),
        "truncated",
        "truncated",
    ),
    "gzip that is none": Case(sends_and_closes(GZIPPED + b"not gzip!"), "truncated", "truncated"),
    "no HTTP at all": Case(
        sends_and_hangs(b"220 smtp.example ESMTP\r\n\r\n"), "protocol", "protocol"
    ),
    "two lengths": Case(
        sends_and_hangs(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
        "protocol",
        "protocol",
    ),
    "huge head": Case(sends_and_hangs(HUGE), "protocol", "protocol"),
    "1xx and no answer": Case(
        sends_and_closes(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"),
        "closed",
        "closed",
    ),
}


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_is_unknown_once_sent_and_never_repeated(
    case: Case, method: str, name: str, transport: Transport
) -> None:
    async with RawServer(case.script) as server:
        sent = (
            get(f"{server.url}/v1", read=case.read)
            if method == "GET"
            else request(f"{server.url}/v1", read=case.read)
        )

        began = time.monotonic()
        with pytest.raises(TransportError) as caught:
            await transport.send(sent)
        await server.until_closed()

        expected = case.httpx if name != "aiohttp" else case.aiohttp
        assert (caught.value.outcome, caught.value.reason) == ("unknown", expected)
        assert sent.progress is not None
        assert sent.progress.sent_at is not None
        assert began <= sent.progress.sent_at <= time.monotonic()
        assert len(server.requests) == 1


async def test_is_not_sent_when_refused(transport: Transport) -> None:
    with closed_port() as port:
        assert await failure(transport, f"http://127.0.0.1:{port}/v1") == ("not_sent", "connect")


async def test_is_not_sent_when_the_name_is_unknown(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert await failure(transport, "http://books.invalid/v1") == ("not_sent", "dns")


async def test_is_not_sent_when_connecting_takes_too_long(transport: Transport) -> None:
    with full_backlog() as port:
        outcome = await failure(transport, f"http://127.0.0.1:{port}/v1", connect=0.1)

    assert outcome == ("not_sent", "connect_timeout")


async def test_is_not_sent_when_no_connection_is_free(make: Make) -> None:
    transport = make(max_connections=1)
    async with RawServer(hangs) as server:
        busy = asyncio.create_task(transport.send(request(f"{server.url}/v1")))
        await server.until_accepted(1)

        outcome = await failure(transport, f"{server.url}/v1", pool=0.05)

        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)
        assert outcome == ("not_sent", "pool")
        assert server.accepted == 1


async def test_is_unknown_when_the_body_is_not_taken(transport: Transport) -> None:
    stop = asyncio.Event()

    async def never_reads(peer: Peer) -> None:
        await stop.wait()

    async with RawServer(never_reads) as server:
        sent = request(f"{server.url}/v1", body=b"x" * 32_000_000, write=0.2)
        with pytest.raises(TransportError) as caught:
            await transport.send(sent)
        stop.set()

    assert (caught.value.outcome, caught.value.reason) == ("unknown", "write_timeout")


@pytest.mark.parametrize(
    ("header", "named"),
    [
        (("X-Name", "a\r\nX-Other: b"), "header X-Name"),
        (("X-Name", "a\nX-Other: b"), "header X-Name"),
        (("X-Name", "a\rb"), "header X-Name"),
        (("X-Name", "a\0b"), "header X-Name"),
        (("X-Name", "\x7f"), "header X-Name"),
        (("X-Name", "caf\u00e9"), "header X-Name"),
        (("X-Name", "\u017e"), "header X-Name"),
        (("X-Name", "\ud800"), "header X-Name"),
        (("X-Name: b\r\nX-Other", "a"), r"header 'X-Name: b\r\nX-Other'"),
        (("X Name", "a"), "header 'X Name'"),
        (("X-N\u00e1me", "a"), r"header 'X-N\xe1me'"),
        (("", "a"), "header ''"),
    ],
)
async def test_sends_nothing_of_a_request_with_a_header_that_would_become_two(
    header: tuple[str, str], named: str, transport: Transport
) -> None:
    async with RawServer() as server:
        with pytest.raises(InvalidInputError) as caught:
            await transport.send(request(f"{server.url}/v1", headers=(header,)))

        assert caught.value.field == named
        assert server.accepted == 0


async def test_sends_every_header_that_may_be_sent(transport: Transport) -> None:
    headers = (("X_Name.of!#$%&'*+^`|~1", 'a "b"; c=\\'), ("X-Empty", ""))
    async with RawServer() as server:
        await transport.send(request(f"{server.url}/v1", headers=headers))

    (received,) = server.requests
    assert tuple(received.header(name) for name, _ in headers) == ('a "b"; c=\\', "")


async def test_is_unknown_when_reset_mid_body(transport: Transport) -> None:
    begun = asyncio.Event()

    class Begun(ListSink):
        def write(self, chunk: bytes) -> None:
            begun.set()

    async def resets(peer: Peer) -> None:
        await peer.request()
        await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        # A reset overtakes what has not been read.
        await begun.wait()
        peer.reset()

    async with RawServer(resets) as server:
        with pytest.raises(TransportError) as caught:
            await transport.send(request(f"{server.url}/v1", sink=Begun()))

    assert (caught.value.outcome, caught.value.reason) == ("unknown", "truncated")


async def test_takes_an_answer_that_comes_before_the_body_is_read(transport: Transport) -> None:
    async def refuses_early(peer: Peer) -> None:
        await peer.head()
        await peer.send(ok(b"{}", status="413 Payload Too Large", headers="Connection: close\r\n"))
        await peer.gone()

    async with RawServer(refuses_early) as server:
        answer = await transport.send(request(f"{server.url}/v1", body=b"x" * 4_000_000))
        await server.until_closed()

    assert answer.status == 413


async def failure(
    transport: Transport, url: str, *, connect: float = 5.0, pool: float = 5.0
) -> Outcome:
    sent = request(url, connect=connect, pool=pool)
    with pytest.raises(TransportError) as caught:
        await transport.send(sent)
    assert sent.progress is not None
    assert sent.progress.not_sent
    return caught.value.outcome, caught.value.reason


@contextmanager
def closed_port() -> Iterator[int]:
    """A port that is taken, so that nobody listens on it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port whose queue of connections is full: the kernel answers no more."""
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(8):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield listening.getsockname()[1]


@pytest.mark.parametrize("size", [0, 10, 60_000])
async def test_says_when_the_write_has_ended(size: int, transport: Transport) -> None:
    seen: list[float | None] = []

    async def looks(peer: Peer) -> None:
        await peer.request()
        assert sent.progress is not None
        seen.append(sent.progress.written_at)
        await peer.answer()

    async with RawServer(looks) as server:
        sent = request(f"{server.url}/v1", body=b"x" * size)
        before = time.monotonic()
        await transport.send(sent)

    assert sent.progress is not None
    assert sent.progress.sent_at is not None
    assert seen[0] is not None
    assert before <= sent.progress.sent_at <= seen[0] <= time.monotonic()
    assert sent.progress.written_at == seen[0]


async def test_says_of_no_write_that_it_has_ended_before_it_has(transport: Transport) -> None:
    body = b"x" * 30_000_000

    async def reads_little(peer: Peer) -> None:
        await peer.head()
        assert sent.progress is not None
        assert (sent.progress.sent_at is None, sent.progress.written_at) == (False, None)
        await peer.reader.readexactly(len(body))
        await peer.answer()

    async with RawServer(reads_little) as server:
        sent = request(f"{server.url}/v1", body=body)
        await transport.send(sent)


async def test_says_of_a_request_that_was_not_sent_neither_that_it_began_nor_that_it_ended(
    transport: Transport,
) -> None:
    sent = request("http://127.0.0.1:9/v1")
    with pytest.raises(TransportError):
        await transport.send(sent)
    assert sent.progress is not None
    assert (sent.progress.sent_at, sent.progress.written_at) == (None, None)


@pytest.mark.parametrize(
    "origin",
    [
        "http://a..b.invalid",
        "http://.invalid",
        f"http://{'a' * 64}.invalid",
        f"http://{'a' * 300}",
        "http://999.999.999.999",
        "http://xn--a.invalid",
        "http://xn--.invalid",
        "http://[::1",
        "http://shop:99999",
    ],
)
async def test_a_host_that_cannot_be_one_is_told_as_any_other_that_is_not_there(
    make: Make, origin: str
) -> None:
    with pytest.raises(TransportError) as caught:
        await make().send(get(f"{origin}/v1/Invoices"))

    assert caught.value.outcome == "not_sent"
    assert caught.value.reason in {"dns", "connect", "protocol"}
