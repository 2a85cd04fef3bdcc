# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `prices`."""

from typing import Final

from spaceinvoices_async.operations import Operation

PRICES_LIST: Final = Operation(
    id="prices_list",
    tag="prices",
    method="GET",
    path="/v1/PriceLists/{price_list_id}/prices",
    wire_path="/v1/PriceLists/{id}/prices",
    safety="safe",
    summary="List prices",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/prices",
    paginated=True,
)
PRICES_CREATE: Final = Operation(
    id="prices_create",
    tag="prices",
    method="POST",
    path="/v1/PriceLists/{price_list_id}/prices",
    wire_path="/v1/PriceLists/{id}/prices",
    safety="unsafe",
    summary="Create a price",
    docs="https://api.spaceinvoices.com/openapi.yaml — POST /v1/PriceLists/{id}/prices",
    body="json",
)
PRICES_COUNT: Final = Operation(
    id="prices_count",
    tag="prices",
    method="GET",
    path="/v1/PriceLists/{price_list_id}/prices/count",
    wire_path="/v1/PriceLists/{id}/prices/count",
    safety="safe",
    summary="Count prices",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/prices/count",
)
PRICES_GET: Final = Operation(
    id="prices_get",
    tag="prices",
    method="GET",
    path="/v1/Prices/{price_id}",
    wire_path="/v1/Prices/{id}",
    safety="safe",
    summary="Get a price",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Prices/{id}",
)
PRICES_DELETE: Final = Operation(
    id="prices_delete",
    tag="prices",
    method="DELETE",
    path="/v1/Prices/{price_id}",
    wire_path="/v1/Prices/{id}",
    safety="idempotent",
    summary="Delete a price",
    docs="https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/Prices/{id}",
)
PRICES_UPDATE: Final = Operation(
    id="prices_update",
    tag="prices",
    method="PATCH",
    path="/v1/Prices/{price_id}",
    wire_path="/v1/Prices/{id}",
    safety="unsafe",
    summary="Update a price",
    docs="https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/Prices/{id}",
    body="json",
)
