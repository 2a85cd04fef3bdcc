"""pandas: issue a month of orders from a DataFrame, and read the invoices back into one.

    python pandas_month.py orders.csv ORGANIZATION_ID

The columns of the file are order, customer, product, quantity, price and vat; the lines of one order
may stand anywhere in it.
"""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from spaceinvoices_async import AsyncSpaceInvoices, field


def documents(orders: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield one document for each order, with a line for each of its rows."""
    for order, lines in orders.groupby("order", sort=False):
        yield {
            "order": order,
            "type": "invoice",
            "client": {"name": lines["customer"].iloc[0]},
            "items": [
                {
                    "name": line["product"],
                    "quantity": line["quantity"],
                    "price": line["price"],
                    "taxes": [{"rate": line["vat"]}],
                }
                for line in lines.to_dict("records")
            ],
        }


async def main(file: Path, organization_id: str) -> pd.DataFrame:
    """Issue the orders of a file; the invoices of the organization as a table."""
    # As text: a key keeps its zeros, and a price is sent exactly as it is written.
    orders = pd.read_csv(file, dtype=str)
    async with AsyncSpaceInvoices() as si:
        report = await si.batch.issue(
            documents(orders),
            organization_id=organization_id,
            key="order",
            journal=file.with_suffix(".journal"),
        )
        print(f"{report.issued} issued, {report.failed} refused, {report.unresolved} in doubt")
        invoices = [
            {
                "number": invoice.number,
                "client": invoice.client.name if invoice.client else None,
                "total": invoice.total_with_tax,  # a Decimal: sums stay exact
            }
            async for invoice in si.documents.list(
                organization_id, where=field("type") == "invoice", order="number"
            )
        ]
    return pd.DataFrame(invoices)


if __name__ == "__main__":
    path, organization = sys.argv[1:]
    table = asyncio.run(main(Path(path), organization))
    print(table.groupby("client")["total"].sum().to_string())
