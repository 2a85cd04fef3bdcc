"""Finders: look up the rows of many lanes, in this process or by the workers of a backend."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, Protocol

from spaceinvoices_async.batch.engine.account_pool import Accounts
from spaceinvoices_async.batch.engine.backend import BackendSetup
from spaceinvoices_async.batch.engine.lookup import find_documents
from spaceinvoices_async.batch.options import BatchOptions

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from spaceinvoices_async._components import ClientComponents
    from spaceinvoices_async.batch.engine.backend import Backend
    from spaceinvoices_async.batch.engine.chunk_types import BackendSession
    from spaceinvoices_async.batch.engine.lookup import FoundDocuments
    from spaceinvoices_async.batch.journal.records import Lane

_GROUPS_PER_TASK: Final = 10
"""Look-ups that a worker makes one after the other in one task: a second or two of work."""
_TASKS_PER_WORKER: Final = 2


class DocumentFinder(Protocol):
    """Finds what the server holds of rows."""

    @property
    def at_once(self) -> int:
        """Groups that are best asked for together."""
        ...

    async def find(
        self, groups: Sequence[tuple[Lane, Sequence[bytes]]]
    ) -> Sequence[FoundDocuments]:
        """Find the documents of groups of rows, each of one lane: one answer for each group.

        Raises:
            SpaceInvoicesError: The server could not be asked.
        """
        ...


class LocalFinder:
    """Asks from this process, one group after the other.

    Args:
        accounts: The ways into the pipeline.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    @property
    def at_once(self) -> int:
        """One: there is one client."""
        return 1

    async def find(
        self, groups: Sequence[tuple[Lane, Sequence[bytes]]]
    ) -> Sequence[FoundDocuments]:
        """Find the documents of groups of rows.

        Raises:
            SpaceInvoicesError: The server could not be asked.
        """
        return [await find_documents(self._accounts, lane, rows) for lane, rows in groups]


class RemoteFinder:
    """Has the workers of a backend ask, all at once.

    Args:
        session: Of the backend.
    """

    def __init__(self, session: BackendSession) -> None:
        self._session = session

    @property
    def at_once(self) -> int:
        """Groups that keep all workers busy."""
        return _GROUPS_PER_TASK * _TASKS_PER_WORKER * max(1, len(self._session.workers))

    async def find(
        self, groups: Sequence[tuple[Lane, Sequence[bytes]]]
    ) -> Sequence[FoundDocuments]:
        """Find the documents of groups of rows.

        Raises:
            SpaceInvoicesError: The server, or no worker, could be asked.
        """
        starts = range(0, len(groups), _GROUPS_PER_TASK)
        parts = [groups[start : start + _GROUPS_PER_TASK] for start in starts]
        answers = await asyncio.gather(*(self._session.find(part) for part in parts))
        return [found for answer in answers for found in answer]


@asynccontextmanager
async def open_finder(
    components: ClientComponents, backend: Backend | None
) -> AsyncGenerator[DocumentFinder, None]:
    """Open a finder: of the backend, or of this process where there is none.

    Raises:
        ConfigurationError: The backend cannot work.
    """
    if backend is None:
        accounts = Accounts(components)
        try:
            yield LocalFinder(accounts)
        finally:
            await accounts.aclose()
        return
    setup = BackendSetup(
        base_url=components.base_url, client=components.pipeline.options, batch=BatchOptions()
    )
    async with backend.open(setup) as session:
        yield RemoteFinder(session)
