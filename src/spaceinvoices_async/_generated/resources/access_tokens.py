# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The tokens an account can be used with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.access_tokens import (
    ACCESS_TOKENS_CREATE,
    ACCESS_TOKENS_DELETE,
    ACCESS_TOKENS_LIST,
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


class AccessTokensResource:
    """The tokens an account can be used with."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

    def list(
        self,
        account_id: str,
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
    ) -> _paginator.AsyncPaginator[models.AccessToken]:
        """List access tokens.

        Lists the tokens of an account; each can be used as it stands.

        Args:
            account_id: Id of the account.
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
            async for row in client.access_tokens.list(account_id): ...

        Source:
            https://spaceinvoices.com/docs/AccessToken — Find AccessTokens
        """
        return self._requestor.paginate(
            ACCESS_TOKENS_LIST,
            models.AccessToken,
            _list_query.list_query(
                models.AccessToken,
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
            path=(account_id,),
            options=options,
        )

    async def create(
        self,
        account_id: str,
        *,
        body: models.AccessTokenCreate | Mapping[str, object] | Unset = UNSET,
        ttl: int | None | Unset = UNSET,
        scopes: Sequence[str] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.AccessToken:
        """Create an access token.

        Makes a token of the account or of one of its children.

        Args:
            account_id: Id of the account.
            body: All fields at once, as `AccessTokenCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            ttl: Seconds it shall live, -1 for ever; two weeks unless given.
            scopes: What it is limited to; the values are not documented.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.access_tokens.create(
                account_id,
                ttl=1209600,
                scopes=['DEFAULT'],
            )

        Source:
            https://spaceinvoices.com/docs/AccessToken — Create AccessToken
        """
        under_way = self._requestor.call(
            ACCESS_TOKENS_CREATE,
            responses.one(models.AccessToken),
            path=(account_id,),
            body=requests.json_body(
                models.AccessTokenCreate,
                body,
                {
                    "ttl": ttl,
                    "scopes": scopes,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, ttl, scopes
        return await under_way

    async def delete(
        self,
        account_id: str,
        access_token: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Delete an access token.

        Ends a token. It stands in the path of the request, as the API wants it.

        Args:
            account_id: Id of the account.
            access_token: The token itself.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            await client.access_tokens.delete(account_id, access_token)

        Source:
            https://spaceinvoices.com/docs/AccessToken — Delete AccessToken
        """
        await self._requestor.call(
            ACCESS_TOKENS_DELETE,
            responses.nothing,
            path=(
                account_id,
                access_token,
            ),
            options=options,
        )
