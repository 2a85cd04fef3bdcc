"""A fixed-answer server for batches: answers every create at once, or refuses what is too much."""

from __future__ import annotations

import json
import time
from collections import deque
from typing import Final

import serving

_BODY: Final = json.dumps(
    {
        "id": "62c4f1a0b3d2e10012345678",
        "number": "2026-1",
        "totalWithTax": 121.0,
        "currencyId": "EUR",
    }
).encode()
_ANSWER: Final = (
    f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(_BODY)}\r\n\r\n"
).encode() + _BODY
_REFUSAL: Final = (
    b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
    b"\r\n{}"
)


class Allowance:
    """So many requests in any second."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._window: deque[float] = deque()

    def answer(self, _head: bytes) -> bytes:
        """Success, or a refusal of what is too much."""
        if self._limit is None:
            return _ANSWER
        now = time.monotonic()
        while self._window and self._window[0] <= now - 1.0:
            self._window.popleft()
        if len(self._window) >= self._limit:
            return _REFUSAL
        self._window.append(now)
        return _ANSWER


if __name__ == "__main__":
    arguments = serving.parser(__doc__)
    arguments.add_argument("--limit", type=int, help="requests per second that are allowed")
    given = arguments.parse_args()
    serving.run(given, Allowance(given.limit).answer)
