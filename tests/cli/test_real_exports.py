"""Exports of shops and spreadsheets through the command: dry run, run and verify say the same."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from spaceinvoices_async.cli.exit_codes import Exit

if TYPE_CHECKING:
    from tests.cli.conftest import World


class Export(NamedTuple):
    """A file as people have it, its mapping, and what it comes to."""

    name: str
    text: str
    mapping: str
    key: str
    documents: int
    total: str
    encoding: str = "utf-8"
    options: tuple[str, ...] = ()


SHOPIFY = Export(
    "shopify.csv",
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Country,Notes\n"
    "#1001,ada@example.com,paid,2026-11-03 16:57:10 +0100,EUR,44.97,5.00,0.00,49.97,"
    "2026-11-03 16:57:08 +0100,1,Space suit,24.99,S-1,Ada Lovelace,GB,\n"
    "#1001,ada@example.com,,,,,,,,2026-11-03 16:57:08 +0100,2,Boots,9.99,B-1,,,\n"
    "#1002,bob@example.com,pending,,EUR,10.00,0.00,0.00,10.00,2026-11-04 09:00:00 +0100,"
    "1,Rope,10.00,R-1,Bob,NL,\n"
    "#1003,eve@example.com,paid,2026-11-05 00:10:00 +0100,EUR,10.50,0.00,0.00,10.50,"
    "2026-11-05 00:10:00 +0100,3,Badge,3.50,,Eve,DE,thanks\n",
    """
date_format = "%Y-%m-%d %H:%M:%S %z"
[columns]
"Billing Name" = "client.name"
"Billing Country" = "client.country"
Email = "client.email"
"Created at" = "date"
Currency = "currency_id"
"Lineitem name" = "items[].name"
"Lineitem quantity" = "items[].quantity"
"Lineitem price" = "items[].price"
"Lineitem sku" = "items[].sku"
[constants]
"payments[].type" = "online"
[only]
"Financial Status" = "paid"
""",
    "Name",
    2,
    "55.47",
)
WOO = Export(
    "woocommerce.csv",
    "Order Number,Order Date,First Name,Item Name #1,Item Price #1,Item Qty #1,Item Name #2,"
    "Item Price #2,Item Qty #2\n"
    "5001,2026-11-01 10:22,Ada,Mug,12.50,2,Shirt,19.9,1\n"
    "5002,2026-11-01 23:59,Bob,Mug,12.50,1,,,\n",
    """
date_format = "%Y-%m-%d %H:%M"
[columns]
"Order Date" = "date"
"First Name" = "client.name"
"Item Name #1" = "items[0].name"
"Item Price #1" = "items[0].price_gross"
"Item Qty #1" = "items[0].quantity"
"Item Name #2" = "items[1].name"
"Item Price #2" = "items[1].price_gross"
"Item Qty #2" = "items[1].quantity"
[constants]
"items[0].taxes[].rate" = 22
"items[1].taxes[].rate" = 22
""",
    "Order Number",
    2,
    "57.42",
    options=("--single",),
)
GERMAN = Export(
    "rechnungen.csv",
    "Rechnungsnr;Datum;Kunde;Artikel;Menge;Einzelpreis;MwSt;;\n"
    "0001;3. März 2026;Müller GmbH;Beratung;1,5;1.234,56 €;19 %;;\n"
    "0001;;;Anfahrt;1;(34,50 €);19 %;;\n"
    "0002;4. März 2026;Société Élan;Gerät;2;99,99 €;7 %;;\n"
    ";;;;;;;;\n"
    "Summe;;;;;1.234;;;\n",
    """
decimal_comma = true
thousands = "."
currency = "€"
negative = "brackets"
date_format = "%d. %B %Y"
locale = "de"
[columns]
Datum = "date"
Kunde = "client.name"
Artikel = "items[].name"
Menge = "items[].quantity"
Einzelpreis = "items[].price"
MwSt = "items[].taxes[].rate"
[footer]
Rechnungsnr = "Summe"
""",
    "Rechnungsnr",
    2,
    "2376.61",
    "cp1252",
    ("--delimiter", ";", "--encoding", "cp1252"),
)
RETAIL = Export(
    "online_retail.csv",
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom\n"
    "536365,71053,WHITE METAL LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom\n"
    "C536379,D,Discount,-1,12/1/2010 9:41,27.5,14527,United Kingdom\n"
    "536381,22139,RETROSPOT TEA SET CERAMIC 11 PC,23,12/1/2010 9:41,4.25,15311,United Kingdom\n",
    """
date_format = "%m/%d/%Y %H:%M"
[columns]
Description = "items[].name"
StockCode = "items[].sku"
Quantity = "items[].quantity"
UnitPrice = "items[].price"
InvoiceDate = "date"
CustomerID = "client.name"
Country = "client.country"
""",
    "InvoiceNo",
    3,
    "105.89",
)
SLOVENE = Export(
    "racuni.csv",
    "Št. računa\tDatum\tStranka\tArtikel\tKol\tCena\tDDV\tPopust\n"
    "2026-1\t01.02.2026\tČrnič d.o.o.\tSvetovanje\t0,333\t1 234,5678\t22\t0,1\n"
    "2026-2\t02.02.2026\tŽan Šuštar\tKava\t3\t1,80\t9,5\t\n",
    """
decimal_comma = true
thousands = " "
date_format = "%d.%m.%Y"
[columns]
Datum = "date"
Stranka = "client.name"
Artikel = "items[].name"
Kol = "items[].quantity"
Cena = "items[].price"
DDV = "items[].taxes[].rate"
Popust = { to = "items[].discount", percent = true }
[constants]
decimal_places = 4
""",
    "Št. računa",
    2,
    "457.31",
    options=("--delimiter", "tab"),
)
EXPORTS = [SHOPIFY, WOO, GERMAN, RETAIL, SLOVENE]


def issue(world: World, export: Export, *more: str) -> Any:
    (world.folder / export.name).write_bytes(export.text.encode(export.encoding))
    (world.folder / "map.toml").write_text(export.mapping, encoding="utf-8")
    usual = ["--org", world.organization, "--key", export.key, "--map", "map.toml"]
    return world.run("batch", "issue", export.name, *usual, *export.options, *more, "--json")


@pytest.mark.parametrize("export", EXPORTS, ids=[export.name for export in EXPORTS])
def test_a_real_export_comes_to_the_same_everywhere(world: World, export: Export) -> None:
    dry = issue(world, export, "--dry-run")
    assert (dry.code, dry.json["wrong"]) == (Exit.DONE, 0), dry
    (told,) = dry.json["totals"].values()
    assert Decimal(str(told["with_tax"])) == Decimal(export.total)
    done = issue(world, export)
    assert (done.code, done.json["issued"]) == (Exit.DONE, export.documents), done
    (total,) = done.json["totals"].values()
    assert Decimal(str(total)) == Decimal(export.total)
    verified = world.run("batch", "verify", f"{export.name}.journal", "--json")
    assert verified.code == Exit.DONE, verified
    again = issue(world, export)
    assert (again.code, again.json["new"], world.documents()) == (Exit.DONE, 0, export.documents)
