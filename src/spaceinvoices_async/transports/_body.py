"""Unpacks bodies that a server packed although it was asked not to."""

from __future__ import annotations

import asyncio
import zlib
from typing import Final

from spaceinvoices_async.transports.base import TransportError

_KNOWN: Final = frozenset({"gzip", "x-gzip", "deflate"})
_EITHER_HEADER: Final = zlib.MAX_WBITS | 32  # gzip's or zlib's


class Unpacking:
    """One body on its way out of its packing."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(_EITHER_HEADER)
        self._begun = False

    def feed(self, chunk: bytes) -> bytes:
        """What the next packed bytes hold.

        Raises:
            TransportError: They are damaged.
        """
        self._begun = self._begun or chunk != b""
        try:
            return self._inflate.decompress(chunk)
        except zlib.error as error:
            raise TransportError("unknown", "truncated") from error

    def finish(self) -> None:
        """Say that there are no more.

        Raises:
            TransportError: There should be: the framing was whole, what it framed was not.
        """
        # A HEAD's answer has the headers of a packed body, and none.
        if self._begun and not self._inflate.eof:
            raise TransportError("unknown", "truncated")


def unpacking(headers: dict[str, str]) -> Unpacking | None:
    """What unpacks the body of these headers, if it is packed; they no longer say so then."""
    if headers.get("content-encoding", "").strip().lower() not in _KNOWN:
        return None
    headers.pop("content-length", None)  # of the packed body
    del headers["content-encoding"]
    return Unpacking()


LARGE: Final = 64 * 1024
"""Bytes; a body up to here fits into the buffer of the socket, and writing it never waits."""


class Pieces:
    """The pieces of a body, for one attempt.

    Args:
        body: All of it.
        timer: Ends the attempt when it expires; moved on for each piece, and off after the last.
        seconds: That taking a piece may last.
    """

    def __init__(self, body: bytes, timer: asyncio.Timeout, seconds: float) -> None:
        self._body = memoryview(body)
        self._timer = timer
        self._seconds = seconds
        self._offset = 0

    def __aiter__(self) -> Pieces:
        """Themselves: a body is sent once for each attempt."""
        return self

    async def __anext__(self) -> bytes:
        """The next piece, which says that the one before was taken."""
        if self._offset >= len(self._body):
            self._timer.reschedule(None)
            raise StopAsyncIteration
        self._timer.reschedule(asyncio.get_running_loop().time() + self._seconds)
        piece = self._body[self._offset : self._offset + LARGE]
        self._offset += LARGE
        return bytes(piece)
