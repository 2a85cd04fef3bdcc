"""Bodies on their way: what is sent piece by piece, and what comes back packed or without end."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.errors import ResponseDecodeError
from spaceinvoices_async.transports.base import TransportError
from spaceinvoices_async.transports.status_codes import is_success

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterator, Mapping

    from spaceinvoices_async.transports.base import Request

_GZIP: Final = frozenset({"gzip", "x-gzip"})
_DEFLATE: Final = "deflate"
_IDENTITY: Final = "identity"
_EITHER_HEADER: Final = zlib.MAX_WBITS | 32  # gzip's or zlib's
_PIECE_BYTES: Final = 256 * 1024
"""Unpacked at once: a few packed bytes can hold gigabytes."""
_READS_ONLY: Final = frozenset({"GET", "HEAD"})


class Unpacking:
    """One body on its way out of its packing: gzip, of any number of members, or deflate.

    Args:
        members: Whether another member may follow, as in gzip (RFC 1952, section 2.2).
    """

    def __init__(self, *, members: bool) -> None:
        self._members = members
        self._inflate = zlib.decompressobj(_EITHER_HEADER)
        self._begun = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what the next packed bytes hold, in pieces of bounded size.

        Raises:
            TransportError: They are damaged.
        """
        data = chunk
        while data:
            if self._inflate.eof and not self._begin_member(data):
                return
            if not self._begun and not self._members and data[0] & 0x0F != zlib.DEFLATED:
                # Deflate without zlib's header, as some servers have always sent it.
                self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            self._begun = True
            yield from self._inflated(data)
            data = self._inflate.unused_data

    def _inflated(self, data: bytes) -> Iterator[bytes]:
        full = True
        while full or data:
            try:
                piece = self._inflate.decompress(data, _PIECE_BYTES)
            except zlib.error as error:
                raise TransportError("unknown", "truncated") from error
            if piece:
                yield piece
            # A full piece may have left more inside, although all input was taken.
            data, full = self._inflate.unconsumed_tail, len(piece) == _PIECE_BYTES
            if self._inflate.eof:
                return

    def _begin_member(self, data: bytes) -> bool:
        """Begin the next member; False if only zeros follow, which pad the end of a file."""
        if not data.strip(b"\0"):
            return False
        if not self._members:
            raise TransportError("unknown", "truncated")
        self._inflate = zlib.decompressobj(_EITHER_HEADER)
        return True

    def finish(self) -> None:
        """Say that there are no more.

        Raises:
            TransportError: There should be: the framing was whole, what it framed was not.
        """
        # A HEAD's answer has the headers of a packed body, and none.
        if self._begun and not self._inflate.eof:
            raise TransportError("unknown", "truncated")


def unpacking(headers: dict[str, str]) -> Unpacking | None:
    """Return what unpacks the body of these headers, if it is packed.

    They no longer say so then.
    """
    named = headers.get("content-encoding")
    if named is None:
        return None
    packings = [name for name in named.lower().replace(",", " ").split() if name != _IDENTITY]
    packing = packings[0] if len(packings) == 1 else None
    if packings and packing not in _GZIP and packing != _DEFLATE:
        return None
    del headers["content-encoding"]
    if not packings:
        return None
    headers.pop("content-length", None)  # of the packed body
    return Unpacking(members=packing != _DEFLATE)


def is_framed(headers: Mapping[str, str]) -> bool:
    """Return whether headers say where the body ends; else the end of the connection does."""
    return (
        "content-length" in headers
        or "chunked" in headers.get("transfer-encoding", "").lower().split(",")[-1]
    )


async def read_body(
    chunks: AsyncIterable[bytes], request: Request, *, status: int, packed: Unpacking | None
) -> bytes:
    """Return the body of an answer, or nothing where the request's sink has taken it.

    Of an answer that is no success, only as much as fits: its status is what matters.

    Raises:
        TransportError: It is damaged, or larger than the request allows, so that it is not known
            what a write has done.
        ResponseDecodeError: It is larger than a request that only reads allows.
    """
    sink = request.sink if is_success(status) else None
    kept: list[bytes] = []
    keep: Callable[[bytes], object] = kept.append
    if sink is not None:
        sink.reset()
        keep = sink.write
    room = request.max_body
    async for chunk in chunks:
        for number, piece in enumerate((chunk,) if packed is None else packed.feed(chunk)):
            if number:
                await asyncio.sleep(0)  # unpacking a bomb must not keep the event loop
            if sink is None:
                room -= len(piece)
                if room < 0:
                    return _too_large(request, status, kept)
            keep(piece)
    if packed is not None:
        packed.finish()
    return b"".join(kept)


def _too_large(request: Request, status: int, kept: list[bytes]) -> bytes:
    if not is_success(status):
        return b"".join(kept)
    if request.method in _READS_ONLY:
        raise ResponseDecodeError(
            f"the answer is larger than {request.max_body} bytes: download it to a file, or raise "
            "max_response_bytes of ClientOptions"
        )
    raise TransportError("unknown", "too_large")


LARGE: Final = 64 * 1024
"""Bytes; a body up to here nearly always fits into the buffer of the socket, and is written at once."""


class Pieces:
    """The pieces of a body, for one attempt.

    Args:
        body: All of it.
        timer: Ends the attempt when it expires; moved on for each piece, and off at the end.
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
        """Return the next piece, which says that the one before was taken."""
        if self._offset >= len(self._body):
            raise StopAsyncIteration
        self._timer.reschedule(asyncio.get_running_loop().time() + self._seconds)
        piece = self._body[self._offset : self._offset + LARGE]
        self._offset += LARGE
        return bytes(piece)

    def end(self) -> None:
        """Say that the last piece was taken too."""
        self._timer.reschedule(None)
