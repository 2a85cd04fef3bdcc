"""The orders of the TPC-H data set: who bought what, for how much, at which discount and tax."""

import csv
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


class Line(NamedTuple):
    """One line of an order. Percentages are whole numbers: 4 is four percent."""

    name: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    tax: Decimal


class Totals(NamedTuple):
    """What an invoice comes to."""

    net: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax


class Order(NamedTuple):
    """One order, as it becomes one invoice."""

    key: str
    customer: str
    date: str
    total: Decimal
    """As the data set states it, every step cut off after two digits."""
    lines: list[Line]

    @property
    def reference(self) -> str:
        """What the invoice says it is for."""
        return f"order-{self.key}"

    def totals(self) -> Totals:
        """Return what the invoice must come to: rounded half up to cents after every operation."""
        net = tax = Decimal(0)
        for line in self.lines:
            price = cents(line.quantity * line.price)
            price -= cents(price * line.discount / HUNDRED)
            net += price
            tax += cents(price * line.tax / HUNDRED)
        return Totals(net, tax)


def total(sold: Iterable[Order]) -> Totals:
    """Return what the invoices of several orders must come to together."""
    net = tax = Decimal(0)
    for order in sold:
        totals = order.totals()
        net += totals.net
        tax += totals.tax
    return Totals(net, tax)


def cents(amount: Decimal) -> Decimal:
    """Return the amount rounded half up to two digits."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def make(directory: Path, *, scale: str = "0.001") -> None:
    """Write the data set as CSV; scale 0.001 is 1,500 orders of 6,005 lines."""
    command = Path(sys.executable).with_name("tpchgen-cli")
    tables = "--tables=orders,lineitem,customer"
    written = ["--overwrite", f"--output-dir={directory}", tables]
    subprocess.run([command, "csv", "-s", scale, *written], check=True)


def read(directory: Path) -> Iterator[Order]:
    """Yield all orders, by key."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for row in _rows(directory / "lineitem.csv"):
        quantity = Decimal(row["l_quantity"])
        lines[row["l_orderkey"]].append(
            Line(
                name=f"Part {row['l_partkey']} of supplier {row['l_suppkey']}",
                quantity=quantity,
                price=Decimal(row["l_extendedprice"]) / quantity,
                discount=Decimal(row["l_discount"]) * HUNDRED,
                tax=Decimal(row["l_tax"]) * HUNDRED,
            )
        )
    names = {row["c_custkey"]: row["c_name"] for row in _rows(directory / "customer.csv")}
    for row in _rows(directory / "orders.csv"):
        yield Order(
            key=row["o_orderkey"],
            customer=names[row["o_custkey"]],
            date=row["o_orderdate"],
            total=Decimal(row["o_totalprice"]),
            lines=lines[row["o_orderkey"]],
        )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
