"""White labels of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import models, records
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Record


@handles("white_labels_list")
def find(call: Call) -> Answer:
    """Return the white labels of the token's account."""
    return records.of_parent(call, models.WHITE_LABEL, {"accountId": str(call.me["id"])})


@handles("white_labels_create")
def create(call: Call) -> Answer:
    """Return a new white label of the token's account."""
    given: Record = {"accountId": call.me["id"], **call.world.stamped()}
    record = instances.created(models.WHITE_LABEL, call.data, given)
    return call.world.store.insert(models.WHITE_LABEL, record)


@handles("white_labels_update")
def update(call: Call) -> Answer:
    """Change a white label of the token's account."""
    current = call.world.store.get(models.WHITE_LABEL, call.id)
    me = call.me
    if current is None:
        raise errors.no_model(call.id)
    if current["accountId"] != me["id"]:
        raise errors.unauthorized()
    stamp = call.world.clock.stamp()
    record = instances.patched(models.WHITE_LABEL, current, call.data, stamp)
    return call.world.store.update(models.WHITE_LABEL, record)
