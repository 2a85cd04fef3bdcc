# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Tills of business premises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.electronic_devices import (
    ELECTRONIC_DEVICES_CREATE,
    ELECTRONIC_DEVICES_DELETE,
    ELECTRONIC_DEVICES_GET,
    ELECTRONIC_DEVICES_LIST,
    ELECTRONIC_DEVICES_UPDATE,
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


class ElectronicDevicesResource:
    """Tills of business premises."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

    def list(
        self,
        business_premise_id: str,
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
    ) -> _paginator.AsyncPaginator[models.ElectronicDevice]:
        """List electronic devices.

        Lists the electronic devices of a business premise.

        Args:
            business_premise_id: Id of the business premise.
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
            async for row in client.electronic_devices.list(business_premise_id): ...

        Source:
            https://docs.spaceinvoices.com — Adding electronic devices
        """
        return self._requestor.paginate(
            ELECTRONIC_DEVICES_LIST,
            models.ElectronicDevice,
            _list_query.list_query(
                models.ElectronicDevice,
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
            path=(business_premise_id,),
            options=options,
        )

    @overload
    async def create(
        self,
        business_premise_id: str,
        *,
        label: str,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.ElectronicDevice: ...

    @overload
    async def create(
        self,
        business_premise_id: str,
        *,
        body: models.ElectronicDeviceCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.ElectronicDevice: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            business_premise_id: str,
            *,
            label: str,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.ElectronicDevice: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        business_premise_id: str,
        *,
        body: models.ElectronicDeviceCreate | Mapping[str, object] | Unset = UNSET,
        label: str | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.ElectronicDevice:
        """Create an electronic device.

        Registers a till of a business premise.

        Args:
            business_premise_id: Id of the business premise.
            body: All fields at once, as `ElectronicDeviceCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            label: Name of the till, unique in its business premise.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.electronic_devices.create(
                business_premise_id,
                label='D1',
                custom={},
            )

        Source:
            https://docs.spaceinvoices.com — Adding electronic devices
        """
        under_way = self._requestor.call(
            ELECTRONIC_DEVICES_CREATE,
            responses.one(models.ElectronicDevice),
            path=(business_premise_id,),
            body=requests.json_body(
                models.ElectronicDeviceCreate,
                body,
                {
                    "label": label,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, label, custom
        return await under_way

    async def get(
        self,
        electronic_device_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.ElectronicDevice:
        """Get an electronic device.

        Fetches one electronic device.

        Args:
            electronic_device_id: Id of the electronic device.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.electronic_devices.get(electronic_device_id)

        Source:
            https://docs.spaceinvoices.com — Adding electronic devices
        """
        return await self._requestor.call(
            ELECTRONIC_DEVICES_GET,
            responses.one(models.ElectronicDevice),
            path=(electronic_device_id,),
            query={
                "filter": _filters.selection(fields, include, models.ElectronicDevice),
            },
            options=options,
        )

    async def delete(
        self,
        electronic_device_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete an electronic device.

        Removes an electronic device for good. An unknown or already deleted id counts 0.

        Args:
            electronic_device_id: Id of the electronic device.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.electronic_devices.delete(electronic_device_id)

        Source:
            https://docs.spaceinvoices.com — Adding electronic devices
        """
        return await self._requestor.call(
            ELECTRONIC_DEVICES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(electronic_device_id,),
            options=options,
        )

    async def update(
        self,
        electronic_device_id: str,
        *,
        body: models.ElectronicDevicePatch | Mapping[str, object] | Unset = UNSET,
        label: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.ElectronicDevice:
        """Update an electronic device.

        Changes the given properties and keeps the rest.

        Args:
            electronic_device_id: Id of the electronic device.
            body: All fields at once, as `ElectronicDevicePatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            label: Name of the till, unique in its business premise.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.electronic_devices.update(
                electronic_device_id,
                label='D1',
                custom={},
            )

        Source:
            https://docs.spaceinvoices.com — Adding electronic devices
        """
        under_way = self._requestor.call(
            ELECTRONIC_DEVICES_UPDATE,
            responses.one(models.ElectronicDevice),
            path=(electronic_device_id,),
            body=requests.json_body(
                models.ElectronicDevicePatch,
                body,
                {
                    "label": label,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, label, custom
        return await under_way
