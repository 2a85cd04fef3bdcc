"""`client.batch`: documents by the thousand, each issued once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from . import audit, preflight
from .accounts import Accounts
from .existing import ExistingDocuments
from .intake import Intake
from .journal import Journal
from .options import BatchOptions
from .orphans import resolve_orphans
from .refused import write_refused
from .report import BatchReport, Stop
from .runner import Runner
from .source import Source
from .stream import BatchStream

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterable, Callable, Coroutine, Iterable, Mapping

    from spaceinvoices_async.parts import Parts

    from .audit import Audit
    from .desk import OnResult
    from .inspection import Inspection
    from .intake import Choice, Row, ToDocument
    from .report import Progress

_ASKED: Final = Stop(kind="asked", message="stopped as asked; run again to go on")


class Batch:
    """Issues documents by the thousand: exactly once, resumable, in constant memory.

    The client's own limits, tokens and retry budget hold, shared with everything else it does.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def issue(
        self,
        rows: Iterable[Row] | AsyncIterable[Row],
        *,
        organization_id: Choice,
        key: str | Callable[[Row], str],
        journal: str | os.PathLike[str],
        to_document: ToDocument | None = None,
        account: Choice | None = None,
        options: BatchOptions | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        stop: asyncio.Event | None = None,
    ) -> BatchReport:
        """Issue a document for every row. Run again with the same journal to go on after anything.

        Args:
            rows: Mappings or documents; from `read_csv`, `read_jsonl`, a list, a generator, ...
            organization_id: For whom; `Column("merchant")` or a function where rows name their own.
            key: Column of the business key, such as the order's number, or a function of the row.
                The same key is the same document for ever. Never make it from the content.
            journal: File that remembers what was sent; keep it until the month is closed.
            to_document: Makes a document of a row; by default its mapping does, or the row is the
                document, less the columns named here.
            account: Child account to act as, where it is not the client's own; as
                `organization_id`.
            options: Everything else.
            on_progress: Called about once a second.
            stop: Set it to end the run early: what is in flight ends, the rest waits for the next.

        Raises:
            JournalLocked: Another run holds the journal.
            JournalMismatch: It belongs to another organization, job or server.
            JournalFailed: It cannot be written.
            SourceError: The file cannot be read, or a row of it cannot be sent; nothing was.
            Exception: What the rows, or a function given here, raise; what was in flight has ended.
        """
        return await self._issue(
            rows,
            self._intake(rows, organization_id, key, account, to_document, options),
            journal=journal,
            options=options or BatchOptions(),
            on_progress=on_progress,
            stop=stop,
        )

    def stream(
        self,
        rows: Iterable[Row] | AsyncIterable[Row],
        *,
        organization_id: Choice,
        key: str | Callable[[Row], str],
        journal: str | os.PathLike[str],
        to_document: ToDocument | None = None,
        account: Choice | None = None,
        options: BatchOptions | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        stop: asyncio.Event | None = None,
    ) -> BatchStream:
        """As `issue`, yielding what became of each row: at least once, however often it is run."""

        def run(on_result: OnResult) -> Coroutine[object, object, BatchReport]:
            return self._issue(
                rows,
                self._intake(rows, organization_id, key, account, to_document, options),
                journal=journal,
                options=options or BatchOptions(),
                on_progress=on_progress,
                stop=stop,
                on_result=on_result,
            )

        return BatchStream(run)

    async def check(
        self,
        rows: Iterable[Row],
        *,
        organization_id: Choice,
        key: str | Callable[[Row], str],
        to_document: ToDocument | None = None,
        account: Choice | None = None,
        options: BatchOptions | None = None,
        existing: bool = False,
    ) -> Inspection:
        """Go through the rows as `issue` would, issuing nothing; reads them in another thread.

        Args:
            rows: As for `issue`.
            organization_id: As for `issue`.
            key: As for `issue`.
            to_document: As for `issue`.
            account: As for `issue`.
            options: As for `issue`.
            existing: Whether to look up which documents are on the server already; without it
                nothing is asked, and no token is needed.

        Raises:
            SourceError: The file cannot be read.
            SpaceInvoicesError: The server could not be asked.
        """
        intake = self._intake(rows, organization_id, key, account, to_document, options)
        if not existing:
            return await preflight.inspected(rows, intake)
        self._parts.check_open()
        accounts = Accounts(self._parts)
        try:
            looked = ExistingDocuments(accounts)
            inspection = await preflight.inspected(rows, intake, visit=looked.add)
            await looked.finish()
        finally:
            await accounts.aclose()
        return evolve(
            inspection,
            existing=looked.count,
            differing=looked.differing,
            found=tuple(looked.found),
        )

    async def verify(self, journal: str | os.PathLike[str]) -> Audit:
        """Look up every row of a journal: what is missing, there twice, or has another total.

        Raises:
            JournalError: It cannot be opened, or belongs to another server.
            SpaceInvoicesError: The server could not be asked.
        """
        async with Journal(journal) as opened:
            await audit.check_server(opened, self._parts.base_url)
            accounts = Accounts(self._parts)
            try:
                return await audit.verify(opened, accounts)
            finally:
                await accounts.aclose()

    async def reconcile(
        self,
        rows: Iterable[Row] | AsyncIterable[Row],
        *,
        organization_id: Choice,
        key: str | Callable[[Row], str],
        journal: str | os.PathLike[str],
        to_document: ToDocument | None = None,
        account: Choice | None = None,
        options: BatchOptions | None = None,
    ) -> BatchReport:
        """Rebuild a lost journal: look every row up, a hundred at a time, and issue nothing.

        What the server holds is done then; the rest is as if it had never been sent.

        Raises:
            JournalError: As `issue`.
            SpaceInvoicesError: The server could not be asked.
        """
        options = options or BatchOptions()
        intake = self._intake(rows, organization_id, key, account, to_document, options)
        started = self._parts.pipeline.clock.monotonic()
        async with Journal(journal, self._facts(intake, options)) as opened:
            await opened.begin()
            accounts = Accounts(self._parts)
            try:
                read, found = await audit.reconcile(opened, rows, intake, accounts)
            finally:
                await accounts.aclose()
            seconds = self._parts.pipeline.clock.monotonic() - started
            return await self._report(opened, rows=read, new=found, skipped=0, seconds=seconds)

    async def write_refused(
        self,
        source: Source,
        journal: str | os.PathLike[str],
        to: str | os.PathLike[str],
        *,
        key: str | Callable[[Row], str],
        organization_id: Choice | None = None,
    ) -> int:
        """Write a file's refused rows in its own format, with the reasons; how many there are.

        Args:
            source: The file.
            journal: Of its run.
            to: File to write.
            key: As for `issue`.
            organization_id: As for `issue`; the journal's own if not given.

        Raises:
            JournalError: It cannot be opened.
            SourceError: The file cannot be read.
        """
        async with Journal(journal) as opened:
            return await write_refused(source, opened, to, key=key, organization_id=organization_id)

    async def _issue(
        self,
        rows: Iterable[Row] | AsyncIterable[Row],
        intake: Intake,
        *,
        journal: str | os.PathLike[str],
        options: BatchOptions,
        on_progress: Callable[[Progress], None] | None,
        stop: asyncio.Event | None,
        on_result: OnResult | None = None,
    ) -> BatchReport:
        self._parts.check_open()
        pipeline = self._parts.pipeline
        started = pipeline.clock.monotonic()
        unmade = _unmade(journal)
        total = await preflight.count(rows, intake, options, None, stop) if unmade else None
        async with Journal(journal, self._facts(intake, options)) as opened:
            if not unmade:  # one that belongs to something else is told first
                total = await preflight.count(rows, intake, options, opened, stop)
            resuming = await opened.begin()
            accounts = Accounts(self._parts)
            runner = Runner(
                opened,
                intake,
                accounts,
                pipeline,
                options,
                resuming=resuming,
                on_result=on_result,
                on_progress=on_progress,
            )
            await _carry_out(runner, rows, total, stop, opened, accounts)
            if on_progress is not None:
                on_progress(runner.progress())
            return await self._report(
                opened,
                rows=runner.desk.read,
                new=runner.desk.issued,
                skipped=runner.desk.skipped,
                seconds=pipeline.clock.monotonic() - started,
                stopped=runner.stopped,
            )

    def _intake(
        self,
        rows: object,
        organization_id: Choice,
        key: str | Callable[[Row], str],
        account: Choice | None,
        to_document: ToDocument | None,
        options: BatchOptions | None,
    ) -> Intake:
        source = rows if isinstance(rows, Source) else None
        origin = ""
        if to_document is not None:
            origin = f"{to_document.__module__}.{getattr(to_document, '__qualname__', '')}"
        elif source is not None and source.mapping is not None:
            to_document, origin = source.to_document, source.mapping.signature
        return Intake(
            job=(options or BatchOptions()).job,
            key=key,
            organization_id=organization_id,
            account=account,
            to_document=to_document,
            origin=origin,
            locate=None if source is None else source.locate,
        )

    def _facts(self, intake: Intake, options: BatchOptions) -> Mapping[str, str]:
        organization_id = intake.organization_id
        return {
            "server": self._parts.base_url,
            "job": options.job,
            "organization": organization_id if isinstance(organization_id, str) else "",
        }

    async def _report(
        self,
        journal: Journal,
        *,
        rows: int,
        new: int,
        skipped: int,
        seconds: float,
        stopped: Stop | None = None,
    ) -> BatchReport:
        counts = await journal.counts()
        notes = await journal.note_counts()
        limits = self._parts.stats().limits
        return BatchReport(
            journal=journal.path,
            issued=counts.done,
            replayed=counts.replayed,
            failed=counts.failed,
            unresolved=counts.sent,
            totals=await journal.totals(),
            rows=rows,
            new=new,
            skipped=skipped,
            conflicts=notes.get("conflict", 0),
            changed=notes.get("changed", 0),
            invalid=notes.get("invalid", 0),
            duplicates=notes.get("duplicate", 0),
            throttled=0 if limits is None else limits.throttled,
            seconds=seconds,
            stopped=stopped,
        )


async def _carry_out(
    runner: Runner,
    rows: Iterable[Row] | AsyncIterable[Row],
    total: int | None,
    stop: asyncio.Event | None,
    journal: Journal,
    accounts: Accounts,
) -> None:
    if stop is not None and stop.is_set():
        runner.halt(_ASKED)
    watching = asyncio.create_task(_watch(stop, runner))
    try:
        await runner.run(rows, total)
        if runner.stopped is None:
            await resolve_orphans(journal, accounts)
    finally:
        watching.cancel()
        await accounts.aclose()


def _unmade(journal: str | os.PathLike[str]) -> bool:
    return not Path(journal).exists()


async def _watch(stop: asyncio.Event | None, runner: Runner) -> None:
    if stop is not None:
        await stop.wait()
        runner.halt(_ASKED)
