"""Issues the documents of a file, and keeps the terminal informed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import click
from attrs import frozen

from spaceinvoices_async.batch import Journal, write_refused
from spaceinvoices_async.batch.doubt import rows_in_doubt
from spaceinvoices_async.batch.output_files import refuse_overwriting, require_folder
from spaceinvoices_async.cli import progress, signals
from spaceinvoices_async.cli.errors import notes_of, say
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.export import export
from spaceinvoices_async.cli.output import finish, kind_of
from spaceinvoices_async.cli.progress import ProgressSource
from spaceinvoices_async.cli.report import exit_code, first_troubles, write_report
from spaceinvoices_async.errors import AccessDeniedError, InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spaceinvoices_async.batch import Backend, BatchOptions, BatchReport
    from spaceinvoices_async.batch.input.sources import Source
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.cli.input_file import InputFile
    from spaceinvoices_async.client import AsyncSpaceInvoices

_MARK: Final = b"_error_message"
_LOOKED_AT: Final = 65_536


@frozen(kw_only=True)
class IssueJob:
    """One run of `batch issue`.

    Attributes:
        given: The input.
        options: Of the batch.
        journal: Its file.
        refused: File for the refused rows.
        results: File for what became of all rows, if it is wanted.
        resume: The command that goes on.
        as_json: Whether a machine reads the report.
        backend: Has other processes send; None is this one.
    """

    given: InputFile
    options: BatchOptions
    journal: Path
    refused: Path
    results: Path | None
    resume: str
    as_json: bool
    backend: Backend | None = None


async def issue(connection: ServerOptions, job: IssueJob) -> Exit:
    """Run the batch, write the files and the report.

    Raises:
        SourceError: The file or the mapping cannot be read or sent; nothing was.
        JournalError: The journal cannot be used.
        SpaceInvoicesError: The client cannot work.
    """
    refuse_lossy_outputs(job)
    source = job.given.source()
    async with connection.open() as si:
        if not job.journal.exists():  # a journal is of one organization, which was there
            await _find_organization(si, job.given)
        stop = asyncio.Event()
        with signals.watched(stop.set) as interruption:
            try:
                report = await _issue(si, job, source, stop)
            except asyncio.CancelledError as error:
                if interruption.count == 0:
                    raise
                return _stopped_at_once(job, notes_of(error))
            except Exception as error:
                if notes_of(error):  # the run had begun
                    error.add_note(f"to go on: {job.resume}")
                raise
    return await _report(job, source, report)


def _stopped_at_once(job: IssueJob, notes: Sequence[str]) -> Exit:
    for note in notes:
        say(note)
    say("stopped at once; nothing is lost. To go on:")
    say(job.resume, indent=2)
    return Exit.INTERRUPTED


async def _find_organization(si: AsyncSpaceInvoices, given: InputFile) -> None:
    """Look the organization of `--org` up, before anything is created.

    Raises:
        click.UsageError: There is none with that id, or the account has no right to it.
    """
    organization_id = given.organization()
    if not isinstance(organization_id, str) or given.account() is not None:
        return  # rows say for whom and as whom they are: each is found out at its first
    try:
        await si.organizations.get(organization_id)
    except (AccessDeniedError, NotFoundError) as error:
        raise click.UsageError(
            f"--org {organization_id}: this account has no such organization ({error}); "
            "nothing was issued. `spaceinvoices whoami` lists those that it has"
        ) from None


async def _report(job: IssueJob, source: Source, report: BatchReport) -> Exit:
    """Write the files and the report; a file that cannot be written does not keep the report."""
    refused, troubles, doubt = None, list[str](), None
    try:
        async with Journal(job.journal) as journal:
            troubles, doubt = await first_troubles(journal), await rows_in_doubt(journal)
            refused = await _write_files(job, source, journal)
    finally:
        code = finish(
            exit_code(report),
            lambda: write_report(
                report,
                resume=job.resume,
                refused=refused,
                troubles=troubles,
                doubt=doubt,
                as_json=job.as_json,
            ),
        )
    return code


async def _issue(
    si: AsyncSpaceInvoices, job: IssueJob, source: Source, stop: asyncio.Event
) -> BatchReport:
    following = ProgressSource(lambda: si.stats().limits)
    async with progress.shown(following.look):
        return await si.batch.issue(
            source,
            organization_id=job.given.organization(),
            key=job.given.key,
            journal=job.journal,
            account=job.given.account(),
            options=job.options,
            on_progress=following.take,
            stop=stop,
            backend=job.backend,
        )


async def _write_files(job: IssueJob, source: Source, journal: Journal) -> Path | None:
    """Return the refused rows and the results; the file of the former, if there are any."""
    if job.results is not None:
        await export(journal, job.results, kind=kind_of(job.results), state=None)
    written = await write_refused(
        source,
        journal,
        job.refused,
        key=job.given.key,
        organization_id=job.given.organization(),
    )
    if not written:
        _drop_stale(job)
        return None
    return job.refused


def _drop_stale(job: IssueJob) -> None:
    """Remove the refused rows of an earlier run, which are mended; never a file of another kind."""
    try:
        with job.refused.open("rb") as file:
            is_ours = job.refused == job.given.refused_file() or _MARK in file.read(_LOOKED_AT)
    except OSError:
        return
    if is_ours:
        job.refused.unlink(missing_ok=True)


def refuse_lossy_outputs(job: IssueJob) -> None:
    """Refuse, before anything is sent, to write over what is read.

    Raises:
        click.UsageError: An output is the input, the mapping, the journal, or the other output.
    """
    inputs = [job.given.file] if job.given.mapping is None else [job.given.file, job.given.mapping]
    option = "--refused"
    try:
        refuse_overwriting(job.refused, inputs=inputs, journal=job.journal)
        require_folder(job.refused)
        if job.results is not None:
            option = "--results"
            refuse_overwriting(job.results, inputs=[*inputs, job.refused], journal=job.journal)
            require_folder(job.results)
        option = "--journal"
        refuse_overwriting(job.journal, inputs=inputs)
    except InvalidInputError as error:
        raise click.UsageError(f"{option}: {error.message}") from None
