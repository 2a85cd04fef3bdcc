"""A running sandbox: uvicorn on a free port of this machine, in a thread or in the caller's loop."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self, TypeVar, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from spaceinvoices_async.operations import Operation
from spaceinvoices_sandbox.app import create_app
from spaceinvoices_sandbox.clock import SandboxClock
from spaceinvoices_sandbox.seeding import Seeds
from spaceinvoices_sandbox.world import SandboxOptions, World

_KEEP_ALIVE = 5.0
_TICK = 0.1
_T = TypeVar("_T")


class Sandbox:
    """Serves from entering to leaving; `with` runs it in a thread, `async with` in the loop.

    `port=0` takes a free one. `url` and `token` are what a client needs. An idle connection is closed
    after `keep_alive` seconds, as node does it.
    """

    def __init__(
        self,
        options: SandboxOptions | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        keep_alive: float = _KEEP_ALIVE,
        operations: Mapping[str, Operation] | None = None,
        clock: SandboxClock | None = None,
    ) -> None:
        self._socket = _listening(host, port)
        try:
            self.app = create_app(options, operations=operations, clock=clock)
        except BaseException:
            self._socket.close()
            raise
        self.keep_alive = keep_alive
        self.host, self.port = self._socket.getsockname()[:2]
        self._server = _Server(
            uvicorn.Config(
                self.app,
                http=_Protocol,
                log_config=None,
                access_log=False,
                timeout_keep_alive=cast("int", keep_alive),  # compared as any number
                timeout_graceful_shutdown=5,
                server_header=False,
                lifespan="off",
            )
        )
        self.seed = Seeds(self.app, self.url, self._run)
        self._thread: threading.Thread | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The origin to give to a client as `base_url`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def token(self) -> str:
        """The access token of the root account."""
        return self.app.root_token

    @property
    def world(self) -> World:
        """The state behind the answers; to be touched while no request runs."""
        return self.app.world

    @property
    def clock(self) -> SandboxClock:
        """The time of the sandbox; a client that is given it too waits by it."""
        return self.app.world.clock

    async def serve(self) -> None:
        """Serve until `stop` is called."""
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            self._socket.close()
            await self.app.aclose()
            self.world.store.close()

    async def stopped(self) -> None:
        """Wait until `stop` was called and everything under way is answered."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def stop(self) -> None:
        """Answer what is under way, then end."""
        self._server.stop()

    def _run(self, work: Callable[[], _T]) -> _T:
        """Work on the state between two requests: in the thread that serves, if it is another."""
        if self._thread is None or self._server.loop is None:
            return work()

        async def between() -> _T:
            return work()

        return asyncio.run_coroutine_threadsafe(between(), self._server.loop).result()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=asyncio.run, args=(self.serve(),), daemon=True)
        self._thread.start()
        self._server.ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if self._thread is not None:
            self._thread.join()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self.serve())
        while not self._server.started:
            if self._task.done():
                await self._task
            await asyncio.sleep(0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if self._task is not None:
            await self._task


class _Protocol(HttpToolsProtocol):
    """HTTP that answers what is none as node does: without a word."""

    def send_400_response(self, msg: str) -> None:
        """Refuse a head that cannot be read; why stays in the log."""
        self.logger.debug("refused: %s", msg)
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n")
        self.transport.close()


class _Server(uvicorn.Server):
    """Leaves the signals to its owner, says when it listens, and ends without waiting for a tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._woken = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Nothing is captured: the owner decides what a signal does."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        self.loop = asyncio.get_running_loop()
        try:
            await super().startup(sockets)
        finally:
            self.ready.set()

    def stop(self) -> None:
        """Begin to end; safe from any thread."""
        self.should_exit = True
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._woken.set)

    async def main_loop(self) -> None:
        """Tick, as the time in the answers' heads needs it, until stopped."""
        counter = 0
        while not await self.on_tick(counter):
            counter += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), _TICK)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named: 40 ms an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except BaseException:
        listener.close()
        raise
    return listener
