"""How bytes reach the server: the protocol and its implementations."""

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
