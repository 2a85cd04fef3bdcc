"""Documents: issued once per `uniqueId`, found, counted and printed."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from spaceinvoices_sandbox import pdf
from spaceinvoices_sandbox.api import access, images, includes, models, records
from spaceinvoices_sandbox.api.document_issue import Issue
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, filters, javascript
from spaceinvoices_sandbox.loopback.answers import Binary, Page
from spaceinvoices_sandbox.loopback.filters import Query

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.errors import ApiError
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.world import World


def shown(call: Call, document: Record) -> Record:
    """Return the document with the address of its PDF."""
    return {**document, "pdf": f"{call.origin}/v1/documents/{document['id']}/pdf"}


@handles("documents_create")
def create(call: Call) -> Answer:
    """Issue a document; a repeated `uniqueId` issues nothing."""
    organization = access.organization(call.world, call.me, call.id, "write")
    mode = call.world.options.unique
    known = None if mode == "racy" else repeated(call)
    if known is not None and mode == "return":
        return shown(call, known)
    if known is not None:
        raise not_unique(call)
    return shown(call, Issue(call.world, organization, call.me, call.data).run())


def repeated(call: Call) -> Record | None:
    """Return the document that already has the request's `uniqueId`."""
    unique = call.data.get("uniqueId")
    return None if unique is None or unique == "" else _by_unique_id(call, javascript.text(unique))


def not_unique(call: Call) -> ApiError:
    """Return the 422 of a `uniqueId` that is taken."""
    problem = ("uniqueId", "uniqueness", "is not unique")
    return errors.invalid(models.DOCUMENT.model, [problem], call.data)


def _by_unique_id(call: Call, unique: str) -> Record | None:
    """Also a deleted document: its `uniqueId` is used up."""
    rows = call.world.store.rows(
        f"SELECT id FROM {models.DOCUMENT.table} INDEXED BY documents_unique "
        'WHERE "organizationId" = ? AND "uniqueId" = ? ORDER BY seq LIMIT 1',
        [call.id, unique],
    )
    if not rows:
        return None
    return call.world.store.get(models.DOCUMENT, str(rows[0][0]), deleted=True)


@handles("documents_get")
def get(call: Call) -> Answer:
    """Return one document, on request with its recurrence."""
    return _answered(call, call.selection(models.DOCUMENT), records.get(call, models.DOCUMENT))


@handles("documents_list")
def find(call: Call) -> Answer:
    """Return the documents of an organization, on request with their recurrences."""
    page = records.in_organization(call, models.DOCUMENT)
    query = call.query(models.DOCUMENT)
    return Page([_answered(call, query, document) for document in page.rows], page.total)


def _answered(call: Call, query: Query, document: Record) -> Record:
    if query.fields is None or "pdf" in query.fields:
        document = shown(call, document)
    if "recurrence" not in filters.included(query):
        return document
    identity = str(document.get("id", call.id))
    found = call.world.store.first(models.RECURRENCE, documentId=identity)
    if found is None:
        return document
    return {**document, "recurrence": includes.selected(found, Query(), models.RECURRENCE)}


@handles("documents_count")
def count(call: Call) -> Answer:
    """Return how many documents match."""
    return records.count(call, models.DOCUMENT)


@handles("documents_pdf")
def download(call: Call) -> Answer:
    """Return the document printed on A4."""
    return printed(call, records.existing(call, models.DOCUMENT, call.id, "read"))


def printed(call: Call, document: Record) -> Binary:
    """Return the document on A4 as the arguments of the call wish it."""
    language = call.text("l") or call.text("lang")
    plain = bool(call.flag("hide_header_footer"))
    return drawn(call.world, document, language=language, plain=plain)


def drawn(
    world: World, document: Record, *, language: str | None = None, plain: bool = False
) -> Binary:
    """Return the document on A4, with the logo and the signature of who issued it."""
    organization_id = str(document["organizationId"])
    organization = world.store.get(models.ORGANIZATION, organization_id) or {}
    logo = world.store.blob(images.name(str(document.get("unitId") or ""), "logo"))
    logo = logo or world.store.blob(images.name(organization_id, "logo"))
    signature = world.store.blob(images.name(organization_id, "signature"))
    picture, mark = (None if kept is None else kept[1] for kept in (logo, signature))
    make = functools.partial(
        pdf.render,
        document,
        language=language,
        locale=str(organization.get("locale") or ""),
        sources=_credited(world, document),
        logo=picture,
        signature=mark,
        plain=plain,
    )
    return Binary(
        "application/pdf", make, filename=f"{document.get('number') or document['id']}.pdf"
    )


def _credited(world: World, document: Record) -> list[Record]:
    """Return the documents that a credit note credits, in the order in which it names them."""
    named = document.get("documentIds")
    ids = [*(named if isinstance(named, list) else []), document.get("previousDocumentId")]
    found = (world.store.get(models.DOCUMENT, one) for one in ids if isinstance(one, str))
    own = document["organizationId"]
    return [
        source
        for source in {str(one["id"]): one for one in found if one is not None}.values()
        if source["organizationId"] == own
    ]
