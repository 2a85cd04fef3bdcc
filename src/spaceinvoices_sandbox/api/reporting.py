"""Statistics and reports, computed from the documents there are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, models, periods
from spaceinvoices_sandbox.api.calculation import number_in, shown
from spaceinvoices_sandbox.api.registry import handles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

_SALES = {"invoice": 1, "advance": 1, "credit-note": -1}


def _documents(call: Call) -> list[Record]:
    """Return all documents of the organization that count: issued, not canceled."""
    access.organization(call.world, call.me, call.id, "read")
    every = call.world.store.every(models.DOCUMENT, organizationId=call.id)
    return [record for record in every if not (record.get("draft") or record.get("canceled"))]


def _sum(records: Iterable[Record], name: str) -> Decimal:
    return sum((number_in(record, name) for record in records), Decimal(0))


def _on(record: Record, name: str = "date") -> str:
    return str(record.get(name) or "")[:10]


def _within(records: Iterable[Record], first: date, last: date) -> list[Record]:
    return [record for record in records if first.isoformat() <= _on(record) <= last.isoformat()]


def _series(call: Call, rows: list[Record], amount: Callable[[Record], Decimal]) -> Record:
    """`stats` with one entry per interval, and `total` over all of them."""
    first, last = periods.between(call)
    dist = periods.interval(call)
    inside = _within(rows, first, last)
    sums = dict.fromkeys(periods.starts(first, last, dist), Decimal(0))
    counts = dict.fromkeys(sums, 0)
    for row in inside:
        start = periods.start(first.fromisoformat(_on(row)), dist)
        if start in sums:
            sums[start] += amount(row)
            counts[start] += 1
    stats: list[Json] = [
        {"date": start.isoformat(), "total": shown(value), "count": counts[start]}
        for start, value in sums.items()
    ]
    total: list[Json] = [{"total": shown(sum(sums.values(), Decimal(0))), "count": len(inside)}]
    return {"stats": stats, "total": total}


@handles("organizations_document_total_stats")
def document_totals(call: Call) -> Answer:
    """Return what documents of one type came to, net or gross."""
    documents = _documents(call)
    kind, incoming = call.required("type"), bool(call.flag("incoming"))
    name = "totalWithTax" if call.flag("gross") else "total"
    rows = [d for d in documents if d["type"] == kind and bool(d.get("incoming")) is incoming]
    return _series(call, rows, lambda row: number_in(row, name))


@handles("organizations_payment_total_stats")
def payment_totals(call: Call) -> Answer:
    """Return what was paid."""
    payments = [
        payment
        for document in _documents(call)
        for payment in _list(document.get("payments"))
        if isinstance(payment, dict)
    ]
    found = _series(call, payments, lambda row: number_in(row, "amount"))
    return {**found, "customColors": []}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


@handles("organizations_category_total_stats")
def category_totals(call: Call) -> Answer:
    """Return what documents put into categories as they were issued, or into one of them."""
    wanted = call.text("categoryId")
    rows = [
        {"amount": document["total"], "date": document["date"], **entry}
        for document in _documents(call)
        for entry in _list(document.get("documentCategories"))
        if isinstance(entry, dict)
        and wanted in (None, entry.get("categoryId"), entry.get("categoryAlias"))
    ]
    return _series(call, rows, lambda row: number_in(row, "amount"))


@handles("organizations_total_stats")
def totals(call: Call) -> Answer:
    """Return what is due and overdue on a day."""
    documents = [d for d in _documents(call) if d["type"] == "invoice" and not d.get("incoming")]
    today = (call.text("date") or call.world.clock.stamp())[:10]
    due = [document for document in documents if not document.get("paidInFull")]
    overdue = [document for document in due if _on(document, "dateDue") < today]
    return {
        "totalDue": shown(_sum(due, "totalDue")),
        "totalOverdue": shown(_sum(overdue, "totalDue")),
        "totalPaid": shown(_sum(documents, "totalPaid")),
        "countDue": len(due),
        "countOverdue": len(overdue),
    }


@handles("organizations_business_stats")
def business(call: Call) -> Answer:
    """Sales of a period, on request for one account or unit, on request in words."""
    first, last = call.text("from") or "", call.text("to") or "9999"
    rows = [
        document
        for document in _documents(call)
        if document["type"] in _SALES
        and not document.get("incoming")
        and first[:10] <= _on(document) <= last[:10]
        and _wanted(call.text("accountId"), document["accountId"])
        and _wanted(call.text("unitId"), document.get("unitId"))
    ]
    net, gross = _signed(rows, "total"), _signed(rows, "totalWithTax")
    figures: Record = {
        "count": len(rows),
        "total": shown(net),
        "totalWithTax": shown(gross),
        "totalTax": shown(gross - net),
        "totalPaid": shown(_sum(rows, "totalPaid")),
        "totalDue": shown(_sum(rows, "totalDue")),
    }
    if call.flag("text"):
        figures["text"] = "\n".join(f"{name}: {value}" for name, value in figures.items())
    return figures


def _wanted(asked: str | None, value: Json) -> bool:
    return asked is None or asked == value


def _signed(rows: list[Record], name: str) -> Decimal:
    return sum((number_in(row, name) * _SALES.get(str(row["type"]), 0) for row in rows), Decimal(0))


def _sides(call: Call) -> tuple[list[Record], list[Record]]:
    """Return what was sold and what was bought between the two days."""
    rows = [row for row in _documents(call) if row["type"] in _SALES]
    rows = _within(rows, *periods.between(call))
    sold = [row for row in rows if not row.get("incoming")]
    return sold, [row for row in rows if row.get("incoming")]


@handles("organizations_profit_and_loss")
def profit_and_loss(call: Call) -> Answer:
    """Income, expenses, and what is left, net of tax."""
    sold, bought = _sides(call)
    income, expenses = _signed(sold, "total"), _signed(bought, "total")
    return [
        {"name": "income", "amount": shown(income)},
        {"name": "expenses", "amount": shown(expenses)},
        {"name": "profit", "amount": shown(income - expenses)},
    ]


@handles("organizations_balance_sheet")
def balance_sheet(call: Call) -> Answer:
    """Return what is owed to the organization, what it owes, and the difference."""
    sold, bought = _sides(call)
    receivable, payable = _sum(sold, "totalDue"), _sum(bought, "totalDue")
    cash = _sum(sold, "totalPaid") - _sum(bought, "totalPaid")
    return [
        {"name": "cash", "amount": shown(cash)},
        {"name": "receivables", "amount": shown(receivable)},
        {"name": "payables", "amount": shown(payable)},
        {"name": "equity", "amount": shown(cash + receivable - payable)},
    ]
