"""How each transport keeps, shares, closes and loses connections."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import ClosingServer, RawServer, ok
from tests.conformance.requests import get, request

if TYPE_CHECKING:
    import ssl

    from spaceinvoices_async.transports import Transport
    from tests.conformance.conftest import Make
    from tests.conformance.raw_server import Peer


def descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


async def settle() -> None:
    """Let the loop deliver what has happened to its sockets."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_keeps_a_connection_for_the_next_request(transport: Transport) -> None:
    async with RawServer() as server:
        for _ in range(3):
            await transport.send(request(f"{server.url}/v1"))
        await transport.aclose()
        await server.until_closed()

    assert server.carriers == [1, 1, 1]


async def test_drops_a_connection_before_the_server_does(make: Make) -> None:
    transport = make(keep_alive=0.01)
    async with RawServer() as server:
        await transport.send(request(f"{server.url}/v1"))
        await asyncio.sleep(0.05)  # what is tested is the time
        await transport.send(request(f"{server.url}/v1"))
        await transport.aclose()

    assert server.carriers == [1, 2]


async def test_notices_that_an_idle_connection_was_closed(transport: Transport) -> None:
    async def closes_after_one(peer: Peer) -> None:
        await peer.request()
        await peer.answer()

    async with RawServer(closes_after_one) as server:
        for _ in range(3):
            assert (await transport.send(request(f"{server.url}/v1"))).status == 200
            await server.until_closed()
            await settle()

    assert server.carriers == [1, 2, 3]


@pytest.mark.parametrize("secure", [False, True])
async def test_sends_nothing_over_a_connection_that_was_closed_before_the_loop_has_looked(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext, *, secure: bool
) -> None:
    transport = make(ssl_context=client_tls)
    with ClosingServer(tls=server_tls if secure else None) as server:
        for _ in range(20):
            assert (await transport.send(get(f"{server.url}/v1"))).status == 200
            # The loop stands still meanwhile, as under load it does.
            assert server.closed.wait(60)
        await transport.aclose()

    assert server.requests == 20


@pytest.mark.parametrize("method", ["POST", "GET", "PUT"])
async def test_does_not_repeat_what_a_closing_connection_took(
    method: str, transport: Transport
) -> None:
    async def closes_on_the_second(peer: Peer) -> None:
        await peer.request()
        await peer.answer()
        await peer.request()

    async with RawServer(closes_on_the_second) as server:
        body = None if method == "GET" else b"{}"
        await transport.send(request(f"{server.url}/v1", method=method, body=body))
        with pytest.raises(TransportError) as caught:
            await transport.send(request(f"{server.url}/v1", method=method, body=body))

    assert (caught.value.outcome, caught.value.reason) == ("unknown", "closed")
    assert server.carriers == [1, 1]


async def test_takes_no_answer_that_nobody_asked_for(transport: Transport) -> None:
    """Else one merchant's document would be another's."""
    answered = asyncio.Event()
    spoken = asyncio.Event()

    async def speaks_up(peer: Peer) -> None:
        await peer.request()
        await peer.answer(b'"asked for"')
        if peer.number == 1:
            await answered.wait()
            await peer.answer(b'"not asked for"')
            spoken.set()
            await peer.gone()

    async with RawServer(speaks_up) as server:
        await transport.send(request(f"{server.url}/v1"))
        answered.set()
        await spoken.wait()
        await settle()

        answer = await transport.send(request(f"{server.url}/v1"))

    assert answer.body == b'"asked for"'
    assert server.carriers == [1, 2]


async def test_takes_no_second_answer_to_one_request(transport: Transport) -> None:
    async def answers_twice(peer: Peer) -> None:
        await peer.request()
        await peer.send(ok(b'"asked for"') + ok(b'"not asked for"'))
        await peer.gone()

    async with RawServer(answers_twice) as server:
        for _ in range(2):
            answer = await transport.send(request(f"{server.url}/v1"))
            assert answer.body == b'"asked for"'

    assert server.carriers == [1, 2]


async def test_carries_200_requests_on_8_connections(make: Make) -> None:
    transport = make(max_connections=8)
    busy, most = 0, 0

    async def echoes(peer: Peer) -> None:
        nonlocal busy, most
        while received := await peer.request():
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0)
            busy -= 1
            await peer.answer(received.body)

    async with RawServer(echoes) as server:
        bodies = [f'"order-{number}"'.encode() for number in range(200)]
        answers = await asyncio.gather(
            *(transport.send(request(f"{server.url}/v1", body=body)) for body in bodies)
        )
        await transport.aclose()
        await server.until_closed()

    assert [answer.body for answer in answers] == bodies
    assert server.accepted <= 8
    assert most <= 8


async def test_closes_everything_and_can_be_closed_twice(transport: Transport) -> None:
    before = descriptors()
    async with RawServer() as server:
        listening = descriptors() - before
        await asyncio.gather(*(transport.send(request(f"{server.url}/v1")) for _ in range(10)))
        await transport.aclose()
        await transport.aclose()
        await server.until_closed()

        assert descriptors() == before + listening


async def test_opens_again_after_it_was_closed(transport: Transport) -> None:
    async with RawServer() as server:
        for _ in range(2):
            assert (await transport.send(request(f"{server.url}/v1"))).status == 200
            await transport.aclose()

        assert server.accepted == 2


@pytest.mark.parametrize("reuse", [False, True], ids=["connecting", "reusing"])
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "tls"])
async def test_leaks_nothing_when_cancelled_at_any_await(
    *,
    reuse: bool,
    secure: bool,
    make: Make,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
) -> None:
    transport = make(max_connections=1, ssl_context=client_tls)
    before = descriptors()
    async with RawServer(tls=server_tls if secure else None) as server:
        listening = descriptors() - before
        for turns in range(1000):
            sent = request(f"{server.url}/v1/{turns}")
            task = asyncio.create_task(transport.send(sent))
            for _ in range(turns):
                await asyncio.sleep(0)
            if not task.cancel():
                break
            await asyncio.wait([task])
            assert task.cancelled()
            assert sent.progress is not None
            if sent.progress.not_sent:
                assert f"/v1/{turns}" not in [received.target for received in server.requests]
            # The only connection there may be is free for the next.
            after = await transport.send(request(f"{server.url}/v1/after", pool=60.0))
            assert after.status == 200
            if not reuse:
                await transport.aclose()
        await transport.aclose()
        await server.until_closed()
        await settle()

        assert turns > 3
        assert len(server.open) == 0
        assert descriptors() == before + listening


STAGES = {
    "in the head": b"HTTP/1.1 200 OK\r\nConte",
    "in the body": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
    "in a chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
}


@pytest.mark.parametrize("data", STAGES.values(), ids=STAGES)
async def test_closes_the_connection_when_cancelled_amid_an_answer(
    data: bytes, transport: Transport
) -> None:
    reached = asyncio.Event()

    async def pauses(peer: Peer) -> None:
        await peer.request()
        if peer.number > 1:
            await peer.answer()
            return
        await peer.send(data)
        reached.set()
        await peer.gone()

    async with RawServer(pauses) as server:
        task = asyncio.create_task(transport.send(request(f"{server.url}/v1")))
        await reached.wait()
        await settle()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await server.until_closed()

        assert (await transport.send(request(f"{server.url}/v1"))).status == 200


async def test_gives_a_place_in_the_queue_up_when_cancelled(make: Make) -> None:
    transport = make(max_connections=1)
    may_answer = asyncio.Event()

    async def waits(peer: Peer) -> None:
        while await peer.request():
            await may_answer.wait()
            await peer.answer()

    async with RawServer(waits) as server:
        tasks = [asyncio.create_task(transport.send(get(f"{server.url}/{n}"))) for n in range(3)]
        await server.until_accepted(1)
        tasks[1].cancel()
        may_answer.set()
        await asyncio.wait(tasks)
        await transport.aclose()

    assert [received.target for received in server.requests] == ["/0", "/2"]
