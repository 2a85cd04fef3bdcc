"""Whom each transport trusts, and what becomes of a request that nobody trusted may read."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports import TransportError
from tests.conformance.raw_server import RawServer
from tests.conformance.requests import TOKEN, request

if TYPE_CHECKING:
    from pathlib import Path

    import trustme

    from spaceinvoices_async.transports import Transport
    from tests.conformance.conftest import Make
    from tests.conformance.raw_server import Peer


async def test_trusts_the_authority_of_a_context(
    make: Make, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    transport = make(ssl_context=client_tls)
    async with RawServer(tls=server_tls) as server:
        for _ in range(2):
            assert (await transport.send(request(f"{server.url}/v1"))).status == 200
        await transport.aclose()
        await server.until_closed()

    assert server.carriers == [1, 1]
    assert server.requests[0].header("authorization") == TOKEN


async def test_trusts_the_authority_the_environment_names(
    make: Make,
    authority: trustme.CA,
    server_tls: ssl.SSLContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))

    async with RawServer(tls=server_tls) as server:
        assert (await make(trust_env=True).send(request(f"{server.url}/v1"))).status == 200
        outcome = await failure(make(trust_env=False), server.url)

    assert outcome == ("not_sent", "tls")
    assert len(server.requests) == 1


@pytest.mark.parametrize("content", [None, b"", b"no certificate", b"\xff\xfe\0"])
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
async def test_names_the_variable_whose_certificates_cannot_be_read(
    variable: str,
    content: bytes | None,
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "authority.pem"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv(variable, str(file))

    with pytest.raises(ConfigurationError, match=f"{variable} names .*authority.pem"):
        await make(trust_env=True).send(request("https://127.0.0.1:9/v1"))
    # Where no TLS is spoken, nothing is read.
    assert await failure(make(trust_env=True), "http://127.0.0.1:9") == ("not_sent", "connect")


async def test_sends_nothing_to_a_server_of_another_authority(
    make: Make, server_tls: ssl.SSLContext
) -> None:
    async with RawServer(tls=server_tls) as server:
        outcome = await failure(make(), server.url)
        await server.until_closed()

    assert outcome == ("not_sent", "tls")
    assert server.requests == []


async def test_sends_nothing_to_a_server_of_another_name(
    make: Make, authority: trustme.CA, client_tls: ssl.SSLContext
) -> None:
    other = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(other)

    async with RawServer(tls=other) as server:
        outcome = await failure(make(ssl_context=client_tls), server.url)
        await server.until_closed()

    assert outcome == ("not_sent", "tls")
    assert server.requests == []


async def test_sends_nothing_to_a_server_without_tls(
    make: Make, client_tls: ssl.SSLContext
) -> None:
    async def speaks_plainly(peer: Peer) -> None:
        await peer.reader.read(1)
        await peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await peer.gone()

    async with RawServer(speaks_plainly) as server:
        url = server.url.replace("http:", "https:")
        assert await failure(make(ssl_context=client_tls), url) == ("not_sent", "tls")
        await server.until_closed()


async def test_gives_a_handshake_that_hangs_up(make: Make, client_tls: ssl.SSLContext) -> None:
    async def hangs(peer: Peer) -> None:
        await peer.gone()

    async with RawServer(hangs) as server:
        url = server.url.replace("http:", "https:")
        outcome = await failure(make(ssl_context=client_tls), url, connect=0.1)
        await server.until_closed()

    assert outcome == ("not_sent", "connect_timeout")


async def test_is_not_sent_when_the_handshake_is_cut_off(
    name: str, make: Make, client_tls: ssl.SSLContext
) -> None:
    async def closes(peer: Peer) -> None:
        await peer.reader.read(65536)

    async with RawServer(closes) as server:
        url = server.url.replace("http:", "https:")
        outcome = await failure(make(ssl_context=client_tls), url)
        await server.until_closed()

    assert outcome == ("not_sent", "tls" if name != "aiohttp" else "connect")


async def test_leaks_nothing_when_a_handshake_is_cancelled(
    make: Make, client_tls: ssl.SSLContext
) -> None:
    greeted = asyncio.Event()

    async def hangs(peer: Peer) -> None:
        await peer.reader.read(1)
        greeted.set()
        await peer.gone()

    async with RawServer(hangs) as server:
        url = server.url.replace("http:", "https:")
        sent = request(url)
        task = asyncio.create_task(make(ssl_context=client_tls).send(sent))
        await greeted.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await server.until_closed()

    assert sent.progress is not None
    assert sent.progress.not_sent


async def failure(transport: Transport, url: str, *, connect: float = 5.0) -> tuple[str, str]:
    with pytest.raises(TransportError) as caught:
        await transport.send(request(url, connect=connect))
    return caught.value.outcome, caught.value.reason
