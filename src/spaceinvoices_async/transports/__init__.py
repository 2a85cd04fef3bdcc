"""How bytes reach the server: the protocol and its implementations."""

from spaceinvoices_async.transports.base import (
    Progress,
    Request,
    Response,
    Sink,
    Transport,
    TransportError,
    TransportTimeouts,
)

__all__ = [
    "Progress",
    "Request",
    "Response",
    "Sink",
    "Transport",
    "TransportError",
    "TransportTimeouts",
]
