# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Lists of prices that differ from the items' own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.price_lists import (
    PRICE_LISTS_COUNT,
    PRICE_LISTS_COUNT_ITEMS,
    PRICE_LISTS_CREATE,
    PRICE_LISTS_DELETE,
    PRICE_LISTS_GET,
    PRICE_LISTS_LIST,
    PRICE_LISTS_LIST_ITEMS,
    PRICE_LISTS_UPDATE,
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


class PriceListsResource:
    """Lists of prices that differ from the items' own."""

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
    ) -> _paginator.AsyncPaginator[models.PriceList]:
        """List price lists.

        Lists the price lists of an organization.

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
            async for row in client.price_lists.list(organization_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/priceLists
        """
        return self._requestor.paginate(
            PRICE_LISTS_LIST,
            models.PriceList,
            _list_query.list_query(
                models.PriceList,
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
        name: str,
        description: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.PriceList: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.PriceListCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.PriceList: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            name: str,
            description: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.PriceList: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.PriceListCreate | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        description: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.PriceList:
        """Create a price list.

        Stores a list of prices, to be named by its id on documents.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `PriceListCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the list.
            description: What it is for.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.price_lists.create(
                organization_id,
                name='Resellers',
                description='Prices for resellers',
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — POST /v1/Organizations/{id}/priceLists
        """
        under_way = self._requestor.call(
            PRICE_LISTS_CREATE,
            responses.one(models.PriceList),
            path=(organization_id,),
            body=requests.json_body(
                models.PriceListCreate,
                body,
                {
                    "name": name,
                    "description": description,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, description, custom
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count price lists.

        Counts the price lists of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.price_lists.count(organization_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET
            /v1/Organizations/{id}/priceLists/count
        """
        under_way = self._requestor.call(
            PRICE_LISTS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.PriceList),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        price_list_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.PriceList:
        """Get a price list.

        Fetches one price list.

        Args:
            price_list_id: Id of the price list.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.price_lists.get(price_list_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}
        """
        return await self._requestor.call(
            PRICE_LISTS_GET,
            responses.one(models.PriceList),
            path=(price_list_id,),
            query={
                "filter": _filters.selection(fields, include, models.PriceList),
            },
            options=options,
        )

    async def delete(
        self,
        price_list_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a price list.

        Hides a price list from every query that does not ask for deleted rows. An unknown or
        already deleted id counts 0.

        Args:
            price_list_id: Id of the price list.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.price_lists.delete(price_list_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/PriceLists/{id}
        """
        return await self._requestor.call(
            PRICE_LISTS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(price_list_id,),
            options=options,
        )

    async def update(
        self,
        price_list_id: str,
        *,
        body: models.PriceListPatch | Mapping[str, object] | Unset = UNSET,
        name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.PriceList:
        """Update a price list.

        Changes the given properties and keeps the rest.

        Args:
            price_list_id: Id of the price list.
            body: All fields at once, as `PriceListPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the list.
            description: What it is for.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.price_lists.update(
                price_list_id,
                name='Resellers',
                description='Prices for resellers',
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/PriceLists/{id}
        """
        under_way = self._requestor.call(
            PRICE_LISTS_UPDATE,
            responses.one(models.PriceList),
            path=(price_list_id,),
            body=requests.json_body(
                models.PriceListPatch,
                body,
                {
                    "name": name,
                    "description": description,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, description, custom
        return await under_way

    def list_items(
        self,
        price_list_id: str,
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
    ) -> _paginator.AsyncPaginator[models.Item]:
        """List the items of a price list.

        Lists the items that have a price in the list.

        Args:
            price_list_id: Id of the price list.
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
            async for row in client.price_lists.list_items(price_list_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/items
        """
        return self._requestor.paginate(
            PRICE_LISTS_LIST_ITEMS,
            models.Item,
            _list_query.list_query(
                models.Item,
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
            path=(price_list_id,),
            options=options,
        )

    async def count_items(
        self,
        price_list_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count the items of a price list.

        Counts the items that have a price in the list.

        Args:
            price_list_id: Id of the price list.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.price_lists.count_items(price_list_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/items/count
        """
        under_way = self._requestor.call(
            PRICE_LISTS_COUNT_ITEMS,
            responses.unwrap("count", int),
            path=(price_list_id,),
            query={
                "where": _filters.where(where, models.Item),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way
