"""Claims and outcomes of a small journal, and a look at its tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.input.identity import row_id
from spaceinvoices_async.batch.journal.records import Claim, Lane, RowOutcome, State

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.statements import RetryFailed

FACTS: Final = {"server": "https://api.example", "job": "november", "organization": "org"}
DONE: Final = RowOutcome(
    state=State.DONE, document_id="d1", number="1", total=Decimal("0.10"), currency="EUR"
)
REFUSED: Final = RowOutcome(state=State.FAILED, status=422, error="no")
UNSENDABLE: Final = RowOutcome(state=State.FAILED, error="no items")


def claim(key: str, print_: bytes = b"one", line: int = 1, organization: str = "org") -> Claim:
    return Claim(
        row=row_id("job", organization, key),
        key=key,
        lane=Lane(None, organization),
        line=line,
        fingerprint=print_,
    )


async def standings(journal: Journal, *claims: Claim, retry: RetryFailed = "changed") -> list[str]:
    return [claimed.standing for claimed in await journal.claim(claims, retry)]


def table(path: Path, select: str) -> list[tuple[object, ...]]:
    """What a statement finds in the file of a journal that nobody holds."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(select).fetchall()
