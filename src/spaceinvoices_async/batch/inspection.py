"""Reads an input as a whole and checks it, sending nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from .failures import SourceError
from .intake import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .intake import Intake, Row
    from .records import Claim

_SHOWN: Final = 20


@frozen(kw_only=True)
class Problem:
    """What is wrong with one row."""

    line: int
    key: str
    error: Exception


@frozen(kw_only=True)
class Inspection:
    """An input, checked.

    Attributes:
        rows: Rows of the input.
        documents: Different documents in it.
        lines: Lines of these documents.
        repeated: Rows that are in the input before, with the same content.
        wrong: Rows that cannot be sent.
        problems: The first of them.
    """

    rows: int
    documents: int
    lines: int
    repeated: int
    wrong: int
    problems: tuple[Problem, ...] = field(factory=tuple)

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


def inspect(rows: Iterable[Row], intake: Intake) -> Inspection:
    """Go through all rows once; keys are remembered on the disk, not in memory.

    Raises:
        SourceError: The input cannot be read any further.
    """
    # An empty name is a temporary file that goes with the connection.
    with closing(sqlite3.connect("", isolation_level=None)) as keys:
        keys.execute("PRAGMA synchronous = OFF")
        keys.execute("PRAGMA journal_mode = OFF")
        keys.execute("CREATE TABLE seen (row BLOB PRIMARY KEY, print BLOB, line INT) WITHOUT ROWID")
        keys.execute("BEGIN")
        return _go_through(rows, intake, keys)


def _go_through(rows: Iterable[Row], intake: Intake, keys: sqlite3.Connection) -> Inspection:
    number = documents = lines = repeated = wrong = 0
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        made = intake.prepare(row, number)
        if isinstance(made, Prepared):
            error = _clash(keys, made.claim)
            if error is None:
                documents += 1
                items = made.body.get("_documentItems")
                lines += len(items) if isinstance(items, list) else 0
                continue
            if isinstance(error, str):
                repeated += 1
                continue
            problem = Problem(line=made.claim.line, key=made.claim.key, error=error)
        else:
            key = "" if made.claim is None else made.claim.key
            problem = Problem(line=made.line, key=key, error=made.error)
        wrong += 1
        if len(problems) < _SHOWN:
            problems.append(problem)
    return Inspection(
        rows=number,
        documents=documents,
        lines=lines,
        repeated=repeated,
        wrong=wrong,
        problems=tuple(problems),
    )


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
