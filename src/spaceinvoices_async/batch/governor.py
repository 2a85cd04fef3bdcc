"""Keeps the event loop free for others: lowers the number of senders when it falls behind."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .ready import Ready

FEWEST: Final = 4
"""Senders that are always allowed: a loop that others hold up must not bring the batch to a halt."""
_FIRST: Final = 8
_STEP: Final = 0.010
_WINDOW: Final = 10
_LATE: Final = 0.010
_DROP: Final = 0.75


class Governor:
    """Watches how late the event loop is, and says how many rows may be sent at once.

    Where the server answers fast, this process is the limit: more requests at once finish no
    sooner, and whoever else lives on the loop waits for all of them. Where it answers slowly the
    loop is idle, and their number grows.

    Args:
        ready: Hands rows to the senders.
        most: Of the senders.
    """

    def __init__(self, ready: Ready, most: int) -> None:
        self._ready = ready
        self._most = most
        self._allowed = min(most, _FIRST)
        ready.limit(self._allowed)

    async def run(self) -> None:
        """Watch until cancelled."""
        # The loop's own time: what is measured is this process, whatever clock a client has.
        loop = asyncio.get_running_loop()
        while True:
            worst = 0.0
            for _ in range(_WINDOW):
                due = loop.time() + _STEP
                await asyncio.sleep(_STEP)
                worst = max(worst, loop.time() - due)
            self.judge(worst, busy=self._ready.taken >= self._allowed)

    def judge(self, late: float, *, busy: bool) -> None:
        """Follow what was measured of late: the worst delay, and whether all senders had work."""
        if late > _LATE:
            self._allowed = max(min(FEWEST, self._most), int(self._allowed * _DROP))
        elif busy:
            self._allowed = min(self._most, self._allowed + 1)
        self._ready.limit(self._allowed)
