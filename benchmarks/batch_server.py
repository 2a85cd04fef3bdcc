"""A fixed-answer server for batches: answers every create at once, or refuses what is too much."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sys
import time
from collections import deque
from typing import Final

_LENGTH: Final = re.compile(rb"(?i)content-length:\s*(\d+)")
_BODY: Final = json.dumps(
    {
        "id": "62c4f1a0b3d2e10012345678",
        "number": "2026-1",
        "totalWithTax": 121.0,
        "currencyId": "EUR",
    }
).encode()
_ANSWER: Final = (
    f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(_BODY)}\r\n\r\n"
).encode() + _BODY
_REFUSAL: Final = (
    b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
    b"\r\n{}"
)


class Allowance:
    """So many requests in any second."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._window: deque[float] = deque()

    def answer(self) -> bytes:
        """Success, or a refusal of what is too much."""
        if self._limit is None:
            return _ANSWER
        now = time.monotonic()
        while self._window and self._window[0] <= now - 1.0:
            self._window.popleft()
        if len(self._window) >= self._limit:
            return _REFUSAL
        self._window.append(now)
        return _ANSWER


class Connection(asyncio.Protocol):
    """Answers whatever comes."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to write to."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checker
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every complete request."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._buffer, 0, end)
            size = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < size:
                return
            self._buffer = self._buffer[size:]
            self._transport.write(self._allowance.answer())


async def serve(limit: int | None) -> None:
    """Say the port, then answer until the other side closes the standard input."""
    allowance = Allowance(limit)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(allowance), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="requests per second that are allowed")
    parser.add_argument("--core", type=int)
    arguments = parser.parse_args()
    if arguments.core is not None:
        os.sched_setaffinity(0, {arguments.core})
    asyncio.run(serve(arguments.limit))
