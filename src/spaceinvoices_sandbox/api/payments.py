"""Payments of a document, and what they leave due."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, models, records
from spaceinvoices_sandbox.api.calculation import exact, number_in, shown
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

TYPES: Final = ("bank", "online", "paypal", "cash", "card", "crypto", "coupon", "other")


def read(sent: Json, date: str) -> tuple[list[Record], list[Problem]]:
    """Return the payments as they were sent; without an amount they pay the whole document."""
    payments: list[Record] = []
    problems: list[Problem] = []
    for payment in instances.list_of(sent):
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
    """Return the payments as they are kept with the document."""
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


def keep(world: World, document: Record) -> None:
    """Store the payments of a new document one by one, so that they are found without it."""
    for payment in objects_in(document.get("payments")):
        world.store.insert(models.PAYMENT, payment)


def of(world: World, document: Record) -> list[Json]:
    """Return the living payments of a document, oldest first.

    Those of an older version are stored first.
    """
    for payment in objects_in(document.get("payments")):
        if not _known(world, payment):
            world.store.insert(models.PAYMENT, payment)
    return [*world.store.every(models.PAYMENT, documentId=str(document["id"]))]


def _known(world: World, payment: Record) -> bool:
    return world.store.get(models.PAYMENT, str(payment["id"]), deleted=True) is not None


def settle(document: Record) -> None:
    """Write down what is paid and what is due."""
    paid, total = Decimal(0), document["totalWithTax"]
    for payment in objects_in(document.get("payments")):
        paid += number_in(payment, "amount")
    due = exact(total) - paid
    document["totalPaid"] = shown(paid)
    document["totalDue"] = shown(max(due, Decimal(0)) if exact(total) >= 0 else due)
    document["paidInFull"] = due <= 0


def refresh(world: World, document_id: str) -> None:
    """Write anew into the document what is paid and what is due."""
    document = world.store.get(models.DOCUMENT, document_id)
    if document is None:
        return
    document["payments"] = of(world, document)
    document["updatedAt"] = world.clock.stamp()
    settle(document)
    world.store.update(models.DOCUMENT, document)


records.serve(models.PAYMENT, "payments", "list count get")


@handles("documents_create_payment")
def create_for_document(call: Call) -> Answer:
    """Pay a document; without an amount, what is due."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    return _paid(call, document)


@handles("payments_create")
def create(call: Call) -> Answer:
    """Pay the document of the organization that the body names."""
    access.organization(call.world, call.me, call.id, "write")
    document_id = call.data.get("documentId")
    document = call.world.store.get(models.DOCUMENT, str(document_id)) if document_id else None
    if document is None or document["organizationId"] != call.id:
        problem = ("documentId", "invalid", "does not exist")
        raise errors.invalid(models.PAYMENT.model, [problem], call.data)
    return _paid(call, document)


def _paid(call: Call, document: Record) -> Record:
    given = call.world.stamped()
    given |= {"organizationId": document["organizationId"], "documentId": document["id"]}
    data = {"amount": document["totalDue"], **_present(call.data)}
    record = _checked(instances.created(models.PAYMENT, data, given))
    of(call.world, document)
    call.world.store.insert(models.PAYMENT, record)
    refresh(call.world, str(document["id"]))
    return record


def _present(data: Record) -> Record:
    """Return what was sent, without an amount of null: it means the same as none."""
    return {name: value for name, value in data.items() if name != "amount" or value is not None}


def _checked(record: Record) -> Record:
    problems: list[Problem] = []
    if record["type"] not in TYPES:
        problems.append(("type", "inclusion", "is not included in the list"))
    if not isinstance(record.get("amount"), (int, float)):
        problems.append(("amount", "number", "is not a number"))
    instances.check(models.PAYMENT, record, problems)
    return record


@handles("documents_list_payments")
def find_of_document(call: Call) -> Answer:
    """Return the payments of one document."""
    records.existing(call, models.DOCUMENT, call.id, "read")
    return records.of_parent(call, models.PAYMENT, {"documentId": call.id})


@handles("documents_count_payments")
def count_of_document(call: Call) -> Answer:
    """Return how many payments of one document match."""
    records.existing(call, models.DOCUMENT, call.id, "read")
    where = call.where(models.PAYMENT)
    return {"count": call.world.store.count(models.PAYMENT, {"documentId": call.id}, where)}


@handles("payments_replace")
def replace(call: Call) -> Answer:
    """Put a payment anew; it stays with its document."""
    record = _checked(records.replace(call, models.PAYMENT))
    call.world.store.update(models.PAYMENT, record)
    refresh(call.world, str(record["documentId"]))
    return record


@handles("payments_delete")
def delete(call: Call) -> Answer:
    """Take a payment back; its amount is due again."""
    found = call.world.store.get(models.PAYMENT, call.id)
    deleted = records.delete(call, models.PAYMENT)
    if found is not None:
        refresh(call.world, str(found["documentId"]))
    return deleted
