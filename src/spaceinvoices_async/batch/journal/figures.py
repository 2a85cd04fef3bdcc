"""What a journal adds up to: totals, refusals by reason, rows in doubt, and the pace of its runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from attrs import frozen

from spaceinvoices_async.batch.journal.records import State

if TYPE_CHECKING:
    import sqlite3

TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS runs (run INTEGER PRIMARY KEY, started INTEGER NOT NULL)",
    """CREATE TABLE IF NOT EXISTS pace (
        run INTEGER NOT NULL,
        second INTEGER NOT NULL,
        issued INTEGER NOT NULL,
        refused INTEGER NOT NULL,
        PRIMARY KEY (run, second)
    ) WITHOUT ROWID""",
)
"""The tables of times: additional, so that a journal of an earlier version can go on."""


@frozen(kw_only=True)
class DocumentTotal:
    """The exact sum of the documents of one organization, type and currency.

    Attributes:
        account_id: Child account that issued them; None for the client's own.
        organization_id: Organization that issued them.
        type: Type of the documents, such as "invoice" or "credit_note".
        currency: ISO 4217 code; empty where the server named none.
        documents: Number of documents.
        total: Sum of `totalWithTax`.
    """

    account_id: str | None
    organization_id: str
    type: str
    currency: str
    documents: int
    total: Decimal


@frozen(kw_only=True)
class RefusalReason:
    """One reason for which rows were refused.

    Attributes:
        status: HTTP status of the refusal; None for rows that could not be sent.
        field: Field that the reason is about, if there is one.
        error: Reason, in words.
        rows: Number of rows with this reason.
        line: Line of the first of them in the input.
        key: Key of the first of them.
    """

    status: int | None
    field: str | None
    error: str
    rows: int
    line: int
    key: str


@frozen(kw_only=True)
class RunPace:
    """How fast one run was.

    Attributes:
        run: Number of the run, from 1.
        started: When it began, in UTC.
        seconds: Second since the start, documents issued in it, rows refused in it; in order of time
            and without the seconds in which no row ended.
    """

    run: int
    started: datetime
    seconds: tuple[tuple[int, int, int], ...]

    @property
    def issued(self) -> int:
        """Number of documents that it issued, or found on the server."""
        return sum(issued for _, issued, _ in self.seconds)

    @property
    def refused(self) -> int:
        """Number of rows that were refused."""
        return sum(refused for _, _, refused in self.seconds)

    @property
    def duration(self) -> int:
        """Seconds from the start to the last row that ended."""
        return self.seconds[-1][0] + 1 if self.seconds else 0


def begin_run(connection: sqlite3.Connection, run: int) -> None:
    """Record when a run begins."""
    connection.execute("INSERT OR REPLACE INTO runs VALUES (?, ?)", (run, _now()))


def count_settled(connection: sqlite3.Connection, states: Iterable[object]) -> None:
    """Add rows that have just ended to the current second of the current run.

    Args:
        connection: To the journal.
        states: State of each of the rows; those that are still in doubt are not counted.
    """
    ended = list(states)
    issued, refused = ended.count(State.DONE), ended.count(State.FAILED)
    if issued or refused:
        connection.execute(
            "INSERT INTO pace VALUES ((SELECT coalesce(max(run), 0) FROM runs), ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET issued = issued + excluded.issued, "
            "refused = refused + excluded.refused",
            (_now(), issued, refused),
        )


def document_totals(connection: sqlite3.Connection) -> list[DocumentTotal]:
    """Return the sums of what was issued, by account, organization, type and currency."""
    rows = connection.execute(
        "SELECT account, organizations.id, coalesce(type, 'invoice') AS kind, "
        "coalesce(currency, ''), count(*), decimal_sum(total) FROM rows JOIN organizations "
        "ON organizations.serial = rows.organization WHERE state = ? GROUP BY 1, 2, 3, 4 "
        "ORDER BY 1, 2, kind <> 'invoice', 3, 4",
        (State.DONE,),
    )
    return [
        DocumentTotal(
            account_id=row[0] or None,
            organization_id=row[1],
            type=row[2],
            currency=row[3],
            documents=row[4],
            total=Decimal(row[5]),
        )
        for row in rows
    ]


def refusal_reasons(connection: sqlite3.Connection, limit: int) -> list[RefusalReason]:
    """Return why rows were refused, the most frequent reasons first."""
    rows = connection.execute(
        "SELECT status, field, coalesce(error, ''), count(*) AS rows, min(line), key FROM rows "
        "WHERE state = 3 GROUP BY 1, 2, 3 ORDER BY rows DESC, min(line) LIMIT ?",
        (limit,),
    )
    return [
        RefusalReason(
            status=row[0], field=row[1], error=row[2], rows=row[3], line=row[4], key=row[5]
        )
        for row in rows
    ]


def run_paces(connection: sqlite3.Connection) -> list[RunPace]:
    """Return how fast each run was; none for the runs of an earlier version, which kept no times."""
    seconds: dict[int, list[tuple[int, int, int]]] = {}
    for run, second, issued, refused in connection.execute("SELECT * FROM pace ORDER BY 1, 2"):
        seconds.setdefault(run, []).append((second, issued, refused))
    return [
        RunPace(
            run=run,
            started=datetime.fromtimestamp(started, UTC),
            # A clock that was set back in the middle of a run gives no negative second.
            seconds=tuple(
                (max(0, second - started), issued, refused)
                for second, issued, refused in seconds.get(run, [])
            ),
        )
        for run, started in connection.execute("SELECT run, started FROM runs ORDER BY run")
    ]


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
