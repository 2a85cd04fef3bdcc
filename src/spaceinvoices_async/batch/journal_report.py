"""Report of a journal: totals by organization, refusals, rows in doubt, pace, and the last check."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Context, Decimal
from pathlib import Path
from typing import Any, Final

from attrs import asdict, frozen

from spaceinvoices_async.batch import html
from spaceinvoices_async.batch.journal.figures import DocumentTotal, RefusalReason, RunPace
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Note, Record, State
from spaceinvoices_async.batch.journal.statements import Counts
from spaceinvoices_async.batch.verification import Audit, Discrepancy

_SHOWN: Final = 100
_CHARTS: Final = 4
_SHORTEST_CHART_S: Final = 3
_EXACT: Final = Context(prec=100)
_VERIFIED: Final = "verified"

ADVICE: Final[Mapping[str, str]] = {
    "conflict": "The key stands for two different rows, and only the first was issued. Give the "
    "other row a key of its own, and run the batch again.",
    "changed": "The row was issued before, with another content, and the document was left as it "
    "is. If the new content is right, correct the document by hand, or issue a credit note.",
    "invalid": "The row could not be sent. Correct it, and run the batch again.",
    "duplicate": "The server holds two documents for one row, or one document stands for two rows. "
    "Look at both, and cancel the one that is too many.",
    "repeated": "The same row is in the input twice. It was issued once.",
    "missing": "The journal says that the row was issued, and the server has no such document. It "
    "may have been deleted by hand.",
    "total": "The document on the server comes to another total than when it was issued. It may "
    "have been edited by hand.",
    "paid": "Less is paid than the row says, or more than the document comes to.",
    "unknown": "The document is on the server, and the journal does not know it yet. Run the batch "
    "again: it takes the document over.",
    "unexpected": "The row was refused, and yet there is a document of it. Look at the document "
    "before you send the row again.",
}
"""What to do about each kind of note and discrepancy."""


@frozen(kw_only=True)
class Verification:
    """What `verify` found, and when.

    Attributes:
        at: When it ended, in UTC.
        audit: What it found.
        is_current: Whether no run has changed the journal since.
    """

    at: datetime
    audit: Audit
    is_current: bool


@frozen(kw_only=True)
class JournalReport:
    """A journal in figures, to be read by people or archived as HTML.

    Attributes:
        journal: File of the journal.
        made: When this report was made, in UTC.
        server: Address of the server that the documents were sent to.
        job: Namespace of the keys.
        organization_id: The organization of all rows; empty where each row names its own.
        counts: Rows by state.
        totals: Exact sums of what was issued, by account, organization, type and currency.
        refusals: Reasons for which rows were refused, the most frequent first, a hundred at most.
        unresolved: The first hundred rows whose outcome is not known.
        note_counts: Number of remarks by kind.
        notes: The first hundred remarks.
        paces: How fast each run was.
        verification: What the last `verify` found; None if it was never run.
    """

    journal: Path
    made: datetime
    server: str
    job: str
    organization_id: str
    counts: Counts
    totals: tuple[DocumentTotal, ...]
    refusals: tuple[RefusalReason, ...]
    unresolved: tuple[Record, ...]
    note_counts: Mapping[str, int]
    notes: tuple[Note, ...]
    paces: tuple[RunPace, ...]
    verification: Verification | None

    @property
    def totals_by_type(self) -> dict[str, dict[str, tuple[int, Decimal]]]:
        """Number of documents and their exact sum, by type and currency; invoices first."""
        sums: dict[str, dict[str, tuple[int, Decimal]]] = {}
        for one in sorted(self.totals, key=lambda one: (one.type != "invoice", one.type)):
            of_type = sums.setdefault(one.type, {})
            documents, total = of_type.get(one.currency, (0, Decimal(0)))
            of_type[one.currency] = documents + one.documents, _EXACT.add(total, one.total)
        return sums

    @property
    def ok(self) -> bool:
        """Whether every row is issued, and no remark or discrepancy is left to look at."""
        remarks = {kind for kind, count in self.note_counts.items() if count} - {"repeated"}
        agreed = self.verification is None or self.verification.audit.ok
        return not (self.counts.failed or self.counts.sent or remarks) and agreed

    def to_html(self) -> str:
        """Return one HTML page that loads nothing and runs no script."""
        return html.page(f"Batch report: {self.journal.name}", *_sections(self))

    def _repr_html_(self) -> str:
        return "".join(_sections(self))


async def read_journal_report(journal: str | os.PathLike[str]) -> JournalReport:
    """Read what a journal adds up to; the server is not asked.

    Args:
        journal: Path of the journal's file.

    Raises:
        JournalError: A run holds it, or it is no journal.
    """
    async with Journal(journal) as opened:
        unresolved: list[Record] = []
        async for record in opened.records(State.SENT):
            if len(unresolved) < _SHOWN:
                unresolved.append(record)
        return JournalReport(
            journal=opened.path,
            made=datetime.now(UTC),
            server=await opened.fact("server"),
            job=await opened.fact("job"),
            organization_id=await opened.fact("organization"),
            counts=await opened.counts(),
            totals=tuple(await opened.document_totals()),
            refusals=tuple(await opened.refusal_reasons(_SHOWN)),
            unresolved=tuple(unresolved),
            note_counts=await opened.note_counts(),
            notes=tuple(await opened.notes(_SHOWN)),
            paces=tuple(await opened.run_paces()),
            verification=await _last_verification(opened),
        )


async def record_verification(journal: Journal, audit: Audit) -> None:
    """Keep in the journal what `verify` has found."""
    kept = {
        "at": datetime.now(UTC).isoformat(),
        "run": await journal.fact("run"),
        "audit": asdict(audit),
    }
    await journal.remember(_VERIFIED, json.dumps(kept, default=str))


async def _last_verification(journal: Journal) -> Verification | None:
    text = await journal.fact(_VERIFIED)
    if not text:
        return None
    kept: dict[str, Any] = json.loads(text)
    found: dict[str, Any] = kept["audit"]
    return Verification(
        at=datetime.fromisoformat(kept["at"]),
        audit=Audit(
            rows=found["rows"],
            agreed=found["agreed"],
            counts=found["counts"],
            discrepancies=[_found(one) for one in found["discrepancies"]],
        ),
        is_current=kept["run"] == await journal.fact("run"),
    )


def _found(kept: Mapping[str, Any]) -> Discrepancy:
    return Discrepancy(
        kind=kept["kind"],
        key=kept["key"],
        organization_id=kept["organization_id"],
        line=kept["line"],
        document_ids=tuple(kept["document_ids"]),
        expected=_decimal(kept["expected"]),
        found=_decimal(kept["found"]),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _sections(report: JournalReport) -> list[str]:
    return [
        _heading(report),
        _verdict(report),
        _counts(report),
        _totals(report),
        _organizations(report),
        _unresolved(report),
        _refusals(report),
        _notes(report),
        _verified(report.verification),
        _pace(report),
    ]


def _heading(report: JournalReport) -> str:
    facts = html.facts(
        [
            ("Journal", report.journal.name),
            ("Job", report.job),
            ("Server", report.server),
            ("Organization", report.organization_id or "named by each row"),
            ("Report made", _moment(report.made)),
        ]
    )
    return f"<header><h1>Batch report: {html.text(report.journal.name)}</h1>{facts}</header>"


def _verdict(report: JournalReport) -> str:
    counts, verification = report.counts, report.verification
    if counts.sent:
        words = (
            f"{_rows(counts.sent)} may or may not be issued. Run the same command again with this "
            "journal: it looks them up before it sends anything."
        )
        return html.paragraph(words, "verdict doubt")
    if not report.ok:
        words = f"{_documents(counts.done)} issued. Some rows need your attention: see below."
        return html.paragraph(words, "verdict bad")
    checked = "Not yet compared with the server."
    if verification is not None and verification.is_current:
        checked = f"Compared with the server on {_moment(verification.at)}: no difference."
    elif verification is not None:
        checked = "Not compared with the server since the last run."
    return html.paragraph(
        f"{_documents(counts.done)} issued, nothing left. {checked}", "verdict good"
    )


def _counts(report: JournalReport) -> str:
    counts = report.counts
    rows = [
        ("issued", counts.done, "A document is on the server."),
        (
            "of these, found there",
            counts.replayed,
            "The document was there before the row was sent.",
        ),
        ("refused", counts.failed, "Nothing was issued. See the reasons below."),
        ("unresolved", counts.sent, "Sent, and no answer that can be trusted."),
    ]
    return html.section("Rows", html.table(("State", "Rows", "Meaning"), rows, numbers=["Rows"]))


def _totals(report: JournalReport) -> str:
    rows = [
        (kind, currency, documents, f"{total:f}")
        for kind, sums in report.totals_by_type.items()
        for currency, (documents, total) in sums.items()
    ]
    return html.section(
        "Totals by type and currency",
        html.paragraph(
            "Exact sums with tax. Types and currencies are never added to each other.", "soft"
        ),
        html.table(
            ("Type", "Currency", "Documents", "Total"), rows, numbers=["Documents", "Total"]
        ),
    )


def _organizations(report: JournalReport) -> str:
    with_account = any(one.account_id for one in report.totals)
    columns = ["Organization", "Type", "Currency", "Documents", "Total"]
    rows: list[list[object]] = [
        [one.organization_id, one.type, one.currency, one.documents, f"{one.total:f}"]
        for one in report.totals
    ]
    if with_account:
        columns = ["Account", *columns]
        rows = [
            [one.account_id or "own", *row] for one, row in zip(report.totals, rows, strict=True)
        ]
    return html.section(
        "Totals by organization", html.table(columns, rows, numbers=["Documents", "Total"])
    )


def _unresolved(report: JournalReport) -> str:
    if not report.counts.sent:
        return ""
    rows = [
        (record.line, record.key, record.lane.organization_id, record.outcome.attempts)
        for record in report.unresolved
    ]
    return html.section(
        "Unresolved",
        html.paragraph(
            "These rows were sent, and it is not known whether a document was made. Run the same "
            "command again with the same journal: it looks each of them up, and sends a row again "
            "only when it is certain that there is no document. Do not issue them by hand."
        ),
        html.table(("Line", "Key", "Organization", "Attempts"), rows, numbers=["Line", "Attempts"]),
        _cut(len(rows), report.counts.sent, "rows"),
    )


def _refusals(report: JournalReport) -> str:
    if not report.refusals:
        return ""
    rows = [
        (one.rows, one.error, one.field, one.status or "not sent", one.line, one.key)
        for one in report.refusals
    ]
    return html.section(
        "Refused, by reason",
        html.paragraph(
            "Nothing was issued for these rows. Correct them in the file of refused rows, or in the "
            "input, and run the batch again with the same journal."
        ),
        html.table(
            ("Rows", "Reason", "Field", "Status", "First line", "First key"),
            rows,
            numbers=["Rows", "First line"],
        ),
        _cut(sum(one.rows for one in report.refusals), report.counts.failed, "rows"),
    )


def _notes(report: JournalReport) -> str:
    if not report.notes:
        return ""
    rows = [(one.kind, one.line, one.key, one.organization_id, one.detail) for one in report.notes]
    return html.section(
        "Remarks",
        _advice(report.note_counts),
        html.table(("Kind", "Line", "Key", "Organization", "Detail"), rows, numbers=["Line"]),
        _cut(len(rows), sum(report.note_counts.values()), "remarks"),
    )


def _verified(verification: Verification | None) -> str:
    if verification is None:
        words = (
            "The journal was never compared with the server. Run `spaceinvoices batch verify` with "
            "it before the month is closed, then make this report again."
        )
        return html.section("Comparison with the server", html.paragraph(words))
    audit = verification.audit
    parts = [
        html.facts(
            [
                ("Compared", _moment(verification.at)),
                ("Rows", audit.rows),
                ("Agreed", audit.agreed),
                *sorted(audit.counts.items()),
            ]
        )
    ]
    if not verification.is_current:
        words = "A later run has changed the journal: run `spaceinvoices batch verify` again."
        parts.append(html.paragraph(words))
    if audit.counts:
        rows = [_discrepancy(one) for one in audit.discrepancies]
        columns = ("Kind", "Line", "Key", "Organization", "Documents", "Expected", "Found")
        parts += [
            _advice(audit.counts),
            html.table(columns, rows, numbers=["Line", "Expected", "Found"]),
            _cut(len(rows), sum(audit.counts.values()), "differences"),
        ]
    return html.section("Comparison with the server", *parts)


def _discrepancy(one: Discrepancy) -> tuple[object, ...]:
    sums = [None if amount is None else f"{amount:f}" for amount in (one.expected, one.found)]
    return (one.kind, one.line, one.key, one.organization_id, ", ".join(one.document_ids), *sums)


def _advice(kinds: Mapping[str, int]) -> str:
    return html.facts((f"{kind}: {kinds[kind]}", ADVICE.get(kind)) for kind in sorted(kinds))


def _pace(report: JournalReport) -> str:
    if not report.paces:
        words = "An earlier version of the SDK made this journal, and kept no times."
        return html.section("Pace", html.paragraph(words, "soft"))
    rows = [
        (
            one.run,
            _moment(one.started),
            html.duration(one.duration),
            one.issued,
            one.refused,
            _rate(one),
        )
        for one in report.paces
    ]
    long_enough = [one for one in report.paces if one.duration >= _SHORTEST_CHART_S]
    charts = [_chart(one) for one in long_enough[-_CHARTS:]]
    columns = ("Run", "Started", "Duration", "Issued", "Refused", "Rows a second")
    numbers = ["Run", "Duration", "Issued", "Refused", "Rows a second"]
    return html.section("Pace", html.table(columns, rows, numbers=numbers), *charts)


def _chart(pace: RunPace) -> str:
    caption = (
        f"Run {pace.run}: rows that ended in a second, over {html.duration(pace.duration)}. "
        "Filled: issued. Broken line: refused."
    )
    drawn = html.pace_chart(pace.seconds, caption)
    return f"<figure>{drawn}<figcaption>{html.text(caption)}</figcaption></figure>"


def _rate(pace: RunPace) -> str | None:
    if not pace.duration:
        return None
    return f"{(pace.issued + pace.refused) / pace.duration:.1f}"


def _cut(shown: int, count: int, what: str) -> str:
    if shown >= count:
        return ""
    words = f"{shown} of {count} {what} are shown; `spaceinvoices batch export` writes all rows."
    return html.paragraph(words, "soft")


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
