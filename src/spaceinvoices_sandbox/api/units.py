"""Units: the brands or branches of an organization, each with its own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, images, models, numbering, records
from spaceinvoices_sandbox.api.clients import with_country
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.access import Level
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Record


def _unit(call: Call, level: Level) -> Record:
    found = access.owned(call.world, call.me, models.UNIT, call.id, level)
    if found is None:
        raise errors.no_model(call.id)
    return found


@handles("units_create")
def create(call: Call) -> Answer:
    """Return a new unit."""
    access.organization(call.world, call.me, call.id, "write")
    given: Record = {**call.world.stamped(), "organizationId": call.id}
    record = instances.created(models.UNIT, call.data, given)
    return call.world.store.insert(models.UNIT, with_country(record))


@handles("units_list")
def find(call: Call) -> Answer:
    """Return the units of an organization."""
    return records.in_organization(call, models.UNIT)


@handles("units_count")
def count(call: Call) -> Answer:
    """Return how many units match."""
    return records.count(call, models.UNIT)


@handles("units_update")
def update(call: Call) -> Answer:
    """Change a unit."""
    record = records.patch(call, models.UNIT)
    if "country" in call.data and "countryAlpha2Code" not in call.data:
        record.pop("countryAlpha2Code", None)
    return call.world.store.update(models.UNIT, with_country(record))


@handles("units_delete")
def delete(call: Call) -> Answer:
    """Delete a unit."""
    return records.delete(call, models.UNIT)


@handles("units_last_doc_number")
def last_number(call: Call) -> Answer:
    """Return the number given last, empty where none was."""
    unit = _unit(call, "read")
    return {"number": numbering.last(call.world, _series(call, unit)) or ""}


@handles("units_next_doc_number")
def next_number(call: Call) -> Answer:
    """Return the number that would be given next; a preview, not a reservation."""
    unit = _unit(call, "read")
    return {"number": numbering.preview(call.world, _series(call, unit))}


def _series(call: Call, unit: Record) -> numbering.Series:
    kind = call.required("type")
    date = call.text("date") or call.world.clock.stamp()
    return numbering.Series(
        organization_id=str(unit["organizationId"]),
        type=kind,
        year=int(date[:4]),
        incoming=bool(call.flag("incoming")),
        unit_id=call.id,
    )


@handles("units_upload_image")
def upload_image(call: Call) -> Answer:
    """Keep a logo or a signature."""
    _unit(call, "write")
    return images.upload(call)


@handles("units_image")
def image(call: Call) -> Answer:
    """Return the image as it was uploaded."""
    _unit(call, "read")
    return images.download(call, call.required("type"))


@handles("units_delete_image")
def delete_image(call: Call) -> Answer:
    """Forget an image."""
    _unit(call, "write")
    return images.delete(call)
