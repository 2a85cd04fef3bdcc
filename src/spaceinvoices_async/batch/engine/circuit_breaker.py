"""Decides when a run has to stop by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.report import Stop

if TYPE_CHECKING:
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.clock import Clock

_EARLY: Final = 20
"""Refused rows after which a run that is mostly refused stops."""
_SHARE_FROM: Final = 100
"""Rows from which on a share of them means anything."""


class CircuitBreaker:
    """Counts what is issued and refused, and trips when too much is refused or nothing is answered."""

    def __init__(self, options: BatchOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._answered_at = clock.monotonic()
        self._heard_at = float("-inf")
        self.issued: int = 0
        self.refused: int = 0

    def answered(self) -> None:
        """Note that the server has given a definite answer."""
        self._answered_at = self._heard_at = self._clock.monotonic()

    @property
    def is_answered(self) -> bool:
        """Whether rows get answers: in half of the time after which a run without any stops."""
        return self._clock.monotonic() - self._heard_at < self._options.patience / 2

    def accept(self) -> None:
        """Note that a row is issued."""
        self.answered()
        self.issued += 1

    def refuse(self) -> Stop | None:
        """Count a row that is refused; return whether the run stops."""
        self.answered()
        self.refused += 1
        rows = self.issued + self.refused
        limit = self._options.max_failures
        if self._options.slow_start and self.refused >= _EARLY and self.refused * 2 > rows:
            return Stop(
                kind="mapping",
                message=f"{self.refused} of the first {rows} rows were refused: is the mapping "
                "right? See the errors of the refused rows, mend it and run again",
            )
        share = isinstance(limit, float) and rows >= _SHARE_FROM and self.refused > limit * rows
        if share or (isinstance(limit, int) and self.refused >= limit):
            return Stop(
                kind="failures",
                message=f"{self.refused} of {rows} rows were refused, and max_failures is {limit}",
            )
        return None

    def stalled(self, *, waiting: bool, budget: int | None) -> Stop | None:
        """Return whether something has waited for an answer too long."""
        if not waiting:
            self._answered_at = self._clock.monotonic()
            return None
        silent = self._clock.monotonic() - self._answered_at
        if silent < self._options.patience:
            return None
        cause = "" if budget is None else f"; {budget} tokens are left in the retry budget"
        return Stop(
            kind="no_progress",
            message=f"no definite answer for {silent:.0f} seconds{cause}; run again later",
        )
