# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `electronic_devices`."""

from typing import Final

from spaceinvoices_async.operations import Operation

ELECTRONIC_DEVICES_LIST: Final = Operation(
    id="electronic_devices_list",
    tag="electronic_devices",
    method="GET",
    path="/v1/BusinessPremises/{business_premise_id}/electronicDevices",
    wire_path="/v1/BusinessPremises/{id}/electronicDevices",
    safety="safe",
    summary="List electronic devices",
    docs="https://docs.spaceinvoices.com — Adding electronic devices",
    paginated=True,
)
ELECTRONIC_DEVICES_CREATE: Final = Operation(
    id="electronic_devices_create",
    tag="electronic_devices",
    method="POST",
    path="/v1/BusinessPremises/{business_premise_id}/electronicDevices",
    wire_path="/v1/BusinessPremises/{id}/electronicDevices",
    safety="unsafe",
    summary="Create an electronic device",
    docs="https://docs.spaceinvoices.com — Adding electronic devices",
    body="json",
)
ELECTRONIC_DEVICES_GET: Final = Operation(
    id="electronic_devices_get",
    tag="electronic_devices",
    method="GET",
    path="/v1/ElectronicDevices/{electronic_device_id}",
    wire_path="/v1/ElectronicDevices/{id}",
    safety="safe",
    summary="Get an electronic device",
    docs="https://docs.spaceinvoices.com — Adding electronic devices",
)
ELECTRONIC_DEVICES_DELETE: Final = Operation(
    id="electronic_devices_delete",
    tag="electronic_devices",
    method="DELETE",
    path="/v1/ElectronicDevices/{electronic_device_id}",
    wire_path="/v1/ElectronicDevices/{id}",
    safety="idempotent",
    summary="Delete an electronic device",
    docs="https://docs.spaceinvoices.com — Adding electronic devices",
)
ELECTRONIC_DEVICES_UPDATE: Final = Operation(
    id="electronic_devices_update",
    tag="electronic_devices",
    method="PATCH",
    path="/v1/ElectronicDevices/{electronic_device_id}",
    wire_path="/v1/ElectronicDevices/{id}",
    safety="unsafe",
    summary="Update an electronic device",
    docs="https://docs.spaceinvoices.com — Adding electronic devices",
    body="json",
)
