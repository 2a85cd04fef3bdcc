"""How many rows end per second, of late."""

from __future__ import annotations

from typing import Final

_SMOOTHING: Final = 10.0


class Pace:
    """A rate over the last ten seconds or so, measured at regular moments.

    Args:
        interval: Seconds between two measurements.
    """

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._ended = 0
        self._ticks = 0
        self.value: float = 0.0
        """Rows per second; 0 until the first has ended."""

    def tick(self, ended: int, *, elsewhere: bool = False) -> None:
        """Take the count of now.

        Args:
            ended: Rows that have ended, of those that are measured.
            elsewhere: Whether the time since the last tick went into other rows: a tick in which
                none of the measured ones has ended tells nothing then.
        """
        new, self._ended = ended - self._ended, ended
        if new == 0 and (elsewhere or self._ticks == 0):
            return
        self._ticks += 1
        # The first ones count in full: a pace that climbs from nothing tells a wrong time to go.
        share = max(self._interval / (self._interval + _SMOOTHING), 1 / self._ticks)
        self.value += share * (new / self._interval - self.value)
