# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `webhooks`."""

from typing import Final

from spaceinvoices_async.operations import Operation

WEBHOOKS_LIST: Final = Operation(
    id="webhooks_list",
    tag="webhooks",
    method="GET",
    path="/v1/Organizations/{organization_id}/webhooks",
    wire_path="/v1/Organizations/{id}/webhooks",
    safety="safe",
    summary="List webhooks",
    docs="https://spaceinvoices.com/docs/Webhook — Find Webhooks",
    paginated=True,
    lane="organization_id",
)
WEBHOOKS_CREATE: Final = Operation(
    id="webhooks_create",
    tag="webhooks",
    method="POST",
    path="/v1/Organizations/{organization_id}/webhooks",
    wire_path="/v1/Organizations/{id}/webhooks",
    safety="unsafe",
    summary="Create a webhook",
    docs="https://spaceinvoices.com/docs/Webhook — Create Webhook",
    body="json",
    lane="organization_id",
)
WEBHOOKS_COUNT: Final = Operation(
    id="webhooks_count",
    tag="webhooks",
    method="GET",
    path="/v1/Organizations/{organization_id}/webhooks/count",
    wire_path="/v1/Organizations/{id}/webhooks/count",
    safety="safe",
    summary="Count webhooks",
    docs="https://spaceinvoices.com/docs/Webhook — Count Webhooks",
    lane="organization_id",
)
WEBHOOKS_GET: Final = Operation(
    id="webhooks_get",
    tag="webhooks",
    method="GET",
    path="/v1/Webhooks/{webhook_id}",
    wire_path="/v1/Webhooks/{id}",
    safety="safe",
    summary="Get a webhook",
    docs="https://spaceinvoices.com/docs/Webhook — Get Webhook",
)
WEBHOOKS_REPLACE: Final = Operation(
    id="webhooks_replace",
    tag="webhooks",
    method="PUT",
    path="/v1/Webhooks/{webhook_id}",
    wire_path="/v1/Webhooks/{id}",
    safety="idempotent",
    summary="Replace a webhook",
    docs="https://spaceinvoices.com/docs/Webhook — Replace Webhook",
    body="json",
)
WEBHOOKS_DELETE: Final = Operation(
    id="webhooks_delete",
    tag="webhooks",
    method="DELETE",
    path="/v1/Webhooks/{webhook_id}",
    wire_path="/v1/Webhooks/{id}",
    safety="idempotent",
    summary="Delete a webhook",
    docs="https://spaceinvoices.com/docs/Webhook — Delete Webhook",
)
WEBHOOKS_UPDATE: Final = Operation(
    id="webhooks_update",
    tag="webhooks",
    method="PATCH",
    path="/v1/Webhooks/{webhook_id}",
    wire_path="/v1/Webhooks/{id}",
    safety="unsafe",
    summary="Update a webhook",
    docs="https://spaceinvoices.com/docs/Webhook — Patch Webhook",
    body="json",
)
