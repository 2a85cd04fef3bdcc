# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `orders`."""

from typing import Final

from spaceinvoices_async.operations import Operation

ORDERS_LIST: Final = Operation(
    id="orders_list",
    tag="orders",
    method="GET",
    path="/v1/Organizations/{organization_id}/orders",
    wire_path="/v1/Organizations/{id}/orders",
    safety="safe",
    summary="List orders",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/orders",
    paginated=True,
    lane="organization_id",
)
ORDERS_COUNT: Final = Operation(
    id="orders_count",
    tag="orders",
    method="GET",
    path="/v1/Organizations/{organization_id}/orders/count",
    wire_path="/v1/Organizations/{id}/orders/count",
    safety="safe",
    summary="Count orders",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/orders/count",
    lane="organization_id",
)
ORDERS_GET: Final = Operation(
    id="orders_get",
    tag="orders",
    method="GET",
    path="/v1/Orders/{order_id}",
    wire_path="/v1/Orders/{id}",
    safety="safe",
    summary="Get an order",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Orders/{id}",
)
ORDERS_DELETE: Final = Operation(
    id="orders_delete",
    tag="orders",
    method="DELETE",
    path="/v1/Orders/{order_id}",
    wire_path="/v1/Orders/{id}",
    safety="idempotent",
    summary="Delete an order",
    docs="https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/Orders/{id}",
)
