"""Searches over the whole sandbox, across organizations: pages, counts and sums by SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from spaceinvoices_sandbox import redaction
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback.json_types import Record, dump, load_record
from spaceinvoices_sandbox.loopback.schemas import Schema
from spaceinvoices_sandbox.loopback.sql import Parameter, quoted
from spaceinvoices_sandbox.storage.store import Store
from spaceinvoices_sandbox.window.view import ROWS

Condition: TypeAlias = "tuple[str, list[Parameter]]"
"""SQL of a WHERE, and the values in it."""

EVERYTHING: Final[Condition] = ("1", [])
_LIVING: Final = '"_isDeleted" IS NOT 1'
_VALID: Final = '"draft" IS NOT 1 AND "canceled" IS NOT 1'
_UNPAID: Final = f'{_VALID} AND "paidInFull" IS NOT 1 AND "totalDue" > 0'
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "issued": ("Issued", f"{_LIVING} AND {_VALID}"),
    "unpaid": ("Unpaid", f"{_LIVING} AND {_UNPAID}"),
    "overdue": ("Overdue", f'{_LIVING} AND {_UNPAID} AND "dateDue" < ?'),
    "paid": ("Paid in full", f'{_LIVING} AND {_VALID} AND "paidInFull" = 1'),
    "draft": ("Drafts", f'{_LIVING} AND "draft" = 1'),
    "canceled": ("Canceled", f'{_LIVING} AND "canceled" = 1'),
    "deleted": ("Deleted", '"_isDeleted" = 1'),
}
"""The states a list of documents can be filtered by: their names for people, and their SQL."""
ORDERS: Final = ("date", "number", "totalWithTax", "totalDue")
"""The columns a list of documents can be ordered by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of the documents of one type and currency."""

    type: str
    currency: str
    documents: int
    net: float
    gross: float
    paid: float
    due: float


def documents_condition(asked: Mapping[str, str], now: str) -> Condition:
    """Return the SQL of the filter of the list of documents.

    Args:
        asked: Values by the names of the filter's fields; empty ones filter nothing.
        now: The current moment as the API writes it, from which on a document is overdue.
    """
    state = asked.get("state", "")
    clauses = [STATES[state][1] if state in STATES else _LIVING]
    values: list[Parameter] = [now] if state == "overdue" else []
    for column in ("organizationId", "clientId", "type", "currencyId", "uniqueId"):
        if asked.get(column):
            clauses.append(f"{quoted(column)} = ?")
            values.append(asked[column])
    for name, comparison in (("from", ">= ?"), ("to", "< ?")):
        if asked.get(name):
            clauses.append(f'"date" {comparison}')
            values.append(asked[name] if name == "from" else f"{asked[name]}T99")
    if asked.get("q"):
        clauses.append(
            "(id = ? OR number LIKE ? ESCAPE '!' OR \"uniqueId\" LIKE ? ESCAPE '!' "
            "OR reference LIKE ? ESCAPE '!' OR seq IN (SELECT seq FROM documents_bodies "
            "WHERE body LIKE ? ESCAPE '!' "
            "AND json_extract(body, '$._documentClient.name') LIKE ? ESCAPE '!'))"
        )
        text = _containing(asked["q"])
        # The text as it is written within JSON: looking for it first saves reading most bodies.
        written = _containing(dump(asked["q"]).decode()[1:-1])
        values += [asked["q"], text, text, text, written, text]
    return " AND ".join(clauses), values


def _containing(text: str) -> str:
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


def document_totals(store: Store, condition: Condition, state: str) -> tuple[int, list[Totals]]:
    """Return how many documents match, and their sums by type and currency.

    Drafts and canceled documents are in the sums only where the filter asks for them.
    """
    where, values = condition
    rows = store.rows(
        f'SELECT type, "currencyId", {_VALID} AS valid, COUNT(*), TOTAL(total), '
        'TOTAL("totalWithTax"), TOTAL("totalPaid"), TOTAL("totalDue") '
        f"FROM documents WHERE {where} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2",
        values,
    )
    every = state in {"draft", "canceled"}
    sums = [
        Totals(
            type=str(row[0] or ""),
            currency=str(row[1] or ""),
            documents=int(str(row[3])),
            net=float(str(row[4])),
            gross=float(str(row[5])),
            paid=float(str(row[6])),
            due=float(str(row[7])),
        )
        for row in rows
        if row[2] or every
    ]
    return sum(int(str(row[3])) for row in rows), sums


def page(
    store: Store, schema: Schema, condition: Condition, skip: int, order: str = ""
) -> list[tuple[int, Record]]:
    """Return a page of records with row numbers, newest first unless ordered by a column."""
    where, values = condition
    table = schema.table
    ordered = f"{quoted(order)} DESC, seq DESC" if order in schema.columns else "seq DESC"
    found = store.rows(
        f"SELECT seq FROM {table} WHERE {where} ORDER BY {ordered} LIMIT ? OFFSET ?",
        [*values, ROWS, skip],
    )
    fetched = f"SELECT body FROM {table}_bodies WHERE seq = ?"
    numbers = [int(str(row[0])) for row in found]
    return [(number, load_record(str(store.rows(fetched, [number])[0][0]))) for number in numbers]


def count(store: Store, schema: Schema, condition: Condition = EVERYTHING) -> int:
    """Return how many records match."""
    where, values = condition
    return int(str(store.rows(f"SELECT COUNT(*) FROM {schema.table} WHERE {where}", values)[0][0]))


def living(schema: Schema) -> Condition:
    """Return the records that are not deleted."""
    return (_LIVING, []) if schema.soft_delete else EVERYTHING


def counts_by(store: Store, schema: Schema, column: str, keys: Sequence[str]) -> Mapping[str, int]:
    """Return how many living records there are for each value of a column."""
    marks = ", ".join("?" * len(keys))
    rows = store.rows(
        f"SELECT {quoted(column)}, COUNT(*) FROM {schema.table} "
        f"WHERE {living(schema)[0]} AND {quoted(column)} IN ({marks}) GROUP BY 1",
        [*keys],
    )
    return {str(row[0]): int(str(row[1])) for row in rows}


def values_of(store: Store, schema: Schema, column: str) -> list[str]:
    """Return the different values of a column, in order."""
    rows = store.rows(
        f"SELECT DISTINCT {quoted(column)} FROM {schema.table} "
        f"WHERE {quoted(column)} IS NOT NULL ORDER BY 1 LIMIT 500",
        [],
    )
    return [str(row[0]) for row in rows]


def choices(store: Store, schema: Schema, chosen: str) -> dict[str, str]:
    """Return the names of the first 500 records by id to choose from, and of the chosen."""
    rows = store.rows(f"SELECT id FROM {schema.table} ORDER BY name LIMIT 500", [])
    return names_of(store, schema, [*(row[0] for row in rows), chosen])


def names_of(store: Store, schema: Schema, ids: Iterable[object]) -> dict[str, str]:
    """Return the names of the records with these ids, by id, in the order of the names."""
    wanted: list[Parameter] = [*sorted({str(identity) for identity in ids if identity})]
    marks = ", ".join("?" * len(wanted))
    rows = store.rows(
        f"SELECT id, name FROM {schema.table} WHERE id IN ({marks}) ORDER BY name", wanted
    )
    return {str(row[0]): str(row[1] or row[0]) for row in rows}


def searchable(schema: Schema) -> tuple[str, ...]:
    """Return the columns with texts in which nothing is secret."""
    return tuple(
        name
        for name, kind in schema.properties.items()
        if kind == "string" and not hides(schema, name)
    )


def hides(schema: Schema, name: str) -> bool:
    """Return whether a property is kept from people: hidden, secret, or a token's id."""
    return (
        name in schema.hidden
        or redaction.is_secret(name)
        or (name == "id" and redaction.is_secret(schema.model))
    )


def records_condition(schema: Schema, asked: Mapping[str, str]) -> Condition:
    """Return the SQL of a list's filter: a text in it, or the values of its columns."""
    clauses, values = ["1"], list[Parameter]()
    known = searchable(schema)
    for name in known:
        if asked.get(name):
            clauses.append(f"{quoted(name)} = ?")
            values.append(asked[name])
    text = asked.get("q", "")
    if text and known:
        found = " OR ".join(f"{quoted(name)} LIKE ? ESCAPE '!'" for name in known)
        clauses.append(f"({found})")
        values += [_containing(text)] * len(known)
    return " AND ".join(clauses), values


def stored(store: Store, schema: Schema, identity: str) -> Record | None:
    """Return a record by its id, deleted or not."""
    return store.get(schema, identity, deleted=True)


def invoiced(store: Store) -> list[Totals]:
    """Return the sums of all valid documents."""
    return document_totals(store, (_LIVING, []), "")[1]


def document(store: Store, identity: str) -> Record | None:
    """Return a document, deleted or not."""
    return stored(store, models.DOCUMENT, identity)
