# Generated from the OpenAPI document by `make generate`. Do not edit.
"""What has been paid for documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Moment, Number, Unset

from .. import models
from ..operations.payments import (
    PAYMENTS_COUNT,
    PAYMENTS_CREATE,
    PAYMENTS_DELETE,
    PAYMENTS_GET,
    PAYMENTS_LIST,
    PAYMENTS_REPLACE,
)
from ..types import (
    PaymentType,
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


class PaymentsResource:
    """What has been paid for documents."""

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
    ) -> _paginator.AsyncPaginator[models.Payment]:
        """List payments.

        Lists the payments of an organization.

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
            async for row in client.payments.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Payment — Find Payments
        """
        return self._requestor.paginate(
            PAYMENTS_LIST,
            models.Payment,
            _list_query.list_query(
                models.Payment,
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
        type: PaymentType | str,
        date: Moment,
        document_id: str,
        amount: Number | None | Unset = UNSET,
        tag: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        transaction_id: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Payment: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.OrganizationPaymentCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Payment: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            type: PaymentType | str,
            date: Moment,
            document_id: str,
            amount: Number | None | Unset = UNSET,
            tag: str | None | Unset = UNSET,
            note: str | None | Unset = UNSET,
            transaction_id: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Payment: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.OrganizationPaymentCreate | Mapping[str, object] | Unset = UNSET,
        type: PaymentType | str | Unset = UNSET,
        date: Moment | Unset = UNSET,
        document_id: str | Unset = UNSET,
        amount: Number | None | Unset = UNSET,
        tag: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        transaction_id: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Payment:
        """Create a payment.

        Records a payment of the document named by `documentId`, which changes what is due.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `OrganizationPaymentCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            type: How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`,
                `crypto`, `coupon`, `other`.
            date: When it was made; with a create the date of the document unless given.
            document_id: Id of the document it pays.
            amount: How much, in the document's currency; with a create the whole total unless given.
            tag: A mark of one's own.
            note: A note.
            transaction_id: Id of the transaction at the payment provider.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.payments.create(
                organization_id,
                type='bank',
                date='2023-05-02T00:00:00.000Z',
                document_id='644e072bf09b31001c381561',
                amount=12100,
                tag='may',
                note='Thank you',
                transaction_id='tx-1001',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Payment — Create Payment
        """
        under_way = self._requestor.call(
            PAYMENTS_CREATE,
            responses.one(models.Payment),
            path=(organization_id,),
            body=requests.json_body(
                models.OrganizationPaymentCreate,
                body,
                {
                    "type": type,
                    "date": date,
                    "document_id": document_id,
                    "amount": amount,
                    "tag": tag,
                    "note": note,
                    "transaction_id": transaction_id,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, type, date, document_id, amount, tag, note, transaction_id, custom
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count payments.

        Counts the payments of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.payments.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Payment — Count Payments
        """
        under_way = self._requestor.call(
            PAYMENTS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Payment),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        payment_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Payment:
        """Get a payment.

        Fetches one payment.

        Args:
            payment_id: Id of the payment.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.payments.get(payment_id)

        Source:
            https://spaceinvoices.com/docs/Payment — Get Payment
        """
        return await self._requestor.call(
            PAYMENTS_GET,
            responses.one(models.Payment),
            path=(payment_id,),
            query={
                "filter": _filters.selection(fields, include, models.Payment),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        payment_id: str,
        *,
        type: PaymentType | str,
        amount: Number,
        date: Moment,
        tag: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        transaction_id: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        document_id: str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Payment: ...

    @overload
    async def replace(
        self,
        payment_id: str,
        *,
        body: models.PaymentReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Payment: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            payment_id: str,
            *,
            type: PaymentType | str,
            amount: Number,
            date: Moment,
            tag: str | None | Unset = UNSET,
            note: str | None | Unset = UNSET,
            transaction_id: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            document_id: str | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Payment: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        payment_id: str,
        *,
        body: models.PaymentReplace | Mapping[str, object] | Unset = UNSET,
        type: PaymentType | str | Unset = UNSET,
        amount: Number | Unset = UNSET,
        date: Moment | Unset = UNSET,
        tag: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        transaction_id: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        document_id: str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Payment:
        """Replace a payment.

        Overwrites a payment; properties that are not sent are lost.

        Args:
            payment_id: Id of the payment.
            body: All fields at once, as `PaymentReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            type: How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`,
                `crypto`, `coupon`, `other`.
            amount: How much, in the document's currency; with a create the whole total unless given.
            date: When it was made; with a create the date of the document unless given.
            tag: A mark of one's own.
            note: A note.
            transaction_id: Id of the transaction at the payment provider.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            document_id: Id of the document it pays; it cannot be changed.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.payments.replace(
                payment_id,
                type='bank',
                amount=12100,
                date='2023-05-02T00:00:00.000Z',
                tag='may',
                note='Thank you',
                transaction_id='tx-1001',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Payment — Replace Payment
        """
        under_way = self._requestor.call(
            PAYMENTS_REPLACE,
            responses.one(models.Payment),
            path=(payment_id,),
            body=requests.json_body(
                models.PaymentReplace,
                body,
                {
                    "type": type,
                    "amount": amount,
                    "date": date,
                    "tag": tag,
                    "note": note,
                    "transaction_id": transaction_id,
                    "custom": custom,
                    "document_id": document_id,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, type, amount, date, tag, note, transaction_id, custom, document_id
        return await under_way

    async def delete(
        self,
        payment_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a payment.

        Takes a payment back, so that its amount is due again. An unknown or already deleted id
        counts 0.

        Args:
            payment_id: Id of the payment.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.payments.delete(payment_id)

        Source:
            https://spaceinvoices.com/docs/Payment — Delete Payment
        """
        return await self._requestor.call(
            PAYMENTS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(payment_id,),
            options=options,
        )
