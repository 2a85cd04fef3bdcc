"""What a batch tells at its end, and the exit code it ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click
from attrs import asdict

from spaceinvoices_async.batch.journal.records import State
from spaceinvoices_async.cli.errors import clean
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.output import write_facts, write_json
from spaceinvoices_async.cli.progress import duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from pathlib import Path

    from spaceinvoices_async.batch import BatchReport, Journal, Problem
    from spaceinvoices_async.batch.doubt import RowsInDoubt
    from spaceinvoices_async.batch.report import Remark
    from spaceinvoices_async.types import JsonValue

_SHOWN: Final = 3


def exit_code(report: BatchReport) -> Exit:
    """Return the exit code of a run that has ended in order."""
    if report.stopped is not None:
        return Exit.INTERRUPTED if report.stopped.kind == "asked" else Exit.STOPPED
    if report.unresolved:
        return Exit.UNRESOLVED
    return Exit.DONE if report.ok else Exit.INCOMPLETE


async def first_troubles(journal: Journal) -> list[str]:
    """Return the first remarks and refusals of a journal, of each reason one."""
    troubles: dict[str, str] = {}
    for note in await journal.notes(_SHOWN):
        troubles.setdefault(note.detail, f"line {note.line}, key {note.key!r}: {note.detail}")
    async for record in journal.records(State.FAILED):
        reason = record.outcome.error or ""
        troubles.setdefault(reason, f"line {record.line}, key {record.key!r}: {reason}")
        if len(troubles) >= _SHOWN:
            break
    return [*troubles.values()][:_SHOWN]


def write_report(
    report: BatchReport,
    *,
    resume: str,
    refused: Path | None,
    troubles: list[str],
    doubt: RowsInDoubt | None,
    as_json: bool,
) -> None:
    """Write the report; where something is left, with the command that goes on."""
    code = exit_code(report)
    again = None if code in {Exit.DONE, Exit.INCOMPLETE} else resume
    if as_json:
        write_json(_as_json(report, code=code, again=again, refused=refused, doubt=doubt))
        return
    write_facts(
        [
            ("issued", f"{report.issued} ({report.new} in this run)"),
            *amounts(report.totals_by_type),
            ("there before", report.replayed or None),
            ("refused", report.failed or None),
            ("invalid", report.invalid or None),
            ("in conflict", report.conflicts or None),
            ("changed since", report.changed or None),
            ("duplicates", report.duplicates or None),
            ("repeated rows", report.repeated or None),
            ("unresolved", report.unresolved or None),
            ("rows read", f"{report.rows} in {duration(report.seconds)}"),
            ("journal", report.journal),
            ("refused rows", refused),
            ("stopped", None if report.stopped is None else report.stopped.message),
        ]
    )
    for remark in report.remarks:
        click.echo(clean(f"note: {remark}"))
    for trouble in troubles:
        click.echo(clean(trouble))
    if doubt is not None:
        click.echo(clean(str(doubt)))
    if again is not None:
        click.echo(f"to go on:\n  {again}")
    elif refused is not None:
        click.echo(f"mend {refused} and issue it with --journal {report.journal}")


def amounts(totals: Mapping[str, Mapping[str, Decimal]]) -> list[tuple[str, object]]:
    """Totals by type and currency, as facts to be written; invoices first."""
    facts: list[tuple[str, object]] = []
    for kind, sums in sorted(totals.items(), key=lambda one: one[0] != "invoice"):
        name = "total" if kind == "invoice" else f"total ({kind})"
        facts += [(name, f"{amount} {currency}".strip()) for currency, amount in sums.items()]
    return facts


def problems(found: Iterable[Problem]) -> list[JsonValue]:
    """Return what is wrong with rows, for machines."""
    return [{"line": one.line, "key": one.key, "error": str(one.error)} for one in found]


def remarks(found: Iterable[Remark]) -> list[JsonValue]:
    """Return what a person should look at, for machines."""
    return [
        {
            "kind": one.kind,
            "line": one.line,
            "column": one.column,
            "key": one.key,
            "message": one.message,
        }
        for one in found
    ]


def _named(doubt: RowsInDoubt) -> list[JsonValue]:
    return [{"line": one.line, "key": one.key} for one in doubt.named]


def _as_json(
    report: BatchReport,
    *,
    code: Exit,
    again: str | None,
    refused: Path | None,
    doubt: RowsInDoubt | None,
) -> dict[str, JsonValue]:
    facts = asdict(report, recurse=False)
    stopped = report.stopped
    return {
        **facts,
        "journal": str(report.journal),
        "totals": dict(report.totals),
        "totals_by_type": {kind: dict(sums) for kind, sums in report.totals_by_type.items()},
        "remarks": remarks(report.remarks),
        "seconds": round(report.seconds, 3),
        "problems": problems(report.problems),
        "first_unresolved": [] if doubt is None else _named(doubt),
        "stopped": None if stopped is None else {"kind": stopped.kind, "message": stopped.message},
        "ok": report.ok,
        "exit_code": int(code),
        "refused_file": None if refused is None else str(refused),
        "resume": again,
    }
