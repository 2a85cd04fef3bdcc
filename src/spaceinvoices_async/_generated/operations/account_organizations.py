# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The operations of `account_organizations`."""

from typing import Final

from spaceinvoices_async.operations import Operation

ACCOUNT_ORGANIZATIONS_DELETE: Final = Operation(
    id="account_organizations_delete",
    tag="account_organizations",
    method="DELETE",
    path="/v1/AccountOrganizations/{account_organization_id}",
    wire_path="/v1/AccountOrganizations/{id}",
    safety="idempotent",
    summary="Take access away",
    docs="https://spaceinvoices.com/docs/Organization — Delete AccountOrganization",
)
ACCOUNT_ORGANIZATIONS_ACCEPT: Final = Operation(
    id="account_organizations_accept",
    tag="account_organizations",
    method="POST",
    path="/v1/AccountOrganizations/{account_organization_id}/accept",
    wire_path="/v1/AccountOrganizations/{id}/accept",
    safety="idempotent",
    summary="Accept an invitation",
    docs="https://spaceinvoices.com/docs/Organization — Accept invitation for Organization",
)
ACCOUNT_ORGANIZATIONS_REJECT: Final = Operation(
    id="account_organizations_reject",
    tag="account_organizations",
    method="POST",
    path="/v1/AccountOrganizations/{account_organization_id}/reject",
    wire_path="/v1/AccountOrganizations/{id}/reject",
    safety="unsafe",
    summary="Reject an invitation",
    docs="https://spaceinvoices.com/docs/Organization — Reject invitation for Organization",
)
ACCOUNT_ORGANIZATIONS_ENABLE: Final = Operation(
    id="account_organizations_enable",
    tag="account_organizations",
    method="POST",
    path="/v1/AccountOrganizations/{account_organization_id}/enable",
    wire_path="/v1/AccountOrganizations/{id}/enable",
    safety="idempotent",
    summary="Enable access",
    docs="https://spaceinvoices.com/docs/Organization — Enable access for Organization",
)
ACCOUNT_ORGANIZATIONS_DISABLE: Final = Operation(
    id="account_organizations_disable",
    tag="account_organizations",
    method="POST",
    path="/v1/AccountOrganizations/{account_organization_id}/disable",
    wire_path="/v1/AccountOrganizations/{id}/disable",
    safety="idempotent",
    summary="Disable access",
    docs="https://spaceinvoices.com/docs/Organization — Disable access for Organization",
)
ACCOUNT_ORGANIZATIONS_CHANGE_ROLE: Final = Operation(
    id="account_organizations_change_role",
    tag="account_organizations",
    method="POST",
    path="/v1/AccountOrganizations/{account_organization_id}/change-role",
    wire_path="/v1/AccountOrganizations/{id}/change-role",
    safety="unsafe",
    summary="Change a role",
    docs="https://spaceinvoices.com/docs/Organization — Change Account role in Organization",
    body="json",
)
ACCOUNT_ORGANIZATIONS_LIST: Final = Operation(
    id="account_organizations_list",
    tag="account_organizations",
    method="GET",
    path="/v1/Organizations/{organization_id}/accountOrganizations",
    wire_path="/v1/Organizations/{id}/accountOrganizations",
    safety="safe",
    summary="List who has access",
    docs="https://spaceinvoices.com/docs/Organization — Get AccountOrganizations",
    paginated=True,
    lane="organization_id",
)
ACCOUNT_ORGANIZATIONS_COUNT: Final = Operation(
    id="account_organizations_count",
    tag="account_organizations",
    method="GET",
    path="/v1/Organizations/{organization_id}/accountOrganizations/count",
    wire_path="/v1/Organizations/{id}/accountOrganizations/count",
    safety="safe",
    summary="Count who has access",
    docs="https://spaceinvoices.com/docs/Organization — Count AccountOrganizations",
    lane="organization_id",
)
