"""Clients: who receives the documents of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, countries, models, records
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

_SEARCHED = ("name", "email", "taxNumber", "companyNumber", "contact")
_SHOWN = 100


def with_country(record: Record) -> Record:
    """Return the record with the code of its country, unless it has one."""
    if not record.get("countryAlpha2Code"):
        code = countries.code(_text(record.get("country")))
        if code is not None:
            return {**record, "countryAlpha2Code": code}
    return record


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def new(world: World, organization_id: str, data: Mapping[str, Json]) -> Record:
    """Return a kept client of the organization; raises the 422 of what is missing."""
    given: Record = {**world.stamped(), "organizationId": organization_id}
    record = instances.created(models.CLIENT, data, given)
    return world.store.insert(models.CLIENT, with_country(record))


@handles("clients_create")
def create(call: Call) -> Answer:
    """Return a new client."""
    access.organization(call.world, call.me, call.id, "write")
    return new(call.world, call.id, call.data)


@handles("clients_get")
def get(call: Call) -> Answer:
    """Return one client."""
    return records.get(call, models.CLIENT)


@handles("clients_list")
def find(call: Call) -> Answer:
    """Return the clients of an organization."""
    return records.in_organization(call, models.CLIENT)


@handles("clients_count")
def count(call: Call) -> Answer:
    """Return how many clients match."""
    return records.count(call, models.CLIENT)


@handles("clients_search")
def search(call: Call) -> Answer:
    """Return clients whose name, address, number or contact holds the term, in any case."""
    access.organization(call.world, call.me, call.id, "read")
    term = call.required("term").casefold()
    kind = call.text("type")
    found = [
        client
        for client in call.world.store.every(models.CLIENT, organizationId=call.id)
        if any(term in str(client.get(name) or "").casefold() for name in _SEARCHED)
        and (kind is None or client.get("type") in {kind, "both", None})
    ]
    return [*found[:_SHOWN]]


@handles("clients_update")
def update(call: Call) -> Answer:
    """Change a client."""
    record = records.patch(call, models.CLIENT)
    if "country" in call.data and "countryAlpha2Code" not in call.data:
        record.pop("countryAlpha2Code", None)
    return call.world.store.update(models.CLIENT, with_country(record))


@handles("clients_replace")
def replace(call: Call) -> Answer:
    """Put a client anew."""
    record = records.replace(call, models.CLIENT)
    return call.world.store.update(models.CLIENT, with_country(record))


@handles("clients_delete")
def delete(call: Call) -> Answer:
    """Delete a client; its documents keep their copy of it."""
    return records.delete(call, models.CLIENT)


@handles("clients_send_reminder")
def send_reminder(call: Call) -> Answer:
    """Mail the client what is still due."""
    found = access.owned(call.world, call.me, models.CLIENT, call.id, "write")
    if found is None:
        raise errors.no_model(call.id)
    to = call.text("email") or found.get("email")
    if not to:
        raise errors.refused("Client has no email", code="EMAIL_REQUIRED")
    call.world.outbox.append({"kind": "reminder", "to": to, "clientId": found["id"]})
    return {"success": True}
