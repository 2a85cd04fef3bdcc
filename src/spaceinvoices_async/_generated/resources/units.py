# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Brands or branches of an organization with their own details and images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Unset

from .. import models
from ..operations.units import (
    UNITS_COUNT,
    UNITS_CREATE,
    UNITS_DELETE,
    UNITS_DELETE_IMAGE,
    UNITS_IMAGE,
    UNITS_LAST_DOC_NUMBER,
    UNITS_LIST,
    UNITS_NEXT_DOC_NUMBER,
    UNITS_UPDATE,
    UNITS_UPLOAD_IMAGE,
)
from ..types import (
    DocumentType,
    ImageType,
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


class UnitsResource:
    """Brands or branches of an organization with their own details and images."""

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
    ) -> _paginator.AsyncPaginator[models.Unit]:
        """List units.

        Lists the units of an organization.

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
            async for row in client.units.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Unit — Find Units
        """
        return self._requestor.paginate(
            UNITS_LIST,
            models.Unit,
            _list_query.list_query(
                models.Unit,
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
        address: str | None | Unset = UNSET,
        address2: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        state: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        tax_subject: bool | None | Unset = UNSET,
        company_number: str | None | Unset = UNSET,
        iban: str | None | Unset = UNSET,
        bank: str | None | Unset = UNSET,
        swift: str | None | Unset = UNSET,
        website: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        phone: str | None | Unset = UNSET,
        business_type: str | None | Unset = UNSET,
        fiscal_region_code: str | None | Unset = UNSET,
        country_alpha2_code: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Unit: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.UnitCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Unit: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            organization_id: str,
            *,
            name: str,
            address: str | None | Unset = UNSET,
            address2: str | None | Unset = UNSET,
            city: str | None | Unset = UNSET,
            zip: str | None | Unset = UNSET,
            state: str | None | Unset = UNSET,
            country: str | None | Unset = UNSET,
            tax_number: str | None | Unset = UNSET,
            tax_subject: bool | None | Unset = UNSET,
            company_number: str | None | Unset = UNSET,
            iban: str | None | Unset = UNSET,
            bank: str | None | Unset = UNSET,
            swift: str | None | Unset = UNSET,
            website: str | None | Unset = UNSET,
            email: str | None | Unset = UNSET,
            phone: str | None | Unset = UNSET,
            business_type: str | None | Unset = UNSET,
            fiscal_region_code: str | None | Unset = UNSET,
            country_alpha2_code: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Unit: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.UnitCreate | Mapping[str, object] | Unset = UNSET,
        name: str | Unset = UNSET,
        address: str | None | Unset = UNSET,
        address2: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        state: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        tax_subject: bool | None | Unset = UNSET,
        company_number: str | None | Unset = UNSET,
        iban: str | None | Unset = UNSET,
        bank: str | None | Unset = UNSET,
        swift: str | None | Unset = UNSET,
        website: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        phone: str | None | Unset = UNSET,
        business_type: str | None | Unset = UNSET,
        fiscal_region_code: str | None | Unset = UNSET,
        country_alpha2_code: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Unit:
        """Create a unit.

        Adds a brand or branch; documents are issued for it by its id.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `UnitCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the person or business.
            address: Street and number.
            address2: Second line of the address.
            city: City.
            zip: Postal code.
            state: State or province, where a country has them.
            country: Country, as free text in English or in its own language.
            tax_number: Number the tax office knows them by.
            tax_subject: Whether they are registered for value added tax.
            company_number: Number in the company register.
            iban: Bank account.
            bank: Name of the bank.
            swift: Code of the bank.
            website: Address of the website.
            email: E-mail address.
            phone: Telephone number.
            business_type: Legal form.
            fiscal_region_code: Region code of the tax office, where it uses them.
            country_alpha2_code: Two-letter code of the country; found from the country unless given.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.units.create(
                organization_id,
                name='Moon branch',
                address='Sea of Tranquility 11',
                address2='Crater 2',
                city='Brussels',
                zip='10000',
                state='Brussels-Capital',
                country='Belgium',
                tax_number='BE0123456749',
                tax_subject=True,
                company_number='0123456749',
                iban='BE71096123456769',
                bank='Bank of the Stars',
                swift='GKCCBEBB',
                website='https://moon.example.com',
                email='moon@example.com',
                phone='+32 2 555 13 13',
                business_type='BV',
                country_alpha2_code='BE',
                custom={},
                data=[{'name': 'gravity', 'value': {}, 'options': {}}],
            )

        Source:
            https://spaceinvoices.com/docs/Unit — Create Unit
        """
        under_way = self._requestor.call(
            UNITS_CREATE,
            responses.one(models.Unit),
            path=(organization_id,),
            body=requests.json_body(
                models.UnitCreate,
                body,
                {
                    "name": name,
                    "address": address,
                    "address2": address2,
                    "city": city,
                    "zip": zip,
                    "state": state,
                    "country": country,
                    "tax_number": tax_number,
                    "tax_subject": tax_subject,
                    "company_number": company_number,
                    "iban": iban,
                    "bank": bank,
                    "swift": swift,
                    "website": website,
                    "email": email,
                    "phone": phone,
                    "business_type": business_type,
                    "fiscal_region_code": fiscal_region_code,
                    "country_alpha2_code": country_alpha2_code,
                    "custom": custom,
                    "data": data,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            name,
            address,
            address2,
            city,
            zip,
            state,
            country,
            tax_number,
            tax_subject,
            company_number,
            iban,
            bank,
            swift,
            website,
            email,
            phone,
            business_type,
            fiscal_region_code,
            country_alpha2_code,
            custom,
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
        """Count units.

        Counts the units of an organization.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.units.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Unit — Count Units
        """
        under_way = self._requestor.call(
            UNITS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Unit),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def delete(
        self,
        unit_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a unit.

        Hides a unit from every query that does not ask for deleted rows.

        Args:
            unit_id: Id of the unit.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.units.delete(unit_id)

        Source:
            https://spaceinvoices.com/docs/Unit — Delete Unit
        """
        return await self._requestor.call(
            UNITS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(unit_id,),
            options=options,
        )

    async def update(
        self,
        unit_id: str,
        *,
        body: models.UnitPatch | Mapping[str, object] | Unset = UNSET,
        name: str | None | Unset = UNSET,
        address: str | None | Unset = UNSET,
        address2: str | None | Unset = UNSET,
        city: str | None | Unset = UNSET,
        zip: str | None | Unset = UNSET,
        state: str | None | Unset = UNSET,
        country: str | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        tax_subject: bool | None | Unset = UNSET,
        company_number: str | None | Unset = UNSET,
        iban: str | None | Unset = UNSET,
        bank: str | None | Unset = UNSET,
        swift: str | None | Unset = UNSET,
        website: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        phone: str | None | Unset = UNSET,
        business_type: str | None | Unset = UNSET,
        fiscal_region_code: str | None | Unset = UNSET,
        country_alpha2_code: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Unit:
        """Update a unit.

        Changes the given properties and keeps the rest; `custom` is replaced as a whole.

        Args:
            unit_id: Id of the unit.
            body: All fields at once, as `UnitPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            name: Name of the person or business.
            address: Street and number.
            address2: Second line of the address.
            city: City.
            zip: Postal code.
            state: State or province, where a country has them.
            country: Country, as free text in English or in its own language.
            tax_number: Number the tax office knows them by.
            tax_subject: Whether they are registered for value added tax.
            company_number: Number in the company register.
            iban: Bank account.
            bank: Name of the bank.
            swift: Code of the bank.
            website: Address of the website.
            email: E-mail address.
            phone: Telephone number.
            business_type: Legal form.
            fiscal_region_code: Region code of the tax office, where it uses them.
            country_alpha2_code: Two-letter code of the country; found from the country unless given.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            data: Extra facts; replaces the list.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.units.update(
                unit_id,
                name='Moon branch',
                address='Sea of Tranquility 11',
                address2='Crater 2',
                city='Brussels',
                zip='10000',
                state='Brussels-Capital',
                country='Belgium',
                tax_number='BE0123456749',
                tax_subject=True,
                company_number='0123456749',
                iban='BE71096123456769',
                bank='Bank of the Stars',
                swift='GKCCBEBB',
                website='https://moon.example.com',
                email='moon@example.com',
                phone='+32 2 555 13 13',
                business_type='BV',
                country_alpha2_code='BE',
                custom={},
                data=[{'name': 'gravity', 'value': {}, 'options': {}}],
            )

        Source:
            https://spaceinvoices.com/docs/Unit — Patch Unit
        """
        under_way = self._requestor.call(
            UNITS_UPDATE,
            responses.one(models.Unit),
            path=(unit_id,),
            body=requests.json_body(
                models.UnitPatch,
                body,
                {
                    "name": name,
                    "address": address,
                    "address2": address2,
                    "city": city,
                    "zip": zip,
                    "state": state,
                    "country": country,
                    "tax_number": tax_number,
                    "tax_subject": tax_subject,
                    "company_number": company_number,
                    "iban": iban,
                    "bank": bank,
                    "swift": swift,
                    "website": website,
                    "email": email,
                    "phone": phone,
                    "business_type": business_type,
                    "fiscal_region_code": fiscal_region_code,
                    "country_alpha2_code": country_alpha2_code,
                    "custom": custom,
                    "data": data,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            name,
            address,
            address2,
            city,
            zip,
            state,
            country,
            tax_number,
            tax_subject,
            company_number,
            iban,
            bank,
            swift,
            website,
            email,
            phone,
            business_type,
            fiscal_region_code,
            country_alpha2_code,
            custom,
            data,
        )
        return await under_way

    async def last_doc_number(
        self,
        unit_id: str,
        *,
        type: DocumentType | str,
        incoming: bool | None = None,
        date: Moment | None = None,
        options: RequestOptions | None = None,
    ) -> str:
        """Get the last document number.

        Names the number most recently given to a document of the unit.

        Args:
            unit_id: Id of the unit.
            type: The type of document. One of `invoice`, `estimate`, `advance`, `credit-note`,
                `delivery-note`.
            incoming: Whether received documents are meant instead of issued ones.
            date: A day in the year whose numbering is meant; this year otherwise.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.units.last_doc_number(unit_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Unit — Get last Documents number
        """
        under_way = self._requestor.call(
            UNITS_LAST_DOC_NUMBER,
            responses.unwrap("number", str),
            path=(unit_id,),
            query={
                "type": type,
                "incoming": incoming,
                "date": date,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, incoming, date
        return await under_way

    async def next_doc_number(
        self,
        unit_id: str,
        *,
        type: DocumentType | str,
        incoming: bool | None = None,
        date: Moment | None = None,
        options: RequestOptions | None = None,
    ) -> str:
        """Preview the next document number.

        Names the number the next document of the unit would get. It is a preview, not a
        reservation: another create may take it first.

        Args:
            unit_id: Id of the unit.
            type: The type of document. One of `invoice`, `estimate`, `advance`, `credit-note`,
                `delivery-note`.
            incoming: Whether received documents are meant instead of issued ones.
            date: A day in the year whose numbering is meant; this year otherwise.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.units.next_doc_number(unit_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Unit — Get next Documents number
        """
        under_way = self._requestor.call(
            UNITS_NEXT_DOC_NUMBER,
            responses.unwrap("number", str),
            path=(unit_id,),
            query={
                "type": type,
                "incoming": incoming,
                "date": date,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, incoming, date
        return await under_way

    async def upload_image(
        self,
        unit_id: str,
        *,
        type: ImageType | str,
        file: _uploads.FileInput,
        options: RequestOptions | None = None,
    ) -> JsonValue:
        """Upload an image.

        Stores the logo or the signature of the unit, replacing an earlier one.

        Args:
            unit_id: Id of the unit.
            type: Which of the images printed on documents is meant. One of `logo`, `signature`.
            file: The image.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.units.upload_image(unit_id, type=type, file=file)

        Source:
            https://spaceinvoices.com/docs/Unit — Upload Unit Image
        """
        under_way = self._requestor.call(
            UNITS_UPLOAD_IMAGE,
            responses.anything,
            path=(unit_id,),
            query={
                "type": type,
            },
            body=requests.multipart(
                models.ImageUpload,
                {
                    "type": type,
                    "file": file,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, file
        return await under_way

    async def delete_image(
        self,
        unit_id: str,
        *,
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete an image.

        Removes the logo or the signature of the unit.

        Args:
            unit_id: Id of the unit.
            type: Which of the images is meant. One of `logo`, `signature`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.units.delete_image(unit_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Unit — Delete Unit Images
        """
        under_way = self._requestor.call(
            UNITS_DELETE_IMAGE,
            responses.unwrap("count", int, absent=1),
            path=(unit_id,),
            query={
                "type": type,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type
        return await under_way

    async def image(
        self,
        unit_id: str,
        *,
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Download an image.

        Fetches the bytes of the logo or the signature of the unit.

        Args:
            unit_id: Id of the unit.
            type: Which of the images is meant. One of `logo`, `signature`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.units.image(unit_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Unit — Download Unit Images
        """
        return await self._requestor.read(
            UNITS_IMAGE,
            path=(unit_id,),
            query={
                "type": type,
            },
            options=options,
        )

    async def download_image(
        self,
        unit_id: str,
        *,
        to: str | PathLike[str],
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> Path:
        """Download an image, saved to a file.

        Fetches the bytes of the logo or the signature of the unit.

        Args:
            unit_id: Id of the unit.
            type: Which of the images is meant. One of `logo`, `signature`.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Unit — Download Unit Images
        """
        return await self._requestor.download(
            UNITS_IMAGE,
            to=to,
            path=(unit_id,),
            query={
                "type": type,
            },
            options=options,
        )
