"""The durable memory of a batch: a row is in it before its request leaves, and its outcome after."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from types import TracebackType
from typing import Final, Self, TypeVar

from spaceinvoices_async import _validation
from spaceinvoices_async.batch.journal import figures, schema, statements
from spaceinvoices_async.batch.journal.records import (
    Claim,
    Claimed,
    Note,
    Record,
    RowOutcome,
    State,
)
from spaceinvoices_async.batch.journal.statements import (
    Counts,
    JournalStatements,
    RetryFailed,
    SettlementRow,
)
from spaceinvoices_async.batch.journal.writer import Writer

T = TypeVar("T")

# What a crash loses of them is looked up again, a hundred in one request.
_MOST_UNWRITTEN: Final = 64
_LINGER: Final = 0.010
_LARGEST: Final = 256
_PAGE: Final = 500
_MOST_SHARED: Final = 1000


class Journal:
    """One journal file, held alone while it is open: `async with Journal(path) as journal`.

    Args:
        path: Of the file. It must not be on a network file system, whose locks are not to be relied
            on.
        facts: What it is about, by name; a journal about anything else is refused, a missing file
            is made. None opens an existing journal as it is.

    Opening raises `JournalLocked`, `JournalMismatch` or `JournalFailed`; everything else raises
    `JournalFailed` once the file cannot be written any more.
    """

    def __init__(
        self, path: str | os.PathLike[str], facts: Mapping[str, str] | None = None
    ) -> None:
        self.path: Final = _validation.path(path, "journal")
        self._facts = facts
        self._ledger = JournalStatements()
        self._writer: Writer | None = None
        self._gathered: list[SettlementRow] = []
        self._due: asyncio.TimerHandle | None = None
        """Hands over what has gathered, unless a claim takes it along before."""
        self._unwritten: deque[asyncio.Future[None]] = deque()

    async def __aenter__(self) -> Self:
        """Open the file and hold it."""
        writer = Writer(partial(schema.opened, self.path, self._facts))
        await writer.open()
        self._writer = writer
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Write what is left and let the file go."""
        if self._writer is not None:
            self._hand_over()
            writer, self._writer = self._writer, None
            await writer.close()

    async def begin(self) -> bool:
        """Begin a run; whether earlier ones have left any rows."""
        return await self._do(self._ledger.begin)

    async def unchanged(self, prints: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
        """Return the rows, given with their raw fingerprints, that are done and read the same.

        Their fingerprints come with them.
        """
        return await self._do(partial(statements.unchanged, prints=prints))

    async def known(self, rows: Sequence[bytes]) -> set[bytes]:
        """Return those of the rows that are in it, in whatever state."""
        return await self._do(partial(statements.known, rows=rows))

    async def zeroless_keys(self) -> frozenset[tuple[str, str]]:
        """Organization and key of every row, less the zeros in front of the key."""
        return await self._do(statements.zeroless_keys)

    async def shared_documents(self) -> list[Record]:
        """Return rows whose document stands for another row as well, the first thousand of them."""
        return await self._do(
            lambda connection: statements.shared_documents(connection, _MOST_SHARED)
        )

    async def note_shared_documents(self) -> None:
        """Remark each of them as a duplicate."""
        await self._do(
            lambda connection: statements.note_shared_documents(connection, _MOST_SHARED)
        )

    async def twins(self, limit: int) -> list[tuple[str, str, int]]:
        """Pairs of keys that are nearly the same, and the line of the second; the first of them."""
        return await self._do(lambda connection: statements.twins(connection, limit))

    async def is_empty(self) -> bool:
        """Return whether it has no row."""
        return await self._do(statements.is_empty)

    async def remember(self, name: str, value: str) -> None:
        """Keep a fact for later runs."""
        await self._do(lambda connection: statements.remember(connection, name, value))

    async def find(self, rows: Sequence[bytes]) -> dict[bytes, Record]:
        """Return what is known of rows."""
        return await self._do(partial(statements.find, rows=rows))

    async def claim(self, claims: Sequence[Claim], retry: RetryFailed = "changed") -> list[Claimed]:
        """Claim rows; when this returns, the claims are on the disk."""
        return await self._do(lambda connection: self._ledger.claim(connection, claims, retry))

    async def settle(
        self, row: bytes, outcome: RowOutcome, *, content: Claim | None = None
    ) -> None:
        """Take an outcome down; on the disk a little later. Waits while too many are under way.

        Args:
            row: Its id.
            outcome: What became of it.
            content: The claim whose content it is of, where that is known.
        """
        self._gathered.append(statements.settlement(row, outcome, content))
        if len(self._gathered) >= _LARGEST:
            self._hand_over()
        elif len(self._gathered) == 1:
            # Handed over together: to wake the writer for each would cost more than the writing.
            self._due = asyncio.get_running_loop().call_later(_LINGER, self._hand_over)
        if len(self._unwritten) > _MOST_UNWRITTEN:
            await self._catch_up()
        self._look_for_failure()

    async def refuse(self, claim: Claim, outcome: RowOutcome) -> None:
        """Take down a row that was never sent, and why."""
        await self._later(lambda connection: self._ledger.refuse(connection, claim, outcome))

    async def note(self, remark: Note) -> None:
        """Take down what a person should know of."""
        await self._later(lambda connection: statements.note(connection, remark))

    async def release(self, rows: Iterable[bytes]) -> None:
        """Give back claims of which no request was made."""
        given = list(rows)
        await self._do(lambda connection: self._ledger.release(connection, given))

    async def flush(self) -> None:
        """Wait until everything taken down is on the disk."""
        await self._do(_nothing)
        self._unwritten.clear()

    async def counts(self) -> Counts:
        """Return how many rows are in which state."""
        return await self._do(statements.counts)

    async def totals(self) -> dict[str, Decimal]:
        """Return the exact sum of the invoices that were issued, by currency."""
        return (await self.totals_by_type()).get("invoice", {})

    async def totals_by_type(self) -> dict[str, dict[str, Decimal]]:
        """Return the exact sums of what was issued, by type of document and currency."""
        return await self._do(statements.totals)

    async def document_totals(self) -> list[figures.DocumentTotal]:
        """Return the exact sums of what was issued, by account, organization, type and currency."""
        return await self._do(figures.document_totals)

    async def refusal_reasons(self, limit: int = 100) -> list[figures.RefusalReason]:
        """Why rows were refused, the most frequent reasons first."""
        return await self._do(lambda connection: figures.refusal_reasons(connection, limit))

    async def run_paces(self) -> list[figures.RunPace]:
        """Return how fast each run was."""
        return await self._do(figures.run_paces)

    async def notes(self, limit: int = 100) -> list[Note]:
        """Return the first remarks, in the order of the input."""
        return await self._do(lambda connection: statements.notes(connection, limit))

    async def note_counts(self) -> dict[str, int]:
        """Return how many remarks of each kind there are."""
        return await self._do(statements.note_counts)

    async def fact(self, name: str) -> str:
        """Return one of the facts; empty if there is none of that name."""
        return await self._do(lambda connection: statements.fact(connection, name))

    async def records(
        self, state: State | None = None, *, earlier_runs: bool = False
    ) -> AsyncIterator[Record]:
        """Yield every row, or those of a state, in the order they were first claimed.

        Args:
            state: Only these.
            earlier_runs: Only rows that this run has not claimed.
        """
        run = int(await self.fact("run") or 0) if earlier_runs else None
        after = 0
        while True:
            read = partial(statements.page, after=after, limit=_PAGE, state=state, before_run=run)
            page = await self._do(read)
            for record in page:
                yield record
            if len(page) < _PAGE:
                return
            after = page[-1].position

    async def first_records(self, state: State, limit: int) -> list[Record]:
        """Return the first rows of a state, in the order they were first claimed."""
        return await self._do(partial(statements.page, after=0, limit=limit, state=state))

    def _submit(
        self, work: Callable[[sqlite3.Connection], T], *, urgent: bool
    ) -> asyncio.Future[T]:
        self._hand_over()
        return self._open_writer().submit(work, urgent=urgent)

    def _open_writer(self) -> Writer:
        if self._writer is None:
            raise RuntimeError("the journal is not open: async with Journal(...) as journal")
        return self._writer

    def _hand_over(self) -> None:
        """Give the outcomes that have gathered to the writer, before anything that follows."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self._gathered:
            gathered, self._gathered = self._gathered, []
            work = partial(statements.settle, settlements=gathered)
            self._unwritten.append(self._open_writer().submit(work, urgent=True))

    async def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.shield(self._submit(work, urgent=True))

    async def _later(self, work: Callable[[sqlite3.Connection], None]) -> None:
        self._unwritten.append(self._submit(work, urgent=False))
        self._look_for_failure()
        if len(self._unwritten) > _MOST_UNWRITTEN:
            await self._catch_up()

    async def _catch_up(self) -> None:
        await asyncio.shield(self._unwritten[0])

    def _look_for_failure(self) -> None:
        while self._unwritten and self._unwritten[0].done():
            self._unwritten.popleft().result()


def _nothing(_: sqlite3.Connection) -> None:
    """Being behind everything that was submitted before is all the work there is."""
