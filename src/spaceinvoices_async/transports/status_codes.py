"""The HTTP statuses that the SDK tells apart."""

from __future__ import annotations

from typing import Final

NO_CONTENT: Final = 204
RESET_CONTENT: Final = 205
UNAUTHORIZED: Final = 401
REQUEST_TIMEOUT: Final = 408
CONFLICT: Final = 409
TOO_MANY_REQUESTS: Final = 429

_SUCCESS: Final = range(200, 300)
_REDIRECTION: Final = range(300, 400)
_CLIENT_ERROR: Final = range(400, 500)


def is_success(status: int) -> bool:
    """2xx: done."""
    return status in _SUCCESS


def is_redirection(status: int) -> bool:
    """3xx: to be had elsewhere."""
    return status in _REDIRECTION


def is_client_error(status: int) -> bool:
    """4xx: refused."""
    return status in _CLIENT_ERROR


def is_server_error(status: int) -> bool:
    """5xx: what became of the request is not known."""
    return status >= _CLIENT_ERROR.stop
