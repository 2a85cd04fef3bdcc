"""State in SQLite: a table per model, declared scalars in columns, the whole record as JSON beside them."""

from __future__ import annotations

import dataclasses
import functools
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback import javascript, matching, sql
from spaceinvoices_sandbox.loopback.dates import parse as parse_date
from spaceinvoices_sandbox.loopback.filters import Query
from spaceinvoices_sandbox.loopback.json_types import dump, is_list, is_object, load_record
from spaceinvoices_sandbox.storage import bson_order

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.loopback.schemas import Schema

Scope = dict[str, str]
"""Columns a search is bound to, whatever the caller's filter says: `{"organizationId": id}`."""

Change = tuple["Schema", str, "Record"]
"""A changed record, and whether it is a `create`, an `update` or a `delete`."""
_TYPES: Final = {"string": "TEXT", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
_LARGEST_INTEGER: Final = 2**63 - 1
_EXTRA = (
    "CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS blobs (name TEXT PRIMARY KEY, type TEXT NOT NULL, data BLOB NOT NULL)",
)


class Store:
    """The database of one sandbox; all calls come from one thread at a time."""

    def __init__(self, models: Iterable[Schema], path: str = ":memory:") -> None:
        if path != ":memory:":
            # SQLite gives the files beside a database the rights of the database itself.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._connection = sqlite3.connect(
            path,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
        self._execute = self._connection.execute
        self._changes: list[Change] = []
        self._tables: list[str] = []
        try:
            self._open(models, in_memory=path == ":memory:")
        except BaseException:
            self.close()
            raise

    def _open(self, models: Iterable[Schema], *, in_memory: bool) -> None:
        if not in_memory:
            self._execute("PRAGMA journal_mode = WAL")
            self._execute("PRAGMA synchronous = NORMAL")
        for statement in _EXTRA:
            self._execute(statement)
        for schema in models:
            self._create(schema)

    def committed(self) -> list[Change]:
        """Return the changes committed since the last call: schema, verb, record after it."""
        changes, self._changes = self._changes, []
        return changes

    def clear(self) -> None:
        """Forget every record, counter and file."""
        bodies = [f"{table}_bodies" for table in self._tables]
        with self.transaction():
            for table in (*self._tables, *bodies, "counters", "blobs"):
                self._execute(f"DELETE FROM {table}")
        self._changes.clear()

    def close(self) -> None:
        """End all use; a file keeps everything that was committed."""
        self._connection.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Return all of the block's writes, or none of them when it raises."""
        return self._block("BEGIN IMMEDIATE", "ROLLBACK", "COMMIT")

    def savepoint(self) -> AbstractContextManager[None]:
        """Return the same inside a transaction."""
        return self._block("SAVEPOINT item", "ROLLBACK TO item; RELEASE item", "RELEASE item")

    @contextmanager
    def _block(self, begin: str, undo: str, end: str) -> Generator[None]:
        self._execute(begin)
        before = len(self._changes)
        try:
            yield
        except BaseException:
            del self._changes[before:]
            for statement in undo.split("; "):
                self._execute(statement)
            raise
        self._execute(end)

    def insert(self, schema: Schema, record: Record) -> Record:
        """Keep a new record, whose id nobody has."""
        statement, body = _insert_statements(schema)
        seq = self._execute(statement, _row(schema, record)).lastrowid
        self._execute(body, [seq, dump(record).decode()])
        self._changes.append((schema, "create", record))
        return record

    def update(self, schema: Schema, record: Record) -> Record:
        """Keep a changed record in its place."""
        table, identity = schema.table, record["id"]
        sets = ", ".join(f"{sql.quoted(name)} = ?" for name in _columns(schema))
        self._execute(f"UPDATE {table} SET {sets} WHERE id = ?", [*_row(schema, record), identity])
        self._execute(
            f"UPDATE {table}_bodies SET body = ? WHERE seq = (SELECT seq FROM {table} WHERE id = ?)",
            [dump(record).decode(), identity],
        )
        self._changes.append((schema, "delete" if record.get("_isDeleted") else "update", record))
        return record

    def remove(self, schema: Schema, identity: str) -> int:
        """Forget a record; how many there were."""
        table = schema.table
        gone = self.get(schema, identity, deleted=True)
        if gone is not None:
            self._changes.append((schema, "delete", gone))
        self._execute(
            f"DELETE FROM {table}_bodies WHERE seq = (SELECT seq FROM {table} WHERE id = ?)",
            [identity],
        )
        return self._execute(f"DELETE FROM {table} WHERE id = ?", [identity]).rowcount

    def get(self, schema: Schema, identity: str, *, deleted: bool = False) -> Record | None:
        """Return the record with the id; a softly deleted one only when asked for."""
        source = _source(schema)
        row = self._execute(f"SELECT body FROM {source} WHERE id = ?", [identity]).fetchone()
        record = None if row is None else load_record(row[0])
        if record is not None and schema.soft_delete and record.get("_isDeleted") and not deleted:
            return None
        return record

    def first(self, schema: Schema, **columns: str) -> Record | None:
        """Return the oldest living record whose columns have these values."""
        found, _ = self.find(schema, columns, Query(limit=1), counted=False)
        return found[0] if found else None

    def every(self, schema: Schema, **columns: str) -> list[Record]:
        """Return all living records whose columns have these values, oldest first."""
        clauses, parameters = _scoped(schema, columns, deleted=False)
        condition = " AND ".join(clauses) or "1"
        rows = self._execute(
            f"SELECT body FROM {_source(schema)} WHERE {condition} ORDER BY seq", parameters
        )
        return [load_record(row[0]) for row in rows]

    def find(
        self,
        schema: Schema,
        scope: Mapping[str, str],
        query: Query,
        *,
        counted: bool = True,
    ) -> tuple[list[Record], int]:
        """Return one page, and how many match in all."""
        condition, parameters, rest = _conditions(schema, scope, query.where, deleted=query.deleted)
        ordered = None if rest else _sql_order(schema, query)
        if rest or ordered is None:
            rows = self._bodies(schema, condition, parameters)
            return _in_python(schema, rows, rest, query)
        table = schema.table
        page = self._execute(
            f"SELECT seq FROM {table} WHERE {condition} ORDER BY {ordered} LIMIT ? OFFSET ?",
            [*parameters, query.limit, query.skip],
        ).fetchall()
        fetched = f"SELECT body FROM {table}_bodies WHERE seq = ?"
        records = [load_record(self._execute(fetched, row).fetchone()[0]) for row in page]
        if not counted or (not query.skip and len(records) < query.limit):
            return records, len(records)
        total = self._execute(f"SELECT COUNT(*) FROM {table} WHERE {condition}", parameters)
        return records, int(total.fetchone()[0])

    def _bodies(
        self, schema: Schema, condition: str, parameters: list[sql.Parameter]
    ) -> Iterator[Record]:
        statement = f"SELECT body FROM {_source(schema)} WHERE {condition} ORDER BY seq"
        return (load_record(row[0]) for row in self._execute(statement, parameters))

    def find_among(self, schema: Schema, ids: list[str], query: Query) -> tuple[list[Record], int]:
        """Return one page of the records with these ids."""
        choices: dict[str, object] = {"id": {"inq": list(ids)}}
        where: dict[str, object] = {"and": [choices, dict(query.where)]}
        return self.find(schema, {}, dataclasses.replace(query, where=where))

    def count(self, schema: Schema, scope: Mapping[str, str], where: Mapping[str, object]) -> int:
        """Return how many living records match."""
        condition, parameters, rest = _conditions(schema, scope, where, deleted=False)
        if rest:
            rows = self._bodies(schema, condition, parameters)
            return _in_python(schema, rows, rest, Query())[1]
        found = self._execute(f"SELECT COUNT(*) FROM {schema.table} WHERE {condition}", parameters)
        return int(found.fetchone()[0])

    def next_value(self, counter: str, *, at_least: int = 0) -> int:
        """Return the counter moved on by one; gapless, as a failed request rolls it back."""
        row = self._execute(
            "INSERT INTO counters VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = MAX(value, ?) + 1 RETURNING value",
            [counter, at_least + 1, at_least],
        ).fetchone()
        return int(row[0])

    def value(self, counter: str) -> int:
        """Return the counter as it stands."""
        row = self._execute("SELECT value FROM counters WHERE name = ?", [counter]).fetchone()
        return 0 if row is None else int(row[0])

    def put_blob(self, name: str, content_type: str, data: bytes) -> None:
        """Keep a file under the name, in place of one that was there."""
        self._execute("REPLACE INTO blobs VALUES (?, ?, ?)", [name, content_type, data])

    def blob(self, name: str) -> tuple[str, bytes] | None:
        """Content type and bytes of a kept file."""
        row = self._execute("SELECT type, data FROM blobs WHERE name = ?", [name]).fetchone()
        return None if row is None else (str(row[0]), bytes(row[1]))

    def drop_blob(self, name: str) -> int:
        """Forget a file; how many there were."""
        return self._execute("DELETE FROM blobs WHERE name = ?", [name]).rowcount

    def rows(self, statement: str, parameters: list[sql.Parameter]) -> list[tuple[object, ...]]:
        """Return the rows of a statement written for statistics."""
        return self._execute(statement, parameters).fetchall()

    def _create(self, schema: Schema) -> None:
        self._tables.append(schema.table)
        columns = ", ".join(
            f"{sql.quoted(name)} {_TYPES[schema.properties[name]]}" for name in schema.columns
        )
        self._execute(
            f"CREATE TABLE IF NOT EXISTS {schema.table} "
            f"(seq INTEGER PRIMARY KEY AUTOINCREMENT, {columns})"
        )
        self._execute(
            f"CREATE TABLE IF NOT EXISTS {schema.table}_bodies "
            "(seq INTEGER PRIMARY KEY, body TEXT NOT NULL)"
        )
        self._add_columns(schema)
        self._execute(f"CREATE UNIQUE INDEX IF NOT EXISTS {schema.table}_id ON {schema.table} (id)")
        for name in schema.indexed:
            self._execute(
                f'CREATE INDEX IF NOT EXISTS "{schema.table}_{name}" ON {schema.table} ("{name}")'
            )
        for names in schema.searched:
            columns = ", ".join(sql.quoted(name) for name in names)
            self._execute(
                f"CREATE INDEX IF NOT EXISTS {schema.table}_by_{'_'.join(names[1:])} "
                f'ON {schema.table} ({columns}) WHERE "_isDeleted" IS NOT 1'
            )
        if schema.unique:
            columns = ", ".join(sql.quoted(name) for name in schema.unique)
            self._execute(
                f"CREATE INDEX IF NOT EXISTS {schema.table}_unique ON {schema.table} "
                f"({columns}) WHERE {sql.quoted(schema.unique[-1])} IS NOT NULL"
            )

    def _add_columns(self, schema: Schema) -> None:
        """Give a table of an older version the columns that its models have since got."""
        table = schema.table
        there = {str(row[1]) for row in self._execute(f"PRAGMA table_info({table})")}
        for name in schema.columns:
            if name in there:
                continue
            kind = _TYPES[schema.properties[name]]
            self._execute(f"ALTER TABLE {table} ADD COLUMN {sql.quoted(name)} {kind}")
            self._execute(
                f"UPDATE {table} SET {sql.quoted(name)} = (SELECT json_extract(body, ?) "
                f"FROM {table}_bodies WHERE {table}_bodies.seq = {table}.seq)",
                [f'$."{name}"'],
            )


def _sql_order(schema: Schema, query: Query) -> str | None:
    """Return the ORDER BY; None where an undeclared path is for Python to sort.

    SQLite puts nulls where MongoDB does, before everything else.
    """
    if any(name not in schema.columns for name, _ in query.order):
        return None
    terms = [f"{sql.quoted(name)} {'DESC' if down else 'ASC'}" for name, down in query.order]
    return ", ".join([*terms, "seq"])


def hydrated(
    schema: Schema, record: Record, names: frozenset[str] | None = None
) -> Mapping[str, object]:
    """Return the record with its date properties (or only those named) as dates."""
    wanted = schema.dates if names is None else names
    if not wanted:
        return record
    parsed = {
        name: parse_date(value) for name in wanted if isinstance(value := record.get(name), str)
    }
    return {**record, **parsed}


def _source(schema: Schema) -> str:
    return f"{schema.table} JOIN {schema.table}_bodies USING (seq)"


@functools.cache
def _columns(schema: Schema) -> tuple[str, ...]:
    return schema.columns


def _row(schema: Schema, record: Record) -> list[object]:
    return [_cell(record.get(name)) for name in _columns(schema)]


def _cell(value: object) -> object:
    """Return the value as a column holds it.

    A number beyond 64 bits as the double it is in JavaScript.
    """
    if isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
        return float(value)
    return None if isinstance(value, (dict, list)) else value


@functools.cache
def _insert_statements(schema: Schema) -> tuple[str, str]:
    columns = _columns(schema)
    names = ", ".join(sql.quoted(name) for name in columns)
    marks = ", ".join("?" * len(columns))
    return (
        f"INSERT INTO {schema.table} ({names}) VALUES ({marks})",
        f"INSERT INTO {schema.table}_bodies VALUES (?, ?)",
    )


def _conditions(
    schema: Schema,
    scope: Mapping[str, str],
    where: Mapping[str, object],
    *,
    deleted: bool,
) -> tuple[str, list[sql.Parameter], dict[str, object]]:
    """Return the SQL of a search, and what is left for Python of the records it finds."""
    clauses, parameters = _scoped(schema, scope, deleted=deleted)
    exact, rest = sql.split(where, schema)
    if sql.can_fail(rest):  # in the order in which they came, so that the same one fails
        exact, rest = [], dict(where)
    for clause, values in [*exact, *sql.hints(rest)]:
        clauses.append(f"({clause})")
        parameters.extend(values)
    return " AND ".join(clauses) or "1", parameters, rest


def _scoped(
    schema: Schema, scope: Mapping[str, str], *, deleted: bool
) -> tuple[list[str], list[sql.Parameter]]:
    clauses = [f"{sql.quoted(name)} = ?" for name in scope]
    if schema.soft_delete and not deleted:
        clauses.append('"_isDeleted" IS NOT 1')
    return clauses, [*scope.values()]


def _in_python(
    schema: Schema, records: Iterator[Record], rest: Mapping[str, object], query: Query
) -> tuple[list[Record], int]:
    dates = schema.dates & _named(rest, query)
    pairs = ((hydrated(schema, record, dates), record) for record in records)
    kept = [pair for pair in pairs if not rest or matching.matches(rest, pair[0])]
    if query.order:
        key = functools.cmp_to_key(functools.partial(_order, query))
        kept.sort(key=lambda pair: key(pair[0]))
    window = kept[query.skip : query.skip + query.limit]
    return [record for _, record in window], len(kept)


def _named(value: object, query: Query) -> frozenset[str]:
    """Return all names in the conditions and the order, so that no other date is read."""
    if is_object(value):
        inner = [_named(item, Query()) for item in value.values()]
        ordered = (name for name, _ in query.order)
        return frozenset(value).union(ordered, *inner)
    if is_list(value):
        return frozenset[str]().union(*(_named(item, Query()) for item in value))
    return frozenset()


def _order(query: Query, one: Mapping[str, object], two: Mapping[str, object]) -> int:
    """Compare two records as MongoDB does, the database behind the API."""
    for path, descending in query.order:
        first, second = (
            bson_order.sort_key(javascript.dig(row, path), descending=descending)
            for row in (one, two)
        )
        if first != second:
            return (1 if second < first else -1) * (-1 if descending else 1)
    return 0
