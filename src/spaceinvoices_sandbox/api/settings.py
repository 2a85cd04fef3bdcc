"""Defaults: the settings of an organization, and what they change in what it issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, models, records
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

records.serve(models.DEFAULT, "defaults", "list count get delete")


def values(world: World, organization_id: str) -> Mapping[str, Json]:
    """Return all settings of an organization by name."""
    kept = world.store.every(models.DEFAULT, organizationId=organization_id)
    return {str(setting["name"]): setting.get("value") for setting in kept}


def days(settings: Mapping[str, Json], name: str, otherwise: int) -> int:
    """Return a setting that counts days; older ones are numbers as text."""
    value = settings.get(name)
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    return int(value) if isinstance(value, (int, float)) else otherwise


def text(settings: Mapping[str, Json], name: str, otherwise: str) -> str:
    """Return a setting that is a text."""
    value = settings.get(name)
    return value if isinstance(value, str) else otherwise


@handles("defaults_create")
def create(call: Call) -> Answer:
    """Return a new setting, whose name the organization does not have yet."""
    record = records.new(call, models.DEFAULT)
    if call.world.store.first(models.DEFAULT, organizationId=call.id, name=str(record["name"])):
        problem = ("name", "uniqueness", "is not unique")
        raise errors.invalid(models.DEFAULT.model, [problem], record)
    return call.world.store.insert(models.DEFAULT, record)


@handles("defaults_update")
def update(call: Call) -> Answer:
    """Change a setting; its name stays."""
    current = records.existing(call, models.DEFAULT, call.id, "write")
    return _kept(call, current, instances.patched(models.DEFAULT, current, call.data, _now(call)))


@handles("defaults_replace")
def replace(call: Call) -> Answer:
    """Put a setting anew; its name stays."""
    organization_id, identity = call.ids
    current = records.existing(call, models.DEFAULT, identity, "write")
    access.organization(call.world, call.me, organization_id, "write")
    if current["organizationId"] != organization_id:
        raise errors.no_model(identity)
    data = {"name": current["name"], **call.data}
    return _kept(call, current, instances.replaced(models.DEFAULT, current, data, _now(call)))


def _now(call: Call) -> str:
    return call.world.clock.stamp()


def _kept(call: Call, current: Record, record: Record) -> Record:
    if record["name"] != current["name"]:
        problem = ("name", "immutable", "cannot be changed")
        raise errors.invalid(models.DEFAULT.model, [problem], record)
    return call.world.store.update(models.DEFAULT, record)
