"""Writes refused rows to a file in the format of the input, with the reason, to be corrected."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from spaceinvoices_async.batch.input.preparation import RowPreparer, UnsendableRow
from spaceinvoices_async.batch.input.rows import Choice, Column, Row
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Claim, State
from spaceinvoices_async.batch.output_files import refuse_overwriting, replacing
from spaceinvoices_async.batch.refused_formats import COLUMNS, Reasons, writer

__all__ = ["COLUMNS", "write_refused"]

_MOST_NOTES: Final = 100_000


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

    The file appears whole or not at all, readable by its owner alone.

    Raises:
        SourceError: The file cannot be read, or is of a format that cannot be written.
        InvalidInputError: The file to write is the source, or belongs to the journal.
    """
    refuse_overwriting(to, inputs=[source.path], journal=journal.path)
    refused = await _Refused.of(journal)
    if not refused:
        return 0
    preparer = RowPreparer(
        job=await journal.fact("job"),
        key=key,
        organization_id=organization_id or await journal.fact("organization") or Column(""),
    )
    return await asyncio.to_thread(_copy, source, refused, preparer, Path(to))


def _copy(source: Source, refused: _Refused, preparer: RowPreparer, to: Path) -> int:
    """Return the refused rows of the source, with their reasons; how many."""
    with replacing(to) as part, writer(source, part, to.suffix.lower()) as write:
        written = 0
        for number, row in enumerate(source, start=1):
            who = preparer.identify(row, number)
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
        """Return all of a journal."""
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
        """Return what the added columns say of a row; None if it was not refused."""
        if who is None:
            return self._lines.get((line, "", ""))
        place = (line, who.organization_id, who.key)
        return self._lines.get(place) or self._rows.get(who.row)
