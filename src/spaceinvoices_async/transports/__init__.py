"""Transports: one HTTP request in, one complete answer or one classified failure out.

`base` has the protocol; `httpx` (the default), `httpx2` and `aiohttp` implement it. All knowledge of an
HTTP library is in `_httpx_connection` and `_aiohttp_connection`; proxies, certificates, bodies and what
is kept for each event loop are shared. The area may import only `errors` and what is below it, and knows
nothing of retries, limits or tokens. Begin with `base.Transport`, then `_httpx_connection`.
"""

from spaceinvoices_async.transports.base import (
    Request,
    Response,
    SendProgress,
    Sink,
    Transport,
    TransportError,
    TransportTimeouts,
)

Progress = SendProgress
"""The former name of `SendProgress`."""

__all__ = [
    "Progress",
    "Request",
    "Response",
    "SendProgress",
    "Sink",
    "Transport",
    "TransportError",
    "TransportTimeouts",
]
