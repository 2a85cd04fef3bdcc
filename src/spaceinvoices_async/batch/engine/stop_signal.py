"""Stop signal: by which any part of a run ends it in order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spaceinvoices_async.batch.report import Stop


class StopSignal:
    """Asks all parts of a run to stop: nothing more is claimed or sent, what is in flight ends."""

    def __init__(self) -> None:
        self._requested = asyncio.Event()
        self.is_set: bool = False
        """Whether the run is to stop: an attribute, as every row asks for it."""
        self.reason: Stop | None = None
        """Why; the first reason counts."""

    def request(self, reason: Stop) -> None:
        """Stop the run; safe to call again."""
        self.reason = self.reason or reason
        self.is_set = True
        self._requested.set()

    async def wait(self) -> None:
        """Wait until the run is to stop."""
        await self._requested.wait()
