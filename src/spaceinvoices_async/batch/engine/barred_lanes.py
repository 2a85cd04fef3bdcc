"""Leaves out the organizations that the server refuses us, and stops a run that has no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.batch.journal.records import Lane

_MOST_BARRED: Final = 5
"""Organizations that refuse us, before any document was issued, after which a run stops."""


class BarredLanes:
    """The lanes that may not issue.

    Args:
        context: Of the run.
        recorder: Gets back the rows that will not be sent.
        several: Whether rows name their own organization; with only one, the run stops at once.
    """

    def __init__(self, context: RunContext, recorder: OutcomeRecorder, *, several: bool) -> None:
        self._context = context
        self._recorder = recorder
        self._several = several
        self._errors: dict[Lane, Exception] = {}

    @property
    def errors(self) -> Mapping[Lane, Exception]:
        """What the server said, by lane."""
        return self._errors

    def __contains__(self, lane: Lane) -> bool:
        return lane in self._errors

    async def bar(self, item: WorkItem, error: Exception) -> None:
        """Leave the row's lane out, or stop the run if there is no hope for others."""
        self._errors.setdefault(item.lane, error)
        hopeless = len(self._errors) >= _MOST_BARRED and self._recorder.issued == 0
        if not self._several or hopeless:
            self._context.stop.request(self._no_access())
        for left in self._context.send_queue.drop(item.lane):
            await self._recorder.hand_back(left)

    def stop(self) -> Stop | None:
        """Why the run is not complete, if any lane was left out."""
        return self._no_access() if self._errors else None

    def _no_access(self) -> Stop:
        lane, error = next(iter(self._errors.items()))
        more = f", and {len(self._errors) - 1} more" if len(self._errors) > 1 else ""
        missing = isinstance(error, NotFoundError)
        what = "there is no" if missing else "no right to issue for"
        return Stop(
            kind="credentials",
            message=f"{what} organization {lane.organization_id}{more} ({error}); "
            "mend that and run again",
            error=error,
        )
