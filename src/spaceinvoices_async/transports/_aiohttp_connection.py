"""The connections of one event loop, and the exchange of a request for its answer over one."""

from __future__ import annotations

import asyncio
import select
import sys
from base64 import b64encode
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from aiohttp import (
    ClientConnectorDNSError,
    ClientError,
    ClientHttpProxyError,
    ClientPayloadError,
    ClientProxyConnectionError,
    ClientRequest,
    ClientResponse,
    ClientResponseError,
    ClientSSLError,
    ClientTimeout,
    ServerDisconnectedError,
    TCPConnector,
)
from aiohttp.http import StreamWriter
from aiohttp.http_exceptions import HttpProcessingError
from attrs import frozen
from multidict import istr
from yarl import URL

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports._body import LARGE, Pieces, is_framed, read_body, unpacking
from spaceinvoices_async.transports._heads import MAX_HEAD_BYTES, MAX_HEADERS, read_headers
from spaceinvoices_async.transports._slots import ConnectionSlots
from spaceinvoices_async.transports.base import Response, TransportError

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping

    from aiohttp.client_proto import ResponseHandler
    from aiohttp.connector import Connection

    from spaceinvoices_async.transports.base import Request


def not_connected(error: Exception, *, proxied: bool) -> TransportError:
    """Return the transport's word when there was no connection to send the request over."""
    if isinstance(error, TimeoutError):
        reason = "connect_timeout"
    elif isinstance(error, ClientSSLError):
        reason = "tls"
    elif isinstance(error, ClientConnectorDNSError):
        reason = "dns"
    elif proxied or isinstance(error, ClientProxyConnectionError | ClientHttpProxyError):
        reason = "proxy"
    else:
        reason = "connect"
    return TransportError("not_sent", reason)


def not_answered(error: Exception, *, answered: bool) -> TransportError:
    """Return the transport's word when a request that may have left has no complete answer.

    Args:
        error: What aiohttp raised.
        answered: Whether the head of an answer has arrived.
    """
    if isinstance(error, TimeoutError):
        reason = "read_timeout"
    elif answered or isinstance(error, ClientPayloadError):
        reason = "truncated"
    elif isinstance(error, ClientResponseError | HttpProcessingError):
        reason = "protocol"
    elif isinstance(error, ServerDisconnectedError):
        reason = "closed"
    else:
        reason = "reset"
    return TransportError("unknown", reason)


@frozen(kw_only=True)
class Route:
    """What every request to one origin shares."""

    tls: ssl.SSLContext | bool = True
    proxy: URL | None = None
    tunnel_headers: Mapping[str, str] | None = None
    """For the proxy, with the request for a tunnel."""
    headers: tuple[tuple[str, str], ...] = ()
    """For the proxy too, but with each request, where there is no tunnel."""


def route(origin: str, *, tls: ssl.SSLContext | None, proxy: str | None) -> Route:
    """Return the way to an origin.

    Raises:
        ConfigurationError: The proxy cannot be used.
    """
    if proxy is None:
        return Route(tls=tls or True)
    address = _address(proxy)
    headers: dict[str, str] = {}
    if address.raw_user is not None:
        pair = f"{unquote(address.raw_user)}:{unquote(address.raw_password or '')}"
        headers["Proxy-Authorization"] = f"Basic {b64encode(pair.encode()).decode('ascii')}"
        address = address.with_user(None)
    if origin.startswith("https:"):
        return Route(tls=tls or True, proxy=address, tunnel_headers=headers or None)
    return Route(tls=tls or True, proxy=address, headers=tuple(headers.items()))


def _address(proxy: str) -> URL:
    try:
        address = URL(proxy)
    except ValueError:
        address = URL()
    if address.scheme not in {"http", "https"} or not address.host:
        raise ConfigurationError(
            "the proxy cannot be used: over aiohttp it needs an http or https URL; the default "
            "transport takes socks5 too"
        )
    return address


class BareRequest(ClientRequest):
    """Sends the headers it is given; aiohttp would add some of its own."""

    DEFAULT_HEADERS = dict[istr, str]()  # noqa: RUF012 - as aiohttp has them
    POST_METHODS = set[str]()  # noqa: RUF012 - those that get a content type, content or not
    small: bytes | None = None
    """A body that the buffer of the socket can take whole."""

    @classmethod
    def of(
        cls, request: Request, way: Route, pieces: Pieces | None, loop: asyncio.AbstractEventLoop
    ) -> Self:
        """Return the request for one way to its origin; a large body comes in pieces."""
        # No name of its own: some reports of errors show the variables of every frame.
        body = request.body
        length = () if body is None else (("Content-Length", str(len(body))),)
        made = cls(
            request.method,
            URL(request.url, encoded=request.url.isascii()),
            headers=request.headers + length + way.headers,
            data=pieces,
            loop=loop,
            ssl=way.tls,
            proxy=way.proxy,
            proxy_headers=way.tunnel_headers,
        )
        if pieces is None:
            made.small = body
        return made

    async def send(self, conn: Connection) -> ClientResponse:
        """Write the request; a small body leaves with the head.

        aiohttp starts a task to write a body, which costs as much as everything else it does to
        send a request, and for bodies this small never waits for anything.
        """
        protocol = conn.protocol
        if self.small is None or protocol is None:
            return await super().send(conn)
        through_proxy = self.proxy is not None and not self.is_ssl()
        path = str(self.url) if through_proxy else self.url.raw_path_qs
        writer = StreamWriter(protocol, self.loop)
        await writer.write_headers(f"{self.method} {path} HTTP/1.1", self.headers)
        protocol.start_timeout()
        await writer.write_eof(self.small)
        return ClientResponse(
            self.method,
            self.original_url,
            writer=None,
            continue100=None,
            timer=self._timer,
            request_info=self.request_info,
            traces=self._traces,
            loop=self.loop,
            session=self._session,
            stream_writer=writer,
        )


_MAX_DIGITS: Final = 18
_FAILURES: Final = (ClientError, HttpProcessingError, OSError)  # TimeoutError is an OSError


class _Connector(TCPConnector):
    """Keeps connections; left to the garbage collector, it closes nothing.

    In a forked child that would take the parent's sockets out of the event loop they share.
    """

    def __del__(self, *_modules: object) -> None: ...


class Connections:
    """Sends requests over the connections of the running event loop.

    Args:
        most: Most connections open at once.
        keep_alive: Seconds an idle one is kept.
        ssl_context: Makes or finds the context for an https origin.
        proxy: Finds the URL of the proxy for an origin.
    """

    def __init__(
        self,
        *,
        most: int,
        keep_alive: float,
        ssl_context: Callable[[], ssl.SSLContext],
        proxy: Callable[[str], str | None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        # The slots are the limit: only so is a wait for one told from a wait for the network.
        self._connector = _Connector(limit=0, keepalive_timeout=keep_alive)
        self._slots = ConnectionSlots([most], lambda _number: self._connector)
        self._ssl_context = ssl_context
        self._proxy = proxy
        self._routes: dict[str, Route] = {}
        self._watched: WeakKeyDictionary[ResponseHandler, Callable[[float], Collection[object]]] = (
            WeakKeyDictionary()
        )

    async def aclose(self) -> None:
        """Close every connection, also those in use."""
        await self._connector.close()

    def exchange(self, request: Request) -> Coroutine[object, None, Response]:
        """Exchange one request for its complete answer.

        Raises:
            TransportError: There is no complete answer.
        """
        # Itself no coroutine: every step of an exchange passes through each that is awaited.
        if request.body is not None and len(request.body) > LARGE:
            return self._upload(request, request.body)
        return self._exchange(request)

    async def _upload(self, request: Request, body: bytes) -> Response:
        try:
            async with asyncio.timeout(None) as timer:
                return await self._exchange(request, Pieces(body, timer, request.timeouts.write))
        except TimeoutError:
            raise TransportError("unknown", "write_timeout") from None

    async def _exchange(self, request: Request, pieces: Pieces | None = None) -> Response:
        progress = request.progress
        if progress is not None:
            progress.hold()
        try:
            number = await self._slots.acquire(request.timeouts.pool)
        except TimeoutError:
            raise TransportError("not_sent", "pool") from None
        connection: Connection | None = None
        answer: ClientResponse | None = None
        try:
            raw, connection = await self._connect(request, pieces)
            if progress is not None:
                progress.sending()
            try:
                answer = await raw.send(connection)
                if progress is not None and pieces is None and _is_flushed(connection):
                    progress.written()
                await answer.start(connection)
            except _FAILURES as error:
                raise not_answered(error, answered=False) from error
            except ValueError as error:
                # Before the first byte: a header that is none, and might have become two.
                raise TransportError("not_sent", "protocol") from error
            return await _read(answer, request)
        finally:
            self._slots.release(number)
            # With a whole answer the connection is in the pool again, out of reach of both.
            if answer is not None:
                answer.close()
            if connection is not None:
                connection.close()

    async def _connect(
        self, request: Request, pieces: Pieces | None
    ) -> tuple[ClientRequest, Connection]:
        way = self._route(request.url)
        try:
            raw = BareRequest.of(request, way, pieces, self._loop)
            timeout = _connect_timeout(request.timeouts.connect)
            while True:
                connection = await self._connector.connect(raw, [], timeout)
                protocol = connection.protocol
                if protocol is not None and self._is_usable(protocol):
                    break
                connection.close()
        except _FAILURES as error:
            raise not_connected(error, proxied=way.proxy is not None) from error
        except (AttributeError, TypeError) as error:
            if way.proxy is None:
                raise
            # Before 3.11.8 asyncio stumbles when TLS within TLS is refused:
            # https://github.com/python/cpython/issues/113214
            raise TransportError("not_sent", "proxy") from error
        protocol.set_response_params(
            skip_payload=request.method == "HEAD",
            read_until_eof=True,
            auto_decompress=False,  # aiohttp takes a packed body for whole that ends too early
            read_timeout=request.timeouts.read,
            max_line_size=MAX_HEAD_BYTES,
            max_field_size=MAX_HEAD_BYTES,
            max_headers=MAX_HEADERS,
        )
        return raw, connection

    def _is_usable(self, protocol: ResponseHandler) -> bool:
        """Return whether a connection is as fresh as can be known before it is written to.

        An answer that nobody asked for must not become the next request's. And a server that
        closes after its last answer has told the system, while the event loop may not have looked
        yet. What comes over a new connection is TLS's own.
        """
        transport = protocol.transport
        if protocol.should_close or transport is None or transport.is_closing():
            return False
        has_news = self._watched.get(protocol)
        if has_news is None:
            self._watched[protocol] = _watch(transport.get_extra_info("socket"))
            return True
        return not has_news(0)

    def _route(self, url: str) -> Route:
        origin = "/".join(url.split("/", 3)[:3])
        known = self._routes.get(origin)
        if known is None:
            proxy = self._proxy(origin)
            secure = origin.startswith("https:") or (proxy or "").startswith("https:")
            tls = self._ssl_context() if secure else None
            self._routes[origin] = known = route(origin, tls=tls, proxy=proxy)
        return known


def _watch(connection: socket.socket | None) -> Callable[[float], Collection[object]]:
    """Make the question what can be read from a connection by now, were it its end.

    Made once for each, since it is asked before every request.
    """
    if connection is None:
        return lambda _seconds: ()
    descriptor = connection.fileno()
    if sys.platform == "win32":  # where any number of a descriptor will do for `select`
        return lambda seconds: select.select([descriptor], [], [], seconds)[0]
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return waiting.poll


def _is_flushed(connection: Connection) -> bool:
    """Return whether the system has taken all that was written."""
    transport = connection.transport
    return transport is not None and transport.get_write_buffer_size() == 0


async def _read(answer: ClientResponse, request: Request) -> Response:
    status, headers = answer.status, read_headers(answer.raw_headers)
    if status < HTTPStatus.OK:  # to another protocol, or none at all; httpx's parser refuses it
        raise TransportError("unknown", "protocol")
    framed, packed = is_framed(headers), unpacking(headers)
    if request.sink is None and packed is None and _fits(headers, request.max_body):
        try:
            body = await answer.read()
        except _FAILURES as error:
            raise not_answered(error, answered=True) from error
    else:
        body = await read_body(_chunks(answer), request, status=status, packed=packed)
    return Response(status=status, headers=headers, body=body, framed=framed)


def _fits(headers: Mapping[str, str], room: int) -> bool:
    """Return whether the body is known to be no larger, as that of nearly every answer is."""
    length = headers.get("content-length", "")
    return length.isdecimal() and len(length) <= _MAX_DIGITS and int(length) <= room


async def _chunks(answer: ClientResponse) -> AsyncIterator[bytes]:
    """Yield the body as it arrives."""
    try:
        while chunk := await answer.content.readany():
            yield chunk
    except _FAILURES as error:
        raise not_answered(error, answered=True) from error


@lru_cache(maxsize=64)
def _connect_timeout(seconds: float) -> ClientTimeout:
    # Of all steps together: name, connection, tunnel and TLS.
    return ClientTimeout(total=None, connect=seconds)
