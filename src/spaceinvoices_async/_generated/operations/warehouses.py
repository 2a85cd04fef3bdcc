# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `warehouses`."""

from typing import Final

from spaceinvoices_async.operations import Operation

WAREHOUSES_LIST: Final = Operation(
    id="warehouses_list",
    tag="warehouses",
    method="GET",
    path="/v1/Organizations/{organization_id}/warehouses",
    wire_path="/v1/Organizations/{id}/warehouses",
    safety="safe",
    summary="List warehouses",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/warehouses",
    paginated=True,
    lane="organization_id",
)
WAREHOUSES_CREATE: Final = Operation(
    id="warehouses_create",
    tag="warehouses",
    method="POST",
    path="/v1/Organizations/{organization_id}/warehouses",
    wire_path="/v1/Organizations/{id}/warehouses",
    safety="unsafe",
    summary="Create a warehouse",
    docs="https://api.spaceinvoices.com/openapi.yaml — POST /v1/Organizations/{id}/warehouses",
    body="json",
    lane="organization_id",
)
WAREHOUSES_COUNT: Final = Operation(
    id="warehouses_count",
    tag="warehouses",
    method="GET",
    path="/v1/Organizations/{organization_id}/warehouses/count",
    wire_path="/v1/Organizations/{id}/warehouses/count",
    safety="safe",
    summary="Count warehouses",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/warehouses/count",
    lane="organization_id",
)
WAREHOUSES_GET: Final = Operation(
    id="warehouses_get",
    tag="warehouses",
    method="GET",
    path="/v1/Warehouses/{warehouse_id}",
    wire_path="/v1/Warehouses/{id}",
    safety="safe",
    summary="Get a warehouse",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Warehouses/{id}",
)
WAREHOUSES_REPLACE: Final = Operation(
    id="warehouses_replace",
    tag="warehouses",
    method="PUT",
    path="/v1/Warehouses/{warehouse_id}",
    wire_path="/v1/Warehouses/{id}",
    safety="idempotent",
    summary="Replace a warehouse",
    docs="https://api.spaceinvoices.com/openapi.yaml — PUT /v1/Warehouses/{id}",
    body="json",
)
WAREHOUSES_DELETE: Final = Operation(
    id="warehouses_delete",
    tag="warehouses",
    method="DELETE",
    path="/v1/Warehouses/{warehouse_id}",
    wire_path="/v1/Warehouses/{id}",
    safety="idempotent",
    summary="Delete a warehouse",
    docs="https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/Warehouses/{id}",
)
WAREHOUSES_UPDATE: Final = Operation(
    id="warehouses_update",
    tag="warehouses",
    method="PATCH",
    path="/v1/Warehouses/{warehouse_id}",
    wire_path="/v1/Warehouses/{id}",
    safety="unsafe",
    summary="Update a warehouse",
    docs="https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/Warehouses/{id}",
    body="json",
)
