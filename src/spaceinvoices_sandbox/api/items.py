"""Items: products and services that lines of documents are filled from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, models, records
from spaceinvoices_sandbox.api.document_lines import current_rate
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import instances, javascript
from spaceinvoices_sandbox.loopback.answers import Page
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

_SEARCHED: Final = ("name", "description", "SKU", "EAN")
_SHOWN: Final = 100
_TAXES: Final = "_itemTaxes"
_FILLED: Final = (
    *("name", "description", "unit", "price", "priceGross", "SKU", "EAN", "classification"),
    *("trackInventory", "taxExemptionCode", "taxExemptionReason", "_taxExemption", "l10n"),
)
"""What a line takes from its item where it says nothing itself."""

records.serve(models.ITEM, "items", "count delete")


@handles("items_create")
def create(call: Call) -> Answer:
    """Return a new item."""
    return call.world.store.insert(models.ITEM, _completed(call, records.new(call, models.ITEM)))


@handles("items_replace")
def replace(call: Call) -> Answer:
    """Put an item anew; documents keep what they were issued with."""
    record = _completed(call, records.replace(call, models.ITEM))
    return call.world.store.update(models.ITEM, record)


def _completed(call: Call, sent: Record) -> Record:
    """Return the item with the taxes that were named by rate or classification; raises the 422."""
    record = {name: value for name, value in sent.items() if name != _TAXES}
    organization_id = str(record["organizationId"])
    problems: list[Problem] = []
    taxes = call.world.store.every(models.TAX, organizationId=organization_id)
    named = sent.get(_TAXES)
    if isinstance(named, list):
        record["taxIds"] = _tax_ids(taxes, named, problems)
    stock_number = record.get("SKU")
    if isinstance(stock_number, str) and stock_number:
        if " " in stock_number:
            problems.append(("SKU", "format", "must not contain spaces"))
        other = call.world.store.first(
            models.ITEM, organizationId=organization_id, SKU=stock_number
        )
        if other is not None and other["id"] != record["id"]:
            problems.append(("SKU", "uniqueness", "is not unique"))
    instances.check(models.ITEM, record, problems)
    return record


def _tax_ids(taxes: list[Record], named: list[Json], problems: list[Problem]) -> list[Json]:
    found: list[Json] = []
    for wanted in named:
        tax = next((tax for tax in taxes if _is(tax, wanted)), None)
        if tax is None:
            problems.append((_TAXES, "invalid", "does not match a tax of the organization"))
        else:
            found.append(tax["id"])
    return found


def _is(tax: Record, wanted: Json) -> bool:
    if not isinstance(wanted, dict):
        return False
    if wanted.get("rate") is not None:
        rate, _ = instances.coerce_value("number", wanted["rate"])
        return current_rate(tax) == rate
    kind = wanted.get("classification")
    return kind is not None and tax.get("classification") == kind


@handles("items_get")
def get(call: Call) -> Answer:
    """Return one item, on request with its taxes."""
    return _including(call, records.get(call, models.ITEM))


@handles("items_list")
def find(call: Call) -> Answer:
    """Return the items of an organization, on request with their taxes."""
    page = records.in_organization(call, models.ITEM)
    return Page([_including(call, row) for row in page.rows], page.total)


def _including(call: Call, record: Record) -> Record:
    if not call.query(models.ITEM).include:
        return record
    wanted = record.get("taxIds")
    taxes = (
        call.world.store.get(models.TAX, str(identity))
        for identity in (wanted if isinstance(wanted, list) else [])
    )
    return {**record, "taxes": [tax for tax in taxes if tax is not None]}


@handles("items_search")
def search(call: Call) -> Answer:
    """Return the items whose name, text or number holds the term, whatever its case."""
    access.organization(call.world, call.me, call.id, "read")
    term, kind = call.required("term").casefold(), call.text("type")
    found = [
        item
        for item in call.world.store.every(models.ITEM, organizationId=call.id)
        if any(term in str(item.get(name) or "").casefold() for name in _SEARCHED)
        and (kind is None or item.get("type") in {kind, "both", None})
    ]
    return [*found[:_SHOWN]]


def filled(world: World, organization_id: str, sent: Json) -> Json:
    """Return the lines, each with what its item says where the line says nothing."""
    sent = instances.list_of(sent)
    return [_filled(world, organization_id, line) for line in sent]


def _filled(world: World, organization_id: str, line: Json) -> Json:
    if not isinstance(line, dict):
        return line
    item = _named(world, organization_id, line)
    if item is None:
        return line
    told: Record = {name: item[name] for name in _FILLED if item.get(name) is not None}
    if line.get("price") is not None:
        told.pop("priceGross", None)
    taxes = item.get("taxIds")
    if isinstance(taxes, list):
        told["_documentItemTaxes"] = [{"taxId": identity} for identity in taxes]
    given = {name: value for name, value in line.items() if value is not None}
    return {**told, "itemId": item["id"], **given}


def _named(world: World, organization_id: str, line: Mapping[str, Json]) -> Record | None:
    """Return the item to fill a line from, if the line asks for it or has no name."""
    if not javascript.truthy(line.get("load")) and not instances.blank(line.get("name")):
        return None
    identity, stock_number = line.get("itemId"), line.get("SKU")
    if identity:
        found = world.store.get(models.ITEM, str(identity))
        return found if found and found["organizationId"] == organization_id else None
    if not stock_number:
        return None
    return world.store.first(models.ITEM, organizationId=organization_id, SKU=str(stock_number))


def save(world: World, document: Record, sent: Json) -> None:
    """Store as items the lines of a new document that ask for it."""
    lines = document["_documentItems"]
    for asked, line in zip(
        instances.list_of(sent),
        lines if isinstance(lines, list) else [],
        strict=True,
    ):
        if not isinstance(asked, dict) or not isinstance(line, dict):
            continue
        if javascript.truthy(asked.get("save")) and not line.get("itemId"):
            line["itemId"] = _saved(world, str(document["organizationId"]), line)["id"]


def _saved(world: World, organization_id: str, line: Record) -> Record:
    data: Record = {name: line[name] for name in _FILLED if line.get(name) is not None}
    known = [tax.get("taxId") for tax in objects_in(line.get("_documentItemTaxes"))]
    data["taxIds"] = [identity for identity in known if identity]
    given: Record = {**world.stamped(), "organizationId": organization_id}
    return world.store.insert(models.ITEM, instances.created(models.ITEM, data, given))
