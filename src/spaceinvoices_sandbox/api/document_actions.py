"""What happens to a document after it was issued: cancelled, mailed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import models, records, texts
from spaceinvoices_sandbox.api.document_issue import Issue
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, javascript
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

FISCAL = ("_furs", "_fina", "_at", "_fatturaPa")


def verified(document: Record) -> bool:
    """Return whether a tax office was told of the document, as `documents_fiscally_verify` does."""
    entries = (document.get(name) for name in FISCAL)
    return any(isinstance(entry, dict) and entry.get("verified") for entry in entries)


def changed(call: Call, document: Record, changes: Record) -> Record:
    """Return the document with the changes, stored."""
    record: Record = {**document, **changes, "updatedAt": call.world.clock.stamp()}
    return call.world.store.update(models.DOCUMENT, record)


@handles("documents_delete")
def delete(call: Call) -> Answer:
    """Delete a document that was not issued as an invoice, nor told to a tax office."""
    found = call.world.store.get(models.DOCUMENT, call.id)
    if found is not None:
        records.existing(call, models.DOCUMENT, call.id, "write")
        issued = found["type"] == "invoice" and not found.get("draft")
        if issued or verified(found):
            raise errors.refused(
                "Document cannot be deleted, cancel it instead", code="DOCUMENT_NOT_DELETABLE"
            )
    return records.delete(call, models.DOCUMENT)


@handles("documents_cancel")
def cancel(call: Call) -> Answer:
    """Cancel a document, with a credit note where a tax office knows of it; again changes nothing."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    if document.get("draft"):
        raise errors.refused("A draft cannot be canceled", code="DOCUMENT_IS_DRAFT")
    if document.get("canceled"):
        return {"success": True}
    changed(call, document, {"canceled": True})
    if verified(document) and document["type"] != "credit-note":
        _credit(call, document)
    return {"success": True}


def _credit(call: Call, document: Record) -> None:
    """Issue the credit note over the negative amount."""
    organization = call.world.store.get(models.ORGANIZATION, str(document["organizationId"]))
    data: Record = {
        "type": "credit-note",
        "clientId": document.get("clientId"),
        "_documentClient": document["_documentClient"],
        "currencyId": document.get("currencyId"),
        "unitId": document.get("unitId"),
        "decimalPlaces": document.get("decimalPlaces"),
        "previousDocumentId": document["id"],
        "documentIds": [document["id"]],
        "_documentItems": [_negative(line) for line in objects_in(document["_documentItems"])],
    }
    Issue(call.world, organization or {}, call.me, data).run()


def _negative(line: Record) -> Json:
    quantity = line.get("quantity")
    amount = quantity if isinstance(quantity, (int, float)) else 1
    return {**line, "quantity": -amount, "id": None}


@handles("documents_send")
def send(call: Call) -> Answer:
    """Mail a document to everybody named."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    recipients = [part.strip() for part in (call.text("recipients") or "").split(",")]
    recipients = [part for part in recipients if part]
    if not recipients:
        problem = ("recipients", "presence", "can't be blank")
        raise errors.invalid("DocumentSend", [problem], call.data)
    if javascript.truthy(call.data.get("sendCopy")):
        recipients.append(str(call.me["email"]))
    for to in recipients:
        call.world.outbox.append(_mail(call, document, to))
    if javascript.truthy(call.data.get("associateEmail")):
        _associate(call, document, recipients[0])
    return {"success": True}


def _mail(call: Call, document: Record, to: str) -> Record:
    issuer = document["_documentIssuer"]
    written: Record = {"kind": "document", "to": to, "documentId": document["id"]}
    for name, default in (("subject", texts.SUBJECT), ("message", texts.MESSAGE)):
        text = call.text(name) or default
        known = issuer if isinstance(issuer, dict) else {}
        written[name] = texts.filled(text, document, known, next_number="")
    written["language"] = call.text("l")
    written["eslog"] = javascript.truthy(call.data.get("sendEslogAttachment"))
    return written


def _associate(call: Call, document: Record, email: str) -> None:
    client = call.world.store.get(models.CLIENT, str(document.get("clientId")))
    if client is not None:
        stamp = call.world.clock.stamp()
        call.world.store.update(models.CLIENT, {**client, "email": email, "updatedAt": stamp})
