"""Categories, and how much of a document belongs to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import models, records
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

records.serve(models.CATEGORY, "categories", "create list count get replace delete")
records.serve(models.DOCUMENT_CATEGORY, "document_categories", "list count")


def keep(world: World, document: Record, sent: Json) -> None:
    """Store the categories that came with a new document and are known to the organization."""
    organization_id = str(document["organizationId"])
    for entry in sent if isinstance(sent, list) else []:
        category = _named(world, organization_id, entry)
        if category is None or not isinstance(entry, dict):
            continue
        amount, _ = instances.coerce_value("number", entry.get("amount"))
        world.store.insert(
            models.DOCUMENT_CATEGORY,
            {
                **world.stamped(),
                "organizationId": organization_id,
                "documentId": document["id"],
                "categoryId": category["id"],
                "amount": document["total"] if amount is None else amount,
                "date": document["date"],
                "custom": entry.get("custom") or {},
                "_isDeleted": False,
            },
        )


def _named(world: World, organization_id: str, entry: Json) -> Record | None:
    if not isinstance(entry, dict):
        return None
    if entry.get("categoryId"):
        found = world.store.get(models.CATEGORY, str(entry["categoryId"]))
        return found if found and found["organizationId"] == organization_id else None
    alias = entry.get("categoryAlias")
    if not alias:
        return None
    kept = world.store.every(models.CATEGORY, organizationId=organization_id)
    return next((category for category in kept if category["alias"] == alias), None)


@handles("document_categories_create")
def create(call: Call) -> Answer:
    """Put a document into a category."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    given = call.world.stamped()
    given |= {"organizationId": document["organizationId"], "documentId": document["id"]}
    data = {"date": document["date"], **call.data}
    record = _checked(call, instances.created(models.DOCUMENT_CATEGORY, data, given))
    return call.world.store.insert(models.DOCUMENT_CATEGORY, record)


@handles("document_categories_update")
def update(call: Call) -> Answer:
    """Change an entry."""
    record = _checked(call, records.patch(call, models.DOCUMENT_CATEGORY))
    return call.world.store.update(models.DOCUMENT_CATEGORY, record)


@handles("document_categories_replace")
def replace(call: Call) -> Answer:
    """Put an entry anew; it stays with its document."""
    record = _checked(call, records.replace(call, models.DOCUMENT_CATEGORY))
    return call.world.store.update(models.DOCUMENT_CATEGORY, record)


@handles("document_categories_delete")
def delete(call: Call) -> Answer:
    """Take a document out of a category."""
    return records.delete(call, models.DOCUMENT_CATEGORY)


def _checked(call: Call, record: Record) -> Record:
    category = call.world.store.get(models.CATEGORY, str(record["categoryId"]))
    if category is None or category["organizationId"] != record["organizationId"]:
        problem = ("categoryId", "invalid", "does not exist")
        raise errors.invalid(models.DOCUMENT_CATEGORY.model, [problem], record)
    return record
