"""The transport over httpx2, which continues httpx: the same, below the client."""

from __future__ import annotations

import ssl
from importlib.util import find_spec
from typing import ClassVar

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports.httpx import HttpxTransport


class Httpx2Transport(HttpxTransport):
    """Sends requests over connections of httpx2; takes the arguments of `HttpxTransport`.

    For programs that have httpx2 already, and want one HTTP library. Needs the extra `httpx2`.

    Args:
        max_connections: Most connections open at once.
        keep_alive: Seconds an idle connection is kept.
        ssl_context: For a private certificate authority or a client certificate.
        proxy: URL of the proxy.
        trust_env: Whether the environment may name proxies and certificates.

    Raises:
        ConfigurationError: httpx2 is not installed, or the proxy cannot be used.
    """

    _library: ClassVar[str] = "httpx2"

    def __init__(
        self,
        *,
        max_connections: int = 32,
        keep_alive: float = 4.0,
        ssl_context: ssl.SSLContext | None = None,
        proxy: str | None = None,
        trust_env: bool = True,
    ) -> None:
        if find_spec("httpx2") is None:
            raise ConfigurationError(
                "the httpx2 transport needs httpx2: pip install 'spaceinvoices-async[httpx2]'"
            )
        super().__init__(
            max_connections=max_connections,
            keep_alive=keep_alive,
            ssl_context=ssl_context,
            proxy=proxy,
            trust_env=trust_env,
        )
