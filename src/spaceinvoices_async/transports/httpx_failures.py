"""What an exception of httpx says about the request."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING, Final

from .base import TransportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NEVER_SENT: Final = frozenset(
    {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
)
_REASONS: Final[Mapping[str, str]] = {
    "ConnectTimeout": "connect_timeout",
    "PoolTimeout": "pool",
    "ProxyError": "proxy",
    "UnsupportedProtocol": "protocol",
    "WriteTimeout": "write_timeout",
    "WriteError": "write",
    "ReadTimeout": "read_timeout",
    "LocalProtocolError": "protocol",
}


def classify(error: Exception, *, certain: bool | None, answered: bool) -> TransportError:
    """The transport's word for a failure.

    Args:
        error: What httpx raised.
        certain: Whether no byte has left, if that was observed.
        answered: Whether the head of an answer has arrived.
    """
    name = type(error).__name__
    not_sent = name in _NEVER_SENT if certain is None else certain
    return TransportError(
        "not_sent" if not_sent else "unknown", _reason(error, name, answered=answered)
    )


def _reason(error: Exception, name: str, *, answered: bool) -> str:
    if name in _REASONS:
        return _REASONS[name]
    if name == "ConnectError":
        return _connect_reason(error)
    if answered:
        return "truncated"
    if name == "RemoteProtocolError":
        return "closed" if "disconnected" in str(error) else "protocol"
    return "reset"


def _connect_reason(error: Exception) -> str:
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "dns"
    return "connect"


def _causes(error: BaseException) -> Iterator[BaseException]:
    following: BaseException | None = error
    while following is not None:
        yield following
        following = following.__cause__ or following.__context__
