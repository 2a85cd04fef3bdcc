"""What the default transport alone has; what both do is in `tests/conformance`."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
import respx

from spaceinvoices_async.transports import TransportError
from spaceinvoices_async.transports._proxies import environment_proxy
from spaceinvoices_async.transports.httpx import HttpxTransport
from tests.conformance.raw_server import RawServer
from tests.conformance.requests import get, request

if TYPE_CHECKING:
    from tests.conformance.raw_server import Peer

MOCKED = "https://api.example.com/"


async def test_connections_are_kept_each_in_a_pool_of_its_own() -> None:
    transport = HttpxTransport(max_connections=20, trust_env=False)
    barrier = asyncio.Barrier(20)

    async def together(peer: Peer) -> None:
        while await peer.request():
            await barrier.wait()
            await peer.answer()

    async with RawServer(together) as server:
        for _ in range(3):
            await asyncio.gather(*(transport.send(get(f"{server.url}/v1")) for _ in range(20)))

        assert server.accepted == 20
        (slots,) = transport._loops.get().values()
        assert len(slots.shards) == 20
        await transport.aclose()


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
async def test_every_exception_is_classified_where_httpcore_told_nothing(
    raised: type[Exception], outcome: str
) -> None:
    respx.post(MOCKED).mock(side_effect=raised)
    transport = HttpxTransport(trust_env=False)

    with pytest.raises(TransportError) as caught:
        await transport.send(request(MOCKED))
    await transport.aclose()

    assert caught.value.outcome == outcome


def test_a_proxy_of_the_environment_may_lack_its_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:3128")

    assert environment_proxy("https://api.example.com") == "http://proxy.example:3128"


def test_httpx_is_imported_at_first_use() -> None:
    code = (
        "import sys; from spaceinvoices_async.transports.httpx import HttpxTransport;"
        "HttpxTransport(); assert 'httpx' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_request_never_shows_its_secrets() -> None:
    shown = repr(request("https://x/?e=canary", headers=(("X-Key", "canary"),)))

    assert "canary" not in shown
