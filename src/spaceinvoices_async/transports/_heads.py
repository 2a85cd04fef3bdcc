"""Heads of answers: as large as every transport takes them, and no larger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_async.transports.base import TransportError

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_HEADERS: Final = 256
"""Header lines of an answer."""
MAX_HEAD_BYTES: Final = 96 * 1024
"""Of all header lines together; httpx's parser ends at 100 KiB, aiohttp's has no such limit."""
_CHUNKED: Final = "chunked"
_SEPARATOR_BYTES: Final = len(b": \r\n")


def read_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name in lower case; the values of one that comes again are joined by commas.

    Raises:
        TransportError: There are more, or they are longer, than a transport takes; or the body is
            transferred in a coding that not every transport can read.
    """
    headers: dict[str, str] = {}
    size = count = 0
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
        size += len(raw_name) + len(raw_value) + _SEPARATOR_BYTES
        count += 1
    if size > MAX_HEAD_BYTES or count > MAX_HEADERS:
        raise TransportError("unknown", "protocol")
    if headers.get("transfer-encoding", _CHUNKED).strip().lower() != _CHUNKED:
        raise TransportError("unknown", "protocol")
    return headers
