"""Which documents of an input are on the server already; nothing is issued to find out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from attrs import frozen

from spaceinvoices_async.matching import difference

from . import finder
from .desk import issued
from .grouping import Groups

if TYPE_CHECKING:
    from decimal import Decimal

    from .accounts import Accounts
    from .intake import Prepared
    from .records import Lane

_SHOWN: Final = 100


@frozen(kw_only=True)
class Existing:
    """A document that was on the server before its row was issued.

    Attributes:
        line: Of the row.
        key: Of the row.
        organization_id: Of the row.
        document_id: On the server.
        number: Its number.
        total: Its `totalWithTax`.
        currency: Its currency.
        difference: What of it is not as the row says, such as "lines"; None if all of it is.
    """

    line: int
    key: str
    organization_id: str
    document_id: str | None
    number: str | None
    total: Decimal | None
    currency: str | None
    difference: str | None


class ExistingDocuments:
    """Looks rows up, a hundred at a time, as another thread comes upon them.

    Args:
        accounts: The ways into the pipeline.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._loop = asyncio.get_running_loop()
        self._groups: Groups[Prepared] = Groups()
        self.count: int = 0
        self.differing: int = 0
        self.found: Final[list[Existing]] = []

    def add(self, prepared: Prepared) -> None:
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

    async def _look(self, lane: Lane, group: list[Prepared]) -> None:
        async with self._accounts.caller(lane.account_id) as caller:
            rows = [one.claim.row for one in group]
            answer = await finder.find(caller, lane.organization_id, rows)
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
