"""A server with fixed answers, as cheap as Python allows: what is measured is the client."""

import argparse
import asyncio
import json
import os
import re
import sys
from typing import Final
from urllib.parse import unquote

from payloads import CHARGE, CHAT, DOCUMENT

_LENGTH: Final = re.compile(rb"(?i)content-length:\s*(\d+)")
_ROWS: Final = 10_000
_PAGE: Final = 100


def _answer(value: object, head: str = "") -> bytes:
    body = json.dumps(value).encode()
    lines = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"{lines}{head}\r\n".encode() + body


_DOCUMENT: Final = _answer(DOCUMENT)
_CHAT: Final = _answer(CHAT)
_CHARGE: Final = _answer(CHARGE)


def _clients(target: str) -> bytes:
    wanted = json.loads(unquote(target.partition("filter=")[2].partition("&")[0]) or "{}")
    first = wanted.get("skip", 0)
    last = min(first + min(wanted.get("limit", _PAGE), _PAGE), _ROWS)
    rows = [{"id": f"{row:024x}", "name": f"Client {row}"} for row in range(first, last)]
    return _answer(rows, f"x-total-count: {_ROWS}\r\n")


def _respond(head: bytes) -> bytes:
    target = head.split(b" ", 2)[1].decode()
    if "/chat/" in target:
        return _CHAT
    if target.startswith("/v1/invoices"):
        return _CHARGE
    return _clients(target) if "/clients" in target else _DOCUMENT


class _Connection(asyncio.Protocol):
    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checker
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            self._buffer = self._buffer[whole:]
            answer = _respond(head)
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._write, answer)
            else:
                self._transport.write(answer)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


async def _serve(latency: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(latency), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)  # until the other side closes it


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds per answer")
    parser.add_argument("--core", type=int)
    arguments = parser.parse_args()
    if arguments.core is not None:
        os.sched_setaffinity(0, {arguments.core})
    asyncio.run(_serve(arguments.latency))
