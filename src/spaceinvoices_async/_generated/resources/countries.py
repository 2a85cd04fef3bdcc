# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The countries of the world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import responses
from spaceinvoices_async.options import RequestOptions

from .. import models
from ..operations.countries import (
    COUNTRIES_LIST,
    COUNTRIES_MATCH,
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


class CountriesResource:
    """The countries of the world."""

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
    ) -> _paginator.AsyncPaginator[models.Country]:
        """List countries.

        Lists the countries of the world, with their taxes.

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
            async for row in client.countries.list(): ...

        Source:
            https://spaceinvoices.com/docs/Country — Find Countries
        """
        return self._requestor.paginate(
            COUNTRIES_LIST,
            models.Country,
            _list_query.list_query(
                models.Country,
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

    async def match(
        self,
        *,
        term: str,
        options: RequestOptions | None = None,
    ) -> models.CountryMatch:
        """Match a country.

        Finds the country that a piece of text means.

        Args:
            term: The text to look for.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.countries.match(term=term)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Countries/match
        """
        under_way = self._requestor.call(
            COUNTRIES_MATCH,
            responses.one(models.CountryMatch),
            query={
                "term": term,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del term
        return await under_way
