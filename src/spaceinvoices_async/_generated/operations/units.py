# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `units`."""

from typing import Final

from spaceinvoices_async.operations import FilePart, Operation

UNITS_LIST: Final = Operation(
    id="units_list",
    tag="units",
    method="GET",
    path="/v1/Organizations/{organization_id}/units",
    wire_path="/v1/Organizations/{id}/units",
    safety="safe",
    summary="List units",
    docs="https://spaceinvoices.com/docs/Unit — Find Units",
    paginated=True,
    lane="organization_id",
)
UNITS_CREATE: Final = Operation(
    id="units_create",
    tag="units",
    method="POST",
    path="/v1/Organizations/{organization_id}/units",
    wire_path="/v1/Organizations/{id}/units",
    safety="unsafe",
    summary="Create a unit",
    docs="https://spaceinvoices.com/docs/Unit — Create Unit",
    body="json",
    lane="organization_id",
)
UNITS_COUNT: Final = Operation(
    id="units_count",
    tag="units",
    method="GET",
    path="/v1/Organizations/{organization_id}/units/count",
    wire_path="/v1/Organizations/{id}/units/count",
    safety="safe",
    summary="Count units",
    docs="https://spaceinvoices.com/docs/Unit — Count Units",
    lane="organization_id",
)
UNITS_DELETE: Final = Operation(
    id="units_delete",
    tag="units",
    method="DELETE",
    path="/v1/Units/{unit_id}",
    wire_path="/v1/Units/{id}",
    safety="idempotent",
    summary="Delete a unit",
    docs="https://spaceinvoices.com/docs/Unit — Delete Unit",
)
UNITS_UPDATE: Final = Operation(
    id="units_update",
    tag="units",
    method="PATCH",
    path="/v1/Units/{unit_id}",
    wire_path="/v1/Units/{id}",
    safety="unsafe",
    summary="Update a unit",
    docs="https://spaceinvoices.com/docs/Unit — Patch Unit",
    body="json",
)
UNITS_LAST_DOC_NUMBER: Final = Operation(
    id="units_last_doc_number",
    tag="units",
    method="GET",
    path="/v1/Units/{unit_id}/last-doc-number",
    wire_path="/v1/Units/{id}/last-doc-number",
    safety="safe",
    summary="Get the last document number",
    docs="https://spaceinvoices.com/docs/Unit — Get last Documents number",
)
UNITS_NEXT_DOC_NUMBER: Final = Operation(
    id="units_next_doc_number",
    tag="units",
    method="GET",
    path="/v1/Units/{unit_id}/next-doc-number",
    wire_path="/v1/Units/{id}/next-doc-number",
    safety="safe",
    summary="Preview the next document number",
    docs="https://spaceinvoices.com/docs/Unit — Get next Documents number",
)
UNITS_UPLOAD_IMAGE: Final = Operation(
    id="units_upload_image",
    tag="units",
    method="POST",
    path="/v1/Units/{unit_id}/images",
    wire_path="/v1/Units/{id}/images",
    safety="unsafe",
    summary="Upload an image",
    docs="https://spaceinvoices.com/docs/Unit — Upload Unit Image",
    body="multipart",
    files=(FilePart("file", ("image/*",)),),
)
UNITS_DELETE_IMAGE: Final = Operation(
    id="units_delete_image",
    tag="units",
    method="DELETE",
    path="/v1/Units/{unit_id}/images",
    wire_path="/v1/Units/{id}/images",
    safety="idempotent",
    summary="Delete an image",
    docs="https://spaceinvoices.com/docs/Unit — Delete Unit Images",
)
UNITS_IMAGE: Final = Operation(
    id="units_image",
    tag="units",
    method="GET",
    path="/v1/Units/{unit_id}/download-image",
    wire_path="/v1/Units/{id}/download-image",
    safety="safe",
    summary="Download an image",
    docs="https://spaceinvoices.com/docs/Unit — Download Unit Images",
    accept="image/*, application/json",
    binary=True,
)
