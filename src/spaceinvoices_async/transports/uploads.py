"""A body too large for one write, in pieces that each must be taken in time."""

from __future__ import annotations

import asyncio
from typing import Final

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
