# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `document_categories`."""

from typing import Final

from spaceinvoices_async.operations import Operation

DOCUMENT_CATEGORIES_LIST: Final = Operation(
    id="document_categories_list",
    tag="document_categories",
    method="GET",
    path="/v1/Organizations/{organization_id}/documentCategories",
    wire_path="/v1/Organizations/{id}/documentCategories",
    safety="safe",
    summary="List document categories",
    docs="https://spaceinvoices.com/docs/DocumentCategory — Find DocumentCategories",
    paginated=True,
    lane="organization_id",
)
DOCUMENT_CATEGORIES_COUNT: Final = Operation(
    id="document_categories_count",
    tag="document_categories",
    method="GET",
    path="/v1/Organizations/{organization_id}/documentCategories/count",
    wire_path="/v1/Organizations/{id}/documentCategories/count",
    safety="safe",
    summary="Count document categories",
    docs="https://spaceinvoices.com/docs/DocumentCategory — Count DocumentCategories",
    lane="organization_id",
)
DOCUMENT_CATEGORIES_REPLACE: Final = Operation(
    id="document_categories_replace",
    tag="document_categories",
    method="PUT",
    path="/v1/DocumentCategories/{document_category_id}",
    wire_path="/v1/DocumentCategories/{id}",
    safety="idempotent",
    summary="Replace a document category",
    docs="https://spaceinvoices.com/docs/DocumentCategory — Replace DocumentCategory",
    body="json",
)
DOCUMENT_CATEGORIES_DELETE: Final = Operation(
    id="document_categories_delete",
    tag="document_categories",
    method="DELETE",
    path="/v1/DocumentCategories/{document_category_id}",
    wire_path="/v1/DocumentCategories/{id}",
    safety="idempotent",
    summary="Delete a document category",
    docs="https://spaceinvoices.com/docs/DocumentCategory — Delete DocumentCategory",
)
DOCUMENT_CATEGORIES_UPDATE: Final = Operation(
    id="document_categories_update",
    tag="document_categories",
    method="PATCH",
    path="/v1/DocumentCategories/{document_category_id}",
    wire_path="/v1/DocumentCategories/{id}",
    safety="unsafe",
    summary="Update a document category",
    docs="https://spaceinvoices.com/docs/DocumentCategory — Patch DocumentCategory",
    body="json",
)
DOCUMENT_CATEGORIES_CREATE: Final = Operation(
    id="document_categories_create",
    tag="document_categories",
    method="POST",
    path="/v1/Documents/{document_id}/documentCategories",
    wire_path="/v1/Documents/{id}/documentCategories",
    safety="unsafe",
    summary="Put a document into a category",
    docs="https://spaceinvoices.com/docs/DocumentCategory — Create DocumentCategory",
    body="json",
)
