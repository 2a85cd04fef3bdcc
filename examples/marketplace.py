"""A marketplace issues the invoices of its merchants.

One root account, three merchants, each a child account with an organization of its own. Every
order becomes one invoice in the books of the merchant who sold it, through impersonation, with the
order key as `unique_id`: run it again, and nothing is issued twice.

    python examples/marketplace.py DIRECTORY

reads the orders from the TPC-H files in DIRECTORY (see orders.py), saves one PDF there, and takes
the root account from SPACEINVOICES_TOKEN and the server from SPACEINVOICES_BASE_URL.
"""

import asyncio
import secrets
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import orders
from orders import Order, Totals
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from spaceinvoices_async import AccountView, AsyncSpaceInvoices, field
from spaceinvoices_async.models import Account, Document, Organization

T = TypeVar("T")

AT_ONCE = 64
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


class Result(NamedTuple):
    """What was issued for one merchant."""

    merchant: Merchant
    invoices: int
    totals: Totals
    seconds: float


async def find_or_create_account(si: AsyncSpaceInvoices, merchant: Merchant) -> Account:
    """The child account of a merchant."""
    async for account in si.accounts.list(where=field("email") == merchant.email):
        return account
    return await si.accounts.create(email=merchant.email, password=secrets.token_urlsafe())


async def find_or_create_organization(
    books: AccountView, account: Account, merchant: Merchant
) -> Organization:
    """The legal entity of a merchant."""
    where = field("name") == merchant.name
    async for organization in books.organizations.list(account.id, where=where):
        return organization
    return await books.organizations.create(
        account.id, name=merchant.name, country=merchant.country, city=merchant.city
    )


async def find_or_create_clients(
    books: AccountView, organization: Organization, names: Iterable[str]
) -> dict[str, str]:
    """The id of every buyer, by name."""
    ids: dict[str, str] = {}
    async for client in books.clients.list(organization.id, fields=["name"]):
        ids[str(client.name)] = client.id

    async def create(name: str) -> None:
        email = f"{name.lower().replace('#', '.')}@example.com"
        ids[name] = (await books.clients.create(organization.id, name=name, email=email)).id

    await for_each(create, sorted(set(names) - set(ids)))
    return ids


async def issue(
    books: AccountView, organization: Organization, client_id: str, order: Order
) -> Document:
    """The invoice of an order; the one issued before, if there is one."""
    return await books.documents.create(
        organization.id,
        type="invoice",
        unique_id=f"order-{order.key}",
        date=order.date,
        client_id=client_id,
        items=[
            {
                "name": line.name,
                "quantity": line.quantity,
                "price": line.price,
                "discount": line.discount,
                "taxes": [{"rate": line.tax}],
            }
            for line in order.lines
        ],
    )


async def check(books: AccountView, organization: Organization, sold: list[Order]) -> Totals:
    """Page through the invoices and compare each with its order, to the cent."""
    expected = {f"order-{order.key}": order for order in sold}
    net = tax = Decimal(0)
    where = (field("type") == "invoice") & field("unique_id").startswith("order-")
    async for invoice in books.documents.list(organization.id, where=where):
        order = expected.pop(str(invoice.unique_id))
        totals = order.totals()
        if (invoice.total, invoice.total_with_tax) != (totals.net, totals.gross):
            raise SystemExit(f"{invoice.number} is {invoice.total_with_tax}, not {totals.gross}")
        if not 0 <= totals.gross - order.total <= TOLERANCE * len(order.lines):
            raise SystemExit(f"{invoice.number} is {totals.gross}, far from {order.total}")
        net += totals.net
        tax += totals.tax
    if expected:
        raise SystemExit(f"not issued: {', '.join(expected)}")
    return Totals(net, tax)


async def save_one_pdf(books: AccountView, organization: Organization, to: Path) -> None:
    """The last invoice as a file."""
    async for invoice in books.documents.list(organization.id, order="number DESC", limit=1):
        await books.documents.download_pdf(invoice.id, to=to)


async def bill(
    si: AsyncSpaceInvoices,
    merchant: Merchant,
    sold: list[Order],
    *,
    pdf: Path | None,
    advance: Callable[[], None],
) -> Result:
    """Everything for one merchant, in its own name."""
    started = time.monotonic()
    account = await find_or_create_account(si, merchant)
    async with si.impersonate(id=account.id) as books:
        organization = await find_or_create_organization(books, account, merchant)
        buyers = [order.customer for order in sold]
        clients = await find_or_create_clients(books, organization, buyers)

        async def issue_one(order: Order) -> None:
            await issue(books, organization, clients[order.customer], order)
            advance()

        await for_each(issue_one, sold)
        totals = await check(books, organization, sold)
        if pdf is not None:
            await save_one_pdf(books, organization, pdf)
    return Result(merchant, len(sold), totals, time.monotonic() - started)


async def for_each(work: Callable[[T], Awaitable[object]], items: Iterable[T]) -> None:
    """Work through the items, many at once; the first failure ends it."""
    queue = iter(items)

    async def worker() -> None:
        for item in queue:
            await work(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(worker())


def table(results: list[Result]) -> Table:
    """What was issued, for people."""
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
    sold: dict[Merchant, list[Order]] = {merchant: [] for merchant in MERCHANTS}
    for order in orders.read(directory):
        sold[MERCHANTS[int(order.key) % len(MERCHANTS)]].append(order)
    pdf = directory / "invoice.pdf"
    console = Console()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console) as progress:

        async def start(si: AsyncSpaceInvoices, merchant: Merchant) -> Result:
            bar = progress.add_task(merchant.name, total=len(sold[merchant]))
            save = pdf if merchant is MERCHANTS[0] else None
            advance = partial(progress.advance, bar)
            return await bill(si, merchant, sold[merchant], pdf=save, advance=advance)

        async with AsyncSpaceInvoices() as si, asyncio.TaskGroup() as group:
            tasks = [group.create_task(start(si, merchant)) for merchant in MERCHANTS]
    results = [task.result() for task in tasks]
    console.print(table(results))
    console.print(f"One of them as PDF: {pdf}")
    return results


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
