"""The root account of a sandbox and its token: there from the start, and again after a reset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, models

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.world import World


def prepare(world: World) -> tuple[str, str]:
    """Id and token of the root account, which is made where the database has none yet."""
    known = world.store.first(models.ACCOUNT, email=world.options.root_email)
    root = known or world.store.insert(models.ACCOUNT, _record(world))
    wanted = world.options.root_token
    if wanted and world.store.get(models.ACCESS_TOKEN, wanted):
        return str(root["id"]), wanted
    token = access.issue_token(world, root, -1, identity=wanted)
    return str(root["id"]), str(token["id"])


def restore(world: World) -> None:
    """Make the root account anew in an empty database, with the id and the token it had."""
    root = {**_record(world), "id": world.root_id}
    world.store.insert(models.ACCOUNT, root)
    access.issue_token(world, root, -1, identity=world.root_token)


def _record(world: World) -> Record:
    options = world.options
    return {
        **world.stamped(),
        "email": options.root_email,
        "password": access.hashed(options.root_password),
        "emailVerified": True,
        "locale": "en",
        "custom": {},
    }
