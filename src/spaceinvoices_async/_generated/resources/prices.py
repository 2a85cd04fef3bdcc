# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What items cost in price lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Number, Unset

from .. import models
from ..operations.prices import (
    PRICES_COUNT,
    PRICES_CREATE,
    PRICES_DELETE,
    PRICES_GET,
    PRICES_LIST,
    PRICES_UPDATE,
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


class PricesResource:
    """What items cost in price lists."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

    def list(
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
    ) -> _paginator.AsyncPaginator[models.Price]:
        """List prices.

        Lists the prices of a price list.

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
            async for row in client.prices.list(price_list_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/prices
        """
        return self._requestor.paginate(
            PRICES_LIST,
            models.Price,
            _list_query.list_query(
                models.Price,
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

    @overload
    async def create(
        self,
        price_list_id: str,
        *,
        item_id: str,
        price: Number | None | Unset = UNSET,
        price_gross: Number | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Price: ...

    @overload
    async def create(
        self,
        price_list_id: str,
        *,
        body: models.PriceCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Price: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            price_list_id: str,
            *,
            item_id: str,
            price: Number | None | Unset = UNSET,
            price_gross: Number | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Price: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        price_list_id: str,
        *,
        body: models.PriceCreate | Mapping[str, object] | Unset = UNSET,
        item_id: str | Unset = UNSET,
        price: Number | None | Unset = UNSET,
        price_gross: Number | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Price:
        """Create a price.

        Stores a price of a price list.

        Args:
            price_list_id: Id of the price list.
            body: All fields at once, as `PriceCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            item_id: Id of the item.
            price: Net price of one.
            price_gross: Gross price of one; wins over price.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.prices.create(
                price_list_id,
                item_id='644e072bf09b31001c381580',
                price=900,
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — POST /v1/PriceLists/{id}/prices
        """
        under_way = self._requestor.call(
            PRICES_CREATE,
            responses.one(models.Price),
            path=(price_list_id,),
            body=requests.json_body(
                models.PriceCreate,
                body,
                {
                    "item_id": item_id,
                    "price": price,
                    "price_gross": price_gross,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, item_id, price, price_gross, custom
        return await under_way

    async def count(
        self,
        price_list_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count prices.

        Counts the prices of a price list; deleted ones cannot be counted.

        Args:
            price_list_id: Id of the price list.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.prices.count(price_list_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/PriceLists/{id}/prices/count
        """
        under_way = self._requestor.call(
            PRICES_COUNT,
            responses.unwrap("count", int),
            path=(price_list_id,),
            query={
                "where": _filters.where(where, models.Price),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        price_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Price:
        """Get a price.

        Fetches one price.

        Args:
            price_id: Id of the price.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.prices.get(price_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Prices/{id}
        """
        return await self._requestor.call(
            PRICES_GET,
            responses.one(models.Price),
            path=(price_id,),
            query={
                "filter": _filters.selection(fields, include, models.Price),
            },
            options=options,
        )

    async def delete(
        self,
        price_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a price.

        Hides a price from every query that does not ask for deleted rows. An unknown or already
        deleted id counts 0.

        Args:
            price_id: Id of the price.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.prices.delete(price_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/Prices/{id}
        """
        return await self._requestor.call(
            PRICES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(price_id,),
            options=options,
        )

    async def update(
        self,
        price_id: str,
        *,
        body: models.PricePatch | Mapping[str, object] | Unset = UNSET,
        item_id: str | None | Unset = UNSET,
        price: Number | None | Unset = UNSET,
        price_gross: Number | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Price:
        """Update a price.

        Changes the given properties and keeps the rest.

        Args:
            price_id: Id of the price.
            body: All fields at once, as `PricePatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            item_id: Id of the item.
            price: Net price of one.
            price_gross: Gross price of one; wins over price.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.prices.update(
                price_id,
                item_id='644e072bf09b31001c381580',
                price=900,
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/Prices/{id}
        """
        under_way = self._requestor.call(
            PRICES_UPDATE,
            responses.one(models.Price),
            path=(price_id,),
            body=requests.json_body(
                models.PricePatch,
                body,
                {
                    "item_id": item_id,
                    "price": price,
                    "price_gross": price_gross,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, item_id, price, price_gross, custom
        return await under_way
