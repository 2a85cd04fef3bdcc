# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `white_labels`."""

from typing import Final

from spaceinvoices_async.operations import Operation

WHITE_LABELS_LIST: Final = Operation(
    id="white_labels_list",
    tag="white_labels",
    method="GET",
    path="/v1/WhiteLabels",
    wire_path="/v1/WhiteLabels",
    safety="safe",
    summary="List white labels",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/WhiteLabels",
    paginated=True,
)
WHITE_LABELS_CREATE: Final = Operation(
    id="white_labels_create",
    tag="white_labels",
    method="POST",
    path="/v1/WhiteLabels",
    wire_path="/v1/WhiteLabels",
    safety="unsafe",
    summary="Create a white label",
    docs="https://api.spaceinvoices.com/openapi.yaml — POST /v1/WhiteLabels",
    body="json",
)
WHITE_LABELS_UPDATE: Final = Operation(
    id="white_labels_update",
    tag="white_labels",
    method="PATCH",
    path="/v1/WhiteLabels/{white_label_id}",
    wire_path="/v1/WhiteLabels/{id}",
    safety="unsafe",
    summary="Update a white label",
    docs="https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/WhiteLabels/{id}",
    body="json",
)
