# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The legal entities that issue documents."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, JsonValue, Moment, Unset

from .. import models
from ..operations.organizations import (
    ORGANIZATIONS_ACTIVATE,
    ORGANIZATIONS_BALANCE_SHEET,
    ORGANIZATIONS_BUSINESS_STATS,
    ORGANIZATIONS_CATEGORY_TOTAL_STATS,
    ORGANIZATIONS_COUNT,
    ORGANIZATIONS_CREATE,
    ORGANIZATIONS_DEACTIVATE,
    ORGANIZATIONS_DELETE_IMAGE,
    ORGANIZATIONS_DOCUMENT_TOTAL_STATS,
    ORGANIZATIONS_EXPORT,
    ORGANIZATIONS_GET,
    ORGANIZATIONS_HAS_CERTIFICATE,
    ORGANIZATIONS_IMAGE,
    ORGANIZATIONS_IMAGE_FILE,
    ORGANIZATIONS_IMPORT_DATA,
    ORGANIZATIONS_INVITE,
    ORGANIZATIONS_IS_UNIQUE_DOC_NUMBER,
    ORGANIZATIONS_LAST_DOC_NUMBER,
    ORGANIZATIONS_LIST,
    ORGANIZATIONS_LOGO,
    ORGANIZATIONS_NEXT_DOC_NUMBER,
    ORGANIZATIONS_PAYMENT_TOTAL_STATS,
    ORGANIZATIONS_PROFIT_AND_LOSS,
    ORGANIZATIONS_SUBSCRIPTION,
    ORGANIZATIONS_THIS_MONTH_INVOICES,
    ORGANIZATIONS_TOTAL_STATS,
    ORGANIZATIONS_UPDATE,
    ORGANIZATIONS_UPLOAD_CERTIFICATE,
    ORGANIZATIONS_UPLOAD_IMAGE,
)
from ..types import (
    DocumentType,
    ExportType,
    ImageType,
    Interval,
    Role,
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


class OrganizationsResource:
    """The legal entities that issue documents."""

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
    ) -> _paginator.AsyncPaginator[models.Organization]:
        """List organizations.

        Lists the organizations an account may work in.

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
            async for row in client.organizations.list(account_id): ...

        Source:
            https://spaceinvoices.com/docs/Organization — Find Organizations
        """
        return self._requestor.paginate(
            ORGANIZATIONS_LIST,
            models.Organization,
            _list_query.list_query(
                models.Organization,
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

    @overload
    async def create(
        self,
        account_id: str,
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
        locale: str | None | Unset = UNSET,
        timezone: str | None | Unset = UNSET,
        size: str | None | Unset = UNSET,
        industry: str | None | Unset = UNSET,
        billing_email: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Organization: ...

    @overload
    async def create(
        self,
        account_id: str,
        *,
        body: models.OrganizationCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Organization: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            account_id: str,
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
            locale: str | None | Unset = UNSET,
            timezone: str | None | Unset = UNSET,
            size: str | None | Unset = UNSET,
            industry: str | None | Unset = UNSET,
            billing_email: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Organization: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        account_id: str,
        *,
        body: models.OrganizationCreate | Mapping[str, object] | Unset = UNSET,
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
        locale: str | None | Unset = UNSET,
        timezone: str | None | Unset = UNSET,
        size: str | None | Unset = UNSET,
        industry: str | None | Unset = UNSET,
        billing_email: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Organization:
        """Create an organization.

        Creates an organization and, from its country, its taxes, default texts, locale and
        currency. The country is free text in English or in its own language and is not checked.

        Args:
            account_id: Id of the account.
            body: All fields at once, as `OrganizationCreate` or as a mapping, in Python names or in
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
            locale: Language and country, for example nl-BE; found from the country unless given.
            timezone: Time zone, for example Europe/Brussels.
            size: How many people work there.
            industry: Line of business.
            billing_email: Where bills for the service itself go.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.organizations.create(
                account_id,
                name='International Space Agency',
                address='Rocket street 1',
                address2='Hangar 3',
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
                website='https://space.example.com',
                email='office@example.com',
                phone='+32 2 555 12 12',
                business_type='BV',
                fiscal_region_code='BRU',
                country_alpha2_code='BE',
                locale='nl-BE',
                timezone='Europe/Brussels',
                size='11-50',
                # and more
            )

        Source:
            https://spaceinvoices.com/docs/Organization — Create Organization
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_CREATE,
            responses.one(models.Organization),
            path=(account_id,),
            body=requests.json_body(
                models.OrganizationCreate,
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
                    "locale": locale,
                    "timezone": timezone,
                    "size": size,
                    "industry": industry,
                    "billing_email": billing_email,
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
            locale,
            timezone,
            size,
            industry,
            billing_email,
            custom,
            data,
        )
        return await under_way

    async def count(
        self,
        account_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count organizations.

        Counts the organizations an account may work in. The server applies `where` to the links
        between account and organization, not to the organizations.

        Args:
            account_id: Id of the account.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.count(account_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Count Organizations
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_COUNT,
            responses.unwrap("count", int),
            path=(account_id,),
            query={
                "where": _filters.where(where, models.Organization),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def get(
        self,
        organization_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Organization:
        """Get an organization.

        Fetches one organization.

        Args:
            organization_id: Id of the organization.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.get(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organization
        """
        return await self._requestor.call(
            ORGANIZATIONS_GET,
            responses.one(models.Organization),
            path=(organization_id,),
            query={
                "filter": _filters.selection(fields, include, models.Organization),
            },
            options=options,
        )

    async def update(
        self,
        organization_id: str,
        *,
        body: models.OrganizationPatch | Mapping[str, object] | Unset = UNSET,
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
        locale: str | None | Unset = UNSET,
        timezone: str | None | Unset = UNSET,
        size: str | None | Unset = UNSET,
        industry: str | None | Unset = UNSET,
        billing_email: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Organization:
        """Update an organization.

        Changes the given properties and keeps the rest; `custom` is replaced as a whole.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `OrganizationPatch` or as a mapping, in Python names or in
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
            locale: Language and country, for example nl-BE; found from the country unless given.
            timezone: Time zone, for example Europe/Brussels.
            size: How many people work there.
            industry: Line of business.
            billing_email: Where bills for the service itself go.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            data: Extra facts; replaces the list.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.organizations.update(
                organization_id,
                name='International Space Agency',
                address='Rocket street 1',
                address2='Hangar 3',
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
                website='https://space.example.com',
                email='office@example.com',
                phone='+32 2 555 12 12',
                business_type='BV',
                fiscal_region_code='BRU',
                country_alpha2_code='BE',
                locale='nl-BE',
                timezone='Europe/Brussels',
                size='11-50',
                # and more
            )

        Source:
            https://spaceinvoices.com/docs/Organization — Patch Organization
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_UPDATE,
            responses.one(models.Organization),
            path=(organization_id,),
            body=requests.json_body(
                models.OrganizationPatch,
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
                    "locale": locale,
                    "timezone": timezone,
                    "size": size,
                    "industry": industry,
                    "billing_email": billing_email,
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
            locale,
            timezone,
            size,
            industry,
            billing_email,
            custom,
            data,
        )
        return await under_way

    async def activate(
        self,
        organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Activate an organization.

        Opens a deactivated organization again.

        Args:
            organization_id: Id of the organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.activate(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Activate Organization
        """
        return await self._requestor.call(
            ORGANIZATIONS_ACTIVATE,
            responses.unwrap("success", bool, absent=True),
            path=(organization_id,),
            options=options,
        )

    async def deactivate(
        self,
        organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Deactivate an organization.

        Closes an organization: nothing can be done in it until it is activated again.
        Organizations cannot be deleted.

        Args:
            organization_id: Id of the organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.deactivate(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Deactivate Organization
        """
        return await self._requestor.call(
            ORGANIZATIONS_DEACTIVATE,
            responses.unwrap("success", bool, absent=True),
            path=(organization_id,),
            options=options,
        )

    async def subscription(
        self,
        organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Get the subscription.

        Describes the plan the organization is on; the shape is not documented.

        Args:
            organization_id: Id of the organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.subscription(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations subscription
        """
        return await self._requestor.call(
            ORGANIZATIONS_SUBSCRIPTION,
            responses.record,
            path=(organization_id,),
            options=options,
        )

    async def image(
        self,
        organization_id: str,
        *,
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Get an image.

        Fetches the bytes of the logo or the signature.

        Args:
            organization_id: Id of the organization.
            type: Which of the images is meant. One of `logo`, `signature`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.image(organization_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations image
        """
        return await self._requestor.read(
            ORGANIZATIONS_IMAGE,
            path=(organization_id,),
            query={
                "type": type,
            },
            options=options,
        )

    async def download_image(
        self,
        organization_id: str,
        *,
        to: str | PathLike[str],
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> Path:
        """Get an image, saved to a file.

        Fetches the bytes of the logo or the signature.

        Args:
            organization_id: Id of the organization.
            type: Which of the images is meant. One of `logo`, `signature`.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations image
        """
        return await self._requestor.download(
            ORGANIZATIONS_IMAGE,
            to=to,
            path=(organization_id,),
            query={
                "type": type,
            },
            options=options,
        )

    async def upload_image(
        self,
        organization_id: str,
        *,
        type: ImageType | str,
        file: _uploads.FileInput,
        options: RequestOptions | None = None,
    ) -> JsonValue:
        """Upload an image.

        Stores the logo or the signature printed on documents, replacing an earlier one.

        Args:
            organization_id: Id of the organization.
            type: Which of the images printed on documents is meant. One of `logo`, `signature`.
            file: The image.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.organizations.upload_image(organization_id, type=type, file=file)

        Source:
            https://spaceinvoices.com/docs/Organization — Upload image for Organization
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_UPLOAD_IMAGE,
            responses.anything,
            path=(organization_id,),
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
        organization_id: str,
        *,
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete an image.

        Removes the logo or the signature.

        Args:
            organization_id: Id of the organization.
            type: Which of the images is meant. One of `logo`, `signature`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.delete_image(organization_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Organization — Delete Organizations image
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_DELETE_IMAGE,
            responses.unwrap("count", int, absent=1),
            path=(organization_id,),
            query={
                "type": type,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type
        return await under_way

    async def image_file(
        self,
        organization_id: str,
        *,
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Download an image.

        Fetches the same bytes as the images route, served as a download.

        Args:
            organization_id: Id of the organization.
            type: Which of the images is meant. One of `logo`, `signature`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.image_file(organization_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Organization — Download Organizations image
        """
        return await self._requestor.read(
            ORGANIZATIONS_IMAGE_FILE,
            path=(organization_id,),
            query={
                "type": type,
            },
            options=options,
        )

    async def download_image_file(
        self,
        organization_id: str,
        *,
        to: str | PathLike[str],
        type: ImageType | str,
        options: RequestOptions | None = None,
    ) -> Path:
        """Download an image, saved to a file.

        Fetches the same bytes as the images route, served as a download.

        Args:
            organization_id: Id of the organization.
            type: Which of the images is meant. One of `logo`, `signature`.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Organization — Download Organizations image
        """
        return await self._requestor.download(
            ORGANIZATIONS_IMAGE_FILE,
            to=to,
            path=(organization_id,),
            query={
                "type": type,
            },
            options=options,
        )

    async def logo(
        self,
        organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Get the logo.

        Fetches the bytes of the logo.

        Args:
            organization_id: Id of the organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.logo(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Find Organizations
        """
        return await self._requestor.read(
            ORGANIZATIONS_LOGO,
            path=(organization_id,),
            options=options,
        )

    async def download_logo(
        self,
        organization_id: str,
        *,
        to: str | PathLike[str],
        options: RequestOptions | None = None,
    ) -> Path:
        """Get the logo, saved to a file.

        Fetches the bytes of the logo.

        Args:
            organization_id: Id of the organization.
            to: The file; it appears whole or not at all.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Source:
            https://spaceinvoices.com/docs/Organization — Find Organizations
        """
        return await self._requestor.download(
            ORGANIZATIONS_LOGO,
            to=to,
            path=(organization_id,),
            options=options,
        )

    async def export(
        self,
        organization_id: str,
        *,
        type: ExportType | str,
        where: _filters.Where | None = None,
        email: bool | None = None,
        lang: str | None = None,
        settings: Mapping[str, object] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Export:
        """Export data.

        Starts an export and answers with the link where the file will be; the link works only
        once the server has written it.

        Args:
            organization_id: Id of the organization.
            type: What to export. One of `document`, `client`, `item`.
            where: The condition rows must meet, as JSON.
            email: Whether to mail the finished file as well.
            lang: Language of headings, as a two-letter code.
            settings: Further settings as JSON; they are not documented.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.export(organization_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Organization — Export Organizations data
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_EXPORT,
            responses.one(models.Export),
            path=(organization_id,),
            query={
                "type": type,
                "where": _filters.where(where, models.Organization),
                "email": email,
                "lang": lang,
                "options": settings,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, where, email, lang, settings
        return await under_way

    async def import_data(
        self,
        organization_id: str,
        *,
        type: str,
        file: _uploads.FileInput,
        options: RequestOptions | None = None,
    ) -> bool:
        """Import data.

        Reads rows of one kind from an uploaded CSV file.

        Args:
            organization_id: Id of the organization.
            type: What the rows are; the values are not documented.
            file: The CSV file.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.organizations.import_data(organization_id, type=type, file=file)

        Source:
            https://spaceinvoices.com/docs/Organization — Import data to Organization
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_IMPORT_DATA,
            responses.unwrap("success", bool, absent=True),
            path=(organization_id,),
            body=requests.multipart(
                models.ImportUpload,
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

    async def invite(
        self,
        organization_id: str,
        *,
        body: models.Invitation | Mapping[str, object] | Unset = UNSET,
        account_id: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        require_confirmation: bool | None | Unset = UNSET,
        send_email: bool | None | Unset = UNSET,
        role: Role | str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Invite an account.

        Offers an account, named by id or e-mail address, access to the organization. An unknown
        address is linked when its owner signs up.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `Invitation` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            account_id: Id of the account.
            email: Address of the account; it may not exist yet.
            require_confirmation: Whether access begins only when the account accepts, which is the default. Only
                verified root accounts may say no, and only for accounts that exist.
            send_email: Whether to mail the invitation, which is the default. No is possible only without
                confirmation.
            role: What an account may do in an organization. One of `default`, `readonly`, `admin`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.organizations.invite(
                organization_id,
                account_id='62443617e71d701784024fe5',
                email='ada@example.com',
                require_confirmation=True,
                send_email=True,
                role='default',
            )

        Source:
            https://spaceinvoices.com/docs/Organization — Invite Account to Organization
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_INVITE,
            responses.record,
            path=(organization_id,),
            body=requests.json_body(
                models.Invitation,
                body,
                {
                    "account_id": account_id,
                    "email": email,
                    "require_confirmation": require_confirmation,
                    "send_email": send_email,
                    "role": role,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, account_id, email, require_confirmation, send_email, role
        return await under_way

    async def business_stats(
        self,
        organization_id: str,
        *,
        from_date: Moment | None = None,
        to_date: Moment | None = None,
        account_id: str | None = None,
        unit_id: str | None = None,
        text: bool | None = None,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Get business figures.

        Sums up how the business is doing in a period; the shape is not documented.

        Args:
            organization_id: Id of the organization.
            from_date: First day of the period.
            to_date: Last day of the period.
            account_id: Count only what this account did.
            unit_id: Count only what belongs to this unit.
            text: Whether to write the report out as text.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.business_stats(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations business stats
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_BUSINESS_STATS,
            responses.record,
            path=(organization_id,),
            query={
                "from": from_date,
                "to": to_date,
                "accountId": account_id,
                "unitId": unit_id,
                "text": text,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del from_date, to_date, account_id, unit_id, text
        return await under_way

    async def total_stats(
        self,
        organization_id: str,
        *,
        date: Moment | None = None,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Get total figures.

        Sums up what is due and overdue; the shape is not documented.

        Args:
            organization_id: Id of the organization.
            date: The day to take as today.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.total_stats(organization_id)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations total stats
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_TOTAL_STATS,
            responses.record,
            path=(organization_id,),
            query={
                "date": date,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del date
        return await under_way

    async def payment_total_stats(
        self,
        organization_id: str,
        *,
        from_date: Moment,
        to_date: Moment,
        dist: Interval | str,
        options: RequestOptions | None = None,
    ) -> models.PaymentStats:
        """Get payments over time.

        Sums up payments by day, week, month or year.

        Args:
            organization_id: Id of the organization.
            from_date: First day of the period.
            to_date: Last day of the period.
            dist: How long the stretches are that are summed up. One of `day`, `week`, `month`,
                `year`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.payment_total_stats(organization_id, from_date=from_date, to_date=to_date, dist=dist)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations payment total stats
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_PAYMENT_TOTAL_STATS,
            responses.one(models.PaymentStats),
            path=(organization_id,),
            query={
                "from": from_date,
                "to": to_date,
                "dist": dist,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del from_date, to_date, dist
        return await under_way

    async def category_total_stats(
        self,
        organization_id: str,
        *,
        from_date: Moment,
        to_date: Moment,
        dist: Interval | str,
        category_id: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.Stats:
        """Get categories over time.

        Sums up categories by day, week, month or year.

        Args:
            organization_id: Id of the organization.
            from_date: First day of the period.
            to_date: Last day of the period.
            dist: How long the stretches are that are summed up. One of `day`, `week`, `month`,
                `year`.
            category_id: Count only this category.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.category_total_stats(organization_id, from_date=from_date, to_date=to_date, dist=dist)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations category total stats
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_CATEGORY_TOTAL_STATS,
            responses.one(models.Stats),
            path=(organization_id,),
            query={
                "from": from_date,
                "to": to_date,
                "dist": dist,
                "categoryId": category_id,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del from_date, to_date, dist, category_id
        return await under_way

    async def document_total_stats(
        self,
        organization_id: str,
        *,
        type: DocumentType | str,
        from_date: Moment,
        to_date: Moment,
        dist: Interval | str,
        gross: bool | None = None,
        incoming: bool | None = None,
        options: RequestOptions | None = None,
    ) -> models.Stats:
        """Get documents over time.

        Sums up the documents of one type by day, week, month or year.

        Args:
            organization_id: Id of the organization.
            type: The type of document. One of `invoice`, `estimate`, `advance`, `credit-note`,
                `delivery-note`.
            from_date: First day of the period.
            to_date: Last day of the period.
            dist: How long the stretches are that are summed up. One of `day`, `week`, `month`,
                `year`.
            gross: Whether to sum up gross values instead of net ones.
            incoming: Whether received documents are meant instead of issued ones.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.document_total_stats(organization_id, type=type, from_date=from_date, to_date=to_date, dist=dist)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations document total stats
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_DOCUMENT_TOTAL_STATS,
            responses.one(models.Stats),
            path=(organization_id,),
            query={
                "type": type,
                "from": from_date,
                "to": to_date,
                "dist": dist,
                "gross": gross,
                "incoming": incoming,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, from_date, to_date, dist, gross, incoming
        return await under_way

    async def profit_and_loss(
        self,
        organization_id: str,
        *,
        from_date: Moment,
        to_date: Moment,
        settings: Mapping[str, object] | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[dict[str, JsonValue]]:
        """Get the profit and loss report.

        Reports income and expenses of a period; a beta whose rows are not documented.

        Args:
            organization_id: Id of the organization.
            from_date: First day of the period.
            to_date: Last day of the period.
            settings: Further settings of the report as JSON; they are not documented.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.profit_and_loss(organization_id, from_date=from_date, to_date=to_date)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations profit and loss (beta)
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_PROFIT_AND_LOSS,
            responses.records,
            path=(organization_id,),
            query={
                "from": from_date,
                "to": to_date,
                "options": settings,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del from_date, to_date, settings
        return await under_way

    async def balance_sheet(
        self,
        organization_id: str,
        *,
        from_date: Moment,
        to_date: Moment,
        options: RequestOptions | None = None,
    ) -> builtins.list[dict[str, JsonValue]]:
        """Get the balance sheet.

        Reports assets and liabilities; a beta whose rows are not documented.

        Args:
            organization_id: Id of the organization.
            from_date: First day of the period.
            to_date: Last day of the period.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.balance_sheet(organization_id, from_date=from_date, to_date=to_date)

        Source:
            https://spaceinvoices.com/docs/Organization — Get Organizations balance sheet (beta)
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_BALANCE_SHEET,
            responses.records,
            path=(organization_id,),
            query={
                "from": from_date,
                "to": to_date,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del from_date, to_date
        return await under_way

    async def is_unique_doc_number(
        self,
        organization_id: str,
        *,
        number: str,
        type: DocumentType | str,
        ignore_id: str | None = None,
        incoming: bool | None = None,
        options: RequestOptions | None = None,
    ) -> bool:
        """Ask whether a document number is free.

        True when no document of the type has the number yet.

        Args:
            organization_id: Id of the organization.
            number: The number to look for.
            type: The type of document. One of `invoice`, `estimate`, `advance`, `credit-note`,
                `delivery-note`.
            ignore_id: Id of a document that may have it.
            incoming: Whether received documents are meant instead of issued ones.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.is_unique_doc_number(organization_id, number=number, type=type)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_IS_UNIQUE_DOC_NUMBER,
            responses.unwrap("unique", bool),
            path=(organization_id,),
            query={
                "number": number,
                "type": type,
                "ignoreId": ignore_id,
                "incoming": incoming,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del number, type, ignore_id, incoming
        return await under_way

    async def last_doc_number(
        self,
        organization_id: str,
        *,
        type: DocumentType | str,
        incoming: bool | None = None,
        date: Moment | None = None,
        options: RequestOptions | None = None,
    ) -> str:
        """Get the last document number.

        Names the number most recently given to a document.

        Args:
            organization_id: Id of the organization.
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
            answer = await client.organizations.last_doc_number(organization_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_LAST_DOC_NUMBER,
            responses.unwrap("number", str),
            path=(organization_id,),
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
        organization_id: str,
        *,
        type: DocumentType | str,
        incoming: bool | None = None,
        fiscal_strategy: str | None = None,
        business_premise_id: str | None = None,
        electronic_device_id: str | None = None,
        date: Moment | None = None,
        options: RequestOptions | None = None,
    ) -> str:
        """Preview the next document number.

        Names the number the next document would get. It is a preview, not a reservation: another
        create may take it first.

        Args:
            organization_id: Id of the organization.
            type: The type of document. One of `invoice`, `estimate`, `advance`, `credit-note`,
                `delivery-note`.
            incoming: Whether received documents are meant instead of issued ones.
            fiscal_strategy: Numbering of fiscalized documents: C by business premise, B by electronic device.
            business_premise_id: Id of the business premise.
            electronic_device_id: Id of the electronic device.
            date: A day in the year whose numbering is meant; this year otherwise.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.next_doc_number(organization_id, type=type)

        Source:
            https://spaceinvoices.com/docs/Document — Endpoints
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_NEXT_DOC_NUMBER,
            responses.unwrap("number", str),
            path=(organization_id,),
            query={
                "type": type,
                "incoming": incoming,
                "fvStrategy": fiscal_strategy,
                "BPid": business_premise_id,
                "EDid": electronic_device_id,
                "date": date,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, incoming, fiscal_strategy, business_premise_id, electronic_device_id, date
        return await under_way

    async def this_month_invoices(
        self,
        organization_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Count the invoices of this month.

        Says how many invoices the organization issued this month.

        Args:
            organization_id: Id of the organization.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.this_month_invoices(organization_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/this-month-
            invoices
        """
        return await self._requestor.call(
            ORGANIZATIONS_THIS_MONTH_INVOICES,
            responses.unwrap("number", int),
            path=(organization_id,),
            options=options,
        )

    async def upload_certificate(
        self,
        organization_id: str,
        *,
        type: str,
        certificate: _uploads.FileInput,
        environment: str | None | Unset = UNSET,
        passphrase: str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> JsonValue:
        """Upload a certificate.

        Stores the certificate that documents are fiscalized with, in place of an earlier one.

        Args:
            organization_id: Id of the organization.
            type: Kind of certificate, for example furs.
            certificate: The certificate.
            environment: production or test; production unless given.
            passphrase: Passphrase of the certificate.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.organizations.upload_certificate(organization_id, type=type, certificate=certificate)

        Source:
            https://docs.spaceinvoices.com — Uploading the certificate and passphrase
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_UPLOAD_CERTIFICATE,
            responses.anything,
            path=(organization_id,),
            query={
                "type": type,
            },
            body=requests.multipart(
                models.CertificateUpload,
                {
                    "type": type,
                    "certificate": certificate,
                    "environment": environment,
                    "passphrase": passphrase,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, certificate, environment, passphrase
        return await under_way

    async def has_certificate(
        self,
        organization_id: str,
        *,
        type: str,
        environment: str | None = None,
        options: RequestOptions | None = None,
    ) -> bool:
        """Ask whether there is a certificate.

        True when a certificate of the type was uploaded for the environment.

        Args:
            organization_id: Id of the organization.
            type: Kind of certificate, for example furs.
            environment: production or test; production unless given.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.organizations.has_certificate(organization_id, type=type)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Organizations/{id}/has-
            certificate
        """
        under_way = self._requestor.call(
            ORGANIZATIONS_HAS_CERTIFICATE,
            responses.unwrap("exists", bool),
            path=(organization_id,),
            query={
                "type": type,
                "environment": environment,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del type, environment
        return await under_way
