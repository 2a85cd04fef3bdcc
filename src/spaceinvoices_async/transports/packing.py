"""Unpacks bodies that a server packed although it was asked not to."""

from __future__ import annotations

import zlib
from typing import Final

from .base import TransportError

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
