"""Pool of the accounts that a batch acts as: the client's own, and its children while needed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Final

from attrs import define

from spaceinvoices_async._requestor import InFlightCalls, Requestor

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AbstractAsyncContextManager

    from spaceinvoices_async._auth.impersonation import Child
    from spaceinvoices_async._components import ClientComponents
    from spaceinvoices_async._pipeline import Pipeline

_MOST_OPEN: Final = 64
_TTL: Final = 3600


@define(eq=False)
class _View:
    opening: asyncio.Task[Child]
    in_flight: InFlightCalls
    users: int = 0


class Accounts:
    """Opens a child account for the first row that needs it; the idle are closed beyond a number."""

    def __init__(
        self, parts: ClientComponents, pipelines: Callable[[str], Pipeline] | None = None
    ) -> None:
        """Open none yet.

        Args:
            parts: Of the client.
            pipelines: Gives the way to the server of a child account, where it has limits of its
                own; otherwise it shares those of the client.
        """
        self._parts = parts
        self._pipelines = pipelines
        self._own = nullcontext(parts.requestor)
        self._views: OrderedDict[str, _View] = OrderedDict()

    def requestor(self, account_id: str | None) -> AbstractAsyncContextManager[Requestor]:
        """Give the way into the pipeline as an account, for an `async with` block.

        Raises:
            SpaceInvoicesError: The server gave no token for it.
        """
        return self._own if account_id is None else self._child(account_id)

    @asynccontextmanager
    async def _child(self, account_id: str) -> AsyncGenerator[Requestor, None]:
        view = self._view(account_id)
        view.users += 1
        try:
            try:
                child = await asyncio.shield(view.opening)
            except Exception:
                if self._views.get(account_id) is view:
                    del self._views[account_id]  # the next row may have more luck
                raise
            yield Requestor(self._pipeline(account_id), child, in_flight=view.in_flight)
        finally:
            view.users -= 1
            await self._close_idle(_MOST_OPEN)

    def _pipeline(self, account_id: str) -> Pipeline:
        return self._parts.pipeline if self._pipelines is None else self._pipelines(account_id)

    async def aclose(self) -> None:
        """Log all of them out."""
        await self._close_idle(0)

    def _view(self, account_id: str) -> _View:
        view = self._views.pop(account_id, None)
        if view is None:
            children = self._parts.impersonations
            opening = asyncio.ensure_future(children.open(id=account_id, email=None, ttl=_TTL))
            view = _View(opening, InFlightCalls("batch", self._parts.in_flight))
        self._views[account_id] = view
        return view

    async def _close_idle(self, most: int) -> None:
        for account_id, view in [*self._views.items()]:
            if len(self._views) <= most:
                return
            if view.users == 0 and view.opening.done():
                del self._views[account_id]
                if view.opening.exception() is None:
                    await self._parts.impersonations.close(view.opening.result(), view.in_flight)
