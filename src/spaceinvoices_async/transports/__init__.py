"""How bytes reach the server: the protocol and its implementations."""

from .base import (
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
