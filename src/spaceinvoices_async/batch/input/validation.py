"""Reads an input as a whole and checks it, sending nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterable, Callable, Coroutine, Iterable, Iterator, Mapping, Sized
from contextlib import closing
from decimal import Context, localcontext
from itertools import islice
from typing import Final, TypeAlias, cast

from attrs import field, frozen

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input import totals as sums
from spaceinvoices_async.batch.input.preparation import (
    PreparedRow,
    RowPreparer,
    UnsendableRow,
    prints_of,
)
from spaceinvoices_async.batch.input.rows import Row
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.input.totals import Sum
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.records import Claim
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.batch.progress import ProgressReporter
from spaceinvoices_async.batch.report import Existing, Problem, Problems, Progress
from spaceinvoices_async.types import JsonValue

Done: TypeAlias = Callable[[Mapping[bytes, bytes]], Mapping[bytes, bytes]]

_CHUNK: Final = 256
# Quantity, price and discount have fifteen digits each at most.
_EXACT: Final = Context(prec=64)


class Checked:
    """How far an inspection is; counted in the thread that reads."""

    def __init__(self) -> None:
        self.rows: int = 0
        self.problems: Final = Problems()

    def progress(self, *, per_second: float, elapsed: float) -> Progress:
        """The same for whoever is told."""
        wrong = self.problems.count
        return Progress(checked=self.rows, failed=wrong, per_second=per_second, elapsed=elapsed)


@frozen(kw_only=True)
class Inspection:
    """An input, checked.

    Attributes:
        rows: Rows of the input.
        documents: Different documents in it.
        lines: Lines of these documents.
        totals: What these documents come to, by currency; `""` where they name none.
        repeated: Rows that are in the input before, with the same content.
        wrong: Rows that cannot be sent.
        problems: The first of them.
        existing: Documents of these rows that are on the server already; None if it was not asked.
        differing: Those of them that are not what their row says.
        found: The first of them.
    """

    rows: int
    documents: int
    lines: int
    repeated: int
    wrong: int
    totals: Mapping[str, Sum] = field(factory=dict[str, Sum])
    problems: tuple[Problem, ...] = ()
    existing: int | None = None
    differing: int = 0
    found: tuple[Existing, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything can be sent."""
        return self.wrong == 0

    def check(self) -> None:
        """Do nothing if everything can be sent.

        Raises:
            SourceError: Something cannot; names the first, and how many there are.
        """
        if self.ok:
            return
        first = self.problems[0]
        more = f" ({self.wrong - 1} more rows cannot be sent either)" if self.wrong > 1 else ""
        error = first.error
        raise SourceError(
            f"{error}{more}; nothing was sent",
            line=None if isinstance(error, SourceError) else first.line,
        ) from error


def inspect(
    rows: Iterable[Row],
    intake: RowPreparer,
    *,
    visit: Callable[[PreparedRow], None] | None = None,
    done: Done | None = None,
    checked: Checked | None = None,
) -> Inspection:
    """Go through all rows once; keys are remembered on the disk, not in memory.

    Args:
        rows: The input.
        intake: Makes documents of rows.
        visit: Called with each row that can be sent, and was not there before.
        done: Says which rows were issued as they are, with the fingerprints of their documents: no
            document is made of them again, and they are not in the totals.
        checked: Tells others how far it is.

    Raises:
        SourceError: The input cannot be read any further.
        Exception: What `visit` or `done` raises.
    """
    # An empty name is a temporary file that goes with the connection.
    with closing(sqlite3.connect("", isolation_level=None)) as keys, localcontext(_EXACT):
        keys.execute("PRAGMA synchronous = OFF")
        keys.execute("PRAGMA journal_mode = OFF")
        keys.execute("CREATE TABLE seen (row BLOB PRIMARY KEY, print BLOB, line INT) WITHOUT ROWID")
        keys.execute("BEGIN")
        tally = _Tally(keys, checked or Checked())
        for made in _made(rows, intake, done):
            if tally.add(made) and visit is not None and isinstance(made, PreparedRow):
                visit(made)
        return tally.result()


def _made(
    rows: Iterable[Row], intake: RowPreparer, done: Done | None
) -> Iterator[PreparedRow | UnsendableRow | Claim]:
    """What each row comes to: a document, the claim of one that is done, or an error."""
    source, number = iter(rows), 0
    while chunk := list(islice(source, _CHUNK)):
        claims = [intake.identify(row, number + place) for place, row in enumerate(chunk, start=1)]
        number += len(chunk)
        prints = prints_of(claims)
        known: Mapping[bytes, bytes] = {} if done is None else done(prints)
        for row, claim in zip(chunk, claims, strict=True):
            if isinstance(claim, UnsendableRow):
                yield claim
            elif claim.row in known and claim.raw == prints[claim.row]:
                yield claim._replace(fingerprint=known[claim.row])
            else:
                yield intake.complete(row, claim)


class _Tally:
    """Counts rows as they pass by."""

    def __init__(self, keys: sqlite3.Connection, checked: Checked) -> None:
        self._keys = keys
        self._checked = checked
        self._documents = self._lines = self._repeated = 0
        self._totals: dict[str, Sum] = {}

    def add(self, made: PreparedRow | UnsendableRow | Claim) -> bool:
        """Count a row; whether it is a document that was not there before."""
        self._checked.rows += 1
        problems = self._checked.problems
        if isinstance(made, UnsendableRow):
            problems.add(made.line, "" if made.claim is None else made.claim.key, made.error)
            return False
        claim = made.claim if isinstance(made, PreparedRow) else made
        error = _clash(self._keys, claim)
        if error is None:
            self._documents += 1
            if isinstance(made, PreparedRow):
                self._add_up(made.body)
            return True
        if isinstance(error, str):
            self._repeated += 1
        else:
            problems.add(claim.line, claim.key, error)
        return False

    def result(self) -> Inspection:
        """All of it."""
        return Inspection(
            rows=self._checked.rows,
            documents=self._documents,
            lines=self._lines,
            totals=self._totals,
            repeated=self._repeated,
            wrong=self._checked.problems.count,
            problems=self._checked.problems.first(),
        )

    def _add_up(self, body: Mapping[str, JsonValue]) -> None:
        self._lines += len(sums.lines(body))
        currency = str(body.get("currencyId") or "")
        self._totals[currency] = self._totals.get(currency, Sum()) + sums.of(body)


def _clash(keys: sqlite3.Connection, claim: Claim) -> SourceError | str | None:
    """None for a key that is new, a text for a row that is there twice, else the error."""
    seen = keys.execute("SELECT print, line FROM seen WHERE row = ?", (claim.row,)).fetchone()
    if seen is None:
        keys.execute(
            "INSERT INTO seen VALUES (?, ?, ?)", (claim.row, claim.fingerprint, claim.line)
        )
        return None
    if seen[0] == claim.fingerprint:
        return "repeated"
    return SourceError(
        f"has the key {claim.key!r} of line {seen[1]}, and another content (the lines of one "
        "document must stand together, and a key must name one document)",
        line=claim.line,
    )


async def count(
    rows: Iterable[Row] | AsyncIterable[Row],
    intake: RowPreparer,
    options: BatchOptions,
    journal: Journal | None,
    stop: asyncio.Event | None,
    teller: ProgressReporter,
) -> int | None:
    """How many rows there are, where that can be told before they are sent; a file is checked.

    None as well if the event is set meanwhile: a large file takes minutes.

    Raises:
        SourceError: A row of the file cannot be sent.
    """
    if isinstance(rows, Source) and options.check_first:
        known = None if options.recheck else journal
        inspecting = inspected(rows, intake, teller, journal=known)
        checked = await _unless(stop, inspecting)
        if checked is None:
            return None
        checked.check()
        return checked.rows
    return len(rows) if isinstance(rows, Sized) else None


async def _unless(
    stop: asyncio.Event | None, inspecting: Coroutine[object, object, Inspection]
) -> Inspection | None:
    if stop is None:
        return await inspecting
    tasks = [asyncio.create_task(inspecting), asyncio.create_task(stop.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return cast("Inspection", tasks[0].result()) if tasks[0].done() else None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def inspected(
    rows: Iterable[Row],
    intake: RowPreparer,
    teller: ProgressReporter,
    *,
    visit: Callable[[PreparedRow], None] | None = None,
    journal: Journal | None = None,
) -> Inspection:
    """As `inspect`, which it runs in another thread, telling meanwhile how far it is.

    With a journal, what is done by it is not looked into again.

    Raises:
        SourceError: The input cannot be read any further.
        Exception: What `visit` or the one who is told raises.
    """
    loop = asyncio.get_running_loop()
    unwanted = threading.Event()

    def done(prints: Mapping[bytes, bytes]) -> Mapping[bytes, bytes]:
        if unwanted.is_set():
            raise RuntimeError("nobody waits for this inspection any more")
        if journal is None:
            return {}
        return asyncio.run_coroutine_threadsafe(journal.unchanged(prints), loop).result()

    checked = Checked()
    reading = asyncio.to_thread(inspect, rows, intake, visit=visit, done=done, checked=checked)
    try:
        return await teller.during(reading, checked)
    finally:
        unwanted.set()  # a thread cannot be cancelled, and a large file takes minutes
