"""Rows that a run before this one left in doubt, and that are not in the input any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spaceinvoices_async.errors import SpaceInvoicesError

from . import finder
from .desk import issued
from .records import State

if TYPE_CHECKING:
    from spaceinvoices_async.caller import Caller

    from .journal import Journal
    from .records import Record


async def resolve_orphans(journal: Journal, caller: Caller) -> None:
    """Look them up; without their document they cannot be sent again, and stay in doubt."""
    waiting: dict[str, list[Record]] = {}
    async for record in journal.records(State.SENT, earlier_runs=True):
        group = waiting.setdefault(record.organization_id, [])
        group.append(record)
        if len(group) >= finder.PAGE:
            await _look(journal, caller, waiting.pop(record.organization_id))
    for group in waiting.values():
        await _look(journal, caller, group)


async def _look(journal: Journal, caller: Caller, records: list[Record]) -> None:
    rows = [record.row for record in records]
    try:
        found = await finder.find(caller, records[0].organization_id, rows)
    except SpaceInvoicesError:
        return  # they are told as unresolved, and looked up by the next run
    for row, documents in found.documents.items():
        await journal.settle(row, issued(documents[0]))
