# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `price_lists`."""

from typing import Final

from spaceinvoices_async.operations import Operation

PRICE_LISTS_LIST: Final = Operation(
    id="price_lists_list",
    tag="price_lists",
    method="GET",
    path="/v1/Organizations/{organization_id}/priceLists",
    wire_path="/v1/Organizations/{id}/priceLists",
    safety="safe",
    summary="List price lists",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/priceLists",
    paginated=True,
    lane="organization_id",
)
PRICE_LISTS_CREATE: Final = Operation(
    id="price_lists_create",
    tag="price_lists",
    method="POST",
    path="/v1/Organizations/{organization_id}/priceLists",
    wire_path="/v1/Organizations/{id}/priceLists",
    safety="unsafe",
    summary="Create a price list",
    docs="https://api.spaceinvoices.com/openapi.yaml — POST /v1/Organizations/{id}/priceLists",
    body="json",
    lane="organization_id",
)
PRICE_LISTS_COUNT: Final = Operation(
    id="price_lists_count",
    tag="price_lists",
    method="GET",
    path="/v1/Organizations/{organization_id}/priceLists/count",
    wire_path="/v1/Organizations/{id}/priceLists/count",
    safety="safe",
    summary="Count price lists",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/priceLists/count",
    lane="organization_id",
)
PRICE_LISTS_GET: Final = Operation(
    id="price_lists_get",
    tag="price_lists",
    method="GET",
    path="/v1/PriceLists/{price_list_id}",
    wire_path="/v1/PriceLists/{id}",
    safety="safe",
    summary="Get a price list",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}",
)
PRICE_LISTS_DELETE: Final = Operation(
    id="price_lists_delete",
    tag="price_lists",
    method="DELETE",
    path="/v1/PriceLists/{price_list_id}",
    wire_path="/v1/PriceLists/{id}",
    safety="idempotent",
    summary="Delete a price list",
    docs="https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/PriceLists/{id}",
)
PRICE_LISTS_UPDATE: Final = Operation(
    id="price_lists_update",
    tag="price_lists",
    method="PATCH",
    path="/v1/PriceLists/{price_list_id}",
    wire_path="/v1/PriceLists/{id}",
    safety="unsafe",
    summary="Update a price list",
    docs="https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/PriceLists/{id}",
    body="json",
)
PRICE_LISTS_LIST_ITEMS: Final = Operation(
    id="price_lists_list_items",
    tag="price_lists",
    method="GET",
    path="/v1/PriceLists/{price_list_id}/items",
    wire_path="/v1/PriceLists/{id}/items",
    safety="safe",
    summary="List the items of a price list",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/items",
    paginated=True,
)
PRICE_LISTS_COUNT_ITEMS: Final = Operation(
    id="price_lists_count_items",
    tag="price_lists",
    method="GET",
    path="/v1/PriceLists/{price_list_id}/items/count",
    wire_path="/v1/PriceLists/{id}/items/count",
    safety="safe",
    summary="Count the items of a price list",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/items/count",
)
