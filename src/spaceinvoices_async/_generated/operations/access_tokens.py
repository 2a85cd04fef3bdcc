# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `access_tokens`."""

from typing import Final

from spaceinvoices_async.operations import Operation

ACCESS_TOKENS_LIST: Final = Operation(
    id="access_tokens_list",
    tag="access_tokens",
    method="GET",
    path="/v1/Accounts/{account_id}/accessTokens",
    wire_path="/v1/Accounts/{id}/accessTokens",
    safety="safe",
    summary="List access tokens",
    docs="https://spaceinvoices.com/docs/AccessToken — Find AccessTokens",
    paginated=True,
)
ACCESS_TOKENS_CREATE: Final = Operation(
    id="access_tokens_create",
    tag="access_tokens",
    method="POST",
    path="/v1/Accounts/{account_id}/accessTokens",
    wire_path="/v1/Accounts/{id}/accessTokens",
    safety="unsafe",
    summary="Create an access token",
    docs="https://spaceinvoices.com/docs/AccessToken — Create AccessToken",
    body="json",
)
ACCESS_TOKENS_DELETE: Final = Operation(
    id="access_tokens_delete",
    tag="access_tokens",
    method="DELETE",
    path="/v1/Accounts/{account_id}/accessTokens/{access_token}",
    wire_path="/v1/Accounts/{id}/accessTokens/{fk}",
    safety="idempotent",
    summary="Delete an access token",
    docs="https://spaceinvoices.com/docs/AccessToken — Delete AccessToken",
)
