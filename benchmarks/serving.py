"""What the servers of the benchmarks share: requests taken off the wire, answers put on it."""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import ssl
import sys
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH: Final = re.compile(rb"(?i)content-length:\s*(\d+)")


class Connection(asyncio.Protocol):
    """Answers each complete request by its head."""

    def __init__(self, respond: Callable[[bytes], bytes], latency: float) -> None:
        self._respond = respond
        self._latency = latency
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to write to."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer what is complete."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            size = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < size:
                return
            self._buffer = self._buffer[size:]
            answer = self._respond(head)
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._write, answer)
            else:
                self._transport.write(answer)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return the arguments of every server."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--core", type=int, help="the processor core to run on")
    made.add_argument("--certificate", help="a file with key and certificate: TLS is spoken")
    return made


def run(
    given: argparse.Namespace, respond: Callable[[bytes], bytes], *, latency: float = 0.0
) -> None:
    """Say the port, then answer until the other side closes the standard input."""
    if given.core is not None:
        os.sched_setaffinity(0, {given.core})
    context: ssl.SSLContext | None = None
    if given.certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(given.certificate)
    asyncio.run(_serve(respond, latency, context))


async def _serve(
    respond: Callable[[bytes], bytes], latency: float, context: ssl.SSLContext | None
) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Connection(respond, latency), "127.0.0.1", 0, ssl=context
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
