"""Payments of a document, and what they leave due."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api.calculation import exact, shown
from spaceinvoices_sandbox.loopback import instances

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

TYPES: Final = ("bank", "online", "paypal", "cash", "card", "crypto", "coupon", "other")


def read(sent: Json, date: str) -> tuple[list[Record], list[Problem]]:
    """The payments as they were sent; without an amount they pay the whole document."""
    payments: list[Record] = []
    problems: list[Problem] = []
    for payment in sent if isinstance(sent, list) else []:
        if not isinstance(payment, dict) or payment.get("type") not in TYPES:
            problems.append(("payments", "inclusion", "is not included in the list"))
            continue
        amount, _ = instances.coerce_value("number", payment.get("amount"))
        paid_on, valid = instances.coerce_value("date", payment.get("date") or date)
        if not valid:
            problems.append(("payments", "date", "is not a valid date"))
        payments.append({**payment, "amount": amount, "date": paid_on})
    return payments, problems


def complete(world: World, document: Record, sent: list[Record]) -> list[Json]:
    """The payments as they are kept with the document."""
    stamp = world.clock.stamp()
    return [
        {
            **payment,
            "amount": document["totalWithTax"] if payment["amount"] is None else payment["amount"],
            "id": world.ids.object_id(),
            "documentId": document["id"],
            "organizationId": document["organizationId"],
            "_isDeleted": False,
            "createdAt": stamp,
            "updatedAt": stamp,
            "custom": payment.get("custom") or {},
        }
        for payment in sent
    ]


def settle(document: Record) -> None:
    """Write down what is paid and what is due."""
    paid, total = Decimal(0), document["totalWithTax"]
    payments = document.get("payments")
    for payment in payments if isinstance(payments, list) else []:
        amount = payment.get("amount") if isinstance(payment, dict) else None
        paid += exact(amount) if isinstance(amount, (int, float)) else Decimal(0)
    due = exact(total) - paid
    document["totalPaid"] = shown(paid)
    document["totalDue"] = shown(max(due, Decimal(0)) if exact(total) >= 0 else due)
    document["paidInFull"] = due <= 0
