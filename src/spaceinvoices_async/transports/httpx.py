"""The default transport: httpx, driven below its client.

Below the client there are no redirects, no cookies and no log line with the URL. Connections live
in shards of at most eight, since httpcore looks at every connection of a pool for every request.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import weakref
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, cast

from ..errors import ConfigurationError  # noqa: TID252 - one package
from .base import Response, TransportError
from .httpx_failures import classify
from .proxies import environment_proxy
from .slots import Slots

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    import httpx

    from .base import Progress, Request, Sink

    Shards: TypeAlias = Slots[httpx.AsyncHTTPTransport]

_SHARD: Final = 8
_PIECE: Final = 64 * 1024


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
        self._proxy = proxy
        self._trust_env = trust_env
        self._process = os.getpid()
        self._loops: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Shards]] = (
            weakref.WeakKeyDictionary()
        )

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
            return await _exchange(slots.shard(number), request)
        finally:
            slots.release(number)

    async def aclose(self) -> None:
        """Close the connections of the running loop; those of ended loops are gone already."""
        opened = self._loops.pop(asyncio.get_running_loop(), {})
        for slots in opened.values():
            for shard in slots.shards:
                await shard.aclose()

    def _slots(self, url: str) -> Shards:
        if self._process != os.getpid():
            # Forgotten, not closed: the connections are the parent's.
            self._process = os.getpid()
            self._loops = weakref.WeakKeyDictionary()
        opened = self._loops.setdefault(asyncio.get_running_loop(), {})
        origin = "/".join(url.split("/", 3)[:3])
        slots = opened.get(origin)
        if slots is None:
            sizes = [
                min(_SHARD, self._max_connections - start)
                for start in range(0, self._max_connections, _SHARD)
            ]
            capacities = tuple(sizes)
            secure = origin.startswith("https:")
            proxy = self._proxy or (environment_proxy(origin) if self._trust_env else None)
            opened[origin] = slots = Slots(
                sizes, lambda number: self._open(proxy, capacities[number], secure=secure)
            )
        return slots

    def _open(self, proxy: str | None, size: int, *, secure: bool) -> httpx.AsyncHTTPTransport:
        import httpx  # noqa: PLC0415 - a tenth of a second, paid by those who use it

        try:
            return httpx.AsyncHTTPTransport(
                verify=self._context(secure=secure),
                trust_env=False,
                limits=httpx.Limits(
                    max_connections=size,
                    max_keepalive_connections=size,
                    keepalive_expiry=self._keep_alive,
                ),
                proxy=proxy,
            )
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            raise ConfigurationError(
                "the proxy cannot be used: it needs an http, https or socks5 URL, and socks5 needs "
                "`pip install httpx[socks]`"
            ) from error

    def _context(self, *, secure: bool) -> ssl.SSLContext:
        """One context for all shards: reading the certificates takes longer than a request."""
        import httpx  # noqa: PLC0415 - loaded already

        if self._ssl_context is None:
            if not secure:
                return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._ssl_context = httpx.create_ssl_context(trust_env=self._trust_env)
        return self._ssl_context


async def _exchange(shard: httpx.AsyncHTTPTransport, request: Request) -> Response:
    import httpx  # noqa: PLC0415 - loaded already

    stage = _Stage(request.progress)
    timeouts = request.timeouts
    headers = list(request.headers)
    content: bytes | AsyncIterator[bytes] | None = request.body
    if request.body is not None and len(request.body) > _PIECE:
        headers.append(("Content-Length", str(len(request.body))))
        content = _pieces(request.body)
    raw = httpx.Request(
        request.method,
        request.url,
        headers=headers,
        content=content,
        extensions={
            "timeout": {
                "connect": timeouts.connect,
                "write": timeouts.write,
                "read": timeouts.read,
                "pool": timeouts.pool,
            },
            "trace": stage.trace,
        },
    )
    try:
        answer = await shard.handle_async_request(raw)
        stage.answered = True
        try:
            return await _read(answer, request.sink)
        finally:
            await answer.aclose()
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        raise classify(error, certain=stage.certain, answered=stage.answered) from error
    except BaseException:
        await stage.close_half_open()
        raise


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    """A large body piece by piece: the write timeout is for each of them, not for the whole."""
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]


async def _read(answer: httpx.Response, sink: Sink | None) -> Response:
    headers: dict[str, str] = {}
    for raw_name, raw_value in answer.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    chunks: list[bytes] = []
    keep = chunks.append
    if sink is not None and 200 <= answer.status_code < 300:  # noqa: PLR2004
        sink.reset()
        keep = sink.write
    async for chunk in answer.aiter_raw():
        keep(chunk)
    return Response(status=answer.status_code, headers=headers, body=b"".join(chunks))


class _Closable(Protocol):
    async def aclose(self) -> None: ...


class _Stage:
    """Follows a request through httpcore: only there it is known when the first byte leaves."""

    __slots__ = ("_half_open", "_progress", "_seen", "_sending", "answered")

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._seen = False
        self._sending = False
        self._half_open: _Closable | None = None
        self.answered = False

    @property
    def certain(self) -> bool | None:
        """Whether no byte has left; None where httpcore has not told anything (a mock's)."""
        return not self._sending if self._seen else None

    async def trace(self, event: str, info: Mapping[str, object]) -> None:
        """Take down httpcore's events; the head of a CONNECT to a proxy is not the request's."""
        self._seen = True
        if event.endswith(".send_request_headers.started") and not self._sending:
            request = info.get("request")
            if getattr(request, "method", b"") != b"CONNECT":
                self._sending = True
                self._half_open = None
                if self._progress is not None:
                    self._progress.sending()
        elif event.endswith(".connect_tcp.complete"):
            self._half_open = cast("_Closable", info["return_value"])

    async def close_half_open(self) -> None:
        """Close a connection whose handshake was cancelled: httpcore does so for errors only."""
        if self._half_open is not None:
            await self._half_open.aclose()
