# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Places that documents are fiscalized from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.business_premises import (
    BUSINESS_PREMISES_CREATE,
    BUSINESS_PREMISES_DELETE,
    BUSINESS_PREMISES_GET,
    BUSINESS_PREMISES_LIST,
    BUSINESS_PREMISES_UPDATE,
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


class BusinessPremisesResource:
    """Places that documents are fiscalized from."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

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
    ) -> _paginator.AsyncPaginator[models.BusinessPremise]:
        """List business premises.

        Lists the business premises of an organization.

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
            async for row in client.business_premises.list(organization_id): ...

        Source:
            https://docs.spaceinvoices.com — Adding business premises
        """
        return self._requestor.paginate(
            BUSINESS_PREMISES_LIST,
            models.BusinessPremise,
            _list_query.list_query(
                models.BusinessPremise,
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

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        label: str,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.BusinessPremise: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.BusinessPremiseCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.BusinessPremise: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            label: str,
            type: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.BusinessPremise: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.BusinessPremiseCreate | Mapping[str, object] | Unset = UNSET,
        label: str | Unset = UNSET,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.BusinessPremise:
        """Create a business premise.

        Registers a place that documents are fiscalized from.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `BusinessPremiseCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            label: Name of the place with the tax office, unique in the organization.
            type: Kind of place, for example realestate.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.business_premises.create(
                organization_id,
                label='P1',
                type='realestate',
                custom={},
            )

        Source:
            https://docs.spaceinvoices.com — Adding business premises
        """
        under_way = self._requestor.call(
            BUSINESS_PREMISES_CREATE,
            responses.one(models.BusinessPremise),
            path=(organization_id,),
            body=requests.json_body(
                models.BusinessPremiseCreate,
                body,
                {
                    "label": label,
                    "type": type,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, label, type, custom
        return await under_way

    async def get(
        self,
        business_premise_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.BusinessPremise:
        """Get a business premise.

        Fetches one business premise.

        Args:
            business_premise_id: Id of the business premise.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.business_premises.get(business_premise_id)

        Source:
            https://docs.spaceinvoices.com — Adding business premises
        """
        return await self._requestor.call(
            BUSINESS_PREMISES_GET,
            responses.one(models.BusinessPremise),
            path=(business_premise_id,),
            query={
                "filter": _filters.selection(fields, include, models.BusinessPremise),
            },
            options=options,
        )

    async def delete(
        self,
        business_premise_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a business premise.

        Hides a business premise from every query that does not ask for deleted rows. An unknown
        or already deleted id counts 0.

        Args:
            business_premise_id: Id of the business premise.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.business_premises.delete(business_premise_id)

        Source:
            https://docs.spaceinvoices.com — Adding business premises
        """
        return await self._requestor.call(
            BUSINESS_PREMISES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(business_premise_id,),
            options=options,
        )

    async def update(
        self,
        business_premise_id: str,
        *,
        body: models.BusinessPremisePatch | Mapping[str, object] | Unset = UNSET,
        label: str | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.BusinessPremise:
        """Update a business premise.

        Changes the given properties and keeps the rest.

        Args:
            business_premise_id: Id of the business premise.
            body: All fields at once, as `BusinessPremisePatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            label: Name of the place with the tax office, unique in the organization.
            type: Kind of place, for example realestate.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.business_premises.update(
                business_premise_id,
                label='P1',
                type='realestate',
                custom={},
            )

        Source:
            https://docs.spaceinvoices.com — Adding business premises
        """
        under_way = self._requestor.call(
            BUSINESS_PREMISES_UPDATE,
            responses.one(models.BusinessPremise),
            path=(business_premise_id,),
            body=requests.json_body(
                models.BusinessPremisePatch,
                body,
                {
                    "label": label,
                    "type": type,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, label, type, custom
        return await under_way
