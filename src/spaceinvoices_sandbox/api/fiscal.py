"""Business premises, electronic devices and certificates: what fiscalization asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.api import access, models, records
from spaceinvoices_sandbox.api.document_actions import changed, verified
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import errors, instances
from spaceinvoices_sandbox.loopback.answers import Page
from spaceinvoices_sandbox.loopback.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Record
    from spaceinvoices_sandbox.loopback.schemas import Schema

_PROVIDERS: Final[Mapping[str, str]] = {
    "furs": "_furs",
    "fina": "_fina",
    "at": "_at",
    "fatturaPa": "_fatturaPa",
}
_ENVIRONMENTS: Final = ("production", "test")

records.serve(models.BUSINESS_PREMISE, "business_premises", "delete")
records.serve_nested(
    models.ELECTRONIC_DEVICE,
    "electronic_devices",
    models.BUSINESS_PREMISE,
    "businessPremiseId",
    "list",
)
records.serve(models.ELECTRONIC_DEVICE, "electronic_devices", "get delete")


@handles("business_premises_create")
def create_premise(call: Call) -> Answer:
    """Return a new business premise, whose name with the tax office is its own."""
    record = _distinct_premise(call, records.new(call, models.BUSINESS_PREMISE))
    return call.world.store.insert(models.BUSINESS_PREMISE, record)


@handles("business_premises_update")
def update_premise(call: Call) -> Answer:
    """Change a business premise."""
    record = _distinct_premise(call, records.patch(call, models.BUSINESS_PREMISE))
    return call.world.store.update(models.BUSINESS_PREMISE, record)


def _distinct_premise(call: Call, record: Record) -> Record:
    others = call.world.store.every(
        models.BUSINESS_PREMISE, organizationId=str(record["organizationId"])
    )
    return _distinct(models.BUSINESS_PREMISE, "businessPremiseId", record, others)


@handles("electronic_devices_create")
def create_device(call: Call) -> Answer:
    """Return a new electronic device, whose name is its own in its business premise."""
    premise = records.existing(call, models.BUSINESS_PREMISE, call.id, "write")
    given: Record = {**call.world.stamped(), "businessPremiseId": call.id}
    given["organizationId"] = premise["organizationId"]
    record = instances.created(models.ELECTRONIC_DEVICE, call.data, given)
    return call.world.store.insert(models.ELECTRONIC_DEVICE, _distinct_device(call, record))


@handles("electronic_devices_update")
def update_device(call: Call) -> Answer:
    """Change an electronic device."""
    record = _distinct_device(call, records.patch(call, models.ELECTRONIC_DEVICE))
    return call.world.store.update(models.ELECTRONIC_DEVICE, record)


def _distinct_device(call: Call, record: Record) -> Record:
    others = call.world.store.every(
        models.ELECTRONIC_DEVICE, businessPremiseId=str(record["businessPremiseId"])
    )
    return _distinct(models.ELECTRONIC_DEVICE, "electronicDeviceId", record, others)


def _distinct(schema: Schema, name: str, record: Record, others: list[Record]) -> Record:
    """Return the record, unless another one has the same name: then the 422."""
    if any(one[name] == record[name] and one["id"] != record["id"] for one in others):
        raise errors.invalid(schema.model, [(name, "uniqueness", "is not unique")], record)
    return record


@handles("business_premises_list")
def find(call: Call) -> Answer:
    """Return the premises of an organization, on request with their devices."""
    page = records.in_organization(call, models.BUSINESS_PREMISE)
    return Page([_including(call, row) for row in page.rows], page.total)


@handles("business_premises_get")
def get(call: Call) -> Answer:
    """Return one business premise, on request with its devices."""
    return _including(call, records.get(call, models.BUSINESS_PREMISE))


def _including(call: Call, record: Record) -> Record:
    if not call.query(models.BUSINESS_PREMISE).include:
        return record
    devices = call.world.store.every(models.ELECTRONIC_DEVICE, businessPremiseId=str(record["id"]))
    return {**record, "electronicDevices": [*devices]}


@handles("organizations_upload_certificate")
def upload_certificate(call: Call) -> Answer:
    """Keep a certificate; its passphrase is forgotten at once."""
    access.organization(call.world, call.me, call.id, "admin")
    if not call.uploads:
        raise bad_request("certificate is a required argument")
    file = next(iter(call.uploads.values()))
    call.world.store.put_blob(_certificate(call), file.content_type, file.data)
    return True


@handles("organizations_has_certificate")
def has_certificate(call: Call) -> Answer:
    """Return whether a certificate was uploaded."""
    access.organization(call.world, call.me, call.id, "read")
    return {"exists": call.world.store.blob(_certificate(call)) is not None}


def _certificate(call: Call) -> str:
    environment = call.text("environment") or "production"
    if environment not in _ENVIRONMENTS:
        raise bad_request("environment must be one of production, test")
    return f"certificate/{call.id}/{call.required('type')}/{environment}"


@handles("documents_fiscally_verify")
def fiscally_verify(call: Call) -> Answer:
    """Say that the tax office has been told; nobody is told."""
    document = records.existing(call, models.DOCUMENT, call.id, "write")
    provider = call.text("provider") or "furs"
    name = _PROVIDERS.get(provider)
    if name is None:
        raise bad_request(f"provider must be one of {', '.join(_PROVIDERS)}")
    if document.get("draft"):
        raise errors.refused("A draft cannot be verified", code="DOCUMENT_IS_DRAFT")
    told = document.get(name)
    entry: Record = {**(told if isinstance(told, dict) else {}), "verified": True}
    entry.setdefault("verifiedAt", call.world.clock.stamp())
    if not verified(document):
        changed(call, document, {name: entry})
    return {"success": True, "provider": provider, "verifiedAt": entry["verifiedAt"]}
