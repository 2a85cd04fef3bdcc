"""Pages about documents: the list with its sums, one document beside its PDF, duplicates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spaceinvoices_sandbox import admin
from spaceinvoices_sandbox.api import documents as printing
from spaceinvoices_sandbox.api import models
from spaceinvoices_sandbox.loopback.answers import Binary
from spaceinvoices_sandbox.loopback.errors import ApiError
from spaceinvoices_sandbox.loopback.json_types import Record, objects_in
from spaceinvoices_sandbox.window import queries
from spaceinvoices_sandbox.window.view import Page, View, pager

_FIELDS: Final = (
    "q",
    "organizationId",
    "clientId",
    "type",
    "state",
    "currencyId",
    "from",
    "to",
    "uniqueId",
)
_FACTS: Final = (
    ("uniqueId", "uniqueId"),
    ("Reference", "reference"),
    ("Date", "date"),
    ("Service", "dateService"),
    ("Due", "dateDue"),
    ("Valid till", "dateValidTill"),
    ("Paid", "datePaid"),
    ("Created", "createdAt"),
    ("Changed", "updatedAt"),
)
"""What a document's page tells of it: names for people, and properties."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document as a list shows it."""

    record: Record
    client: str
    organization: str
    state: str


def documents(view: View) -> Page:
    """Return the documents that the filter lets through, their sums above them."""
    store = view.world.store
    asked = {name: view.asked(name) for name in _FIELDS}
    condition = queries.documents_condition(asked, view.world.clock.stamp())
    total, totals = queries.document_totals(store, condition, asked["state"])
    shown = pager(view, total)
    order = view.asked("order")
    order = order if order in queries.ORDERS else ""
    found = queries.page(store, models.DOCUMENT, condition, shown.skip, order)
    return Page(
        template="documents.html",
        title="Documents",
        values={
            "rows": rows_of(view, found),
            "totals": totals,
            "pager": shown,
            "asked": asked,
            "order": order,
            "orders": queries.ORDERS,
            "filtered": any(asked.values()),
            "more": any(value for name, value in asked.items() if name not in {"q", "state"}),
            "organizations": queries.choices(store, models.ORGANIZATION, asked["organizationId"]),
            "types": queries.values_of(store, models.DOCUMENT, "type"),
            "currencies": queries.values_of(store, models.DOCUMENT, "currencyId"),
            "states": {name: state[0] for name, state in queries.STATES.items()},
        },
    )


def rows_of(view: View, found: Iterable[tuple[int, Record]]) -> list[Row]:
    """Return the documents with the names around them."""
    records = [record for _, record in found]
    ids = (record.get("organizationId") for record in records)
    names = queries.names_of(view.world.store, models.ORGANIZATION, ids)
    now = view.world.clock.stamp()
    return [
        Row(
            record,
            _client(record),
            names.get(str(record["organizationId"]), ""),
            state(record, now),
        )
        for record in records
    ]


def _client(document: Record) -> str:
    client = document.get("_documentClient")
    return str(client.get("name") or "") if isinstance(client, dict) else ""


def state(document: Record, now: str) -> str:
    """Return the one word for the state of a document."""
    for name in ("_isDeleted", "canceled", "draft"):
        if document.get(name):
            return "deleted" if name == "_isDeleted" else name
    due = document.get("totalDue")
    if document.get("paidInFull"):
        return "paid"
    if isinstance(due, (int, float)) and due > 0:
        return "overdue" if str(document.get("dateDue") or now) < now else "unpaid"
    return "issued"


def document(view: View) -> Page:
    """Return one document: its facts, lines, sums and payments, and the PDF beside them."""
    record = _existing(view, view.part)
    store = view.world.store
    organization = str(record.get("organizationId"))
    identity = str(record["id"])
    return Page(
        template="document.html",
        title=f"{record.get('number') or 'Draft'}",
        values={
            "document": record,
            "state": state(record, view.world.clock.stamp()),
            "client": _client(record),
            "client_kept": queries.stored(store, models.CLIENT, str(record.get("clientId"))),
            "organization": queries.names_of(store, models.ORGANIZATION, [organization]).get(
                organization, organization
            ),
            "facts": _FACTS,
            "lines": objects_in(record.get("_documentItems")),
            "taxes": objects_in(record.get("_documentTaxes")),
            "payments": objects_in(record.get("payments")),
            "mails": [mail for mail in view.world.outbox if mail.get("documentId") == identity],
        },
    )


def _existing(view: View, identity: str) -> Record:
    found = queries.document(view.world.store, identity)
    if found is None:
        raise ApiError(404, f"There is no document {identity[:60]!r}")
    return found


def pdf(view: View) -> Binary:
    """Return the document printed on A4."""
    return printing.drawn(view.world, _existing(view, view.part))


def duplicates(view: View) -> Page:
    """Return each `uniqueId` that more than one document has."""
    told = admin.statistics(view.world)
    found = objects_in(told["duplicates"])
    names = queries.names_of(
        view.world.store, models.ORGANIZATION, (one["organizationId"] for one in found[:500])
    )
    return Page(
        template="duplicates.html",
        title="Duplicates",
        values={"duplicates": found[:500], "total": len(found), "told": told, "names": names},
    )
