"""Writes refused rows back in the format they came in, with the reason, to be mended."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Final, Protocol

from .failures import SourceError
from .jsonl import JsonlSource
from .records import State
from .table import CsvSource

if TYPE_CHECKING:
    import os
    from typing import TextIO

    from .journal import Journal
    from .source import Source, SourceRow

COLUMNS: Final = ("_error_status", "_error_message", "_error_field", "_key", "_attempts")

_MOST_NOTES: Final = 100_000


class _Writer(Protocol):
    def __call__(self, row: SourceRow, reasons: list[object]) -> None: ...


async def write_refused(source: Source, journal: Journal, to: str | os.PathLike[str]) -> int:
    """Write the refused rows of a file, in its own format; how many there are.

    Reads the file once more, next to the refused rows of the journal. Added columns begin with an
    underscore: a mapping passes them over, so that the file can be mended and run as it is.

    Raises:
        SourceError: The file cannot be read, or is of another format.
    """
    refused = await _reasons(journal)
    if not refused:
        return 0
    with open(to, "w", newline="", encoding="utf-8") as file:  # noqa: ASYNC230, PTH123 - small, at the end
        write = _writer(source, file)
        written = 0
        for row in source:
            reasons = refused.get(row.line)
            if reasons is None:
                continue
            for line in row.lines or (row,):
                write(line, reasons)
            written += 1
    return written


async def _reasons(journal: Journal) -> dict[int, list[object]]:
    """What the added columns say, by line of the file."""
    reasons: dict[int, list[object]] = {}
    for note in await journal.notes(_MOST_NOTES):
        if note.kind in {"conflict", "invalid"}:
            reasons[note.line] = ["", note.detail, "", note.key, 0]
    async for record in journal.records(State.FAILED):
        said = record.outcome
        given = (said.status, said.error, said.field, record.key, said.attempts)
        reasons[record.line] = ["" if reason is None else reason for reason in given]
    return reasons


def _writer(source: Source, file: TextIO) -> _Writer:
    if isinstance(source, CsvSource):
        table = csv.writer(file, delimiter=source.delimiter)
        header = source.header()
        kept = [name for name in header if name not in COLUMNS]
        table.writerow([*kept, *COLUMNS])
        return lambda row, reasons: table.writerow([*(row[name] for name in kept), *reasons])
    if isinstance(source, JsonlSource):
        return lambda row, reasons: _write_json(file, row, reasons)
    raise SourceError("cannot be written back in its own format", file=source.path)


def _write_json(file: TextIO, row: SourceRow, reasons: list[object]) -> None:
    kept = {name: value for name, value in row.items() if name not in COLUMNS}
    file.write(json.dumps({**kept, **dict(zip(COLUMNS, reasons, strict=True))}, default=str) + "\n")
