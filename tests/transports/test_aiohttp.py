from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports import _aiohttp_connection
from spaceinvoices_async.transports._aiohttp_connection import Route, route
from spaceinvoices_async.transports._body import LARGE, Pieces
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from tests.conformance.raw_server import RawServer
from tests.conformance.requests import get

IMPORT = """
import sys
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
AiohttpTransport()
print([name for name in ("aiohttp", "yarl", "httpx", "certifi") if name in sys.modules])
"""


def test_imports_nothing_before_the_first_request() -> None:
    output = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, check=True)

    assert output.stdout.decode().strip() == "[]"


def test_says_how_to_install_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spaceinvoices_async.transports.aiohttp.find_spec", lambda _name: None)

    with pytest.raises(ConfigurationError, match=r"pip install 'spaceinvoices-async\[fast\]'"):
        AiohttpTransport()


def test_goes_straight_without_a_proxy() -> None:
    assert route("https://api.example", tls=None, proxy=None) == Route()


def test_keeps_the_password_of_a_proxy_out_of_its_address() -> None:
    way = route("https://api.example", tls=None, proxy="http://shop:p%40ss@proxy.example:3128")

    assert str(way.proxy) == "http://proxy.example:3128"
    assert way.tunnel_headers == {"Proxy-Authorization": "Basic c2hvcDpwQHNz"}
    assert way.headers == ()


@pytest.mark.parametrize("proxy", ["socks5://proxy.example", "proxy.example:3128", "http://", ""])
def test_refuses_a_proxy_it_cannot_speak_to(proxy: str) -> None:
    with pytest.raises(ConfigurationError, match="needs an http or https URL"):
        route("https://api.example", tls=None, proxy=proxy)


@pytest.mark.parametrize("size", [1, LARGE, LARGE + 1, 5 * LARGE])
async def test_cuts_a_body_into_pieces_without_loss(size: int) -> None:
    body = bytes(size)
    async with asyncio.timeout(None) as timer:
        pieces = [piece async for piece in Pieces(body, timer, 1.0)]

        assert b"".join(pieces) == body
        assert max(map(len, pieces)) <= LARGE
        assert timer.when() is None


async def test_what_comes_over_a_new_connection_is_not_taken_for_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server with TLS sends tickets before the first request."""
    monkeypatch.setattr(_aiohttp_connection, "_watch", lambda _: lambda _: [True])
    transport = AiohttpTransport(trust_env=False)
    async with RawServer() as server, asyncio.timeout(60):
        for _ in range(2):
            await transport.send(get(f"{server.url}/v1"))
        await transport.aclose()

    assert server.carriers == [1, 2]
