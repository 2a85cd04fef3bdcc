# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Which account may work in which organization, and in which role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.account_organizations import (
    ACCOUNT_ORGANIZATIONS_ACCEPT,
    ACCOUNT_ORGANIZATIONS_CHANGE_ROLE,
    ACCOUNT_ORGANIZATIONS_COUNT,
    ACCOUNT_ORGANIZATIONS_DELETE,
    ACCOUNT_ORGANIZATIONS_DISABLE,
    ACCOUNT_ORGANIZATIONS_ENABLE,
    ACCOUNT_ORGANIZATIONS_LIST,
    ACCOUNT_ORGANIZATIONS_REJECT,
)
from ..types import (
    Role,
)

if TYPE_CHECKING:
    from spaceinvoices_async.filters import builder as _filters
    from spaceinvoices_async.pagination import list_query as _list_query
    from spaceinvoices_async.pagination import paginator as _paginator
else:
    from spaceinvoices_async._lazy import LazyModule

    _filters = LazyModule("spaceinvoices_async.filters.builder")
    _list_query = LazyModule("spaceinvoices_async.pagination.list_query")
    _paginator = LazyModule("spaceinvoices_async.pagination.paginator")

MYPY = False  # known to mypy as true


class AccountOrganizationsResource:
    """Which account may work in which organization, and in which role."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

    async def delete(
        self,
        account_organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Take access away.

        Unlinks the account from the organization; neither of the two is deleted.

        Args:
            account_organization_id: Id of the link between account and organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.account_organizations.delete(account_organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Delete AccountOrganization
        """
        return await self._requestor.call(
            ACCOUNT_ORGANIZATIONS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(account_organization_id,),
            options=options,
        )

    async def accept(
        self,
        account_organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Accept an invitation.

        Gives the invited account its access.

        Args:
            account_organization_id: Id of the link between account and organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.account_organizations.accept(account_organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Accept invitation for Organization
        """
        return await self._requestor.call(
            ACCOUNT_ORGANIZATIONS_ACCEPT,
            responses.unwrap("success", bool, absent=True),
            path=(account_organization_id,),
            options=options,
        )

    async def reject(
        self,
        account_organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Reject an invitation.

        Declines the access that was offered.

        Args:
            account_organization_id: Id of the link between account and organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.account_organizations.reject(account_organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Reject invitation for Organization
        """
        return await self._requestor.call(
            ACCOUNT_ORGANIZATIONS_REJECT,
            responses.unwrap("success", bool, absent=True),
            path=(account_organization_id,),
            options=options,
        )

    async def enable(
        self,
        account_organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Enable access.

        Lifts a suspension of the account's access.

        Args:
            account_organization_id: Id of the link between account and organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.account_organizations.enable(account_organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Enable access for Organization
        """
        return await self._requestor.call(
            ACCOUNT_ORGANIZATIONS_ENABLE,
            responses.unwrap("success", bool, absent=True),
            path=(account_organization_id,),
            options=options,
        )

    async def disable(
        self,
        account_organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Disable access.

        Suspends the account's access without deleting the link.

        Args:
            account_organization_id: Id of the link between account and organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.account_organizations.disable(account_organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Disable access for Organization
        """
        return await self._requestor.call(
            ACCOUNT_ORGANIZATIONS_DISABLE,
            responses.unwrap("success", bool, absent=True),
            path=(account_organization_id,),
            options=options,
        )

    async def change_role(
        self,
        account_organization_id: str,
        *,
        body: models.RoleChange | Mapping[str, object] | Unset = UNSET,
        role: Role | str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> bool:
        """Change a role.

        Gives the account another role in the organization.

        Args:
            account_organization_id: Id of the link between account and organization.
            body: All fields at once, as `RoleChange` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            role: What an account may do in an organization. One of `default`, `readonly`, `admin`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.account_organizations.change_role(
                account_organization_id,
                role='readonly',
            )

        Source:
            https://spaceinvoices.com/docs/Organization — Change Account role in Organization
        """
        under_way = self._requestor.call(
            ACCOUNT_ORGANIZATIONS_CHANGE_ROLE,
            responses.unwrap("success", bool, absent=True),
            path=(account_organization_id,),
            body=requests.json_body(
                models.RoleChange,
                body,
                {
                    "role": role,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, role
        return await under_way

    def list(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        order: _filters.Order | None = None,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        skip: int = 0,
        limit: int | None = None,
        deleted: bool = False,
        page_size: int = 100,
        prefetch: int = 4,
        filter: Mapping[str, object] | None = None,
        on_moved: _list_query.OnMoved = "report",
        options: RequestOptions | None = None,
    ) -> _paginator.AsyncPaginator[models.AccountOrganization]:
        """List who has access.

        Lists the links between an organization and its accounts, invitations included.

        Args:
            organization_id: Id of the organization.
            where: Which rows, as `field("name") == "x"` or a mapping in wire names.
            order: `"date DESC"`, or several; `id` is added as the tie-break.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            skip: Rows to pass over first.
            limit: Rows wanted in all; all of them by default.
            deleted: Whether deleted rows come too.
            page_size: Rows asked for at once, at most 100.
            prefetch: Pages read ahead.
            filter: The whole filter of the API as a mapping, in place of all of the above.
            on_moved: What to do when rows move between pages: "report" on the paginator, or "raise".
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            async for row in client.account_organizations.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Organization — Get AccountOrganizations
        """
        return self._requestor.paginate(
            ACCOUNT_ORGANIZATIONS_LIST,
            models.AccountOrganization,
            _list_query.list_query(
                models.AccountOrganization,
                where=where,
                order=order,
                fields=fields,
                include=include,
                skip=skip,
                limit=limit,
                deleted=deleted,
                page_size=page_size,
                prefetch=prefetch,
                filter=filter,
                on_moved=on_moved,
            ),
            path=(organization_id,),
            options=options,
        )

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count who has access.

        Counts the links between an organization and its accounts.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.account_organizations.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Count AccountOrganizations
        """
        under_way = self._requestor.call(
            ACCOUNT_ORGANIZATIONS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.AccountOrganization),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way
