"""A connection of httpx or httpx2, and the exchange of a request for its answer over it."""

from __future__ import annotations

import asyncio
import socket
import ssl
import types
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from spaceinvoices_async.transports._body import LARGE, is_framed, read_body, unpacking
from spaceinvoices_async.transports._heads import read_headers
from spaceinvoices_async.transports.base import Response, TransportError

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterable,
        AsyncIterator,
        Coroutine,
        Generator,
        Iterator,
        Mapping,
    )

    import httpx

    from spaceinvoices_async.transports.base import Request, SendProgress

_NEVER_SENT: Final = frozenset(
    {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
)
_REASONS: Final[Mapping[str, str]] = {
    "ConnectTimeout": "connect_timeout",
    "PoolTimeout": "pool",
    "ProxyError": "proxy",
    "UnsupportedProtocol": "protocol",
    "WriteTimeout": "write_timeout",
    "WriteError": "write",
    "ReadTimeout": "read_timeout",
    "LocalProtocolError": "protocol",
}


def classify(error: Exception, *, certain: bool | None, answered: bool) -> TransportError:
    """Return the transport's word for a failure.

    Args:
        error: What httpx raised.
        certain: Whether no byte has left, if that was observed.
        answered: Whether the head of an answer has arrived.
    """
    name = type(error).__name__
    not_sent = name in _NEVER_SENT if certain is None else certain
    return TransportError(
        "not_sent" if not_sent else "unknown", _reason(error, name, answered=answered)
    )


def _reason(error: Exception, name: str, *, answered: bool) -> str:
    if name in _REASONS:
        return _REASONS[name]
    if name == "ConnectError":
        return _connect_reason(error)
    if answered:
        return "truncated"
    if name == "RemoteProtocolError":
        return "closed" if "disconnected" in str(error) else "protocol"
    return "reset"


def _connect_reason(error: Exception) -> str:
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "dns"
    return "connect"


def _causes(error: BaseException) -> Iterator[BaseException]:
    following: BaseException | None = error
    while following is not None:
        yield following
        following = following.__cause__ or following.__context__


class HttpxLibrary(Protocol):
    """What is used of httpx, and of httpx2, which continues it: the layer below the client."""

    @property
    def AsyncHTTPTransport(self) -> type[httpx.AsyncHTTPTransport]:
        """A pool."""
        ...

    @property
    def Request(self) -> type[httpx.Request]:
        """A request."""
        ...

    @property
    def Limits(self) -> type[httpx.Limits]:
        """Of a pool."""
        ...

    @property
    def Proxy(self) -> type[httpx.Proxy]:
        """Where a pool connects to."""
        ...

    @property
    def InvalidURL(self) -> type[Exception]:
        """Raised for what is no URL."""
        ...

    @property
    def HTTPError(self) -> type[Exception]:
        """Raised where a request fails."""
        ...

    @property
    def StreamError(self) -> type[Exception]:
        """Raised where a body fails."""
        ...


def load_library(name: str) -> HttpxLibrary:
    """Import `httpx` or `httpx2`.

    Raises:
        ImportError: It is not installed.
    """
    return cast("HttpxLibrary", import_module(name))


class PoolOptions:
    """Opens pools of one connection, all alike.

    Args:
        library: Makes the connections.
        keep_alive: Seconds an idle connection is kept.
        ssl_context: Of every connection with TLS.
        proxy: Its URL.
    """

    def __init__(
        self,
        *,
        library: HttpxLibrary,
        keep_alive: float,
        ssl_context: ssl.SSLContext,
        proxy: str | None,
    ) -> None:
        self.library: Final = library
        self.keep_alive: Final = keep_alive
        self.ssl_context: Final = ssl_context
        self.proxy: Final = proxy

    def open(self) -> httpx.AsyncHTTPTransport:
        """Return a pool of one connection.

        Raises:
            ImportError: A socks proxy needs a package that is not installed.
            ValueError: The proxy's URL is none.
        """
        return self.library.AsyncHTTPTransport(
            verify=self.ssl_context,
            trust_env=False,
            limits=self.library.Limits(
                max_connections=1, max_keepalive_connections=1, keepalive_expiry=self.keep_alive
            ),
            proxy=self._via(),
        )

    def _via(self) -> httpx.Proxy | None:
        if self.proxy is None:
            return None
        secure = self.proxy.startswith("https:")
        try:
            return self.library.Proxy(self.proxy, ssl_context=self.ssl_context if secure else None)
        except self.library.InvalidURL as error:
            raise ValueError("not a URL") from error


@types.coroutine
def _to_the_end(closing: Coroutine[object, None, None]) -> Generator[object, None, None]:
    """Await a clean-up, and let a cancellation wait for its end.

    httpcore shields its own from anyio's cancellations alone: one of asyncio's, at the wrong
    moment, would cost the pool a connection for good. A task for each would cost time.
    """
    cancelled: asyncio.CancelledError | None = None
    while True:
        try:
            awaited = closing.send(None)
        except StopIteration:
            break
        try:
            yield awaited
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled


def _request(library: HttpxLibrary, request: Request, stage: _Stage) -> httpx.Request:
    timeouts = request.timeouts
    headers = list(request.headers)
    content: bytes | AsyncIterator[bytes] | None = request.body
    if request.body is not None and len(request.body) > LARGE:
        headers.append(("Content-Length", str(len(request.body))))
        content = _pieces(request.body)
    return library.Request(
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


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    """Yield a large body piece by piece.

    The write timeout is for each of them, not for the whole.
    """
    for start in range(0, len(body), LARGE):
        yield body[start : start + LARGE]


async def _chunks(
    answer: httpx.Response, failures: tuple[type[Exception], ...]
) -> AsyncIterator[bytes]:
    """Yield the body as it arrives."""
    try:
        async for chunk in cast("AsyncIterable[bytes]", answer.stream):
            yield chunk
    except failures as error:
        raise classify(error, certain=False, answered=True) from error


async def _refuse_more(answer: httpx.Response) -> None:
    """Give a connection up that brought more than one answer: the rest would be the next one's.

    httpcore keeps such bytes, and nothing public tells; where its insides have changed, the
    conformance tests do.
    """
    inside: object = answer.stream
    for name in ("_httpcore_stream", "_stream", "_connection", "_h11_state"):
        inside = getattr(inside, name, None)
    data, _closed = cast("tuple[bytes, bool]", getattr(inside, "trailing_data", (b"", False)))
    if data:
        await cast("_Closable", answer.extensions["network_stream"]).aclose()


class _Closable(Protocol):
    async def aclose(self) -> None: ...


class _Stage:
    """Follows a request through httpcore: only there it is known when the first byte leaves."""

    __slots__ = ("_half_open", "_progress", "_seen", "_sending")

    def __init__(self, progress: SendProgress | None) -> None:
        self._progress = progress
        self._seen = False
        self._sending = False
        self._half_open: _Closable | None = None

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
        elif event.endswith(".send_request_body.complete") and self._sending:
            if self._progress is not None:
                self._progress.written()
        elif event.endswith(".connect_tcp.complete"):
            self._half_open = cast("_Closable", info["return_value"])

    async def close_half_open(self) -> None:
        """Close a connection whose handshake was cancelled: httpcore does so for errors only."""
        if self._half_open is not None:
            await self._half_open.aclose()


class SingleConnection:
    """Sends over a pool of one connection, one request at a time.

    Cancelled between two of its steps, httpcore counts a connection as taken for ever: before the
    first byte as new, after the last as active. Which moments these are only httpcore knows, so
    the pool is closed, and another takes its place.

    Args:
        options: Of its pool.

    Raises:
        ImportError: A socks proxy needs a package that is not installed.
        ValueError: The proxy's URL is none.
    """

    def __init__(self, options: PoolOptions) -> None:
        self._options = options
        self._library = options.library
        self._failures = (self._library.HTTPError, self._library.StreamError, OSError)
        self._pool = options.open()
        self._closing: set[asyncio.Task[None]] = set()

    async def exchange(self, request: Request) -> Response:
        """Exchange one request for its complete answer.

        Raises:
            TransportError: There is no complete answer.
        """
        stage = _Stage(request.progress)
        try:
            try:
                answer = await self._pool.handle_async_request(
                    _request(self._library, request, stage)
                )
            except (self._library.InvalidURL, UnicodeError) as error:
                # Of a host that no name can be: nobody was asked for it.
                reason = "dns" if isinstance(error, UnicodeError) else "protocol"
                raise TransportError(
                    "unknown" if stage.certain is False else "not_sent", reason
                ) from error
            except self._failures as error:
                raise classify(error, certain=stage.certain, answered=False) from error
            except BaseException:
                await stage.close_half_open()
                raise
            try:
                headers, status = read_headers(answer.headers.raw), answer.status_code
                framed, packed = is_framed(headers), unpacking(headers)
                chunks = _chunks(answer, self._failures)
                body = await read_body(chunks, request, status=status, packed=packed)
                await _refuse_more(answer)
                return Response(status=status, headers=headers, body=body, framed=framed)
            finally:
                await _to_the_end(answer.aclose())
        except asyncio.CancelledError:
            spoilt, self._pool = self._pool, self._options.open()
            # In a task of its own: this one has been cancelled, and may be again.
            closing = asyncio.get_running_loop().create_task(spoilt.aclose())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            raise

    async def aclose(self) -> None:
        """Close the connection, and those that were given up."""
        await asyncio.gather(self._pool.aclose(), *self._closing)
