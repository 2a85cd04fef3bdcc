"""How bytes reach the server: the protocol and its implementations."""

from spaceinvoices_async.transports.base import (
    Request,
    Response,
    Sink,
    Transport,
    TransportError,
    TransportTimeouts,
)

__all__ = ["Request", "Response", "Sink", "Transport", "TransportError", "TransportTimeouts"]
