"""What a soak run must have come to: every row once on the server, in the report and in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.batch.orders import each_once

if TYPE_CHECKING:
    from spaceinvoices_async.batch import Audit, BatchReport
    from tests.batch.books_server import BooksServer


def disagreements(server: BooksServer, report: BatchReport, audit: Audit, rows: int) -> list[str]:
    """Return what server, report and journal do not agree about."""
    wrong = list(server.violations)
    if server.references() != each_once(rows):
        wrong.append("the server has not every row once")
    if not (report.ok and report.issued == rows and report.totals == {"EUR": server.total}):
        wrong.append(f"the report differs: {report}")
    if not (audit.ok and audit.agreed == rows):
        wrong.append(f"the journal differs: {audit.counts}")
    return wrong
