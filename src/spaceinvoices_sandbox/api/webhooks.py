"""Webhooks: who is told of which events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import models, records
from spaceinvoices_sandbox.loopback import ids

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.loopback.schemas import Schema
    from spaceinvoices_sandbox.world import World

_SILENT: Final = frozenset(
    {models.ACCOUNT, models.ACCESS_TOKEN, models.WEBHOOK, models.ATTACHMENT, models.INVENTORY}
)
"""Models of whose changes nobody is told."""

records.serve(models.WEBHOOK, "webhooks", "create list count get replace update delete")


def notify(world: World) -> None:
    """Tell the webhooks of what was committed since the last call."""
    for schema, verb, record in world.store.committed():
        if schema in _SILENT:
            continue
        organization_id = record.get("organizationId", record.get("id"))
        for webhook in world.store.every(models.WEBHOOK, organizationId=str(organization_id)):
            event = f"{schema.model[0].lower()}{schema.model[1:]}/{verb}"
            if webhook.get("enabled") and _wanted(webhook, event):
                body = _body(event, str(organization_id), schema, record)
                world.deliveries.add(str(webhook["id"]), str(webhook["url"]), body)
    world.deliveries.start()


def _wanted(webhook: Record, event: str) -> bool:
    events = webhook.get("events")
    return isinstance(events, list) and (event in events or "*" in events)


def _body(event: str, organization_id: str, schema: Schema, record: Record) -> Record:
    data = {name: value for name, value in record.items() if name not in schema.hidden}
    return {
        "event": event,
        "organizationId": organization_id,
        "modelName": schema.model,
        "data": data,
        "uid": ids.embedded_id(),
    }
