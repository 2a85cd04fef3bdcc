# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `business_premises`."""

from typing import Final

from spaceinvoices_async.operations import Operation

BUSINESS_PREMISES_LIST: Final = Operation(
    id="business_premises_list",
    tag="business_premises",
    method="GET",
    path="/v1/Organizations/{organization_id}/businessPremises",
    wire_path="/v1/Organizations/{id}/businessPremises",
    safety="safe",
    summary="List business premises",
    docs="https://docs.spaceinvoices.com — Adding business premises",
    paginated=True,
    lane="organization_id",
)
BUSINESS_PREMISES_CREATE: Final = Operation(
    id="business_premises_create",
    tag="business_premises",
    method="POST",
    path="/v1/Organizations/{organization_id}/businessPremises",
    wire_path="/v1/Organizations/{id}/businessPremises",
    safety="unsafe",
    summary="Create a business premise",
    docs="https://docs.spaceinvoices.com — Adding business premises",
    body="json",
    lane="organization_id",
)
BUSINESS_PREMISES_GET: Final = Operation(
    id="business_premises_get",
    tag="business_premises",
    method="GET",
    path="/v1/BusinessPremises/{business_premise_id}",
    wire_path="/v1/BusinessPremises/{id}",
    safety="safe",
    summary="Get a business premise",
    docs="https://docs.spaceinvoices.com — Adding business premises",
)
BUSINESS_PREMISES_DELETE: Final = Operation(
    id="business_premises_delete",
    tag="business_premises",
    method="DELETE",
    path="/v1/BusinessPremises/{business_premise_id}",
    wire_path="/v1/BusinessPremises/{id}",
    safety="idempotent",
    summary="Delete a business premise",
    docs="https://docs.spaceinvoices.com — Adding business premises",
)
BUSINESS_PREMISES_UPDATE: Final = Operation(
    id="business_premises_update",
    tag="business_premises",
    method="PATCH",
    path="/v1/BusinessPremises/{business_premise_id}",
    wire_path="/v1/BusinessPremises/{id}",
    safety="unsafe",
    summary="Update a business premise",
    docs="https://docs.spaceinvoices.com — Adding business premises",
    body="json",
)
