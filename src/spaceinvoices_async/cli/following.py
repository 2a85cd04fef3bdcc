"""What the batch has told last of how far it is, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.batch import Progress
    from spaceinvoices_async.limits import LimiterStats


class Following:
    """Takes what `on_progress` is told, and has it ready whenever a line is written.

    Args:
        limits: Of the client; None where nothing is asked.
    """

    def __init__(self, limits: Callable[[], LimiterStats | None] | None = None) -> None:
        self._limits = limits
        self._told: Progress | None = None

    def take(self, told: Progress) -> None:
        """The batch is so far."""
        self._told = told

    def look(self) -> progress.Standing | progress.Checking | None:
        """How far it was when it told last; None if it has not yet."""
        told = self._told
        if told is None:
            return None
        if told.checked is not None:
            return progress.Checking(
                rows=told.checked, wrong=told.failed, per_second=told.per_second
            )
        limit, throttled = progress.limit_of(None if self._limits is None else self._limits())
        return progress.Standing(
            done=told.issued + told.skipped,
            failed=told.failed,
            parked=told.parked,
            left=told.left,
            per_second=told.per_second,
            limit=limit,
            throttled=throttled,
            eta=told.eta,
        )
