"""`client.batch`: issues documents by the thousand, each once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine, Iterable, Sequence
from types import TracebackType
from typing import Final, Self, TypeVar, cast

from attrs import evolve

from spaceinvoices_async._components import ClientComponents
from spaceinvoices_async.batch.engine.account_pool import Accounts
from spaceinvoices_async.batch.engine.backend import Backend
from spaceinvoices_async.batch.engine.context import OnResult
from spaceinvoices_async.batch.engine.finder import open_finder
from spaceinvoices_async.batch.existing_documents import ExistingDocuments
from spaceinvoices_async.batch.input.arguments import check_rows, check_settings
from spaceinvoices_async.batch.input.arrow import FrameSource, is_frame
from spaceinvoices_async.batch.input.preparation import RowPreparer
from spaceinvoices_async.batch.input.rows import Choice, GivenRows, Row, ToDocument
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.input.validation import Inspection, inspected
from spaceinvoices_async.batch.job import BatchJob, observed
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal_report import record_verification
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.batch.progress import ProgressReporter, guarded
from spaceinvoices_async.batch.refused_rows import write_refused
from spaceinvoices_async.batch.report import BatchReport, Progress, RowResult
from spaceinvoices_async.batch.verification import Audit, check_server, verify
from spaceinvoices_async.clock import running_loop

MOST_AHEAD: Final = 256
"""Results of a stream that may wait for whoever reads it."""
T = TypeVar("T")


class BatchStream:
    """Stream of the results of a batch, in the order in which rows end: `async for row in stream`.

    The run waits for a slow consumer. Leaving the loop stops the run; run again with the same
    journal to go on. Python ends an iteration that was left a little later: with
    `async with stream:` around the loop, the run has ended where the block ends. `report` is there
    once the loop has gone to its end.
    """

    def __init__(self, run: Callable[[OnResult], Coroutine[object, object, BatchReport]]) -> None:
        self._run = run
        self._runs: set[asyncio.Task[BatchReport]] = set()
        self._stopped: set[asyncio.Task[BatchReport]] = set()
        self.report: BatchReport | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Stop the run, if it is still under way, and wait until it has; safe to call twice.

        If another task reads the stream, its loop ends, and there is no report.
        """
        runs = list(self._runs)
        for running in runs:
            self._stopped.add(running)
            running.cancel()
        if runs:
            await asyncio.wait(runs)

    async def __aiter__(self) -> AsyncGenerator[RowResult, None]:
        """Start the run and yield its results.

        Raises:
            Exception: As `issue`.
        """
        running_loop()
        # Its end must find room whatever the consumer does: the queue itself has no bound.
        results: asyncio.Queue[RowResult | None] = asyncio.Queue()
        room = asyncio.Semaphore(MOST_AHEAD)

        async def put(result: RowResult) -> None:
            await room.acquire()
            results.put_nowait(result)

        running = asyncio.create_task(self._run(put))
        self._runs.add(running)
        running.add_done_callback(self._runs.discard)
        # Also of a run that was cancelled before it began.
        running.add_done_callback(lambda _: results.put_nowait(None))
        try:
            while (result := await results.get()) is not None:
                room.release()
                yield result
            if running in self._stopped and running.cancelled():
                return
            self.report = await running
        finally:
            self._stopped.discard(running)
            if not running.done():
                running.cancel()
                await asyncio.wait([running])


class Batch:
    """Batches of a client: many documents, each issued once, resumable, in constant memory.

    A batch uses the limits, tokens and retry budget of the client, and shares them with its other
    calls.
    """

    def __init__(self, components: ClientComponents) -> None:
        self._components = components

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
        backend: Backend | None = None,
    ) -> BatchReport:
        """Issue a document for every row; run it again with the same journal to continue.

        Args:
            rows: Mappings or documents: from `read_csv`, `read_jsonl`, a list, a generator, ...
            organization_id: Id of the organization that issues; `Column("merchant")` or a function
                of the row if each row names its own.
            key: Column of the business key, such as the number of the order, or a function of the
                row. The same key is the same document forever. Never compute it from the content.
            journal: Path of the file that records what was sent; keep it until the month is closed.
            to_document: Function that makes a document of a row. By default the mapping of the file
                does, or the row is the document, without the columns that are named here.
            account: Id of the child account to act as, or a `Column` or function, as for
                `organization_id`; None for the account of the client.
            options: Other options of the batch.
            on_progress: Function called about once a second on the event loop's thread; also while a
                file is checked before anything is sent, see `Progress.checked`.
            stop: Event that ends the run early: requests in flight are finished, and the other rows
                are left to the next run.
            backend: Other processes that send the rows, such as `DaskBackend()`; None for this one.

        Raises:
            ConfigurationError: The backend cannot work; nothing was sent.
            ConnectFailed: The scheduler of the backend cannot be reached; nothing was sent.
            JournalLocked: Another run uses the journal.
            JournalMismatch: The journal belongs to another organization, job or server.
            JournalFailed: The journal cannot be written.
            SourceError: The file cannot be read, or a row of it cannot be sent; nothing was sent.
            Exception: What the rows, or a function given here, raise; requests in flight are finished.

        An error that ends a run which had begun, and a cancellation too, has a note (`__notes__`, shown
        in tracebacks): how many rows are issued and refused, and which are in doubt. The log has it too.
        """
        check_settings(stop=stop)
        job = self._job(
            rows, organization_id, key, account, to_document, options, on_progress, backend
        )
        return await job.issue(journal, stop=stop)

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
        backend: Backend | None = None,
    ) -> BatchStream:
        """Issue a document for every row, and yield the result of each row at least once.

        Takes the arguments of `issue`, and raises the same errors.
        """

        def run(on_result: OnResult) -> Coroutine[object, object, BatchReport]:
            check_settings(stop=stop)
            job = self._job(
                rows, organization_id, key, account, to_document, options, on_progress, backend
            )
            return job.issue(journal, stop=stop, on_result=on_result)

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
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Inspection:
        """Check the rows as `issue` would, and add them up; issues nothing, works in another thread.

        Args:
            rows: As for `issue`.
            organization_id: As for `issue`.
            key: As for `issue`.
            to_document: As for `issue`.
            account: As for `issue`.
            options: As for `issue`.
            existing: Whether to look up which documents are on the server already; without it
                nothing is asked, and no token is needed.
            on_progress: As for `issue`, and once at the end.

        Raises:
            SourceError: The file cannot be read.
            SpaceInvoicesError: The server could not be asked.
        """
        check_rows(rows, at_once=True)
        check_settings(options=options, to_document=to_document, on_progress=on_progress)
        rows = _as_rows(rows)
        preparer = _preparer(rows, organization_id, key, account, to_document, options)
        reporter = self._reporter(options, on_progress)
        if not existing:
            return await inspected(rows, preparer, reporter)
        self._components.check_open()
        accounts = Accounts(self._components)
        try:
            looked = ExistingDocuments(accounts)
            inspection = await inspected(rows, preparer, reporter, visit=looked.add)
            await looked.finish()
        finally:
            await accounts.aclose()
        return evolve(
            inspection,
            existing=looked.count,
            differing=looked.differing,
            found=tuple(looked.found),
        )

    async def verify(
        self, journal: str | os.PathLike[str], *, backend: Backend | None = None
    ) -> Audit:
        """Look up every row of a journal: what is missing, there twice, or has another total.

        The journal keeps what was found, and when, for `read_journal_report`.

        Args:
            journal: Its file.
            backend: Has other processes look rows up, as for `issue`.

        Raises:
            ConfigurationError: The backend cannot work.
            JournalError: It cannot be opened, or belongs to another server.
            SpaceInvoicesError: The server could not be asked.
        """
        with observed(self._components, "verify"):
            return await self._verify(journal, backend)

    async def _verify(self, journal: str | os.PathLike[str], backend: Backend | None) -> Audit:
        self._components.check_open()
        async with Journal(journal) as opened:
            await check_server(opened, self._components.base_url)
            async with open_finder(self._components, backend) as finder:
                audit = await verify(opened, finder)
            await record_verification(opened, audit)
            return audit

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
        on_progress: Callable[[Progress], None] | None = None,
        backend: Backend | None = None,
    ) -> BatchReport:
        """Rebuild a lost journal: look every row up, a hundred at a time, and issue nothing.

        What the server holds is done then; the rest is as if it had never been sent. A row that
        could not be sent is counted as `issue` counts it, and told in `BatchReport.problems`. The
        arguments are those of `issue`; a backend has other processes look rows up.

        Raises:
            JournalError: As `issue`.
            SpaceInvoicesError: The server could not be asked.
        """
        job = self._job(
            rows, organization_id, key, account, to_document, options, on_progress, backend
        )
        return await job.reconcile(journal)

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

    def _job(
        self,
        rows: Iterable[Row] | AsyncIterable[Row],
        organization_id: Choice,
        key: str | Callable[[Row], str],
        account: Choice | None,
        to_document: ToDocument | None,
        options: BatchOptions | None,
        on_progress: Callable[[Progress], None] | None,
        backend: Backend | None = None,
    ) -> BatchJob:
        check_rows(rows)
        check_settings(
            options=options, backend=backend, to_document=to_document, on_progress=on_progress
        )
        rows = _as_rows(rows)
        preparer = _preparer(rows, organization_id, key, account, to_document, options)
        reporter = self._reporter(options, on_progress)
        return BatchJob(
            self._components, rows, preparer, options or BatchOptions(), reporter, backend
        )

    def _reporter(
        self, options: BatchOptions | None, on_progress: Callable[[Progress], None] | None
    ) -> ProgressReporter:
        interval = (options or BatchOptions()).progress_interval
        hook = None if on_progress is None else guarded(on_progress)
        return ProgressReporter(hook, interval, self._components.pipeline.clock)


def _as_rows(rows: T) -> T:
    """Return the rows of a data frame, which iterates over columns; of a list, without repr."""
    if isinstance(rows, (list, tuple)):
        return cast("T", GivenRows(cast("Sequence[Row]", rows)))
    return cast("T", FrameSource(rows)) if is_frame(rows) else rows


def _preparer(
    rows: object,
    organization_id: Choice,
    key: str | Callable[[Row], str],
    account: Choice | None,
    to_document: ToDocument | None,
    options: BatchOptions | None,
) -> RowPreparer:
    source = rows if isinstance(rows, Source) else None
    origin = ""
    if to_document is not None:
        origin = f"{to_document.__module__}.{getattr(to_document, '__qualname__', '')}"
    elif source is not None and source.mapping is not None:
        to_document, origin = source.to_document, source.mapping.signature
    return RowPreparer(
        job=(options or BatchOptions()).job,
        key=key,
        organization_id=organization_id,
        account=account,
        to_document=to_document,
        origin=origin,
        locate=None if source is None else source.locate,
    )
