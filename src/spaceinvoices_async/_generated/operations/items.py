# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `items`."""

from typing import Final

from spaceinvoices_async.operations import Operation

ITEMS_LIST: Final = Operation(
    id="items_list",
    tag="items",
    method="GET",
    path="/v1/Organizations/{organization_id}/items",
    wire_path="/v1/Organizations/{id}/items",
    safety="safe",
    summary="List items",
    docs="https://spaceinvoices.com/docs/Item — Find Items",
    paginated=True,
    lane="organization_id",
)
ITEMS_CREATE: Final = Operation(
    id="items_create",
    tag="items",
    method="POST",
    path="/v1/Organizations/{organization_id}/items",
    wire_path="/v1/Organizations/{id}/items",
    safety="unsafe",
    summary="Create an item",
    docs="https://spaceinvoices.com/docs/Item — Create Item",
    body="json",
    lane="organization_id",
)
ITEMS_COUNT: Final = Operation(
    id="items_count",
    tag="items",
    method="GET",
    path="/v1/Organizations/{organization_id}/items/count",
    wire_path="/v1/Organizations/{id}/items/count",
    safety="safe",
    summary="Count items",
    docs="https://spaceinvoices.com/docs/Item — Count Items",
    lane="organization_id",
)
ITEMS_GET: Final = Operation(
    id="items_get",
    tag="items",
    method="GET",
    path="/v1/Items/{item_id}",
    wire_path="/v1/Items/{id}",
    safety="safe",
    summary="Get an item",
    docs="https://spaceinvoices.com/docs/Item — Get Item",
)
ITEMS_REPLACE: Final = Operation(
    id="items_replace",
    tag="items",
    method="PUT",
    path="/v1/Items/{item_id}",
    wire_path="/v1/Items/{id}",
    safety="idempotent",
    summary="Replace an item",
    docs="https://spaceinvoices.com/docs/Item — Replace Item",
    body="json",
)
ITEMS_DELETE: Final = Operation(
    id="items_delete",
    tag="items",
    method="DELETE",
    path="/v1/Items/{item_id}",
    wire_path="/v1/Items/{id}",
    safety="idempotent",
    summary="Delete an item",
    docs="https://spaceinvoices.com/docs/Item — Delete Item",
)
ITEMS_SEARCH: Final = Operation(
    id="items_search",
    tag="items",
    method="GET",
    path="/v1/Organizations/{organization_id}/items/search",
    wire_path="/v1/Organizations/{id}/items/search",
    safety="safe",
    summary="Search items",
    docs="https://spaceinvoices.com/docs/Item — Search Items",
    lane="organization_id",
)
ITEMS_LIST_INVENTORIES: Final = Operation(
    id="items_list_inventories",
    tag="items",
    method="GET",
    path="/v1/Items/{item_id}/inventories",
    wire_path="/v1/Items/{id}/inventories",
    safety="safe",
    summary="List the stock of an item",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Items/{id}/inventories",
    paginated=True,
)
ITEMS_CREATE_COMPONENT: Final = Operation(
    id="items_create_component",
    tag="items",
    method="POST",
    path="/v1/Items/{item_id}/components",
    wire_path="/v1/Items/{id}/components",
    safety="unsafe",
    summary="Add a part to an item",
    docs="https://api.spaceinvoices.com/openapi.yaml — POST /v1/Items/{id}/components",
    body="json",
)
ITEMS_REPLACE_COMPONENT: Final = Operation(
    id="items_replace_component",
    tag="items",
    method="PUT",
    path="/v1/Items/{item_id}/components/{component_id}",
    wire_path="/v1/Items/{id}/components/{fk}",
    safety="idempotent",
    summary="Replace a part of an item",
    docs="https://api.spaceinvoices.com/openapi.yaml — PUT /v1/Items/{id}/components/{fk}",
    body="json",
)
