"""The default transport: httpx, driven below its client.

Below the client there are no redirects, no cookies and no log line with the URL. Every connection
is a pool of its own: httpcore looks at all connections of a pool for each request, and asks the
system about each that is idle, which in a pool of eight is a third of all its work.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports._proxies import checked_proxy, environment_proxy
from spaceinvoices_async.transports._slots import ConnectionSlots, PerLoop
from spaceinvoices_async.transports.base import Request, Response, TransportError

if TYPE_CHECKING:
    from spaceinvoices_async.transports._httpx_connection import SingleConnection

    Shards: TypeAlias = ConnectionSlots[SingleConnection]


class HttpxTransport:
    """Sends requests over HTTP/1.1 connections that are kept open; imports httpx at first use.

    Works in any number of event loops, one after the other or at once, each with connections of
    its own, and in a forked child, which never touches its parent's.

    Args:
        max_connections: Most connections open at once.
        keep_alive: Seconds an idle connection is kept.
        ssl_context: For a private certificate authority or a client certificate.
        proxy: URL of the proxy.
        trust_env: Whether the environment may name proxies and certificates.

    Raises:
        ConfigurationError: The proxy cannot be used.
    """

    _library: ClassVar[str] = "httpx"

    def __init__(
        self,
        *,
        max_connections: int = 32,
        keep_alive: float = 4.0,
        ssl_context: ssl.SSLContext | None = None,
        proxy: str | None = None,
        trust_env: bool = True,
    ) -> None:
        self._max_connections = max_connections
        self._keep_alive = keep_alive
        self._ssl_context = ssl_context
        self._proxy = None if proxy is None else checked_proxy(proxy, "proxy=")
        self._trust_env = trust_env
        self._loops: PerLoop[dict[str, Shards]] = PerLoop(dict)

    async def send(self, request: Request) -> Response:
        """Exchange one request for its complete answer.

        Raises:
            TransportError: There is no complete answer.
        """
        slots = self._slots(request.url)
        if request.progress is not None:
            request.progress.hold()
        try:
            number = await slots.acquire(request.timeouts.pool)
        except TimeoutError:
            raise TransportError("not_sent", "pool") from None
        try:
            return await slots.shard(number).exchange(request)
        finally:
            slots.release(number)

    async def aclose(self) -> None:
        """Close the connections of the running loop; those of ended loops are gone already."""
        for slots in (self._loops.pop() or {}).values():
            for shard in slots.shards:
                await shard.aclose()

    def _slots(self, url: str) -> Shards:
        opened = self._loops.get()
        origin = "/".join(url.split("/", 3)[:3])
        slots = opened.get(origin)
        if slots is None:
            slots = opened[origin] = self._shards(origin)
        return slots

    def _shards(self, origin: str) -> Shards:
        proxy = self._proxy or (environment_proxy(origin) if self._trust_env else None)
        return ConnectionSlots(
            [1] * self._max_connections, lambda _number: self._open(origin, proxy)
        )

    def _open(self, origin: str, proxy: str | None) -> SingleConnection:
        # A tenth of a second, for those who use it.
        from spaceinvoices_async.transports._httpx_connection import (
            PoolOptions,
            SingleConnection,
            load_library,
        )

        secure = origin.startswith("https:") or (proxy or "").startswith("https:")
        options = PoolOptions(
            library=load_library(self._library),
            keep_alive=self._keep_alive,
            ssl_context=self._context(secure=secure),
            proxy=proxy,
        )
        try:
            return SingleConnection(options)
        except (ImportError, ValueError) as error:
            raise ConfigurationError(
                "the proxy cannot be used: it needs an http, https or socks5 URL, and socks5 needs "
                f"`pip install {self._library}[socks]`"
            ) from error

    def _context(self, *, secure: bool) -> ssl.SSLContext:
        """Return one context for all shards.

        Reading the certificates takes longer than a request.
        """
        if self._ssl_context is not None:
            return self._ssl_context
        if not secure:
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        from spaceinvoices_async.transports._tls import default_context  # for TLS alone

        self._ssl_context = default_context(trust_env=self._trust_env)
        return self._ssl_context
