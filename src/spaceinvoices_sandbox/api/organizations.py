"""Organizations: whoever issues documents, with the taxes its country brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_sandbox.api import access, countries, images, models, records, taxes
from spaceinvoices_sandbox.api.calculation import shown
from spaceinvoices_sandbox.api.clients import with_country
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.world import World


@handles("organizations_create")
def create(call: Call) -> Answer:
    """Return a new organization of the account, with its country's locale and taxes."""
    owner = access.account(call.world, call.me, call.id)
    if _forbidden_to_children(call, owner):
        raise errors.unauthorized()
    given = call.world.stamped()
    given["activatedAt"] = given["createdAt"]
    record = with_country(instances.created(models.ORGANIZATION, call.data, given))
    country = countries.find(_country(record))
    record.setdefault("locale", country.locale if country else countries.LOCALE)
    call.world.store.insert(models.ORGANIZATION, record)
    join(call.world, record, owner, role="admin")
    if country is not None:
        _keep_taxes(call.world, record, country)
    return record


def _forbidden_to_children(call: Call, owner: Record) -> bool:
    root = call.world.store.get(models.ACCOUNT, str(owner.get("masterId") or ""))
    return root is not None and bool(root.get("disableCreatingChildOrganizations"))


def _country(record: Record) -> str:
    return str(record.get("countryAlpha2Code") or record.get("country") or "")


def join(world: World, organization: Record, account: Record, *, role: str) -> Record:
    """Return a membership of the account."""
    return world.store.insert(
        models.ACCOUNT_ORGANIZATION,
        {
            **world.stamped(),
            "accountId": account["id"],
            "organizationId": organization["id"],
            "role": role,
            "active": True,
            "disabled": False,
            "rejected": False,
            "custom": {},
        },
    )


def _keep_taxes(world: World, organization: Record, country: countries.Country) -> None:
    for tax in country.taxes:
        stamped = world.stamped()
        world.store.insert(
            models.TAX,
            {
                **stamped,
                "organizationId": organization["id"],
                "name": tax.name,
                "abbreviation": tax.abbreviation,
                "classification": tax.classification,
                "countryAlpha2Code": country.code,
                "recoverable": True,
                "compound": False,
                "custom": {},
                "_isDeleted": False,
                "_taxRates": [taxes.rate(world, shown(tax.rate))],
            },
        )


@handles("organizations_get")
def get(call: Call) -> Answer:
    """Return one organization."""
    query = call.selection(models.ORGANIZATION)
    me = call.me
    found = call.world.store.get(models.ORGANIZATION, call.id)
    if found is None:
        raise errors.unknown_id("Organization", call.id)
    if not access.may(call.world, me, call.id, "read"):
        raise errors.unauthorized()
    return records.page(call, models.ORGANIZATION, query, [found], 1).rows[0]


@handles("organizations_list")
def find(call: Call) -> Answer:
    """Return the organizations the account is a member of."""
    query = call.query(models.ORGANIZATION)
    owner = access.account(call.world, call.me, call.id)
    members = _live_memberships(call.world, owner)
    ids = [str(membership["organizationId"]) for membership in members]
    rows, total = call.world.store.find_among(models.ORGANIZATION, ids, query)
    return records.page(call, models.ORGANIZATION, query, rows, total)


def _live_memberships(world: World, owner: Record) -> list[Record]:
    every = world.store.every(models.ACCOUNT_ORGANIZATION, accountId=str(owner["id"]))
    return [membership for membership in every if access.live(membership)]


@handles("organizations_count")
def count(call: Call) -> Answer:
    """Count them; the conditions are held against the memberships, as in the framework."""
    where = call.where(models.ACCOUNT_ORGANIZATION)
    owner = access.account(call.world, call.me, call.id)
    scope = {"accountId": str(owner["id"])}
    live = {"active": True, "disabled": False}
    return {
        "count": call.world.store.count(
            models.ACCOUNT_ORGANIZATION, scope, {"and": [live, dict(where)]}
        )
    }


@handles("organizations_update")
def update(call: Call) -> Answer:
    """Change an organization; documents that were issued keep their copy of it."""
    current = access.organization(call.world, call.me, call.id, "admin")
    record = instances.patched(models.ORGANIZATION, current, call.data, call.world.clock.stamp())
    if "country" in call.data and "countryAlpha2Code" not in call.data:
        record.pop("countryAlpha2Code", None)
    return call.world.store.update(models.ORGANIZATION, with_country(record))


@handles("organizations_activate", "organizations_deactivate")
def switch(call: Call) -> Answer:
    """Switch an organization on or off; while it is off, nothing is written in it."""
    current = access.organization(call.world, call.me, call.id, "admin")
    active = call.operation.id == "organizations_activate"
    stamp = call.world.clock.stamp()
    when = "activatedAt" if active else "deactivatedAt"
    changed: Record = {**current, "active": active, when: stamp, "updatedAt": stamp}
    call.world.store.update(models.ORGANIZATION, changed)
    return {"success": True}


@handles("organizations_subscription")
def subscription(call: Call) -> Answer:
    """Return the plan of an organization: the sandbox has one."""
    access.organization(call.world, call.me, call.id, "read")
    return {"plan": "sandbox", "active": True, "organizationId": call.id}


@handles("organizations_upload_image")
def upload_image(call: Call) -> Answer:
    """Keep a logo or a signature."""
    access.organization(call.world, call.me, call.id, "write")
    return images.upload(call)


@handles("organizations_image", "organizations_image_file")
def image(call: Call) -> Answer:
    """Return the image as it was uploaded."""
    access.organization(call.world, call.me, call.id, "read")
    return images.download(call, call.required("type"))


@handles("organizations_logo")
def logo(call: Call) -> Answer:
    """Return the logo as it was uploaded."""
    access.organization(call.world, call.me, call.id, "read")
    return images.download(call, "logo")


@handles("organizations_delete_image")
def delete_image(call: Call) -> Answer:
    """Forget an image."""
    access.organization(call.world, call.me, call.id, "write")
    return images.delete(call)
