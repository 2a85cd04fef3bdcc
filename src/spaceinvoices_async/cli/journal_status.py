"""What a journal says, by itself and held against the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spaceinvoices_async.batch import Journal, JournalLocked, read_progress
from spaceinvoices_async.batch.doubt import rows_in_doubt
from spaceinvoices_async.cli.errors import clean
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.cli.export import export
from spaceinvoices_async.cli.output import finish, write_facts, write_json
from spaceinvoices_async.cli.progress import duration

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Audit, Backend, Discrepancy, Running
    from spaceinvoices_async.cli.connection import ServerOptions
    from spaceinvoices_async.types import JsonValue


def write_running(journal: Path, running: Running, *, as_json: bool) -> None:
    """Write how far the run is that holds a journal."""
    (_write_json if as_json else _write)(journal, running)


def _write(path: Path, running: Running) -> None:
    now = running.progress
    write_facts(
        [
            ("journal", path),
            ("held by", f"process {running.pid}, since {running.started:%Y-%m-%d %H:%M:%S} UTC"),
            ("issued", now.issued + now.skipped),
            ("refused", now.failed),
            ("parked", now.parked),
            ("left", now.left),
            ("per second", f"{now.per_second:.1f}"),
            ("ETA", None if now.eta is None else duration(now.eta)),
            ("last told", None if running.alive else f"{running.written:%H:%M:%S} UTC"),
        ]
    )


def _write_json(path: Path, running: Running) -> None:
    now = running.progress
    write_json(
        {
            "journal": str(path),
            "running": {
                "pid": running.pid,
                "started": running.started.isoformat(),
                "written": running.written.isoformat(),
                "alive": running.alive,
            },
            "issued": now.issued + now.skipped,
            "failed": now.failed,
            "parked": now.parked,
            "read": now.read,
            "total": now.total,
            "left": now.left,
            "per_second": round(now.per_second, 2),
            "eta": None if now.eta is None else round(now.eta, 1),
        }
    )


_FACTS = ("server", "job", "organization")
_SHOWN = 20


async def status(path: Path, *, as_json: bool) -> Exit:
    """Count the rows of a journal, or tell how far the run is that holds it.

    The exit code tells how the rows stand, or that there is such a run.

    Raises:
        JournalError: Another run holds it and does not tell how far it is, or it is no journal.
    """
    try:
        return await _status(path, as_json=as_json)
    except JournalLocked:
        running = read_progress(path)
        if running is None:
            raise
    return finish(Exit.JOURNAL, lambda: write_running(path, running, as_json=as_json))


async def _status(path: Path, *, as_json: bool) -> Exit:
    async with Journal(path) as journal:
        facts = {name: await journal.fact(name) for name in _FACTS}
        counts, totals = await journal.counts(), await journal.totals()
        remarks, notes = await journal.note_counts(), await journal.notes(_SHOWN)
        doubt = await rows_in_doubt(journal)
    code = Exit.INCOMPLETE if counts.failed or remarks else Exit.DONE
    code = Exit.UNRESOLVED if counts.sent else code
    if as_json:
        told: dict[str, JsonValue] = {
            "journal": str(path),
            **facts,
            "issued": counts.done,
            "replayed": counts.replayed,
            "failed": counts.failed,
            "unresolved": counts.sent,
            "totals": dict(totals),
            "notes": dict(remarks),
        }
        return finish(code, lambda: write_json(told))

    def write() -> None:
        write_facts(
            [
                *((name, value or "named by each row") for name, value in facts.items()),
                ("issued", counts.done),
                *(("total", f"{amount} {currency}".strip()) for currency, amount in totals.items()),
                ("refused", counts.failed),
                ("unresolved", counts.sent),
            ]
        )
        for note in notes:
            click.echo(clean(f"{note.kind}: line {note.line}, key {note.key!r}: {note.detail}"))
        if doubt is not None:
            click.echo(clean(str(doubt)))

    return finish(code, write)


async def verify(
    connection: ServerOptions, path: Path, *, backend: Backend | None, as_json: bool
) -> Exit:
    """Look every row up on the server.

    Raises:
        JournalError: The journal cannot be used, or belongs to another server.
        SpaceInvoicesError: The server could not be asked.
    """
    async with connection.open() as si:
        audit = await si.batch.verify(path, backend=backend)
    code = Exit.DONE if audit.ok else Exit.INCOMPLETE
    return finish(code, lambda: _write_audit(audit, as_json=as_json))


def _write_audit(audit: Audit, *, as_json: bool) -> None:
    if as_json:
        write_json(_as_json(audit))
        return
    kinds = ((f"{kind}", count) for kind, count in sorted(audit.counts.items()))
    write_facts([("rows", audit.rows), ("agreed", audit.agreed), *kinds])
    for one in audit.discrepancies:
        click.echo(clean(_describe(one)))


async def write(
    path: Path, to: Path | None, *, kind: str, state: str | None, raw_cells: bool = False
) -> Exit:
    """Write the rows of a journal.

    Raises:
        JournalError: Another run holds it, or it is none.
        OSError: The file cannot be written.
    """
    async with Journal(path) as journal:
        await export(journal, to, kind=kind, state=state, raw_cells=raw_cells)
    return Exit.DONE


def _describe(one: Discrepancy) -> str:
    ids = ", ".join(one.document_ids) or "no document"
    text = f"{one.kind}: line {one.line}, key {one.key!r}: {ids}"
    return f"{text}; {one.found}, expected {one.expected}" if one.kind == "total" else text


def _as_json(audit: Audit) -> dict[str, JsonValue]:
    return {
        "rows": audit.rows,
        "agreed": audit.agreed,
        "ok": audit.ok,
        "counts": dict(audit.counts),
        "discrepancies": [
            {
                "kind": one.kind,
                "key": one.key,
                "organization_id": one.organization_id,
                "line": one.line,
                "document_ids": list(one.document_ids),
                "expected": one.expected,
                "found": one.found,
            }
            for one in audit.discrepancies
        ],
    }
