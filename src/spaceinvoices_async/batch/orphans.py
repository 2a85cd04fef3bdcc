"""Rows that a run before this one left in doubt, and that are not in the input any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_async.errors import SpaceInvoicesError

from . import finder
from .audit import by_lane
from .desk import issued
from .records import State

if TYPE_CHECKING:
    from .accounts import Accounts
    from .journal import Journal
    from .records import Record


async def resolve_orphans(journal: Journal, accounts: Accounts) -> None:
    """Look them up; without their document they cannot be sent again, and stay in doubt."""
    async for records in by_lane(journal.records(State.SENT, earlier_runs=True)):
        await _look(journal, accounts, records)


async def _look(journal: Journal, accounts: Accounts, records: list[Record]) -> None:
    lane = records[0].lane
    try:
        async with accounts.caller(lane.account_id) as caller:
            rows = [record.row for record in records]
            found = await finder.find(caller, lane.organization_id, rows)
    except SpaceInvoicesError:
        return  # they are told as unresolved, and looked up by the next run
    for row, documents in found.documents.items():
        await journal.settle(row, issued(documents[0]))
