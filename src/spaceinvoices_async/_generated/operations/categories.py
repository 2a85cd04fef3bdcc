# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `categories`."""

from typing import Final

from spaceinvoices_async.operations import Operation

CATEGORIES_LIST: Final = Operation(
    id="categories_list",
    tag="categories",
    method="GET",
    path="/v1/Organizations/{organization_id}/categories",
    wire_path="/v1/Organizations/{id}/categories",
    safety="safe",
    summary="List categories",
    docs="https://spaceinvoices.com/docs/Category — Find Categories",
    paginated=True,
    lane="organization_id",
)
CATEGORIES_CREATE: Final = Operation(
    id="categories_create",
    tag="categories",
    method="POST",
    path="/v1/Organizations/{organization_id}/categories",
    wire_path="/v1/Organizations/{id}/categories",
    safety="unsafe",
    summary="Create a category",
    docs="https://spaceinvoices.com/docs/Category — Create Category",
    body="json",
    lane="organization_id",
)
CATEGORIES_COUNT: Final = Operation(
    id="categories_count",
    tag="categories",
    method="GET",
    path="/v1/Organizations/{organization_id}/categories/count",
    wire_path="/v1/Organizations/{id}/categories/count",
    safety="safe",
    summary="Count categories",
    docs="https://spaceinvoices.com/docs/Category — Count Categories",
    lane="organization_id",
)
CATEGORIES_GET: Final = Operation(
    id="categories_get",
    tag="categories",
    method="GET",
    path="/v1/Categories/{category_id}",
    wire_path="/v1/Categories/{id}",
    safety="safe",
    summary="Get a category",
    docs="https://spaceinvoices.com/docs/Category — Get Category",
)
CATEGORIES_REPLACE: Final = Operation(
    id="categories_replace",
    tag="categories",
    method="PUT",
    path="/v1/Categories/{category_id}",
    wire_path="/v1/Categories/{id}",
    safety="idempotent",
    summary="Replace a category",
    docs="https://spaceinvoices.com/docs/Category — Replace Category",
    body="json",
)
CATEGORIES_DELETE: Final = Operation(
    id="categories_delete",
    tag="categories",
    method="DELETE",
    path="/v1/Categories/{category_id}",
    wire_path="/v1/Categories/{id}",
    safety="idempotent",
    summary="Delete a category",
    docs="https://spaceinvoices.com/docs/Category — Delete Category",
)
