"""When a stored document is the one that was asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spaceinvoices_async._idempotency.comparison import difference

ASKED = {
    "type": "invoice",
    "clientId": "c1",
    "_documentClient": {"name": "Rocket man", "email": "r@m.org"},
    "_documentItems": [
        {
            "name": "Suit",
            "quantity": 2,
            "price": Decimal("10.123456"),
            "_documentItemTaxes": [{"rate": 21}],
        },
        {"name": "Boots", "itemId": "i1"},
    ],
}


def line(**changes):
    first, second = ASKED["_documentItems"]
    return {**ASKED, "_documentItems": [{**first, **changes}, second]}


@pytest.mark.parametrize(
    "found",
    [
        ASKED,
        {},
        {"id": "d", "total": 1, **ASKED},
        {**ASKED, "type": "INVOICE"},
        {**ASKED, "_documentClient": {"name": " rocket  Man", "country": "Mars"}},
        line(price=Decimal("10.1234")),
        line(price=10.123456000000001),
        line(price="10.123456"),
        line(quantity=2.0),
        line(unit="piece", total=20),
        line(_documentItemTaxes=[{"rate": Decimal("21.0"), "name": "VAT"}]),
        line(_documentItemTaxes=[]),
    ],
)
def test_what_the_server_adds_and_rounds_is_no_difference(found):
    assert difference(ASKED, found) is None


@pytest.mark.parametrize(
    ("found", "part"),
    [
        ({**ASKED, "type": "estimate"}, "type"),
        ({**ASKED, "clientId": "c2"}, "client"),
        ({**ASKED, "_documentClient": {"name": "Major Tom"}}, "client"),
        ({**ASKED, "_documentClient": {"email": "t@m.org"}}, "client"),
        ({**ASKED, "_documentItems": []}, "lines"),
        (line(name="Helmet"), "lines"),
        (line(quantity=3), "prices"),
        (line(price=Decimal("10.12")), "prices"),
        (line(_documentItemTaxes=[{"rate": 19}]), "prices"),
    ],
)
def test_another_type_client_line_or_price_is_another_document(found, part):
    assert difference(ASKED, found) == part


def test_a_document_without_a_type_is_an_invoice():
    assert difference({}, {"type": "estimate"}) == "type"
    assert difference({}, {"type": "invoice"}) is None


def asked(line, **document):
    return {"_documentItems": [{"name": "x", **line}], **document}


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (asked({"price": Decimal("0.1648")}, decimalPlaces=2), asked({"price": Decimal("0.16")})),
        (asked({"price": Decimal("0.1648")}), asked({"price": Decimal("0.16")}, decimalPlaces=2)),
        (
            asked({"quantity": Decimal("1.999")}, decimalPlaces=0),
            asked({"quantity": 1}, decimalPlaces=0),
        ),
        (
            asked(
                {
                    "price": Decimal("16.5289"),
                    "priceGross": 20,
                    "_documentItemTaxes": [{"rate": 21}],
                }
            ),
            asked({"price": Decimal("16.53")}, decimalPlaces=9),
        ),
        (
            asked({"price": 5, "priceGross": 20}),
            asked({"price": Decimal("16.53"), "priceGross": 20}, decimalPlaces=9),
        ),
        (
            asked({"price": 5, "isSeparator": True, "quantity": 3}),
            asked({"price": 0, "isSeparator": True, "quantity": 1}),
        ),
        (
            asked({"_documentItemTaxes": [{"rate": Decimal("9.975")}]}),
            asked({"_documentItemTaxes": [{"rate": Decimal("9.97")}]}),
        ),
        (
            asked({"discount": Decimal("33.339")}),
            asked({"discount": Decimal("33.33")}, decimalPlaces=9),
        ),
    ],
)
def test_what_the_api_makes_of_the_numbers_is_the_same_document(sent, stored):
    assert difference(sent, stored) is None


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (asked({"price": Decimal("0.1748")}, decimalPlaces=2), asked({"price": Decimal("0.16")})),
        (
            asked({"priceGross": 20, "_documentItemTaxes": [{"rate": 21}]}),
            asked({"price": 20}, decimalPlaces=9),
        ),
        (asked({"priceGross": 20}), asked({"priceGross": 21})),
        (asked({"discount": Decimal("1.239"), "discountIsAmount": True}), asked({"discount": 1})),
        (asked({"price": Decimal("1e299")}), asked({"price": Decimal("1.5e400")})),
    ],
)
def test_another_price_stays_another_document(sent, stored):
    assert difference(sent, stored) == "prices"
