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
