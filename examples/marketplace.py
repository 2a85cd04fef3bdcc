"""A marketplace issues the invoices of its merchants.

One root account, three merchants, each a child account with an organization of its own. Every
order becomes one invoice in the books of the merchant who sold it, all of them in one batch: kill
it at any moment, run it again, and nothing is issued twice. (What was under way when it was killed
may still arrive: the next run looks it up for a minute and a half before it sends it again.)

    python examples/marketplace.py DIRECTORY

reads the orders from the TPC-H files in DIRECTORY (see orders.py), keeps the journal of the batch
and one PDF there, and takes the root account from SPACEINVOICES_TOKEN and the server from
SPACEINVOICES_BASE_URL.
"""

import asyncio
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import orders
from orders import Order, Totals
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from spaceinvoices_async import AccountView, AsyncSpaceInvoices, field
from spaceinvoices_async.batch import BatchReport, Column
from spaceinvoices_async.models import Document

TOLERANCE = Decimal("0.02")  # per line: the data set cuts off where an invoice rounds


class Merchant(NamedTuple):
    """One seller on the marketplace."""

    name: str
    country: str
    city: str

    @property
    def email(self) -> str:
        """Its login."""
        return f"{self.name.lower().replace(' ', '.')}@example.com"


MERCHANTS = [
    Merchant("Brussels Bolts", "Belgium", "Brussels"),
    Merchant("Ljubljana Lathes", "Slovenia", "Ljubljana"),
    Merchant("Berlin Bearings", "Germany", "Berlin"),
]


def seller(order: Order) -> Merchant:
    """Return who sold it: the data set does not say, so they take turns."""
    return MERCHANTS[int(order.key) % len(MERCHANTS)]


class Shop(NamedTuple):
    """A merchant with what it sold, and where its books are."""

    merchant: Merchant
    sold: list[Order]
    account_id: str
    organization_id: str
    client_ids: dict[str, str]
    """The buyers, by name."""


class Result(NamedTuple):
    """What stands in the books of one merchant."""

    merchant: Merchant
    invoices: int
    totals: Totals
    seconds: float
    """From its first invoice to its last, by the server's clock."""


async def open_shop(si: AsyncSpaceInvoices, merchant: Merchant, sold: list[Order]) -> Shop:
    """Everything there has to be before a merchant can issue."""
    account_id = await find_or_create_account(si, merchant)
    async with si.impersonate(id=account_id) as books:
        organization_id = await find_or_create_organization(books, account_id, merchant)
        buyers = (order.customer for order in sold)
        client_ids = await find_or_create_clients(books, organization_id, buyers)
    return Shop(merchant, sold, account_id, organization_id, client_ids)


async def find_or_create_account(si: AsyncSpaceInvoices, merchant: Merchant) -> str:
    """Return the child account of a merchant."""
    async for account in si.accounts.list(where=field("email") == merchant.email):
        return account.id
    return (await si.accounts.create(email=merchant.email, password=secrets.token_urlsafe())).id


async def find_or_create_organization(
    books: AccountView, account_id: str, merchant: Merchant
) -> str:
    """Return the legal entity of a merchant."""
    where = field("name") == merchant.name
    async for organization in books.organizations.list(account_id, where=where):
        return organization.id
    organization = await books.organizations.create(
        account_id, name=merchant.name, country=merchant.country, city=merchant.city
    )
    return organization.id


async def find_or_create_clients(
    books: AccountView, organization_id: str, names: Iterable[str]
) -> dict[str, str]:
    """Return the id of every buyer, by name."""
    ids: dict[str, str] = {}
    async for client in books.clients.list(organization_id, fields=["name"]):
        ids[str(client.name)] = client.id

    async def create(name: str) -> None:
        email = f"{name.lower().replace('#', '.')}@example.com"
        ids[name] = (await books.clients.create(organization_id, name=name, email=email)).id

    async with asyncio.TaskGroup() as group:
        for name in sorted(set(names) - set(ids)):
            group.create_task(create(name))
    return ids


def rows(sold: Iterable[Order], shops: Mapping[Merchant, Shop]) -> Iterator[dict[str, object]]:
    """Yield the batch: each row is an invoice, with its order and the books it goes to."""
    for order in sold:
        shop = shops[seller(order)]
        yield {
            "order": order.key,
            "account": shop.account_id,
            "organization": shop.organization_id,
            "type": "invoice",
            "reference": order.reference,
            "date": order.date,
            "client_id": shop.client_ids[order.customer],
            "items": [
                {
                    "name": line.name,
                    "quantity": line.quantity,
                    "price": line.price,
                    "discount": line.discount,
                    "taxes": [{"rate": line.tax}],
                }
                for line in order.lines
            ],
        }


async def issue(
    si: AsyncSpaceInvoices,
    batch: Iterable[Mapping[str, object]],
    journal: Path,
    advance: Callable[[int], None],
) -> BatchReport:
    """Issue every row once, then hold what the journal says against the server."""
    report = await si.batch.issue(
        batch,
        key="order",
        account=Column("account"),
        organization_id=Column("organization"),
        journal=journal,
        on_progress=lambda now: advance(now.issued + now.skipped),
    )
    if not report.ok:
        raise SystemExit(f"not everything is issued: {report.stopped or report}")
    audit = await si.batch.verify(journal)
    if not audit.ok:
        raise SystemExit(f"journal and server differ: {audit.discrepancies}")
    return report


async def check(si: AsyncSpaceInvoices, shop: Shop) -> Result:
    """Page through the invoices of a merchant and compare each with its order, to the cent."""
    expected = {order.reference: order for order in shop.sold}
    times: list[float] = []
    where = (field("type") == "invoice") & field("reference").startswith("order-")
    async with si.impersonate(id=shop.account_id) as books:
        async for invoice in books.documents.list(shop.organization_id, where=where):
            compare(invoice, expected.pop(str(invoice.reference), None))
            if invoice.created_at:
                times.append(invoice.created_at.timestamp())
    if expected:
        raise SystemExit(f"not issued: {', '.join(expected)}")
    return Result(shop.merchant, len(times), orders.total(shop.sold), max(times) - min(times))


def compare(invoice: Document, order: Order | None) -> None:
    """Accept an invoice only if it is the first of an order, and what the order comes to."""
    if order is None:
        raise SystemExit(f"{invoice.number} is for {invoice.reference}, which is issued or unknown")
    totals = order.totals()
    if (invoice.total, invoice.total_with_tax) != (totals.net, totals.gross):
        raise SystemExit(f"{invoice.number} is {invoice.total_with_tax}, not {totals.gross}")
    if not 0 <= totals.gross - order.total <= TOLERANCE * len(order.lines):
        raise SystemExit(f"{invoice.number} is {totals.gross}, far from {order.total}")


async def save_one_pdf(si: AsyncSpaceInvoices, shop: Shop, to: Path) -> None:
    """Save the last invoice of a merchant as a file."""
    async with si.impersonate(id=shop.account_id) as books:
        last = books.documents.list(shop.organization_id, order="number DESC", limit=1)
        async for invoice in last:
            await books.documents.download_pdf(invoice.id, to=to)


def table(results: Sequence[Result]) -> Table:
    """Return what was issued, for people."""
    shown = Table(title="Issued and checked to the cent", box=None, padding=(0, 1, 0, 0))
    shown.add_column("Merchant", no_wrap=True)
    for name in ("Invoices", "Net", "Tax", "Gross", "Seconds"):
        shown.add_column(name, justify="right", no_wrap=True)
    for merchant, invoices, totals, seconds in results:
        amounts = (f"{amount:,.2f}" for amount in (totals.net, totals.tax, totals.gross))
        shown.add_row(merchant.name, f"{invoices:,}", *amounts, f"{seconds:.1f}")
    return shown


async def main(directory: Path) -> list[Result]:
    """Issue, check, and print what was issued."""
    sold = list(orders.read(directory))
    pdf, journal = directory / "invoice.pdf", directory / "orders.journal"
    console = Console()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())

    async with AsyncSpaceInvoices() as si:
        shops = {
            merchant: await open_shop(si, merchant, [o for o in sold if seller(o) == merchant])
            for merchant in MERCHANTS
        }
        with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
            bar = progress.add_task("Invoices", total=len(sold))
            report = await issue(
                si, rows(sold, shops), journal, lambda done: progress.update(bar, completed=done)
            )
        await save_one_pdf(si, shops[MERCHANTS[0]], pdf)
        results = [await check(si, shop) for shop in shops.values()]

    if sum(result.totals.gross for result in results) != sum(report.totals.values()):
        raise SystemExit(f"the journal adds up to {report.totals}")
    console.print(table(results))
    console.print(f"{report.new:,} issued by this run, in {report.seconds:.1f} s")
    console.print(f"One of them as PDF: {pdf}")
    return results


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1])))
    except KeyboardInterrupt:
        sys.exit("interrupted; run it again to go on")
