"""What has been sent in the last second."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from typing import Final

_SPAN: Final = 1.0
# Less makes no difference to a server that counts seconds.
_PROMPT: Final = 0.001


class SentWindow:
    """Holds requests back that would be too many in one second, counted from when they are sent.

    The rate spaces requests out, and a request that has to open a connection first leaves later
    than its turn: together with others that did the same, and with those whose turn it is by then.
    """

    __slots__ = ("_moments", "_most")

    def __init__(self, rate: float | None, burst: int) -> None:
        """Let as many pass in any second as the rate names, and at least one burst.

        What the rate would let through above that, once, is left for those the network delays.
        """
        self._most = math.inf if rate is None else max(math.ceil(rate), burst)
        self._moments: list[float] = []

    def opens_at(self, now: float) -> float:
        """The moment from which one request may pass."""
        if len(self._moments) < self._most:
            return now
        del self._moments[: bisect_left(self._moments, now - _SPAN)]
        if len(self._moments) < self._most:
            return now
        return self._moments[len(self._moments) - int(self._most)] + _SPAN

    def take(self, now: float) -> None:
        """Count a request that passes, as sent at once."""
        if self._most != math.inf:
            insort(self._moments, now)

    def sent(self, passed_at: float, moment: float) -> None:
        """Count a request that has passed from when its first byte left."""
        if self._most == math.inf or moment - passed_at < _PROMPT:
            return
        self.give_back(passed_at)
        insort(self._moments, moment)

    def give_back(self, passed_at: float) -> None:
        """Forget a request that was not sent."""
        index = bisect_left(self._moments, passed_at)
        if index < len(self._moments) and self._moments[index] == passed_at:
            del self._moments[index]
