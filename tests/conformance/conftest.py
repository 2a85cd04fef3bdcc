"""Every test here runs over every transport."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING, Protocol

import pytest
import trustme

from tests.conformance.subjects import TRANSPORTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from spaceinvoices_async.transports import Transport


class Make(Protocol):
    """Makes a transport that the test need not close."""

    def __call__(
        self,
        *,
        max_connections: int = 32,
        keep_alive: float = 4.0,
        ssl_context: ssl.SSLContext | None = None,
        proxy: str | None = None,
        trust_env: bool = False,
    ) -> Transport: ...


@pytest.fixture(params=TRANSPORTS)
def name(request: pytest.FixtureRequest) -> str:
    """Which transport."""
    return str(request.param)


@pytest.fixture
async def make(name: str) -> AsyncIterator[Make]:
    made: list[Transport] = []

    def make_one(*, trust_env: bool = False, **options: object) -> Transport:
        transport = TRANSPORTS[name](trust_env=trust_env, **options)
        made.append(transport)
        return transport

    yield make_one
    for transport in made:
        await transport.aclose()


@pytest.fixture
def transport(make: Make) -> Transport:
    return make()


@pytest.fixture(autouse=True)
async def quiet_loop() -> AsyncIterator[None]:
    """No task or connection may end with an error that nobody hears of."""
    unheard: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: unheard.append(context))
    yield
    assert unheard == []


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A private certificate authority."""
    return trustme.CA()


@pytest.fixture
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def client_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context
