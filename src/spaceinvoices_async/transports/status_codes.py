"""The HTTP statuses that the SDK tells apart."""

from __future__ import annotations

from typing import Final

NO_CONTENT: Final = 204
RESET_CONTENT: Final = 205
UNAUTHORIZED: Final = 401
REQUEST_TIMEOUT: Final = 408
CONFLICT: Final = 409
TOO_MANY_REQUESTS: Final = 429
_SERVER_ERROR: Final = 500

is_success: Final = range(200, 300).__contains__
"""2xx: done."""

is_redirection: Final = range(300, 400).__contains__
"""3xx: to be had elsewhere."""

is_client_error: Final = range(400, 500).__contains__
"""4xx: refused."""


def is_server_error(status: int) -> bool:
    """5xx: what became of the request is not known."""
    return status >= _SERVER_ERROR
