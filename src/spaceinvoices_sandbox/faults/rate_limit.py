"""The limit of requests a second."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class RateLimit:
    """Lets at most `rate` requests into any second; None lets everything in."""

    def __init__(self, rate: float | None, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._rate = rate
        self._recent: deque[float] = deque()

    def admit(self) -> bool:
        """Return whether this request may pass."""
        if self._rate is None:
            return True
        now = self._monotonic()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= self._rate:
            return False
        self._recent.append(now)
        return True
