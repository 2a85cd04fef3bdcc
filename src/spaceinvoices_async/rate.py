"""When the next request may go out."""

from __future__ import annotations

from typing import Final

# What an unlimited client may be late by without losing its turn, once a 429 gave it a rate.
_DEFAULT_TOLERANCE: Final = 0.01


class RateGate:
    """The generic cell rate algorithm: spaced out, and never more than `burst + rate` in a second.

    A token bucket of the same size would let twice that through in its first second. The burst is
    kept as a span of time: it makes up for timers that fire late, and a rate that was lowered
    afterwards does not turn it into a share the server no longer grants.
    """

    __slots__ = ("_arrival", "_interval", "_tolerance")

    def __init__(self, rate: float | None, burst: int) -> None:
        """Let `rate` requests per second pass, `burst` of them at once; None for no limit."""
        self._interval = 0.0 if rate is None else 1.0 / rate
        self._tolerance = _DEFAULT_TOLERANCE if rate is None else (burst - 1) * self._interval
        self._arrival = float("-inf")  # when the next one is due if all are evenly spaced

    @property
    def opens_at(self) -> float:
        """The moment from which one request may pass."""
        return self._arrival - self._tolerance

    def set_rate(self, rate: float) -> None:
        """Space from the next request on by another rate."""
        self._interval = 1.0 / rate

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
