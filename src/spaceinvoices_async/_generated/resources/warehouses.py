# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Places where goods are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.warehouses import (
    WAREHOUSES_COUNT,
    WAREHOUSES_CREATE,
    WAREHOUSES_DELETE,
    WAREHOUSES_GET,
    WAREHOUSES_LIST,
    WAREHOUSES_REPLACE,
    WAREHOUSES_UPDATE,
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


class WarehousesResource:
    """Places where goods are kept."""

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
    ) -> _paginator.AsyncPaginator[models.Warehouse]:
        """List warehouses.

        Lists the warehouses of an organization.

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
            async for row in client.warehouses.list(organization_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/warehouses
        """
        return self._requestor.paginate(
            WAREHOUSES_LIST,
            models.Warehouse,
            _list_query.list_query(
                models.Warehouse,
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
        address: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Warehouse: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.WarehouseCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Warehouse: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            name: str,
            address: str | None | Unset = UNSET,
            city: str | None | Unset = UNSET,
            zip: str | None | Unset = UNSET,
            country: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Warehouse: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.WarehouseCreate | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        address: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Warehouse:
        """Create a warehouse.

        Stores a warehouse of an organization.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `WarehouseCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the warehouse.
            address: Street and number.
            city: City.
            zip: Postal code.
            country: Country, as free text.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.warehouses.create(
                organization_id,
                name='Hangar 3',
                address='Rocket street 1',
                city='Brussels',
                zip='10000',
                country='Belgium',
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — POST /v1/Organizations/{id}/warehouses
        """
        under_way = self._requestor.call(
            WAREHOUSES_CREATE,
            responses.one(models.Warehouse),
            path=(organization_id,),
            body=requests.json_body(
                models.WarehouseCreate,
                body,
                {
                    "name": name,
                    "address": address,
                    "city": city,
                    "zip": zip,
                    "country": country,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, address, city, zip, country, custom
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count warehouses.

        Counts the warehouses of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.warehouses.count(organization_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET
            /v1/Organizations/{id}/warehouses/count
        """
        under_way = self._requestor.call(
            WAREHOUSES_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Warehouse),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        warehouse_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Warehouse:
        """Get a warehouse.

        Fetches one warehouse.

        Args:
            warehouse_id: Id of the warehouse.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.warehouses.get(warehouse_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Warehouses/{id}
        """
        return await self._requestor.call(
            WAREHOUSES_GET,
            responses.one(models.Warehouse),
            path=(warehouse_id,),
            query={
                "filter": _filters.selection(fields, include, models.Warehouse),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        warehouse_id: str,
        *,
        name: str,
        address: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Warehouse: ...

    @overload
    async def replace(
        self,
        warehouse_id: str,
        *,
        body: models.WarehouseReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Warehouse: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            warehouse_id: str,
            *,
            name: str,
            address: str | None | Unset = UNSET,
            city: str | None | Unset = UNSET,
            zip: str | None | Unset = UNSET,
            country: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Warehouse: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        warehouse_id: str,
        *,
        body: models.WarehouseReplace | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        address: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Warehouse:
        """Replace a warehouse.

        Overwrites a warehouse; properties that are not sent are lost.

        Args:
            warehouse_id: Id of the warehouse.
            body: All fields at once, as `WarehouseReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the warehouse.
            address: Street and number.
            city: City.
            zip: Postal code.
            country: Country, as free text.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.warehouses.replace(
                warehouse_id,
                name='Hangar 3',
                address='Rocket street 1',
                city='Brussels',
                zip='10000',
                country='Belgium',
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — PUT /v1/Warehouses/{id}
        """
        under_way = self._requestor.call(
            WAREHOUSES_REPLACE,
            responses.one(models.Warehouse),
            path=(warehouse_id,),
            body=requests.json_body(
                models.WarehouseReplace,
                body,
                {
                    "name": name,
                    "address": address,
                    "city": city,
                    "zip": zip,
                    "country": country,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, address, city, zip, country, custom
        return await under_way

    async def delete(
        self,
        warehouse_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a warehouse.

        Hides a warehouse from every query that does not ask for deleted rows. An unknown or
        already deleted id counts 0.

        Args:
            warehouse_id: Id of the warehouse.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.warehouses.delete(warehouse_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — DELETE /v1/Warehouses/{id}
        """
        return await self._requestor.call(
            WAREHOUSES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(warehouse_id,),
            options=options,
        )

    async def update(
        self,
        warehouse_id: str,
        *,
        body: models.WarehousePatch | Mapping[str, object] | Unset = UNSET,
        name: str | None | Unset = UNSET,
        address: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Warehouse:
        """Update a warehouse.

        Changes the given properties and keeps the rest.

        Args:
            warehouse_id: Id of the warehouse.
            body: All fields at once, as `WarehousePatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the warehouse.
            address: Street and number.
            city: City.
            zip: Postal code.
            country: Country, as free text.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.warehouses.update(
                warehouse_id,
                name='Hangar 3',
                address='Rocket street 1',
                city='Brussels',
                zip='10000',
                country='Belgium',
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/Warehouses/{id}
        """
        under_way = self._requestor.call(
            WAREHOUSES_UPDATE,
            responses.one(models.Warehouse),
            path=(warehouse_id,),
            body=requests.json_body(
                models.WarehousePatch,
                body,
                {
                    "name": name,
                    "address": address,
                    "city": city,
                    "zip": zip,
                    "country": country,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, address, city, zip, country, custom
        return await under_way
