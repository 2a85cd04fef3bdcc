"""A fixed-answer server for batches: answers every create at once, or refuses what is too much."""

from __future__ import annotations

import json
import time
from collections import deque
from typing import Final

import serving
from payloads import DOCUMENT


def _document() -> str:
    """Return a whole document that fits every row, with a place for its id.

    It shows neither key nor organization nor the client's name, which differ from row to row.
    """
    item = DOCUMENT["_documentItems"][0]
    shown = DOCUMENT | {
        "id": "@id@",
        "type": "invoice",
        "_documentClient": DOCUMENT["_documentClient"] | {"country": "Belgium"},
        "_documentItems": [
            item | {"name": "Suit", "quantity": 1, "price": 100},
            item | {"name": "Rope", "quantity": 3, "price": 5.25},
        ],
    }
    del shown["organizationId"], shown["_documentClient"]["name"]
    # Without blanks, as JavaScript writes it.
    return json.dumps(shown, separators=(",", ":")).replace("%", "%%").replace("@id@", "%024x")


_BODY: Final = _document()
_ANSWER: Final = (
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    f"Content-Length: {len(_BODY % 0)}\r\n\r\n{_BODY}"
)
_REFUSAL: Final = (
    b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
    b"\r\n{}"
)


class Allowance:
    """So many requests in any second."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._window: deque[float] = deque()
        self._documents = 0

    def answer(self, _head: bytes) -> bytes:
        """Success, or a refusal of what is too much."""
        if self._limit is None:
            return self._document()
        now = time.monotonic()
        while self._window and self._window[0] <= now - 1.0:
            self._window.popleft()
        if len(self._window) >= self._limit:
            return _REFUSAL
        self._window.append(now)
        return self._document()

    def _document(self) -> bytes:
        self._documents += 1
        return (_ANSWER % self._documents).encode()


if __name__ == "__main__":
    arguments = serving.parser(__doc__)
    arguments.add_argument("--limit", type=int, help="requests per second that are allowed")
    arguments.add_argument("--latency", type=float, default=0.0, help="seconds per answer")
    given = arguments.parse_args()
    serving.run(given, Allowance(given.limit).answer, latency=given.latency)
