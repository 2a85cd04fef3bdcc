"""One input and what is to be done with it: issued, or looked up to make its journal anew."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch import reconciliation
from spaceinvoices_async.batch.engine.account_pool import Accounts
from spaceinvoices_async.batch.engine.runner import Runner
from spaceinvoices_async.batch.existing_documents import resolve_orphans
from spaceinvoices_async.batch.input import validation as preflight
from spaceinvoices_async.batch.input.validation import Counted
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.report import BatchReport, Remark, Stop

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterable, Iterable, Mapping

    from spaceinvoices_async._components import ClientComponents
    from spaceinvoices_async.batch.engine.recorder import OnResult
    from spaceinvoices_async.batch.input.preparation import RowPreparer
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.batch.progress import ProgressReporter
    from spaceinvoices_async.batch.report import Problem

_TWINS: Final = 20
_ASKED: Final = Stop(kind="asked", message="stopped as asked; run again to go on")


class BatchJob:
    """The rows of one input, and how they are dealt with.

    Args:
        parts: Of the client.
        rows: The input.
        intake: Makes documents of rows.
        options: Of the batch.
        teller: Tells how far it is.
    """

    def __init__(
        self,
        parts: ClientComponents,
        rows: Iterable[Row] | AsyncIterable[Row],
        intake: RowPreparer,
        options: BatchOptions,
        teller: ProgressReporter,
    ) -> None:
        self._parts = parts
        self._rows = rows
        self._intake = intake
        self._options = options
        self._teller = teller

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
        """
        self._parts.check_open()
        started = self._parts.pipeline.clock.monotonic()
        unmade = _unmade(journal)
        counted = await self._count(None, stop) if unmade else None
        async with Journal(journal, self._facts()) as opened:
            if counted is None:  # one that belongs to something else is told first
                counted = await self._count(opened, stop)
            if counted.fingerprint is not None:
                await opened.remember(preflight.CHECKED, f"{counted.fingerprint} {counted.rows}")
            runner = await self._run(opened, counted.rows, stop, on_result)
            return await self._report(
                opened,
                rows=runner.desk.read,
                new=runner.desk.issued,
                skipped=runner.desk.skipped,
                started=started,
                problems=runner.desk.problems.first(),
                stopped=runner.stopped,
                remarks=counted.remarks,
            )

    async def reconcile(self, journal: str | os.PathLike[str]) -> BatchReport:
        """Look every row up and take down what the server holds; issue nothing.

        Raises:
            JournalError: The journal cannot be used.
            SpaceInvoicesError: The server could not be asked.
        """
        started = self._parts.pipeline.clock.monotonic()
        restored = reconciliation.Restored()
        async with Journal(journal, self._facts()) as opened:
            await opened.begin()
            accounts = Accounts(self._parts)
            work = reconciliation.reconcile(opened, self._rows, self._intake, accounts, restored)
            try:
                await self._teller.during(work, restored)
            finally:
                await accounts.aclose()
            return await self._report(
                opened,
                rows=restored.rows,
                new=restored.found,
                skipped=0,
                started=started,
                problems=restored.problems.first(),
            )

    async def _count(self, journal: Journal | None, stop: asyncio.Event | None) -> Counted:
        return await preflight.count(
            self._rows, self._intake, self._options, journal, stop, self._teller
        )

    async def _run(
        self,
        journal: Journal,
        total: int | None,
        stop: asyncio.Event | None,
        on_result: OnResult | None,
    ) -> Runner:
        on_progress = self._teller.on_progress
        resuming = await journal.begin()
        accounts = Accounts(self._parts)
        runner = Runner(
            journal,
            self._intake,
            accounts,
            self._parts.pipeline,
            self._options,
            resuming=resuming,
            on_result=on_result,
            on_progress=on_progress,
        )
        if stop is not None and stop.is_set():
            runner.halt(_ASKED)
        watching = asyncio.create_task(_watch(stop, runner))
        try:
            await runner.run(self._rows, total)
            if runner.stopped is None:
                await resolve_orphans(journal, accounts)
        finally:
            watching.cancel()
            await accounts.aclose()
        if on_progress is not None:
            on_progress(runner.progress())
        return runner

    def _facts(self) -> Mapping[str, str]:
        organization_id = self._intake.organization_id
        return {
            "server": self._parts.base_url,
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
    ) -> BatchReport:
        counts = await journal.counts()
        notes = await journal.note_counts()
        limits = self._parts.stats().limits
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
            throttled=0 if limits is None else limits.throttled,
            seconds=self._parts.pipeline.clock.monotonic() - started,
            stopped=stopped,
            problems=problems,
            remarks=(*(one for one in remarks if one.kind != "twin"), *await _twins(journal)),
        )


async def _twins(journal: Journal) -> list[Remark]:
    """Keys of the journal that are nearly the same, which are documents of their own."""
    return [
        Remark(
            kind="twin", message=f"the keys {one!r} and {other!r} are nearly the same", line=line
        )
        for one, other, line in await journal.twins(_TWINS)
    ]


def _unmade(journal: str | os.PathLike[str]) -> bool:
    return not Path(journal).exists()


async def _watch(stop: asyncio.Event | None, runner: Runner) -> None:
    if stop is not None:
        await stop.wait()
        runner.halt(_ASKED)
