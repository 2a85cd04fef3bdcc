"""Documents by text, by number and in bulk: search, numbering, PDFs in one file, images to read."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, documents, models, numbering
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, ids, javascript
from spaceinvoices_sandbox.loopback.errors import bad_request

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record

_SEARCHED: Final = ("number", "reference", "note")
_SHOWN: Final = 100
_EPOCH_ZIP: Final = (2023, 1, 1, 0, 0, 0)


@handles("documents_search")
def search(call: Call) -> Answer:
    """Return the documents whose number, texts or client hold the term, whatever its case."""
    access.organization(call.world, call.me, call.id, "read")
    term, kind = call.required("term").casefold(), call.text("type")
    found: list[Json] = [
        documents.shown(call, document)
        for document in call.world.store.every(models.DOCUMENT, organizationId=call.id)
        if (kind is None or document["type"] == kind) and term in _haystack(document)
    ]
    return found[:_SHOWN]


def _haystack(document: Record) -> str:
    client = document.get("_documentClient")
    texts = [document.get(name) for name in _SEARCHED]
    texts.append(client.get("name") if isinstance(client, dict) else None)
    return "\n".join(str(text) for text in texts if text).casefold()


def _series(call: Call) -> numbering.Series:
    date = call.text("date") or call.world.clock.stamp()
    return numbering.Series(
        organization_id=call.id,
        type=call.required("type"),
        year=int(date[:4]),
        incoming=bool(call.flag("incoming")),
    )


@handles("organizations_last_doc_number")
def last_number(call: Call) -> Answer:
    """Return the number given last, empty where none was."""
    access.organization(call.world, call.me, call.id, "read")
    return {"number": numbering.last(call.world, _series(call)) or ""}


@handles("organizations_next_doc_number")
def next_number(call: Call) -> Answer:
    """Return the number that would be given next; a preview, not a reservation."""
    access.organization(call.world, call.me, call.id, "read")
    return {"number": numbering.preview(call.world, _series(call))}


@handles("organizations_is_unique_doc_number")
def is_unique(call: Call) -> Answer:
    """Return whether no other document of the type has the number."""
    access.organization(call.world, call.me, call.id, "read")
    number, series = call.required("number"), _series(call)
    holder = numbering.holder(call.world, series, number)
    return {"unique": holder is None or holder == call.text("ignoreId")}


@handles("organizations_this_month_invoices")
def this_month(call: Call) -> Answer:
    """Return how many invoices were issued this month."""
    access.organization(call.world, call.me, call.id, "read")
    month = call.world.clock.stamp()[:7]
    issued = [
        document
        for document in call.world.store.every(
            models.DOCUMENT, organizationId=call.id, type="invoice"
        )
        if str(document.get("issuedAt") or "").startswith(month) and not document.get("incoming")
    ]
    return {"number": len(issued)}


@handles("documents_pdfs")
def pdfs(call: Call) -> Answer:
    """Return a ZIP file with the PDFs; the link is valid for whoever has it."""
    access.organization(call.world, call.me, call.id, "read")
    wanted = call.arguments.get("ids")
    if not isinstance(wanted, list) or not wanted:
        raise bad_request("ids is a required argument")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for identity in dict.fromkeys(javascript.text(one) for one in wanted):
            document = call.world.store.get(models.DOCUMENT, identity)
            if document is None or document["organizationId"] != call.id:
                raise errors.no_model(identity)
            printed = documents.printed(call, document)
            name = f"{identity}-{printed.filename}".replace("/", "_")
            archive.writestr(zipfile.ZipInfo(name, _EPOCH_ZIP), printed.make())
    name = ids.embedded_id()
    call.world.store.put_blob(f"export/{name}", "application/zip", file.getvalue())
    if call.flag("email"):
        call.world.outbox.append({"kind": "pdfs", "to": call.me["email"], "export": name})
    return {"success": True, "link": f"{call.origin}/exports/{name}.zip"}


@handles("documents_parse_image")
def parse_image(call: Call) -> Answer:
    """Take a picture into the queue; nobody reads it here."""
    access.organization(call.world, call.me, call.id, "write")
    if not call.uploads:
        raise bad_request("file is a required argument")
    file = next(iter(call.uploads.values()))
    name = call.world.ids.object_id()
    call.world.store.put_blob(f"queue/{name}", file.content_type, file.data)
    return {"success": True, "id": name, "status": "queued"}
