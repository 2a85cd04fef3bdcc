"""The rows of a journal as a file: JSON lines or CSV."""

from __future__ import annotations

import csv
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

from spaceinvoices_async._serialization import responses as wire
from spaceinvoices_async.batch.journal.records import State

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from spaceinvoices_async.batch import Journal
    from spaceinvoices_async.batch.journal.records import Record
    from spaceinvoices_async.types import JsonValue

if TYPE_CHECKING:
    Write = Callable[[dict[str, JsonValue]], object]

STATES: Final = {"issued": State.DONE, "refused": State.FAILED, "unresolved": State.SENT}
_NAMES: Final = {state: name for name, state in STATES.items()}
COLUMNS: Final = (
    "key",
    "organization_id",
    "account_id",
    "line",
    "status",
    "document_id",
    "number",
    "total",
    "currency",
    "replayed",
    "attempts",
    "error_status",
    "error",
    "error_field",
)


async def export(journal: Journal, to: Path | None, *, kind: str, state: str | None) -> int:
    """Write the rows of a journal, all or those of a state; how many there are.

    A file appears whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    written = 0
    with _opened(to) as file:
        write = _csv(file) if kind == "csv" else _jsonl(file)
        async for record in journal.records(None if state is None else STATES[state]):
            write(_row(record))
            written += 1
    return written


def _row(record: Record) -> dict[str, JsonValue]:
    outcome = record.outcome
    values = (
        record.key,
        record.lane.organization_id,
        record.lane.account_id,
        record.line,
        _NAMES[outcome.state],
        outcome.document_id,
        outcome.number,
        outcome.total,
        outcome.currency,
        outcome.replayed,
        outcome.attempts,
        outcome.status,
        outcome.error,
        outcome.field,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _csv(file: TextIO) -> Write:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    return lambda row: table.writerow(row.values())


def _jsonl(file: TextIO) -> Write:
    return lambda row: file.write(wire.dumps(row).decode() + "\n")


@contextmanager
def _opened(to: Path | None) -> Generator[TextIO]:
    if to is None:
        yield sys.stdout
        return
    part = to.with_name(f".{to.name}.part")
    try:
        with part.open("w", newline="", encoding="utf-8") as file:
            yield file
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
