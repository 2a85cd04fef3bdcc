# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Products and services that documents are filled from."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Number, Unset

from .. import models
from ..operations.items import (
    ITEMS_COUNT,
    ITEMS_CREATE,
    ITEMS_CREATE_COMPONENT,
    ITEMS_DELETE,
    ITEMS_GET,
    ITEMS_LIST,
    ITEMS_LIST_INVENTORIES,
    ITEMS_REPLACE,
    ITEMS_REPLACE_COMPONENT,
    ITEMS_SEARCH,
)
from ..types import (
    ItemDirection,
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


class ItemsResource:
    """Products and services that documents are filled from."""

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
    ) -> _paginator.AsyncPaginator[models.Item]:
        """List items.

        Lists the items of an organization.

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
            async for row in client.items.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Item — Find Items
        """
        return self._requestor.paginate(
            ITEMS_LIST,
            models.Item,
            _list_query.list_query(
                models.Item,
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
        type: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        price: Number | None | Unset = UNSET,
        price_gross: Number | None | Unset = UNSET,
        purchase_price: Number | None | Unset = UNSET,
        purchase_price_gross: Number | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        unit: str | None | Unset = UNSET,
        sku: str | None | Unset = UNSET,
        ean: str | None | Unset = UNSET,
        track_inventory: bool | None | Unset = UNSET,
        on_behalf: str | None | Unset = UNSET,
        tax_exemption_code: str | None | Unset = UNSET,
        tax_exemption_reason: str | None | Unset = UNSET,
        tax_ids: Sequence[str] | None | Unset = UNSET,
        purchase_tax_ids: Sequence[str] | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        unit_ids: Sequence[str] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        taxes: Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None | Unset = UNSET,
        tax_exemption: models.TaxExemptionInput
        | models.TaxExemptionInputDict
        | None
        | Unset = UNSET,
        components: Sequence[models.ComponentInput | models.ComponentInputDict]
        | None
        | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Item: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.ItemCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Item: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            name: str,
            type: str | None | Unset = UNSET,
            description: str | None | Unset = UNSET,
            price: Number | None | Unset = UNSET,
            price_gross: Number | None | Unset = UNSET,
            purchase_price: Number | None | Unset = UNSET,
            purchase_price_gross: Number | None | Unset = UNSET,
            classification: str | None | Unset = UNSET,
            unit: str | None | Unset = UNSET,
            sku: str | None | Unset = UNSET,
            ean: str | None | Unset = UNSET,
            track_inventory: bool | None | Unset = UNSET,
            on_behalf: str | None | Unset = UNSET,
            tax_exemption_code: str | None | Unset = UNSET,
            tax_exemption_reason: str | None | Unset = UNSET,
            tax_ids: Sequence[str] | None | Unset = UNSET,
            purchase_tax_ids: Sequence[str] | None | Unset = UNSET,
            unit_id: str | None | Unset = UNSET,
            unit_ids: Sequence[str] | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            l10n: Mapping[str, object] | None | Unset = UNSET,
            taxes: Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None | Unset = UNSET,
            tax_exemption: models.TaxExemptionInput
            | models.TaxExemptionInputDict
            | None
            | Unset = UNSET,
            components: Sequence[models.ComponentInput | models.ComponentInputDict]
            | None
            | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Item: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.ItemCreate | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        type: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        price: Number | None | Unset = UNSET,
        price_gross: Number | None | Unset = UNSET,
        purchase_price: Number | None | Unset = UNSET,
        purchase_price_gross: Number | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        unit: str | None | Unset = UNSET,
        sku: str | None | Unset = UNSET,
        ean: str | None | Unset = UNSET,
        track_inventory: bool | None | Unset = UNSET,
        on_behalf: str | None | Unset = UNSET,
        tax_exemption_code: str | None | Unset = UNSET,
        tax_exemption_reason: str | None | Unset = UNSET,
        tax_ids: Sequence[str] | None | Unset = UNSET,
        purchase_tax_ids: Sequence[str] | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        unit_ids: Sequence[str] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        taxes: Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None | Unset = UNSET,
        tax_exemption: models.TaxExemptionInput
        | models.TaxExemptionInputDict
        | None
        | Unset = UNSET,
        components: Sequence[models.ComponentInput | models.ComponentInputDict]
        | None
        | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Item:
        """Create an item.

        Stores a product or service, to be named by its id or stock number on documents. Taxes are
        named by id, by rate or by classification.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `ItemCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: What is sold.
            type: Whether it is sold, bought or both.
            description: More about it.
            price: Net price of one; needed unless priceGross is given.
            price_gross: Gross price of one; wins over price.
            purchase_price: Net price it is bought for.
            purchase_price_gross: Gross price it is bought for.
            classification: Class of the item, for its taxes.
            unit: Unit of measure.
            sku: Stock number, unique in the organization and without spaces.
            ean: Bar code.
            track_inventory: Whether its stock is kept.
            on_behalf: On whose behalf it is sold.
            tax_exemption_code: Code of the reason why no tax is charged.
            tax_exemption_reason: The reason why no tax is charged.
            tax_ids: Ids of the taxes charged when it is sold.
            purchase_tax_ids: Ids of the taxes charged when it is bought.
            unit_id: Id of the unit it belongs to.
            unit_ids: Ids of the units it belongs to.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            l10n: Texts in other languages, such as name_de.
            taxes: The taxes charged when it is sold, by rate or classification.
            tax_exemption: Why no tax shall be charged.
            components: What it is made of.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.items.create(
                organization_id,
                name='Space suit',
                type='outgoing',
                description='Best in class suit made from durable composites.',
                price=1000,
                price_gross=1210,
                purchase_price=600,
                purchase_price_gross=726,
                classification='standard',
                unit='item',
                sku='SUIT-1',
                ean='4006381333931',
                track_inventory=False,
                on_behalf='',
                tax_exemption_code='',
                tax_exemption_reason='',
                purchase_tax_ids=[],
                custom={},
                l10n={'name_de': 'Raumanzug'},
                taxes=[{'rate': 21}],
                components=[],
                data=[],
            )

        Source:
            https://spaceinvoices.com/docs/Item — Create Item
        """
        under_way = self._requestor.call(
            ITEMS_CREATE,
            responses.one(models.Item),
            path=(organization_id,),
            body=requests.json_body(
                models.ItemCreate,
                body,
                {
                    "name": name,
                    "type": type,
                    "description": description,
                    "price": price,
                    "price_gross": price_gross,
                    "purchase_price": purchase_price,
                    "purchase_price_gross": purchase_price_gross,
                    "classification": classification,
                    "unit": unit,
                    "sku": sku,
                    "ean": ean,
                    "track_inventory": track_inventory,
                    "on_behalf": on_behalf,
                    "tax_exemption_code": tax_exemption_code,
                    "tax_exemption_reason": tax_exemption_reason,
                    "tax_ids": tax_ids,
                    "purchase_tax_ids": purchase_tax_ids,
                    "unit_id": unit_id,
                    "unit_ids": unit_ids,
                    "custom": custom,
                    "l10n": l10n,
                    "taxes": taxes,
                    "tax_exemption": tax_exemption,
                    "components": components,
                    "data": data,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            name,
            type,
            description,
            price,
            price_gross,
            purchase_price,
            purchase_price_gross,
            classification,
            unit,
            sku,
            ean,
            track_inventory,
            on_behalf,
            tax_exemption_code,
            tax_exemption_reason,
            tax_ids,
            purchase_tax_ids,
            unit_id,
            unit_ids,
            custom,
            l10n,
            taxes,
            tax_exemption,
            components,
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
        """Count items.

        Counts the items of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.items.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Item — Count Items
        """
        under_way = self._requestor.call(
            ITEMS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Item),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        item_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Item:
        """Get an item.

        Fetches one item.

        Args:
            item_id: Id of the item.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.items.get(item_id)

        Source:
            https://spaceinvoices.com/docs/Item — Get Item
        """
        return await self._requestor.call(
            ITEMS_GET,
            responses.one(models.Item),
            path=(item_id,),
            query={
                "filter": _filters.selection(fields, include, models.Item),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        item_id: str,
        *,
        name: str,
        type: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        price: Number | None | Unset = UNSET,
        price_gross: Number | None | Unset = UNSET,
        purchase_price: Number | None | Unset = UNSET,
        purchase_price_gross: Number | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        unit: str | None | Unset = UNSET,
        sku: str | None | Unset = UNSET,
        ean: str | None | Unset = UNSET,
        track_inventory: bool | None | Unset = UNSET,
        on_behalf: str | None | Unset = UNSET,
        tax_exemption_code: str | None | Unset = UNSET,
        tax_exemption_reason: str | None | Unset = UNSET,
        tax_ids: Sequence[str] | None | Unset = UNSET,
        purchase_tax_ids: Sequence[str] | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        unit_ids: Sequence[str] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        taxes: Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None | Unset = UNSET,
        tax_exemption: models.TaxExemptionInput
        | models.TaxExemptionInputDict
        | None
        | Unset = UNSET,
        components: Sequence[models.ComponentInput | models.ComponentInputDict]
        | None
        | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Item: ...

    @overload
    async def replace(
        self,
        item_id: str,
        *,
        body: models.ItemReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Item: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            item_id: str,
            *,
            name: str,
            type: str | None | Unset = UNSET,
            description: str | None | Unset = UNSET,
            price: Number | None | Unset = UNSET,
            price_gross: Number | None | Unset = UNSET,
            purchase_price: Number | None | Unset = UNSET,
            purchase_price_gross: Number | None | Unset = UNSET,
            classification: str | None | Unset = UNSET,
            unit: str | None | Unset = UNSET,
            sku: str | None | Unset = UNSET,
            ean: str | None | Unset = UNSET,
            track_inventory: bool | None | Unset = UNSET,
            on_behalf: str | None | Unset = UNSET,
            tax_exemption_code: str | None | Unset = UNSET,
            tax_exemption_reason: str | None | Unset = UNSET,
            tax_ids: Sequence[str] | None | Unset = UNSET,
            purchase_tax_ids: Sequence[str] | None | Unset = UNSET,
            unit_id: str | None | Unset = UNSET,
            unit_ids: Sequence[str] | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            l10n: Mapping[str, object] | None | Unset = UNSET,
            taxes: Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None | Unset = UNSET,
            tax_exemption: models.TaxExemptionInput
            | models.TaxExemptionInputDict
            | None
            | Unset = UNSET,
            components: Sequence[models.ComponentInput | models.ComponentInputDict]
            | None
            | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Item: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        item_id: str,
        *,
        body: models.ItemReplace | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        type: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        price: Number | None | Unset = UNSET,
        price_gross: Number | None | Unset = UNSET,
        purchase_price: Number | None | Unset = UNSET,
        purchase_price_gross: Number | None | Unset = UNSET,
        classification: str | None | Unset = UNSET,
        unit: str | None | Unset = UNSET,
        sku: str | None | Unset = UNSET,
        ean: str | None | Unset = UNSET,
        track_inventory: bool | None | Unset = UNSET,
        on_behalf: str | None | Unset = UNSET,
        tax_exemption_code: str | None | Unset = UNSET,
        tax_exemption_reason: str | None | Unset = UNSET,
        tax_ids: Sequence[str] | None | Unset = UNSET,
        purchase_tax_ids: Sequence[str] | None | Unset = UNSET,
        unit_id: str | None | Unset = UNSET,
        unit_ids: Sequence[str] | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        l10n: Mapping[str, object] | None | Unset = UNSET,
        taxes: Sequence[models.ItemTaxInput | models.ItemTaxInputDict] | None | Unset = UNSET,
        tax_exemption: models.TaxExemptionInput
        | models.TaxExemptionInputDict
        | None
        | Unset = UNSET,
        components: Sequence[models.ComponentInput | models.ComponentInputDict]
        | None
        | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Item:
        """Replace an item.

        Overwrites an item; properties that are not sent are lost.

        Args:
            item_id: Id of the item.
            body: All fields at once, as `ItemReplace` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: What is sold.
            type: Whether it is sold, bought or both.
            description: More about it.
            price: Net price of one; needed unless priceGross is given.
            price_gross: Gross price of one; wins over price.
            purchase_price: Net price it is bought for.
            purchase_price_gross: Gross price it is bought for.
            classification: Class of the item, for its taxes.
            unit: Unit of measure.
            sku: Stock number, unique in the organization and without spaces.
            ean: Bar code.
            track_inventory: Whether its stock is kept.
            on_behalf: On whose behalf it is sold.
            tax_exemption_code: Code of the reason why no tax is charged.
            tax_exemption_reason: The reason why no tax is charged.
            tax_ids: Ids of the taxes charged when it is sold.
            purchase_tax_ids: Ids of the taxes charged when it is bought.
            unit_id: Id of the unit it belongs to.
            unit_ids: Ids of the units it belongs to.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            l10n: Texts in other languages, such as name_de.
            taxes: The taxes charged when it is sold, by rate or classification.
            tax_exemption: Why no tax shall be charged.
            components: What it is made of.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.items.replace(
                item_id,
                name='Space suit',
                type='outgoing',
                description='Best in class suit made from durable composites.',
                price=1000,
                price_gross=1210,
                purchase_price=600,
                purchase_price_gross=726,
                classification='standard',
                unit='item',
                sku='SUIT-1',
                ean='4006381333931',
                track_inventory=False,
                on_behalf='',
                tax_exemption_code='',
                tax_exemption_reason='',
                purchase_tax_ids=[],
                custom={},
                l10n={'name_de': 'Raumanzug'},
                taxes=[{'rate': 21}],
                components=[],
                data=[],
            )

        Source:
            https://spaceinvoices.com/docs/Item — Replace Item
        """
        under_way = self._requestor.call(
            ITEMS_REPLACE,
            responses.one(models.Item),
            path=(item_id,),
            body=requests.json_body(
                models.ItemReplace,
                body,
                {
                    "name": name,
                    "type": type,
                    "description": description,
                    "price": price,
                    "price_gross": price_gross,
                    "purchase_price": purchase_price,
                    "purchase_price_gross": purchase_price_gross,
                    "classification": classification,
                    "unit": unit,
                    "sku": sku,
                    "ean": ean,
                    "track_inventory": track_inventory,
                    "on_behalf": on_behalf,
                    "tax_exemption_code": tax_exemption_code,
                    "tax_exemption_reason": tax_exemption_reason,
                    "tax_ids": tax_ids,
                    "purchase_tax_ids": purchase_tax_ids,
                    "unit_id": unit_id,
                    "unit_ids": unit_ids,
                    "custom": custom,
                    "l10n": l10n,
                    "taxes": taxes,
                    "tax_exemption": tax_exemption,
                    "components": components,
                    "data": data,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            name,
            type,
            description,
            price,
            price_gross,
            purchase_price,
            purchase_price_gross,
            classification,
            unit,
            sku,
            ean,
            track_inventory,
            on_behalf,
            tax_exemption_code,
            tax_exemption_reason,
            tax_ids,
            purchase_tax_ids,
            unit_id,
            unit_ids,
            custom,
            l10n,
            taxes,
            tax_exemption,
            components,
            data,
        )
        return await under_way

    async def delete(
        self,
        item_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete an item.

        Hides an item from every query that does not ask for deleted rows. An unknown or already
        deleted id counts 0.

        Args:
            item_id: Id of the item.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.items.delete(item_id)

        Source:
            https://spaceinvoices.com/docs/Item — Delete Item
        """
        return await self._requestor.call(
            ITEMS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(item_id,),
            options=options,
        )

    async def search(
        self,
        organization_id: str,
        *,
        term: str,
        type: ItemDirection | str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Item]:
        """Search items.

        Finds items by a piece of text, all in one answer without pages.

        Args:
            organization_id: Id of the organization.
            term: The text to look for.
            type: Look only among items that are sold or only among those that are bought. One of
                `incoming`, `outgoing`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.items.search(organization_id, term=term)

        Source:
            https://spaceinvoices.com/docs/Item — Search Items
        """
        under_way = self._requestor.call(
            ITEMS_SEARCH,
            responses.many(models.Item),
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

    def list_inventories(
        self,
        item_id: str,
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
    ) -> _paginator.AsyncPaginator[models.Inventory]:
        """List the stock of an item.

        Lists how much of an item is in which warehouse.

        Args:
            item_id: Id of the item.
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
            async for row in client.items.list_inventories(item_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Items/{id}/inventories
        """
        return self._requestor.paginate(
            ITEMS_LIST_INVENTORIES,
            models.Inventory,
            _list_query.list_query(
                models.Inventory,
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
            path=(item_id,),
            options=options,
        )

    async def create_component(
        self,
        item_id: str,
        *,
        body: models.ComponentInput | Mapping[str, object] | Unset = UNSET,
        part_id: str | None | Unset = UNSET,
        name: str | None | Unset = UNSET,
        quantity: Number | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Component:
        """Add a part to an item.

        Says that another item is a part of this one.

        Args:
            item_id: Id of the item.
            body: All fields at once, as `ComponentInput` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            part_id: Id of the item that is a part.
            name: Name of the part.
            quantity: How many of it are in one item.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.items.create_component(
                item_id,
                part_id='644e072bf09b31001c381581',
                name='Helmet',
                quantity=1,
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — POST /v1/Items/{id}/components
        """
        under_way = self._requestor.call(
            ITEMS_CREATE_COMPONENT,
            responses.one(models.Component),
            path=(item_id,),
            body=requests.json_body(
                models.ComponentInput,
                body,
                {
                    "part_id": part_id,
                    "name": name,
                    "quantity": quantity,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, part_id, name, quantity, custom
        return await under_way

    async def replace_component(
        self,
        item_id: str,
        component_id: str,
        *,
        body: models.ComponentInput | Mapping[str, object] | Unset = UNSET,
        part_id: str | None | Unset = UNSET,
        name: str | None | Unset = UNSET,
        quantity: Number | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Component:
        """Replace a part of an item.

        Overwrites a part of an item.

        Args:
            item_id: Id of the item.
            component_id: Id of the part.
            body: All fields at once, as `ComponentInput` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            part_id: Id of the item that is a part.
            name: Name of the part.
            quantity: How many of it are in one item.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.items.replace_component(
                item_id,
                component_id,
                part_id='644e072bf09b31001c381581',
                name='Helmet',
                quantity=1,
                custom={},
            )

        Source:
            https://api.spaceinvoices.com/openapi.yaml — PUT /v1/Items/{id}/components/{fk}
        """
        under_way = self._requestor.call(
            ITEMS_REPLACE_COMPONENT,
            responses.one(models.Component),
            path=(
                item_id,
                component_id,
            ),
            body=requests.json_body(
                models.ComponentInput,
                body,
                {
                    "part_id": part_id,
                    "name": name,
                    "quantity": quantity,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, part_id, name, quantity, custom
        return await under_way
