# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `payments`."""

from typing import Final

from spaceinvoices_async.operations import Operation

PAYMENTS_LIST: Final = Operation(
    id="payments_list",
    tag="payments",
    method="GET",
    path="/v1/Organizations/{organization_id}/payments",
    wire_path="/v1/Organizations/{id}/payments",
    safety="safe",
    summary="List payments",
    docs="https://spaceinvoices.com/docs/Payment — Find Payments",
    paginated=True,
    lane="organization_id",
)
PAYMENTS_CREATE: Final = Operation(
    id="payments_create",
    tag="payments",
    method="POST",
    path="/v1/Organizations/{organization_id}/payments",
    wire_path="/v1/Organizations/{id}/payments",
    safety="unsafe",
    summary="Create a payment",
    docs="https://spaceinvoices.com/docs/Payment — Create Payment",
    body="json",
    lane="organization_id",
)
PAYMENTS_COUNT: Final = Operation(
    id="payments_count",
    tag="payments",
    method="GET",
    path="/v1/Organizations/{organization_id}/payments/count",
    wire_path="/v1/Organizations/{id}/payments/count",
    safety="safe",
    summary="Count payments",
    docs="https://spaceinvoices.com/docs/Payment — Count Payments",
    lane="organization_id",
)
PAYMENTS_GET: Final = Operation(
    id="payments_get",
    tag="payments",
    method="GET",
    path="/v1/Payments/{payment_id}",
    wire_path="/v1/Payments/{id}",
    safety="safe",
    summary="Get a payment",
    docs="https://spaceinvoices.com/docs/Payment — Get Payment",
)
PAYMENTS_REPLACE: Final = Operation(
    id="payments_replace",
    tag="payments",
    method="PUT",
    path="/v1/Payments/{payment_id}",
    wire_path="/v1/Payments/{id}",
    safety="idempotent",
    summary="Replace a payment",
    docs="https://spaceinvoices.com/docs/Payment — Replace Payment",
    body="json",
)
PAYMENTS_DELETE: Final = Operation(
    id="payments_delete",
    tag="payments",
    method="DELETE",
    path="/v1/Payments/{payment_id}",
    wire_path="/v1/Payments/{id}",
    safety="idempotent",
    summary="Delete a payment",
    docs="https://spaceinvoices.com/docs/Payment — Delete Payment",
)
