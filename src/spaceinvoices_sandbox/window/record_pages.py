"""Pages about any model: made from the table of models, so that a new model has its pages too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spaceinvoices_sandbox.api import models as known
from spaceinvoices_sandbox.loopback.errors import ApiError
from spaceinvoices_sandbox.loopback.json_types import Json, Record
from spaceinvoices_sandbox.loopback.schemas import Schema
from spaceinvoices_sandbox.redaction import HIDDEN
from spaceinvoices_sandbox.window import queries
from spaceinvoices_sandbox.window.view import PREFIX, Page, View, address, pager

_MOST_COLUMNS: Final = 7
_UNTOLD: Final = frozenset({"id", "custom", "updatedAt", "deletedAt", "deletedId", "_isDeleted"})
_NAMES: Final = ("name", "number", "email", "displayName", "tag", "title")
_DOCUMENTS: Final = f"{PREFIX}documents"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and the page about what it names."""

    value: Json
    link: str | None = None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as a list of its model shows it."""

    identity: str
    link: str | None
    cells: list[Cell]
    deleted: bool


@dataclass(frozen=True, slots=True)
class Related:
    """How many records of another model name this one, and where they are listed."""

    table: str
    count: int
    link: str


def models(view: View) -> Page:
    """Return every model, and how many records it has."""
    store = view.world.store
    listed = [
        (schema, queries.count(store, schema, queries.living(schema)))
        for schema in view.schemas.values()
    ]
    return Page(template="models.html", title="All records", values={"models": listed})


def records(view: View) -> Page:
    """Return the records of one model, newest first."""
    schema = view.schema(view.part)
    store = view.world.store
    condition = queries.records_condition(schema, view.query)
    shown = pager(view, queries.count(store, schema, condition))
    found = queries.page(store, schema, condition, shown.skip)
    columns = _columns(schema, [record for _, record in found])
    return Page(
        template="records.html",
        title=schema.table.replace("_", " ").capitalize(),
        values={
            "schema": schema,
            "columns": columns,
            "rows": [_row(view, schema, record, columns) for _, record in found],
            "pager": shown,
            "searchable": bool(queries.searchable(schema)),
            "kept": {
                name: view.query[name]
                for name in queries.searchable(schema)
                if view.query.get(name)
            },
        },
    )


def _columns(schema: Schema, found: list[Record]) -> list[str]:
    """Return the most telling properties: those set in a record of the page, names first."""
    told = [
        name for name in schema.columns if name not in _UNTOLD and not queries.hides(schema, name)
    ]
    used = [name for name in told if any(record.get(name) not in (None, "") for record in found)]
    wanted = used if found else told
    ordered = sorted(wanted, key=lambda name: (name not in _NAMES, name.endswith("Id")))
    chosen = ordered[:_MOST_COLUMNS]
    if "createdAt" in ordered and "createdAt" not in chosen:
        chosen[-1] = "createdAt"
    return chosen


def _row(view: View, schema: Schema, record: Record, columns: list[str]) -> RecordRow:
    identity = str(record.get("id"))
    secret = queries.hides(schema, "id")
    return RecordRow(
        HIDDEN if secret else identity,
        None if secret else _link(schema, identity),
        [_cell(view, schema, name, record.get(name)) for name in columns],
        bool(record.get("_isDeleted")),
    )


def _link(schema: Schema, identity: str) -> str:
    return f"{PREFIX}{'' if schema is known.DOCUMENT else 'records/'}{schema.table}/{identity}"


def _cell(view: View, schema: Schema, name: str, value: Json) -> Cell:
    """Return the value; of the id of another record with the address of its page."""
    if queries.hides(schema, name) and value not in (None, ""):
        return Cell(HIDDEN)
    target = _target(view, schema, name)
    if target is None or not isinstance(value, str) or not value:
        return Cell(value)
    return Cell(value, _link(target, value))


def _target(view: View, schema: Schema, name: str) -> Schema | None:
    """Return the model whose id the property holds: that of a relation, else that of its name."""
    related = {relation.key_from: relation.model for relation in schema.relations.values()}
    model = related.get(name) if name != "id" else None
    model = model or (name[:1].upper() + name.removesuffix("Id")[1:] if name.endswith("Id") else "")
    return next((one for one in view.schemas.values() if one.model == model), None)


def record(view: View) -> Page:
    """Everything about one record, and the records that name it."""
    table, identity = view.parts
    schema = view.schema(table)
    found = None if queries.hides(schema, "id") else _stored(view, schema, identity)
    if found is None:
        raise ApiError(404, f"There is no {schema.model} {identity[:60]!r}")
    plain = {name: value for name, value in found.items() if not isinstance(value, (dict, list))}
    nested = {name: value for name, value in found.items() if name not in plain and value}
    return Page(
        template="record.html",
        title=str(next((found[name] for name in _NAMES if found.get(name)), identity)),
        values={
            "schema": schema,
            "deleted": bool(found.get("_isDeleted")),
            "fields": {
                name: _cell(view, schema, name, value)
                for name, value in plain.items()
                if value not in (None, "") and not (name == "_isDeleted" and not value)
            },
            "nested": {
                name: HIDDEN if queries.hides(schema, name) else value
                for name, value in nested.items()
            },
            "related": _related(view, schema, identity),
        },
    )


def _stored(view: View, schema: Schema, identity: str) -> Record | None:
    return queries.stored(view.world.store, schema, identity)


def _related(view: View, schema: Schema, identity: str) -> list[Related]:
    """Return the models with a property that holds the id of this record's model."""
    related: list[Related] = []
    for other in view.schemas.values():
        for name in other.columns:
            if name == "id" or _target(view, other, name) is not schema:
                continue
            number = queries.counts_by(view.world.store, other, name, [identity]).get(identity, 0)
            path = _DOCUMENTS if other is known.DOCUMENT else f"{PREFIX}records/{other.table}"
            related.append(Related(other.table, number, address(path, {name: identity})))
    return [one for one in related if one.count]


def organizations(view: View) -> Page:
    """Return the organizations, each with its clients and documents."""
    return _parties(view, known.ORGANIZATION, "organizationId", "Organizations")


def clients(view: View) -> Page:
    """Return the clients of all organizations, each with its documents."""
    return _parties(view, known.CLIENT, "clientId", "Clients")


def _parties(view: View, schema: Schema, column: str, title: str) -> Page:
    store = view.world.store
    where, values = queries.records_condition(schema, view.query)
    condition = (f"{where} AND {queries.living(schema)[0]}", values)
    shown = pager(view, queries.count(store, schema, condition))
    found = [record for _, record in queries.page(store, schema, condition, shown.skip)]
    ids = [str(one["id"]) for one in found]
    counted: Mapping[str, Mapping[str, int]] = {
        "documents": queries.counts_by(store, known.DOCUMENT, column, ids),
        "clients": queries.counts_by(store, known.CLIENT, "organizationId", ids),
    }
    return Page(
        template="parties.html",
        title=title,
        values={
            "schema": schema,
            "column": column,
            "parties": found,
            "counted": counted,
            "pager": shown,
            "organization": view.asked("organizationId"),
            "organizations": queries.choices(
                store, known.ORGANIZATION, view.asked("organizationId")
            ),
            "names": queries.names_of(
                store, known.ORGANIZATION, (one.get("organizationId") for one in found)
            ),
        },
    )
