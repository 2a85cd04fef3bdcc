"""Queue of the rows whose outcome is unknown; they wait there holding no slot of any limit."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.batch.journal.records import Lane
    from spaceinvoices_async.clock import Clock

MOST_AT_ONCE: Final = 100
"""Unique ids in one look-up: as many as a page has rows, and a third of what a URL holds."""


class LookupQueue:
    """Says which rows are due for a look-up; rows of one lane are looked up together."""

    def __init__(self, clock: Clock, delays: Sequence[float]) -> None:
        self._clock = clock
        self._delays = delays
        self._lanes: dict[Lane, dict[bytes, WorkItem]] = {}
        self._next_look: dict[Lane, float] = {}
        self._changed = asyncio.Event()
        self._size = 0
        self.looking: int = 0
        """Rows that were taken out, and not yet dealt with; whoever takes them counts them down."""

    def __len__(self) -> int:
        return self._size

    def park(self, item: WorkItem, *, at_once: bool = False) -> None:
        """Let a row wait for its next look-up."""
        now = self._clock.monotonic()
        delay = self._delays[min(item.looks, len(self._delays) - 1)]
        item.due = now if at_once else now + delay
        if now < item.safe_from < item.due:
            item.due = item.safe_from
        item.due = max(item.due, item.quiet_until)
        self._lanes.setdefault(item.lane, {})[item.claim.row] = item
        self._size += 1
        self._changed.set()

    def take_due(self) -> dict[Lane, list[WorkItem]]:
        """Take out what is to be looked up now, and with it others of the same lane."""
        now = self._clock.monotonic()
        due: dict[Lane, list[WorkItem]] = {}
        for lane, items in list(self._lanes.items()):
            if self._due(lane, items) > now:
                continue
            chosen = sorted(items.values(), key=lambda item: item.due)[:MOST_AT_ONCE]
            # One that is due in a moment comes along; one that waits for its horizon does not.
            chosen = [item for item in chosen if item.due <= now + self._delays[0]]
            due[lane] = self._take(lane, chosen)
            # Rows that fail one by one are looked up together, not one by one.
            self._next_look[lane] = now + self._delays[0]
        return due

    def take_all(self) -> dict[Lane, list[WorkItem]]:
        """Take everything out."""
        return {
            lane: self._take(lane, list(items.values())) for lane, items in [*self._lanes.items()]
        }

    async def next_due(self, most: float) -> None:
        """Wait until something is due, or for so many seconds, or until something was parked."""
        self._changed.clear()
        dues = [self._due(lane, items) for lane, items in self._lanes.items()]
        wait = min([most, *(due - self._clock.monotonic() for due in dues)])
        if wait <= 0:
            return
        try:
            async with self._clock.timeout(wait):
                await self._changed.wait()
        except TimeoutError:
            pass

    def longest_wait(self) -> float | None:
        """Return seconds until the last of the rows may be sent again; None without any."""
        safe_from = [item.safe_from for items in self._lanes.values() for item in items.values()]
        return max(0.0, max(safe_from) - self._clock.monotonic()) if safe_from else None

    def wake(self) -> None:
        """Let `next_due` return."""
        self._changed.set()

    def _due(self, lane: Lane, items: dict[bytes, WorkItem]) -> float:
        earliest = min(item.due for item in items.values())
        return max(earliest, self._next_look.get(lane, earliest))

    def _take(self, lane: Lane, chosen: list[WorkItem]) -> list[WorkItem]:
        items = self._lanes[lane]
        for item in chosen:
            del items[item.claim.row]
        self._size -= len(chosen)
        self.looking += len(chosen)
        if not items:
            del self._lanes[lane]
            self._next_look.pop(lane, None)
        return chosen
