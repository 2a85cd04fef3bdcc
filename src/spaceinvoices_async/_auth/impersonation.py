"""Impersonation of child accounts: one token per child, however many tasks ask for it."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import TYPE_CHECKING, Final

from spaceinvoices_async._auth.introspection import end_token
from spaceinvoices_async._auth.token_cache import TokenCache, read_issued_token
from spaceinvoices_async._calls.error_mapping import error_log_fields
from spaceinvoices_async._validation import whole
from spaceinvoices_async.clock import running_loop
from spaceinvoices_async.errors import (
    ConfigurationError,
    InvalidInputError,
    ResponseDecodeError,
    SpaceInvoicesError,
)

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from spaceinvoices_async._auth.token_cache import IssuedToken
    from spaceinvoices_async._calls.request import Credentials, Verdict
    from spaceinvoices_async._generated.resources.accounts import AccountsResource
    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async._requestor import InFlightCalls

_logger: Final = logging.getLogger("spaceinvoices_async")

DEFAULT_TTL: Final = 3600
"""Seconds; the server's own default is two months, and a crash would leave its tokens alive."""
_TTL: Final = whole(1)
_AT_ONCE: Final = 16
_LOGOUT_DEADLINE: Final = 10.0


class Child:
    """A child account while somebody acts as it; the credentials of all its views."""

    def __init__(
        self,
        owner: Impersonations,
        key: str,
        *,
        id: str | None,
        email: str | None,
        ttl: int,
    ) -> None:
        self._owner = owner
        self._id = id
        self._email = email
        self._ttl = ttl
        self.keys: Final = {key}
        self.views = 0
        self.source: Final = TokenCache(self._impersonate, owner.pipeline)

    @property
    def account_id(self) -> str | None:
        """Id of the child account, where the server told it."""
        return self._id or self.source.account_id

    async def token(self) -> str:
        """Return the child's token, never its parent's.

        Raises:
            SpaceInvoicesError: The server gave none.
        """
        return await self.source.token()

    async def refused(self, token: str, *, code: str | None) -> Verdict:
        """Impersonate again if the token is dead.

        Raises:
            SpaceInvoicesError: The server gave no other.
        """
        return await self.source.refused(token, code=code)

    async def _impersonate(self) -> IssuedToken:
        known = self.account_id
        async with self._owner.slot():
            asked_at = self._owner.pipeline.clock.monotonic()
            accounts = self._owner.parents_accounts()
            answer = (
                await accounts.impersonate(email=self._email, ttl=self._ttl)
                if known is None
                else await accounts.impersonate(id=known, ttl=self._ttl)
            )
        issued = read_issued_token(answer, asked_ttl=self._ttl, asked_at=asked_at)
        if known is not None and issued.account_id not in {None, known}:
            raise ResponseDecodeError("the server gave the token of another account; not used")
        if issued.token == await self._owner.parent.token():
            raise ResponseDecodeError("the server gave the parent's own token; not used")
        return issued


class Impersonations:
    """The child accounts that a client acts as, by account id, and by e-mail until that is known.

    Only a root account can impersonate, and everything its children create belongs to the root:
    a child has no children, so there is no impersonation within one.
    """

    def __init__(self, parent: Credentials, pipeline: Pipeline) -> None:
        self.parent: Final = parent
        self.pipeline: Final = pipeline
        self._children: dict[str, Child] = {}
        self._closings: set[asyncio.Task[None]] = set()
        self._slots: tuple[asyncio.AbstractEventLoop, asyncio.Semaphore] | None = None
        self._closed = False

    def __len__(self) -> int:
        return len({id(child) for child in self._children.values()})

    def slot(self) -> asyncio.Semaphore:
        """Return one of the few impersonations that may be under way.

        Each event loop has its own.
        """
        loop = asyncio.get_running_loop()
        if self._slots is None or self._slots[0] is not loop:
            self._slots = (loop, asyncio.Semaphore(_AT_ONCE))
        return self._slots[1]

    def parents_accounts(self) -> AccountsResource:
        """Return the accounts of the API, called as the parent."""
        from spaceinvoices_async._generated.resources.accounts import AccountsResource
        from spaceinvoices_async._requestor import Requestor

        return AccountsResource(Requestor(self.pipeline, self.parent))

    async def open(self, *, id: str | None, email: str | None, ttl: int) -> Child:
        """Return a child account with a token, held until it is given back with `close`.

        Raises:
            InvalidInputError: Not exactly one of id and email is given, or ttl is no duration.
            SpaceInvoicesError: The server gave no token.
        """
        if (id is None) == (email is None) or not (id or email):
            raise InvalidInputError("impersonation takes either id= or email=")
        if not _TTL.accepts(ttl):
            raise InvalidInputError(f"must be {_TTL.expected}", field="ttl")
        if self._closed:
            raise ConfigurationError("the client is closed")
        running_loop()
        key = f"id {id}" if id is not None else f"email {email}"
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = Child(self, key, id=id, email=email, ttl=ttl)
        child.views += 1
        try:
            await child.token()
            child = self._merged(child)
            await child.token()
        except BaseException:
            self._give_back(child)
            raise
        return child

    def _merged(self, child: Child) -> Child:
        """Return the one child of this account id: it may be held by id and by e-mail."""
        if child.account_id is None:
            return child
        key = f"id {child.account_id}"
        same = self._children.setdefault(key, child)
        same.keys.add(key)
        if same is not child:
            same.views += 1
            for other in child.keys:
                self._children[other] = same
                same.keys.add(other)
            self._give_back(child)
        return same

    async def close(self, child: Child, in_flight: InFlightCalls) -> None:
        """Give a child back once its view's calls have ended; the last who does logs it out.

        Goes on in the background when it is cancelled.
        """
        await asyncio.shield(self._in_background(self._close(child, in_flight)))

    async def _close(self, child: Child, in_flight: InFlightCalls) -> None:
        await in_flight.drain()
        ending = self._give_back(child)
        if ending is not None:
            await ending

    def _give_back(self, child: Child) -> asyncio.Task[None] | None:
        """Count a holder less; the logout after the last one, None while there are others."""
        child.views -= 1
        if child.views != 0:
            return None
        for key in child.keys:
            if self._children.get(key) is child:
                del self._children[key]
        return self._in_background(self._end(child))

    async def _end(self, child: Child) -> None:
        await child.source.settle()
        issued = child.source.forget()
        self.pipeline.forget(child)
        # After a fork the token still serves the process that made it.
        if issued is not None and issued.process == os.getpid():
            await self._log_out(issued)

    def _in_background(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Return a task of its own: whoever leaves may be cancelled, the logout must not be."""
        task = asyncio.get_running_loop().create_task(work)
        self._closings.add(task)
        task.add_done_callback(self._closings.discard)
        return task

    async def _log_out(self, issued: IssuedToken) -> None:
        try:
            await end_token(self.pipeline, issued.token, deadline=_LOGOUT_DEADLINE)
        except SpaceInvoicesError as error:
            _logger.warning(
                "a child account could not be logged out (%s); its token ends by itself",
                type(error).__name__,
                extra=error_log_fields(error),
            )

    async def aclose(self) -> None:
        """Log every child out, also those whose views were never closed."""
        self._closed = True
        await self._settled()
        for child in {id(child): child for child in self._children.values()}.values():
            child.views = 1
            self._give_back(child)
        await self._settled()

    async def abort(self) -> None:
        """Stop the impersonations and logouts that are still under way, and wait for their end."""
        loop = asyncio.get_running_loop()
        closings = [task for task in self._closings if task.get_loop() is loop]
        for task in closings:
            task.cancel()
        if closings:
            await asyncio.wait(closings)
        for child in {id(child): child for child in self._children.values()}.values():
            await child.source.aclose()

    async def _settled(self) -> None:
        """Wait for what goes on in the background; one closing may begin another."""
        loop = asyncio.get_running_loop()
        while closings := [task for task in self._closings if task.get_loop() is loop]:
            await asyncio.wait(closings)
