"""Writes the report of a journal: figures on the standard output, or an HTML file to archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from spaceinvoices_async.batch import read_journal_report
from spaceinvoices_async.batch.html import BEGINNING
from spaceinvoices_async.batch.output_files import refuse_overwriting, replacing
from spaceinvoices_async.cli.errors import clean
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import finish, write_facts, write_json
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import JournalReport, Verification
    from spaceinvoices_async.types import JsonValue

_REASONS: Final = 20


async def report(path: Path, to: Path | None, *, as_json: bool) -> Exit:
    """Write the report of a journal; the exit code tells how the rows stand.

    The HTML file appears whole or not at all, and is readable by its owner alone.

    Raises:
        JournalError: A run holds the journal, or it is none.
        OSError: The file cannot be written.
        click.UsageError: Another file than a report of before is in its place.
    """
    if to is not None:
        _check_place(to, path)
    found = await read_journal_report(path)
    if to is not None:
        with replacing(to) as part:
            part.write_text(found.to_html(), encoding="utf-8")
    code = Exit.DONE if found.ok else Exit.INCOMPLETE
    write = _write_json if as_json else _write
    return finish(Exit.UNRESOLVED if found.counts.sent else code, lambda: write(found, to))


def _check_place(to: Path, journal: Path) -> None:
    try:
        refuse_overwriting(to, journal=journal)
    except InvalidInputError as error:
        raise click.UsageError(str(error)) from None
    if not to.exists():
        return
    with to.open("rb") as file:
        start = file.read(len(BEGINNING))
    if start and start != BEGINNING.encode():
        raise click.UsageError(f"{to} exists and is no report of a batch; give another name")


def _write(found: JournalReport, to: Path | None) -> None:
    facts: list[tuple[str, object]] = [
        ("journal", found.journal),
        ("issued", found.counts.done),
    ]
    for kind, sums in found.totals_by_type.items():
        name = "total" if kind == "invoice" else f"total ({kind})"
        facts += [(name, f"{total:f} {currency}".strip()) for currency, (_, total) in sums.items()]
    facts += [
        ("refused", found.counts.failed or None),
        ("unresolved", found.counts.sent or None),
        *sorted(found.note_counts.items()),
        ("verified", _verified(found.verification)),
        ("written", to),
    ]
    write_facts(facts)
    for one in found.totals:
        owner = (
            one.organization_id
            if one.account_id is None
            else f"{one.account_id}/{one.organization_id}"
        )
        click.echo(clean(f"{owner}: {one.documents} {one.type}, {one.total:f} {one.currency}"))
    for reason in found.refusals[:_REASONS]:
        click.echo(clean(f"refused {reason.rows} (first: line {reason.line}): {reason.error}"))


def _verified(verification: Verification | None) -> str:
    if verification is None:
        return "never"
    audit = verification.audit
    since = "" if verification.is_current else "; a later run has changed the journal"
    return f"{verification.at:%Y-%m-%d %H:%M:%S} UTC, {audit.agreed} of {audit.rows} agreed{since}"


def _write_json(found: JournalReport, to: Path | None) -> None:
    verification = found.verification
    totals: list[JsonValue] = [
        {
            "account_id": one.account_id,
            "organization_id": one.organization_id,
            "type": one.type,
            "currency": one.currency,
            "documents": one.documents,
            "total": one.total,
        }
        for one in found.totals
    ]
    refusals: list[JsonValue] = [
        {
            "rows": one.rows,
            "status": one.status,
            "field": one.field,
            "error": one.error,
            "line": one.line,
            "key": one.key,
        }
        for one in found.refusals
    ]
    write_json(
        {
            "journal": str(found.journal),
            "ok": found.ok,
            "issued": found.counts.done,
            "replayed": found.counts.replayed,
            "failed": found.counts.failed,
            "unresolved": found.counts.sent,
            "totals": totals,
            "refusals": refusals,
            "notes": dict(found.note_counts),
            "verified": None
            if verification is None
            else {
                "at": verification.at.isoformat(),
                "is_current": verification.is_current,
                "rows": verification.audit.rows,
                "agreed": verification.audit.agreed,
                "counts": dict(verification.audit.counts),
            },
            "html": None if to is None else str(to),
        }
    )
