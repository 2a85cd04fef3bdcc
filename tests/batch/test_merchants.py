"""Many merchants in one run, against the embedded server, over real connections."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.batch import Column, Journal
from spaceinvoices_async.batch.input.identity import row_id
from spaceinvoices_async.batch.journal.records import Claim, Lane, RowOutcome, State
from spaceinvoices_sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spaceinvoices_async.batch import BatchReport

MERCHANTS, ORDERS = 4, 130
GIVEN = {"organization_id": Column("books"), "account": Column("merchant"), "key": "order"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def client(sandbox: Sandbox) -> AsyncSpaceInvoices:
    options = ClientOptions(rate=None, concurrency=None)
    return AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url, options=options)


async def merchants(si: AsyncSpaceInvoices, name: str) -> list[dict[str, str]]:
    made: list[dict[str, str]] = []
    for number in range(MERCHANTS):
        email = f"{name}{number}@merchants.example"
        account = await si.accounts.create(email=email, password="long enough")
        async with si.impersonate(id=account.id) as view:
            books = await view.organizations.create(
                account.id, name=f"Merchant {number}", country="Belgium"
            )
        made.append({"merchant": account.id, "books": books.id})
    return made


def orders(merchants: list[dict[str, str]]) -> list[dict[str, object]]:
    """The same order numbers come at every merchant."""
    return [
        {
            **merchant,
            "order": f"order {number}",
            "type": "invoice",
            "client": {"name": f"Buyer {number}"},
            "items": [{"name": "Thing", "quantity": 1, "price": number + 1}],
        }
        for number in range(ORDERS)
        for merchant in merchants
    ]


async def issue(si: AsyncSpaceInvoices, rows: object, journal: Path) -> BatchReport:
    return await si.batch.issue(rows, journal=journal, **GIVEN)


async def counts(si: AsyncSpaceInvoices, shops: list[dict[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for shop in shops:
        async with si.impersonate(id=shop["merchant"]) as view:
            found[shop["books"]] = await view.documents.count(shop["books"])
    return found


async def test_each_merchant_has_its_own_rows_and_verify_looks_in_each_of_their_books(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    async with client(sandbox) as si:
        shops = await merchants(si, "verify")
        rows = orders(shops)
        report = await issue(si, rows, tmp_path / "journal")
        assert (report.ok, report.issued) == (True, MERCHANTS * ORDERS)
        assert await counts(si, shops) == Counter({shop["books"]: ORDERS for shop in shops})
        audit = await si.batch.verify(tmp_path / "journal")
        assert (audit.ok, audit.rows, audit.agreed) == (True, len(rows), len(rows))
        lane = Lane(shops[2]["merchant"], shops[2]["books"])
        lost = Claim(lane, row_id("default", lane.organization_id, "x"), "x", 0, b"")
        async with Journal(tmp_path / "journal") as journal:
            await journal.claim([lost])
            await journal.settle(lost.row, RowOutcome(state=State.DONE))
        audit = await si.batch.verify(tmp_path / "journal")
        (missing,) = audit.discrepancies
        assert (missing.kind, missing.organization_id) == ("missing", lane.organization_id)


async def test_a_lost_journal_is_rebuilt_from_the_books_of_every_merchant(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    async with client(sandbox) as si:
        shops = await merchants(si, "rebuild")
        rows = orders(shops)
        report = await issue(si, rows[:400], tmp_path / "lost")
        rebuilt = await si.batch.reconcile(rows, journal=tmp_path / "found", **GIVEN)
        assert (rebuilt.rows, rebuilt.issued, rebuilt.totals) == (len(rows), 400, report.totals)
        check = await si.batch.check(rows, existing=True, **GIVEN)
        assert (check.existing, check.differing) == (400, 0)
        report = await issue(si, rows, tmp_path / "found")
        assert (report.ok, report.issued, report.new) == (True, len(rows), len(rows) - 400)
        assert await counts(si, shops) == Counter({shop["books"]: ORDERS for shop in shops})


async def test_rows_in_doubt_are_looked_up_as_their_own_merchant(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    """All that a killed run has left are claims; every one of them is on the server."""
    async with client(sandbox) as si:
        shops = await merchants(si, "doubt")
        rows = orders(shops)
        await issue(si, rows, tmp_path / "journal")
        async with Journal(tmp_path / "journal") as journal:
            async for record in journal.records():
                await journal.settle(record.row, RowOutcome(state=State.SENT))
        report = await issue(si, rows, tmp_path / "journal")
        assert (report.ok, report.issued, report.new) == (True, len(rows), len(rows))
        assert await counts(si, shops) == Counter({shop["books"]: ORDERS for shop in shops})
