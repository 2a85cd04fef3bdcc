"""Writes refused rows back in the format they came in, with the reason, to be mended."""

from __future__ import annotations

import asyncio
import csv
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol, TextIO, TypeAlias, cast

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.csv import CsvSource
from spaceinvoices_async.batch.input.jsonl import UNREAD, JsonlSource
from spaceinvoices_async.batch.input.preparation import RowPreparer, UnsendableRow
from spaceinvoices_async.batch.input.rows import Choice, Column, Row, SourceRow, WrongRow
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Claim, State

Reasons: TypeAlias = list[object]

COLUMNS: Final = ("_error_status", "_error_message", "_error_field", "_key", "_attempts")

_MOST_NOTES: Final = 100_000
_MEND: Final = "mend this line and remove this cell"
"""One cell too many: a line with the wrong number of cells must not pass for one that was mended."""


class _Writer(Protocol):
    def __call__(self, row: SourceRow, reasons: Reasons) -> None: ...


async def write_refused(
    source: Source,
    journal: Journal,
    to: str | os.PathLike[str],
    *,
    key: str | Callable[[Row], str],
    organization_id: Choice | None = None,
) -> int:
    """Write the refused rows of a file, in its own format; how many there are.

    Reads the file once more. A row is known by its key and organization, wherever it stands by now.
    Added columns begin with an underscore: a mapping passes them over, so that the file can be
    mended and run as it is.

    Args:
        source: The file.
        journal: Of its run.
        to: File to write.
        key: As for `issue`.
        organization_id: As for `issue`; the journal's own if not given.

    Raises:
        SourceError: The file cannot be read, or is of another format.
    """
    refused = await _Refused.of(journal)
    if not refused:
        return 0
    intake = RowPreparer(
        job=await journal.fact("job"),
        key=key,
        organization_id=organization_id or await journal.fact("organization") or Column(""),
    )
    # In the encoding of the file, or the options it was read with would misread what is mended.
    encoding = source.encoding.removesuffix("-sig") if isinstance(source, CsvSource) else "utf-8"
    return await asyncio.to_thread(_copy, source, refused, intake, Path(to), encoding)


def _copy(source: Source, refused: _Refused, intake: RowPreparer, to: Path, encoding: str) -> int:
    """The refused rows of the source, with their reasons; how many."""
    with to.open("w", newline="", encoding=encoding, errors="backslashreplace") as file:
        write = _writer(source, file)
        written = 0
        for number, row in enumerate(source, start=1):
            who = intake.identify(row, number)
            claim = who.claim if isinstance(who, UnsendableRow) else who
            reasons = refused.reasons(claim, row.line)
            if reasons is None:
                continue
            for line in row.lines or (row,):
                write(line, reasons)
            written += 1
    return written


class _Refused:
    """Why rows were refused: by who they are, or where two rows have one key, by their line too."""

    def __init__(self) -> None:
        self._rows: dict[bytes, Reasons] = {}
        self._lines: dict[tuple[int, str, str], Reasons] = {}

    @classmethod
    async def of(cls, journal: Journal) -> _Refused:
        """All of a journal."""
        refused = cls()
        for note in await journal.notes(_MOST_NOTES):
            if note.kind in {"conflict", "invalid"}:
                place = (note.line, note.organization_id, note.key)
                refused._lines[place] = ["", note.detail, "", note.key, 0]
        async for record in journal.records(State.FAILED):
            said = record.outcome
            given = (said.status, said.error, said.field, record.key, said.attempts)
            refused._rows[record.row] = ["" if reason is None else reason for reason in given]
        return refused

    def __bool__(self) -> bool:
        return bool(self._rows or self._lines)

    def reasons(self, who: Claim | None, line: int) -> Reasons | None:
        """What the added columns say of a row; None if it was not refused."""
        if who is None:
            return self._lines.get((line, "", ""))
        place = (line, who.organization_id, who.key)
        return self._lines.get(place) or self._rows.get(who.row)


def _writer(source: Source, file: TextIO) -> _Writer:
    if isinstance(source, CsvSource):
        return _csv_writer(source, file)
    if isinstance(source, JsonlSource):
        return lambda row, reasons: _write_json(file, row, reasons)
    raise SourceError("cannot be written back in its own format", file=source.path)


def _csv_writer(source: CsvSource, file: TextIO) -> _Writer:
    table = csv.writer(file, delimiter=source.delimiter)
    header = source.header()
    kept = [name for name in header if name not in COLUMNS]
    table.writerow([*kept, *COLUMNS])

    def write(row: SourceRow, reasons: Reasons) -> None:
        cells = cast("list[str]", row.raw)
        if len(cells) == len(header):
            named = dict(zip(header, cells, strict=True))
            table.writerow([*(named[name] for name in kept), *reasons])
            return
        if cells[-1] == _MEND:  # refused before, and not mended
            cells = cells[: -len(COLUMNS) - 1]
        padding = [""] * (len(kept) - len(cells))
        table.writerow([*cells, *padding, *reasons, _MEND])

    return write


def _write_json(file: TextIO, row: SourceRow, reasons: Reasons) -> None:
    values = {UNREAD: row.raw} if isinstance(row, WrongRow) else row
    kept = {name: value for name, value in values.items() if name not in COLUMNS}
    file.write(json.dumps({**kept, **dict(zip(COLUMNS, reasons, strict=True))}, default=str) + "\n")
