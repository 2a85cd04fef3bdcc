"""A server that stores documents, and loses connections before, while and after it does.

Its check of `uniqueId` races as the real one's: it looks first and stores later, so that two
requests of one id at the same time make two documents. It takes its time after the connection is
gone, too.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import struct
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlsplit

from spaceinvoices_async.transports import TransportError

from .gateway import Door

if TYPE_CHECKING:
    from types import TracebackType

    from spaceinvoices_async.transports import Request, Response, Transport

DROPPED = 0.10
RESET = 0.05


class FaultServer:
    """Drops one answer in ten, resets one connection in twenty, refuses one in ten.

    Args:
        seed: Of everything that happens at random.
        latest: Seconds after its arrival within which an abandoned create is carried out.
    """

    def __init__(self, *, seed: int, latest: float) -> None:
        self.random = random.Random(seed)
        self.latest = latest
        self.documents: defaultdict[str, list[str]] = defaultdict(list)
        self.under_way: Counter[str] = Counter()
        self.overlaps: list[str] = []
        self.happened: Counter[str] = Counter()
        self._connections: set[_Connection] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.door.port}"

    async def __aenter__(self) -> Self:
        self.loop = asyncio.get_running_loop()
        self.door = Door(lambda: _Connection(self, self._connections))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.door.aclose()
        for connection in list(self._connections):
            connection.cut()

    def serve(self, connection: _Connection, method: str, target: str, body: bytes) -> None:
        fault = self._fault()
        self.happened[f"{method} {fault}"] += 1
        if method == "POST":
            self._create(connection, fault, json.loads(body))
        else:
            self._look_up(connection, fault, target)

    def _fault(self) -> str:
        drawn = self.random.random()
        if drawn < DROPPED:
            return "dropped"
        return "reset" if drawn < DROPPED + RESET else "fine"

    def _create(self, connection: _Connection, fault: str, asked: dict[str, object]) -> None:
        unique_id = str(asked["uniqueId"])
        if self.under_way[unique_id]:
            self.overlaps.append(unique_id)
        self.under_way[unique_id] += 1
        taken = bool(self.documents[unique_id])
        soon = self.random.uniform(0.0, 0.02)
        # Half of the abandoned creates are carried out long after their connection is gone.
        late = fault != "fine" and self.random.random() < 0.5
        if fault == "reset" and not late:
            self.loop.call_later(soon, self._give_up, connection, unique_id)
            return
        if late:
            self.loop.call_later(soon, partial(connection.cut, reset=fault == "reset"))
        then = self.random.uniform(soon, self.latest) if late else soon
        self.loop.call_later(then, partial(self._store, connection, fault, asked, taken=taken))

    def _give_up(self, connection: _Connection, unique_id: str) -> None:
        self.under_way[unique_id] -= 1
        connection.cut(reset=True)

    def _store(
        self,
        connection: _Connection,
        fault: str,
        asked: dict[str, object],
        *,
        taken: bool,
    ) -> None:
        unique_id = str(asked["uniqueId"])
        self.under_way[unique_id] -= 1
        if taken:
            error = {"statusCode": 422, "name": "ValidationError", "message": "uniqueId is taken"}
            connection.answer({"error": error}, status="422 Unprocessable Entity")
            return
        made = f"{unique_id}-{len(self.documents[unique_id])}"
        self.documents[unique_id].append(made)
        if fault == "fine":
            connection.answer({**asked, "id": made})
        else:
            connection.cut()

    def _look_up(self, connection: _Connection, fault: str, target: str) -> None:
        where = json.loads(parse_qs(urlsplit(target).query)["filter"][0])["where"]
        unique_id = where["uniqueId"]
        if fault == "fine":
            rows = [{"id": made, "uniqueId": unique_id} for made in self.documents[unique_id]]
            connection.answer(rows)
        else:
            connection.cut(reset=fault == "reset")


class _Connection(asyncio.Protocol):
    def __init__(self, server: FaultServer, connections: set[_Connection]) -> None:
        self._server = server
        self._connections = connections
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        length = int(headers.get("content-length", "0"))
        if len(rest) < length:
            return
        self._buffer = rest[length:]
        method, target, _ = first.split(" ")
        self._server.serve(self, method, target, rest[:length])

    def answer(self, value: object, *, status: str = "200 OK") -> None:
        if self._transport.is_closing():
            return
        # Every other answer ends its connection, so that many are opened.
        last = self._server.random.random() < 0.5
        body = json.dumps(value).encode()
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"{'Connection: close' if last else 'Connection: keep-alive'}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self._transport.write(head.encode() + body)
        if last:
            self._transport.close()

    def cut(self, *, reset: bool = False) -> None:
        if self._transport.is_closing():
            return
        if reset:
            raw = self._transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()


class Witness:
    """Tells the server which of its refusals a client has seen; changes nothing."""

    def __init__(self, inner: Transport, server: FaultServer) -> None:
        self._inner = inner
        self._server = server

    async def send(self, request: Request) -> Response:
        try:
            return await self._inner.send(request)
        except TransportError as error:
            if error.reason == "connect":
                self._server.door.refused()
            raise

    async def aclose(self) -> None:
        await self._inner.aclose()
