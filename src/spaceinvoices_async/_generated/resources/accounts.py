# Generated from the OpenAPI document by `make generate`. Do not edit.
"""Users who log in; a root account owns the child accounts it creates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Never, overload

from spaceinvoices_async._requestor import Requestor
from spaceinvoices_async._serialization import requests, responses
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.types import UNSET, JsonValue, Unset

from .. import models
from ..operations.accounts import (
    ACCOUNTS_AUTHORIZED,
    ACCOUNTS_CHANGE_PASSWORD,
    ACCOUNTS_CONFIRM,
    ACCOUNTS_COUNT,
    ACCOUNTS_COUNT_LOGS,
    ACCOUNTS_COUNT_USAGES,
    ACCOUNTS_CREATE,
    ACCOUNTS_GET,
    ACCOUNTS_IDENTITY_VERIFICATION,
    ACCOUNTS_IMPERSONATE,
    ACCOUNTS_IS_UNIQUE,
    ACCOUNTS_IS_VERIFIED,
    ACCOUNTS_LIST,
    ACCOUNTS_LIST_LOGS,
    ACCOUNTS_LIST_USAGES,
    ACCOUNTS_LOGIN,
    ACCOUNTS_LOGOUT,
    ACCOUNTS_RESET,
    ACCOUNTS_RESET_PASSWORD,
    ACCOUNTS_SEND_VERIFICATION,
    ACCOUNTS_SUBSCRIPTION,
    ACCOUNTS_UPDATE,
    ACCOUNTS_VERIFY,
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


class AccountsResource:
    """Users who log in; a root account owns the child accounts it creates."""

    __slots__ = ("_requestor",)

    def __init__(self, requestor: Requestor) -> None:
        self._requestor = requestor

    @overload
    async def create(
        self,
        *,
        email: str,
        password: str,
        firstname: str | None | Unset = UNSET,
        lastname: str | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        locale: str | None | Unset = UNSET,
        label: str | None | Unset = UNSET,
        software_supplier_tax_number: str | None | Unset = UNSET,
        activate_redirect: str | None | Unset = UNSET,
        invitation_link: str | None | Unset = UNSET,
        invitation_new_link: str | None | Unset = UNSET,
        document_shareable_link: str | None | Unset = UNSET,
        disable_creating_child_organizations: bool | None | Unset = UNSET,
        reset_redirect: str | None | Unset = UNSET,
        billing_organization_id: str | None | Unset = UNSET,
        newsletter: bool | None | Unset = UNSET,
        product_updates: bool | None | Unset = UNSET,
        skip_child_account_verification: bool | None | Unset = UNSET,
        realm: str | None | Unset = UNSET,
        username: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Account: ...

    @overload
    async def create(
        self,
        *,
        body: models.AccountCreate | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> models.Account: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def create(
            self,
            *,
            email: str,
            password: str,
            firstname: str | None | Unset = UNSET,
            lastname: str | None | Unset = UNSET,
            tax_number: str | None | Unset = UNSET,
            locale: str | None | Unset = UNSET,
            label: str | None | Unset = UNSET,
            software_supplier_tax_number: str | None | Unset = UNSET,
            activate_redirect: str | None | Unset = UNSET,
            invitation_link: str | None | Unset = UNSET,
            invitation_new_link: str | None | Unset = UNSET,
            document_shareable_link: str | None | Unset = UNSET,
            disable_creating_child_organizations: bool | None | Unset = UNSET,
            reset_redirect: str | None | Unset = UNSET,
            billing_organization_id: str | None | Unset = UNSET,
            newsletter: bool | None | Unset = UNSET,
            product_updates: bool | None | Unset = UNSET,
            skip_child_account_verification: bool | None | Unset = UNSET,
            realm: str | None | Unset = UNSET,
            username: str | None | Unset = UNSET,
            custom: Mapping[str, object] | None | Unset = UNSET,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.Account: ...

    async def create(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        *,
        body: models.AccountCreate | Mapping[str, object] | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        firstname: str | None | Unset = UNSET,
        lastname: str | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        locale: str | None | Unset = UNSET,
        label: str | None | Unset = UNSET,
        software_supplier_tax_number: str | None | Unset = UNSET,
        activate_redirect: str | None | Unset = UNSET,
        invitation_link: str | None | Unset = UNSET,
        invitation_new_link: str | None | Unset = UNSET,
        document_shareable_link: str | None | Unset = UNSET,
        disable_creating_child_organizations: bool | None | Unset = UNSET,
        reset_redirect: str | None | Unset = UNSET,
        billing_organization_id: str | None | Unset = UNSET,
        newsletter: bool | None | Unset = UNSET,
        product_updates: bool | None | Unset = UNSET,
        skip_child_account_verification: bool | None | Unset = UNSET,
        realm: str | None | Unset = UNSET,
        username: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Account:
        """Create an account.

        Creates an account. With the token of a root account, or of one of its children, the new
        account becomes a child of the root.

        Args:
            body: All fields at once, as `AccountCreate` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            email: The address the account logs in with.
            password: The password; at most 72 bytes.
            firstname: First name.
            lastname: Last name.
            tax_number: Number the tax office knows the person by.
            locale: Language of the account; English unless given.
            label: A name of one's own for the account.
            software_supplier_tax_number: Tax number of who supplies the software, for fiscal verification.
            activate_redirect: Where the activation mail of child accounts leads.
            invitation_link: Where invitations of known accounts lead.
            invitation_new_link: Where invitations of new accounts lead.
            document_shareable_link: Where links to shared documents lead.
            disable_creating_child_organizations: Whether child accounts may not create organizations.
            reset_redirect: Where the password reset mail leads.
            billing_organization_id: Id of the organization that pays.
            newsletter: Whether the vendor may send its newsletter.
            product_updates: Whether the vendor may send news of the product.
            skip_child_account_verification: Whether child accounts need not confirm their address.
            realm: Realm of the address; its use is not documented.
            username: A name to log in with; its use is not documented.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.accounts.create(
                email='ada@example.com',
                password='correct horse battery staple',
                firstname='Ada',
                lastname='Byron',
                tax_number='BE0123456749',
                locale='en',
                label='Merchant 17',
                software_supplier_tax_number='24595071',
                activate_redirect='https://shop.example.com/activated',
                invitation_link='https://shop.example.com/invited',
                invitation_new_link='https://shop.example.com/welcome',
                document_shareable_link='https://shop.example.com/documents',
                disable_creating_child_organizations=True,
                reset_redirect='https://shop.example.com/reset',
                billing_organization_id='644c214c6ee48100249d5d7d',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Account — Create Account
        """
        under_way = self._requestor.call(
            ACCOUNTS_CREATE,
            responses.one(models.Account),
            body=requests.json_body(
                models.AccountCreate,
                body,
                {
                    "email": email,
                    "password": password,
                    "firstname": firstname,
                    "lastname": lastname,
                    "tax_number": tax_number,
                    "locale": locale,
                    "label": label,
                    "software_supplier_tax_number": software_supplier_tax_number,
                    "activate_redirect": activate_redirect,
                    "invitation_link": invitation_link,
                    "invitation_new_link": invitation_new_link,
                    "document_shareable_link": document_shareable_link,
                    "disable_creating_child_organizations": disable_creating_child_organizations,
                    "reset_redirect": reset_redirect,
                    "billing_organization_id": billing_organization_id,
                    "newsletter": newsletter,
                    "product_updates": product_updates,
                    "skip_child_account_verification": skip_child_account_verification,
                    "realm": realm,
                    "username": username,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            email,
            password,
            firstname,
            lastname,
            tax_number,
            locale,
            label,
            software_supplier_tax_number,
            activate_redirect,
            invitation_link,
            invitation_new_link,
            document_shareable_link,
            disable_creating_child_organizations,
            reset_redirect,
            billing_organization_id,
            newsletter,
            product_updates,
            skip_child_account_verification,
            realm,
            username,
            custom,
        )
        return await under_way

    async def get(
        self,
        account_id: str,
        *,
        fields: _filters.Fields | None = None,
        include: _filters.Include | None = None,
        options: RequestOptions | None = None,
    ) -> models.Account:
        """Get an account.

        Fetches one account; the token must own it or be its root account's.

        Args:
            account_id: Id of the account.
            fields: The properties wanted; the others are `UNSET`.
            include: The relations wanted; they come in `additional_properties`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.get(account_id)

        Source:
            https://spaceinvoices.com/docs/Account — Get Account
        """
        return await self._requestor.call(
            ACCOUNTS_GET,
            responses.one(models.Account),
            path=(account_id,),
            query={
                "filter": _filters.selection(fields, include, models.Account),
            },
            options=options,
        )

    async def update(
        self,
        account_id: str,
        *,
        body: models.AccountPatch | Mapping[str, object] | Unset = UNSET,
        firstname: str | None | Unset = UNSET,
        lastname: str | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        locale: str | None | Unset = UNSET,
        label: str | None | Unset = UNSET,
        software_supplier_tax_number: str | None | Unset = UNSET,
        activate_redirect: str | None | Unset = UNSET,
        invitation_link: str | None | Unset = UNSET,
        invitation_new_link: str | None | Unset = UNSET,
        document_shareable_link: str | None | Unset = UNSET,
        disable_creating_child_organizations: bool | None | Unset = UNSET,
        reset_redirect: str | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        billing_organization_id: str | None | Unset = UNSET,
        newsletter: bool | None | Unset = UNSET,
        product_updates: bool | None | Unset = UNSET,
        skip_child_account_verification: bool | None | Unset = UNSET,
        realm: str | None | Unset = UNSET,
        username: str | None | Unset = UNSET,
        custom: Mapping[str, object] | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.Account:
        """Update an account.

        Changes the given properties and keeps the rest. A changed e-mail address ends every other
        token of the account.

        Args:
            account_id: Id of the account.
            body: All fields at once, as `AccountPatch` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            firstname: First name.
            lastname: Last name.
            tax_number: Number the tax office knows the person by.
            locale: Language of the account; English unless given.
            label: A name of one's own for the account.
            software_supplier_tax_number: Tax number of who supplies the software, for fiscal verification.
            activate_redirect: Where the activation mail of child accounts leads.
            invitation_link: Where invitations of known accounts lead.
            invitation_new_link: Where invitations of new accounts lead.
            document_shareable_link: Where links to shared documents lead.
            disable_creating_child_organizations: Whether child accounts may not create organizations.
            reset_redirect: Where the password reset mail leads.
            email: The address the account logs in with.
            billing_organization_id: Id of the organization that pays.
            newsletter: Whether the vendor may send its newsletter.
            product_updates: Whether the vendor may send news of the product.
            skip_child_account_verification: Whether child accounts need not confirm their address.
            realm: Realm of the address; its use is not documented.
            username: A name to log in with; its use is not documented.
            custom: Data of one's own, kept as it is; `custom.key` can stand in a filter.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.accounts.update(
                account_id,
                firstname='Ada',
                lastname='Byron',
                tax_number='BE0123456749',
                locale='en',
                label='Merchant 17',
                software_supplier_tax_number='24595071',
                activate_redirect='https://shop.example.com/activated',
                invitation_link='https://shop.example.com/invited',
                invitation_new_link='https://shop.example.com/welcome',
                document_shareable_link='https://shop.example.com/documents',
                disable_creating_child_organizations=True,
                reset_redirect='https://shop.example.com/reset',
                email='ada@example.com',
                billing_organization_id='644c214c6ee48100249d5d7d',
                custom={},
            )

        Source:
            https://spaceinvoices.com/docs/Account — Patch Account
        """
        under_way = self._requestor.call(
            ACCOUNTS_UPDATE,
            responses.one(models.Account),
            path=(account_id,),
            body=requests.json_body(
                models.AccountPatch,
                body,
                {
                    "firstname": firstname,
                    "lastname": lastname,
                    "tax_number": tax_number,
                    "locale": locale,
                    "label": label,
                    "software_supplier_tax_number": software_supplier_tax_number,
                    "activate_redirect": activate_redirect,
                    "invitation_link": invitation_link,
                    "invitation_new_link": invitation_new_link,
                    "document_shareable_link": document_shareable_link,
                    "disable_creating_child_organizations": disable_creating_child_organizations,
                    "reset_redirect": reset_redirect,
                    "email": email,
                    "billing_organization_id": billing_organization_id,
                    "newsletter": newsletter,
                    "product_updates": product_updates,
                    "skip_child_account_verification": skip_child_account_verification,
                    "realm": realm,
                    "username": username,
                    "custom": custom,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del (
            body,
            firstname,
            lastname,
            tax_number,
            locale,
            label,
            software_supplier_tax_number,
            activate_redirect,
            invitation_link,
            invitation_new_link,
            document_shareable_link,
            disable_creating_child_organizations,
            reset_redirect,
            email,
            billing_organization_id,
            newsletter,
            product_updates,
            skip_child_account_verification,
            realm,
            username,
            custom,
        )
        return await under_way

    @overload
    async def login(
        self,
        *,
        email: str,
        password: str,
        ttl: int | None | Unset = UNSET,
        include: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.AccessToken: ...

    @overload
    async def login(
        self,
        *,
        body: models.Login | Mapping[str, object],
        include: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.AccessToken: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def login(
            self,
            *,
            email: str,
            password: str,
            ttl: int | None | Unset = UNSET,
            include: str | None = None,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> models.AccessToken: ...

    async def login(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        *,
        body: models.Login | Mapping[str, object] | Unset = UNSET,
        email: str | Unset = UNSET,
        password: str | Unset = UNSET,
        ttl: int | None | Unset = UNSET,
        include: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.AccessToken:
        """Log in.

        Exchanges an e-mail address and a password for an access token. Wrong credentials answer
        401 with the code LOGIN_FAILED; the address is compared with its case.

        Args:
            body: All fields at once, as `Login` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            email: The address of the account, with its case.
            password: The password.
            ttl: Seconds the token shall live, -1 for ever; about two months unless given.
            include: Related objects to put into the answer, for example `user`.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.login(
                email='ada@example.com',
                password='correct horse battery staple',
            )

        Source:
            https://spaceinvoices.com/docs/Account — Login Account
        """
        under_way = self._requestor.call(
            ACCOUNTS_LOGIN,
            responses.one(models.AccessToken),
            query={
                "include": include,
            },
            body=requests.json_body(
                models.Login,
                body,
                {
                    "email": email,
                    "password": password,
                    "ttl": ttl,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, email, password, ttl, include
        return await under_way

    async def logout(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Log out.

        Ends the token the call is made with. A second call with it answers 401.

        Args:
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            await client.accounts.logout()

        Source:
            https://spaceinvoices.com/docs/Account — Logout Account
        """
        await self._requestor.call(
            ACCOUNTS_LOGOUT,
            responses.nothing,
            options=options,
        )

    async def impersonate(
        self,
        *,
        body: models.Impersonation | Mapping[str, object] | Unset = UNSET,
        email: str | None | Unset = UNSET,
        id: str | None | Unset = UNSET,
        ttl: int | None | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> models.AccessToken:
        """Impersonate a child account.

        Gives a root account a token that acts as one of its children, named by id or by e-mail
        address. Other accounts are refused.

        Args:
            body: All fields at once, as `Impersonation` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            email: The address of the child account.
            id: Id of the child account.
            ttl: Seconds the token shall live; two months unless given.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.impersonate(
                email='ada@example.com',
                id='62443617e71d701784024fe5',
                ttl=3600,
            )

        Source:
            https://spaceinvoices.com/docs/Account — Login as / Impersonate Child Account
        """
        under_way = self._requestor.call(
            ACCOUNTS_IMPERSONATE,
            responses.one(models.AccessToken),
            body=requests.json_body(
                models.Impersonation,
                body,
                {
                    "email": email,
                    "id": id,
                    "ttl": ttl,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, email, id, ttl
        return await under_way

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
    ) -> _paginator.AsyncPaginator[models.Account]:
        """List child accounts.

        Lists the children of the token's account.

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
            async for row in client.accounts.list(): ...

        Source:
            https://spaceinvoices.com/docs/Account — Get Child Accounts
        """
        return self._requestor.paginate(
            ACCOUNTS_LIST,
            models.Account,
            _list_query.list_query(
                models.Account,
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

    async def count(
        self,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count child accounts.

        Counts the children of the token's account.

        Args:
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.count()

        Source:
            https://spaceinvoices.com/docs/Account — Count Child Accounts
        """
        under_way = self._requestor.call(
            ACCOUNTS_COUNT,
            responses.unwrap("count", int),
            query={
                "where": _filters.where(where, models.Account),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    async def authorized(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> models.Account:
        """Get the account of the token.

        Says whose token the call is made with; a token that is not valid answers 401.

        Args:
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.authorized()

        Source:
            https://spaceinvoices.com/docs/Account — Check if Accounts Authorized
        """
        return await self._requestor.call(
            ACCOUNTS_AUTHORIZED,
            responses.one(models.Account),
            options=options,
        )

    async def is_unique(
        self,
        *,
        email: str,
        options: RequestOptions | None = None,
    ) -> bool:
        """Ask whether an e-mail address is free.

        True when no account uses the address yet.

        Args:
            email: The address to look for; unescaped special characters give wrong answers.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.is_unique(email=email)

        Source:
            https://spaceinvoices.com/docs/Account — Check if Accounts Email is unique
        """
        under_way = self._requestor.call(
            ACCOUNTS_IS_UNIQUE,
            responses.unwrap("isUnique", bool),
            query={
                "email": email,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del email
        return await under_way

    async def verify(
        self,
        account_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Verify an account.

        Marks the account as verified.

        Args:
            account_id: Id of the account.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            await client.accounts.verify(account_id)

        Source:
            https://spaceinvoices.com/docs/Account — Verify Account
        """
        await self._requestor.call(
            ACCOUNTS_VERIFY,
            responses.nothing,
            path=(account_id,),
            options=options,
        )

    async def confirm(
        self,
        *,
        uid: str,
        token: str,
        redirect: str | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Confirm an e-mail address.

        Redeems the verification token that was mailed to a new account.

        Args:
            uid: Id of the account to confirm.
            token: The verification token from the mail.
            redirect: Where a browser should be sent afterwards.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            await client.accounts.confirm(uid=uid, token=token)

        Source:
            https://spaceinvoices.com/docs/Account — Confirm Accounts
        """
        under_way = self._requestor.call(
            ACCOUNTS_CONFIRM,
            responses.nothing,
            query={
                "uid": uid,
                "token": token,
                "redirect": redirect,
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del uid, token, redirect
        await under_way

    @overload
    async def change_password(
        self,
        *,
        old_password: str,
        new_password: str,
        options: RequestOptions | None = None,
    ) -> None: ...

    @overload
    async def change_password(
        self,
        *,
        body: models.PasswordChange | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> None: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def change_password(
            self,
            *,
            old_password: str,
            new_password: str,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> None: ...

    async def change_password(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        *,
        body: models.PasswordChange | Mapping[str, object] | Unset = UNSET,
        old_password: str | Unset = UNSET,
        new_password: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Change the password.

        Replaces the password of the token's account and ends all its other tokens; the one that
        made the call lives on.

        Args:
            body: All fields at once, as `PasswordChange` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            old_password: The password until now.
            new_password: The password from now on.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            await client.accounts.change_password(
                old_password='correct horse battery staple',
                new_password='a better one',
            )

        Source:
            https://spaceinvoices.com/docs/Account — Change Account password
        """
        under_way = self._requestor.call(
            ACCOUNTS_CHANGE_PASSWORD,
            responses.nothing,
            body=requests.json_body(
                models.PasswordChange,
                body,
                {
                    "old_password": old_password,
                    "new_password": new_password,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, old_password, new_password
        await under_way

    @overload
    async def reset(
        self,
        *,
        email: str,
        options: RequestOptions | None = None,
    ) -> None: ...

    @overload
    async def reset(
        self,
        *,
        body: models.PasswordResetRequest | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> None: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def reset(
            self,
            *,
            email: str,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> None: ...

    async def reset(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        *,
        body: models.PasswordResetRequest | Mapping[str, object] | Unset = UNSET,
        email: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Ask for a password reset.

        Mails a reset token to the address of the account.

        Args:
            body: All fields at once, as `PasswordResetRequest` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            email: The address of the account.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            await client.accounts.reset(
                email='ada@example.com',
            )

        Source:
            https://spaceinvoices.com/docs/Account — Request Account password reset
        """
        under_way = self._requestor.call(
            ACCOUNTS_RESET,
            responses.nothing,
            body=requests.json_body(
                models.PasswordResetRequest,
                body,
                {
                    "email": email,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, email
        await under_way

    @overload
    async def reset_password(
        self,
        *,
        new_password: str,
        options: RequestOptions | None = None,
    ) -> None: ...

    @overload
    async def reset_password(
        self,
        *,
        body: models.PasswordReset | Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> None: ...

    if TYPE_CHECKING and not MYPY:  # pyright names a misspelt field by this one, mypy by the first

        @overload
        async def reset_password(
            self,
            *,
            new_password: str,
            options: RequestOptions | None = None,
            **misspelt: Never,
        ) -> None: ...

    async def reset_password(  # pyright: ignore[reportInconsistentOverload] - **misspelt is for checkers
        self,
        *,
        body: models.PasswordReset | Mapping[str, object] | Unset = UNSET,
        new_password: str | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> None:
        """Reset the password.

        Sets a new password; the token of the call is the reset token from the mail.

        Args:
            body: All fields at once, as `PasswordReset` or as a mapping, in Python names or in
                those of the API; excludes the single fields.
            new_password: The password from now on.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            await client.accounts.reset_password(
                new_password='a better one',
            )

        Source:
            https://spaceinvoices.com/docs/Account — Reset Account password
        """
        under_way = self._requestor.call(
            ACCOUNTS_RESET_PASSWORD,
            responses.nothing,
            body=requests.json_body(
                models.PasswordReset,
                body,
                {
                    "new_password": new_password,
                },
            ),
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del body, new_password
        await under_way

    async def is_verified(
        self,
        account_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Ask whether an account is verified.

        True once the e-mail address of the account has been confirmed.

        Args:
            account_id: Id of the account.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.is_verified(account_id)

        Source:
            https://spaceinvoices.com/docs/Account — Check if Accounts verified
        """
        return await self._requestor.call(
            ACCOUNTS_IS_VERIFIED,
            responses.unwrap("isVerified", bool),
            path=(account_id,),
            options=options,
        )

    async def send_verification(
        self,
        account_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> bool:
        """Send the verification mail.

        Mails the verification link to the account once more.

        Args:
            account_id: Id of the account.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.
            OutcomeUnknownError: It was sent, and whether it was applied is not known.

        Example:
            answer = await client.accounts.send_verification(account_id)

        Source:
            https://spaceinvoices.com/docs/Account — Request Account verification
        """
        return await self._requestor.call(
            ACCOUNTS_SEND_VERIFICATION,
            responses.unwrap("success", bool, absent=True),
            path=(account_id,),
            options=options,
        )

    async def subscription(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Get the subscription of the account.

        Describes the plan the account of the token is on; the shape is not documented.

        Args:
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.subscription()

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/subscription
        """
        return await self._requestor.call(
            ACCOUNTS_SUBSCRIPTION,
            responses.record,
            options=options,
        )

    async def identity_verification(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> dict[str, JsonValue]:
        """Get the state of the identity check.

        Says how far the check of the account's identity is; the shape is not documented.

        Args:
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.identity_verification()

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/identity-verification
        """
        return await self._requestor.call(
            ACCOUNTS_IDENTITY_VERIFICATION,
            responses.record,
            options=options,
        )

    def list_usages(
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
    ) -> _paginator.AsyncPaginator[models.Usage]:
        """List usages.

        Lists what the account used of its plan.

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
            async for row in client.accounts.list_usages(account_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/usages
        """
        return self._requestor.paginate(
            ACCOUNTS_LIST_USAGES,
            models.Usage,
            _list_query.list_query(
                models.Usage,
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

    async def count_usages(
        self,
        account_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count usages.

        Counts what the account used of its plan.

        Args:
            account_id: Id of the account.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.count_usages(account_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/usages/count
        """
        under_way = self._requestor.call(
            ACCOUNTS_COUNT_USAGES,
            responses.unwrap("count", int),
            path=(account_id,),
            query={
                "where": _filters.where(where, models.Usage),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way

    def list_logs(
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
    ) -> _paginator.AsyncPaginator[models.Log]:
        """List logs.

        Lists the requests made for the account.

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
            async for row in client.accounts.list_logs(account_id): ...

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/logs
        """
        return self._requestor.paginate(
            ACCOUNTS_LIST_LOGS,
            models.Log,
            _list_query.list_query(
                models.Log,
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

    async def count_logs(
        self,
        account_id: str,
        *,
        where: _filters.Where | None = None,
        options: RequestOptions | None = None,
    ) -> int:
        """Count logs.

        Counts the requests made for the account.

        Args:
            account_id: Id of the account.
            where: The condition rows must meet, as JSON.
            options: Deadline, timeouts and headers of this call.

        Raises:
            InvalidInputError: An argument cannot be sent; nothing was.
            ApiError: The server refused.
            NotSentError: The server was not reached, or the limits gave no slot in time.

        Example:
            answer = await client.accounts.count_logs(account_id)

        Source:
            https://api.spaceinvoices.com/openapi.yaml — GET /v1/Accounts/{id}/logs/count
        """
        under_way = self._requestor.call(
            ACCOUNTS_COUNT_LOGS,
            responses.unwrap("count", int),
            path=(account_id,),
            query={
                "where": _filters.where(where, models.Log),
            },
            options=options,
        )
        # A traceback that is kept with its variables shows none of the data.
        del where
        return await under_way
