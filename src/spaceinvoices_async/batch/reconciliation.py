"""Rebuilds a lost journal: looks every row of the input up, and issues nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from spaceinvoices_async.batch.engine.lookup import PAGE, LaneBatcher
from spaceinvoices_async.batch.engine.recorder import invalid, issued, refusal
from spaceinvoices_async.batch.input.chunking import chunks
from spaceinvoices_async.batch.input.preparation import PreparedRow
from spaceinvoices_async.batch.report import Problems, Progress

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable

    from spaceinvoices_async.batch.engine.finder import DocumentFinder
    from spaceinvoices_async.batch.engine.lookup import FoundDocuments
    from spaceinvoices_async.batch.input.preparation import RowPreparer, UnsendableRow
    from spaceinvoices_async.batch.input.rows import Row
    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.records import Claim, Lane


class Restored:
    """Progress of rebuilding a journal."""

    def __init__(self) -> None:
        self.rows: int = 0
        self.found: int = 0
        self.problems: Final = Problems()

    def progress(self, *, per_second: float, elapsed: float) -> Progress:
        """Return it as the progress that is reported."""
        return Progress(
            read=self.rows,
            issued=self.found,
            failed=self.problems.count,
            per_second=per_second,
            elapsed=elapsed,
        )


class _Wanted(NamedTuple):
    """A row to be looked up; with what is wrong with it, if it could not be sent as it is."""

    claim: Claim
    error: Exception | None


async def reconcile(
    journal: Journal,
    rows: Iterable[Row] | AsyncIterable[Row],
    preparer: RowPreparer,
    finder: DocumentFinder,
    restored: Restored,
) -> None:
    """Take down what the server holds of these rows, and which of them could not be sent.

    A row that has become wrong is looked up as well: its document may be there from before.

    Raises:
        SpaceInvoicesError: The server could not be asked.
    """
    waiting: LaneBatcher[_Wanted] = LaneBatcher()
    groups: list[tuple[Lane, list[_Wanted]]] = []

    def read(row: Row) -> PreparedRow | UnsendableRow:
        restored.rows += 1
        return preparer.prepare(row, restored.rows)

    async for chunk in chunks(rows, PAGE, read):
        for made in chunk:
            wanted = await _wanted(journal, made, restored.problems)
            group = None if wanted is None else waiting.add(wanted.claim.lane, wanted)
            if group is not None:
                groups.append(group)
            if len(groups) >= finder.at_once:
                restored.found += await _restore_all(journal, finder, groups)
                groups = []
    groups += waiting.rest()
    for start in range(0, len(groups), finder.at_once):
        part = groups[start : start + finder.at_once]
        restored.found += await _restore_all(journal, finder, part)
    await journal.flush()


async def _wanted(
    journal: Journal, made: PreparedRow | UnsendableRow, problems: Problems
) -> _Wanted | None:
    """Return what to look up of a row; None if not even its key is known."""
    if isinstance(made, PreparedRow):
        return _Wanted(made.claim, None)
    claim = made.claim
    problems.add(made.line, "" if claim is None else claim.key, made.error)
    if claim is None:
        await journal.note(invalid(made))
        return None
    return _Wanted(claim, made.error)


async def _restore_all(
    journal: Journal, finder: DocumentFinder, groups: list[tuple[Lane, list[_Wanted]]]
) -> int:
    # A row that is in the input twice is asked for once.
    asked = [(lane, [*{one.claim.row: None for one in wanted}]) for lane, wanted in groups]
    answers = await finder.find(asked)
    found = zip(groups, answers, strict=True)
    return sum([await _restore(journal, wanted, answer) for (_, wanted), answer in found])


async def _restore(journal: Journal, wanted: list[_Wanted], found: FoundDocuments) -> int:
    by_row = {one.claim.row: one.claim for one in wanted}
    held = [by_row[row] for row in found.documents]
    answers = await journal.claim(held)
    for claim, claimed in zip(held, answers, strict=True):
        if claimed.standing in {"new", "resumed", "retried"}:
            outcome = issued(found.documents[claim.row][0])
            await journal.settle(claim.row, outcome, content=claim)
    for one in wanted:
        if one.error is not None:  # of one that is there, the document stays taken down
            await journal.refuse(one.claim, refusal(one.error))
    return len(held)
