"""The client: one per process, open for as long as calls are made."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from spaceinvoices_async._api import Api
from spaceinvoices_async._generated import models
from spaceinvoices_async._lazy import LazyModule

# What importing this module costs, every program that uses it pays: the components come with the
# first client. `import asyncio` alone takes longer than this module may add.
if TYPE_CHECKING:
    from spaceinvoices_async import account_view as _account_view
    from spaceinvoices_async import clock as _clock
    from spaceinvoices_async import errors as _errors
    from spaceinvoices_async import instrumentation as _instrumentation
    from spaceinvoices_async import options as _options
    from spaceinvoices_async.batch import batch as _batch
    from spaceinvoices_async.transports import base as _transports
else:
    _account_view = LazyModule("spaceinvoices_async.account_view")
    _batch = LazyModule("spaceinvoices_async.batch.batch")
    _clock = LazyModule("spaceinvoices_async.clock")
    _errors = LazyModule("spaceinvoices_async.errors")
    _instrumentation = LazyModule("spaceinvoices_async.instrumentation")
    _options = LazyModule("spaceinvoices_async.options")
    _transports = LazyModule("spaceinvoices_async.transports.base")


class AsyncSpaceInvoices(Api):
    """The Space Invoices API, as one account sees it.

    ```python
    async with AsyncSpaceInvoices() as si:  # SPACEINVOICES_TOKEN
        me = await si.accounts.authorized()
    ```

    The client opens at the first call; close it with `async with` or `aclose()`. Make one for each
    process and share it among all tasks: limits, and the list of creates in doubt, belong to it.

    Missing arguments are read from the environment, now: `SPACEINVOICES_TOKEN`, or
    `SPACEINVOICES_EMAIL` and `SPACEINVOICES_PASSWORD`; and `SPACEINVOICES_BASE_URL`. If a credential
    is given as an argument, those of the environment are not read.

    Args:
        token: Access token, without `Bearer`.
        email: E-mail address to log in with at the first call, together with `password`. Upper and
            lower case differ.
        password: Password of that account.
        anonymous: Whether to work without an account: to log in, to sign up, or to ask whether an
            e-mail address is free. Operations that need a token are refused before they are sent.
        base_url: URL of the server, perhaps with a path; `https://api.spaceinvoices.com` unless given.
        options: Limits, timeouts and all other options.
        transport: Transport to use in place of the default one; closed with the client.
        clock: Source of time; tests give a `testing.FakeClock`.

    Raises:
        ConfigurationError: Credentials are missing, or an argument cannot work.
    """

    def __init__(
        self,
        token: str | None = None,
        *,
        email: str | None = None,
        password: str | None = None,
        anonymous: bool = False,
        base_url: str | None = None,
        options: _options.ClientOptions | None = None,
        transport: _transports.Transport | None = None,
        clock: _clock.Clock | None = None,
    ) -> None:
        from spaceinvoices_async._auth.credentials import find
        from spaceinvoices_async._components import ClientComponents, check_transport

        if transport is not None:
            check_transport(transport, options)
        given = find(token, email, password, anonymous=anonymous)
        # From here on no frame of ours holds them: tracebacks may be kept with their variables.
        token = password = None
        self._parts = ClientComponents.assemble(
            given,
            base_url=base_url,
            options=options,
            transport=transport,
            clock=clock,
        )
        self._requestor = self._parts.requestor

    @property
    def account_id(self) -> str | None:
        """Id of the client's account, once a login or the server has told it."""
        return self._parts.credentials.account_id

    @property
    def base_url(self) -> str:
        """The address of the server, without `/v1`."""
        return self._parts.base_url

    @property
    def batch(self) -> _batch.Batch:
        """Documents by the thousand: exactly once, resumable."""
        from spaceinvoices_async.batch.batch import Batch

        self._parts.require_account("batch")
        return Batch(self._parts)

    def impersonate(
        self,
        *,
        id: str | None = None,
        email: str | None = None,
        ttl: int = 3600,
    ) -> _account_view.Impersonation:
        """Act as a child account inside a block; only a root account can.

        ```python
        async with si.impersonate(email="merchant@example.com") as merchant:
            await merchant.documents.create(...)
        ```

        However many tasks ask for one child, it has one token, which is logged out when the last
        of them leaves. Entering raises what `as_account` raises.

        Args:
            id: Id of the child account.
            email: Its e-mail address, in place of the id.
            ttl: Seconds its token lives on the server; renewed at 80 %. The first to ask decides.
        """
        from spaceinvoices_async.account_view import Impersonation

        return Impersonation(lambda: self.as_account(id=id, email=email, ttl=ttl))

    async def as_account(
        self,
        *,
        id: str | None = None,
        email: str | None = None,
        ttl: int = 3600,
    ) -> _account_view.AccountView:
        """Act as a child account until `aclose()` of what is returned; as `impersonate`.

        Raises:
            InvalidInputError: Not exactly one of id and email is given.
            SpaceInvoicesError: The server gave no token, for example since it is no child.
        """
        from spaceinvoices_async.account_view import AccountView

        self._parts.require_account("impersonate")
        children = self._parts.impersonations
        child = await children.open(id=id, email=email, ttl=ttl)
        return AccountView(
            child, children, self._parts.in_flight, on_drift=self._parts.pipeline.options.on_drift
        )

    async def reconcile(
        self, error: _errors.OutcomeUnknownError, *, options: _options.RequestOptions | None = None
    ) -> models.Document | None:
        """Return what became of a create in doubt; None once it is certain that nothing did.

        An error of a child account is looked into as that child.

        Raises:
            InvalidInputError: The error is not one of a create with a unique id.
            OutcomeUnknownError: The deadline passed before that was certain.
        """
        if error.account_id in {None, self.account_id}:
            return await super().reconcile(error, options=options)
        async with self.impersonate(id=error.account_id) as child:
            return await child.reconcile(error, options=options)

    def record(self) -> AbstractContextManager[list[_instrumentation.CallRecord]]:
        """Collect the calls made in a block, by this task and those it starts there.

        ```python
        with si.record() as calls:
            await si.accounts.authorized()
        print(calls[0].operation, calls[0].status)
        ```
        """
        return self._parts.recorder.record()

    def stats(self) -> _instrumentation.ClientStats:
        """Limits, calls, retries and child accounts at this moment."""
        return self._parts.stats()

    async def logout(self) -> None:
        """End the client's token on the server, on request only: closing does not.

        A given token ends for everybody who uses it, and the client with it; after a login the
        next call logs in again.

        Raises:
            SpaceInvoicesError: The token may still be alive.
        """
        self._parts.require_account("logout")
        await self._parts.credentials.logout()

    async def aclose(self) -> None:
        """Wait for the calls under way, log child accounts out and close the connections.

        Safe to call twice. Cancel it in order not to wait: the connections are closed at once.
        """
        await self._parts.aclose()

    async def __aenter__(self) -> Self:
        self._parts.check_open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        if not hasattr(self, "_parts"):  # in the traceback of one that could not be made
            return "<AsyncSpaceInvoices unfinished>"
        state = " closed" if self._parts.in_flight.closed else ""
        return f"<AsyncSpaceInvoices base_url={self.base_url!r}{state}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds a token and connections: make one in each process")
