# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Invoices, estimates, advances, credit notes and delivery notes."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async._serialization.deprecation import deprecated
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Number, Unset

from .. import models
from ..operations.documents import (
    DOCUMENTS_CANCEL,
    DOCUMENTS_COUNT,
    DOCUMENTS_COUNT_PAYMENTS,
    DOCUMENTS_CREATE,
    DOCUMENTS_CREATE_COMMENT,
    DOCUMENTS_CREATE_PAYMENT,
    DOCUMENTS_CREATE_RECURRENCE,
    DOCUMENTS_DELETE,
    DOCUMENTS_DELETE_COMMENT,
    DOCUMENTS_E_SLOG,
    DOCUMENTS_FISCALLY_VERIFY,
    DOCUMENTS_GET,
    DOCUMENTS_GET_PUBLIC,
    DOCUMENTS_GET_RECURRENCE,
    DOCUMENTS_LIST,
    DOCUMENTS_LIST_PAYMENTS,
    DOCUMENTS_MARK_SENT,
    DOCUMENTS_PARSE_IMAGE,
    DOCUMENTS_PARSE_XML,
    DOCUMENTS_PAYMENT_INTENT,
    DOCUMENTS_PDF,
    DOCUMENTS_PDFS,
    DOCUMENTS_PUBLIC_ATTACHMENT,
    DOCUMENTS_PUBLIC_E_SLOG,
    DOCUMENTS_PUBLIC_PDF,
    DOCUMENTS_REPLACE,
    DOCUMENTS_REPLACE_COMMENT,
    DOCUMENTS_SEARCH,
    DOCUMENTS_SEND,
    DOCUMENTS_SHARE,
    DOCUMENTS_STRIPE_CONNECT_PAYMENT_INTENT,
    DOCUMENTS_UNCANCEL,
    DOCUMENTS_UPDATE,
    DOCUMENTS_UPLOAD_ATTACHMENT,
)
from ..types import (
    DocumentType,
    PaymentType,
    RecurrenceType,
)

if TYPE_CHECKING:
    from spaceinvoices_async.files import uploads as _uploads
    from spaceinvoices_async.filters import builder as _filters
    from spaceinvoices_async.pagination import list_query as _list_query
    from spaceinvoices_async.pagination import paginator as _paginator
else:
    from spaceinvoices_async._lazy import LazyModule

    _uploads = LazyModule("spaceinvoices_async.files.uploads")
    _filters = LazyModule("spaceinvoices_async.filters.builder")
    _list_query = LazyModule("spaceinvoices_async.pagination.list_query")
    _paginator = LazyModule("spaceinvoices_async.pagination.paginator")

MYPY = False  # known to mypy as true


class DocumentsResource:
    """Invoices, estimates, advances, credit notes and delivery notes."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

    def list(
        self,
        organization_id: str,
        *,
        parse_smartcodes: bool | None = None,
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
    ) -> _paginator.AsyncPaginator[models.Document]:
        """List documents.

        Lists the documents of an organization.

        Args:
            organization_id: Id of the organization.
            parse_smartcodes: Whether to put values in place of smart codes in texts; the server does so by
                default.
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
            async for row in client.documents.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Document — Find Documents
        """
        return self._requestor.paginate(
            DOCUMENTS_LIST,
            models.Document,
            _list_query.list_query(
                models.Document,
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
            query={
                "parseSmartcodes": parse_smartcodes,
            },
            options=options,
        )

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict],
        type: DocumentType | str | None | Unset = UNSET,
        number: str | None | Unset = UNSET,
        number_internal: str | None | Unset = UNSET,
        previous_document_id: str | None | Unset = UNSET,
        display_name: str | None | Unset = UNSET,
        draft: bool | None | Unset = UNSET,
        incoming: bool | None | Unset = UNSET,
        custom_totals: bool | None | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        date_service: Moment | None | Unset = UNSET,
        date_service_to: Moment | None | Unset = UNSET,
        date_due: Moment | None | Unset = UNSET,
        date_valid_till: Moment | None | Unset = UNSET,
        date_paid: Moment | None | Unset = UNSET,
        date_received: Moment | None | Unset = UNSET,
        reference: str | None | Unset = UNSET,
        currency_id: str | None | Unset = UNSET,
        client_id: str | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        price_list_id: str | None | Unset = UNSET,
        warehouse_id: str | None | Unset = UNSET,
        destination_warehouse_id: str | None | Unset = UNSET,
        document_ids: Sequence[str] | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        footer: str | None | Unset = UNSET,
        signature: str | None | Unset = UNSET,
        tax_clause: str | None | Unset = UNSET,
        omit_taxes: bool | None | Unset = UNSET,
        keep_prices_as_gross: bool | None | Unset = UNSET,
        ignore_omit_taxes: bool | None | Unset = UNSET,
        decimal_places: int | None | Unset = UNSET,
        equalization: Number | None | Unset = UNSET,
        validate_eslog: bool | None | Unset = UNSET,
        unique_id: str | None | Unset = UNSET,
        charges_disabled: bool | None | Unset = UNSET,
        furs: Mapping[str, object] | None | Unset = UNSET,
        fina: Mapping[str, object] | None | Unset = UNSET,
        at: Mapping[str, object] | None | Unset = UNSET,
        fattura_pa: Mapping[str, object] | None | Unset = UNSET,
        bpay: Mapping[str, object] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET,
        issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET,
        conversion_rate: models.ConversionRateInput
        | models.ConversionRateInputDict
        | None
        | Unset = UNSET,
        payments: Sequence[models.PaymentInput | models.PaymentInputDict] | None | Unset = UNSET,
        send: bool | models.SendOptions | models.SendOptionsDict | None | Unset = UNSET,
        total: Number | None | Unset = UNSET,
        total_discount: Number | None | Unset = UNSET,
        total_with_tax: Number | None | Unset = UNSET,
        expected_total_with_tax: Number | None | Unset = UNSET,
        document_categories: Sequence[
            models.DocumentCategoryInput | models.DocumentCategoryInputDict
        ]
        | None
        | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Document: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.DocumentCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Document: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict],
            type: DocumentType | str | None | Unset = UNSET,
            number: str | None | Unset = UNSET,
            number_internal: str | None | Unset = UNSET,
            previous_document_id: str | None | Unset = UNSET,
            display_name: str | None | Unset = UNSET,
            draft: bool | None | Unset = UNSET,
            incoming: bool | None | Unset = UNSET,
            custom_totals: bool | None | Unset = UNSET,
            date: Moment | None | Unset = UNSET,
            date_service: Moment | None | Unset = UNSET,
            date_service_to: Moment | None | Unset = UNSET,
            date_due: Moment | None | Unset = UNSET,
            date_valid_till: Moment | None | Unset = UNSET,
            date_paid: Moment | None | Unset = UNSET,
            date_received: Moment | None | Unset = UNSET,
            reference: str | None | Unset = UNSET,
            currency_id: str | None | Unset = UNSET,
            client_id: str | None | Unset = UNSET,
            unit_id: str | None | Unset = UNSET,
            price_list_id: str | None | Unset = UNSET,
            warehouse_id: str | None | Unset = UNSET,
            destination_warehouse_id: str | None | Unset = UNSET,
            document_ids: Sequence[str] | None | Unset = UNSET,
            note: str | None | Unset = UNSET,
            footer: str | None | Unset = UNSET,
            signature: str | None | Unset = UNSET,
            tax_clause: str | None | Unset = UNSET,
            omit_taxes: bool | None | Unset = UNSET,
            keep_prices_as_gross: bool | None | Unset = UNSET,
            ignore_omit_taxes: bool | None | Unset = UNSET,
            decimal_places: int | None | Unset = UNSET,
            equalization: Number | None | Unset = UNSET,
            validate_eslog: bool | None | Unset = UNSET,
            unique_id: str | None | Unset = UNSET,
            charges_disabled: bool | None | Unset = UNSET,
            furs: Mapping[str, object] | None | Unset = UNSET,
            fina: Mapping[str, object] | None | Unset = UNSET,
            at: Mapping[str, object] | None | Unset = UNSET,
            fattura_pa: Mapping[str, object] | None | Unset = UNSET,
            bpay: Mapping[str, object] | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            l10n: Mapping[str, object] | None | Unset = UNSET,
            client: models.DocumentClientInput
            | models.DocumentClientInputDict
            | None
            | Unset = UNSET,
            issuer: models.DocumentIssuerInput
            | models.DocumentIssuerInputDict
            | None
            | Unset = UNSET,
            conversion_rate: models.ConversionRateInput
            | models.ConversionRateInputDict
            | None
            | Unset = UNSET,
            payments: Sequence[models.PaymentInput | models.PaymentInputDict]
            | None
            | Unset = UNSET,
            send: bool | models.SendOptions | models.SendOptionsDict | None | Unset = UNSET,
            total: Number | None | Unset = UNSET,
            total_discount: Number | None | Unset = UNSET,
            total_with_tax: Number | None | Unset = UNSET,
            expected_total_with_tax: Number | None | Unset = UNSET,
            document_categories: Sequence[
                models.DocumentCategoryInput | models.DocumentCategoryInputDict
            ]
            | None
            | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Document: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.DocumentCreate | Mapping[str, object] | Unset = UNSET,
        items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict] | Unset = UNSET,
        type: DocumentType | str | None | Unset = UNSET,
        number: str | None | Unset = UNSET,
        number_internal: str | None | Unset = UNSET,
        previous_document_id: str | None | Unset = UNSET,
        display_name: str | None | Unset = UNSET,
        draft: bool | None | Unset = UNSET,
        incoming: bool | None | Unset = UNSET,
        custom_totals: bool | None | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        date_service: Moment | None | Unset = UNSET,
        date_service_to: Moment | None | Unset = UNSET,
        date_due: Moment | None | Unset = UNSET,
        date_valid_till: Moment | None | Unset = UNSET,
        date_paid: Moment | None | Unset = UNSET,
        date_received: Moment | None | Unset = UNSET,
        reference: str | None | Unset = UNSET,
        currency_id: str | None | Unset = UNSET,
        client_id: str | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        price_list_id: str | None | Unset = UNSET,
        warehouse_id: str | None | Unset = UNSET,
        destination_warehouse_id: str | None | Unset = UNSET,
        document_ids: Sequence[str] | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        footer: str | None | Unset = UNSET,
        signature: str | None | Unset = UNSET,
        tax_clause: str | None | Unset = UNSET,
        omit_taxes: bool | None | Unset = UNSET,
        keep_prices_as_gross: bool | None | Unset = UNSET,
        ignore_omit_taxes: bool | None | Unset = UNSET,
        decimal_places: int | None | Unset = UNSET,
        equalization: Number | None | Unset = UNSET,
        validate_eslog: bool | None | Unset = UNSET,
        unique_id: str | None | Unset = UNSET,
        charges_disabled: bool | None | Unset = UNSET,
        furs: Mapping[str, object] | None | Unset = UNSET,
        fina: Mapping[str, object] | None | Unset = UNSET,
        at: Mapping[str, object] | None | Unset = UNSET,
        fattura_pa: Mapping[str, object] | None | Unset = UNSET,
        bpay: Mapping[str, object] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET,
        issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET,
        conversion_rate: models.ConversionRateInput
        | models.ConversionRateInputDict
        | None
        | Unset = UNSET,
        payments: Sequence[models.PaymentInput | models.PaymentInputDict] | None | Unset = UNSET,
        send: bool | models.SendOptions | models.SendOptionsDict | None | Unset = UNSET,
        total: Number | None | Unset = UNSET,
        total_discount: Number | None | Unset = UNSET,
        total_with_tax: Number | None | Unset = UNSET,
        expected_total_with_tax: Number | None | Unset = UNSET,
        document_categories: Sequence[
            models.DocumentCategoryInput | models.DocumentCategoryInputDict
        ]
        | None
        | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Document:
        """Create a document.

        Issues a document. The server numbers it, works out the totals, fills in what the
        organization's settings say, and, if told to, records payments and mails the client. It
        works off the creates of an organization one after the other, so a burst takes longer
        instead of failing. With `uniqueId` a repeat does not issue a second document: it answers
        with the first one or with an error.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `DocumentCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            items: The lines.
            type: What a document is; it cannot be changed later. One of `invoice`, `estimate`,
                `advance`, `credit-note`, `delivery-note`.
            number: Number of the document, unique per type in the organization; the next one of the
                year unless given.
            number_internal: A number of one's own for a received document.
            previous_document_id: Id of the document this one follows.
            display_name: What an estimate is called on paper.
            draft: Whether an invoice is not issued yet; once issued it cannot become a draft again.
            incoming: Whether the document was received instead of issued.
            custom_totals: Whether to keep the totals as supplied; received documents only.
            date: Date of issue; today unless given.
            date_service: When the service was rendered, or began; invoices only, today unless given.
            date_service_to: When the service ended; invoices only.
            date_due: When an invoice is due; set by the organization's payment term unless given.
            date_valid_till: Until when an estimate holds; set by the organization's settings unless given.
            date_paid: When an advance was paid; today unless given.
            date_received: When a received document came in.
            reference: Payment reference, unique per type in the organization.
            currency_id: Three-letter code of the currency; the organization's unless given.
            client_id: Id of a stored client, whose details are copied into the document; details given
                with the document win over the stored ones.
            unit_id: Id of the unit the document is issued for.
            price_list_id: Id of the price list to take prices from.
            warehouse_id: Id of the warehouse goods leave.
            destination_warehouse_id: Id of the warehouse goods go to.
            document_ids: Ids of documents this one refers to; they are printed.
            note: Text below the lines, smart codes allowed; from the organization's settings unless
                given.
            footer: Text at the foot of the page; from the organization's settings unless given.
            signature: Text at the place of the signature; from the organization's settings unless given.
            tax_clause: Why no tax is charged; set by the server where the law wants it.
            omit_taxes: Whether to issue without taxes; from the organization's settings unless given.
            keep_prices_as_gross: Whether gross prices become net prices when taxes are omitted.
            ignore_omit_taxes: Whether to charge taxes although the organization's settings omit them.
            decimal_places: Digits after the point that are kept of prices and quantities; 4 or 9 unless
                given, the documentation differs.
            equalization: Added to the final total, to make up for a cent another system rounds otherwise.
            validate_eslog: Whether to refuse a document that makes no valid Slovenian e-invoice.
            unique_id: Id of the create, chosen by the caller: a second create with it does not issue a
                second document.
            charges_disabled: Whether the client cannot pay online.
            furs: Fiscalization in Slovenia.
            fina: Fiscalization in Croatia.
            at: Fiscalization in Portugal.
            fattura_pa: Electronic invoice in Italy.
            bpay: Any properties; the server stores and returns them as they are.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            l10n: Texts in other languages, such as note_de.
            client: Who shall receive a document; what is given wins over the stored client.
            issuer: What to print about the issuer; the rest comes from the organization.
            conversion_rate: A conversion rate to use in place of the server's.
            payments: Payments that have been made already; they are recorded with the document.
            send: Whether to mail the document to the client, with the organization's message or
                with one's own; the client needs an address.
            total: Net total; kept only with customTotals on a received document.
            total_discount: Sum of the discounts; kept only with customTotals on a received document.
            total_with_tax: Gross total; kept only with customTotals on a received document.
            expected_total_with_tax: The gross total expected; when the server's differs, it issues nothing.
            document_categories: The categories the document belongs to.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.create(
                organization_id,
                items=[{'name': 'Space suit',
                        'quantity': 1,
                        'price': 10000,
                        'taxes': [{'rate': 21}]}],
                type='invoice',
                client={'name': 'Rocket man',
                        'country': 'United Kingdom',
                        'email': 'rocket.man@example.com'},
                payments=[{'type': 'card'}],
                send=True,
            )

        Source:
            https://spaceinvoices.com/docs/getting-started — Create and Send an Invoice
        """
        under_way = self._requestor.call(
            DOCUMENTS_CREATE,
            responses.one(models.Document),
            path=(organization_id,),
            body=requests.json_body(
                models.DocumentCreate,
                body,
                {
                    "items": items,
                    "type": type,
                    "number": number,
                    "number_internal": number_internal,
                    "previous_document_id": previous_document_id,
                    "display_name": display_name,
                    "draft": draft,
                    "incoming": incoming,
                    "custom_totals": custom_totals,
                    "date": date,
                    "date_service": date_service,
                    "date_service_to": date_service_to,
                    "date_due": date_due,
                    "date_valid_till": date_valid_till,
                    "date_paid": date_paid,
                    "date_received": date_received,
                    "reference": reference,
                    "currency_id": currency_id,
                    "client_id": client_id,
                    "unit_id": unit_id,
                    "price_list_id": price_list_id,
                    "warehouse_id": warehouse_id,
                    "destination_warehouse_id": destination_warehouse_id,
                    "document_ids": document_ids,
                    "note": note,
                    "footer": footer,
                    "signature": signature,
                    "tax_clause": tax_clause,
                    "omit_taxes": omit_taxes,
                    "keep_prices_as_gross": keep_prices_as_gross,
                    "ignore_omit_taxes": ignore_omit_taxes,
                    "decimal_places": decimal_places,
                    "equalization": equalization,
                    "validate_eslog": validate_eslog,
                    "unique_id": unique_id,
                    "charges_disabled": charges_disabled,
                    "furs": furs,
                    "fina": fina,
                    "at": at,
                    "fattura_pa": fattura_pa,
                    "bpay": bpay,
                    "custom": custom,
                    "l10n": l10n,
                    "client": client,
                    "issuer": issuer,
                    "conversion_rate": conversion_rate,
                    "payments": payments,
                    "send": send,
                    "total": total,
                    "total_discount": total_discount,
                    "total_with_tax": total_with_tax,
                    "expected_total_with_tax": expected_total_with_tax,
                    "document_categories": document_categories,
                    "data": data,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            items,
            type,
            number,
            number_internal,
            previous_document_id,
            display_name,
            draft,
            incoming,
            custom_totals,
            date,
            date_service,
            date_service_to,
            date_due,
            date_valid_till,
            date_paid,
            date_received,
            reference,
            currency_id,
            client_id,
            unit_id,
            price_list_id,
            warehouse_id,
            destination_warehouse_id,
            document_ids,
            note,
            footer,
            signature,
            tax_clause,
            omit_taxes,
            keep_prices_as_gross,
            ignore_omit_taxes,
            decimal_places,
            equalization,
            validate_eslog,
            unique_id,
            charges_disabled,
            furs,
            fina,
            at,
            fattura_pa,
            bpay,
            custom,
            l10n,
            client,
            issuer,
            conversion_rate,
            payments,
            send,
            total,
            total_discount,
            total_with_tax,
            expected_total_with_tax,
            document_categories,
            data,
        )
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count documents.

        Counts the documents of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Document — Count Documents
        """
        under_way = self._requestor.call(
            DOCUMENTS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Document),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        document_id: str,
        *,
        parse_smartcodes: bool | None = None,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Document:
        """Get a document.

        Fetches one document.

        Args:
            document_id: Id of the document.
            parse_smartcodes: Whether to put values in place of smart codes in texts; the server does so by
                default.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.get(document_id)

        Source:
            https://spaceinvoices.com/docs/Document — Get Document
        """
        under_way = self._requestor.call(
            DOCUMENTS_GET,
            responses.one(models.Document),
            path=(document_id,),
            query={
                "filter": _filters.selection(fields, include, models.Document),
                "parseSmartcodes": parse_smartcodes,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del parse_smartcodes
        return await under_way

    @overload
    async def replace(
        self,
        document_id: str,
        *,
        items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict],
        type: DocumentType | str | None | Unset = UNSET,
        number: str | None | Unset = UNSET,
        number_internal: str | None | Unset = UNSET,
        previous_document_id: str | None | Unset = UNSET,
        display_name: str | None | Unset = UNSET,
        draft: bool | None | Unset = UNSET,
        incoming: bool | None | Unset = UNSET,
        custom_totals: bool | None | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        date_service: Moment | None | Unset = UNSET,
        date_service_to: Moment | None | Unset = UNSET,
        date_due: Moment | None | Unset = UNSET,
        date_valid_till: Moment | None | Unset = UNSET,
        date_paid: Moment | None | Unset = UNSET,
        date_received: Moment | None | Unset = UNSET,
        reference: str | None | Unset = UNSET,
        currency_id: str | None | Unset = UNSET,
        client_id: str | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        price_list_id: str | None | Unset = UNSET,
        warehouse_id: str | None | Unset = UNSET,
        destination_warehouse_id: str | None | Unset = UNSET,
        document_ids: Sequence[str] | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        footer: str | None | Unset = UNSET,
        signature: str | None | Unset = UNSET,
        tax_clause: str | None | Unset = UNSET,
        omit_taxes: bool | None | Unset = UNSET,
        keep_prices_as_gross: bool | None | Unset = UNSET,
        ignore_omit_taxes: bool | None | Unset = UNSET,
        decimal_places: int | None | Unset = UNSET,
        equalization: Number | None | Unset = UNSET,
        validate_eslog: bool | None | Unset = UNSET,
        unique_id: str | None | Unset = UNSET,
        charges_disabled: bool | None | Unset = UNSET,
        furs: Mapping[str, object] | None | Unset = UNSET,
        fina: Mapping[str, object] | None | Unset = UNSET,
        at: Mapping[str, object] | None | Unset = UNSET,
        fattura_pa: Mapping[str, object] | None | Unset = UNSET,
        bpay: Mapping[str, object] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET,
        issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET,
        conversion_rate: models.ConversionRateInput
        | models.ConversionRateInputDict
        | None
        | Unset = UNSET,
        total: Number | None | Unset = UNSET,
        total_discount: Number | None | Unset = UNSET,
        total_with_tax: Number | None | Unset = UNSET,
        expected_total_with_tax: Number | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Document: ...

    @overload
    async def replace(
        self,
        document_id: str,
        *,
        body: models.DocumentReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Document: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            document_id: str,
            *,
            items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict],
            type: DocumentType | str | None | Unset = UNSET,
            number: str | None | Unset = UNSET,
            number_internal: str | None | Unset = UNSET,
            previous_document_id: str | None | Unset = UNSET,
            display_name: str | None | Unset = UNSET,
            draft: bool | None | Unset = UNSET,
            incoming: bool | None | Unset = UNSET,
            custom_totals: bool | None | Unset = UNSET,
            date: Moment | None | Unset = UNSET,
            date_service: Moment | None | Unset = UNSET,
            date_service_to: Moment | None | Unset = UNSET,
            date_due: Moment | None | Unset = UNSET,
            date_valid_till: Moment | None | Unset = UNSET,
            date_paid: Moment | None | Unset = UNSET,
            date_received: Moment | None | Unset = UNSET,
            reference: str | None | Unset = UNSET,
            currency_id: str | None | Unset = UNSET,
            client_id: str | None | Unset = UNSET,
            unit_id: str | None | Unset = UNSET,
            price_list_id: str | None | Unset = UNSET,
            warehouse_id: str | None | Unset = UNSET,
            destination_warehouse_id: str | None | Unset = UNSET,
            document_ids: Sequence[str] | None | Unset = UNSET,
            note: str | None | Unset = UNSET,
            footer: str | None | Unset = UNSET,
            signature: str | None | Unset = UNSET,
            tax_clause: str | None | Unset = UNSET,
            omit_taxes: bool | None | Unset = UNSET,
            keep_prices_as_gross: bool | None | Unset = UNSET,
            ignore_omit_taxes: bool | None | Unset = UNSET,
            decimal_places: int | None | Unset = UNSET,
            equalization: Number | None | Unset = UNSET,
            validate_eslog: bool | None | Unset = UNSET,
            unique_id: str | None | Unset = UNSET,
            charges_disabled: bool | None | Unset = UNSET,
            furs: Mapping[str, object] | None | Unset = UNSET,
            fina: Mapping[str, object] | None | Unset = UNSET,
            at: Mapping[str, object] | None | Unset = UNSET,
            fattura_pa: Mapping[str, object] | None | Unset = UNSET,
            bpay: Mapping[str, object] | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            l10n: Mapping[str, object] | None | Unset = UNSET,
            client: models.DocumentClientInput
            | models.DocumentClientInputDict
            | None
            | Unset = UNSET,
            issuer: models.DocumentIssuerInput
            | models.DocumentIssuerInputDict
            | None
            | Unset = UNSET,
            conversion_rate: models.ConversionRateInput
            | models.ConversionRateInputDict
            | None
            | Unset = UNSET,
            total: Number | None | Unset = UNSET,
            total_discount: Number | None | Unset = UNSET,
            total_with_tax: Number | None | Unset = UNSET,
            expected_total_with_tax: Number | None | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Document: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_id: str,
        *,
        body: models.DocumentReplace | Mapping[str, object] | Unset = UNSET,
        items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict] | Unset = UNSET,
        type: DocumentType | str | None | Unset = UNSET,
        number: str | None | Unset = UNSET,
        number_internal: str | None | Unset = UNSET,
        previous_document_id: str | None | Unset = UNSET,
        display_name: str | None | Unset = UNSET,
        draft: bool | None | Unset = UNSET,
        incoming: bool | None | Unset = UNSET,
        custom_totals: bool | None | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        date_service: Moment | None | Unset = UNSET,
        date_service_to: Moment | None | Unset = UNSET,
        date_due: Moment | None | Unset = UNSET,
        date_valid_till: Moment | None | Unset = UNSET,
        date_paid: Moment | None | Unset = UNSET,
        date_received: Moment | None | Unset = UNSET,
        reference: str | None | Unset = UNSET,
        currency_id: str | None | Unset = UNSET,
        client_id: str | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        price_list_id: str | None | Unset = UNSET,
        warehouse_id: str | None | Unset = UNSET,
        destination_warehouse_id: str | None | Unset = UNSET,
        document_ids: Sequence[str] | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        footer: str | None | Unset = UNSET,
        signature: str | None | Unset = UNSET,
        tax_clause: str | None | Unset = UNSET,
        omit_taxes: bool | None | Unset = UNSET,
        keep_prices_as_gross: bool | None | Unset = UNSET,
        ignore_omit_taxes: bool | None | Unset = UNSET,
        decimal_places: int | None | Unset = UNSET,
        equalization: Number | None | Unset = UNSET,
        validate_eslog: bool | None | Unset = UNSET,
        unique_id: str | None | Unset = UNSET,
        charges_disabled: bool | None | Unset = UNSET,
        furs: Mapping[str, object] | None | Unset = UNSET,
        fina: Mapping[str, object] | None | Unset = UNSET,
        at: Mapping[str, object] | None | Unset = UNSET,
        fattura_pa: Mapping[str, object] | None | Unset = UNSET,
        bpay: Mapping[str, object] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET,
        issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET,
        conversion_rate: models.ConversionRateInput
        | models.ConversionRateInputDict
        | None
        | Unset = UNSET,
        total: Number | None | Unset = UNSET,
        total_discount: Number | None | Unset = UNSET,
        total_with_tax: Number | None | Unset = UNSET,
        expected_total_with_tax: Number | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Document:
        """Replace a document.

        Overwrites a document; properties that are not sent are lost. Prefer documents.update.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `DocumentReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            items: The lines.
            type: What a document is; it cannot be changed later. One of `invoice`, `estimate`,
                `advance`, `credit-note`, `delivery-note`.
            number: Number of the document, unique per type in the organization; the next one of the
                year unless given.
            number_internal: A number of one's own for a received document.
            previous_document_id: Id of the document this one follows.
            display_name: What an estimate is called on paper.
            draft: Whether an invoice is not issued yet; once issued it cannot become a draft again.
            incoming: Whether the document was received instead of issued.
            custom_totals: Whether to keep the totals as supplied; received documents only.
            date: Date of issue; today unless given.
            date_service: When the service was rendered, or began; invoices only, today unless given.
            date_service_to: When the service ended; invoices only.
            date_due: When an invoice is due; set by the organization's payment term unless given.
            date_valid_till: Until when an estimate holds; set by the organization's settings unless given.
            date_paid: When an advance was paid; today unless given.
            date_received: When a received document came in.
            reference: Payment reference, unique per type in the organization.
            currency_id: Three-letter code of the currency; the organization's unless given.
            client_id: Id of a stored client, whose details are copied into the document; details given
                with the document win over the stored ones.
            unit_id: Id of the unit the document is issued for.
            price_list_id: Id of the price list to take prices from.
            warehouse_id: Id of the warehouse goods leave.
            destination_warehouse_id: Id of the warehouse goods go to.
            document_ids: Ids of documents this one refers to; they are printed.
            note: Text below the lines, smart codes allowed; from the organization's settings unless
                given.
            footer: Text at the foot of the page; from the organization's settings unless given.
            signature: Text at the place of the signature; from the organization's settings unless given.
            tax_clause: Why no tax is charged; set by the server where the law wants it.
            omit_taxes: Whether to issue without taxes; from the organization's settings unless given.
            keep_prices_as_gross: Whether gross prices become net prices when taxes are omitted.
            ignore_omit_taxes: Whether to charge taxes although the organization's settings omit them.
            decimal_places: Digits after the point that are kept of prices and quantities; 4 or 9 unless
                given, the documentation differs.
            equalization: Added to the final total, to make up for a cent another system rounds otherwise.
            validate_eslog: Whether to refuse a document that makes no valid Slovenian e-invoice.
            unique_id: Id of the create, chosen by the caller: a second create with it does not issue a
                second document.
            charges_disabled: Whether the client cannot pay online.
            furs: Fiscalization in Slovenia.
            fina: Fiscalization in Croatia.
            at: Fiscalization in Portugal.
            fattura_pa: Electronic invoice in Italy.
            bpay: Any properties; the server stores and returns them as they are.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            l10n: Texts in other languages, such as note_de.
            client: Who shall receive a document; what is given wins over the stored client.
            issuer: What to print about the issuer; the rest comes from the organization.
            conversion_rate: A conversion rate to use in place of the server's.
            total: Net total; kept only with customTotals on a received document.
            total_discount: Sum of the discounts; kept only with customTotals on a received document.
            total_with_tax: Gross total; kept only with customTotals on a received document.
            expected_total_with_tax: The gross total expected; when the server's differs, it changes nothing.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.replace(
                document_id,
                items=[{'name': 'Space suit',
                        'quantity': 2,
                        'unit': 'Item',
                        'price': 1000,
                        'taxes': [{'rate': 21}]}],
                type='invoice',
                number='2023-00001',
                date='2023-04-30T06:14:03.266Z',
                client={'name': 'Rocket man', 'country': 'United Kingdom'},
            )

        Source:
            https://spaceinvoices.com/docs/Document — Replace Document
        """
        under_way = self._requestor.call(
            DOCUMENTS_REPLACE,
            responses.one(models.Document),
            path=(document_id,),
            body=requests.json_body(
                models.DocumentReplace,
                body,
                {
                    "items": items,
                    "type": type,
                    "number": number,
                    "number_internal": number_internal,
                    "previous_document_id": previous_document_id,
                    "display_name": display_name,
                    "draft": draft,
                    "incoming": incoming,
                    "custom_totals": custom_totals,
                    "date": date,
                    "date_service": date_service,
                    "date_service_to": date_service_to,
                    "date_due": date_due,
                    "date_valid_till": date_valid_till,
                    "date_paid": date_paid,
                    "date_received": date_received,
                    "reference": reference,
                    "currency_id": currency_id,
                    "client_id": client_id,
                    "unit_id": unit_id,
                    "price_list_id": price_list_id,
                    "warehouse_id": warehouse_id,
                    "destination_warehouse_id": destination_warehouse_id,
                    "document_ids": document_ids,
                    "note": note,
                    "footer": footer,
                    "signature": signature,
                    "tax_clause": tax_clause,
                    "omit_taxes": omit_taxes,
                    "keep_prices_as_gross": keep_prices_as_gross,
                    "ignore_omit_taxes": ignore_omit_taxes,
                    "decimal_places": decimal_places,
                    "equalization": equalization,
                    "validate_eslog": validate_eslog,
                    "unique_id": unique_id,
                    "charges_disabled": charges_disabled,
                    "furs": furs,
                    "fina": fina,
                    "at": at,
                    "fattura_pa": fattura_pa,
                    "bpay": bpay,
                    "custom": custom,
                    "l10n": l10n,
                    "client": client,
                    "issuer": issuer,
                    "conversion_rate": conversion_rate,
                    "total": total,
                    "total_discount": total_discount,
                    "total_with_tax": total_with_tax,
                    "expected_total_with_tax": expected_total_with_tax,
                    "data": data,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            items,
            type,
            number,
            number_internal,
            previous_document_id,
            display_name,
            draft,
            incoming,
            custom_totals,
            date,
            date_service,
            date_service_to,
            date_due,
            date_valid_till,
            date_paid,
            date_received,
            reference,
            currency_id,
            client_id,
            unit_id,
            price_list_id,
            warehouse_id,
            destination_warehouse_id,
            document_ids,
            note,
            footer,
            signature,
            tax_clause,
            omit_taxes,
            keep_prices_as_gross,
            ignore_omit_taxes,
            decimal_places,
            equalization,
            validate_eslog,
            unique_id,
            charges_disabled,
            furs,
            fina,
            at,
            fattura_pa,
            bpay,
            custom,
            l10n,
            client,
            issuer,
            conversion_rate,
            total,
            total_discount,
            total_with_tax,
            expected_total_with_tax,
            data,
        )
        return await under_way

    async def delete(
        self,
        document_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a document.

        Hides a document from every query that does not ask for deleted rows. Issued invoices and
        fiscally verified documents are refused: cancel those.

        Args:
            document_id: Id of the document.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.delete(document_id)

        Source:
            https://spaceinvoices.com/docs/Document — Delete Document
        """
        return await self._requestor.call(
            DOCUMENTS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(document_id,),
            options=options,
        )

    async def update(
        self,
        document_id: str,
        *,
        body: models.DocumentPatch | Mapping[str, object] | Unset = UNSET,
        type: DocumentType | str | None | Unset = UNSET,
        number: str | None | Unset = UNSET,
        number_internal: str | None | Unset = UNSET,
        previous_document_id: str | None | Unset = UNSET,
        display_name: str | None | Unset = UNSET,
        draft: bool | None | Unset = UNSET,
        incoming: bool | None | Unset = UNSET,
        custom_totals: bool | None | Unset = UNSET,
        date: Moment | None | Unset = UNSET,
        date_service: Moment | None | Unset = UNSET,
        date_service_to: Moment | None | Unset = UNSET,
        date_due: Moment | None | Unset = UNSET,
        date_valid_till: Moment | None | Unset = UNSET,
        date_paid: Moment | None | Unset = UNSET,
        date_received: Moment | None | Unset = UNSET,
        reference: str | None | Unset = UNSET,
        currency_id: str | None | Unset = UNSET,
        client_id: str | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        price_list_id: str | None | Unset = UNSET,
        warehouse_id: str | None | Unset = UNSET,
        destination_warehouse_id: str | None | Unset = UNSET,
        document_ids: Sequence[str] | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        footer: str | None | Unset = UNSET,
        signature: str | None | Unset = UNSET,
        tax_clause: str | None | Unset = UNSET,
        omit_taxes: bool | None | Unset = UNSET,
        keep_prices_as_gross: bool | None | Unset = UNSET,
        ignore_omit_taxes: bool | None | Unset = UNSET,
        decimal_places: int | None | Unset = UNSET,
        equalization: Number | None | Unset = UNSET,
        validate_eslog: bool | None | Unset = UNSET,
        unique_id: str | None | Unset = UNSET,
        charges_disabled: bool | None | Unset = UNSET,
        furs: Mapping[str, object] | None | Unset = UNSET,
        fina: Mapping[str, object] | None | Unset = UNSET,
        at: Mapping[str, object] | None | Unset = UNSET,
        fattura_pa: Mapping[str, object] | None | Unset = UNSET,
        bpay: Mapping[str, object] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict]
        | None
        | Unset = UNSET,
        client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET,
        issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET,
        conversion_rate: models.ConversionRateInput
        | models.ConversionRateInputDict
        | None
        | Unset = UNSET,
        total: Number | None | Unset = UNSET,
        total_discount: Number | None | Unset = UNSET,
        total_with_tax: Number | None | Unset = UNSET,
        expected_total_with_tax: Number | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Document:
        """Update a document.

        Changes the given properties and keeps the rest; totals follow the lines. The lines, when
        given, replace all lines. An invoice that is no draft keeps its number and its type;
        `draft` set to no issues it.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `DocumentPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            type: What a document is; it cannot be changed later. One of `invoice`, `estimate`,
                `advance`, `credit-note`, `delivery-note`.
            number: Number of the document, unique per type in the organization; the next one of the
                year unless given.
            number_internal: A number of one's own for a received document.
            previous_document_id: Id of the document this one follows.
            display_name: What an estimate is called on paper.
            draft: Whether an invoice is not issued yet; once issued it cannot become a draft again.
            incoming: Whether the document was received instead of issued.
            custom_totals: Whether to keep the totals as supplied; received documents only.
            date: Date of issue; today unless given.
            date_service: When the service was rendered, or began; invoices only, today unless given.
            date_service_to: When the service ended; invoices only.
            date_due: When an invoice is due; set by the organization's payment term unless given.
            date_valid_till: Until when an estimate holds; set by the organization's settings unless given.
            date_paid: When an advance was paid; today unless given.
            date_received: When a received document came in.
            reference: Payment reference, unique per type in the organization.
            currency_id: Three-letter code of the currency; the organization's unless given.
            client_id: Id of a stored client, whose details are copied into the document; details given
                with the document win over the stored ones.
            unit_id: Id of the unit the document is issued for.
            price_list_id: Id of the price list to take prices from.
            warehouse_id: Id of the warehouse goods leave.
            destination_warehouse_id: Id of the warehouse goods go to.
            document_ids: Ids of documents this one refers to; they are printed.
            note: Text below the lines, smart codes allowed; from the organization's settings unless
                given.
            footer: Text at the foot of the page; from the organization's settings unless given.
            signature: Text at the place of the signature; from the organization's settings unless given.
            tax_clause: Why no tax is charged; set by the server where the law wants it.
            omit_taxes: Whether to issue without taxes; from the organization's settings unless given.
            keep_prices_as_gross: Whether gross prices become net prices when taxes are omitted.
            ignore_omit_taxes: Whether to charge taxes although the organization's settings omit them.
            decimal_places: Digits after the point that are kept of prices and quantities; 4 or 9 unless
                given, the documentation differs.
            equalization: Added to the final total, to make up for a cent another system rounds otherwise.
            validate_eslog: Whether to refuse a document that makes no valid Slovenian e-invoice.
            unique_id: Id of the create, chosen by the caller: a second create with it does not issue a
                second document.
            charges_disabled: Whether the client cannot pay online.
            furs: Fiscalization in Slovenia.
            fina: Fiscalization in Croatia.
            at: Fiscalization in Portugal.
            fattura_pa: Electronic invoice in Italy.
            bpay: Any properties; the server stores and returns them as they are.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            l10n: Texts in other languages, such as note_de.
            items: The lines.
            client: Who shall receive a document; what is given wins over the stored client.
            issuer: What to print about the issuer; the rest comes from the organization.
            conversion_rate: A conversion rate to use in place of the server's.
            total: Net total; kept only with customTotals on a received document.
            total_discount: Sum of the discounts; kept only with customTotals on a received document.
            total_with_tax: Gross total; kept only with customTotals on a received document.
            expected_total_with_tax: The gross total expected; when the server's differs, it changes nothing.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.update(
                document_id,
                note='Thank you for your business',
                custom={'orderId': 'order-1001'},
            )

        Source:
            https://spaceinvoices.com/docs/Document — Patch Document
        """
        under_way = self._requestor.call(
            DOCUMENTS_UPDATE,
            responses.one(models.Document),
            path=(document_id,),
            body=requests.json_body(
                models.DocumentPatch,
                body,
                {
                    "type": type,
                    "number": number,
                    "number_internal": number_internal,
                    "previous_document_id": previous_document_id,
                    "display_name": display_name,
                    "draft": draft,
                    "incoming": incoming,
                    "custom_totals": custom_totals,
                    "date": date,
                    "date_service": date_service,
                    "date_service_to": date_service_to,
                    "date_due": date_due,
                    "date_valid_till": date_valid_till,
                    "date_paid": date_paid,
                    "date_received": date_received,
                    "reference": reference,
                    "currency_id": currency_id,
                    "client_id": client_id,
                    "unit_id": unit_id,
                    "price_list_id": price_list_id,
                    "warehouse_id": warehouse_id,
                    "destination_warehouse_id": destination_warehouse_id,
                    "document_ids": document_ids,
                    "note": note,
                    "footer": footer,
                    "signature": signature,
                    "tax_clause": tax_clause,
                    "omit_taxes": omit_taxes,
                    "keep_prices_as_gross": keep_prices_as_gross,
                    "ignore_omit_taxes": ignore_omit_taxes,
                    "decimal_places": decimal_places,
                    "equalization": equalization,
                    "validate_eslog": validate_eslog,
                    "unique_id": unique_id,
                    "charges_disabled": charges_disabled,
                    "furs": furs,
                    "fina": fina,
                    "at": at,
                    "fattura_pa": fattura_pa,
                    "bpay": bpay,
                    "custom": custom,
                    "l10n": l10n,
                    "items": items,
                    "client": client,
                    "issuer": issuer,
                    "conversion_rate": conversion_rate,
                    "total": total,
                    "total_discount": total_discount,
                    "total_with_tax": total_with_tax,
                    "expected_total_with_tax": expected_total_with_tax,
                    "data": data,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            type,
            number,
            number_internal,
            previous_document_id,
            display_name,
            draft,
            incoming,
            custom_totals,
            date,
            date_service,
            date_service_to,
            date_due,
            date_valid_till,
            date_paid,
            date_received,
            reference,
            currency_id,
            client_id,
            unit_id,
            price_list_id,
            warehouse_id,
            destination_warehouse_id,
            document_ids,
            note,
            footer,
            signature,
            tax_clause,
            omit_taxes,
            keep_prices_as_gross,
            ignore_omit_taxes,
            decimal_places,
            equalization,
            validate_eslog,
            unique_id,
            charges_disabled,
            furs,
            fina,
            at,
            fattura_pa,
            bpay,
            custom,
            l10n,
            items,
            client,
            issuer,
            conversion_rate,
            total,
            total_discount,
            total_with_tax,
            expected_total_with_tax,
            data,
        )
        return await under_way

    async def pdf(
        self,
        document_id: str,
        *,
        language: str | None = None,
        upn_qr: bool | None = None,
        hide_header_footer: bool | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Get the PDF.

        Renders the document. Errors are JSON, so look at the status before the bytes.

        Args:
            document_id: Id of the document.
            language: Language of the document, as a two-letter code; the organization's otherwise.
            upn_qr: Whether to print the Slovenian UPN payment code.
            hide_header_footer: Whether to leave out header and footer, for paper that has them.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.pdf(document_id)

        Source:
            https://spaceinvoices.com/docs/getting-started — Create and Send an Invoice
        """
        return await self._requestor.read(
            DOCUMENTS_PDF,
            path=(document_id,),
            query={
                "l": language,
                "upn_qr": upn_qr,
                "hide_header_footer": hide_header_footer,
            },
            options=options,
        )

    async def download_pdf(
        self,
        document_id: str,
        *,
        to: str | PathLike[str],
        language: str | None = None,
        upn_qr: bool | None = None,
        hide_header_footer: bool | None = None,
        options: RequestOptions | None = None,
    ) -> Path:
        """Get the PDF, saved to a file.

        Renders the document. Errors are JSON, so look at the status before the bytes.

        Args:
            document_id: Id of the document.
            language: Language of the document, as a two-letter code; the organization's otherwise.
            upn_qr: Whether to print the Slovenian UPN payment code.
            hide_header_footer: Whether to leave out header and footer, for paper that has them.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/getting-started — Create and Send an Invoice
        """
        return await self._requestor.download(
            DOCUMENTS_PDF,
            to=to,
            path=(document_id,),
            query={
                "l": language,
                "upn_qr": upn_qr,
                "hide_header_footer": hide_header_footer,
            },
            options=options,
        )

    async def cancel(
        self,
        document_id: str,
        *,
        technical: bool | None = None,
        options: RequestOptions | None = None,
    ) -> bool:
        """Cancel a document.

        Marks a document as cancelled; its number stays taken. If it was fiscally verified, a
        credit note over the negative amount is issued as well.

        Args:
            document_id: Id of the document.
            technical: Whether the cancellation is a technical one; what that changes is not documented.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.cancel(document_id)

        Source:
            https://spaceinvoices.com/docs/Document — Cancel Document
        """
        under_way = self._requestor.call(
            DOCUMENTS_CANCEL,
            responses.unwrap("success", bool, absent=True),
            path=(document_id,),
            query={
                "technical": technical,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del technical
        return await under_way

    @overload
    async def send(
        self,
        document_id: str,
        *,
        recipients: str,
        message: str | None | Unset = UNSET,
        subject: str | None | Unset = UNSET,
        send_copy: bool | None | Unset = UNSET,
        associate_email: bool | None | Unset = UNSET,
        excluded_attachment_ids: Sequence[str] | None | Unset = UNSET,
        send_eslog_attachment: bool | None | Unset = UNSET,
        language: str | None = None,
        options: RequestOptions | None = None,
    ) -> bool: ...

    @overload
    async def send(
        self,
        document_id: str,
        *,
        body: models.DocumentSend | Mapping[str, object],
        language: str | None = None,
        options: RequestOptions | None = None,
    ) -> bool: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def send(
            self,
            document_id: str,
            *,
            recipients: str,
            message: str | None | Unset = UNSET,
            subject: str | None | Unset = UNSET,
            send_copy: bool | None | Unset = UNSET,
            associate_email: bool | None | Unset = UNSET,
            excluded_attachment_ids: Sequence[str] | None | Unset = UNSET,
            send_eslog_attachment: bool | None | Unset = UNSET,
            language: str | None = None,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> bool: ...

    async def send(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_id: str,
        *,
        body: models.DocumentSend | Mapping[str, object] | Unset = UNSET,
        recipients: str | Unset = UNSET,
        message: str | None | Unset = UNSET,
        subject: str | None | Unset = UNSET,
        send_copy: bool | None | Unset = UNSET,
        associate_email: bool | None | Unset = UNSET,
        excluded_attachment_ids: Sequence[str] | None | Unset = UNSET,
        send_eslog_attachment: bool | None | Unset = UNSET,
        language: str | None = None,
        options: RequestOptions | None = None,
    ) -> bool:
        """Send a document.

        Mails the document as a PDF; a repeated call mails again. Smart codes in subject and
        message are replaced.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `DocumentSend` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            recipients: E-mail addresses, separated by commas.
            message: Text of the mail, smart codes allowed; the organization's unless given.
            subject: Subject of the mail, smart codes allowed; the organization's unless given.
            send_copy: Whether the sender gets a copy.
            associate_email: Whether to keep the address with the client.
            excluded_attachment_ids: Ids of attachments to leave out.
            send_eslog_attachment: Whether to attach the Slovenian e-invoice.
            language: Language of the document, as a two-letter code; the organization's otherwise.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.send(
                document_id,
                recipients='rocket.man@example.com',
                message='You can find the document, number [document number], in the attachment.',
                subject='Invoice for service',
                send_copy=False,
                associate_email=True,
                excluded_attachment_ids=[],
                send_eslog_attachment=False,
            )

        Source:
            https://spaceinvoices.com/docs/Document — Send Document
        """
        under_way = self._requestor.call(
            DOCUMENTS_SEND,
            responses.unwrap("success", bool, absent=True),
            path=(document_id,),
            query={
                "l": language,
            },
            body=requests.json_body(
                models.DocumentSend,
                body,
                {
                    "recipients": recipients,
                    "message": message,
                    "subject": subject,
                    "send_copy": send_copy,
                    "associate_email": associate_email,
                    "excluded_attachment_ids": excluded_attachment_ids,
                    "send_eslog_attachment": send_eslog_attachment,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            recipients,
            message,
            subject,
            send_copy,
            associate_email,
            excluded_attachment_ids,
            send_eslog_attachment,
            language,
        )
        return await under_way

    def list_payments(
        self,
        document_id: str,
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
        """List the payments of a document.

        Lists what has been paid for one document.

        Args:
            document_id: Id of the document.
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
            async for row in client.documents.list_payments(document_id): ...

        Source:
            https://spaceinvoices.com/docs/Payment — Find Payments
        """
        return self._requestor.paginate(
            DOCUMENTS_LIST_PAYMENTS,
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
            path=(document_id,),
            options=options,
        )

    @overload
    async def create_payment(
        self,
        document_id: str,
        *,
        type: PaymentType | str,
        date: Moment,
        amount: Number | None | Unset = UNSET,
        tag: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        transaction_id: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Payment: ...

    @overload
    async def create_payment(
        self,
        document_id: str,
        *,
        body: models.PaymentCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Payment: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create_payment(
            self,
            document_id: str,
            *,
            type: PaymentType | str,
            date: Moment,
            amount: Number | None | Unset = UNSET,
            tag: str | None | Unset = UNSET,
            note: str | None | Unset = UNSET,
            transaction_id: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Payment: ...

    async def create_payment(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_id: str,
        *,
        body: models.PaymentCreate | Mapping[str, object] | Unset = UNSET,
        type: PaymentType | str | Unset = UNSET,
        date: Moment | Unset = UNSET,
        amount: Number | None | Unset = UNSET,
        tag: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        transaction_id: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Payment:
        """Record a payment.

        Records a payment of a document, which changes what is due. Payments may come to more than
        the total.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `PaymentCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            type: How a payment was made. One of `bank`, `online`, `paypal`, `cash`, `card`,
                `crypto`, `coupon`, `other`.
            date: When it was made; with a create the date of the document unless given.
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
            answer = await client.documents.create_payment(
                document_id,
                type='bank',
                date='2023-05-02T00:00:00.000Z',
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
            DOCUMENTS_CREATE_PAYMENT,
            responses.one(models.Payment),
            path=(document_id,),
            body=requests.json_body(
                models.PaymentCreate,
                body,
                {
                    "type": type,
                    "date": date,
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
        del body, type, date, amount, tag, note, transaction_id, custom
        return await under_way

    async def count_payments(
        self,
        document_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count the payments of a document.

        Counts the payments of one document; deleted ones cannot be counted.

        Args:
            document_id: Id of the document.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.count_payments(document_id)

        Source:
            https://spaceinvoices.com/docs/Payment — Count Payments
        """
        under_way = self._requestor.call(
            DOCUMENTS_COUNT_PAYMENTS,
            responses.unwrap("count", int),
            path=(document_id,),
            query={
                "where": _filters.where(where, models.Payment),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def uncancel(
        self,
        document_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Take a cancellation back.

        Makes a cancelled document valid again. Once it was fiscally verified that is refused.

        Args:
            document_id: Id of the document.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.uncancel(document_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.call(
            DOCUMENTS_UNCANCEL,
            responses.unwrap("success", bool, absent=True),
            path=(document_id,),
            options=options,
        )

    async def mark_sent(
        self,
        document_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Mark a document as sent by post.

        Sets `sentSnailMail`.

        Args:
            document_id: Id of the document.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.mark_sent(document_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.call(
            DOCUMENTS_MARK_SENT,
            responses.unwrap("success", bool, absent=True),
            path=(document_id,),
            options=options,
        )

    async def share(
        self,
        document_id: str,
        *,
        body: models.DocumentShare | Mapping[str, object] | Unset = UNSET,
        regenerate: bool | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> str:
        """Share a document.

        Gives the document a public link, whose routes need no token. With `regenerate` an earlier
        link ends.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `DocumentShare` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            regenerate: Whether to make a new link and end the earlier one.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.share(
                document_id,
                regenerate=False,
            )

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            DOCUMENTS_SHARE,
            responses.unwrap("shareableId", str),
            path=(document_id,),
            body=requests.json_body(
                models.DocumentShare,
                body,
                {
                    "regenerate": regenerate,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, regenerate
        return await under_way

    async def fiscally_verify(
        self,
        document_id: str,
        *,
        provider: str | None = None,
        old: bool | None = None,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Verify a document fiscally.

        Reports a document to the tax office once more, after that failed when it was issued.

        Args:
            document_id: Id of the document.
            provider: Tax office to report to, for example furs.
            old: Whether the document was issued some time ago; yes unless given.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.fiscally_verify(document_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            DOCUMENTS_FISCALLY_VERIFY,
            responses.record,
            path=(document_id,),
            query={
                "provider": provider,
                "old": old,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del provider, old
        return await under_way

    async def e_slog(
        self,
        document_id: str,
        *,
        settings: Mapping[str, object] | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Get the Slovenian e-invoice.

        Renders the document as eSLOG XML. Errors are JSON, so look at the status before the
        bytes.

        Args:
            document_id: Id of the document.
            settings: Further settings as JSON; they are not documented.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.e_slog(document_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.read(
            DOCUMENTS_E_SLOG,
            path=(document_id,),
            query={
                "options": settings,
            },
            options=options,
        )

    async def download_e_slog(
        self,
        document_id: str,
        *,
        to: str | PathLike[str],
        settings: Mapping[str, object] | None = None,
        options: RequestOptions | None = None,
    ) -> Path:
        """Get the Slovenian e-invoice, saved to a file.

        Renders the document as eSLOG XML. Errors are JSON, so look at the status before the
        bytes.

        Args:
            document_id: Id of the document.
            settings: Further settings as JSON; they are not documented.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.download(
            DOCUMENTS_E_SLOG,
            to=to,
            path=(document_id,),
            query={
                "options": settings,
            },
            options=options,
        )

    async def get_public(
        self,
        shareable_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Document:
        """Get a shared document.

        Fetches a document by its public link; no token is needed.

        Args:
            shareable_id: Id in the public link of the document.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.get_public(shareable_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.call(
            DOCUMENTS_GET_PUBLIC,
            responses.one(models.Document),
            path=(shareable_id,),
            query={
                "filter": _filters.selection(fields, include, models.Document),
            },
            options=options,
        )

    async def public_pdf(
        self,
        shareable_id: str,
        *,
        language: str | None = None,
        upn_qr: bool | None = None,
        hide_header_footer: bool | None = None,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Get the PDF of a shared document.

        Renders a document by its public link; no token is needed.

        Args:
            shareable_id: Id in the public link of the document.
            language: Language of the document, as a two-letter code; the organization's otherwise.
            upn_qr: Whether to print the Slovenian UPN payment code.
            hide_header_footer: Whether to leave out header and footer, for paper that has them.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.public_pdf(shareable_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.read(
            DOCUMENTS_PUBLIC_PDF,
            path=(shareable_id,),
            query={
                "l": language,
                "upn_qr": upn_qr,
                "hide_header_footer": hide_header_footer,
            },
            options=options,
        )

    async def download_public_pdf(
        self,
        shareable_id: str,
        *,
        to: str | PathLike[str],
        language: str | None = None,
        upn_qr: bool | None = None,
        hide_header_footer: bool | None = None,
        options: RequestOptions | None = None,
    ) -> Path:
        """Get the PDF of a shared document, saved to a file.

        Renders a document by its public link; no token is needed.

        Args:
            shareable_id: Id in the public link of the document.
            language: Language of the document, as a two-letter code; the organization's otherwise.
            upn_qr: Whether to print the Slovenian UPN payment code.
            hide_header_footer: Whether to leave out header and footer, for paper that has them.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.download(
            DOCUMENTS_PUBLIC_PDF,
            to=to,
            path=(shareable_id,),
            query={
                "l": language,
                "upn_qr": upn_qr,
                "hide_header_footer": hide_header_footer,
            },
            options=options,
        )

    async def public_e_slog(
        self,
        shareable_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Get the Slovenian e-invoice of a shared document.

        Renders a document by its public link as eSLOG XML; no token is needed.

        Args:
            shareable_id: Id in the public link of the document.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.public_e_slog(shareable_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.read(
            DOCUMENTS_PUBLIC_E_SLOG,
            path=(shareable_id,),
            options=options,
        )

    async def download_public_e_slog(
        self,
        shareable_id: str,
        *,
        to: str | PathLike[str],
        options: RequestOptions | None = None,
    ) -> Path:
        """Get the Slovenian e-invoice of a shared document, saved to a file.

        Renders a document by its public link as eSLOG XML; no token is needed.

        Args:
            shareable_id: Id in the public link of the document.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.download(
            DOCUMENTS_PUBLIC_E_SLOG,
            to=to,
            path=(shareable_id,),
            options=options,
        )

    async def public_attachment(
        self,
        shareable_id: str,
        attachment_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Get an attachment of a shared document.

        Fetches a file attached to a document by its public link; no token is needed.

        Args:
            shareable_id: Id in the public link of the document.
            attachment_id: Id of the attachment.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.public_attachment(shareable_id, attachment_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.read(
            DOCUMENTS_PUBLIC_ATTACHMENT,
            path=(
                shareable_id,
                attachment_id,
            ),
            options=options,
        )

    async def download_public_attachment(
        self,
        shareable_id: str,
        attachment_id: str,
        *,
        to: str | PathLike[str],
        options: RequestOptions | None = None,
    ) -> Path:
        """Get an attachment of a shared document, saved to a file.

        Fetches a file attached to a document by its public link; no token is needed.

        Args:
            shareable_id: Id in the public link of the document.
            attachment_id: Id of the attachment.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        return await self._requestor.download(
            DOCUMENTS_PUBLIC_ATTACHMENT,
            to=to,
            path=(
                shareable_id,
                attachment_id,
            ),
            options=options,
        )

    async def upload_attachment(
        self,
        document_id: str,
        *,
        file: _uploads.FileInput,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Attach a file.

        Attaches a file to a document; it is mailed with it.

        Args:
            document_id: Id of the document.
            file: The file.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.upload_attachment(document_id, file=file)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            DOCUMENTS_UPLOAD_ATTACHMENT,
            responses.record,
            path=(document_id,),
            body=requests.multipart(
                models.AttachmentUpload,
                {
                    "file": file,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del file
        return await under_way

    @overload
    async def create_comment(
        self,
        document_id: str,
        *,
        text: str,
        options: RequestOptions | None = None,
    ) -> models.Comment: ...

    @overload
    async def create_comment(
        self,
        document_id: str,
        *,
        body: models.CommentInput | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Comment: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create_comment(
            self,
            document_id: str,
            *,
            text: str,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Comment: ...

    async def create_comment(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_id: str,
        *,
        body: models.CommentInput | Mapping[str, object] | Unset = UNSET,
        text: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Comment:
        """Comment on a document.

        Adds a comment to a document.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `CommentInput` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            text: What it says.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.create_comment(
                document_id,
                text='Paid in cash',
            )

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            DOCUMENTS_CREATE_COMMENT,
            responses.one(models.Comment),
            path=(document_id,),
            body=requests.json_body(
                models.CommentInput,
                body,
                {
                    "text": text,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, text
        return await under_way

    @overload
    async def replace_comment(
        self,
        document_id: str,
        comment_id: str,
        *,
        text: str,
        options: RequestOptions | None = None,
    ) -> models.Comment: ...

    @overload
    async def replace_comment(
        self,
        document_id: str,
        comment_id: str,
        *,
        body: models.CommentInput | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Comment: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace_comment(
            self,
            document_id: str,
            comment_id: str,
            *,
            text: str,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Comment: ...

    async def replace_comment(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_id: str,
        comment_id: str,
        *,
        body: models.CommentInput | Mapping[str, object] | Unset = UNSET,
        text: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Comment:
        """Replace a comment.

        Overwrites a comment.

        Args:
            document_id: Id of the document.
            comment_id: Id of the comment.
            body: All fields at once, as `CommentInput` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            text: What it says.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.replace_comment(
                document_id,
                comment_id,
                text='Paid in cash',
            )

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            DOCUMENTS_REPLACE_COMMENT,
            responses.one(models.Comment),
            path=(
                document_id,
                comment_id,
            ),
            body=requests.json_body(
                models.CommentInput,
                body,
                {
                    "text": text,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, text
        return await under_way

    async def delete_comment(
        self,
        document_id: str,
        comment_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Delete a comment.

        Removes a comment for good.

        Args:
            document_id: Id of the document.
            comment_id: Id of the comment.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            await client.documents.delete_comment(document_id, comment_id)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        await self._requestor.call(
            DOCUMENTS_DELETE_COMMENT,
            responses.nothing,
            path=(
                document_id,
                comment_id,
            ),
            options=options,
        )

    async def get_recurrence(
        self,
        document_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> models.Recurrence:
        """Get the recurrence of a document.

        Fetches how a document is repeated; 404 where it is not.

        Args:
            document_id: Id of the document.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.get_recurrence(document_id)

        Source:
            https://docs.spaceinvoices.com — List all Document's Recurrences
        """
        return await self._requestor.call(
            DOCUMENTS_GET_RECURRENCE,
            responses.one(models.Recurrence),
            path=(document_id,),
            options=options,
        )

    @overload
    async def create_recurrence(
        self,
        document_id: str,
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
    async def create_recurrence(
        self,
        document_id: str,
        *,
        body: models.RecurrenceCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Recurrence: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create_recurrence(
            self,
            document_id: str,
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

    async def create_recurrence(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        document_id: str,
        *,
        body: models.RecurrenceCreate | Mapping[str, object] | Unset = UNSET,
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
        """Repeat a document.

        Issues the document again and again, with new dates and numbers.

        Args:
            document_id: Id of the document.
            body: All fields at once, as `RecurrenceCreate` or as a mapping, in Python names or in
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
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.create_recurrence(
                document_id,
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
            https://docs.spaceinvoices.com — Create New Recurrence
        """
        under_way = self._requestor.call(
            DOCUMENTS_CREATE_RECURRENCE,
            responses.one(models.Recurrence),
            path=(document_id,),
            body=requests.json_body(
                models.RecurrenceCreate,
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

    async def pdfs(
        self,
        organization_id: str,
        *,
        ids: Sequence[str],
        email: bool | None = None,
        lang: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.Export:
        """Get many PDFs.

        Starts to put the PDFs of several documents into one ZIP file and answers with the link
        where it will be; the link works only once the server has written it.

        Args:
            organization_id: Id of the organization.
            ids: Ids of the documents, sent as a JSON array.
            email: Whether to mail the finished file as well.
            lang: Language of the documents, as a two-letter code.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.pdfs(organization_id, ids=ids)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/documents/pdfs
        """
        under_way = self._requestor.call(
            DOCUMENTS_PDFS,
            responses.one(models.Export),
            path=(organization_id,),
            query={
                "ids": ids,
                "email": email,
                "lang": lang,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del ids, email, lang
        return await under_way

    @deprecated("The API has deprecated this operation.")
    async def search(
        self,
        organization_id: str,
        *,
        term: str,
        type: DocumentType | str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Document]:
        """Search documents.

        Deprecated: The API has deprecated this operation.

        Finds documents by a piece of text, all in one answer without pages.

        Args:
            organization_id: Id of the organization.
            term: The text to look for.
            type: Look only among documents of this type. One of `invoice`, `estimate`, `advance`,
                `credit-note`, `delivery-note`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.search(organization_id, term=term)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/search-
            documents
        """
        under_way = self._requestor.call(
            DOCUMENTS_SEARCH,
            responses.many(models.Document),
            path=(organization_id,),
            query={
                "term": term,
                "type": type,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del term, type
        return await under_way

    async def parse_xml(
        self,
        *,
        file: _uploads.FileInput,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Read an XML invoice.

        Reads an XML invoice and answers with what documents.create takes; nothing is stored.

        Args:
            file: The file.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.parse_xml(file=file)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            DOCUMENTS_PARSE_XML,
            responses.record,
            body=requests.multipart(
                models.DocumentXml,
                {
                    "file": file,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del file
        return await under_way

    async def parse_image(
        self,
        organization_id: str,
        *,
        file: _uploads.FileInput,
        mobile: bool | None = None,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Read an image of a document.

        Puts an image or a PDF of a received document into a queue, to be read by the server.

        Args:
            organization_id: Id of the organization.
            file: The file.
            mobile: Whether it was taken with a telephone.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.documents.parse_image(organization_id, file=file)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            DOCUMENTS_PARSE_IMAGE,
            responses.record,
            path=(organization_id,),
            query={
                "mobile": mobile,
            },
            body=requests.multipart(
                models.DocumentImage,
                {
                    "file": file,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del file, mobile
        return await under_way

    async def payment_intent(
        self,
        shareable_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Get a payment intent.

        Starts an online payment of a shared document over the vendor's own account with Stripe;
        no token is needed. The answer is Stripe's payment intent, whose client secret is for the
        browser of the one who pays.

        Args:
            shareable_id: Id in the public link of the document.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.payment_intent(shareable_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/documents/{shareableId}/payment-
            intent
        """
        return await self._requestor.call(
            DOCUMENTS_PAYMENT_INTENT,
            responses.record,
            path=(shareable_id,),
            options=options,
        )

    async def stripe_connect_payment_intent(
        self,
        shareable_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Get a payment intent of a connected account.

        Starts an online payment of a shared document over the organization's connected account
        with Stripe; no token is needed. The answer is Stripe's payment intent, whose client
        secret is for the browser of the one who pays.

        Args:
            shareable_id: Id in the public link of the document.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.documents.stripe_connect_payment_intent(shareable_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/documents/{shareableId}/stripe-
            connect/payment-intent
        """
        return await self._requestor.call(
            DOCUMENTS_STRIPE_CONNECT_PAYMENT_INTENT,
            responses.record,
            path=(shareable_id,),
            options=options,
        )
