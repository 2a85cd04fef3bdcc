# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Orders that came from connected shops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import RequestOptions

from .. import models
from ..operations.orders import (
    ORDERS_COUNT,
    ORDERS_DELETE,
    ORDERS_GET,
    ORDERS_LIST,
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


class OrdersResource:
    """Orders that came from connected shops."""

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
    ) -> _paginator.AsyncPaginator[models.Order]:
        """List orders.

        Lists the orders that came from connected shops.

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
            async for row in client.orders.list(organization_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/orders
        """
        return self._requestor.paginate(
            ORDERS_LIST,
            models.Order,
            _list_query.list_query(
                models.Order,
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
        """Count orders.

        Counts the orders of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.orders.count(organization_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/orders/count
        """
        under_way = self._requestor.call(
            ORDERS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Order),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        order_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Order:
        """Get an order.

        Fetches one order.

        Args:
            order_id: Id of the order.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.orders.get(order_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Orders/{id}
        """
        return await self._requestor.call(
            ORDERS_GET,
            responses.one(models.Order),
            path=(order_id,),
            query={
                "filter": _filters.selection(fields, include, models.Order),
            },
            options=options,
        )

    async def delete(
        self,
        order_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete an order.

        Hides an order from every query that does not ask for deleted rows. An unknown or already
        deleted id counts 0.

        Args:
            order_id: Id of the order.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.orders.delete(order_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/Orders/{id}
        """
        return await self._requestor.call(
            ORDERS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(order_id,),
            options=options,
        )
