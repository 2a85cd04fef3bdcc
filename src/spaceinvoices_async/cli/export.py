"""The rows of a journal as a file: JSON lines or CSV."""

from __future__ import annotations

import csv
import importlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

import click

from spaceinvoices_async._serialization import responses
from spaceinvoices_async.batch.journal.records import State
from spaceinvoices_async.batch.output_files import defused, refuse_overwriting, replacing
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from spaceinvoices_async.batch import Journal
    from spaceinvoices_async.batch.journal.records import Record
    from spaceinvoices_async.types import JsonValue

    Write = Callable[[dict[str, JsonValue]], object]

STATES: Final = {"issued": State.DONE, "refused": State.FAILED, "unresolved": State.SENT}
_NAMES: Final = {state: name for name, state in STATES.items()}
_AT_ONCE: Final = 10_000
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


async def export(
    journal: Journal, to: Path | None, *, kind: str, state: str | None, raw_cells: bool = False
) -> int:
    """Write the rows of a journal, all or those of a state; how many there are.

    A file appears whole or not at all, readable by its owner alone. In CSV, texts that Excel would
    take for formulas have an apostrophe before them, unless `raw_cells` is set.

    Raises:
        OSError: It cannot be written.
        click.UsageError: It cannot be written there, or a library for it is missing.
    """
    if to is not None:
        try:
            refuse_overwriting(to, journal=journal.path)
        except InvalidInputError as error:
            raise click.UsageError(str(error)) from None
    if kind == "parquet":
        return await _export_parquet(journal, to, state)
    written = 0
    with _opened(to) as file:
        write = _csv(file, raw_cells=raw_cells) if kind == "csv" else _jsonl(file)
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


async def _export_parquet(journal: Journal, to: Path | None, state: str | None) -> int:
    if to is None:
        raise click.UsageError("Parquet goes to a file: --out results.parquet")
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise click.UsageError(
            "Parquet needs pyarrow: pip install 'spaceinvoices-async[parquet]'"
        ) from None
    types = {
        **dict.fromkeys(COLUMNS, arrow.string()),
        **dict.fromkeys(("line", "attempts", "error_status"), arrow.int64()),
        "replayed": arrow.bool_(),
        "total": arrow.decimal128(38, 9),
    }
    schema = arrow.schema([(name, types[name]) for name in COLUMNS])
    written = 0
    with replacing(to) as part, parquet.ParquetWriter(str(part), schema) as file:
        rows: list[dict[str, JsonValue]] = []
        async for record in journal.records(None if state is None else STATES[state]):
            rows.append(_row(record))
            written += 1
            if len(rows) == _AT_ONCE:
                file.write_table(arrow.Table.from_pylist(rows, schema=schema))
                rows = []
        if rows:
            file.write_table(arrow.Table.from_pylist(rows, schema=schema))
    return written


def _csv(file: TextIO, *, raw_cells: bool) -> Write:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    if raw_cells:
        return lambda row: table.writerow(row.values())
    return lambda row: table.writerow([defused(value) for value in row.values()])


def _jsonl(file: TextIO) -> Write:
    return lambda row: file.write(responses.dumps(row).decode() + "\n")


@contextmanager
def _opened(to: Path | None) -> Generator[TextIO]:
    if to is None:
        yield sys.stdout
        return
    with replacing(to) as part, part.open("w", newline="", encoding="utf-8") as file:
        yield file
