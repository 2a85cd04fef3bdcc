"""Requests through a proxy: tunnelled or not, welcome or not."""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import RawServer
from tests.conformance.requests import TOKEN, request

if TYPE_CHECKING:
    import trustme

    from spaceinvoices_async.transports import Transport
    from tests.conformance.conftest import Make
    from tests.conformance.raw_server import Peer

BASIC = "Basic c2hvcDpwQHNz"  # shop:p@ss


async def tunnels(peer: Peer) -> None:
    """The script of a proxy that connects to where it is told."""
    received = await peer.request()
    assert received is not None
    assert received.method == "CONNECT"
    host, _, port = received.target.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    await peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    try:
        await asyncio.gather(pipe(peer.reader, writer), pipe(reader, peer.writer))
    finally:
        writer.close()


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def test_tunnels_to_a_server_with_tls(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    async with RawServer(tls=server_tls) as server, RawServer(tunnels) as proxy:
        address = proxy.url.replace("//", "//shop:p%40ss@")
        transport = make(proxy=address, ssl_context=client_tls)
        for _ in range(2):
            assert (await transport.send(request(f"{server.url}/v1"))).status == 200
        await transport.aclose()
        await server.until_closed()
        await proxy.until_closed()

        assert server.carriers == [1, 1]
        assert server.requests[0].header("proxy-authorization") is None
        (asked,) = proxy.requests
        assert asked.target == f"127.0.0.1:{server.port}"
        assert asked.header("proxy-authorization") == BASIC
        assert TOKEN not in str(asked.headers)


async def test_tunnels_through_a_proxy_with_tls_to_a_server_with_tls(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    async with (
        RawServer(tls=server_tls) as server,
        RawServer(tunnels, tls=server_tls) as proxy,
    ):
        address = proxy.url.replace("//", "//shop:p%40ss@")
        transport = make(proxy=address, ssl_context=client_tls)
        for _ in range(2):
            assert (await transport.send(request(f"{server.url}/v1"))).status == 200
        await transport.aclose()
        await server.until_closed()
        await proxy.until_closed()

        assert server.carriers == [1, 1]
        assert server.requests[0].header("authorization") == TOKEN
        assert server.requests[0].header("proxy-authorization") is None
        (asked,) = proxy.requests
        assert asked.target == f"127.0.0.1:{server.port}"
        assert asked.header("proxy-authorization") == BASIC
        assert TOKEN not in str(asked.headers)


async def test_hands_a_plain_request_to_a_proxy_with_tls(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    async with RawServer() as server, RawServer(tls=server_tls) as proxy:
        address = proxy.url.replace("//", "//shop:p%40ss@")
        transport = make(proxy=address, ssl_context=client_tls)
        for _ in range(2):
            assert (await transport.send(request(f"{server.url}/v1"))).status == 200
        await transport.aclose()
        await proxy.until_closed()

    assert proxy.carriers == [1, 1]
    assert proxy.requests[0].target == f"{server.url}/v1"
    assert proxy.requests[0].header("proxy-authorization") == BASIC
    assert server.accepted == 0


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_tells_nothing_to_a_proxy_with_tls_of_another_authority(
    scheme: str, make: Make, server_tls: ssl.SSLContext
) -> None:
    async with RawServer(tls=server_tls) as proxy:
        transport = make(proxy=proxy.url.replace("//", "//shop:p%40ss@"))
        outcome = await failure(transport, f"{scheme}://books.invalid/v1")
        await proxy.until_closed()

    assert outcome == ("not_sent", "tls")
    assert proxy.requests == []


async def test_is_not_sent_when_a_proxy_with_tls_refuses(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    async def refuses(peer: Peer) -> None:
        await peer.request()
        await peer.answer(b"no", status="407 Proxy Authentication Required")
        await peer.gone()

    async with RawServer(refuses, tls=server_tls) as proxy:
        transport = make(proxy=proxy.url, ssl_context=client_tls)
        assert await failure(transport, "https://books.invalid/v1") == ("not_sent", "proxy")
        await proxy.until_closed()


async def test_is_not_sent_when_the_tunnel_of_a_proxy_with_tls_leads_to_a_stranger(
    name: str,
    make: Make,
    authority: trustme.CA,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
) -> None:
    if name == "aiohttp" and sys.version_info < (3, 12, 2):
        # asyncio's TLS within TLS stumbles over its own abort before 3.11.8 and 3.12.2, and tells
        # the loop (https://github.com/python/cpython/issues/113214).
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
    stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(stranger)

    async with (
        RawServer(tls=stranger) as server,
        RawServer(tunnels, tls=server_tls) as proxy,
    ):
        transport = make(proxy=proxy.url, ssl_context=client_tls)
        outcome = await failure(transport, f"{server.url}/v1")
        await server.until_closed()
        await proxy.until_closed()

    # Where asyncio stumbles, aiohttp is not told of the certificate.
    assert outcome in {("not_sent", "tls"), ("not_sent", "proxy")}
    assert server.requests == []


async def test_is_unknown_when_a_tunnel_is_cut_under_a_request(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    async def closes(peer: Peer) -> None:
        await peer.request()

    async with (
        RawServer(closes, tls=server_tls) as server,
        RawServer(tunnels, tls=server_tls) as proxy,
    ):
        transport = make(proxy=proxy.url, ssl_context=client_tls)
        outcome, reason = await failure(transport, f"{server.url}/v1")
        await server.until_closed()
        await proxy.until_closed()

    assert (outcome, reason in {"closed", "reset"}) == ("unknown", True)
    assert len(server.requests) == 1


async def test_hands_a_plain_request_to_the_proxy(make: Make) -> None:
    async with RawServer() as server, RawServer() as proxy:
        transport = make(proxy=proxy.url.replace("//", "//shop:p%40ss@"))
        await transport.send(request(f"{server.url}/v1?a=%27b%27"))
        await transport.aclose()

    (received,) = proxy.requests
    assert received.target == f"{server.url}/v1?a=%27b%27"
    assert received.header("host") == f"127.0.0.1:{server.port}"
    assert received.header("proxy-authorization") == BASIC
    assert server.accepted == 0


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_takes_the_proxy_of_the_environment(
    variable: str, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_proxies(monkeypatch)
    async with RawServer() as server, RawServer() as proxy:
        monkeypatch.setenv(variable, proxy.url)
        await make(trust_env=True).send(request(f"{server.url}/v1"))
        await make(trust_env=False).send(request(f"{server.url}/v1"))
        monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
        await make(trust_env=True).send(request(f"{server.url}/v1"))

        assert (proxy.accepted, server.accepted) == (1, 2)


@pytest.mark.parametrize("entry", ["127.0.0.0/8", "127.0.0.1", "*", "localhost 127.0.0.1"])
async def test_passes_the_proxy_by_where_the_environment_says_so(
    entry: str, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_proxies(monkeypatch)
    async with RawServer() as server, RawServer() as proxy:
        monkeypatch.setenv("HTTP_PROXY", f" {proxy.url}\t")
        await make(trust_env=True).send(request(f"{server.url}/v1"))
        monkeypatch.setenv("NO_PROXY", entry)
        await make(trust_env=True).send(request(f"{server.url}/v1"))

        assert (proxy.accepted, server.accepted) == (1, 1)


async def test_gives_a_proxy_of_the_environment_its_password_and_the_server_none(
    make: Make,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget_proxies(monkeypatch)
    async with RawServer(tls=server_tls) as server, RawServer(tunnels) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", "//shop:p%40ss@"))
        transport = make(trust_env=True, ssl_context=client_tls)
        await transport.send(request(f"{server.url}/v1"))
        await transport.aclose()

    (asked,), (received,) = proxy.requests, server.requests
    assert asked.header("proxy-authorization") == BASIC
    assert asked.header("authorization") is None
    assert received.header("proxy-authorization") is None


@pytest.mark.parametrize("port", ["99999", "-1", "no"])
async def test_refuses_a_proxy_with_a_port_there_is_none_of(
    port: str, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_proxies(monkeypatch)
    monkeypatch.setenv("HTTP_PROXY", f"http://shop:s3cret@127.0.0.1:{port}")
    with pytest.raises(ConfigurationError, match="HTTP_PROXY: the proxy cannot be used") as caught:
        await make(trust_env=True).send(request("http://127.0.0.1:9/v1"))
    assert "s3cret" not in repr(caught.value)
    with pytest.raises(ConfigurationError, match="proxy=: the proxy cannot be used"):
        make(proxy=f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(
    "status", ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad"]
)
async def test_is_not_sent_when_the_proxy_refuses(
    status: str, make: Make, client_tls: ssl.SSLContext
) -> None:
    async def refuses(peer: Peer) -> None:
        await peer.request()
        await peer.answer(b"no", status=status)
        await peer.gone()

    async with RawServer(refuses) as proxy:
        transport = make(proxy=proxy.url, ssl_context=client_tls)
        assert await failure(transport, "https://books.invalid/v1") == ("not_sent", "proxy")
        await proxy.until_closed()


async def test_is_not_sent_when_the_proxy_is_not_there(
    name: str, make: Make, client_tls: ssl.SSLContext
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        transport = make(proxy=f"http://127.0.0.1:{taken.getsockname()[1]}", ssl_context=client_tls)
        outcome = await failure(transport, "https://books.invalid/v1")

    # httpcore raises the same whether the server or the proxy refuses.
    assert outcome == ("not_sent", "connect" if name != "aiohttp" else "proxy")


async def test_is_not_sent_when_the_proxy_hangs(
    name: str, make: Make, client_tls: ssl.SSLContext
) -> None:
    async def hangs(peer: Peer) -> None:
        await peer.request()
        await peer.gone()

    async with RawServer(hangs) as proxy:
        transport = make(proxy=proxy.url, ssl_context=client_tls)
        outcome = await failure(transport, "https://books.invalid/v1", patience=0.1)
        await proxy.until_closed()

    # httpcore waits for the tunnel as for an answer.
    assert outcome == ("not_sent", "read_timeout" if name != "aiohttp" else "connect_timeout")


async def test_is_not_sent_when_the_proxy_closes(
    name: str, make: Make, client_tls: ssl.SSLContext
) -> None:
    async def closes(peer: Peer) -> None:
        await peer.request()

    async with RawServer(closes) as proxy:
        transport = make(proxy=proxy.url, ssl_context=client_tls)
        outcome = await failure(transport, "https://books.invalid/v1")

    assert outcome == ("not_sent", "closed" if name != "aiohttp" else "proxy")


async def test_is_not_sent_when_the_proxy_resets(make: Make, client_tls: ssl.SSLContext) -> None:
    async def resets(peer: Peer) -> None:
        await peer.request()
        peer.reset()

    async with RawServer(resets) as proxy:
        address = proxy.url.replace("//", "//shop:canary@")
        transport = make(proxy=address, ssl_context=client_tls)
        with pytest.raises(TransportError) as caught:
            await transport.send(request("https://books.invalid/v1"))

    assert caught.value.outcome == "not_sent"
    assert "canary" not in repr(caught.value)


async def test_is_not_sent_when_the_tunnel_leads_to_a_stranger(
    make: Make, server_tls: ssl.SSLContext
) -> None:
    async with RawServer(tls=server_tls) as server, RawServer(tunnels) as proxy:
        outcome = await failure(make(proxy=proxy.url), f"{server.url}/v1")
        await server.until_closed()
        await proxy.until_closed()

    assert outcome == ("not_sent", "tls")
    assert server.requests == []


@pytest.mark.parametrize("secure", [False, True], ids=["plain proxy", "proxy in tls"])
async def test_leaks_nothing_when_cancelled_before_the_tunnel_stands(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext, *, secure: bool
) -> None:
    asked = asyncio.Event()

    async def hangs(peer: Peer) -> None:
        await peer.request()
        asked.set()
        await peer.gone()

    async with RawServer(hangs, tls=server_tls if secure else None) as proxy:
        sent = request("https://books.invalid/v1")
        transport = make(proxy=proxy.url, ssl_context=client_tls)
        task = asyncio.create_task(transport.send(sent))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await proxy.until_closed()

    assert sent.progress is not None
    assert sent.progress.not_sent


async def test_refuses_a_proxy_that_is_none(make: Make) -> None:
    with pytest.raises(ConfigurationError, match="proxy cannot be used"):
        await make(proxy="ftp://proxy.example").send(request("http://127.0.0.1:9/v1"))


def forget_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)


async def failure(transport: Transport, url: str, *, patience: float = 60.0) -> tuple[str, str]:
    with pytest.raises(TransportError) as caught:
        await transport.send(request(url, connect=patience, read=patience))
    return caught.value.outcome, caught.value.reason
