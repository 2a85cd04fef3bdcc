"""The engine of a batch: reads, claims, sends and looks up, each at its own pace."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, cast

from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
from spaceinvoices_async.batch.engine.load_control import LoadControl
from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
from spaceinvoices_async.batch.engine.monitor import RunMonitor
from spaceinvoices_async.batch.engine.reader import CHUNK, RowReader
from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
from spaceinvoices_async.batch.engine.resolver import Resolver
from spaceinvoices_async.batch.engine.send_queue import SendQueue
from spaceinvoices_async.batch.engine.sender import Sender
from spaceinvoices_async.batch.progress_file import ProgressFile
from spaceinvoices_async.batch.report import Stop

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterable

    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async.batch.engine.account_pool import Accounts
    from spaceinvoices_async.batch.engine.recorder import OnResult
    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.batch.input.preparation import RowPreparer
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.records import Lane
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.batch.report import Progress

_ANSWERING: Final = frozenset({"asked", "failures", "mapping"})
"""Reasons to stop that leave a server that can still be asked."""
_MOST_BARRED: Final = 5
"""Organizations that refuse us, before any document was issued, after which a run stops."""


class Runner:
    """One run over a journal.

    Args:
        journal: Open, its run begun.
        intake: Makes documents of rows.
        accounts: The ways into the pipeline.
        pipeline: Of the client: its limits, clock, horizon and retry budget.
        options: Of the batch.
        resuming: Whether earlier runs have left rows in the journal.
        on_result: Told of every row that has ended.
        on_progress: Told how far the run is.
    """

    def __init__(
        self,
        journal: Journal,
        intake: RowPreparer,
        accounts: Accounts,
        pipeline: Pipeline,
        options: BatchOptions,
        *,
        resuming: bool,
        on_result: OnResult | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        limits = pipeline.options
        senders = limits.max_connections if limits.concurrency is None else limits.max_concurrency
        self._senders = (
            1 if options.ordered and isinstance(intake.organization_id, str) else senders
        )
        self._journal = journal
        self._several = not isinstance(intake.organization_id, str)
        self._pipeline = pipeline
        self._clock = pipeline.clock
        self._brakes = CircuitBreaker(options, pipeline.clock)
        self._lot = LookupQueue(pipeline.clock, pipeline.options.lookup_delays)
        self._ready = SendQueue(
            capacity=2 * CHUNK,
            most=self._senders,
            slow=options.slow_start,
            ordered=options.ordered,
        )
        self.desk: Final = OutcomeRecorder(
            journal, options, self._brakes, ready=self._ready, on_result=on_result, halt=self.halt
        )
        self._sender = Sender(
            accounts, self.desk, self._lot, options, pipeline, bar=self._bar, halt=self.halt
        )
        self._resolver = Resolver(
            accounts,
            self.desk,
            self._lot,
            self._ready,
            options,
            pipeline,
            bar=self._bar,
            halt=self.halt,
        )
        self._governor = LoadControl(self._ready, self._senders)
        self._monitor = RunMonitor(
            self.desk,
            self._ready,
            self._lot,
            ProgressFile(journal.path),
            options,
            pipeline.clock,
            on_progress=on_progress,
            on_tick=self._look_for_stall,
        )
        self._barred: dict[Lane, Exception] = {}
        self._started = self._clock.monotonic()
        self._feeder = RowReader(
            journal,
            intake,
            self.desk,
            self._ready,
            self._lot,
            options,
            self._clock,
            resuming=resuming,
            safe_from=self._started + pipeline.options.horizon_for(),
            barred=self._barred.__contains__,
        )
        self.stopped: Stop | None = None

    def halt(self, stop: Stop) -> None:
        """Claim and send no more; what is in flight ends."""
        self.stopped = self.stopped or stop
        self._feeder.stop()
        self._ready.close()
        self._lot.wake()

    async def run(self, rows: Iterable[Row] | AsyncIterable[Row], total: int | None) -> None:
        """Go through the rows.

        Raises:
            JournalFailed: The journal cannot be written any more; nothing unclaimed was sent.
            Exception: What the source, or a function that was given, has raised.
        """
        try:
            await self._monitor.begin(total)
            await self._run(rows)
        finally:
            await self._monitor.end()
        if self._feeder.source_error is not None:
            raise self._feeder.source_error

    async def _run(self, rows: Iterable[Row] | AsyncIterable[Row]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                feeding = group.create_task(self._feeder.run(rows))
                senders = [group.create_task(self._send()) for _ in range(self._senders)]
                looking = group.create_task(self._resolver.run())
                watching = [
                    group.create_task(one) for one in (self._monitor.run(), self._governor.run())
                ]
                await feeding
                await self._feeder.until_stopped(self.desk.settled.wait())
                await self._hand_back()
                self._resolver.end()
                await self._end_of([*senders, looking])
                for task in watching:
                    task.cancel()
        except BaseExceptionGroup as errors:
            raise _first(errors) from None
        except asyncio.CancelledError:
            await self._hand_back()
            await self._journal.release(self.desk.unsent)
            raise
        if self.stopped is not None:
            await self._resolver.last_look(ask=self.stopped.kind in _ANSWERING)
        if self._barred and self.stopped is None:
            self.stopped = self._no_access()
        await self._journal.release(self.desk.unsent)

    def progress(self) -> Progress:
        """How far the run is."""
        return self._monitor.progress()

    async def _send(self) -> None:
        while (item := await self._ready.take()) is not None:
            succeeded = False
            try:
                if item.unasked:  # in order: what came before it has ended now
                    self._lot.park(item, at_once=True)
                else:
                    succeeded = await self._sender.send(item)
            finally:
                self._ready.give_back(succeeded=succeeded)

    async def _bar(self, item: WorkItem, error: Exception) -> None:
        """A lane may not issue: leave it out, or stop if it is the only one there is."""
        self._barred.setdefault(item.lane, error)
        hopeless = len(self._barred) >= _MOST_BARRED and self.desk.issued == 0
        if not self._several or hopeless:
            self.halt(self._no_access())
        for left in self._ready.drop(item.lane):
            await self.desk.hand_back(left)

    def _look_for_stall(self) -> None:
        stop = self._brakes.stalled(waiting=self.desk.open > 0, budget=self._pipeline.budget.left)
        if stop is not None:
            self.halt(stop)

    def _no_access(self) -> Stop:
        lane, error = next(iter(self._barred.items()))
        more = f", and {len(self._barred) - 1} more" if len(self._barred) > 1 else ""
        return Stop(
            kind="credentials",
            message=f"no right to issue for organization {lane.organization_id}{more} ({error}); "
            "mend that and run again",
            error=error,
        )

    async def _hand_back(self) -> None:
        self._ready.close()
        for item in self._ready.empty():
            await self.desk.hand_back(item)

    async def _end_of(self, tasks: list[asyncio.Task[None]]) -> None:
        """Let requests end that are under way; those that only wait to be made need not."""
        for task, trial in [*self._sender.under_way.items()]:
            if trial.waiting:
                task.cancel()
        grace = self._pipeline.options.timeouts.create
        _, late = await asyncio.wait(tasks, timeout=grace)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one that the others followed from."""
    error = errors.exceptions[0]
    if isinstance(error, BaseExceptionGroup):
        return _first(cast("BaseExceptionGroup[BaseException]", error))
    return error
