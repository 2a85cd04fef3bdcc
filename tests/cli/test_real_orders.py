"""The orders of TPC-H as a CSV through the command line, killed three times on the way.

1,500 orders by default; `TPCH_SCALE=0.01` takes all 15,000 of the scale that issue and demo name.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from conftest import World

SCALE = os.environ.get("TPCH_SCALE", "0.001")
CENT, HUNDRED = Decimal("0.01"), Decimal(100)
MAPPING = """
[columns]
customer = "client.name"
date = "date"
part = "items[].name"
quantity = "items[].quantity"
price = "items[].price"
discount = "items[].discount"
tax = "items[].taxes[].rate"
[constants]
type = "invoice"
"""


class Expected(NamedTuple):
    """What an order must come to, calculated here alone."""

    total: Decimal
    stated: Decimal
    lines: int


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def write_orders(folder: Path) -> dict[str, Expected]:
    """Make `orders.csv`, one line for each line of an order."""
    tool = Path(sys.executable).with_name("tpchgen-cli")
    made = [f"--output-dir={folder / 'tpch'}", "--tables=orders,lineitem"]
    subprocess.run([tool, "csv", "-s", SCALE, *made], check=True, capture_output=True)
    orders = {row["o_orderkey"]: row for row in rows(folder / "tpch" / "orders.csv")}
    expected: dict[str, Expected] = {}
    with (folder / "orders.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(
            ["order", "customer", "date", "part", "quantity", "price", "discount", "tax"]
        )
        for row in rows(folder / "tpch" / "lineitem.csv"):
            key, order = row["l_orderkey"], orders[row["l_orderkey"]]
            quantity, extended = Decimal(row["l_quantity"]), Decimal(row["l_extendedprice"])
            discount, tax = Decimal(row["l_discount"]) * 100, Decimal(row["l_tax"]) * 100
            price, customer = extended / quantity, f"Customer {order['o_custkey']}"
            part, date = f"Part {row['l_partkey']}", order["o_orderdate"]
            table.writerow([key, customer, date, part, quantity, price, discount, tax])
            net = cents(quantity * price) - cents(cents(quantity * price) * discount / HUNDRED)
            before = expected.get(key, Expected(Decimal(0), Decimal(order["o_totalprice"]), 0))
            total = before.total + net + cents(net * tax / HUNDRED)
            expected[key] = before._replace(total=total, lines=before.lines + 1)
    return expected


def test_every_order_is_issued_once_and_comes_to_what_it_must(world: World):
    expected = write_orders(world.folder)
    (world.folder / "map.toml").write_text(MAPPING)
    arguments = ("batch", "issue", "orders.csv", *world.usual, "--rate", "off", "--horizon", "3")
    for part in (0.1, 0.4, 0.7):
        process = world.start(*arguments)
        while world.documents() < part * len(expected):
            assert process.poll() is None, process.communicate()
        process.kill()
        process.communicate()
    ended = world.run(*arguments, "--json", "--results", "results.csv")

    assert (ended.code, ended.json["issued"]) == (Exit.DONE, len(expected))
    issued = {row["key"]: Decimal(row["total"]) for row in rows(world.folder / "results.csv")}
    assert issued == {key: order.total for key, order in expected.items()}
    assert world.documents() == len(expected)
    assert world.http.get("/sandbox/statistics").json()["duplicates"] == []
    assert all(
        0 <= order.total - order.stated <= Decimal("0.02") * order.lines
        for order in expected.values()
    )
