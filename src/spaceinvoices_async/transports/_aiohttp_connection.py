"""The connections of one event loop, and the exchange of a request for its answer over one."""

from __future__ import annotations

import asyncio
import re
import select
import sys
from base64 import b64encode
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from aiohttp import (
    ClientConnectorDNSError,
    ClientError,
    ClientHttpProxyError,
    ClientPayloadError,
    ClientProxyConnectionError,
    ClientRequest,
    ClientResponseError,
    ClientSSLError,
    ClientTimeout,
    ServerDisconnectedError,
    TCPConnector,
)
from aiohttp.http import StreamWriter
from aiohttp.http_exceptions import HttpProcessingError
from attrs import frozen
from yarl import URL

from spaceinvoices_async.errors import ConfigurationError
from spaceinvoices_async.transports._body import LARGE, Pieces, is_framed, read_body, unpacking
from spaceinvoices_async.transports._heads import MAX_HEAD_BYTES, MAX_HEADERS, read_headers
from spaceinvoices_async.transports._slots import ConnectionSlots
from spaceinvoices_async.transports.base import Response, TransportError

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import (
        AsyncIterator,
        Callable,
        Collection,
        Coroutine,
        Iterable,
        Mapping,
    )

    from aiohttp import StreamReader
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.connector import Connection

    from spaceinvoices_async.transports.base import Request, TransportTimeouts


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


def not_answered(
    error: Exception, *, answered: bool, unwritten: int | None = None
) -> TransportError:
    """Return the transport's word when a request that may have left has no complete answer.

    Args:
        error: What aiohttp raised.
        answered: Whether the head of an answer has arrived.
        unwritten: Bytes of the request that the system has not taken.
    """
    if isinstance(error, TimeoutError):
        reason = "write_timeout" if unwritten else "read_timeout"
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


class Origin:
    """An origin: how it is reached, and what all requests to it have in common.

    Args:
        url: The origin.
        way: The way to it.
        loop: The event loop of its connections.
    """

    def __init__(self, url: str, way: Route, loop: asyncio.AbstractEventLoop) -> None:
        self.proxied: Final = way.proxy is not None
        address = URL(url)
        self._host = address.host_port_subcomponent or ""
        # A proxy without a tunnel is told where to.
        in_the_clear = self.proxied and address.scheme == "http"
        self._before = f"http://{self._host}" if in_the_clear else ""
        self._own_headers = _lines(way.headers)
        self._length = len(url)
        self._usual: tuple[tuple[tuple[str, str], ...], str] = ((), "")
        # aiohttp adds the host to the headers for the tunnel. Had the first connection none, no
        # second request would find it in the pool.
        tunnel = {**way.tunnel_headers, "Host": self._host} if way.tunnel_headers else None
        self.destination: Final = ClientRequest(
            "GET", address, loop=loop, ssl=way.tls, proxy=way.proxy, proxy_headers=tunnel
        )
        """What the connector is told: only where to; it is not sent."""

    def head(self, request: Request) -> bytes:
        """Return the head of a request: its headers, the host, and the length.

        Raises:
            ValueError: It cannot be one.
        """
        target = request.url[self._length :]
        if not _TARGET.fullmatch(target):
            if not target.isprintable():
                raise ValueError("no target")  # yarl would drop some of it
            target = URL(request.url, encoded=target.isascii()).raw_path_qs
        start = f"{request.method} {self._before}{target} HTTP/1.1"
        if not _START.fullmatch(start):
            raise ValueError("no line of a head")
        length = ""
        if request.body is not None or request.method not in ClientRequest.GET_METHODS:
            length = f"Content-Length: {len(request.body or b'')}\r\n"
        if request.headers is not self._usual[0]:
            self._usual = request.headers, _lines(request.headers)
        headers = f"Host: {self._host}\r\n{self._usual[1]}{length}{self._own_headers}"
        return f"{start}\r\n{headers}\r\n".encode("ascii")


_TARGET: Final = re.compile(r"/[!\"$-~]*")
"""A target that is sent as it is: without spaces, and without a fragment."""

_START: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\.1")
"""The first line of a head. A space in its method or target would make another request of it."""


def _lines(headers: Iterable[tuple[str, str]]) -> str:
    return "".join([f"{name}: {value}\r\n" for name, value in headers])


_MAX_DIGITS: Final = 18
_INTERIM: Final = frozenset(range(HTTPStatus.CONTINUE, HTTPStatus.OK)) - {
    HTTPStatus.SWITCHING_PROTOCOLS
}
"""After these the answer proper is still to come."""
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
        self._origins: dict[str, Origin] = {}
        self._latest: tuple[str, Origin] | None = None
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
            return self._upload(request)
        return self._exchange(request)

    async def _upload(self, request: Request) -> Response:
        try:
            async with asyncio.timeout(None) as timer:
                pieces = Pieces(request.body or b"", timer, request.timeouts.write)
                return await self._exchange(request, pieces)
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
        upload: asyncio.Task[None] | None = None
        try:
            origin = self._origin(request.url)
            connection, protocol = await self._connect(origin, request.timeouts)
            try:
                head = origin.head(request)
            except ValueError as error:
                raise TransportError("not_sent", "protocol") from error
            self._expect_answer(protocol, request)
            if progress is not None:
                progress.sending()
            upload = self._write(protocol, head, request.body if pieces is None else pieces)
            del head  # with the token: some reports of errors show the variables of every frame
            if progress is not None and upload is None and _unwritten(protocol) == 0:
                progress.written()
            response = await _receive(protocol, request)
            # The answer is whole. If it came before the end of the request, the connection is not
            # to be used again.
            if (upload is None or upload.done()) and not _unwritten(protocol):
                connection.release()
            return response
        finally:
            self._slots.release(number)
            if upload is not None:
                upload.cancel()
            if connection is not None:  # and not released
                _abort(connection)

    async def _connect(
        self, origin: Origin, timeouts: TransportTimeouts
    ) -> tuple[Connection, ResponseHandler]:
        try:
            timeout = _connect_timeout(timeouts.connect)
            while True:
                connection = await self._connector.connect(origin.destination, [], timeout)
                protocol = connection.protocol
                if protocol is not None and self._is_usable(protocol):
                    return connection, protocol
                connection.close()
        except _FAILURES as error:
            raise not_connected(error, proxied=origin.proxied) from error
        except UnicodeError as error:  # no name can look like this: nobody was asked for it
            raise TransportError("not_sent", "dns") from error
        except (AttributeError, TypeError) as error:
            if not origin.proxied:
                raise
            # Before 3.11.8 asyncio stumbles when TLS within TLS is refused:
            # https://github.com/python/cpython/issues/113214
            raise TransportError("not_sent", "proxy") from error

    def _expect_answer(self, protocol: ResponseHandler, request: Request) -> None:
        protocol.set_response_params(
            skip_payload=request.method == "HEAD",
            read_until_eof=True,
            auto_decompress=False,  # aiohttp takes a packed body for whole that ends too early
            read_timeout=request.timeouts.read,
            max_line_size=MAX_HEAD_BYTES,
            max_field_size=MAX_HEAD_BYTES,
            max_headers=MAX_HEADERS,
        )

    def _write(
        self, protocol: ResponseHandler, head: bytes, body: bytes | Pieces | None
    ) -> asyncio.Task[None] | None:
        """Write a request; what comes in pieces is written by a task, which is returned."""
        if isinstance(body, Pieces):
            return self._loop.create_task(_write_pieces(protocol, head, body, self._loop))
        if protocol.transport is not None:
            protocol.transport.write(head if body is None else head + body)
        protocol.start_timeout()
        return None

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

    def _origin(self, url: str) -> Origin:
        if self._latest is not None and url.startswith(self._latest[0]):
            return self._latest[1]
        address = "/".join(url.split("/", 3)[:3])
        known = self._origins.get(address)
        if known is None:
            proxy = self._proxy(address)
            secure = address.startswith("https:") or (proxy or "").startswith("https:")
            tls = self._ssl_context() if secure else None
            way = route(address, tls=tls, proxy=proxy)
            try:
                self._origins[address] = known = Origin(address, way, self._loop)
            except ValueError as error:
                raise TransportError("not_sent", "protocol") from error
        self._latest = f"{address}/", known
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


def _abort(connection: Connection) -> None:
    """Give a connection up at once; one that was released stays.

    Merely closed, it would go on to send what is still to be written, however much later.
    """
    if connection.protocol is not None:
        connection.protocol.abort()
    connection.close()


def _unwritten(protocol: ResponseHandler) -> int | None:
    """Return how many bytes the system has not taken yet; None where that cannot be told.

    Below asyncio's TLS is a transport with a buffer of its own, to which nothing public leads;
    where its insides have changed, the conformance tests tell.
    """
    transport, waiting = protocol.transport, 0
    while transport is not None:
        waiting += transport.get_write_buffer_size()
        tls: object = getattr(transport, "_ssl_protocol", None)
        if tls is None:
            return waiting if transport.get_extra_info("ssl_object") is None else None
        transport = cast("asyncio.Transport | None", getattr(tls, "_transport", None))
    return None


async def _write_pieces(
    protocol: ResponseHandler, head: bytes, pieces: Pieces, loop: asyncio.AbstractEventLoop
) -> None:
    """Write a large body, each piece once the one before is taken; who reads is told of an error."""
    writer = StreamWriter(protocol, loop)
    try:
        await writer.write(head)
        async for piece in pieces:
            await writer.write(piece)
        await writer.drain()
        pieces.end()
    except _FAILURES as error:
        protocol.set_exception(error)
    else:
        protocol.start_timeout()


async def _receive(protocol: ResponseHandler, request: Request) -> Response:
    """Return the answer to what was written."""
    try:
        message, content = await protocol.read()
        if message.code in _INTERIM:
            # To aiohttp it is an answer, with whose end nobody times what comes next.
            async with asyncio.timeout(request.timeouts.read):
                while message.code in _INTERIM:
                    message, content = await protocol.read()
    except _FAILURES as error:
        raise not_answered(error, answered=False, unwritten=_unwritten(protocol)) from error
    status, headers = message.code, read_headers(message.raw_headers)
    if status < HTTPStatus.OK:  # to another protocol, or none at all; httpx's parser refuses it
        raise TransportError("unknown", "protocol")
    framed, packed = is_framed(headers), unpacking(headers)
    if request.sink is None and packed is None and _fits(headers, request.max_body):
        try:
            # Nearly always it is here with its head: then nobody has to wait for it.
            body = content.read_nowait() if content.is_eof() else await content.read()
        except _FAILURES as error:
            raise not_answered(error, answered=True) from error
    else:
        body = await read_body(_chunks(content), request, status=status, packed=packed)
    return Response(status=status, headers=headers, body=body, framed=framed)


def _fits(headers: Mapping[str, str], room: int) -> bool:
    """Return whether the body is known to be no larger, as that of nearly every answer is."""
    length = headers.get("content-length", "")
    return length.isdecimal() and len(length) <= _MAX_DIGITS and int(length) <= room


async def _chunks(content: StreamReader) -> AsyncIterator[bytes]:
    """Yield the body as it arrives."""
    try:
        while chunk := await content.readany():
            yield chunk
    except _FAILURES as error:
        raise not_answered(error, answered=True) from error


@lru_cache(maxsize=64)
def _connect_timeout(seconds: float) -> ClientTimeout:
    # Of all steps together: name, connection, tunnel and TLS.
    return ClientTimeout(total=None, connect=seconds)
