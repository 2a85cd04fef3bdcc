# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `defaults`."""

from typing import Final

from spaceinvoices_async.operations import Operation

DEFAULTS_LIST: Final = Operation(
    id="defaults_list",
    tag="defaults",
    method="GET",
    path="/v1/Organizations/{organization_id}/defaults",
    wire_path="/v1/Organizations/{id}/defaults",
    safety="safe",
    summary="List defaults",
    docs="https://spaceinvoices.com/docs/Default — Find Defaults",
    paginated=True,
    lane="organization_id",
)
DEFAULTS_CREATE: Final = Operation(
    id="defaults_create",
    tag="defaults",
    method="POST",
    path="/v1/Organizations/{organization_id}/defaults",
    wire_path="/v1/Organizations/{id}/defaults",
    safety="unsafe",
    summary="Create a default",
    docs="https://spaceinvoices.com/docs/Default — Create Default",
    body="json",
    lane="organization_id",
)
DEFAULTS_COUNT: Final = Operation(
    id="defaults_count",
    tag="defaults",
    method="GET",
    path="/v1/Organizations/{organization_id}/defaults/count",
    wire_path="/v1/Organizations/{id}/defaults/count",
    safety="safe",
    summary="Count defaults",
    docs="https://spaceinvoices.com/docs/Default — Count Defaults",
    lane="organization_id",
)
DEFAULTS_GET: Final = Operation(
    id="defaults_get",
    tag="defaults",
    method="GET",
    path="/v1/Defaults/{default_id}",
    wire_path="/v1/Defaults/{id}",
    safety="safe",
    summary="Get a default",
    docs="https://spaceinvoices.com/docs/Default — Get Default",
)
DEFAULTS_DELETE: Final = Operation(
    id="defaults_delete",
    tag="defaults",
    method="DELETE",
    path="/v1/Defaults/{default_id}",
    wire_path="/v1/Defaults/{id}",
    safety="idempotent",
    summary="Delete a default",
    docs="https://spaceinvoices.com/docs/Default — Delete Default",
)
DEFAULTS_UPDATE: Final = Operation(
    id="defaults_update",
    tag="defaults",
    method="PATCH",
    path="/v1/Defaults/{default_id}",
    wire_path="/v1/Defaults/{id}",
    safety="unsafe",
    summary="Update a default",
    docs="https://spaceinvoices.com/docs/Default — Patch Default",
    body="json",
)
DEFAULTS_REPLACE: Final = Operation(
    id="defaults_replace",
    tag="defaults",
    method="PUT",
    path="/v1/Organizations/{organization_id}/defaults/{default_id}",
    wire_path="/v1/Organizations/{id}/defaults/{fk}",
    safety="idempotent",
    summary="Replace a default",
    docs="https://spaceinvoices.com/docs/Default — Replace Default",
    body="json",
    lane="organization_id",
)
