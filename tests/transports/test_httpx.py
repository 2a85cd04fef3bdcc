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

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports import TransportError
from spaceinvoices_async.transports._proxies import environment_proxy
from spaceinvoices_async.transports.httpx import HttpxTransport
from spaceinvoices_async.transports.httpx2 import Httpx2Transport
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


def test_httpx2_is_imported_at_first_use_and_httpx_is_not() -> None:
    code = (
        "import sys; from spaceinvoices_async.transports.httpx2 import Httpx2Transport; "
        "Httpx2Transport(); print([name for name in ('httpx', 'httpx2') if name in sys.modules])"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert output.stdout.decode().strip() == "[]"


async def test_httpx2_is_driven_without_httpx() -> None:
    async with RawServer() as server:
        code = f"""
import asyncio, sys
from spaceinvoices_async.transports import Request
from spaceinvoices_async.transports.httpx2 import Httpx2Transport

async def main():
    transport = Httpx2Transport(trust_env=False)
    answer = await transport.send(Request(method="GET", url="{server.url}/v1"))
    await transport.aclose()
    return answer.status

print(asyncio.run(main()), "httpx2" in sys.modules, "httpx" in sys.modules)
"""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE
        )
        output, _ = await process.communicate()
    assert output.decode().split() == ["200", "True", "False"]


def test_httpx2_says_how_to_install_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spaceinvoices_async.transports.httpx2.find_spec", lambda _name: None)
    with pytest.raises(ConfigurationError, match=r"pip install 'spaceinvoices-async\[httpx2\]'"):
        Httpx2Transport()


def test_a_request_never_shows_its_secrets() -> None:
    shown = repr(request("https://x/?e=canary", headers=(("X-Key", "canary"),)))

    assert "canary" not in shown
