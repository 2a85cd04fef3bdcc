"""A sandbox without a socket: requests are handed from a client to the application in one process."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

from spaceinvoices_async.transports import Request, Response, TransportError
from spaceinvoices_async.transports.status_codes import is_success
from spaceinvoices_sandbox.app import SandboxApp, create_app
from spaceinvoices_sandbox.clock import SandboxClock
from spaceinvoices_sandbox.seeding import Seeds
from spaceinvoices_sandbox.world import SandboxOptions, World

Message = MutableMapping[str, Any]

_ORIGIN: Final = "https://sandbox.invalid"


class LocalSandbox:
    """A sandbox that lives in the caller's event loop; `transport()` is what a client needs.

    Quicker than a socket and nothing to close; what sockets do (kept connections, proxies, TLS)
    is not there.
    """

    def __init__(
        self, options: SandboxOptions | None = None, *, clock: SandboxClock | None = None
    ) -> None:
        self.app = create_app(options, clock=clock)
        self.url = _ORIGIN
        self.seed = Seeds(self.app, self.url, lambda make: make())

    @property
    def token(self) -> str:
        """The access token of the root account."""
        return self.app.root_token

    @property
    def world(self) -> World:
        """The state behind the answers."""
        return self.app.world

    @property
    def clock(self) -> SandboxClock:
        """The time of the sandbox; a client that is given it too waits by it."""
        return self.app.world.clock

    def transport(self) -> InProcessTransport:
        """Return a transport of the SDK whose requests end here, whatever their origin."""
        return InProcessTransport(self.app)

    def close(self) -> None:
        """Forget everything."""
        self.world.deliveries.cancel()
        self.world.store.close()


class InProcessTransport:
    """Hands requests to the application; one whose sender gave up is still carried out.

    Implements `spaceinvoices_async.transports.Transport`.
    """

    def __init__(self, app: SandboxApp) -> None:
        self._app = app
        self._running: set[asyncio.Task[None]] = set()

    async def send(self, request: Request) -> Response:
        """Exchange one request for its complete answer.

        Raises:
            TransportError: A fault of the sandbox took the answer, or it took too long.
        """
        exchange = _Exchange(request)
        if request.progress is not None:
            request.progress.hold()
            request.progress.sending()
        task = asyncio.create_task(exchange.run(self._app))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            async with self._app.world.clock.timeout(request.timeouts.read):
                await asyncio.wait({task})
        except TimeoutError:
            raise TransportError("unknown", "read_timeout") from None
        await task
        return exchange.response()

    async def aclose(self) -> None:
        """Wait for requests whose sender has given up."""
        if self._running:
            await asyncio.wait(self._running)


class _Exchange:
    """One request as ASGI sees it, and the answer it collects."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._status = 0
        self._headers: dict[str, str] = {}
        self._body = bytearray()
        self._complete = False
        self.transport = self
        """Where a fault looks for the connection that it resets."""

    async def run(self, app: SandboxApp) -> None:
        """Let the application answer."""
        await app(self._scope(), self._receive, self._send)

    def abort(self) -> None:
        """Reset the connection that there would be."""
        self._complete = False

    def response(self) -> Response:
        """Return the complete answer, its body in the sink if there is one."""
        if not self._complete:
            raise TransportError("unknown", "truncated" if self._status else "reset")
        body = bytes(self._body)
        sink = self._request.sink
        if sink is not None and is_success(self._status):
            sink.reset()
            sink.write(body)
            body = b""
        return Response(status=self._status, headers=self._headers, body=body)

    def _scope(self) -> Message:
        split = urlsplit(self._request.url)
        headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in (("host", split.netloc), *self._request.headers)
        ]
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self._request.method,
            "scheme": split.scheme,
            "path": split.path,
            "raw_path": split.path.encode("latin-1"),
            "query_string": split.query.encode("latin-1"),
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 0),
            "server": (split.hostname or "", split.port or 80),
        }

    async def _receive(self) -> Message:
        return {"type": "http.request", "body": self._request.body or b"", "more_body": False}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = {
                name.decode("latin-1"): value.decode("latin-1")
                for name, value in message["headers"]
            }
            return
        self._body += message.get("body", b"")
        self._complete = not message.get("more_body", False)
