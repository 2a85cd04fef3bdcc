# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `accounts`."""

from typing import Final

from spaceinvoices_async.operations import Operation

ACCOUNTS_CREATE: Final = Operation(
    id="accounts_create",
    tag="accounts",
    method="POST",
    path="/v1/Accounts",
    wire_path="/v1/Accounts",
    safety="unsafe",
    summary="Create an account",
    docs="https://spaceinvoices.com/docs/Account — Create Account",
    body="json",
)
ACCOUNTS_GET: Final = Operation(
    id="accounts_get",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/{account_id}",
    wire_path="/v1/Accounts/{id}",
    safety="safe",
    summary="Get an account",
    docs="https://spaceinvoices.com/docs/Account — Get Account",
)
ACCOUNTS_UPDATE: Final = Operation(
    id="accounts_update",
    tag="accounts",
    method="PATCH",
    path="/v1/Accounts/{account_id}",
    wire_path="/v1/Accounts/{id}",
    safety="unsafe",
    summary="Update an account",
    docs="https://spaceinvoices.com/docs/Account — Patch Account",
    body="json",
)
ACCOUNTS_LOGIN: Final = Operation(
    id="accounts_login",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/login",
    wire_path="/v1/Accounts/login",
    safety="idempotent",
    summary="Log in",
    docs="https://spaceinvoices.com/docs/Account — Login Account",
    body="json",
    authenticated=False,
)
ACCOUNTS_LOGOUT: Final = Operation(
    id="accounts_logout",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/logout",
    wire_path="/v1/Accounts/logout",
    safety="idempotent",
    summary="Log out",
    docs="https://spaceinvoices.com/docs/Account — Logout Account",
)
ACCOUNTS_IMPERSONATE: Final = Operation(
    id="accounts_impersonate",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/impersonate",
    wire_path="/v1/Accounts/impersonate",
    safety="idempotent",
    summary="Impersonate a child account",
    docs="https://spaceinvoices.com/docs/Account — Login as / Impersonate Child Account",
    body="json",
)
ACCOUNTS_LIST: Final = Operation(
    id="accounts_list",
    tag="accounts",
    method="GET",
    path="/v1/accounts",
    wire_path="/v1/accounts",
    safety="safe",
    summary="List child accounts",
    docs="https://spaceinvoices.com/docs/Account — Get Child Accounts",
    paginated=True,
)
ACCOUNTS_COUNT: Final = Operation(
    id="accounts_count",
    tag="accounts",
    method="GET",
    path="/v1/accounts/count",
    wire_path="/v1/accounts/count",
    safety="safe",
    summary="Count child accounts",
    docs="https://spaceinvoices.com/docs/Account — Count Child Accounts",
)
ACCOUNTS_AUTHORIZED: Final = Operation(
    id="accounts_authorized",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/authorized",
    wire_path="/v1/Accounts/authorized",
    safety="safe",
    summary="Get the account of the token",
    docs="https://spaceinvoices.com/docs/Account — Check if Accounts Authorized",
)
ACCOUNTS_IS_UNIQUE: Final = Operation(
    id="accounts_is_unique",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/is-unique",
    wire_path="/v1/Accounts/is-unique",
    safety="safe",
    summary="Ask whether an e-mail address is free",
    docs="https://spaceinvoices.com/docs/Account — Check if Accounts Email is unique",
    authenticated=False,
)
ACCOUNTS_VERIFY: Final = Operation(
    id="accounts_verify",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/{account_id}/verify",
    wire_path="/v1/Accounts/{id}/verify",
    safety="unsafe",
    summary="Verify an account",
    docs="https://spaceinvoices.com/docs/Account — Verify Account",
)
ACCOUNTS_CONFIRM: Final = Operation(
    id="accounts_confirm",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/confirm",
    wire_path="/v1/Accounts/confirm",
    safety="unsafe",
    summary="Confirm an e-mail address",
    docs="https://spaceinvoices.com/docs/Account — Confirm Accounts",
    authenticated=False,
)
ACCOUNTS_CHANGE_PASSWORD: Final = Operation(
    id="accounts_change_password",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/change-password",
    wire_path="/v1/Accounts/change-password",
    safety="unsafe",
    summary="Change the password",
    docs="https://spaceinvoices.com/docs/Account — Change Account password",
    body="json",
)
ACCOUNTS_RESET: Final = Operation(
    id="accounts_reset",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/reset",
    wire_path="/v1/Accounts/reset",
    safety="unsafe",
    summary="Ask for a password reset",
    docs="https://spaceinvoices.com/docs/Account — Request Account password reset",
    body="json",
    authenticated=False,
)
ACCOUNTS_RESET_PASSWORD: Final = Operation(
    id="accounts_reset_password",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/reset-password",
    wire_path="/v1/Accounts/reset-password",
    safety="unsafe",
    summary="Reset the password",
    docs="https://spaceinvoices.com/docs/Account — Reset Account password",
    body="json",
)
ACCOUNTS_IS_VERIFIED: Final = Operation(
    id="accounts_is_verified",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/{account_id}/is-verified",
    wire_path="/v1/Accounts/{id}/is-verified",
    safety="safe",
    summary="Ask whether an account is verified",
    docs="https://spaceinvoices.com/docs/Account — Check if Accounts verified",
)
ACCOUNTS_SEND_VERIFICATION: Final = Operation(
    id="accounts_send_verification",
    tag="accounts",
    method="POST",
    path="/v1/Accounts/{account_id}/send-verification",
    wire_path="/v1/Accounts/{id}/send-verification",
    safety="unsafe",
    summary="Send the verification mail",
    docs="https://spaceinvoices.com/docs/Account — Request Account verification",
)
ACCOUNTS_SUBSCRIPTION: Final = Operation(
    id="accounts_subscription",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/subscription",
    wire_path="/v1/Accounts/subscription",
    safety="safe",
    summary="Get the subscription of the account",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/subscription",
)
ACCOUNTS_IDENTITY_VERIFICATION: Final = Operation(
    id="accounts_identity_verification",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/identity-verification",
    wire_path="/v1/Accounts/identity-verification",
    safety="safe",
    summary="Get the state of the identity check",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/identity-verification",
)
ACCOUNTS_LIST_USAGES: Final = Operation(
    id="accounts_list_usages",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/{account_id}/usages",
    wire_path="/v1/Accounts/{id}/usages",
    safety="safe",
    summary="List usages",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/usages",
    paginated=True,
)
ACCOUNTS_COUNT_USAGES: Final = Operation(
    id="accounts_count_usages",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/{account_id}/usages/count",
    wire_path="/v1/Accounts/{id}/usages/count",
    safety="safe",
    summary="Count usages",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/usages/count",
)
ACCOUNTS_LIST_LOGS: Final = Operation(
    id="accounts_list_logs",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/{account_id}/logs",
    wire_path="/v1/Accounts/{id}/logs",
    safety="safe",
    summary="List logs",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/logs",
    paginated=True,
)
ACCOUNTS_COUNT_LOGS: Final = Operation(
    id="accounts_count_logs",
    tag="accounts",
    method="GET",
    path="/v1/Accounts/{account_id}/logs/count",
    wire_path="/v1/Accounts/{id}/logs/count",
    safety="safe",
    summary="Count logs",
    docs="https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/logs/count",
)
