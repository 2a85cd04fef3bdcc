"""One batch job: an input, and what is done with it: issued, or looked up to rebuild its journal."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from attrs import evolve

from spaceinvoices_async.batch import reconciliation
from spaceinvoices_async.batch.doubt import note_end
from spaceinvoices_async.batch.engine.account_pool import Accounts
from spaceinvoices_async.batch.engine.backend import BackendSetup
from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
from spaceinvoices_async.batch.engine.context import RunContext
from spaceinvoices_async.batch.engine.finder import open_finder
from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
from spaceinvoices_async.batch.engine.reader import CHUNK
from spaceinvoices_async.batch.engine.runner import Runner
from spaceinvoices_async.batch.engine.send_queue import SendQueue
from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.existing_documents import resolve_orphans
from spaceinvoices_async.batch.input import validation
from spaceinvoices_async.batch.input.refused_fields import explainer
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.input.validation import Counted
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.report import BatchReport, Remark, Stop

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from spaceinvoices_async._components import ClientComponents
    from spaceinvoices_async._observers import ObservedBatch
    from spaceinvoices_async.batch.engine.backend import Backend
    from spaceinvoices_async.batch.engine.context import OnResult
    from spaceinvoices_async.batch.input.preparation import RowPreparer
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.batch.progress import ProgressReporter
    from spaceinvoices_async.batch.report import Problem

_TWINS: Final = 20
_UNLIMITED: Final = 1_000_000
_LEASE: Final = "lease"
"""Fact of a journal: seconds for which the workers of a run may still send after its driver ended."""
_ASKED: Final = Stop(kind="asked", message="stopped as asked; run again to go on")


class BatchJob:
    """The rows of one input, and the run that deals with them.

    Args:
        components: Of the client.
        rows: The input.
        preparer: Makes documents of rows.
        options: Of the batch.
        reporter: Reports how far it is.
        backend: Sends and looks up, in other processes; None is this one.
    """

    def __init__(
        self,
        components: ClientComponents,
        rows: Iterable[Row] | AsyncIterable[Row],
        preparer: RowPreparer,
        options: BatchOptions,
        reporter: ProgressReporter,
        backend: Backend | None = None,
    ) -> None:
        self._backend = backend
        self._components = components
        self._rows = rows
        self._preparer = preparer
        self._options = options
        self._reporter = reporter
        self._begun = False
        """Whether rows may have been claimed, and sent."""

    async def issue(
        self,
        journal: str | os.PathLike[str],
        *,
        stop: asyncio.Event | None,
        on_result: OnResult | None = None,
    ) -> BatchReport:
        """Issue a document for every row.

        Raises:
            JournalError: The journal cannot be used.
            SourceError: The file cannot be read, or a row of it cannot be sent; nothing was.
            Exception: What the rows, or a function given here, raise; what was in flight has ended.

        An error of a run that had begun, and a cancellation too, has a note of how its rows stand,
        which names those in doubt.
        """
        self._components.check_open()
        with observed(self._components, "issue") as run:
            report = await self._issue(journal, stop=stop, on_result=on_result, observed=run)
            if run is not None and report.stopped is not None:
                run.outcome = report.stopped.kind
        return report

    async def _issue(
        self,
        journal: str | os.PathLike[str],
        *,
        stop: asyncio.Event | None,
        on_result: OnResult | None,
        observed: ObservedBatch | None,
    ) -> BatchReport:
        file = Journal(journal, self._facts())
        try:
            return await self._issue_with(file, stop=stop, on_result=on_result, observed=observed)
        except (Exception, asyncio.CancelledError) as error:
            if self._begun:
                await note_end(error, file.path)
            raise

    async def _issue_with(
        self,
        file: Journal,
        *,
        stop: asyncio.Event | None,
        on_result: OnResult | None,
        observed: ObservedBatch | None,
    ) -> BatchReport:
        started = self._components.pipeline.clock.monotonic()
        counted = await self._count(None, stop) if _is_new(file.path) else None
        async with file as opened:
            if counted is None:  # one that belongs to something else is told first
                counted = await self._count(opened, stop)
            if counted.fingerprint is not None:
                await opened.remember(validation.CHECKED, f"{counted.fingerprint} {counted.rows}")
            context = self._context(opened, on_result, observed)
            runner = await self._run(context, opened, counted.rows, stop)
            return await self._report(
                opened,
                rows=runner.recorder.read,
                new=runner.recorder.issued,
                skipped=runner.recorder.skipped,
                started=started,
                problems=runner.recorder.problems.first(),
                stopped=runner.stop.reason,
                remarks=counted.remarks,
                throttled=runner.throttled,
            )

    async def reconcile(self, journal: str | os.PathLike[str]) -> BatchReport:
        """Look every row up and take down what the server holds; issue nothing.

        Raises:
            JournalError: The journal cannot be used.
            SpaceInvoicesError: The server could not be asked.
        """
        with observed(self._components, "reconcile"):
            return await self._reconcile(journal)

    async def _reconcile(self, journal: str | os.PathLike[str]) -> BatchReport:
        self._components.check_open()
        started = self._components.pipeline.clock.monotonic()
        restored = reconciliation.Restored()
        async with Journal(journal, self._facts()) as opened:
            await opened.begin()
            async with open_finder(self._components, self._backend) as finder:
                work = reconciliation.reconcile(
                    opened, self._rows, self._preparer, finder, restored
                )
                await self._reporter.during(work, restored)
            return await self._report(
                opened,
                rows=restored.rows,
                new=restored.found,
                skipped=0,
                started=started,
                problems=restored.problems.first(),
            )

    async def _count(self, journal: Journal | None, stop: asyncio.Event | None) -> Counted:
        return await validation.count(
            self._rows, self._preparer, self._options, journal, stop, self._reporter
        )

    async def _run(
        self,
        context: RunContext,
        journal: Journal,
        total: int | None,
        stop: asyncio.Event | None,
    ) -> Runner:
        context = evolve(context, lingering=await _lingering(journal))
        if self._backend is None:
            return await self._run_on(context, journal, total, stop)
        setup = BackendSetup(
            base_url=self._components.base_url,
            client=self._components.pipeline.options,
            batch=self._options,
        )
        async with self._backend.open(setup) as session:
            await journal.remember(_LEASE, repr(max(context.lingering, self._backend.lease)))
            context = evolve(context, workers=(self._backend, session))
            return await self._run_on(context, journal, total, stop)

    async def _run_on(
        self,
        context: RunContext,
        journal: Journal,
        total: int | None,
        stop: asyncio.Event | None,
    ) -> Runner:
        self._begun = True
        resuming = await journal.begin()
        runner = Runner(context, journal, self._preparer, resuming=resuming)
        if stop is not None and stop.is_set():
            context.stop.request(_ASKED)
        watching = asyncio.create_task(_watch(stop, context.stop))
        try:
            await runner.run(self._rows, total)
            if context.stop.reason is None:
                await resolve_orphans(journal, context.accounts)
        finally:
            watching.cancel()
            await context.accounts.aclose()
        runner.monitor.tell()
        return runner

    def _context(
        self, journal: Journal, on_result: OnResult | None, observed: ObservedBatch | None
    ) -> RunContext:
        pipeline = self._components.pipeline
        limits = pipeline.options
        senders = limits.max_connections if limits.concurrency is None else limits.max_concurrency
        if self._backend is not None:
            senders = _UNLIMITED  # the workers have limits of their own
        elif self._options.ordered and isinstance(self._preparer.organization_id, str):
            senders = 1
        stop = StopSignal()
        mapping = None
        if isinstance(self._rows, Source) and self._preparer.is_mapped_by(self._rows):
            mapping = self._rows.mapping
        return RunContext(
            store=journal,
            accounts=Accounts(self._components),
            pipeline=pipeline,
            options=self._options,
            send_queue=SendQueue(
                capacity=2 * CHUNK,
                most=senders,
                slow=self._options.slow_start,
                ordered=self._options.ordered,
                stop=stop,
            ),
            lookup_queue=LookupQueue(pipeline.clock, limits.lookup_delays),
            circuit_breaker=CircuitBreaker(self._options, pipeline.clock),
            stop=stop,
            on_result=on_result,
            on_progress=self._reporter.on_progress,
            explain=None if mapping is None else explainer(mapping),
            observed=observed,
        )

    def _facts(self) -> Mapping[str, str]:
        organization_id = self._preparer.organization_id
        return {
            "server": self._components.base_url,
            "job": self._options.job,
            "organization": organization_id if isinstance(organization_id, str) else "",
        }

    async def _report(
        self,
        journal: Journal,
        *,
        rows: int,
        new: int,
        skipped: int,
        started: float,
        problems: tuple[Problem, ...],
        stopped: Stop | None = None,
        remarks: tuple[Remark, ...] = (),
        throttled: int = 0,
    ) -> BatchReport:
        counts = await journal.counts()
        await journal.note_shared_documents()
        notes = await journal.note_counts()
        limits = self._components.stats().limits
        totals = await journal.totals_by_type()
        return BatchReport(
            journal=journal.path,
            issued=counts.done,
            replayed=counts.replayed,
            failed=counts.failed,
            unresolved=counts.sent,
            totals=totals.get("invoice", {}),
            totals_by_type=totals,
            rows=rows,
            new=new,
            skipped=skipped,
            conflicts=notes.get("conflict", 0),
            changed=notes.get("changed", 0),
            invalid=notes.get("invalid", 0),
            duplicates=notes.get("duplicate", 0),
            repeated=notes.get("repeated", 0),
            throttled=throttled + (0 if limits is None else limits.throttled),
            seconds=self._components.pipeline.clock.monotonic() - started,
            stopped=stopped,
            problems=problems,
            remarks=(*(one for one in remarks if one.kind != "twin"), *await _twins(journal)),
        )


def observed(
    components: ClientComponents, name: str
) -> AbstractContextManager[ObservedBatch | None]:
    """Show telemetry, where there is any, that what is done inside is a run of this name."""
    observers = components.pipeline.observers
    return nullcontext() if observers is None else observers.batch(name)


async def _twins(journal: Journal) -> list[Remark]:
    """Keys of the journal that are nearly the same, which are documents of their own."""
    return [
        Remark(
            kind="twin", message=f"the keys {one!r} and {other!r} are nearly the same", line=line
        )
        for one, other, line in await journal.twins(_TWINS)
    ]


async def _lingering(journal: Journal) -> float:
    """Return seconds for which workers of earlier runs may still be sending."""
    return float(await journal.fact(_LEASE) or 0.0)


def _is_new(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # too long a name, say: opening it tells of it
        return True


async def _watch(asked: asyncio.Event | None, stop: StopSignal) -> None:
    if asked is not None:
        await asked.wait()
        stop.request(_ASKED)
