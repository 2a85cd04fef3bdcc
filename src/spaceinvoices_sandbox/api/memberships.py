"""Who belongs to an organization: invitations, roles, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, models, records
from spaceinvoices_sandbox.api.includes import selected, with_related
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, filters, javascript
from spaceinvoices_sandbox.loopback.errors import bad_request

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.access import Level
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.includes import Include
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

ROLES: Final = ("default", "readonly", "admin")


def _role(call: Call) -> str:
    role = call.data.get("role") or "default"
    if role not in ROLES:
        raise bad_request(f"role must be one of {', '.join(ROLES)}", code="INVALID_ROLE")
    return str(role)


@handles("organizations_invite")
def invite(call: Call) -> Answer:
    """Offer an account a role; it gets access once it accepts, or at once where that is allowed."""
    access.organization(call.world, call.me, call.id, "admin")
    confirm, mail = (
        call.data.get(name) is not False for name in ("requireConfirmation", "sendEmail")
    )
    if not mail and confirm:
        raise bad_request(
            "sendEmail can only be turned off for invitations that don't require confirmation",
            code="EMAIL_REQUIRED",
        )
    if not confirm and (call.me.get("masterId") or not call.me.get("emailVerified")):
        raise errors.unauthorized()
    account, email = _invitee(call)
    if account is None and not confirm:
        raise errors.no_model(str(email))
    membership: Record = {
        **call.world.stamped(),
        "role": _role(call),
        "active": not confirm,
        "disabled": False,
        "rejected": False,
        "invitationEmail": email,
        "inviterId": call.me["id"],
        "inviterMasterId": call.me.get("masterId") or call.me["id"],
        "organizationId": call.id,
        "custom": {},
    }
    if account is not None:
        membership["accountId"] = account["id"]
    if mail:
        call.world.outbox.append({"kind": "invitation", "to": email, "organizationId": call.id})
    return call.world.store.insert(models.ACCOUNT_ORGANIZATION, membership)


def _invitee(call: Call) -> tuple[Record | None, Json]:
    account_id, email = call.data.get("accountId"), call.data.get("email")
    if account_id:
        found = call.world.store.get(models.ACCOUNT, javascript.text(account_id))
        if found is None:
            raise errors.no_model(javascript.text(account_id))
        return found, found["email"]
    if not email:
        raise bad_request("accountId or email is required", code="ACCOUNT_OR_EMAIL_REQUIRED")
    return call.world.store.first(models.ACCOUNT, email=javascript.text(email)), email


def link(world: World, account: Record) -> None:
    """Give a new account the invitations that were sent to its address."""
    waiting = world.store.every(models.ACCOUNT_ORGANIZATION, invitationEmail=str(account["email"]))
    for membership in waiting:
        if not membership.get("accountId"):
            changed: Record = {**membership, "accountId": account["id"]}
            world.store.update(models.ACCOUNT_ORGANIZATION, changed)


@handles("account_organizations_list")
def find(call: Call) -> Answer:
    """Return the memberships of an organization."""
    return records.in_organization(call, models.ACCOUNT_ORGANIZATION)


@handles("account_organizations_count")
def count(call: Call) -> Answer:
    """Return how many memberships match."""
    return records.count(call, models.ACCOUNT_ORGANIZATION)


@handles("account_organizations_delete")
def delete(call: Call) -> Answer:
    """End a membership."""
    if access.owned(call.world, call.me, models.ACCOUNT_ORGANIZATION, call.id, "admin") is None:
        return {"count": 0}
    return {"count": call.world.store.remove(models.ACCOUNT_ORGANIZATION, call.id)}


@handles("account_organizations_accept", "account_organizations_reject")
def answer(call: Call) -> Answer:
    """Return the invited account's own decision."""
    membership = call.world.store.get(models.ACCOUNT_ORGANIZATION, call.id)
    me = call.me
    if membership is None:
        raise errors.no_model(call.id)
    if membership.get("accountId") != me["id"]:
        raise errors.unauthorized()
    accepted = call.operation.id.endswith("accept")
    return _change(call, membership, {"active": accepted, "rejected": not accepted})


@handles("account_organizations_enable", "account_organizations_disable")
def switch(call: Call) -> Answer:
    """Let a member in again, or keep it out for a while."""
    disabled = call.operation.id.endswith("disable")
    return _change(call, _membership(call, "admin"), {"disabled": disabled})


@handles("account_organizations_change_role")
def change_role(call: Call) -> Answer:
    """Give a member another role."""
    return _change(call, _membership(call, "admin"), {"role": _role(call)})


def _membership(call: Call, level: Level) -> Record:
    found = access.owned(call.world, call.me, models.ACCOUNT_ORGANIZATION, call.id, level)
    if found is None:
        raise errors.no_model(call.id)
    return found


def _change(call: Call, membership: Record, changes: Record) -> Answer:
    changed: Record = {**membership, **changes, "updatedAt": call.world.clock.stamp()}
    call.world.store.update(models.ACCOUNT_ORGANIZATION, changed)
    return {"success": True}


def organizations(call: Call, item: Include) -> list[Json]:
    """Return the organizations of the account in the path, as an include asks for them."""
    members = call.world.store.every(models.ACCOUNT_ORGANIZATION, accountId=call.id)
    identities = [str(one["organizationId"]) for one in members if access.live(one)]
    query = filters.read_filter({**item.scope, "include": item.nested}, models.ORGANIZATION)
    rows, _ = call.world.store.find_among(models.ORGANIZATION, identities, query)
    shown = [selected(row, query, models.ORGANIZATION) for row in rows]
    return [*with_related(call.world, models.ORGANIZATION, shown, item.nested)]
