"""What is done to the journal's tables; runs in the writer's thread, inside its transaction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from attrs import frozen

from spaceinvoices_async.batch.journal import figures
from spaceinvoices_async.batch.journal.loose_keys import loose_key
from spaceinvoices_async.batch.journal.records import Claimed, Lane, Note, Record, RowOutcome, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spaceinvoices_async.batch.journal.records import Claim, ClaimStatus

RetryFailed: TypeAlias = Literal["changed", "all", "none"]

SettlementRow: TypeAlias = tuple[object, ...]
"""The values of `settle`'s statement."""

_PARAMETERS: Final = 500  # SQLite takes 999 at least
_AT_ONCE: Final = 64
_COLUMNS: Final = (
    "position, row, key, organizations.id, account, line, fingerprint, state, attempts, document, number, "
    "total, currency, type, paid, replayed, status, error, field"
)
_CLAIM: Final = (
    "INSERT INTO rows (row, key, organization, line, run, fingerprint, raw, state) VALUES "
)
_FROM: Final = "FROM rows JOIN organizations ON organizations.serial = rows.organization"
_IS_SHARED: Final = (
    "document IN (SELECT document FROM rows "
    "WHERE document IS NOT NULL GROUP BY document HAVING count(*) > 1)"
)


@frozen(kw_only=True)
class Counts:
    """The journal in numbers."""

    done: int
    replayed: int
    """Of the done: those that were on the server before."""
    failed: int
    sent: int
    """Claimed, outcome unknown."""


class JournalStatements:
    """The rows of a journal in one run; keeps the few organizations it has met in memory."""

    def __init__(self) -> None:
        self._run = 0
        self._organizations: dict[Lane, int] = {}
        self._renewed: dict[bytes, bytes] = {}
        """Fingerprints of the rows that this run has claimed again, where the old one stays known."""

    def begin(self, connection: sqlite3.Connection) -> bool:
        """Begin a run: what earlier runs remarked about the input is forgotten.

        Returns:
            Whether earlier runs have left any rows.
        """
        self._renewed.clear()
        self._run = int(_fact(connection, "run") or 0) + 1
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('run', ?)", (str(self._run),))
        figures.begin_run(connection, self._run)
        connection.execute("DELETE FROM notes WHERE kind <> 'duplicate'")
        return connection.execute("SELECT 1 FROM rows LIMIT 1").fetchone() is not None

    def claim(
        self, connection: sqlite3.Connection, claims: Sequence[Claim], retry: RetryFailed
    ) -> list[Claimed]:
        """Claim those of the rows that are to be sent, and say how each of them stands."""
        known = self._find(connection, [claim.row for claim in claims])
        taken: dict[bytes, Claim] = {}
        fresh: list[Claim] = []
        again: list[Claim] = []
        answers: list[Claimed] = []
        for claim in claims:
            earlier = taken.get(claim.row)
            found = known.get(claim.row) if earlier is None else (_claimed(earlier), self._run)
            standing = self._standing(claim, found, retry)
            answers.append(Claimed(standing, found[0] if found else None))
            if standing in {"new", "resumed", "retried"}:
                taken[claim.row] = claim
                (fresh if standing == "new" else again).append(claim)
                if found is not None and found[0].fingerprint != claim.fingerprint:
                    self._renewed[claim.row] = claim.fingerprint
            elif found is not None and standing in {"conflicting", "changed"}:
                note(connection, _remark(claim, standing, found[0]))
        self._insert(connection, fresh)
        self._renew(connection, again)
        return answers

    def refuse(self, connection: sqlite3.Connection, claim: Claim, outcome: RowOutcome) -> None:
        """Take down a row that cannot be sent; one that was sent before keeps its state."""
        found = self._find(connection, [claim.row]).get(claim.row)
        if found is None or found[0].outcome.state is State.FAILED:
            (self._insert if found is None else self._renew)(connection, [claim])
            self._renewed.pop(claim.row, None)
            settle(connection, [settlement(claim.row, outcome, claim)])
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
    ) -> ClaimStatus:
        if found is None:
            return "new"
        record, run = found
        if run == self._run:
            held = self._renewed.get(claim.row, record.fingerprint)
            return "repeated" if held == claim.fingerprint and not claim.whole else "conflicting"
        same = record.fingerprint == claim.fingerprint
        if record.outcome.state is State.SENT:
            return "resumed"
        if record.outcome.state is State.DONE:
            return "done" if same or not record.fingerprint else "changed"
        again = retry == "all" or (retry == "changed" and not same)
        return "retried" if again else "failed"

    def _insert(self, connection: sqlite3.Connection, claims: Sequence[Claim]) -> None:
        """Claim rows that the journal did not know; one statement, as each gives the lock away."""
        for start in range(0, len(claims), _AT_ONCE):
            part = claims[start : start + _AT_ONCE]
            values: list[object] = []
            for claim in part:
                lane = self._organization(connection, claim.lane)
                values += (_blob(claim.row), claim.key, lane, claim.line, self._run)
                values += (_blob(claim.fingerprint), _blob(claim.raw), int(State.SENT))
            marks = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?)"] * len(part))
            connection.execute(_CLAIM + marks, values)

    def _renew(self, connection: sqlite3.Connection, claims: Sequence[Claim]) -> None:
        """Claim rows again; the old content stays known until it is certain it was not issued."""
        connection.executemany(
            "UPDATE rows SET state = ?, run = ?, line = ? WHERE row = ?",
            [(State.SENT, self._run, claim.line, claim.row) for claim in claims],
        )

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
        for values in _chosen(connection, f"SELECT {_COLUMNS}, run {_FROM}", rows):
            record = _record(values)
            found[record.row] = record, int(values[-1])
        return found


def unchanged(connection: sqlite3.Connection, prints: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Return those of the rows that are done and read then as they do now, with their fingerprints.

    Args:
        connection: To the journal.
        prints: Fingerprint of the row as it was read, by row id.
    """
    kept = _chosen(connection, "SELECT row, raw, fingerprint, state FROM rows", list(prints))
    return {
        row: print_
        for row, raw, print_, state in kept
        if state == State.DONE and raw == prints[row]
    }


def known(connection: sqlite3.Connection, rows: Sequence[bytes]) -> set[bytes]:
    """Return those of the rows that are in the journal."""
    return {row[0] for row in _chosen(connection, "SELECT row FROM rows", rows)}


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether there is no row."""
    return connection.execute("SELECT 1 FROM rows LIMIT 1").fetchone() is None


def zeroless_keys(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Organization and key of every row, less the zeros in front of the key."""
    rows = connection.execute(f"SELECT organizations.id, key {_FROM}")
    return frozenset((str(row[0]), str(row[1]).lstrip("0")) for row in rows)


def shared_documents(connection: sqlite3.Connection, limit: int) -> list[Record]:
    """Return rows whose document stands for another row of the journal as well."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {_IS_SHARED} ORDER BY position LIMIT ?", (limit,)
    )
    return [_record(row) for row in rows]


def note_shared_documents(connection: sqlite3.Connection, limit: int) -> None:
    """Remark each row whose document stands for another row of the journal as well."""
    for record in shared_documents(connection, limit):
        text = f"document {record.outcome.document_id} is recorded for another row too"
        note(
            connection,
            Note(
                kind="duplicate",
                line=record.line,
                key=record.key,
                organization_id=record.lane.organization_id,
                detail=text,
            ),
        )


def twins(connection: sqlite3.Connection, limit: int) -> list[tuple[str, str, int]]:
    """Keys of one organization that are nearly the same, two by two, and the line of the second."""
    connection.create_function("loose_key", 1, loose_key, deterministic=True)
    rows = connection.execute(
        "SELECT min(key), max(key), max(line) FROM rows GROUP BY organization, loose_key(key) "
        "HAVING count(*) > 1 LIMIT ?",
        (limit,),
    )
    return [(str(row[0]), str(row[1]), int(row[2])) for row in rows]


def remember(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a fact."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def find(connection: sqlite3.Connection, rows: Sequence[bytes]) -> dict[bytes, Record]:
    """Return what is known of rows."""
    found = map(_record, _chosen(connection, f"SELECT {_COLUMNS} {_FROM}", rows))
    return {record.row: record for record in found}


def settlement(row: bytes, outcome: RowOutcome, content: Claim | None) -> SettlementRow:
    """Return what `settle` takes: an outcome and its content, None where it is not known."""
    return (
        int(outcome.state),
        outcome.attempts,
        _storable(outcome.document_id),
        _storable(outcome.number),
        "" if outcome.total is None else str(outcome.total),
        _storable(outcome.currency),
        _storable(outcome.type),
        "" if outcome.paid is None else str(outcome.paid),
        int(outcome.replayed),
        outcome.status or 0,
        _storable(outcome.error),
        _storable(outcome.field),
        None if content is None else _blob(content.fingerprint),
        int(content is not None),
        None if content is None else _blob(content.raw),
        _blob(row),
    )


def settle(connection: sqlite3.Connection, settlements: Sequence[SettlementRow]) -> None:
    """Record what became of rows."""
    figures.count_settled(connection, (values[0] for values in settlements))
    connection.executemany(
        "UPDATE rows SET state = ?, attempts = attempts + ?, document = ?, number = ?, "
        "total = nullif(?, ''), currency = ?, type = ?, paid = nullif(?, ''), replayed = ?, "
        "status = nullif(?, 0), error = ?, field = ?, "
        "fingerprint = coalesce(?, fingerprint), raw = CASE WHEN ? THEN ? ELSE raw END "
        "WHERE row = ?",
        settlements,
    )


def note(connection: sqlite3.Connection, remark: Note) -> None:
    """Take a remark down, once however often it is made."""
    connection.execute(
        "INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?)",
        (
            remark.kind,
            _storable(remark.organization_id),
            _storable(remark.key),
            remark.line,
            _storable(remark.detail),
        ),
    )


def notes(connection: sqlite3.Connection, limit: int) -> list[Note]:
    """Return the first remarks."""
    rows = connection.execute(
        "SELECT kind, organization, key, line, detail FROM notes ORDER BY line LIMIT ?", (limit,)
    )
    return [
        Note(kind=row[0], organization_id=row[1], key=row[2], line=row[3], detail=row[4])
        for row in rows
    ]


def note_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many remarks of each kind there are."""
    return dict(connection.execute("SELECT kind, count(*) FROM notes GROUP BY kind").fetchall())


def page(
    connection: sqlite3.Connection,
    after: int,
    limit: int,
    *,
    state: State | None,
    before_run: int | None = None,
) -> list[Record]:
    """Return the next records in the order of their claims; of earlier runs alone if asked."""
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
    """Return how many rows are in which state."""
    found = dict(connection.execute("SELECT state, count(*) FROM rows GROUP BY state").fetchall())
    replayed = connection.execute("SELECT count(*) FROM rows WHERE replayed = 1").fetchone()[0]
    return Counts(
        done=found.get(State.DONE, 0),
        failed=found.get(State.FAILED, 0),
        sent=found.get(State.SENT, 0),
        replayed=replayed,
    )


def totals(connection: sqlite3.Connection) -> dict[str, dict[str, Decimal]]:
    """Return the exact sums of what was issued, by type and currency.

    `""` where the server named none.
    """
    rows = connection.execute(
        "SELECT coalesce(type, 'invoice'), coalesce(currency, ''), decimal_sum(total) FROM rows "
        "WHERE state = ? GROUP BY 1, 2",
        (State.DONE,),
    )
    sums: dict[str, dict[str, Decimal]] = {}
    for kind, currency, total in rows:
        sums.setdefault(str(kind), {})[str(currency)] = Decimal(total)
    return sums


def fact(connection: sqlite3.Connection, name: str) -> str:
    """Return one of the facts the journal was made with; empty if it has none of that name."""
    return _fact(connection, name) or ""


def _fact(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _parts(rows: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Return as many at a time as a statement takes."""
    return (rows[start : start + _PARAMETERS] for start in range(0, len(rows), _PARAMETERS))


def _chosen(
    connection: sqlite3.Connection, select: str, rows: Sequence[bytes]
) -> Iterator[sqlite3.Row]:
    """Yield what a statement selects of these rows."""
    for part in _parts(rows):
        marks = ", ".join("?" * len(part))
        values = [_blob(row) for row in part]
        yield from connection.execute(f"{select} WHERE row IN ({marks})", values).fetchall()


def _claimed(claim: Claim) -> Record:
    """Return the record of a row that this run has claimed a moment ago."""
    return Record(
        position=0,
        row=claim.row,
        lane=claim.lane,
        key=claim.key,
        line=claim.line,
        fingerprint=claim.fingerprint,
        outcome=RowOutcome(state=State.SENT),
    )


def _record(values: Sequence[object]) -> Record:
    position, row, key, organization_id, account, line, print_, state, attempts, *rest = values
    document, number, total, currency, kind, paid, replayed, status, error, field = rest[:10]
    return Record(
        position=cast("int", position),
        row=cast("bytes", row),
        lane=Lane(cast("str", account) or None, cast("str", organization_id)),
        key=cast("str", key),
        line=cast("int", line),
        fingerprint=cast("bytes", print_),
        outcome=RowOutcome(
            state=State(cast("int", state)),
            attempts=cast("int", attempts),
            document_id=cast("str | None", document),
            number=cast("str | None", number),
            total=None if total is None else Decimal(cast("str", total)),
            currency=cast("str | None", currency),
            type=cast("str | None", kind),
            paid=None if paid is None else Decimal(cast("str", paid)),
            replayed=bool(replayed),
            status=cast("int | None", status),
            error=cast("str | None", error),
            field=cast("str | None", field),
        ),
    )


def _remark(claim: Claim, standing: ClaimStatus, record: Record) -> Note:
    if standing == "conflicting":
        return _note(
            "conflict",
            claim,
            f"line {record.line} has the same key and another content; this row was not issued "
            "(the lines of one document must stand together, and a key must name one document)",
        )
    document = record.outcome.document_id
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


def _blob(value: bytes | None) -> bytearray | None:
    """Return the bytes as what `sqlite3` binds at once: of `bytes`, as of None, it takes longer.

    It looks for an adapter of their type first, for each value again.
    """
    return None if value is None else bytearray(value)


def _storable(text: str | None) -> str | None:
    """Return the text as SQLite takes it.

    Half a surrogate pair, from a server say, is written out.
    """
    if text is None or text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
