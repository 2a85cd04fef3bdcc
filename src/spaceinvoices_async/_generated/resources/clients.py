# Generated from the OpenAPI document by `make generate`. Do not edit.
"""The people and businesses that receive documents."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, Unset

from .. import models
from ..operations.clients import (
    CLIENTS_COUNT,
    CLIENTS_CREATE,
    CLIENTS_DELETE,
    CLIENTS_GET,
    CLIENTS_LIST,
    CLIENTS_REPLACE,
    CLIENTS_SEARCH,
    CLIENTS_SEND_REMINDER,
    CLIENTS_UPDATE,
)
from ..types import (
    ClientKind,
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


class ClientsResource:
    """The people and businesses that receive documents."""

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
    ) -> _paginator.AsyncPaginator[models.Client]:
        """List clients.

        Lists the clients of an organization.

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
            async for row in client.clients.list(organization_id): ...

        Source:
            https://spaceinvoices.com/docs/Client — Find Clients
        """
        return self._requestor.paginate(
            CLIENTS_LIST,
            models.Client,
            _list_query.list_query(
                models.Client,
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
        contact: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        is_end_customer: bool | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Client: ...

    @overload
    async def create(
        self,
        organization_id: str,
        *,
        body: models.ClientCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Client: ...

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
            contact: str | None | Unset = UNSET,
            note: str | None | Unset = UNSET,
            is_end_customer: bool | None | Unset = UNSET,
            type: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Client: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        organization_id: str,
        *,
        body: models.ClientCreate | Mapping[str, object] | Unset = UNSET,
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
        contact: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        is_end_customer: bool | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Client:
        """Create a client.

        Stores a client, to be named by its id on documents.

        Args:
            organization_id: Id of the organization.
            body: All fields at once, as `ClientCreate` or as a mapping, in Python names or in
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
            contact: Whom to speak to there.
            note: A note about the client.
            is_end_customer: Whether the client is a consumer; no unless given.
            type: Whether the client is a customer, a supplier or both.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.clients.create(
                organization_id,
                name='Rocket man',
                address='Launch pad 39',
                address2='Gate A',
                city='London',
                zip='SW1A 1AA',
                state='Greater London',
                country='United Kingdom',
                tax_number='GB123456789',
                tax_subject=True,
                company_number='01234567',
                iban='GB33BUKB20201555555555',
                bank='Bank of the Moon',
                swift='BUKBGB22',
                website='https://rocket.example.com',
                email='rocket.man@example.com',
                phone='+44 20 7946 0000',
                business_type='Ltd',
                fiscal_region_code='LDN',
                country_alpha2_code='GB',
                contact='Elton',
                note='Prefers to be paid in advance',
                is_end_customer=False,
                # and more
            )

        Source:
            https://spaceinvoices.com/docs/Client — Create Client
        """
        under_way = self._requestor.call(
            CLIENTS_CREATE,
            responses.one(models.Client),
            path=(organization_id,),
            body=requests.json_body(
                models.ClientCreate,
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
                    "contact": contact,
                    "note": note,
                    "is_end_customer": is_end_customer,
                    "type": type,
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
            contact,
            note,
            is_end_customer,
            type,
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
        """Count clients.

        Counts the clients of an organization; deleted ones cannot be counted.

        Args:
            organization_id: Id of the organization.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.clients.count(organization_id)

        Source:
            https://spaceinvoices.com/docs/Client — Count Clients
        """
        under_way = self._requestor.call(
            CLIENTS_COUNT,
            responses.unwrap("count", int),
            path=(organization_id,),
            query={
                "where": _filters.where(where, models.Client),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def search(
        self,
        organization_id: str,
        *,
        term: str,
        type: ClientKind | str | None = None,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Client]:
        """Search clients.

        Finds clients by a piece of text, all in one answer without pages.

        Args:
            organization_id: Id of the organization.
            term: The text to look for.
            type: Look only among customers or only among suppliers. One of `customer`, `supplier`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.clients.search(organization_id, term=term)

        Source:
            https://spaceinvoices.com/docs/Client — Search Clients
        """
        under_way = self._requestor.call(
            CLIENTS_SEARCH,
            responses.many(models.Client),
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

    async def get(
        self,
        client_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Client:
        """Get a client.

        Fetches one client.

        Args:
            client_id: Id of the client.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.clients.get(client_id)

        Source:
            https://spaceinvoices.com/docs/Client — Get Client
        """
        return await self._requestor.call(
            CLIENTS_GET,
            responses.one(models.Client),
            path=(client_id,),
            query={
                "filter": _filters.selection(fields, include, models.Client),
            },
            options=options,
        )

    @overload
    async def replace(
        self,
        client_id: str,
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
        contact: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        is_end_customer: bool | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Client: ...

    @overload
    async def replace(
        self,
        client_id: str,
        *,
        body: models.ClientReplace | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Client: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def replace(
            self,
            client_id: str,
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
            contact: str | None | Unset = UNSET,
            note: str | None | Unset = UNSET,
            is_end_customer: bool | None | Unset = UNSET,
            type: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            data: Sequence[models.DataEntryInput | models.DataEntryInputDict]
            | None
            | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Client: ...

    async def replace(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        client_id: str,
        *,
        body: models.ClientReplace | Mapping[str, object] | Unset = UNSET,
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
        contact: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        is_end_customer: bool | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Client:
        """Replace a client.

        Overwrites a client; properties that are not sent are lost.

        Args:
            client_id: Id of the client.
            body: All fields at once, as `ClientReplace` or as a mapping, in Python names or in
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
            contact: Whom to speak to there.
            note: A note about the client.
            is_end_customer: Whether the client is a consumer; no unless given.
            type: Whether the client is a customer, a supplier or both.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            data: Extra facts.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.clients.replace(
                client_id,
                name='Rocket man',
                address='Launch pad 39',
                address2='Gate A',
                city='London',
                zip='SW1A 1AA',
                state='Greater London',
                country='United Kingdom',
                tax_number='GB123456789',
                tax_subject=True,
                company_number='01234567',
                iban='GB33BUKB20201555555555',
                bank='Bank of the Moon',
                swift='BUKBGB22',
                website='https://rocket.example.com',
                email='rocket.man@example.com',
                phone='+44 20 7946 0000',
                business_type='Ltd',
                fiscal_region_code='LDN',
                country_alpha2_code='GB',
                contact='Elton',
                note='Prefers to be paid in advance',
                is_end_customer=False,
                # and more
            )

        Source:
            https://spaceinvoices.com/docs/Client — Replace Client
        """
        under_way = self._requestor.call(
            CLIENTS_REPLACE,
            responses.one(models.Client),
            path=(client_id,),
            body=requests.json_body(
                models.ClientReplace,
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
                    "contact": contact,
                    "note": note,
                    "is_end_customer": is_end_customer,
                    "type": type,
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
            contact,
            note,
            is_end_customer,
            type,
            custom,
            data,
        )
        return await under_way

    async def delete(
        self,
        client_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> int:
        """Delete a client.

        Hides a client from every query that does not ask for deleted rows. An unknown or already
        deleted id counts 0.

        Args:
            client_id: Id of the client.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.clients.delete(client_id)

        Source:
            https://spaceinvoices.com/docs/Client — Delete Client
        """
        return await self._requestor.call(
            CLIENTS_DELETE,
            responses.unwrap("count", int, absent=1),
            path=(client_id,),
            options=options,
        )

    async def update(
        self,
        client_id: str,
        *,
        body: models.ClientPatch | Mapping[str, object] | Unset = UNSET,
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
        contact: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        is_end_customer: bool | None | Unset = UNSET,
        type: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        data: Sequence[models.DataEntryInput | models.DataEntryInputDict] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Client:
        """Update a client.

        Changes the given properties and keeps the rest; `custom` is replaced as a whole.

        Args:
            client_id: Id of the client.
            body: All fields at once, as `ClientPatch` or as a mapping, in Python names or in
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
            contact: Whom to speak to there.
            note: A note about the client.
            is_end_customer: Whether the client is a consumer; no unless given.
            type: Whether the client is a customer, a supplier or both.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            data: Extra facts; replaces the list.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.clients.update(
                client_id,
                name='Rocket man',
                address='Launch pad 39',
                address2='Gate A',
                city='London',
                zip='SW1A 1AA',
                state='Greater London',
                country='United Kingdom',
                tax_number='GB123456789',
                tax_subject=True,
                company_number='01234567',
                iban='GB33BUKB20201555555555',
                bank='Bank of the Moon',
                swift='BUKBGB22',
                website='https://rocket.example.com',
                email='rocket.man@example.com',
                phone='+44 20 7946 0000',
                business_type='Ltd',
                fiscal_region_code='LDN',
                country_alpha2_code='GB',
                contact='Elton',
                note='Prefers to be paid in advance',
                is_end_customer=False,
                # and more
            )

        Source:
            https://spaceinvoices.com/docs/Client — Patch Client
        """
        under_way = self._requestor.call(
            CLIENTS_UPDATE,
            responses.one(models.Client),
            path=(client_id,),
            body=requests.json_body(
                models.ClientPatch,
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
                    "contact": contact,
                    "note": note,
                    "is_end_customer": is_end_customer,
                    "type": type,
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
            contact,
            note,
            is_end_customer,
            type,
            custom,
            data,
        )
        return await under_way

    async def send_reminder(
        self,
        client_id: str,
        *,
        body: models.Reminder | Mapping[str, object] | Unset = UNSET,
        email: str | None | Unset = UNSET,
        language: str | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> bool:
        """Send a reminder.

        Mails a client about its open documents; a repeated call mails again.

        Args:
            client_id: Id of the client.
            body: All fields at once, as `Reminder` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            email: Where to send it; the client's address unless given.
            language: Language, as a two-letter code.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.clients.send_reminder(
                client_id,
                email='rocket.man@example.com',
                language='en',
            )

        Source:
            https://spaceinvoices.com/docs/Client — Send Reminder to Client
        """
        under_way = self._requestor.call(
            CLIENTS_SEND_REMINDER,
            responses.unwrap("success", bool, absent=True),
            path=(client_id,),
            body=requests.json_body(
                models.Reminder,
                body,
                {
                    "email": email,
                    "language": language,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, email, language
        return await under_way
