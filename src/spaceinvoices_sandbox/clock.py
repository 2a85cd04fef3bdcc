"""The sandbox's time: the system's, or one that stands still until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.loopback.dates import iso

if TYPE_CHECKING:
    from datetime import timedelta


class SandboxClock:
    """Tells the time; `freeze` stops it for tests, `advance` moves a stopped one."""

    def __init__(self) -> None:
        self._frozen: datetime | None = None

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return self._frozen or datetime.now(UTC)

    def stamp(self) -> str:
        """The current moment as the API writes it."""
        return iso(self.now())

    def freeze(self, moment: datetime) -> None:
        """Stand still at an aware moment."""
        self._frozen = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move a stopped clock; a running one is stopped first."""
        self._frozen = self.now() + by

    def resume(self) -> None:
        """Follow the system's time again."""
        self._frozen = None
