# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The taxes an organization charges, and their rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Moment, Number, Unset

from .. import models
from ..operations.taxes import (
    TAXES_CLAUSE_TYPE,
    TAXES_COUNT,
    TAXES_CREATE,
    TAXES_CREATE_RATE,
    TAXES_DELETE,
    TAXES_DELETE_RATE,
    TAXES_GET,
    TAXES_LIST,
    TAXES_REPLACE,
)
from ..types import (
    DocumentType,
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


class TaxesResource:
    """The taxes an organization charges, and their rates."""

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
    ) -> _paginator.AsyncPaginator[models.Tax]:
        """List taxes.

        Lists the taxes of an organization.

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
            async for row in client.taxes.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Tax — Find Taxes
        """
        return self._requestor.paginate(
            TAXES_LIST,
            models.Tax,
            _list_query.list_query(
                models.Tax,
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
        rates: Sequence[models.TaxRateInput | models.TaxRateInputDict],
        abbreviation: str | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        country_alpha2_code: str | None | Unset = UNSET,
        recoverable: bool | None | Unset = UNSET,
        compound: bool | None | Unset = UNSET,
        reverse_charged: bool | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Tax: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.TaxCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Tax: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            name: str,
            rates: Sequence[models.TaxRateInput | models.TaxRateInputDict],
            abbreviation: str | None | Unset = UNSET,
            classification: str | None | Unset = UNSET,
            country: str | None | Unset = UNSET,
            country_alpha2_code: str | None | Unset = UNSET,
            recoverable: bool | None | Unset = UNSET,
            compound: bool | None | Unset = UNSET,
            reverse_charged: bool | None | Unset = UNSET,
            tax_number: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Tax: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.TaxCreate | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        rates: Sequence[models.TaxRateInput | models.TaxRateInputDict] | Unset = UNSET,
        abbreviation: str | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        country_alpha2_code: str | None | Unset = UNSET,
        recoverable: bool | None | Unset = UNSET,
        compound: bool | None | Unset = UNSET,
        reverse_charged: bool | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Tax:
        """Create a tax.

        Stores a tax with its rates. A new organization has those of its country already.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `TaxCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Full name of the tax.
            rates: The rates; the server sorts them, newest first.
            abbreviation: Short name of the tax, for display.
            classification: Class of the tax, for example standard or reduced.
            country: Country that charges it.
            country_alpha2_code: Two-letter code of the country.
            recoverable: Whether it can be reclaimed; yes unless given.
            compound: Whether it is charged on top of the other taxes; no unless given.
            reverse_charged: Whether the client owes it itself; no unless given.
            tax_number: Number the tax is registered under.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.taxes.create(
                organization_id,
                name='Goods and Services Tax',
                rates=[{'rate': 15, 'date_valid_from': '1970-01-01T00:00:00.000Z', 'custom': {}}],
                abbreviation='GST',
                classification='standard',
                recoverable=True,
                compound=False,
                reverse_charged=False,
                tax_number='123456789RT0001',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Tax — Create Tax
        """
        under_way = self._requestor.call(
            TAXES_CREATE,
            responses.one(models.Tax),
            path=(organization_id,),
            body=requests.json_body(
                models.TaxCreate,
                body,
                {
                    "name": name,
                    "rates": rates,
                    "abbreviation": abbreviation,
                    "classification": classification,
                    "country": country,
                    "country_alpha2_code": country_alpha2_code,
                    "recoverable": recoverable,
                    "compound": compound,
                    "reverse_charged": reverse_charged,
                    "tax_number": tax_number,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            name,
            rates,
            abbreviation,
            classification,
            country,
            country_alpha2_code,
            recoverable,
            compound,
            reverse_charged,
            tax_number,
            custom,
        )
        return await under_way

    async def count(
        self,
        organization_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count taxes.

        Counts the taxes of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.taxes.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Tax — Count Taxes
        """
        under_way = self._requestor.call(
            TAXES_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Tax),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        tax_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Tax:
        """Get a tax.

        Fetches one tax.

        Args:
            tax_id: Id of the tax.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.taxes.get(tax_id)

        Source:
            https://spaceinvoices.com/docs/Tax — Get Tax
        """
        return await self._requestor.call(
            TAXES_GET,
            responses.one(models.Tax),
            path=(tax_id,),
            query={
                "filter": _filters.selection(fields, include, models.Tax),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        tax_id: str,
        *,
        name: str,
        rates: Sequence[models.TaxRateInput | models.TaxRateInputDict],
        abbreviation: str | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        country_alpha2_code: str | None | Unset = UNSET,
        recoverable: bool | None | Unset = UNSET,
        compound: bool | None | Unset = UNSET,
        reverse_charged: bool | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Tax: ...

    @overload
    async def replace(
        self,
        tax_id: str,
        *,
        body: models.TaxReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Tax: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            tax_id: str,
            *,
            name: str,
            rates: Sequence[models.TaxRateInput | models.TaxRateInputDict],
            abbreviation: str | None | Unset = UNSET,
            classification: str | None | Unset = UNSET,
            country: str | None | Unset = UNSET,
            country_alpha2_code: str | None | Unset = UNSET,
            recoverable: bool | None | Unset = UNSET,
            compound: bool | None | Unset = UNSET,
            reverse_charged: bool | None | Unset = UNSET,
            tax_number: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Tax: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        tax_id: str,
        *,
        body: models.TaxReplace | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        rates: Sequence[models.TaxRateInput | models.TaxRateInputDict] | Unset = UNSET,
        abbreviation: str | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        country_alpha2_code: str | None | Unset = UNSET,
        recoverable: bool | None | Unset = UNSET,
        compound: bool | None | Unset = UNSET,
        reverse_charged: bool | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Tax:
        """Replace a tax.

        Overwrites a tax; properties that are not sent are lost.

        Args:
            tax_id: Id of the tax.
            body: All fields at once, as `TaxReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Full name of the tax.
            rates: The rates; the server sorts them, newest first.
            abbreviation: Short name of the tax, for display.
            classification: Class of the tax, for example standard or reduced.
            country: Country that charges it.
            country_alpha2_code: Two-letter code of the country.
            recoverable: Whether it can be reclaimed; yes unless given.
            compound: Whether it is charged on top of the other taxes; no unless given.
            reverse_charged: Whether the client owes it itself; no unless given.
            tax_number: Number the tax is registered under.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.taxes.replace(
                tax_id,
                name='Goods and Services Tax',
                rates=[{'rate': 15, 'date_valid_from': '1970-01-01T00:00:00.000Z', 'custom': {}}],
                abbreviation='GST',
                classification='standard',
                recoverable=True,
                compound=False,
                reverse_charged=False,
                tax_number='123456789RT0001',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Tax — Replace Tax
        """
        under_way = self._requestor.call(
            TAXES_REPLACE,
            responses.one(models.Tax),
            path=(tax_id,),
            body=requests.json_body(
                models.TaxReplace,
                body,
                {
                    "name": name,
                    "rates": rates,
                    "abbreviation": abbreviation,
                    "classification": classification,
                    "country": country,
                    "country_alpha2_code": country_alpha2_code,
                    "recoverable": recoverable,
                    "compound": compound,
                    "reverse_charged": reverse_charged,
                    "tax_number": tax_number,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            name,
            rates,
            abbreviation,
            classification,
            country,
            country_alpha2_code,
            recoverable,
            compound,
            reverse_charged,
            tax_number,
            custom,
        )
        return await under_way

    async def delete(
        self,
        tax_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a tax.

        Hides a tax from every query that does not ask for deleted rows. A tax that stands on a
        document is refused. An unknown or already deleted id counts 0.

        Args:
            tax_id: Id of the tax.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.taxes.delete(tax_id)

        Source:
            https://spaceinvoices.com/docs/Tax — Delete Tax
        """
        return await self._requestor.call(
            TAXES_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(tax_id,),
            options=options,
        )

    @overload
    async def create_rate(
        self,
        tax_id: str,
        *,
        rate: Number,
        date_valid_from: Moment | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.TaxRate: ...

    @overload
    async def create_rate(
        self,
        tax_id: str,
        *,
        body: models.TaxRateInput | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.TaxRate: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create_rate(
            self,
            tax_id: str,
            *,
            rate: Number,
            date_valid_from: Moment | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.TaxRate: ...

    async def create_rate(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        tax_id: str,
        *,
        body: models.TaxRateInput | Mapping[str, object] | Unset = UNSET,
        rate: Number | Unset = UNSET,
        date_valid_from: Moment | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.TaxRate:
        """Add a rate to a tax.

        Adds a rate that holds from a day on; documents take the rate of their own date.

        Args:
            tax_id: Id of the tax.
            body: All fields at once, as `TaxRateInput` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            rate: Rate in percent.
            date_valid_from: From when on it holds; from 1970 unless given.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.taxes.create_rate(
                tax_id,
                rate=15,
                date_valid_from='1970-01-01T00:00:00.000Z',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Tax — Create TaxRate
        """
        under_way = self._requestor.call(
            TAXES_CREATE_RATE,
            responses.one(models.TaxRate),
            path=(tax_id,),
            body=requests.json_body(
                models.TaxRateInput,
                body,
                {
                    "rate": rate,
                    "date_valid_from": date_valid_from,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, rate, date_valid_from, custom
        return await under_way

    async def delete_rate(
        self,
        tax_id: str,
        rate_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Delete a rate of a tax.

        Removes a rate; documents keep what they were issued with.

        Args:
            tax_id: Id of the tax.
            rate_id: Id of the rate.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            await client.taxes.delete_rate(tax_id, rate_id)

        Source:
            https://spaceinvoices.com/docs/Tax — Delete TaxRate
        """
        await self._requestor.call(
            TAXES_DELETE_RATE,
            responses.nothing,
            path=(
                tax_id,
                rate_id,
            ),
            options=options,
        )

    async def clause_type(
        self,
        *,
        body: models.TaxClauseQuery | Mapping[str, object] | Unset = UNSET,
        type: DocumentType | str | None | Unset = UNSET,
        items: Sequence[models.DocumentItemInput | models.DocumentItemInputDict]
        | None
        | Unset = UNSET,
        client: models.DocumentClientInput | models.DocumentClientInputDict | None | Unset = UNSET,
        issuer: models.DocumentIssuerInput | models.DocumentIssuerInputDict | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.TaxClause:
        """Find the tax clause of a document.

        Works out which clause a document like this one needs; nothing is stored.

        Args:
            body: All fields at once, as `TaxClauseQuery` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            type: What a document is; it cannot be changed later. One of `invoice`, `estimate`,
                `advance`, `credit-note`, `delivery-note`.
            items: The lines.
            client: Who shall receive a document; what is given wins over the stored client.
            issuer: What to print about the issuer; the rest comes from the organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.taxes.clause_type(
                type='invoice',
                items=[{'name': 'Space suit', 'price': 1000}],
                client={'name': 'Rocket man', 'country': 'United Kingdom'},
                issuer={'name': 'International Space Agency', 'country': 'Belgium'},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — POST /v1/Taxes/clause-type
        """
        under_way = self._requestor.call(
            TAXES_CLAUSE_TYPE,
            responses.one(models.TaxClause),
            body=requests.json_body(
                models.TaxClauseQuery,
                body,
                {
                    "type": type,
                    "items": items,
                    "client": client,
                    "issuer": issuer,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, type, items, client, issuer
        return await under_way
