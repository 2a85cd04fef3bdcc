"""Price lists, warehouses and stock, orders, and the parts of items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import models, records
from spaceinvoices_sandbox.api.calculation import exact, shown
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, ids, instances
from spaceinvoices_sandbox.loopback.json_types import objects_in

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

COMPONENTS: Final = "_components"
_MOVING: Final = ("invoice", "delivery-note")
"""Types of documents that move stock as they are issued."""

records.serve(models.PRICE_LIST, "price_lists", "create list count get update delete")
records.serve_nested(models.PRICE, "prices", models.PRICE_LIST, "priceListId", "list count")
records.serve(models.PRICE, "prices", "get update delete")
records.serve(models.WAREHOUSE, "warehouses", "create list count get replace update delete")
records.serve(models.ORDER, "orders", "list count get delete")


@handles("prices_create")
def create_price(call: Call) -> Answer:
    """Return a price of an item of the same organization."""
    owner = records.existing(call, models.PRICE_LIST, call.id, "write")
    given: Record = {**call.world.stamped(), "organizationId": owner["organizationId"]}
    record = instances.created(models.PRICE, call.data, {**given, "priceListId": call.id})
    item = call.world.store.get(models.ITEM, str(record["itemId"]))
    if item is None or item["organizationId"] != owner["organizationId"]:
        problem = ("itemId", "invalid", "does not exist")
        raise errors.invalid(models.PRICE.model, [problem], record)
    return call.world.store.insert(models.PRICE, record)


@handles("price_lists_list_items", "price_lists_count_items")
def items_of_list(call: Call) -> Answer:
    """Return the items that have a price in the list, or how many."""
    records.existing(call, models.PRICE_LIST, call.id, "read")
    prices = call.world.store.every(models.PRICE, priceListId=call.id)
    priced = [str(price["itemId"]) for price in prices]
    if call.operation.id.endswith("list_items"):
        return records.among(call, models.ITEM, priced)
    where = {"and": [{"id": {"inq": [*priced]}}, dict(call.where(models.ITEM))]}
    return {"count": call.world.store.count(models.ITEM, {}, where)}


def listed(world: World, document: Record, line: Json, sent: Json) -> Json:
    """Return the line at the price of the document's price list, where it was sent without one."""
    if not isinstance(line, dict) or not isinstance(sent, dict) or not line.get("itemId"):
        return line
    if sent.get("price") is not None or sent.get("priceGross") is not None:
        return line
    price = world.store.first(
        models.PRICE, priceListId=str(document["priceListId"]), itemId=str(line["itemId"])
    )
    if price is None:
        return line
    prices = {name: price[name] for name in ("price", "priceGross") if price.get(name) is not None}
    rest = {name: value for name, value in line.items() if name not in ("price", "priceGross")}
    return {**rest, **prices}


@handles("items_list_inventories")
def inventories(call: Call) -> Answer:
    """Return how much of an item is where."""
    records.existing(call, models.ITEM, call.id, "read")
    return records.of_parent(call, models.INVENTORY, {"itemId": call.id})


def move(world: World, document: Record) -> None:
    """Move the stock of the lines that track it: out of one warehouse, into another."""
    if document["type"] not in _MOVING or document.get("draft"):
        return
    incoming = bool(document.get("incoming"))
    lines = document["_documentItems"]
    for line in lines if isinstance(lines, list) else []:
        if isinstance(line, dict) and line.get("trackInventory") and line.get("itemId"):
            quantity = line["quantity"]
            amount = quantity if isinstance(quantity, (int, float)) else 0
            _change(world, document, line, "warehouseId", amount if incoming else -amount)
            _change(world, document, line, "destinationWarehouseId", amount)


def _change(world: World, document: Record, line: Record, warehouse: str, by: float) -> None:
    warehouse_id = document.get(warehouse)
    if not warehouse_id:
        return
    item_id = str(line["itemId"])
    kept = next(
        (
            row
            for row in world.store.every(models.INVENTORY, itemId=item_id)
            if row["warehouseId"] == warehouse_id
        ),
        None,
    )
    if kept is None:
        given: Record = {**world.stamped(), "organizationId": document["organizationId"]}
        row: Record = {
            **given,
            "custom": {},
            "itemId": item_id,
            "warehouseId": warehouse_id,
            "quantity": by,
        }
        world.store.insert(models.INVENTORY, row)
        return
    before = kept["quantity"]
    total = exact(before if isinstance(before, (int, float)) else 0) + exact(by)
    changed = {**kept, "quantity": shown(total), "updatedAt": world.clock.stamp()}
    world.store.update(models.INVENTORY, changed)


@handles("items_create_component")
def create_component(call: Call) -> Answer:
    """Add a part to an item."""
    item = records.existing(call, models.ITEM, call.id, "write")
    stamp = call.world.clock.stamp()
    part: Record = {"custom": {}, **_part(call.data), "id": ids.embedded_id()}
    part |= {"createdAt": stamp, "updatedAt": stamp}
    _keep_parts(call, item, [*_parts(item), part])
    return part


@handles("items_replace_component")
def replace_component(call: Call) -> Answer:
    """Put a part anew."""
    item_id, part_id = call.ids
    item = records.existing(call, models.ITEM, item_id, "write")
    parts = _parts(item)
    current = next((part for part in parts if part.get("id") == part_id), None)
    if current is None:
        raise errors.no_model(part_id)
    kept: Record = {name: current[name] for name in ("id", "createdAt") if name in current}
    changed: Record = {"custom": {}, **_part(call.data), **kept}
    changed["updatedAt"] = call.world.clock.stamp()
    _keep_parts(call, item, [changed if part is current else part for part in parts])
    return changed


def _part(data: Record) -> Record:
    """Return a part as it was sent, its declared properties in their types."""
    kinds = {"itemId": "string", "name": "string", "quantity": "number", "custom": "object"}
    record: Record = {}
    for name, value in data.items():
        kind = kinds.get(name)
        if kind == "number":
            record[name], _ = instances.coerce_value("number", value)
        elif kind == "string":
            record[name], _ = instances.coerce_value("string", value)
        elif name != "custom" or isinstance(value, dict):
            record[name] = value
    return {name: value for name, value in record.items() if value is not None}


def _parts(item: Record) -> list[Record]:
    return objects_in(item.get(COMPONENTS))


def _keep_parts(call: Call, item: Record, parts: list[Record]) -> None:
    kept: list[Json] = [*parts]
    changed: Record = {**item, COMPONENTS: kept, "updatedAt": call.world.clock.stamp()}
    call.world.store.update(models.ITEM, changed)
