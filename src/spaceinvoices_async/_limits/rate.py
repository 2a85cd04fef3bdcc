"""Rate limits: when the next request may go out."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# What an unlimited client may be late by without losing its turn, once a 429 gave it a rate.
_DEFAULT_TOLERANCE: Final = 0.01


class GcraRate:
    """The generic cell rate algorithm: spaced out, and never more than `burst + rate` in a second.

    A token bucket of the same size would let twice that through in its first second. The burst is
    kept as a span of time: it makes up for timers that fire late, and a rate that was lowered
    afterwards does not turn it into a share the server no longer grants.
    """

    __slots__ = ("_arrival", "_interval", "_tolerance", "shortest_interval")

    def __init__(self, rate: float | None, burst: int) -> None:
        """Let `rate` requests per second pass, `burst` of them at once; None for no limit."""
        self._interval = 0.0 if rate is None else 1.0 / rate
        self.shortest_interval: float = self._interval
        """Seconds between two at the best of times: a rate that a 429 has lowered comes back."""
        self._tolerance = _DEFAULT_TOLERANCE if rate is None else (burst - 1) * self._interval
        self._arrival = float("-inf")  # when the next one is due if all are evenly spaced

    @property
    def opens_at(self) -> float:
        """The moment from which one request may pass."""
        return self._arrival - self._tolerance

    def turns(self, first: float) -> Iterator[float]:
        """Yield the earliest moments at which one after the other may pass, the first one given."""
        arrival, moment = self._arrival, first
        while True:
            yield moment
            arrival = max(arrival, moment) + self.shortest_interval
            moment = max(moment, arrival - self._tolerance)

    def set_ceiling(self, ceiling: float) -> None:
        """Take as the best of times that so many requests per second pass."""
        self.shortest_interval = 1.0 / ceiling

    def set_rate(self, rate: float) -> None:
        """Space from the next request on by another rate."""
        self._interval = 1.0 / rate

    def forget(self) -> None:
        """Forget what has passed: the clock fell back, and it lies ahead now."""
        self._arrival = float("-inf")

    def take(self, now: float) -> tuple[float, float]:
        """Let one pass; the receipt takes it back."""
        before = self._arrival
        self._arrival = max(now, before) + self._interval
        return before, self._arrival

    def give_back(self, receipt: tuple[float, float]) -> None:
        """Take back a turn that was not used.

        Only the latest: an earlier one has moved its followers already, and giving it to somebody
        else now would be one too many in this second. It is lost, for one interval.
        """
        before, after = receipt
        if after == self._arrival:
            self._arrival = before


_SPAN: Final = 1.0
# Less makes no difference to a server that counts seconds.
_PROMPT: Final = 0.001


class SlidingWindow:
    """Holds requests back that would be too many in one second, counted from when they are sent.

    The rate spaces requests out, and a request that has to open a connection first leaves later
    than its turn: together with others that did the same, and with those whose turn it is by then.
    """

    __slots__ = ("_burst", "_moments", "_most")

    def __init__(self, rate: float | None, burst: int) -> None:
        """Let as many pass in any second as the rate names, and at least one burst.

        What the rate would let through above that, once, is left for those the network delays.
        """
        self._burst = burst
        self._most = math.inf if rate is None else max(math.ceil(rate), burst)
        self._moments: list[float] = []

    def set_rate(self, rate: float) -> None:
        """Let as many pass in any second as this rate names, from now on."""
        self._most = max(math.ceil(rate), self._burst)

    def opens_at(self, now: float) -> float:
        """Return the moment from which one request may pass."""
        if len(self._moments) < self._most:
            return now
        del self._moments[: bisect_left(self._moments, now - _SPAN)]
        if len(self._moments) < self._most:
            return now
        return self._moments[len(self._moments) - int(self._most)] + _SPAN

    def forget(self) -> None:
        """Forget what has passed: the clock fell back, and it lies ahead now."""
        self._moments.clear()

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
