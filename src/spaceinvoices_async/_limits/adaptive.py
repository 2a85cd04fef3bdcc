"""How many requests per second the server grants, found out from its 429s."""

from __future__ import annotations

import math
from collections import deque
from typing import Final

# The constants of botocore's adaptive mode; CUBIC is RFC 9438 with rate in the place of window.
_SCALE: Final = 0.4
_DECREASE: Final = 0.7
_LEAST: Final = 0.5
_BUCKET: Final = 0.5
_SMOOTHING: Final = 0.8
# A rate at the very limit is over it as often as not; two in a hundred keep clear of it.
_HEADROOM: Final = 0.98
# How long a limit is believed before it is probed, and how long once it was met again and again:
# a probe costs the pause that its 429 brings.
_SHORTEST_HOLD: Final = 20.0
_LONGEST_HOLD: Final = 40.0
_SAME: Final = 0.1
# A limit that was met before is where it was: the cut need not search for it.
_SAME_DECREASE: Final = 0.9
_HANDFUL: Final = 10
# Answers remembered: more than a process gets in a second.
_MEMORY: Final = 2048


class Meter:
    """The rate of answers: smoothed over half seconds."""

    __slots__ = ("_count", "_since", "rate")

    def __init__(self) -> None:
        self._since = -math.inf
        self._count = 0
        self.rate: float = 0.0

    def add(self, now: float) -> None:
        """Count an answer."""
        self._count += 1
        bucket = now // _BUCKET * _BUCKET
        self._since = min(self._since, bucket)  # a clock may fall back
        if bucket > self._since:
            fresh = self._count / (bucket - self._since)
            self.rate = _SMOOTHING * fresh + (1 - _SMOOTHING) * self.rate
            self._since, self._count = bucket, 0


class CubicRate:
    """A rate that a 429 cuts and that answers raise: fast back to what was granted, then slowly on.

    The second before a refused request shows what the server grants: all that passed in it. The
    rate returns to just below that, holds, and only then probes for more. It never exceeds the
    ceiling, and does not grow beyond twice what is really used. `confirmed` says that the last 429
    came where the one before it had come.
    """

    __slots__ = (
        "_accepted", "_ceiling", "_cut_at", "_hold", "_kept", "_learned", "_meter", "_peak",
        "_refused", "confirmed", "rate",
    )  # fmt: skip

    def __init__(self, ceiling: float | None) -> None:
        """Begin at the ceiling, in requests per second; None for as fast as callers come."""
        self._ceiling = math.inf if ceiling is None else ceiling
        self.rate: float = self._ceiling
        self._learned = (
            math.inf
        )  # what 429s have left of it; infinite once it is back at the ceiling
        self._meter = Meter()
        self._accepted: deque[float] = deque(maxlen=_MEMORY)
        self._peak = 0.0
        self._hold = 0.0
        self._kept = _DECREASE
        self.confirmed: bool = False
        self._refused = -math.inf
        self._cut_at = -math.inf

    def set_ceiling(self, ceiling: float) -> None:
        """Go no faster than this from now on; slower only where a 429 has said so."""
        self._ceiling = ceiling
        self.rate = min(self._learned, ceiling)

    def accepted(self, sent: float, now: float) -> None:
        """Note that a request sent at that moment was not refused."""
        self._accepted.append(sent)
        self._meter.add(now)
        if now < self._cut_at:  # a clock may fall back; nothing sent from now on was overtaken
            self._cut_at, self._refused = now, -math.inf
        if self.rate >= self._ceiling:
            return
        if self._refused - 1.0 < sent <= self._refused:  # overtaken by the 429 that counted it out
            self._peak += 1.0
        allowed = min(self._curve(now - self._cut_at), 2.0 * self._meter.rate)
        self._learned = self.rate = max(self.rate, allowed)
        if self.rate >= self._ceiling:
            self._learned, self.rate = math.inf, self._ceiling

    def throttled(self, sent: float, now: float) -> bool:
        """Note a 429; false if the request had gone out before the last cut and is no news."""
        if sent <= self._cut_at <= now:
            return False
        granted = sum(sent - 1.0 < moment <= sent for moment in self._accepted)
        peak = max(_LEAST, float(granted))
        if abs(peak - self._peak) <= _SAME * self._peak:
            self._hold = min(2.0 * self._hold, _LONGEST_HOLD)
            self.confirmed = peak >= _HANDFUL
        else:
            self._hold = min(peak, _SHORTEST_HOLD)  # a handful of answers proves little
            self.confirmed = False
        self._kept = _SAME_DECREASE if self.confirmed else _DECREASE
        self._peak, self._refused, self._cut_at = peak, sent, now
        self._learned = max(_LEAST, self._kept * peak)
        self.rate = min(self._learned, self._ceiling)  # which may be low, or new
        return True

    def _curve(self, elapsed: float) -> float:
        """Return the rate so many seconds after a cut: up to the plateau, along it, and beyond."""
        plateau = _HEADROOM * self._peak
        rise = math.cbrt(plateau * (1.0 - self._kept) / _SCALE)
        if elapsed < rise:
            return plateau + _SCALE * (elapsed - rise) ** 3
        return plateau + _SCALE * max(0.0, elapsed - rise - self._hold) ** 3


# One bad moment of the server fails many requests at once; it is one reason to slow down, not many.
_DECREASE_EVERY: Final = 0.5


class AimdConcurrency:
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
        if 0 <= now - self._decreased_at < _DECREASE_EVERY:
            return
        self._decreased_at = now
        self._successes = 0
        self._limit = max(1.0, self._limit * _DECREASE)
