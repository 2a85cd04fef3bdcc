"""What an exception of aiohttp says about the request."""

from __future__ import annotations

from aiohttp import (
    ClientConnectorDNSError,
    ClientHttpProxyError,
    ClientPayloadError,
    ClientProxyConnectionError,
    ClientResponseError,
    ClientSSLError,
    ServerDisconnectedError,
)
from aiohttp.http_exceptions import HttpProcessingError

from .base import TransportError


def not_connected(error: Exception, *, proxied: bool) -> TransportError:
    """The transport's word when there was no connection to send the request over."""
    if isinstance(error, TimeoutError):
        reason = "connect_timeout"
    elif isinstance(error, ClientSSLError):
        reason = "tls"
    elif isinstance(error, ClientConnectorDNSError):
        reason = "dns"
    elif proxied or isinstance(error, ClientProxyConnectionError | ClientHttpProxyError):
        reason = "proxy"
    else:
        reason = "connect"
    return TransportError("not_sent", reason)


def not_answered(error: Exception, *, answered: bool) -> TransportError:
    """The transport's word when a request that may have left has no complete answer.

    Args:
        error: What aiohttp raised.
        answered: Whether the head of an answer has arrived.
    """
    if isinstance(error, TimeoutError):
        reason = "read_timeout"
    elif answered or isinstance(error, ClientPayloadError):
        reason = "truncated"
    elif isinstance(error, ClientResponseError | HttpProcessingError):
        reason = "protocol"
    elif isinstance(error, ServerDisconnectedError):
        reason = "closed"
    else:
        reason = "reset"
    return TransportError("unknown", reason)
