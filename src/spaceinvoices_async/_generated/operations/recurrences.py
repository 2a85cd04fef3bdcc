# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `recurrences`."""

from typing import Final

from spaceinvoices_async.operations import Operation

RECURRENCES_LIST: Final = Operation(
    id="recurrences_list",
    tag="recurrences",
    method="GET",
    path="/v1/Organizations/{organization_id}/recurrences",
    wire_path="/v1/Organizations/{id}/recurrences",
    safety="safe",
    summary="List recurrences",
    docs="https://docs.spaceinvoices.com — List all Recurrences",
    paginated=True,
    lane="organization_id",
)
RECURRENCES_COUNT: Final = Operation(
    id="recurrences_count",
    tag="recurrences",
    method="GET",
    path="/v1/Organizations/{organization_id}/recurrences/count",
    wire_path="/v1/Organizations/{id}/recurrences/count",
    safety="safe",
    summary="Count recurrences",
    docs="https://docs.spaceinvoices.com — Count all Recurrences",
    lane="organization_id",
)
RECURRENCES_GET: Final = Operation(
    id="recurrences_get",
    tag="recurrences",
    method="GET",
    path="/v1/Recurrences/{recurrence_id}",
    wire_path="/v1/Recurrences/{id}",
    safety="safe",
    summary="Get a recurrence",
    docs="https://docs.spaceinvoices.com — Retrieve a Recurrence",
)
RECURRENCES_REPLACE: Final = Operation(
    id="recurrences_replace",
    tag="recurrences",
    method="PUT",
    path="/v1/Recurrences/{recurrence_id}",
    wire_path="/v1/Recurrences/{id}",
    safety="idempotent",
    summary="Replace a recurrence",
    docs="https://docs.spaceinvoices.com — Update a Recurrence",
    body="json",
)
RECURRENCES_DELETE: Final = Operation(
    id="recurrences_delete",
    tag="recurrences",
    method="DELETE",
    path="/v1/Recurrences/{recurrence_id}",
    wire_path="/v1/Recurrences/{id}",
    safety="idempotent",
    summary="Delete a recurrence",
    docs="https://docs.spaceinvoices.com — Delete Recurrence",
)
