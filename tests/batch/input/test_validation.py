"""A check of the input: what it comes to, and what of it is on the server already."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch import Column, Sum
from spaceinvoices_async.batch.input import totals as sums
from spaceinvoices_async.errors import SpaceInvoicesError
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, order, orders

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.types import JsonValue


@pytest.mark.parametrize(
    ("line", "net", "with_tax"),
    [
        ({"price": Decimal("0.1")}, "0.1", "0.1"),
        ({"quantity": 3, "price": 2, "_documentItemTaxes": [{"rate": 21}]}, "6", "7.26"),
        ({"price": 10, "discount": Decimal("12.5")}, "8.75", "8.75"),
        ({"quantity": 2, "price": 10, "discount": 3, "discountIsAmount": True}, "17", "17"),
        ({"priceGross": 121, "_documentItemTaxes": [{"rate": 21}]}, "100", "121"),
        ({"price": 100, "_documentItemTaxes": [{"rate": 6}, {"rate": 2}, {}]}, "100", "108"),
        ({"name": "a text"}, "0", "0"),
    ],
)
def test_a_line_comes_to(line: JsonValue, net: str, with_tax: str) -> None:
    assert sums.of({"_documentItems": [line]}) == Sum(net=Decimal(net), with_tax=Decimal(with_tax))


async def test_totals_are_exact_by_currency_and_of_each_document_once() -> None:
    items = [{"name": "x", "quantity": "1000000.01", "price": "0.1", "taxes": [{"rate": "7.7"}]}]
    rows = [order(1, items=items), order(1, items=items), order(2, currencyId="USD"), {"order": 3}]
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(rows, organization_id=ORGANIZATION, key="order")
        assert server.counts.total() == 0
    assert (found.documents, found.repeated, found.wrong, found.existing) == (2, 1, 1, None)
    assert found.totals == {
        "": Sum(net=Decimal("100000.00"), with_tax=Decimal("107700.00")),
        "USD": Sum(net=Decimal(3), with_tax=Decimal(3)),
    }


async def test_a_check_can_tell_what_is_on_the_server_already_issuing_nothing(
    tmp_path: Path,
) -> None:
    async with BooksServer() as server, client(server) as si:
        given = {"organization_id": Column("merchant"), "key": "order"}
        rows = [order(number, merchant=f"m{number % 3}") for number in range(250)]
        make = {"to_document": lambda row: {name: row[name] for name in ("reference", "items")}}
        await si.batch.issue(rows[:120], journal=tmp_path / "journal", **given, **make)
        sent = server.counts["create"]
        rows[4] = {**rows[4], "items": [{"name": "Rope", "price": 1}]}
        found = await si.batch.check(rows, **given, **make, existing=True)
        assert server.counts["create"] == sent
    assert (found.documents, found.existing, found.differing) == (250, 120, 1)
    assert len(found.found) == 100
    (other,) = [one for one in found.found if one.difference]
    assert (other.line, other.key, other.organization_id) == (5, "order 4", "m1")
    assert (other.difference, other.total, other.currency) == ("lines", 5, "EUR")


async def test_a_check_that_cannot_ask_says_so() -> None:
    async with BooksServer(denied={ORGANIZATION}) as server, client(server) as si:
        with pytest.raises(SpaceInvoicesError, match="AUTHORIZATION_REQUIRED"):
            await si.batch.check(
                orders(150), organization_id=ORGANIZATION, key="order", existing=True
            )
