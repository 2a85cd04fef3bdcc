"""Who issues a document and who receives it, copied into it as they are on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import clients, models
from spaceinvoices_sandbox.api.clients import with_country
from spaceinvoices_sandbox.loopback import ids, instances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.instances import Problem
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.world import World

_BLANK_WHEN_MISSING: Final = (
    "address2",
    "taxNumber",
    "companyNumber",
    "IBAN",
    "bank",
    "SWIFT",
)
_ISSUER: Final = (
    *("name", "address", "address2", "city", "zip", "state", "country", "countryAlpha2Code"),
    *("taxNumber", "taxSubject", "companyNumber", "IBAN", "bank", "SWIFT", "website", "email"),
    *("phone", "businessType", "fiscalRegionCode"),
)
_CLIENT: Final = ("contact", *_ISSUER)


def issuer(organization: Record, unit: Record | None, sent: Json) -> Record:
    """Return the organization, or the unit where it says something itself; what was sent wins."""
    source = {**organization, **_told(unit or {}, _ISSUER)}
    record: Record = {"id": ids.embedded_id()}
    for name in _ISSUER:
        value = source.get(name)
        if value is not None or name in _BLANK_WHEN_MISSING:
            record[name] = "" if value is None else value
    record |= {name: organization[name] for name in ("createdAt", "updatedAt")}
    record["custom"] = {}
    record["_data"] = organization.get("_data") or []
    return with_country({**record, **_sent(sent)})


def find_client(
    world: World, organization_id: str, data: Mapping[str, Json]
) -> tuple[Record | None, list[Problem]]:
    """Return the kept client by `clientId`, else by e-mail address.

    None where one has to be made.
    """
    client_id = data.get("clientId")
    if client_id:
        found = world.store.get(models.CLIENT, str(client_id))
        if found is None or found["organizationId"] != organization_id:
            return None, [("clientId", "invalid", "does not exist")]
        return found, []
    sent = _sent(data.get("_documentClient"))
    email = sent.get("email")
    if email:
        kept = world.store.first(models.CLIENT, organizationId=organization_id, email=str(email))
        if kept is not None:
            return kept, []
    if instances.blank(sent.get("name")):
        return None, [("_documentClient", "presence", instances.BLANK)]
    return None, []


def keep_client(world: World, organization_id: str, sent: Json) -> Record:
    """Return a new client from what the document says of it."""
    data = {name: value for name, value in _sent(sent).items() if name in models.CLIENT.properties}
    return clients.new(world, organization_id, data)


def document_client(kept: Record, sent: Json, stamp: str) -> Record:
    """Return the document's copy of the client; what was sent wins."""
    record: Record = {"id": ids.embedded_id(), "isEndCustomer": False}
    record |= _told(kept, ("isEndCustomer", *_CLIENT))
    record |= {"createdAt": stamp, "updatedAt": stamp, "custom": {}, "_data": []}
    return with_country({**record, **_sent(sent)})


def _told(source: Mapping[str, Json], names: tuple[str, ...]) -> Record:
    return {name: source[name] for name in names if source.get(name) is not None}


def _sent(sent: Json) -> Record:
    if not isinstance(sent, dict):
        return {}
    return {name: value for name, value in sent.items() if name != "id" and value is not None}
