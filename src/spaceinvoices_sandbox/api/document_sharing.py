"""Public links of documents, and what hangs on a document: comments and attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import documents, eslog, includes, models, records
from spaceinvoices_sandbox.api.calculation import exact
from spaceinvoices_sandbox.api.document_actions import changed, verified
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, ids, instances, javascript
from spaceinvoices_sandbox.loopback.answers import Binary
from spaceinvoices_sandbox.loopback.errors import bad_request
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

_COMMENTS = "_comments"


@handles("documents_share")
def share(call: Call) -> Answer:
    """Give a document a public link, or tell the one it has."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    known = document.get("shareableId")
    if known and not javascript.truthy(call.data.get("regenerate")):
        return {"shareableId": known}
    made = ids.embedded_id().replace("-", "")
    changed(call, document, {"shareableId": made})
    return {"shareableId": made}


def _shared(call: Call) -> Record:
    """Return the document behind the link in the path; no token is asked for."""
    found = call.world.store.first(models.DOCUMENT, shareableId=call.id)
    if found is None:
        raise errors.unknown_id(models.DOCUMENT.model, call.id)
    return found


@handles("documents_get_public")
def get_public(call: Call) -> Answer:
    """Return a document by its public link."""
    query = call.query(models.DOCUMENT)
    return includes.selected(documents.shown(call, _shared(call)), query, models.DOCUMENT)


@handles("documents_public_pdf")
def public_pdf(call: Call) -> Answer:
    """Return the PDF of a document by its public link."""
    return documents.printed(call, _shared(call))


@handles("documents_payment_intent", "documents_stripe_connect_payment_intent")
def payment_intent(call: Call) -> Answer:
    """Return what Stripe would be asked for; nobody is charged."""
    document = _shared(call)
    due = document.get("totalDue")
    if document.get("chargesDisabled") or not isinstance(due, (int, float)) or due <= 0:
        raise errors.refused("Document cannot be paid online", code="CHARGES_DISABLED")
    return {
        "id": f"pi_{document['id']}",
        "object": "payment_intent",
        "amount": int(exact(due) * 100),
        "currency": str(document.get("currencyId") or "").lower(),
        "status": "requires_payment_method",
        "client_secret": f"pi_{document['id']}_secret_sandbox",
    }


@handles("documents_e_slog")
def e_slog(call: Call) -> Answer:
    """Return the document as an XML invoice."""
    return _xml(records.existing(call, models.DOCUMENT, call.id, "read"))


@handles("documents_public_e_slog")
def public_e_slog(call: Call) -> Answer:
    """Return the XML invoice of a document by its public link."""
    return _xml(_shared(call))


def _xml(document: Record) -> Binary:
    name = f"{document.get('number') or document['id']}.xml"
    return Binary("application/xml", lambda: eslog.written(document), filename=name)


@handles("documents_parse_xml")
def parse_xml(call: Call) -> Answer:
    """Return what `documents.create` takes, read from an XML invoice; nothing is stored."""
    call.require_account()
    return eslog.read(_file(call))


def _file(call: Call) -> bytes:
    if not call.uploads:
        raise bad_request("file is a required argument")
    return next(iter(call.uploads.values())).data


@handles("documents_upload_attachment")
def upload_attachment(call: Call) -> Answer:
    """Keep a file with a document."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    data = _file(call)
    file = next(iter(call.uploads.values()))
    record: Record = {
        **call.world.stamped(),
        "documentId": document["id"],
        "organizationId": document["organizationId"],
        "name": file.filename,
        "type": file.content_type,
        "size": len(data),
        "custom": {},
    }
    call.world.store.put_blob(f"attachment/{record['id']}", file.content_type, data)
    return call.world.store.insert(models.ATTACHMENT, record)


@handles("documents_public_attachment")
def public_attachment(call: Call) -> Answer:
    """Return a file of a document by its public link."""
    document = _shared(call)
    _, attachment_id = call.ids
    record = call.world.store.get(models.ATTACHMENT, attachment_id)
    kept = call.world.store.blob(f"attachment/{attachment_id}")
    if record is None or kept is None or record["documentId"] != document["id"]:
        raise errors.no_model(attachment_id)
    data = kept[1]
    return Binary("application/octet-stream", lambda: data, filename=str(record["name"]))


@handles("documents_create_comment")
def create_comment(call: Call) -> Answer:
    """Add a comment to a document."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    stamp = call.world.clock.stamp()
    comment: Record = {"id": ids.embedded_id(), "text": _comment_text(call), "createdAt": stamp}
    comment["updatedAt"] = stamp
    changed(call, document, {_COMMENTS: [*_comments(document), comment]})
    return comment


@handles("documents_replace_comment", "documents_delete_comment")
def change_comment(call: Call) -> Answer:
    """Put a comment anew, or remove it."""
    document_id, comment_id = call.ids
    document = records.existing(call, models.DOCUMENT, document_id, "write")
    comments = _comments(document)
    current = next((comment for comment in comments if comment.get("id") == comment_id), None)
    if current is None:
        raise errors.no_model(comment_id)
    if call.operation.id.endswith("delete_comment"):
        left: list[Json] = [comment for comment in comments if comment is not current]
        changed(call, document, {_COMMENTS: left})
        return None
    written = {**current, "text": _comment_text(call), "updatedAt": call.world.clock.stamp()}
    kept: list[Json] = [written if comment is current else comment for comment in comments]
    changed(call, document, {_COMMENTS: kept})
    return written


def _comment_text(call: Call) -> Json:
    text, _ = instances.coerce_value("string", call.data.get("text"))
    if instances.blank(text):
        raise errors.invalid("Comment", [("text", "presence", instances.BLANK)], call.data)
    return text


def _comments(document: Record) -> list[Record]:
    return objects_in(document.get(_COMMENTS))


@handles("documents_uncancel")
def uncancel(call: Call) -> Answer:
    """Make a cancelled document valid again, unless a tax office knows of it."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    if verified(document):
        raise errors.refused(
            "A fiscally verified document cannot be un-canceled", code="DOCUMENT_VERIFIED"
        )
    if document.get("canceled"):
        changed(call, document, {"canceled": False})
    return {"success": True}


@handles("documents_mark_sent")
def mark_sent(call: Call) -> Answer:
    """Say that a document was sent by post."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    changed(call, document, {"sentSnailMail": True})
    return {"success": True}
