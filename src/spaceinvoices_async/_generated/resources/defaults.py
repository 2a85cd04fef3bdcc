# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The settings of an organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.defaults import (
    DEFAULTS_COUNT,
    DEFAULTS_CREATE,
    DEFAULTS_DELETE,
    DEFAULTS_GET,
    DEFAULTS_LIST,
    DEFAULTS_REPLACE,
    DEFAULTS_UPDATE,
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


class DefaultsResource:
    """The settings of an organization."""

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
    ) -> _paginator.AsyncPaginator[models.Default]:
        """List defaults.

        Lists the settings of an organization.

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
            async for row in client.defaults.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Default — Find Defaults
        """
        return self._requestor.paginate(
            DEFAULTS_LIST,
            models.Default,
            _list_query.list_query(
                models.Default,
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
        value: object | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Default: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.DefaultCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Default: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            name: str,
            value: object | None | Unset = UNSET,
            description: str | None | Unset = UNSET,
            l10n: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Default: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.DefaultCreate | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        value: object | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Default:
        """Create a default.

        Stores a setting of an organization. Known names are settings of the server, others are
        one's own.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `DefaultCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the setting, unique in the organization; it cannot be changed.
            value: Value of the setting, as any JSON.
            description: What it is for.
            l10n: Texts in other languages, such as value_de.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.defaults.create(
                organization_id,
                name='invoice_dueDays',
                value=30,
                description='Days until an invoice is due',
                l10n={},
            )

        Source:
            https://spaceinvoices.com/docs/Default — Create Default
        """
        under_way = self._requestor.call(
            DEFAULTS_CREATE,
            responses.one(models.Default),
            path=(organization_id,),
            body=requests.json_body(
                models.DefaultCreate,
                body,
                {
                    "name": name,
                    "value": value,
                    "description": description,
                    "l10n": l10n,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, value, description, l10n
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count defaults.

        Counts the settings of an organization.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.defaults.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Default — Count Defaults
        """
        under_way = self._requestor.call(
            DEFAULTS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Default),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        default_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Default:
        """Get a default.

        Fetches one setting.

        Args:
            default_id: Id of the setting.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.defaults.get(default_id)

        Source:
            https://spaceinvoices.com/docs/Default — Get Default
        """
        return await self._requestor.call(
            DEFAULTS_GET,
            responses.one(models.Default),
            path=(default_id,),
            query={
                "filter": _filters.selection(fields, include, models.Default),
            },
            options=options,
        )

    async def delete(
        self,
        default_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a default.

        Removes a setting for good, so that the server's own holds again. An unknown or already
        deleted id counts 0.

        Args:
            default_id: Id of the setting.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.defaults.delete(default_id)

        Source:
            https://spaceinvoices.com/docs/Default — Delete Default
        """
        return await self._requestor.call(
            DEFAULTS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(default_id,),
            options=options,
        )

    async def update(
        self,
        default_id: str,
        *,
        body: models.DefaultPatch | Mapping[str, object] | Unset = UNSET,
        name: str | None | Unset = UNSET,
        value: object | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Default:
        """Update a default.

        Changes the value of a setting; its name cannot be changed.

        Args:
            default_id: Id of the setting.
            body: All fields at once, as `DefaultPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the setting, unique in the organization; it cannot be changed.
            value: Value of the setting, as any JSON.
            description: What it is for.
            l10n: Texts in other languages, such as value_de.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.defaults.update(
                default_id,
                name='invoice_dueDays',
                value=30,
                description='Days until an invoice is due',
                l10n={},
            )

        Source:
            https://spaceinvoices.com/docs/Default — Patch Default
        """
        under_way = self._requestor.call(
            DEFAULTS_UPDATE,
            responses.one(models.Default),
            path=(default_id,),
            body=requests.json_body(
                models.DefaultPatch,
                body,
                {
                    "name": name,
                    "value": value,
                    "description": description,
                    "l10n": l10n,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, value, description, l10n
        return await under_way

    @overload
    async def replace(
        self,
        organization_id: str,
        default_id: str,
        *,
        name: str,
        value: object | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Default: ...

    @overload
    async def replace(
        self,
        organization_id: str,
        default_id: str,
        *,
        body: models.DefaultReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Default: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            organization_id: str,
            default_id: str,
            *,
            name: str,
            value: object | None | Unset = UNSET,
            description: str | None | Unset = UNSET,
            l10n: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Default: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        default_id: str,
        *,
        body: models.DefaultReplace | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        value: object | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Default:
        """Replace a default.

        Overwrites a setting of an organization.

        Args:
            organization_id: Id of the organization.
            default_id: Id of the setting.
            body: All fields at once, as `DefaultReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the setting, unique in the organization; it cannot be changed.
            value: Value of the setting, as any JSON.
            description: What it is for.
            l10n: Texts in other languages, such as value_de.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.defaults.replace(
                organization_id,
                default_id,
                name='invoice_dueDays',
                value=30,
                description='Days until an invoice is due',
                l10n={},
            )

        Source:
            https://spaceinvoices.com/docs/Default — Replace Default
        """
        under_way = self._requestor.call(
            DEFAULTS_REPLACE,
            responses.one(models.Default),
            path=(
                organization_id,
                default_id,
            ),
            body=requests.json_body(
                models.DefaultReplace,
                body,
                {
                    "name": name,
                    "value": value,
                    "description": description,
                    "l10n": l10n,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, value, description, l10n
        return await under_way
