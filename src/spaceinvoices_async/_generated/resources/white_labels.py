# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Names and domains the vendor's pages are shown under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.white_labels import (
    WHITE_LABELS_CREATE,
    WHITE_LABELS_LIST,
    WHITE_LABELS_UPDATE,
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


class WhiteLabelsResource:
    """Names and domains the vendor's pages are shown under."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

    def list(
        self,
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
    ) -> _paginator.AsyncPaginator[models.WhiteLabel]:
        """List white labels.

        Lists under which names the account shows the vendor's pages.

        Args:
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
            async for row in client.white_labels.list(): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/WhiteLabels
        """
        return self._requestor.paginate(
            WHITE_LABELS_LIST,
            models.WhiteLabel,
            _list_query.list_query(
                models.WhiteLabel,
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
            options=options,
        )

    async def create(
        self,
        *,
        body: models.WhiteLabelCreate | Mapping[str, object] | Unset = UNSET,
        name: str | None | Unset = UNSET,
        domain: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.WhiteLabel:
        """Create a white label.

        Stores a name and a domain that the vendor's pages are shown under.

        Args:
            body: All fields at once, as `WhiteLabelCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name shown in place of the vendor's.
            domain: Domain the pages are shown at.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.white_labels.create(
                name='Rocket books',
                domain='books.example.com',
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — POST /v1/WhiteLabels
        """
        under_way = self._requestor.call(
            WHITE_LABELS_CREATE,
            responses.one(models.WhiteLabel),
            body=requests.json_body(
                models.WhiteLabelCreate,
                body,
                {
                    "name": name,
                    "domain": domain,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, domain, custom
        return await under_way

    async def update(
        self,
        white_label_id: str,
        *,
        body: models.WhiteLabelPatch | Mapping[str, object] | Unset = UNSET,
        name: str | None | Unset = UNSET,
        domain: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.WhiteLabel:
        """Update a white label.

        Changes the given properties and keeps the rest.

        Args:
            white_label_id: Id of the white label.
            body: All fields at once, as `WhiteLabelPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name shown in place of the vendor's.
            domain: Domain the pages are shown at.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.white_labels.update(
                white_label_id,
                name='Rocket books',
                domain='books.example.com',
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — PATCH /v1/WhiteLabels/{id}
        """
        under_way = self._requestor.call(
            WHITE_LABELS_UPDATE,
            responses.one(models.WhiteLabel),
            path=(white_label_id,),
            body=requests.json_body(
                models.WhiteLabelPatch,
                body,
                {
                    "name": name,
                    "domain": domain,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, name, domain, custom
        return await under_way
