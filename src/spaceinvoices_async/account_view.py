"""View of a client as one of its child accounts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import NoReturn, Self

from spaceinvoices_async._api import Api
from spaceinvoices_async._auth.impersonation import Child, Impersonations
from spaceinvoices_async._requestor import InFlightCalls, Requestor
from spaceinvoices_async._serialization.drift import Drift
from spaceinvoices_async.errors import ConfigurationError


class AccountView(Api):
    """View of a client as one child account: its own token, the client's connections and limits.

    It is made by `impersonate` and `as_account` of the client, and does not change. It never uses
    the client's own account. A child account has no children: call `impersonate` on the client.
    """

    def __init__(
        self,
        child: Child,
        owner: Impersonations,
        client_calls: InFlightCalls,
        *,
        on_drift: Callable[[Drift], None] | None = None,
    ) -> None:
        in_flight = InFlightCalls("view of a child account", client_calls)
        requestor = Requestor(owner.pipeline, child, in_flight=in_flight, on_drift=on_drift)
        for name, value in {
            "_child": child,
            "_owner": owner,
            "_in_flight": in_flight,
            "_requestor": requestor,
        }.items():
            object.__setattr__(self, name, value)

    _child: Child
    _owner: Impersonations
    _in_flight: InFlightCalls

    @property
    def account_id(self) -> str | None:
        """Id of the child account."""
        return self._child.account_id

    async def aclose(self) -> None:
        """Wait for the calls under way and give the token back; the last view logs it out.

        Safe to call twice. A cancelled close logs out all the same.
        """
        if self._in_flight.closed:
            return
        self._in_flight.close()
        await self._owner.close(self._child, self._in_flight)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a view cannot be changed: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a view cannot be changed: {name}")

    def __repr__(self) -> str:
        state = " closed" if self._in_flight.closed else ""
        return f"<AccountView account_id={self.account_id!r}{state}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a view holds a token and connections: make one in each process")


class Impersonation:
    """A child account for the length of an `async with` block."""

    def __init__(self, open_view: Callable[[], Awaitable[AccountView]]) -> None:
        self._open_view = open_view
        self._view: AccountView | None = None

    async def __aenter__(self) -> AccountView:
        if self._view is not None:
            raise ConfigurationError("the block is entered already: call impersonate() again")
        self._view = await self._open_view()
        return self._view

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._view is not None:
            view, self._view = self._view, None
            await view.aclose()
