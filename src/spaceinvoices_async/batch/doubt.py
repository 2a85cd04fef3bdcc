"""Rows in doubt: those that a run left without knowing what became of them, for people."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from attrs import frozen

from spaceinvoices_async.batch.errors import JournalError
from spaceinvoices_async.batch.input import identity
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import State

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch.journal.records import Record

_logger: Final = logging.getLogger("spaceinvoices_async")
_MOST_NAMED: Final = 5


@frozen
class RowsInDoubt:
    """Rows that were sent, or may have been, and whose outcome is not known.

    Attributes:
        count: How many there are.
        named: The first of them.
    """

    count: int
    named: tuple[Record, ...]

    def __str__(self) -> str:
        rows = ", ".join(f"{one.key!r} (line {one.line})" for one in self.named)
        such_as = f", such as {rows}" if self.count > len(self.named) else f": {rows}"
        return f"rows left in doubt, which the next run looks up: {self.count}{such_as}"


async def rows_in_doubt(journal: Journal) -> RowsInDoubt | None:
    """Return the rows of a journal whose outcome is not known; None if there are none.

    Raises:
        JournalFailed: It cannot be read.
    """
    count = (await journal.counts()).sent
    if not count:
        return None
    return RowsInDoubt(count, tuple(await journal.first_records(State.SENT, _MOST_NAMED)))


async def note_end(error: BaseException, journal: Path) -> None:
    """Say in a note of an error, and in the log, how a run stands that the error has ended.

    Args:
        error: What has ended the run.
        journal: Its journal, closed.
    """
    try:
        async with Journal(journal) as opened:
            counts, doubt = await opened.counts(), await rows_in_doubt(opened)
    except JournalError as problem:
        error.add_note(f"{journal}: how the rows stand cannot be read now ({problem})")
        return
    stand = f"issued {counts.done}, refused {counts.failed}"
    text = f"{stand}; no row is in doubt" if doubt is None else f"{stand}; {doubt}"
    error.add_note(f"{journal}: {text}. Run again with this journal to go on")
    if doubt is not None:
        first = doubt.named[0]
        _logger.warning(
            "%s: the run was ended early (%s): %s; run again with the journal %s to go on",
            CREATE,
            type(error).__name__,
            doubt,
            journal,
            extra={
                "operation": CREATE,
                "key": first.key,
                "unique_id": identity.unique_id(first.row),
                "document_id": None,
                "attempt": first.outcome.attempts,
                "line": first.line,
            },
        )
