"""Reads an input as a whole and checks it, sending nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import (
    AsyncIterable,
    Callable,
    Collection,
    Coroutine,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Sized,
)
from contextlib import closing
from decimal import Context, localcontext
from functools import partial
from itertools import count as numbers
from itertools import islice
from typing import Final, TypeAlias, cast

from attrs import field, frozen

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.chunking import LoopYield
from spaceinvoices_async.batch.input.preparation import (
    PreparedRow,
    RowPreparer,
    UnsendableRow,
    prints_of,
)
from spaceinvoices_async.batch.input.recognition import Recognition
from spaceinvoices_async.batch.input.review import Review
from spaceinvoices_async.batch.input.rows import Row, snapshot
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.input.totals import Sum, Sums
from spaceinvoices_async.batch.journal.journal import Journal
from spaceinvoices_async.batch.journal.loose_keys import loose_key
from spaceinvoices_async.batch.journal.records import Claim
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.batch.progress import ProgressReporter
from spaceinvoices_async.batch.report import (
    Existing,
    Problem,
    Problems,
    Progress,
    Remark,
    RemarkKind,
    Remarks,
)
from spaceinvoices_async.clock import running_loop

Done: TypeAlias = Callable[[Mapping[bytes, bytes]], Mapping[bytes, bytes]]
Meet: TypeAlias = Callable[["Sequence[Claim | UnsendableRow]"], None]

_CHUNK: Final = 256
# Quantity, price and discount have fifteen digits each at most.
_EXACT: Final = Context(prec=64)


class Checked:
    """How far an inspection is; counted in the thread that reads."""

    def __init__(self) -> None:
        self.rows: int = 0
        self.problems: Final = Problems()

    def progress(self, *, per_second: float, elapsed: float) -> Progress:
        """Return the same for whoever is told."""
        wrong = self.problems.count
        return Progress(checked=self.rows, failed=wrong, per_second=per_second, elapsed=elapsed)


@frozen(kw_only=True)
class Inspection:
    """An input, checked.

    Attributes:
        rows: Rows of the input.
        documents: Different documents in it.
        lines: Lines of these documents.
        totals: What the invoices among them come to, exactly as the server calculates it, by
            currency; `""` where they name none.
        totals_by_type: The same of every type of document, by type and currency.
        repeated: Rows that are in the input before, with the same content.
        wrong: Rows that cannot be sent.
        problems: The first of them.
        existing: Documents of these rows that are on the server already; None if it was not asked.
        differing: Those of them that are not what their row says.
        found: The first of them.
        remarks: What a person should look at; the first twenty of each kind.
        remark_counts: How many there are of each kind.
    """

    rows: int
    documents: int
    lines: int
    repeated: int
    wrong: int
    totals: Mapping[str, Sum] = field(factory=dict[str, Sum])
    totals_by_type: Mapping[str, Mapping[str, Sum]] = field(factory=dict[str, "Mapping[str, Sum]"])
    problems: tuple[Problem, ...] = ()
    existing: int | None = None
    differing: int = 0
    found: tuple[Existing, ...] = ()
    remarks: tuple[Remark, ...] = ()
    remark_counts: Mapping[RemarkKind, int] = field(factory=dict["RemarkKind", int])

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
    preparer: RowPreparer,
    *,
    visit: Callable[[PreparedRow], None] | None = None,
    done: Done | None = None,
    checked: Checked | None = None,
    meet: Meet | None = None,
) -> Inspection:
    """Go through all rows once; keys are remembered on the disk, not in memory.

    Args:
        rows: The input.
        preparer: Makes documents of rows.
        visit: Called with each row that can be sent, and was not there before.
        done: Says which rows were issued as they are, with the fingerprints of their documents: no
            document is made of them again, and they are not in the totals.
        checked: Tells others how far it is.
        meet: Called with the claims of some rows, before they are looked into.

    Raises:
        SourceError: The input cannot be read any further.
        Exception: What `visit` or `done` raises.
    """
    # An empty name is a temporary file that goes with the connection.
    with closing(sqlite3.connect("", isolation_level=None)) as keys, localcontext(_EXACT):
        keys.execute("PRAGMA synchronous = OFF")
        keys.execute("PRAGMA journal_mode = OFF")
        keys.execute("CREATE TABLE seen (row BLOB PRIMARY KEY, print BLOB, line INT) WITHOUT ROWID")
        keys.execute(
            "CREATE TABLE loose (key TEXT PRIMARY KEY, exact TEXT, line INT) WITHOUT ROWID"
        )
        keys.execute("BEGIN")
        source = rows if isinstance(rows, Source) else None
        tally = _Tally(keys, checked or Checked(), source, preparer.own_columns)
        for row, made in _made(rows, preparer, done, meet):
            if tally.add(row, made) and visit is not None and isinstance(made, PreparedRow):
                visit(made)
        return tally.result()


def _made(
    rows: Iterable[Row], preparer: RowPreparer, done: Done | None, meet: Meet | None
) -> Iterator[tuple[Row, PreparedRow | UnsendableRow | Claim]]:
    """Yield what each row comes to: a document, the claim of one that is done, or an error."""
    read = map(partial(_read, preparer), iter(rows), numbers(1))
    while chunk := list(islice(read, _CHUNK)):
        claims = [claim for _, claim, _ in chunk]
        prints = prints_of(claims)
        if meet is not None:
            meet(claims)
        known: Mapping[bytes, bytes] = {} if done is None else done(prints)
        for row, claim, made in chunk:
            if isinstance(claim, UnsendableRow):
                yield row, claim
            elif claim.row in known and claim.raw == prints[claim.row]:
                yield row, claim._replace(fingerprint=known[claim.row])
            else:
                yield row, made or preparer.complete(row, claim)


def _read(
    preparer: RowPreparer, row: Row, number: int
) -> tuple[Row, Claim | UnsendableRow, PreparedRow | UnsendableRow | None]:
    """Read a row before the next is asked for: the source may use the same object again.

    Returns:
        The row as it is now, who it is, and its document if that cannot be made any later.
    """
    claim = preparer.identify(row, number)
    kept = snapshot(row)
    if kept is not None:
        return kept, claim, None
    made = None if isinstance(claim, UnsendableRow) else preparer.complete(row, claim)
    return row, claim, made


class _Tally:
    """Counts rows as they pass by."""

    def __init__(
        self,
        keys: sqlite3.Connection,
        checked: Checked,
        source: Source | None,
        columns: Collection[str],
    ) -> None:
        self._keys = keys
        self._columns = columns
        self._checked = checked
        self._source = source
        self._documents = self._lines = self._repeated = 0
        self._sums = Sums()
        self._remarks = Remarks()

    def add(self, row: Row, made: PreparedRow | UnsendableRow | Claim) -> bool:
        """Count a row; whether it is a document that was not there before."""
        self._checked.rows += 1
        problems = self._checked.problems
        if isinstance(made, UnsendableRow):
            problems.add(made.line, "" if made.claim is None else made.claim.key, made.error)
            return False
        claim = made.claim if isinstance(made, PreparedRow) else made
        clash = _clash(self._keys, claim)
        if isinstance(clash, int):
            self._repeated += 1
            self._remark("repeated", claim, f"is the same row as line {clash}, counted once")
            return False
        review = Review(row, made, self._source) if isinstance(made, PreparedRow) else None
        error = clash or (None if review is None else review.error())
        if error is not None:
            problems.add(claim.line, claim.key, error)
            return False
        self._documents += 1
        self._look_for_twin(claim)
        if review is not None:
            self._add_up(review)
        return True

    def result(self) -> Inspection:
        """Return all of it."""
        for remark in () if self._source is None else self._source.remarks(*self._columns):
            self._remarks.add(remark)
        by_type = self._sums.by_type
        return Inspection(
            rows=self._checked.rows,
            documents=self._documents,
            lines=self._lines,
            totals=by_type.get("invoice", {}),
            totals_by_type=by_type,
            repeated=self._repeated,
            wrong=self._checked.problems.count,
            problems=self._checked.problems.first(),
            remarks=self._remarks.first(),
            remark_counts=self._remarks.counts,
        )

    def _add_up(self, review: Review) -> None:
        if review.totals is not None:
            self._lines += len(review.totals.lines)
            self._sums.add(review.totals)
        for remark in review.remarks():
            self._remarks.add(remark)

    def _look_for_twin(self, claim: Claim) -> None:
        """See whether another key is nearly the same."""
        loose = f"{claim.organization_id}\n{loose_key(claim.key)}"
        found = self._keys.execute("SELECT exact, line FROM loose WHERE key = ?", (loose,))
        twin = found.fetchone()
        if twin is None:
            self._keys.execute("INSERT INTO loose VALUES (?, ?, ?)", (loose, claim.key, claim.line))
        elif twin[0] != claim.key:
            text = f"the key {claim.key!r} is nearly {twin[0]!r} of line {twin[1]}: two documents"
            self._remark("twin", claim, text)

    def _remark(self, kind: RemarkKind, claim: Claim, message: str) -> None:
        self._remarks.add(Remark(kind=kind, message=message, line=claim.line, key=claim.key))


def _clash(keys: sqlite3.Connection, claim: Claim) -> SourceError | int | None:
    """Return none for a key that is new, the line of a row that is there twice, else the error."""
    seen = keys.execute("SELECT print, line FROM seen WHERE row = ?", (claim.row,)).fetchone()
    if seen is None:
        keys.execute(
            "INSERT INTO seen VALUES (?, ?, ?)", (claim.row, claim.fingerprint, claim.line)
        )
        return None
    same = bool(seen[0] == claim.fingerprint)
    if same and not claim.whole:
        return int(seen[1])
    content = "the same content" if same else "another content"
    return SourceError(
        f"has the key {claim.key!r} of line {seen[1]}, and {content} (the lines of one "
        "document must stand together, and a key must name one document)",
        line=claim.line,
    )


@frozen(kw_only=True)
class Counted:
    """What is known of an input before anything of it is sent.

    Attributes:
        rows: How many there are; None where that cannot be told.
        remarks: What a person should look at.
        fingerprint: Of the file, if it has been checked as a whole.
    """

    rows: int | None = None
    remarks: tuple[Remark, ...] = ()
    fingerprint: str | None = None


async def count(
    rows: Iterable[Row] | AsyncIterable[Row],
    preparer: RowPreparer,
    options: BatchOptions,
    journal: Journal | None,
    stop: asyncio.Event | None,
    reporter: ProgressReporter,
) -> Counted:
    """Return how many rows there are, where that can be told before they are sent.

    A file is checked.

    Not a file that came out whole before, and has not changed since. Nothing is known as well if the
    event is set meanwhile: a large file takes minutes.

    Raises:
        SourceError: A row of the file cannot be sent.
        KeysNotRecognised: The journal has rows, and knows none of these.
    """
    recognition = None
    if journal is not None and not options.new_keys and not await journal.is_empty():
        recognition = Recognition(journal)
    if isinstance(rows, Source) and options.check_first:
        print_ = await asyncio.to_thread(rows.fingerprint)
        mark = None if print_ is None else f"{print_}/{preparer.signature}"
        if journal is not None and mark is not None and not options.recheck:
            checked_before, _, counted = (await journal.fact(CHECKED)).rpartition(" ")
            if checked_before == mark:
                return Counted(rows=int(counted))
        known = None if options.recheck else journal
        inspecting = inspected(rows, preparer, reporter, journal=known, recognition=recognition)
        checked = await _unless(stop, inspecting)
        if checked is None:
            return Counted()
        checked.check()
        if recognition is not None:
            recognition.check()
        return Counted(rows=checked.rows, remarks=checked.remarks, fingerprint=mark)
    if not isinstance(rows, Sized):
        return Counted()
    if recognition is not None and isinstance(rows, Sequence):
        await _recognise(cast("Sequence[Row]", rows), preparer, recognition)
    return Counted(rows=len(rows))


CHECKED: Final = "checked"
"""The fact of a journal that names the file that came out whole, and how many rows it has."""


async def _recognise(rows: Sequence[Row], preparer: RowPreparer, recognition: Recognition) -> None:
    slices = LoopYield()
    for start in range(0, len(rows), _CHUNK):
        claims: list[Claim | UnsendableRow] = []
        for number, row in enumerate(rows[start : start + _CHUNK], start=start + 1):
            claims.append(preparer.identify(row, number))
            await slices.between()
        await recognition.add(claims)
    recognition.check()


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
    preparer: RowPreparer,
    reporter: ProgressReporter,
    *,
    visit: Callable[[PreparedRow], None] | None = None,
    journal: Journal | None = None,
    recognition: Recognition | None = None,
) -> Inspection:
    """Return as `inspect`, which it runs in another thread, telling meanwhile how far it is.

    With a journal, what is done by it is not looked into again.

    Raises:
        SourceError: The input cannot be read any further.
        Exception: What `visit` or the one who is told raises.
    """
    loop = running_loop()
    unwanted = threading.Event()

    def done(prints: Mapping[bytes, bytes]) -> Mapping[bytes, bytes]:
        if unwanted.is_set():
            raise RuntimeError("nobody waits for this inspection any more")
        if journal is None:
            return {}
        return asyncio.run_coroutine_threadsafe(journal.unchanged(prints), loop).result()

    def meet(claims: Sequence[Claim | UnsendableRow]) -> None:
        if recognition is not None:
            asyncio.run_coroutine_threadsafe(recognition.add(claims), loop).result()

    checked = Checked()
    reading = asyncio.to_thread(
        inspect, rows, preparer, visit=visit, done=done, checked=checked, meet=meet
    )
    try:
        return await reporter.during(reading, checked)
    finally:
        unwanted.set()  # a thread cannot be cancelled, and a large file takes minutes
