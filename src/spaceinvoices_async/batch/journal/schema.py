"""The journal's file: its tables, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.errors import JournalMismatch
from spaceinvoices_async.batch.journal import figures
from spaceinvoices_async.batch.journal.lock import locked

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

VERSION: Final = 3
_WITHOUT_TYPES: Final = 2
"""The version before: rows of it are read as invoices."""
_APPLICATION: Final = 0x53494A31  # "SIJ1", what `file` shows of a journal
_CACHE_KIB: Final = 65_536
_LOG_PAGES: Final = 4_000
"""Pages after which the log is written into the file: one that changes often is written once."""
_EMPTYING: Final = (
    "DELETE FROM rows",
    "DELETE FROM notes",
    "DELETE FROM facts",
    "DELETE FROM runs",
    "DELETE FROM pace",
)
_TABLES: Final = (
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE organizations (
        serial INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        account TEXT NOT NULL,
        UNIQUE (id, account)
    )""",
    """CREATE TABLE rows (
        position INTEGER PRIMARY KEY,
        row BLOB NOT NULL UNIQUE,
        key TEXT NOT NULL,
        organization INTEGER NOT NULL REFERENCES organizations,
        line INTEGER NOT NULL,
        run INTEGER NOT NULL,
        fingerprint BLOB NOT NULL,
        raw BLOB,
        state INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        document TEXT,
        number TEXT,
        total TEXT,
        currency TEXT,
        type TEXT,
        paid TEXT,
        replayed INTEGER NOT NULL DEFAULT 0,
        status INTEGER,
        error TEXT,
        field TEXT
    )""",
    """CREATE TABLE notes (
        kind TEXT NOT NULL,
        organization TEXT NOT NULL,
        key TEXT NOT NULL,
        line INTEGER NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (kind, organization, key, line)
    ) WITHOUT ROWID""",
    # Small while all goes well: what is open or refused, never what is done.
    "CREATE INDEX unfinished ON rows (state, position) WHERE state <> 2",
)


_EXACT: Final = Context(prec=100)


class DecimalSum:
    """The exact sum of decimals kept as text."""

    def __init__(self) -> None:
        self._sum = Decimal(0)

    def step(self, value: str | None) -> None:
        """Add one."""
        if value is not None:
            self._sum = _EXACT.add(self._sum, Decimal(value))

    def finalize(self) -> str:
        """Return the sum, as text."""
        return str(self._sum)


@contextmanager
def opened(path: Path, facts: Mapping[str, str] | None) -> Generator[sqlite3.Connection]:
    """Hold a journal alone and connect to it, until the block ends.

    Args:
        path: Of the file; it is made if `facts` are given.
        facts: What the journal must be about; None takes it as it is.

    Raises:
        JournalLocked: Another run holds it.
        JournalMismatch: It is about something else, or is no journal.
        OSError: Its folder is missing, or cannot be written.
        sqlite3.OperationalError: It cannot be opened.
    """
    if facts is None and not path.exists():
        raise FileNotFoundError(f"No such file: {path}")
    # First of all: to open and close a journal that this process holds would free SQLite's lock.
    with locked(path), closing(connect(path, facts)) as connection:
        yield connection


def connect(path: Path, facts: Mapping[str, str] | None) -> sqlite3.Connection:
    """Open a journal for writing, so that SQLite keeps others out until it is closed.

    Args:
        path: Of the file; it is made if `facts` are given.
        facts: What the journal must be about; None takes it as it is.

    Raises:
        JournalMismatch: It is about something else, or is no journal.
        sqlite3.OperationalError: It is locked, or cannot be opened.
    """
    if facts is not None and not path.exists():
        # The keys of customers are in it: for nobody else to read.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=0,
        isolation_level=None,
    )
    try:
        _prepare(connection, path, facts)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, facts: Mapping[str, str] | None) -> None:
    connection.create_aggregate("decimal_sum", 1, DecimalSum)  # type: ignore[arg-type]  # typeshed wants numbers
    # Before the first access: the lock, once taken, is kept, and no shared memory file is needed.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise JournalMismatch(f"{path} is not a journal of a batch") from error
    if mode != "wal":
        raise sqlite3.OperationalError(f"no write-ahead log on this file system ({mode})")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    connection.execute("BEGIN EXCLUSIVE")
    _check_format(connection, path, facts)
    for table in figures.TABLES:
        connection.execute(table)
    if facts is not None:
        _check_facts(connection, path, facts)
    connection.execute("COMMIT")


def _check_format(
    connection: sqlite3.Connection, path: Path, facts: Mapping[str, str] | None
) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and application == 0 and facts is not None:
        for table in _TABLES:
            connection.execute(table)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    elif application != _APPLICATION:
        raise JournalMismatch(f"{path} is not a journal of a batch")
    elif version == _WITHOUT_TYPES:
        for column in ("type", "paid"):
            connection.execute(f"ALTER TABLE rows ADD COLUMN {column} TEXT")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    elif version < VERSION:
        raise JournalMismatch(
            f"{path} has the format {version} of an earlier version of the SDK, and this one writes "
            f"{VERSION}: put it aside and make a new one with reconcile, which issues nothing"
        )
    elif version > VERSION:
        raise JournalMismatch(
            f"{path} has the format {version}, and this version of the SDK knows {VERSION}"
        )


def _check_facts(connection: sqlite3.Connection, path: Path, facts: Mapping[str, str]) -> None:
    known = dict(connection.execute("SELECT name, value FROM facts").fetchall())
    if any(known.get(name, value) != value for name, value in facts.items()) and _blank(connection):
        for emptying in _EMPTYING:
            connection.execute(emptying)
        known = {}
    for name, value in facts.items():
        if known.setdefault(name, value) != value:
            raise JournalMismatch(
                f"{path} belongs to another {name} ({known[name] or 'named by each row'}, not "
                f"{value or 'named by each row'}); give this run a journal of its own"
            )
    connection.executemany("INSERT OR IGNORE INTO facts VALUES (?, ?)", facts.items())


def _blank(connection: sqlite3.Connection) -> bool:
    """Return whether nothing of it was ever sent: all it knows are rows that could not be."""
    found = connection.execute(
        "SELECT 1 FROM rows WHERE state <> 3 OR attempts > 0 OR status IS NOT NULL "
        "UNION ALL SELECT 1 FROM notes WHERE kind = 'conflict' LIMIT 1"
    )
    return found.fetchone() is None
