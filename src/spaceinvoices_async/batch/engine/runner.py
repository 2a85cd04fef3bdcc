"""The engine of a batch: reads, claims, sends and looks up, each at its own pace."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async.batch.engine.barred_lanes import BarredLanes
from spaceinvoices_async.batch.engine.dispatcher import Dispatcher
from spaceinvoices_async.batch.engine.load_control import LoadControl
from spaceinvoices_async.batch.engine.monitor import RunMonitor
from spaceinvoices_async.batch.engine.reader import RowReader
from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
from spaceinvoices_async.batch.engine.resolver import Resolver
from spaceinvoices_async.batch.engine.sender import Sender
from spaceinvoices_async.batch.errors import JournalError
from spaceinvoices_async.batch.progress_file import ProgressFile

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Coroutine, Iterable

    from spaceinvoices_async.batch.engine.context import RunContext
    from spaceinvoices_async.batch.input.preparation import RowPreparer
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.journal.journal import Journal

_ANSWERING: Final = frozenset({"asked", "failures", "mapping", "workers"})
"""Reasons to stop that leave a server that can still be asked."""


class Runner:
    """One run over a journal.

    Args:
        context: What its parts share.
        journal: Open, its run begun.
        preparer: Makes documents of rows.
        resuming: Whether earlier runs have left rows in the journal.
    """

    def __init__(
        self, context: RunContext, journal: Journal, preparer: RowPreparer, *, resuming: bool
    ) -> None:
        self._context = context
        self._journal = journal
        self.stop: Final = context.stop
        self.recorder: Final = OutcomeRecorder(context)
        self._barred_lanes = BarredLanes(
            context, self.recorder, several=not isinstance(preparer.organization_id, str)
        )
        self._sender: Sender | Dispatcher = (
            Sender(context, self.recorder, self._barred_lanes)
            if context.workers is None
            else Dispatcher(context, self.recorder, self._barred_lanes)
        )
        self._resolver = Resolver(context, self.recorder, self._barred_lanes)
        self.monitor: Final = RunMonitor(context, self.recorder, ProgressFile(journal.path))
        if isinstance(self._sender, Dispatcher):
            self.monitor.planner = self._sender.planner
        self._reader = RowReader(
            context, self.recorder, self._barred_lanes, preparer, journal, resuming=resuming
        )

    async def run(self, rows: Iterable[Row] | AsyncIterable[Row], total: int | None) -> None:
        """Go through the rows.

        Raises:
            JournalFailed: The journal cannot be written any more; nothing unclaimed was sent.
            Exception: What the source, or a function that was given, has raised.
        """
        try:
            await self.monitor.begin(total, (await self._journal.counts()).done)
            await self._run(rows)
        finally:
            await self.monitor.end()
        if self._reader.source_error is not None:
            raise self._reader.source_error  # whoever ends the run says which rows are in doubt
        self.recorder.warn_of_unresolved()

    async def _run(self, rows: Iterable[Row] | AsyncIterable[Row]) -> None:
        stop = self._context.stop
        try:
            async with asyncio.TaskGroup() as group:
                await self._work(group, rows)
        except BaseExceptionGroup as errors:
            error = _first(errors)
            if not isinstance(error, JournalError):  # that takes nothing down any more
                await self._give_back()
            raise error from None
        except asyncio.CancelledError:
            await self._give_back()
            raise
        if stop.reason is not None:
            await self._resolver.last_look(ask=stop.reason.kind in _ANSWERING)
        left_out = self._barred_lanes.stop()
        if left_out is not None:
            stop.request(left_out)
        await self._journal.release(self.recorder.unsent)

    async def _work(
        self, group: asyncio.TaskGroup, rows: Iterable[Row] | AsyncIterable[Row]
    ) -> None:
        reading = group.create_task(self._reader.run(rows))
        senders = [group.create_task(self._sender.run()) for _ in range(self._number_of_senders())]
        looking = group.create_task(self._resolver.run())
        watching = [
            group.create_task(one)
            for one in (self.monitor.run(), self._close_on_stop(), *self._local_control())
        ]
        await reading
        await self._reader.until_stopped(self.recorder.settled.wait())
        await self._hand_back()
        self._resolver.end()
        await self._sender.finish([*senders, looking])
        for task in watching:
            task.cancel()

    @property
    def throttled(self) -> int:
        """Answers 429 that other processes got for this run."""
        return self._sender.throttled if isinstance(self._sender, Dispatcher) else 0

    def _number_of_senders(self) -> int:
        return self._context.send_queue.most if isinstance(self._sender, Sender) else 1

    def _local_control(self) -> list[Coroutine[object, object, None]]:
        """Return what keeps this process free for others, where it is the one that sends."""
        if isinstance(self._sender, Dispatcher):
            return []
        return [LoadControl(self._context.send_queue).run()]

    async def _close_on_stop(self) -> None:
        """Wake those who wait for rows, or for their turn, when the run is to stop."""
        await self._context.stop.wait()
        self._context.send_queue.close()
        self._context.lookup_queue.wake()

    async def _give_back(self) -> None:
        """Give back the claims of rows of which no request was made."""
        await self._hand_back()
        await self._journal.release(self.recorder.unsent)

    async def _hand_back(self) -> None:
        self._context.send_queue.close()
        for item in self._context.send_queue.empty():
            await self.recorder.hand_back(item)


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the one that the others followed from."""
    error = errors.exceptions[0]
    if isinstance(error, BaseExceptionGroup):
        return _first(cast("BaseExceptionGroup[BaseException]", error))
    return error
