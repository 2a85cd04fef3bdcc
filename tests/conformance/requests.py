"""Requests to send, and a sink to fill."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from spaceinvoices_async.transports import Progress, Request, TransportTimeouts

if TYPE_CHECKING:
    from spaceinvoices_async.transports import Sink

TOKEN = "canary-token"


def request(
    url: str,
    *,
    method: str = "POST",
    body: bytes | None = b'{"uniqueId":"order-1001"}',
    headers: tuple[tuple[str, str], ...] = (),
    sink: Sink | None = None,
    connect: float = 60.0,
    write: float = 60.0,
    read: float = 60.0,
    pool: float = 60.0,
) -> Request:
    return Request(
        method=method,
        url=url,
        headers=(
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("User-Agent", "conformance"),
            ("Authorization", TOKEN),
            *((("Content-Type", "application/json"),) if body is not None else ()),
            *headers,
        ),
        body=body,
        timeouts=TransportTimeouts(connect=connect, write=write, read=read, pool=pool),
        sink=sink,
        progress=Progress(time.monotonic),
    )


def get(
    url: str,
    *,
    headers: tuple[tuple[str, str], ...] = (),
    sink: Sink | None = None,
    read: float = 60.0,
    pool: float = 60.0,
) -> Request:
    return request(url, method="GET", body=None, headers=headers, sink=sink, read=read, pool=pool)


class ListSink:
    """A sink that keeps what it is given."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.resets = 0

    def reset(self) -> None:
        self.resets += 1
        self.chunks.clear()

    def write(self, chunk: bytes) -> None:
        self.chunks.append(chunk)
