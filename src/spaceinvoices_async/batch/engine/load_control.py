"""Keeps the event loop free for others: lowers the number of senders when it falls behind."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spaceinvoices_async.batch.engine.send_queue import SendQueue

FEWEST: Final = 8
"""Senders that are always allowed: a loop that others hold up must not bring the batch to a halt."""
_STEP: Final = 0.010
_WINDOW: Final = 10
_LATE: Final = 0.008
_DROP: Final = 0.75
# A thread that works less than this is late because of other processes, not of its own requests.
_AT_WORK: Final = 0.4


class LoadControl:
    """Watches how late the event loop is, and says how many rows may be sent at once.

    Where the server answers fast, this process is the limit: more requests at once finish no
    sooner, and whoever else lives on the loop waits for all of them. Where it answers slowly the
    loop is idle, and their number grows.

    Args:
        send_queue: Hands rows to the senders.
    """

    def __init__(self, send_queue: SendQueue) -> None:
        self._send_queue = send_queue
        self._most = most = send_queue.most
        self._allowed = min(most, FEWEST)
        send_queue.limit(self._allowed)

    async def run(self) -> None:
        """Watch until cancelled."""
        # The loop's own time: what is measured is this process, whatever clock a client has.
        loop = asyncio.get_running_loop()
        while True:
            worst, began, worked = 0.0, loop.time(), time.thread_time()
            for _ in range(_WINDOW):
                due = loop.time() + _STEP
                await asyncio.sleep(_STEP)
                worst = max(worst, loop.time() - due)
            share = (time.thread_time() - worked) / (loop.time() - began)
            self.judge(worst, share=share, busy=self._send_queue.taken >= self._allowed)

    def judge(self, late: float, *, share: float, busy: bool) -> None:
        """Follow what was measured of late.

        Args:
            late: The worst delay, in seconds.
            share: Of the time, how much this thread was at work.
            busy: Whether all senders had something to send.
        """
        if late > _LATE and share > _AT_WORK:
            self._allowed = max(min(FEWEST, self._most), int(self._allowed * _DROP))
        elif busy:
            self._allowed = min(self._most, self._allowed + 1)
        self._send_queue.limit(self._allowed)
