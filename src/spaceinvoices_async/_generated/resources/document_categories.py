# Generated from the OpenAPI document by `make generate`. Do not edit.
"""How much of a document belongs to which category."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Moment, Number, Unset

from .. import models
from ..operations.document_categories import (
    DOCUMENT_CATEGORIES_COUNT,
    DOCUMENT_CATEGORIES_CREATE,
    DOCUMENT_CATEGORIES_DELETE,
    DOCUMENT_CATEGORIES_LIST,
    DOCUMENT_CATEGORIES_REPLACE,
    DOCUMENT_CATEGORIES_UPDATE,
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


class DocumentCategoriesResource:
    """How much of a document belongs to which category."""

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
    ) -> _paginator.AsyncPaginator[models.DocumentCategory]:
        """List document categories.

        Lists which documents of an organization are in which category.

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
            async for row in client.document_categories.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/DocumentCategory — Find DocumentCategories
        """
        return self._requestor.paginate(
            DOCUMENT_CATEGORIES_LIST,
            models.DocumentCategory,
            _list_query.list_query(
                models.DocumentCategory,
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
        """Count document categories.

        Counts the document categories of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.document_categories.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/DocumentCategory — Count DocumentCategories
        """
        under_way = self._requestor.call(
            DOCUMENT_CATEGORIES_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.DocumentCategory),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    @overload
    async def replace(
        self,
        document_category_id: str,
        *,
        amount: Number,
        category_id: str,
        date: Moment | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.DocumentCategory: ...

    @overload
    async def replace(
        self,
        document_category_id: str,
        *,
        body: models.DocumentCategoryReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.DocumentCategory: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            document_category_id: str,
            *,
            amount: Number,
            category_id: str,
            date: Moment | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.DocumentCategory: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_category_id: str,
        *,
        body: models.DocumentCategoryReplace | Mapping[str, object] | Unset = UNSET,
        amount: Number | Unset = UNSET,
        category_id: str | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.DocumentCategory:
        """Replace a document category.

        Overwrites a document category; properties that are not sent are lost.

        Args:
            document_category_id: Id of the entry.
            body: All fields at once, as `DocumentCategoryReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            amount: How much of the total.
            category_id: Id of the category.
            date: When it counts; the document's date unless given.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.document_categories.replace(
                document_category_id,
                amount=10000,
                category_id='644e072bf09b31001c3815d0',
                date='2023-04-30T06:14:03.266Z',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/DocumentCategory — Replace DocumentCategory
        """
        under_way = self._requestor.call(
            DOCUMENT_CATEGORIES_REPLACE,
            responses.one(models.DocumentCategory),
            path=(document_category_id,),
            body=requests.json_body(
                models.DocumentCategoryReplace,
                body,
                {
                    "amount": amount,
                    "category_id": category_id,
                    "date": date,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, amount, category_id, date, custom
        return await under_way

    async def delete(
        self,
        document_category_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a document category.

        Takes a document out of a category. An unknown or already deleted id counts 0.

        Args:
            document_category_id: Id of the entry.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.document_categories.delete(document_category_id)

        Source:
            https://spaceinvoices.com/docs/DocumentCategory — Delete DocumentCategory
        """
        return await self._requestor.call(
            DOCUMENT_CATEGORIES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(document_category_id,),
            options=options,
        )

    async def update(
        self,
        document_category_id: str,
        *,
        body: models.DocumentCategoryPatch | Mapping[str, object] | Unset = UNSET,
        amount: Number | None | Unset = UNSET,
        category_id: str | None | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.DocumentCategory:
        """Update a document category.

        Changes the given properties and keeps the rest.

        Args:
            document_category_id: Id of the entry.
            body: All fields at once, as `DocumentCategoryPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            amount: How much of the total.
            category_id: Id of the category.
            date: When it counts; the document's date unless given.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.document_categories.update(
                document_category_id,
                amount=10000,
                category_id='644e072bf09b31001c3815d0',
                date='2023-04-30T06:14:03.266Z',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/DocumentCategory — Patch DocumentCategory
        """
        under_way = self._requestor.call(
            DOCUMENT_CATEGORIES_UPDATE,
            responses.one(models.DocumentCategory),
            path=(document_category_id,),
            body=requests.json_body(
                models.DocumentCategoryPatch,
                body,
                {
                    "amount": amount,
                    "category_id": category_id,
                    "date": date,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, amount, category_id, date, custom
        return await under_way

    @overload
    async def create(
        self,
        document_id: str,
        *,
        amount: Number,
        category_id: str,
        date: Moment | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.DocumentCategory: ...

    @overload
    async def create(
        self,
        document_id: str,
        *,
        body: models.DocumentCategoryCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.DocumentCategory: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            document_id: str,
            *,
            amount: Number,
            category_id: str,
            date: Moment | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.DocumentCategory: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_id: str,
        *,
        body: models.DocumentCategoryCreate | Mapping[str, object] | Unset = UNSET,
        amount: Number | Unset = UNSET,
        category_id: str | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.DocumentCategory:
        """Put a document into a category.

        Says how much of a document belongs to a category.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `DocumentCategoryCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            amount: How much of the total.
            category_id: Id of the category.
            date: When it counts; the document's date unless given.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.document_categories.create(
                document_id,
                amount=10000,
                category_id='644e072bf09b31001c3815d0',
                date='2023-04-30T06:14:03.266Z',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/DocumentCategory — Create DocumentCategory
        """
        under_way = self._requestor.call(
            DOCUMENT_CATEGORIES_CREATE,
            responses.one(models.DocumentCategory),
            path=(document_id,),
            body=requests.json_body(
                models.DocumentCategoryCreate,
                body,
                {
                    "amount": amount,
                    "category_id": category_id,
                    "date": date,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, amount, category_id, date, custom
        return await under_way
