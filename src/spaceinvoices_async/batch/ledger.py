"""What is done to the journal's tables; runs in the writer's thread, inside its transaction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from attrs import frozen

from .records import Claimed, Lane, Note, Outcome, Record, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from .records import Claim, Standing

RetryFailed: TypeAlias = Literal["changed", "all", "none"]

_PARAMETERS: Final = 500  # SQLite takes 999 at least
_COLUMNS: Final = (
    "position, row, key, organizations.id, account, line, fingerprint, state, attempts, document, number, "
    "total, currency, replayed, status, error, field"
)
_FROM: Final = "FROM rows JOIN organizations ON organizations.serial = rows.organization"


@frozen(kw_only=True)
class Counts:
    """The journal in numbers."""

    done: int = 0
    replayed: int = 0
    """Of the done: those that were on the server before."""
    failed: int = 0
    sent: int = 0
    """Claimed, outcome unknown."""


class Ledger:
    """The rows of a journal in one run; keeps the few organizations it has met in memory."""

    def __init__(self) -> None:
        self._run = 0
        self._organizations: dict[Lane, int] = {}

    def begin(self, connection: sqlite3.Connection) -> None:
        """Begin a run: what earlier runs remarked about the input is forgotten."""
        self._run = int(_fact(connection, "run") or 0) + 1
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('run', ?)", (str(self._run),))
        connection.execute("DELETE FROM notes WHERE kind <> 'duplicate'")

    def claim(
        self, connection: sqlite3.Connection, claims: Sequence[Claim], retry: RetryFailed
    ) -> list[Claimed]:
        """Claim those of the rows that are to be sent, and say how each of them stands."""
        known = self._find(connection, [claim.row for claim in claims])
        answers: list[Claimed] = []
        for claim in claims:
            found = known.get(claim.row)
            standing = self._standing(claim, found, retry)
            answers.append(Claimed(standing=standing, record=found[0] if found else None))
            if standing in {"new", "resumed", "retried"}:
                known[claim.row] = self._take(connection, claim, standing)
            elif standing in {"conflicting", "changed"}:
                note(connection, _remark(claim, standing, found[0] if found else None))
        return answers

    def refuse(self, connection: sqlite3.Connection, claim: Claim, outcome: Outcome) -> None:
        """Take down a row that cannot be sent; one that was sent before keeps its state."""
        found = self._find(connection, [claim.row]).get(claim.row)
        if found is None or found[0].outcome.state is State.FAILED:
            self._take(connection, claim, "new" if found is None else "retried")
            settle(connection, claim.row, outcome, claim.fingerprint)
            return
        text = f"this row is in the journal, but cannot be sent now: {outcome.error}"
        note(connection, _note("invalid", claim, text))

    def release(self, connection: sqlite3.Connection, rows: Iterable[bytes]) -> None:
        """Give back claims of which no request was made: as if they had not been."""
        for row in rows:
            # A refusal of an earlier run stays one.
            connection.execute(
                "UPDATE rows SET state = ? WHERE row = ? AND error IS NOT NULL",
                (State.FAILED, row),
            )
            connection.execute("DELETE FROM rows WHERE row = ? AND state = ?", (row, State.SENT))

    def _standing(
        self, claim: Claim, found: tuple[Record, int] | None, retry: RetryFailed
    ) -> Standing:
        if found is None:
            return "new"
        record, run = found
        same = record.fingerprint == claim.fingerprint
        if run == self._run:
            return "repeated" if same else "conflicting"
        if record.outcome.state is State.SENT:
            return "resumed"
        if record.outcome.state is State.DONE:
            return "done" if same or not record.fingerprint else "changed"
        again = retry == "all" or (retry == "changed" and not same)
        return "retried" if again else "failed"

    def _take(
        self, connection: sqlite3.Connection, claim: Claim, standing: Standing
    ) -> tuple[Record, int]:
        if standing == "new":
            connection.execute(
                "INSERT INTO rows (row, key, organization, line, run, fingerprint, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    claim.row,
                    claim.key,
                    self._organization(connection, claim.lane),
                    claim.line,
                    self._run,
                    claim.fingerprint,
                    State.SENT,
                ),
            )
        else:
            # The old content stays known until it is certain that it was not issued.
            connection.execute(
                "UPDATE rows SET state = ?, run = ?, line = ? WHERE row = ?",
                (State.SENT, self._run, claim.line, claim.row),
            )
        record = Record(
            position=0,
            row=claim.row,
            lane=claim.lane,
            key=claim.key,
            line=claim.line,
            fingerprint=claim.fingerprint,
            outcome=Outcome(state=State.SENT),
        )
        return record, self._run

    def _organization(self, connection: sqlite3.Connection, lane: Lane) -> int:
        serial = self._organizations.get(lane)
        if serial is None:
            values = (lane.organization_id, lane.account_id or "")
            connection.execute(
                "INSERT OR IGNORE INTO organizations (id, account) VALUES (?, ?)", values
            )
            row = connection.execute(
                "SELECT serial FROM organizations WHERE id = ? AND account = ?", values
            ).fetchone()
            serial = self._organizations[lane] = int(row[0])
        return serial

    def _find(
        self, connection: sqlite3.Connection, rows: Sequence[bytes]
    ) -> dict[bytes, tuple[Record, int]]:
        found: dict[bytes, tuple[Record, int]] = {}
        for start in range(0, len(rows), _PARAMETERS):
            part = rows[start : start + _PARAMETERS]
            marks = ", ".join("?" * len(part))
            for values in connection.execute(
                f"SELECT {_COLUMNS}, run {_FROM} WHERE row IN ({marks})",
                part,
            ):
                record = _record(values)
                found[record.row] = record, int(values[-1])
        return found


def settle(
    connection: sqlite3.Connection, row: bytes, outcome: Outcome, fingerprint: bytes | None
) -> None:
    """Take down what became of a row, and of which content; None where it is not known."""
    connection.execute(
        "UPDATE rows SET state = ?, attempts = attempts + ?, document = ?, number = ?, total = ?, "
        "currency = ?, replayed = ?, status = ?, error = ?, field = ?, "
        "fingerprint = coalesce(?, fingerprint) WHERE row = ?",
        (
            outcome.state,
            outcome.attempts,
            outcome.document_id,
            outcome.number,
            None if outcome.total is None else str(outcome.total),
            outcome.currency,
            outcome.replayed,
            outcome.status,
            outcome.error,
            outcome.field,
            fingerprint,
            row,
        ),
    )


def note(connection: sqlite3.Connection, remark: Note) -> None:
    """Take a remark down, once however often it is made."""
    connection.execute(
        "INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?)",
        (remark.kind, remark.organization_id, remark.key, remark.line, remark.detail),
    )


def notes(connection: sqlite3.Connection, limit: int) -> list[Note]:
    """The first remarks."""
    rows = connection.execute(
        "SELECT kind, organization, key, line, detail FROM notes ORDER BY line LIMIT ?", (limit,)
    )
    return [
        Note(kind=row[0], organization_id=row[1], key=row[2], line=row[3], detail=row[4])
        for row in rows
    ]


def note_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many remarks of each kind there are."""
    return dict(connection.execute("SELECT kind, count(*) FROM notes GROUP BY kind").fetchall())


def page(
    connection: sqlite3.Connection,
    after: int,
    limit: int,
    *,
    state: State | None,
    before_run: int | None = None,
) -> list[Record]:
    """The next records in the order they were claimed, and of earlier runs alone if wanted."""
    where, values = "position > ?", [after]
    if state is not None:
        # Written out, so that the partial index of what is unfinished can be used.
        where += f" AND state = {int(state)}"
    if before_run is not None:
        where, values = f"{where} AND run < ?", [*values, before_run]
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY position LIMIT ?",
        (*values, limit),
    )
    return [_record(row) for row in rows]


def counts(connection: sqlite3.Connection) -> Counts:
    """How many rows are in which state."""
    found = dict(connection.execute("SELECT state, count(*) FROM rows GROUP BY state").fetchall())
    replayed = connection.execute("SELECT count(*) FROM rows WHERE replayed = 1").fetchone()[0]
    return Counts(
        done=found.get(State.DONE, 0),
        failed=found.get(State.FAILED, 0),
        sent=found.get(State.SENT, 0),
        replayed=replayed,
    )


def totals(connection: sqlite3.Connection) -> dict[str, Decimal]:
    """The exact sum of what was issued, by currency; `""` where the server named none."""
    rows = connection.execute(
        "SELECT coalesce(currency, ''), decimal_sum(total) FROM rows WHERE state = ? GROUP BY 1",
        (State.DONE,),
    )
    return {str(row[0]): Decimal(row[1]) for row in rows}


def fact(connection: sqlite3.Connection, name: str) -> str:
    """One of the facts the journal was made with; empty if it has none of that name."""
    return _fact(connection, name) or ""


def _fact(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _record(values: Sequence[object]) -> Record:
    position, row, key, organization_id, account, line, print_, state, attempts, *rest = values
    document, number, total, currency, replayed, status, error, field = rest[:8]
    return Record(
        position=cast("int", position),
        row=cast("bytes", row),
        lane=Lane(cast("str", account) or None, cast("str", organization_id)),
        key=cast("str", key),
        line=cast("int", line),
        fingerprint=cast("bytes", print_),
        outcome=Outcome(
            state=State(cast("int", state)),
            attempts=cast("int", attempts),
            document_id=cast("str | None", document),
            number=cast("str | None", number),
            total=None if total is None else Decimal(cast("str", total)),
            currency=cast("str | None", currency),
            replayed=bool(replayed),
            status=cast("int | None", status),
            error=cast("str | None", error),
            field=cast("str | None", field),
        ),
    )


def _remark(claim: Claim, standing: Standing, record: Record | None) -> Note:
    line = "?" if record is None else record.line
    if standing == "conflicting":
        return _note(
            "conflict",
            claim,
            f"line {line} has the same key and another content; this row was not issued "
            "(the lines of one document must stand together, and a key must name one document)",
        )
    document = None if record is None else record.outcome.document_id
    return _note(
        "changed", claim, f"issued before with another content, as document {document}; left as is"
    )


def _note(kind: Literal["conflict", "changed", "invalid"], claim: Claim, detail: str) -> Note:
    return Note(
        kind=kind,
        line=claim.line,
        key=claim.key,
        organization_id=claim.organization_id,
        detail=detail,
    )
