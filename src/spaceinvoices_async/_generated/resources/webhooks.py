# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Addresses that are told of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.webhooks import (
    WEBHOOKS_COUNT,
    WEBHOOKS_CREATE,
    WEBHOOKS_DELETE,
    WEBHOOKS_GET,
    WEBHOOKS_LIST,
    WEBHOOKS_REPLACE,
    WEBHOOKS_UPDATE,
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


class WebhooksResource:
    """Addresses that are told of events."""

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
    ) -> _paginator.AsyncPaginator[models.Webhook]:
        """List webhooks.

        Lists the webhooks of an organization.

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
            async for row in client.webhooks.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Webhook — Find Webhooks
        """
        return self._requestor.paginate(
            WEBHOOKS_LIST,
            models.Webhook,
            _list_query.list_query(
                models.Webhook,
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
        url: str,
        events: Sequence[str] | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Webhook: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.WebhookCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Webhook: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            url: str,
            events: Sequence[str] | None | Unset = UNSET,
            enabled: bool | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Webhook: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.WebhookCreate | Mapping[str, object] | Unset = UNSET,
        url: str | Unset = UNSET,
        events: Sequence[str] | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Webhook:
        """Create a webhook.

        Registers an address to be told of events. What is not answered by 2xx is sent again after
        2, 4 and 8 minutes.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `WebhookCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            url: Address that events are posted to.
            events: Events wanted, such as `client/create`, or `*` alone for all.
            enabled: Whether events are posted; yes unless given.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.webhooks.create(
                organization_id,
                url='https://shop.example.com/events',
                events=['document/create', 'payment/create'],
                enabled=True,
            )

        Source:
            https://spaceinvoices.com/docs/Webhook — Create Webhook
        """
        under_way = self._requestor.call(
            WEBHOOKS_CREATE,
            responses.one(models.Webhook),
            path=(organization_id,),
            body=requests.json_body(
                models.WebhookCreate,
                body,
                {
                    "url": url,
                    "events": events,
                    "enabled": enabled,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, url, events, enabled
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count webhooks.

        Counts the webhooks of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.webhooks.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Webhook — Count Webhooks
        """
        under_way = self._requestor.call(
            WEBHOOKS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Webhook),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        webhook_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Webhook:
        """Get a webhook.

        Fetches one webhook.

        Args:
            webhook_id: Id of the webhook.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.webhooks.get(webhook_id)

        Source:
            https://spaceinvoices.com/docs/Webhook — Get Webhook
        """
        return await self._requestor.call(
            WEBHOOKS_GET,
            responses.one(models.Webhook),
            path=(webhook_id,),
            query={
                "filter": _filters.selection(fields, include, models.Webhook),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        webhook_id: str,
        *,
        url: str,
        events: Sequence[str] | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Webhook: ...

    @overload
    async def replace(
        self,
        webhook_id: str,
        *,
        body: models.WebhookReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Webhook: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            webhook_id: str,
            *,
            url: str,
            events: Sequence[str] | None | Unset = UNSET,
            enabled: bool | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Webhook: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        webhook_id: str,
        *,
        body: models.WebhookReplace | Mapping[str, object] | Unset = UNSET,
        url: str | Unset = UNSET,
        events: Sequence[str] | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Webhook:
        """Replace a webhook.

        Overwrites a webhook; properties that are not sent are lost.

        Args:
            webhook_id: Id of the webhook.
            body: All fields at once, as `WebhookReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            url: Address that events are posted to.
            events: Events wanted, such as `client/create`, or `*` alone for all.
            enabled: Whether events are posted; yes unless given.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.webhooks.replace(
                webhook_id,
                url='https://shop.example.com/events',
                events=['document/create', 'payment/create'],
                enabled=True,
            )

        Source:
            https://spaceinvoices.com/docs/Webhook — Replace Webhook
        """
        under_way = self._requestor.call(
            WEBHOOKS_REPLACE,
            responses.one(models.Webhook),
            path=(webhook_id,),
            body=requests.json_body(
                models.WebhookReplace,
                body,
                {
                    "url": url,
                    "events": events,
                    "enabled": enabled,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, url, events, enabled
        return await under_way

    async def delete(
        self,
        webhook_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a webhook.

        Hides a webhook from every query that does not ask for deleted rows. An unknown or already
        deleted id counts 0.

        Args:
            webhook_id: Id of the webhook.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.webhooks.delete(webhook_id)

        Source:
            https://spaceinvoices.com/docs/Webhook — Delete Webhook
        """
        return await self._requestor.call(
            WEBHOOKS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(webhook_id,),
            options=options,
        )

    async def update(
        self,
        webhook_id: str,
        *,
        body: models.WebhookPatch | Mapping[str, object] | Unset = UNSET,
        url: str | None | Unset = UNSET,
        events: Sequence[str] | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Webhook:
        """Update a webhook.

        Changes the given properties and keeps the rest.

        Args:
            webhook_id: Id of the webhook.
            body: All fields at once, as `WebhookPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            url: Address that events are posted to.
            events: Events wanted, such as `client/create`, or `*` alone for all.
            enabled: Whether events are posted; yes unless given.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.webhooks.update(
                webhook_id,
                url='https://shop.example.com/events',
                events=['document/create', 'payment/create'],
                enabled=True,
            )

        Source:
            https://spaceinvoices.com/docs/Webhook — Patch Webhook
        """
        under_way = self._requestor.call(
            WEBHOOKS_UPDATE,
            responses.one(models.Webhook),
            path=(webhook_id,),
            body=requests.json_body(
                models.WebhookPatch,
                body,
                {
                    "url": url,
                    "events": events,
                    "enabled": enabled,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, url, events, enabled
        return await under_way
