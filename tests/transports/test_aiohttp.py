from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from spaceinvoices_async.errors import ConfigurationError, InvalidInputError
from spaceinvoices_async.transports import _aiohttp_connection
from spaceinvoices_async.transports._aiohttp_connection import Origin, Route, route
from spaceinvoices_async.transports._body import LARGE, Pieces
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.base import CheckedHeaders, Request, TransportError
from tests.conformance.raw_server import RawServer
from tests.conformance.requests import get

IMPORT = """
import sys
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.base import CheckedHeaders, Request, TransportError
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
        cut = Pieces(body, timer, 1.0)
        pieces = [piece async for piece in cut]

        assert b"".join(pieces) == body
        assert max(map(len, pieces)) <= LARGE
        assert timer.when() is not None  # the last one is to be taken in time, too
        cut.end()
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


def head_of(
    url: str, *, method: str = "GET", body: bytes | None = None, proxy: str | None = None
) -> str:
    loop = asyncio.get_running_loop()
    address = "/".join(url.split("/", 3)[:3])
    origin = Origin(address, route(address, tls=None, proxy=proxy), loop)
    sent = Request(method=method, url=url, headers=(("Accept", "*/*"),), body=body)
    return origin.head(sent).decode("ascii")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/v1/a?b=%20c", "/v1/a?b=%20c"),
        ("", "/"),
        ("/v1#part", "/v1"),
        ("/caf\u00e9", "/caf%C3%A9"),
    ],
)
async def test_the_head_names_the_target_as_it_is_sent(path: str, target: str) -> None:
    head = head_of(f"http://api.example:8080{path}")

    assert head == f"GET {target} HTTP/1.1\r\nHost: api.example:8080\r\nAccept: */*\r\n\r\n"


@pytest.mark.parametrize(
    ("method", "body", "length"),
    [("POST", None, "0"), ("DELETE", None, "0"), ("POST", b"{}", "2"), ("GET", b"{}", "2")],
)
async def test_the_head_says_how_long_the_body_is(
    method: str, body: bytes | None, length: str
) -> None:
    head = head_of("https://api.example/v1", method=method, body=body)

    assert head.splitlines()[-2:] == [f"Content-Length: {length}", ""]


async def test_a_proxy_without_a_tunnel_is_told_the_whole_address() -> None:
    head = head_of("http://api.example/v1", proxy="http://shop:pass@proxy.example:3128")

    assert head.splitlines()[0] == "GET http://api.example/v1 HTTP/1.1"
    assert head.splitlines()[-2] == "Proxy-Authorization: Basic c2hvcDpwYXNz"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET / HTTP/1.1\r\nX: y", "/v1"),
        ("GET /v1/Accounts", "/v1"),
        ("", "/v1"),
        ("GET\t", "/v1"),
        ("GET", "/v1/a b"),
        ("GET", "/v1 HTTP/1.0"),
        ("GET", "/v1 HTTP/1.1\r\nX: y"),
        ("GET", "/v1\r\n"),
        ("GET", "/v1\tb"),
        ("GET", "/v1\x7f"),
        ("GET", "/caf\u00e9\n"),
    ],
)
async def test_nothing_is_sent_of_a_head_that_would_become_another(method: str, path: str) -> None:
    transport = AiohttpTransport(trust_env=False)
    async with RawServer() as server:
        with pytest.raises(TransportError) as caught:
            await transport.send(Request(method=method, url=f"{server.url}{path}"))
        await transport.aclose()

        assert (caught.value.outcome, caught.value.reason) == ("not_sent", "protocol")
        assert not server.requests


async def test_headers_that_come_again_are_those_of_the_request() -> None:
    transport = AiohttpTransport(trust_env=False)
    async with RawServer() as server:
        for token in ("first", "second", "second", "first"):
            headers = CheckedHeaders([("Authorization", token)])
            await transport.send(Request(method="GET", url=f"{server.url}/v1", headers=headers))
        await transport.aclose()

    assert [received.header("authorization") for received in server.requests] == [
        "first",
        "second",
        "second",
        "first",
    ]


def test_checked_headers_show_no_token_and_are_refused_as_those_of_a_request_are() -> None:
    assert repr(CheckedHeaders([("Authorization", "secret")])) == "<1 headers>"
    with pytest.raises(InvalidInputError, match="printable ASCII"):
        CheckedHeaders([("Authorization", "two\nlines")])
