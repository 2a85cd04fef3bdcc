"""What an account is told of itself: its plan, its identity check, its use and its requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, models
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback.answers import Page

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Record

_LOGGED = ("id", "accountId", "organizationId", "uniqueId", "createdAt", "updatedAt")


@handles("accounts_subscription")
def subscription(call: Call) -> Answer:
    """Return the plan of the account: the sandbox has one."""
    return {"plan": "sandbox", "active": True, "accountId": call.me["id"]}


@handles("accounts_identity_verification")
def identity_verification(call: Call) -> Answer:
    """Return how far the identity check is: nobody is checked here."""
    return {"status": "verified", "accountId": call.me["id"]}


@handles("accounts_list_logs")
def find_logs(call: Call) -> Answer:
    """Return the creates of documents that the account made."""
    query = call.query(models.DOCUMENT)
    access.account(call.world, call.me, call.id)
    rows, total = call.world.store.find(models.DOCUMENT, {"accountId": call.id}, query)
    logged = [{name: row[name] for name in _LOGGED if name in row} for row in rows]
    return Page(logged, total)


@handles("accounts_count_logs")
def count_logs(call: Call) -> Answer:
    """Return how many creates of documents match."""
    where = call.where(models.DOCUMENT)
    access.account(call.world, call.me, call.id)
    return {"count": call.world.store.count(models.DOCUMENT, {"accountId": call.id}, where)}


@handles("accounts_list_usages")
def find_usages(call: Call) -> Answer:
    """Return how many documents there are in each organization of the account."""
    query = call.query(models.ACCOUNT_ORGANIZATION)
    access.account(call.world, call.me, call.id)
    rows, total = call.world.store.find(models.ACCOUNT_ORGANIZATION, {"accountId": call.id}, query)
    return Page([_usage(call, row) for row in rows], total)


def _usage(call: Call, membership: Record) -> Record:
    organization_id = str(membership["organizationId"])
    number = call.world.store.count(models.DOCUMENT, {"organizationId": organization_id}, {})
    return {
        "id": membership["id"],
        "accountId": call.id,
        "organizationId": organization_id,
        "documents": number,
        "createdAt": membership["createdAt"],
        "updatedAt": membership["updatedAt"],
    }


@handles("accounts_count_usages")
def count_usages(call: Call) -> Answer:
    """Return how many organizations of the account match."""
    where = call.where(models.ACCOUNT_ORGANIZATION)
    access.account(call.world, call.me, call.id)
    scope = {"accountId": call.id}
    return {"count": call.world.store.count(models.ACCOUNT_ORGANIZATION, scope, where)}
