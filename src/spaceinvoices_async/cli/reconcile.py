"""Makes a lost journal anew from its input and the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_async.cli import progress
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import finish, write_facts, write_json
from spaceinvoices_async.cli.progress import ProgressSource
from spaceinvoices_async.cli.report import amounts

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Backend, BatchReport
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.cli.input_file import InputFile


async def rebuild_journal(
    connection: ServerOptions,
    given: InputFile,
    journal: Path,
    *,
    backend: Backend | None,
    as_json: bool,
) -> Exit:
    """Look every row of the file up, and take down what is on the server; nothing is issued.

    Raises:
        SourceError: The file cannot be read, or a row of it could never have been sent.
        JournalError: The journal cannot be used.
        SpaceInvoicesError: The server could not be asked.
    """
    source, organization_id = given.source(), given.organization()
    options, account = given.options(), given.account()
    following = ProgressSource()
    async with connection.open() as si, progress.shown(following.look):
        checked = await si.batch.check(
            source,
            organization_id=organization_id,
            key=given.key,
            account=account,
            options=options,
            on_progress=following.take,
        )
        checked.check()
        report = await si.batch.reconcile(
            source,
            organization_id=organization_id,
            key=given.key,
            journal=journal,
            account=account,
            options=options,
            on_progress=following.take,
            backend=backend,
        )
    code = Exit.DONE if report.ok else Exit.INCOMPLETE
    return finish(code, lambda: _write(report, checked.documents, as_json=as_json))


def _write(report: BatchReport, documents: int, *, as_json: bool) -> None:
    if as_json:
        write_json(
            {
                "rows": report.rows,
                "documents": documents,
                "issued": report.issued,
                "duplicates": report.duplicates,
                "totals": dict(report.totals),
                "totals_by_type": {
                    kind: dict(sums) for kind, sums in report.totals_by_type.items()
                },
                "journal": str(report.journal),
                "seconds": round(report.seconds, 3),
            }
        )
    else:
        write_facts(
            [
                ("documents", documents),
                ("on the server", report.issued),
                *amounts(report.totals_by_type),
                ("duplicates", report.duplicates or None),
                ("looked up in", progress.duration(report.seconds)),
                ("journal", report.journal),
            ]
        )
