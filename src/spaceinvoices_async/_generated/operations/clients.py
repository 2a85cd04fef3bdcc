# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `clients`."""

from typing import Final

from spaceinvoices_async.operations import Operation

CLIENTS_LIST: Final = Operation(
    id="clients_list",
    tag="clients",
    method="GET",
    path="/v1/Organizations/{organization_id}/clients",
    wire_path="/v1/Organizations/{id}/clients",
    safety="safe",
    summary="List clients",
    docs="https://spaceinvoices.com/docs/Client — Find Clients",
    paginated=True,
    lane="organization_id",
)
CLIENTS_CREATE: Final = Operation(
    id="clients_create",
    tag="clients",
    method="POST",
    path="/v1/Organizations/{organization_id}/clients",
    wire_path="/v1/Organizations/{id}/clients",
    safety="unsafe",
    summary="Create a client",
    docs="https://spaceinvoices.com/docs/Client — Create Client",
    body="json",
    lane="organization_id",
)
CLIENTS_COUNT: Final = Operation(
    id="clients_count",
    tag="clients",
    method="GET",
    path="/v1/Organizations/{organization_id}/clients/count",
    wire_path="/v1/Organizations/{id}/clients/count",
    safety="safe",
    summary="Count clients",
    docs="https://spaceinvoices.com/docs/Client — Count Clients",
    lane="organization_id",
)
CLIENTS_SEARCH: Final = Operation(
    id="clients_search",
    tag="clients",
    method="GET",
    path="/v1/Organizations/{organization_id}/clients/search",
    wire_path="/v1/Organizations/{id}/clients/search",
    safety="safe",
    summary="Search clients",
    docs="https://spaceinvoices.com/docs/Client — Search Clients",
    lane="organization_id",
)
CLIENTS_GET: Final = Operation(
    id="clients_get",
    tag="clients",
    method="GET",
    path="/v1/Clients/{client_id}",
    wire_path="/v1/Clients/{id}",
    safety="safe",
    summary="Get a client",
    docs="https://spaceinvoices.com/docs/Client — Get Client",
)
CLIENTS_REPLACE: Final = Operation(
    id="clients_replace",
    tag="clients",
    method="PUT",
    path="/v1/Clients/{client_id}",
    wire_path="/v1/Clients/{id}",
    safety="idempotent",
    summary="Replace a client",
    docs="https://spaceinvoices.com/docs/Client — Replace Client",
    body="json",
)
CLIENTS_DELETE: Final = Operation(
    id="clients_delete",
    tag="clients",
    method="DELETE",
    path="/v1/Clients/{client_id}",
    wire_path="/v1/Clients/{id}",
    safety="idempotent",
    summary="Delete a client",
    docs="https://spaceinvoices.com/docs/Client — Delete Client",
)
CLIENTS_UPDATE: Final = Operation(
    id="clients_update",
    tag="clients",
    method="PATCH",
    path="/v1/Clients/{client_id}",
    wire_path="/v1/Clients/{id}",
    safety="unsafe",
    summary="Update a client",
    docs="https://spaceinvoices.com/docs/Client — Patch Client",
    body="json",
)
CLIENTS_SEND_REMINDER: Final = Operation(
    id="clients_send_reminder",
    tag="clients",
    method="POST",
    path="/v1/Clients/{client_id}/send-reminder",
    wire_path="/v1/Clients/{id}/send-reminder",
    safety="unsafe",
    summary="Send a reminder",
    docs="https://spaceinvoices.com/docs/Client — Send Reminder to Client",
    body="json",
)
