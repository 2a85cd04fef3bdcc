"""Cuts long work on the event loop into slices, so that nobody else waits long for a turn."""

from __future__ import annotations

import asyncio
import time
from typing import Final

_LONGEST: Final = 0.002


class Slices:
    """Ask after each piece of work; gives the turn away once the slice has been long enough."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    async def between(self) -> None:
        """Give the turn away, if it is time."""
        if time.perf_counter() - self._began > _LONGEST:
            await asyncio.sleep(0)
            self._began = time.perf_counter()
