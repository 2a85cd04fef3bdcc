# Generated from the OpenAPI document by `make generate`. Do not edit.
"""How documents are issued again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Moment, Number, Unset

from .. import models
from ..operations.recurrences import (
    RECURRENCES_COUNT,
    RECURRENCES_DELETE,
    RECURRENCES_GET,
    RECURRENCES_LIST,
    RECURRENCES_REPLACE,
)
from ..types import (
    RecurrenceType,
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


class RecurrencesResource:
    """How documents are issued again and again."""

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
    ) -> _paginator.AsyncPaginator[models.Recurrence]:
        """List recurrences.

        Lists the recurrences of an organization.

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
            async for row in client.recurrences.list(organization_id): ...

        Source:
            https://docs.spaceinvoices.com — List all Recurrences
        """
        return self._requestor.paginate(
            RECURRENCES_LIST,
            models.Recurrence,
            _list_query.list_query(
                models.Recurrence,
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
        """Count recurrences.

        Counts the recurrences of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.recurrences.count(organization_id)

        Source:
            https://docs.spaceinvoices.com — Count all Recurrences
        """
        under_way = self._requestor.call(
            RECURRENCES_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Recurrence),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        recurrence_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Recurrence:
        """Get a recurrence.

        Fetches one recurrence.

        Args:
            recurrence_id: Id of the recurrence.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.recurrences.get(recurrence_id)

        Source:
            https://docs.spaceinvoices.com — Retrieve a Recurrence
        """
        return await self._requestor.call(
            RECURRENCES_GET,
            responses.one(models.Recurrence),
            path=(recurrence_id,),
            query={
                "filter": _filters.selection(fields, include, models.Recurrence),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        recurrence_id: str,
        *,
        name: str,
        type: RecurrenceType | str,
        date_first: Moment,
        num_recurrences: Number,
        auto_send: bool | None | Unset = UNSET,
        notify: bool | None | Unset = UNSET,
        save_as_draft: bool | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Recurrence: ...

    @overload
    async def replace(
        self,
        recurrence_id: str,
        *,
        body: models.RecurrenceReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Recurrence: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            recurrence_id: str,
            *,
            name: str,
            type: RecurrenceType | str,
            date_first: Moment,
            num_recurrences: Number,
            auto_send: bool | None | Unset = UNSET,
            notify: bool | None | Unset = UNSET,
            save_as_draft: bool | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Recurrence: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        recurrence_id: str,
        *,
        body: models.RecurrenceReplace | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        type: RecurrenceType | str | Unset = UNSET,
        date_first: Moment | Unset = UNSET,
        num_recurrences: Number | Unset = UNSET,
        auto_send: bool | None | Unset = UNSET,
        notify: bool | None | Unset = UNSET,
        save_as_draft: bool | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Recurrence:
        """Replace a recurrence.

        Overwrites a recurrence; properties that are not sent are lost.

        Args:
            recurrence_id: Id of the recurrence.
            body: All fields at once, as `RecurrenceReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the recurrence.
            type: How often a document is repeated. One of `week`, `month`, `year`.
            date_first: Date of the first repetition.
            num_recurrences: How many repetitions there are in all.
            auto_send: Whether each is mailed to the client, who needs an address; no unless given.
            notify: Whether the account that made the recurrence gets a mail each time; yes unless
                given.
            save_as_draft: Whether drafts are made instead of issued documents; no unless given.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.recurrences.replace(
                recurrence_id,
                name='Monthly recurrence',
                type='month',
                date_first='2023-06-01T00:00:00.000Z',
                num_recurrences=2,
                auto_send=False,
                notify=True,
                save_as_draft=False,
                custom={},
            )

        Source:
            https://docs.spaceinvoices.com — Update a Recurrence
        """
        under_way = self._requestor.call(
            RECURRENCES_REPLACE,
            responses.one(models.Recurrence),
            path=(recurrence_id,),
            body=requests.json_body(
                models.RecurrenceReplace,
                body,
                {
                    "name": name,
                    "type": type,
                    "date_first": date_first,
                    "num_recurrences": num_recurrences,
                    "auto_send": auto_send,
                    "notify": notify,
                    "save_as_draft": save_as_draft,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, type, date_first, num_recurrences, auto_send, notify, save_as_draft, custom
        return await under_way

    async def delete(
        self,
        recurrence_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a recurrence.

        Ends a recurrence; what it issued stays. An unknown or already deleted id counts 0.

        Args:
            recurrence_id: Id of the recurrence.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.recurrences.delete(recurrence_id)

        Source:
            https://docs.spaceinvoices.com — Delete Recurrence
        """
        return await self._requestor.call(
            RECURRENCES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(recurrence_id,),
            options=options,
        )
