"""Which documents of an input are on the server already; nothing is issued to find out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from spaceinvoices_async._idempotency.comparison import difference
from spaceinvoices_async.batch.engine.lookup import LaneBatcher, find_documents
from spaceinvoices_async.batch.engine.recorder import issued
from spaceinvoices_async.batch.journal.records import State
from spaceinvoices_async.batch.report import Existing
from spaceinvoices_async.batch.verification import by_lane
from spaceinvoices_async.errors import SpaceInvoicesError

if TYPE_CHECKING:
    from spaceinvoices_async.batch.engine.account_pool import Accounts
    from spaceinvoices_async.batch.input.preparation import PreparedRow
    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.records import Lane, Record

_SHOWN: Final = 100


class ExistingDocuments:
    """Looks rows up, a hundred at a time, as another thread comes upon them.

    Args:
        accounts: The ways into the pipeline.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._loop = asyncio.get_running_loop()
        self._groups: LaneBatcher[PreparedRow] = LaneBatcher()
        self.count: int = 0
        self.differing: int = 0
        self.found: Final[list[Existing]] = []

    def add(self, prepared: PreparedRow) -> None:
        """Look a row up with the next others; called in the thread that reads them, which waits.

        Raises:
            SpaceInvoicesError: The server could not be asked.
        """
        group = self._groups.add(prepared.claim.lane, prepared)
        if group is not None:
            asyncio.run_coroutine_threadsafe(self._look(*group), self._loop).result()

    async def finish(self) -> None:
        """Look up what is left.

        Raises:
            SpaceInvoicesError: The server could not be asked.
        """
        for lane, group in self._groups.rest():
            await self._look(lane, group)

    async def _look(self, lane: Lane, group: list[PreparedRow]) -> None:
        answer = await find_documents(self._accounts, lane, [one.claim.row for one in group])
        for one in group:
            documents = answer.documents.get(one.claim.row)
            if documents:
                outcome = issued(documents[0])
                self._take_down(
                    Existing(
                        line=one.claim.line,
                        key=one.claim.key,
                        organization_id=lane.organization_id,
                        document_id=outcome.document_id,
                        number=outcome.number,
                        total=outcome.total,
                        currency=outcome.currency,
                        difference=difference(one.body, documents[0]),
                    )
                )

    def _take_down(self, existing: Existing) -> None:
        self.count += 1
        self.differing += existing.difference is not None
        if len(self.found) < _SHOWN:
            self.found.append(existing)


async def resolve_orphans(journal: Journal, accounts: Accounts) -> None:
    """Look them up; without their document they cannot be sent again, and stay in doubt."""
    async for records in by_lane(journal.records(State.SENT, earlier_runs=True)):
        await _look(journal, accounts, records)


async def _look(journal: Journal, accounts: Accounts, records: list[Record]) -> None:
    rows = [record.row for record in records]
    try:
        found = await find_documents(accounts, records[0].lane, rows)
    except SpaceInvoicesError:
        return  # they are told as unresolved, and looked up by the next run
    for row, documents in found.documents.items():
        await journal.settle(row, issued(documents[0]))
