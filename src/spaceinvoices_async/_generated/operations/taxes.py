# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `taxes`."""

from typing import Final

from spaceinvoices_async.operations import Operation

TAXES_LIST: Final = Operation(
    id="taxes_list",
    tag="taxes",
    method="GET",
    path="/v1/Organizations/{organization_id}/taxes",
    wire_path="/v1/Organizations/{id}/taxes",
    safety="safe",
    summary="List taxes",
    docs="https://spaceinvoices.com/docs/Tax — Find Taxes",
    paginated=True,
    lane="organization_id",
)
TAXES_CREATE: Final = Operation(
    id="taxes_create",
    tag="taxes",
    method="POST",
    path="/v1/Organizations/{organization_id}/taxes",
    wire_path="/v1/Organizations/{id}/taxes",
    safety="unsafe",
    summary="Create a tax",
    docs="https://spaceinvoices.com/docs/Tax — Create Tax",
    body="json",
    lane="organization_id",
)
TAXES_COUNT: Final = Operation(
    id="taxes_count",
    tag="taxes",
    method="GET",
    path="/v1/Organizations/{organization_id}/taxes/count",
    wire_path="/v1/Organizations/{id}/taxes/count",
    safety="safe",
    summary="Count taxes",
    docs="https://spaceinvoices.com/docs/Tax — Count Taxes",
    lane="organization_id",
)
TAXES_GET: Final = Operation(
    id="taxes_get",
    tag="taxes",
    method="GET",
    path="/v1/Taxes/{tax_id}",
    wire_path="/v1/Taxes/{id}",
    safety="safe",
    summary="Get a tax",
    docs="https://spaceinvoices.com/docs/Tax — Get Tax",
)
TAXES_REPLACE: Final = Operation(
    id="taxes_replace",
    tag="taxes",
    method="PUT",
    path="/v1/Taxes/{tax_id}",
    wire_path="/v1/Taxes/{id}",
    safety="idempotent",
    summary="Replace a tax",
    docs="https://spaceinvoices.com/docs/Tax — Replace Tax",
    body="json",
)
TAXES_DELETE: Final = Operation(
    id="taxes_delete",
    tag="taxes",
    method="DELETE",
    path="/v1/Taxes/{tax_id}",
    wire_path="/v1/Taxes/{id}",
    safety="idempotent",
    summary="Delete a tax",
    docs="https://spaceinvoices.com/docs/Tax — Delete Tax",
)
TAXES_CREATE_RATE: Final = Operation(
    id="taxes_create_rate",
    tag="taxes",
    method="POST",
    path="/v1/Taxes/{tax_id}/taxRates",
    wire_path="/v1/Taxes/{id}/taxRates",
    safety="unsafe",
    summary="Add a rate to a tax",
    docs="https://spaceinvoices.com/docs/Tax — Create TaxRate",
    body="json",
)
TAXES_DELETE_RATE: Final = Operation(
    id="taxes_delete_rate",
    tag="taxes",
    method="DELETE",
    path="/v1/Taxes/{tax_id}/taxRates/{rate_id}",
    wire_path="/v1/Taxes/{id}/taxRates/{fk}",
    safety="idempotent",
    summary="Delete a rate of a tax",
    docs="https://spaceinvoices.com/docs/Tax — Delete TaxRate",
)
TAXES_CLAUSE_TYPE: Final = Operation(
    id="taxes_clause_type",
    tag="taxes",
    method="POST",
    path="/v1/Taxes/clause-type",
    wire_path="/v1/Taxes/clause-type",
    safety="safe",
    summary="Find the tax clause of a document",
    docs="https://api.spaceinvoices.com/openapi.yaml — POST /v1/Taxes/clause-type",
    body="json",
)
