# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Groups that documents are put into, for statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.categories import (
    CATEGORIES_COUNT,
    CATEGORIES_CREATE,
    CATEGORIES_DELETE,
    CATEGORIES_GET,
    CATEGORIES_LIST,
    CATEGORIES_REPLACE,
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


class CategoriesResource:
    """Groups that documents are put into, for statistics."""

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
    ) -> _paginator.AsyncPaginator[models.Category]:
        """List categories.

        Lists the categories of an organization.

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
            async for row in client.categories.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Category — Find Categories
        """
        return self._requestor.paginate(
            CATEGORIES_LIST,
            models.Category,
            _list_query.list_query(
                models.Category,
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
        alias: str,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Category: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.CategoryCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Category: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            name: str,
            alias: str,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Category: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.CategoryCreate | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        alias: str | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Category:
        """Create a category.

        Stores a category of an organization.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `CategoryCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the category.
            alias: Short name by which documents name it.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.categories.create(
                organization_id,
                name='Space suits',
                alias='suits',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Category — Create Category
        """
        under_way = self._requestor.call(
            CATEGORIES_CREATE,
            responses.one(models.Category),
            path=(organization_id,),
            body=requests.json_body(
                models.CategoryCreate,
                body,
                {
                    "name": name,
                    "alias": alias,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, alias, custom
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count categories.

        Counts the categories of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.categories.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Category — Count Categories
        """
        under_way = self._requestor.call(
            CATEGORIES_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Category),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        category_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Category:
        """Get a category.

        Fetches one category.

        Args:
            category_id: Id of the category.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.categories.get(category_id)

        Source:
            https://spaceinvoices.com/docs/Category — Get Category
        """
        return await self._requestor.call(
            CATEGORIES_GET,
            responses.one(models.Category),
            path=(category_id,),
            query={
                "filter": _filters.selection(fields, include, models.Category),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        category_id: str,
        *,
        name: str,
        alias: str,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Category: ...

    @overload
    async def replace(
        self,
        category_id: str,
        *,
        body: models.CategoryReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Category: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            category_id: str,
            *,
            name: str,
            alias: str,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Category: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        category_id: str,
        *,
        body: models.CategoryReplace | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        alias: str | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Category:
        """Replace a category.

        Overwrites a category; properties that are not sent are lost.

        Args:
            category_id: Id of the category.
            body: All fields at once, as `CategoryReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the category.
            alias: Short name by which documents name it.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.categories.replace(
                category_id,
                name='Space suits',
                alias='suits',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Category — Replace Category
        """
        under_way = self._requestor.call(
            CATEGORIES_REPLACE,
            responses.one(models.Category),
            path=(category_id,),
            body=requests.json_body(
                models.CategoryReplace,
                body,
                {
                    "name": name,
                    "alias": alias,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, alias, custom
        return await under_way

    async def delete(
        self,
        category_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a category.

        Hides a category from every query that does not ask for deleted rows. An unknown or
        already deleted id counts 0.

        Args:
            category_id: Id of the category.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.categories.delete(category_id)

        Source:
            https://spaceinvoices.com/docs/Category — Delete Category
        """
        return await self._requestor.call(
            CATEGORIES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(category_id,),
            options=options,
        )
