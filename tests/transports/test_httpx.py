"""The default transport against a server that misbehaves on a real socket."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import ssl
import subprocess
import sys

import httpx
import pytest
import respx

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports import Progress, Request, Response, TransportError
from spaceinvoices_async.transports.base import TransportTimeouts
from spaceinvoices_async.transports.httpx import HttpxTransport
from tests.transports.raw_server import OK, forever, serving

QUICK = TransportTimeouts(connect=0.3, write=0.3, read=0.3, pool=0.3)


@pytest.fixture
async def transport():
    made = HttpxTransport(trust_env=False)
    yield made
    await made.aclose()


def request(url, method="POST", body=b"{}", **more):
    return Request(method=method, url=url, body=body, timeouts=QUICK, **more)


async def failure(transport, url, **more):
    with pytest.raises(TransportError) as caught:
        await transport.send(request(url, **more))
    return caught.value.outcome, caught.value.reason


async def closed_port():
    server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


# Not sent


async def test_a_refused_connection_was_not_sent(transport):
    url = f"http://127.0.0.1:{await closed_port()}/"

    assert await failure(transport, url) == ("not_sent", "connect")


async def test_an_unknown_name_was_not_sent(transport):
    assert await failure(transport, "http://nowhere.invalid/") == ("not_sent", "dns")


async def test_a_failed_tls_handshake_was_not_sent(transport):
    async def plain(connection):
        await connection.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await connection.reader.read()

    async with serving(plain) as server:
        url = server.url().replace("http:", "https:")

        assert await failure(transport, url) == ("not_sent", "tls")


async def test_a_hanging_tls_handshake_was_not_sent(transport):
    async def silent(connection):
        await connection.reader.read()

    async with serving(silent) as server:
        url = server.url().replace("http:", "https:")

        assert await failure(transport, url) == ("not_sent", "connect_timeout")


async def test_no_free_connection_in_time_was_not_sent():
    arrived = asyncio.Event()

    async def silent(connection):
        arrived.set()
        await connection.reader.read()

    transport = HttpxTransport(max_connections=1, trust_env=False)
    slow = TransportTimeouts(connect=1, write=1, read=30, pool=1)
    async with serving(silent) as server:
        first = asyncio.create_task(
            transport.send(Request(method="GET", url=server.url(), timeouts=slow))
        )
        await arrived.wait()

        assert await failure(transport, server.url()) == ("not_sent", "pool")

        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    await transport.aclose()


# Unknown


async def hangs(connection):
    await connection.request()
    await connection.reader.read()


async def closes_before_a_byte(connection):
    await connection.request()
    connection.writer.close()


async def resets(connection):
    await connection.request()
    connection.abort()


async def closes_mid_head(connection):
    await connection.request()
    await connection.send(b"HTTP/1.1 200 OK\r\nContent-")
    connection.writer.close()


async def closes_mid_body(connection):
    await connection.request()
    await connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok")
    connection.writer.close()


async def closes_mid_chunk(connection):
    await connection.request()
    await connection.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nok")
    connection.writer.close()


async def speaks_no_http(connection):
    await connection.request()
    await connection.send(b"SSH-2.0-OpenSSH\r\n\r\n")


async def has_a_huge_head(connection):
    await connection.request()
    await connection.send(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n")
    await connection.reader.read()


async def stops_mid_body(connection):
    await connection.request()
    await connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok")
    await connection.reader.read()


@pytest.mark.parametrize(
    ("script", "reasons"),
    [
        (hangs, {"read_timeout"}),
        (closes_before_a_byte, {"closed"}),
        (resets, {"reset", "closed"}),
        (closes_mid_head, {"closed", "protocol"}),
        (closes_mid_body, {"truncated"}),
        (closes_mid_chunk, {"truncated"}),
        (speaks_no_http, {"protocol"}),
        (has_a_huge_head, {"protocol"}),
        (stops_mid_body, {"read_timeout"}),
    ],
)
async def test_once_sent_a_failure_is_unknown(transport, script, reasons):
    async with serving(script) as server:
        outcome, reason = await failure(transport, server.url())

    assert outcome == "unknown"
    assert reason in reasons


async def test_a_kept_connection_closed_under_us_is_unknown_not_resent(transport):
    """The request may have been read before the connection went away: nobody can tell."""
    calls = []

    async def one_answer(connection):
        calls.append(await connection.request())
        await connection.send(OK)
        calls.append(await connection.request())
        connection.abort()

    async with serving(one_answer) as server:
        await transport.send(request(server.url()))
        outcome, _ = await failure(transport, server.url())

    assert outcome == "unknown"
    assert len(calls) == 2


async def test_an_idle_connection_that_was_closed_is_replaced(transport):
    async def one_answer(connection):
        await connection.request()
        await connection.send(OK)

    async with serving(one_answer) as server:
        await transport.send(request(server.url()))
        await asyncio.sleep(0.05)
        await transport.send(request(server.url()))

        assert server.connections == 2


# Answers


async def answered(transport, raw, **more):
    async def script(connection):
        await connection.request()
        await connection.send(raw)
        await connection.reader.read()

    async with serving(script) as server:
        return await transport.send(request(server.url(), **more))


async def test_informational_answers_are_passed_over(transport):
    answer = await answered(transport, b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK)

    assert answer == Response(status=200, headers={"content-length": "2"}, body=b"ok")


@pytest.mark.parametrize("status", [299, 301, 307, 404, 499, 520, 599])
async def test_every_status_comes_back_as_it_is(transport, status):
    head = f"HTTP/1.1 {status} X\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n"

    assert (await answered(transport, head.encode())).status == status


async def test_a_chunked_body_is_put_together(transport):
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n3\r\nay!\r\n0\r\n\r\n"

    assert (await answered(transport, raw)).body == b"okay!"


async def test_a_slow_trickle_is_waited_for_as_long_as_it_goes_on(transport):
    async def trickle(connection):
        await connection.request()
        await connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        for _ in range(5):
            await asyncio.sleep(0.1)
            await connection.send(b"x")

    async with serving(trickle) as server:
        assert (await transport.send(request(server.url()))).body == b"xxxxx"


class Collected:
    def __init__(self):
        self.events = []

    def reset(self):
        self.events.append("reset")

    def write(self, chunk):
        self.events.append(bytes(chunk))


async def test_a_success_streams_into_the_sink(transport):
    sink = Collected()
    answer = await answered(transport, OK, sink=sink)

    assert sink.events == ["reset", b"ok"]
    assert answer.body == b""


async def test_a_refusal_stays_out_of_the_sink(transport):
    sink = Collected()
    answer = await answered(transport, b"HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno", sink=sink)

    assert sink.events == []
    assert answer.body == b"no"


async def test_a_large_body_arrives_whole_and_with_its_length(transport):
    received = []

    async def script(connection):
        received.append(await connection.request())
        await connection.send(OK)

    body = os.urandom(300_000)
    async with serving(script) as server:
        await transport.send(request(server.url(), body=body))

    head, arrived = received[0]
    assert arrived == body
    assert b"transfer-encoding" not in head.lower()


async def test_nothing_is_added_to_the_request_but_what_http_needs(transport):
    received = []

    async def script(connection):
        received.append(await connection.request())
        await connection.send(OK)

    async with serving(script) as server:
        await transport.send(request(server.url("/v1/a?b=%2B"), headers=(("X-A", "1"),)))
        host = f"host: 127.0.0.1:{server.port}"

    lines = received[0][0].decode().lower().strip().split("\r\n")
    assert lines[0] == "post /v1/a?b=%2b http/1.1"
    assert sorted(lines[1:]) == sorted([host, "content-length: 2", "x-a: 1"])


# Progress


async def test_progress_tells_the_moment_of_the_first_byte(transport):
    progress = Progress(lambda: 42.0)
    async with serving(forever) as server:
        await transport.send(request(server.url(), progress=progress))

    assert progress.sent_at == 42.0


async def test_progress_knows_that_a_hanging_connect_sent_nothing(transport):
    progress = Progress(lambda: 42.0)
    gone = asyncio.Event()

    async def silent(connection):
        while await connection.reader.read(1024):
            pass
        gone.set()

    async with serving(silent) as server:
        url = server.url().replace("http:", "https:")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await transport.send(request(url, progress=progress))
        async with asyncio.timeout(5):
            await gone.wait()  # httpcore alone would leave it to the garbage collector

    assert progress.not_sent


async def test_progress_knows_that_a_hanging_answer_may_have_been_applied(transport):
    progress = Progress(lambda: 42.0)
    async with serving(hangs) as server:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await transport.send(request(server.url(), progress=progress))

    assert not progress.not_sent


# Connections


async def test_connections_are_kept_and_shared_in_shards_of_eight():
    transport = HttpxTransport(max_connections=20, trust_env=False)
    barrier = asyncio.Barrier(20)

    async def together(connection):
        while True:
            await connection.request()
            await barrier.wait()
            await connection.send(OK)

    patient = TransportTimeouts()
    async with serving(together) as server:
        one = Request(method="GET", url=server.url(), timeouts=patient)
        for _ in range(3):
            await asyncio.gather(*(transport.send(one) for _ in range(20)))

        assert server.connections == 20
        (slots,) = next(iter(transport._loops.values())).values()
        assert len(slots.shards) == 3
        await transport.aclose()


async def test_more_callers_than_connections_wait_their_turn():
    transport = HttpxTransport(max_connections=4, trust_env=False)
    async with serving(forever) as server:
        one = Request(method="GET", url=server.url(), timeouts=TransportTimeouts())
        await asyncio.gather(*(transport.send(one) for _ in range(200)))

        assert server.connections <= 4
        await transport.aclose()


async def test_cancelling_leaks_no_connection(transport):
    """Cancelled at every moment of a request; afterwards all connections are still usable."""

    async def slow(connection):
        while True:
            await connection.request()
            await asyncio.sleep(0.01)
            await connection.send(OK[:20])
            await asyncio.sleep(0.01)
            await connection.send(OK[20:])

    small = HttpxTransport(max_connections=2, trust_env=False)
    async with serving(slow) as server:
        one = Request(method="GET", url=server.url(), timeouts=TransportTimeouts())
        for step in range(60):
            task = asyncio.create_task(small.send(one))
            await asyncio.wait([task], timeout=step * 0.0005)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        answers = await asyncio.gather(*(small.send(one) for _ in range(6)))
        await small.aclose()

    assert [answer.status for answer in answers] == [200] * 6


async def test_closing_twice_is_fine(transport):
    await transport.aclose()
    await transport.aclose()


async def test_a_closed_transport_opens_again(transport):
    async with serving(forever) as server:
        await transport.send(request(server.url()))
        await transport.aclose()

        assert (await transport.send(request(server.url()))).status == 200


def test_a_second_event_loop_gets_connections_of_its_own():
    transport = HttpxTransport(trust_env=False)

    async def once():
        async with serving(forever) as server:
            answer = await transport.send(request(server.url()))
            await transport.aclose()
            return answer.status

    assert [asyncio.run(once()) for _ in range(3)] == [200, 200, 200]


def fork_and_send(transport, url, results):
    results.put(asyncio.run(transport.send(request(url))).status)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
async def test_a_forked_child_leaves_its_parents_connections_alone(transport):
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    async with serving(forever) as server:
        await transport.send(request(server.url()))
        child = context.Process(target=fork_and_send, args=(transport, server.url(), results))
        child.start()
        status = await asyncio.to_thread(results.get, timeout=10)
        await asyncio.to_thread(child.join)
        await transport.send(request(server.url()))

    assert status == 200
    assert child.exitcode == 0


# Proxies


async def proxy_of(monkeypatch, url, **environment):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    transport = HttpxTransport()
    try:
        return await transport.send(request(url))
    finally:
        await transport.aclose()


async def test_the_environment_names_a_proxy(monkeypatch):
    async with serving(forever) as proxy:
        answer = await proxy_of(
            monkeypatch, "http://api.invalid/v1/x", HTTP_PROXY=f"127.0.0.1:{proxy.port}"
        )

    assert answer.status == 200


async def test_no_proxy_excludes_a_host(monkeypatch):
    async with serving(forever) as server:
        answer = await proxy_of(
            monkeypatch,
            server.url(),
            HTTP_PROXY=f"http://127.0.0.1:{await closed_port()}",
            NO_PROXY="127.0.0.1",
        )

    assert answer.status == 200


async def test_without_trust_in_the_environment_its_proxy_is_not_used(monkeypatch, transport):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{await closed_port()}")
    async with serving(forever) as server:
        assert (await transport.send(request(server.url()))).status == 200


async def refusing_tunnel(connection):
    await connection.request()
    await connection.send(
        b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    )


async def hanging_tunnel(connection):
    await connection.request()
    await connection.reader.read()


@pytest.mark.parametrize("script", [refusing_tunnel, hanging_tunnel, resets])
async def test_a_proxy_that_gives_no_tunnel_was_sent_nothing(script):
    async with serving(script) as proxy:
        transport = HttpxTransport(proxy=f"http://user:secret@127.0.0.1:{proxy.port}")
        with pytest.raises(TransportError) as caught:
            await transport.send(request("https://api.invalid/v1/x"))
        await transport.aclose()

    assert caught.value.outcome == "not_sent"
    assert "secret" not in repr(caught.value)


async def test_a_proxy_of_an_unknown_kind_is_a_configuration_error():
    transport = HttpxTransport(proxy="gopher://127.0.0.1:70")

    with pytest.raises(ConfigurationError):
        await transport.send(request("http://api.invalid/"))


# Mocks and logs


@pytest.mark.parametrize(
    ("raised", "outcome"),
    [
        (httpx.ConnectError, "not_sent"),
        (httpx.ConnectTimeout, "not_sent"),
        (httpx.PoolTimeout, "not_sent"),
        (httpx.ProxyError, "not_sent"),
        (httpx.ReadTimeout, "unknown"),
        (httpx.WriteTimeout, "unknown"),
        (httpx.ReadError, "unknown"),
        (httpx.WriteError, "unknown"),
        (httpx.CloseError, "unknown"),
        (httpx.RemoteProtocolError, "unknown"),
        (httpx.LocalProtocolError, "unknown"),
        (httpx.DecodingError, "unknown"),
        (OSError, "unknown"),
        (ssl.SSLError, "unknown"),
    ],
)
@respx.mock
async def test_every_exception_of_httpx_is_classified_without_help(transport, raised, outcome):
    respx.post("https://api.example.com/").mock(side_effect=raised)

    assert (await failure(transport, "https://api.example.com/"))[0] == outcome


async def test_no_library_logs_the_url_at_info(transport, caplog):
    caplog.set_level(logging.INFO)
    async with serving(forever) as server:
        await transport.send(request(server.url("/v1/x?filter=canary")))

    assert caplog.records == []


async def test_even_at_debug_neither_url_nor_token_is_logged(transport, caplog):
    caplog.set_level(logging.DEBUG)
    headers = (("Authorization", "canary-token"),)
    async with serving(forever) as server:
        await transport.send(request(server.url("/v1/x?filter=canary"), headers=headers))

    assert caplog.records != []
    assert "canary" not in caplog.text


def test_httpx_is_imported_at_first_use():
    code = (
        "import sys; from spaceinvoices_async.transports.httpx import HttpxTransport;"
        "HttpxTransport(); assert 'httpx' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


async def test_a_request_never_shows_its_secrets():
    shown = repr(request("https://x/?e=canary", headers=(("Authorization", "canary"),)))

    assert "canary" not in shown
