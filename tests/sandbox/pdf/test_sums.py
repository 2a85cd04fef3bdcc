from decimal import Decimal

import pytest
from support.printed import DOCUMENT, lines, printed

from spaceinvoices_sandbox.pdf.contents import Contents
from spaceinvoices_sandbox.pdf.labels import language


def _contents(**more):
    return Contents({**DOCUMENT, **more}, language("en")).page((), plain=False)


def _amount(text):
    return Decimal(text.replace("€", "").replace(",", ""))


def _rows(**more):
    return {label: _amount(amount) for label, amount, _ in _contents(**more)["totals"]}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"total": 1900, "totalDiscount": 100, "totalWithTax": 2340},
        {"_documentTaxes": [], "totalWithTax": 2000},
        {
            "_documentTaxes": [
                {"tax": 22, "base": 2000, "totalTax": 440},
                {"tax": 9.5, "base": 2000, "totalTax": 190},
            ],
            "totalWithTax": 2630,
        },
        {"totalWithTax": 2440.01},
        {"totalWithTax": 2439.99, "totalPaid": 39.99, "totalDue": 2400},
        {"_documentReverseTaxes": [{"tax": 22, "base": 2000, "totalTax": 440}]},
    ],
)
@pytest.mark.parametrize("kind", ["invoice", "credit-note", "estimate"])
def test_the_rows_above_the_total_add_up_to_it(more, kind):
    rows = [
        (_amount(amount), strong) for _, amount, strong in _contents(type=kind, **more)["totals"]
    ]
    where = next(index for index, (_, strong) in enumerate(rows) if strong)
    words = [label for label, _, _ in _contents(type=kind, **more)["totals"]]
    if "Discount" in words:
        before, discount, net = (amount for amount, _ in rows[:3])
        assert before + discount == net
        rows, where = rows[2:], where - 2
    assert sum(amount for amount, _ in rows[:where]) == rows[where][0]
    total = Decimal(str(more.get("totalWithTax", 2440)))
    assert rows[where][0] == total


def test_what_is_paid_is_taken_off_the_total():
    rows = _rows(totalPaid=440, totalDue=2000)
    assert rows["Total"] + rows["Paid"] == rows["Amount due"] == 2000
    assert "Paid in full" not in lines(printed(totalPaid=440, totalDue=2000))
    paid = lines(printed(totalPaid=2440, totalDue=0, paidInFull=True))
    assert "Paid in full" in paid


def test_nothing_is_paid_in_full_that_was_not_paid():
    assert "Paid in full" not in lines(printed(paidInFull=True, totalWithTax=-2440))


def test_a_cent_of_equalization_is_a_row_of_its_own():
    assert _rows(totalWithTax=2440.01)["Rounding"] == Decimal("0.01")
    assert "Rounding" not in _rows()


def test_reverse_charge_stands_apart_with_its_clause():
    told = lines(
        printed(
            _documentTaxes=[],
            _documentReverseTaxes=[{"tax": 22, "base": 2000, "totalTax": 440}],
            totalWithTax=2000,
            totalDue=2000,
            _documentItems=[
                {
                    **DOCUMENT["_documentItems"][0],
                    "_documentItemTaxes": [{"rate": 22, "reverseCharged": True}],
                }
            ],
        )
    )
    assert "22%* €2,000.00" in " ".join(told)
    total, title = (
        told.index("Total €2,000.00"),
        told.index("Reverse charge \u2013 not included in the total"),
    )
    assert told[title + 1 : title + 3] == [
        "* 22% on €2,000.00 €440.00",
        "Reverse charge: the recipient is liable for the tax.",
    ]
    assert total < title


def test_the_clause_is_printed_once_and_a_persons_own_as_it_is():
    clause = "My own clause."
    told = lines(printed(taxClause=clause, note=f"{clause}\n\nThank you"))
    assert told.count(clause) == 1
    assert "Thank you" in told


def test_a_clause_that_nobody_wrote_is_in_the_language_of_the_page():
    clause = "Reverse charge: the recipient is liable for the tax."
    told = lines(printed(language="sl", taxClause=clause, note=f"{clause}\n\nHvala"))
    assert "Obrnjena davčna obveznost: davek plača prejemnik." in told
    assert clause not in told


@pytest.mark.parametrize(
    ("currency", "amount", "told"),
    [
        ("JPY", 1000, "¥1,000"),
        ("JPY", 1000.5, "¥1,000.50"),
        ("USD", 0.1, "$0.10"),
        ("KWD", 10.5, "KWD 10.500"),
    ],
)
def test_no_cent_is_lost_in_a_currency_that_usually_has_none(currency, amount, told):
    data = printed(currencyId=currency, total=amount, totalWithTax=amount, _documentTaxes=[])
    assert f"Total {told}" in lines(data)


def test_the_amount_of_a_discount_is_told_with_its_rate():
    item = {**DOCUMENT["_documentItems"][0], "discount": 5, "totalDiscount": 100}
    assert "Discount: 5% (-€100.00)" in lines(printed(_documentItems=[item]))
    item["discountIsAmount"], item["discount"] = True, 100
    assert "Discount: -€100.00" in lines(printed(_documentItems=[item]))


@pytest.mark.parametrize(
    ("tax", "label"),
    [
        ({"tax": 22, "abbreviation": "DDV 22%"}, "DDV 22% on €2,000.00"),
        ({"tax": 9.5, "abbreviation": "DDV 9,5%"}, "DDV 9,5% on €2,000.00"),
        ({"tax": 22, "abbreviation": "DDV"}, "DDV 22% on €2,000.00"),
        ({"tax": 22}, "22% on €2,000.00"),
    ],
)
def test_a_tax_is_named_with_its_rate_once(tax, label):
    rows = _contents(_documentTaxes=[{**tax, "base": 2000, "totalTax": 440}])["totals"]
    assert rows[1][0] == label


def test_rates_and_quantities_are_printed_as_the_api_calculates_with_them():
    item = {
        **DOCUMENT["_documentItems"][0],
        "quantity": 1.239,
        "discount": 3.339,
        "totalDiscount": 1,
        "_documentItemTaxes": [{"rate": 9.975}],
    }
    tax = {"tax": 9.975, "abbreviation": "QST", "base": 2000, "totalTax": 199.4}
    contents = _contents(_documentItems=[item], _documentTaxes=[tax], decimalPlaces=2)
    (row,) = contents["rows"]
    assert row["cells"][0] == ["1.23"]
    assert row["cells"][2] == ["9.97%"]
    assert row["description"] == "Discount: 3.33% (-€1.00)"
    assert contents["totals"][1][0] == "QST 9.97% on €2,000.00"


def test_a_compound_tax_is_not_said_to_be_taken_of_the_net_alone():
    taxes = [
        {"rate": 5, "abbreviation": "GST"},
        {"rate": 10, "abbreviation": "PST", "compound": True},
    ]
    contents = _contents(
        _documentItems=[{**DOCUMENT["_documentItems"][0], "_documentItemTaxes": taxes}],
        _documentTaxes=[
            {"tax": 5, "abbreviation": "GST", "base": 2000, "totalTax": 100},
            {"tax": 10, "abbreviation": "PST", "base": 2000, "totalTax": 210},
        ],
        totalWithTax=2310,
    )
    assert [label for label, _, _ in contents["totals"]] == [
        "Net total",
        "GST 5% on €2,000.00",
        "PST 10%",
        "Total",
        "Amount due",
    ]
