"""How many requests may be in flight."""

from __future__ import annotations

import math
from typing import Final

_DECREASE: Final = 0.7
# One bad moment of the server fails many requests at once; it is one reason to slow down, not many.
_DECREASE_EVERY: Final = 0.5


class Concurrency:
    """Slots, grown by one per round of successes and cut by a third when the server is overloaded.

    Overload is a 429 or a timeout. Latency is no sign of it: the server queues creates, so it grows
    with what we send. Nor is a success a reason to grow while half of the slots lie idle.
    """

    __slots__ = ("_decreased_at", "_limit", "_most", "_successes", "in_flight")

    def __init__(self, initial: int | None, most: int) -> None:
        """Start with so many slots, never to have more than `most`; None for no limit at all."""
        self._limit = math.inf if initial is None else float(initial)
        self._most = math.inf if initial is None else float(most)
        self._successes = 0
        self._decreased_at = -math.inf
        self.in_flight: int = 0

    @property
    def limit(self) -> int | None:
        """Slots at this moment, taken and free; None for no limit."""
        return None if self._limit == math.inf else int(self._limit)

    @property
    def has_room(self) -> bool:
        """Whether a slot is free."""
        return self.in_flight + 1 <= self._limit

    def succeeded(self) -> None:
        """Note an answer, while its own slot is still taken."""
        if self._limit >= self._most or self.in_flight * 2 < self._limit:
            return
        self._successes += 1
        if self._successes >= self._limit:
            self._successes = 0
            self._limit = min(self._most, self._limit + 1)

    def overloaded(self, now: float) -> None:
        """Note a 429 or a timeout."""
        if now - self._decreased_at < _DECREASE_EVERY:
            return
        self._decreased_at = now
        self._successes = 0
        self._limit = max(1.0, self._limit * _DECREASE)
