"""Orders of a shop, a client that waits for little, and a look at a journal's file."""

from __future__ import annotations

import base64
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, Timeouts
from spaceinvoices_async.batch.journal.records import State

if TYPE_CHECKING:
    from spaceinvoices_async.batch import BatchReport
    from tests.batch.books_server import BooksServer, Stage

HORIZON: Final = 0.6
"""Longer than anything takes that the server has begun, and than a look-up needs to see it."""
SWIFT: Final = ClientOptions(
    rate=None,
    concurrency=None,
    max_connections=16,
    horizon=HORIZON,
    lookup_delays=(0.05, 0.1, 0.2),
    timeouts=Timeouts(connect=2.0, create=0.4, read=2.0),
    backoff=0.01,
)
ORGANIZATION: Final = "org"


def order(number: int, **more: object) -> dict[str, object]:
    """A row that is a document, less its key."""
    return {
        "order": f"order {number}",
        "type": "invoice",
        "reference": str(number),
        "client": {"name": f"Customer {number % 7}"},
        "items": [{"name": "Space suit", "quantity": 1, "price": number + 1}],
        **more,
    }


def orders(count: int) -> list[dict[str, object]]:
    return [order(number) for number in range(count)]


def client(server: BooksServer, **options: object) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices("token", base_url=server.url, options=evolve(SWIFT, **options))


async def issue(si: AsyncSpaceInvoices, rows: Any, journal: Path, **more: Any) -> BatchReport:
    given = {"organization_id": ORGANIZATION, "key": "order", "journal": journal, **more}
    return await si.batch.issue(rows, **given)


def each_once(count: int) -> Counter[str]:
    return Counter(str(number) for number in range(count))


def state_on_disk(journal: Path, unique_id: str) -> int | None:
    """What a reader finds who has nothing but the files, as after a crash at this instant."""
    with TemporaryDirectory() as folder:
        copy = copy_journal(journal, Path(folder))
        with closing(sqlite3.connect(copy)) as connection:
            found = connection.execute(
                "SELECT state FROM rows WHERE row = ?", (row_of(unique_id),)
            ).fetchone()
    return None if found is None else int(found[0])


def row_of(text: str) -> bytes | None:
    """Return the row id of a `uniqueId`; None if a batch did not make it."""
    if not text.startswith("si-"):
        return None
    try:
        row = base64.b32decode(text.removeprefix("si-").upper() + "======")
    except ValueError:
        return None
    return row if len(row) == 16 else None


def copy_journal(journal: Path, folder: Path) -> Path:
    for suffix in ("-wal", ""):  # the log first: what moves on meanwhile is then in both
        file = journal.with_name(journal.name + suffix)
        if file.exists():
            shutil.copy(file, folder / file.name)
    return folder / journal.name


async def books_balance(
    si: AsyncSpaceInvoices, server: BooksServer, report: BatchReport, count: int
) -> None:
    """Server, journal and report say the same: every order once."""
    assert server.violations == [], server.violations
    assert server.references() == each_once(count)
    assert (report.ok, report.issued, report.unresolved) == (True, count, 0)
    assert report.totals == {"EUR": server.total}
    audit = await si.batch.verify(report.journal)
    assert (audit.rows, audit.agreed, audit.counts) == (count, count, {})


def watch_claims(server: BooksServer, journal: Path) -> None:
    """Have the server check that a request's claim is on the disk when the request arrives."""

    async def check(stage: Stage, body: dict[str, object]) -> None:
        if stage == "arrived" and state_on_disk(journal, str(body["uniqueId"])) != State.SENT:
            server.violations.append(f"{body['reference']} was sent before its claim")

    server.on_stage = check
