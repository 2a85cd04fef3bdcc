"""When a stored document is the one that was asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spaceinvoices_async._calls.context import AttemptResult
from spaceinvoices_async._idempotency.comparison import (
    difference,
    mentions_unique_id,
    says_unique_id_taken,
)
from spaceinvoices_async.transports import Response
from tests.support.scripted_client import answer, refusal

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


@pytest.mark.parametrize(
    ("sent", "stored", "part"),
    [
        (
            {"_documentClient": {"taxNumber": "1"}},
            {"_documentClient": {"taxNumber": "2"}},
            "client",
        ),
        ({"_documentClient": {"name": "x"}}, {"_documentClient": "y"}, None),
        ({"_documentClient": "x"}, {"_documentClient": {"name": "y"}}, None),
        ({"clientId": ""}, {"clientId": "c2"}, None),
        ({"clientId": "c1"}, {"clientId": ""}, None),
        ({"_documentItems": [{}, {}]}, {"_documentItems": "two lines"}, None),
        ({"_documentItems": "a line"}, {"_documentItems": [{}, {}]}, None),
        ({"_documentItems": ["x"]}, {"_documentItems": [{"name": "y"}]}, None),
        ({"_documentItems": [{"name": "x"}]}, {"_documentItems": ["y"]}, None),
        (
            {"_documentItems": ["x", {"name": "x"}]},
            {"_documentItems": ["x", {"name": "y"}]},
            "lines",
        ),
        (asked({"itemId": "i1"}), asked({"itemId": "i2"}), "lines"),
        (
            {"_documentItems": [{"isSeparator": True}, {"price": 5}]},
            {"_documentItems": [{"isSeparator": True}, {"price": 6}]},
            "prices",
        ),
        (asked({"_documentItemTaxes": "21"}), asked({"_documentItemTaxes": [{"rate": 19}]}), None),
        (asked({"_documentItemTaxes": [21]}), asked({"_documentItemTaxes": [{"rate": 19}]}), None),
    ],
)
def test_what_is_no_object_is_passed_over_and_what_follows_it_is_compared(sent, stored, part):
    assert difference(sent, stored) == part


@pytest.mark.parametrize(
    ("sent", "stored", "part"),
    [
        (asked({"price": Decimal("1.0001")}), asked({"price": 1}), None),
        (asked({"price": Decimal("1.00011")}), asked({"price": 1}), "prices"),
        (
            asked({"price": Decimal("1.239")}, decimalPlaces=2),
            asked({"price": Decimal("1.23901")}),
            None,
        ),
        (asked({"price": "free"}), asked({"price": 1}), None),
        (asked({"price": 15}), asked({"price": 10}, decimalPlaces=-1), "prices"),
        (
            asked({"discount": Decimal("1.9"), "discountIsAmount": True}),
            asked({"discount": 1}, decimalPlaces=0),
            None,
        ),
        (asked({"discount": Decimal("1.9")}), asked({"discount": 1}, decimalPlaces=0), "prices"),
        (
            asked({"priceGross": 20, "_documentItemTaxes": [{"rate": 21}]}, omitTaxes=True),
            asked({"price": 20}),
            None,
        ),
        (
            asked({"priceGross": Decimal("50.9"), "_documentItemTaxes": [{"rate": 1}]}),
            asked({"price": 49}, decimalPlaces=0),
            None,
        ),
        (
            asked({"priceGross": Decimal("50.5"), "_documentItemTaxes": [{"rate": 1}]}),
            asked({"price": 50}),
            None,
        ),
        (asked({"priceGross": Decimal("1e29")}), asked({"price": 5}), "prices"),
        (asked({"priceGross": Decimal("1e30")}), asked({"price": 5}), None),
        (asked({"price": Decimal("1e400")}), asked({"price": "1e400"}), None),
        (asked({"price": Decimal("1e401")}), asked({"price": "1e401"}), None),
        (asked({"price": Decimal("1e401")}), asked({"price": "-1e401"}), "prices"),
        (asked({"price": Decimal("1e400")}), asked({"price": "1e401"}), "prices"),
        (asked({"price": Decimal("1e401")}), asked({"price": 5}), "prices"),
        (asked({"price": 5}), asked({"price": "1e401"}), "prices"),
    ],
)
def test_numbers_are_compared_as_exactly_as_the_server_keeps_them(sent, stored, part):
    assert difference(sent, stored) == part


@pytest.mark.parametrize("reads", [mentions_unique_id, says_unique_id_taken])
@pytest.mark.parametrize(
    "result",
    [
        AttemptResult(outcome="rejected"),
        AttemptResult(outcome="unknown", response=refusal(500, "uniqueId is taken")),
    ],
)
def test_only_a_refusal_speaks_of_the_unique_id(reads, result):
    assert not reads(result, "uniqueId")
    told = AttemptResult(outcome="rejected", response=refusal(422, "uniqueId is taken"))
    assert reads(told, "uniqueId")


def test_a_refusal_that_says_two_things_may_have_spoken_of_the_unique_id():
    body = b'{"error":{"message":"no","message":"country is unknown"}}'
    said = AttemptResult(outcome="rejected", response=Response(status=422, headers={}, body=body))

    assert mentions_unique_id(said, "uniqueId")
    assert not says_unique_id_taken(said, "uniqueId")


NET_ENDS = ("7", "672", "6721311", "67213114754098")
NET_OF_100 = {"priceGross": 100, "_documentItemTaxes": [{"rate": 22}]}


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        *[(asked(NET_OF_100), asked({"price": Decimal(f"81.9{rest}")})) for rest in NET_ENDS],
        *[
            (asked({"price": Decimal("10.125")}), asked({"price": kept}, decimalPlaces=2))
            for kept in (Decimal("10.12"), Decimal("10.13"), "10.130")
        ],
        (asked({"quantity": Decimal("1.99995")}), asked({"quantity": 2}, decimalPlaces=4)),
        (asked({"discount": Decimal("33.335")}), asked({"discount": "33.34"})),
    ],
)
def test_a_server_that_rounds_later_or_up_keeps_the_same_document(sent, stored):
    assert difference(sent, stored) is None


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (asked(NET_OF_100), asked({"price": Decimal("81.9619")})),
        (asked(NET_OF_100), asked({"price": Decimal("81.98")}, decimalPlaces=9)),
        (asked({"price": Decimal("10.12")}), asked({"price": Decimal("10.13")}, decimalPlaces=2)),
        (asked({"price": Decimal("10.125")}), asked({"price": Decimal("10.11")}, decimalPlaces=2)),
        (asked({"quantity": 2}), asked({"quantity": 3}, decimalPlaces=0)),
        (asked({"quantity": Decimal("1.5")}), asked({"quantity": 3}, decimalPlaces=0)),
    ],
)
def test_what_no_rounding_makes_of_a_number_is_another_document(sent, stored):
    assert difference(sent, stored) == "prices"


def client(**fields):
    return {"_documentClient": fields}


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (client(taxNumber="SI12345678"), client(taxNumber="si 123-456.78")),
        (client(taxNumber="SI12345678"), client(taxNumber="12345678")),
        (client(taxNumber="12345678"), client(taxNumber="SI 12345678")),
        (client(name="Cafe\u0301"), client(name="CAF\u00c9 ")),
        (client(name="Rocket\u00a0man"), client(name="Rocket man")),
    ],
)
def test_another_spelling_is_the_same_client(sent, stored):
    assert difference(sent, stored) is None


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (client(taxNumber="SI12345678"), client(taxNumber="HR12345678")),
        (client(taxNumber="12345678"), client(taxNumber="SI12345679")),
        (client(taxNumber="2345678"), client(taxNumber="12345678")),
        (client(taxNumber="5678"), client(taxNumber="SIA5678")),
        (client(taxNumber="A5678"), client(taxNumber="SIA5678")),
        (client(taxNumber="12"), client(taxNumber="SI")),
        (client(taxNumber="SI"), client(taxNumber="7")),
        (client(taxNumber="-"), client(taxNumber="SI")),
        (client(taxNumber="12345678"), client(taxNumber="S12345678")),
        (client(taxNumber="12345678"), client(taxNumber="9912345678")),
        (client(email="r@m.org"), client(email="t@m.org")),
        (client(name="Cafe"), client(name="CAF\u00c9")),
    ],
)
def test_another_number_or_name_is_another_client(sent, stored):
    assert difference(sent, stored) == "client"


HALVES = {"priceGross": Decimal("50.5"), "_documentItemTaxes": [{"rate": 1}]}  # 50 without tax
GREAT = asked({"price": Decimal("1e15")})


@pytest.mark.parametrize(
    ("sent", "stored", "part"),
    [
        # Half a cent, and the tolerance: what a net price may be away from its gross one.
        (asked(HALVES), asked({"price": Decimal("50.0051")}), None),
        (asked(HALVES), asked({"price": Decimal("49.9949")}), None),
        (asked(HALVES), asked({"price": Decimal("50.0052")}), "prices"),
        (asked(HALVES), asked({"price": "Infinity"}), "prices"),
        (asked(HALVES), asked({"price": None}), None),
        # One unit of the last place that is kept is another number; less is a rounding.
        (asked({"price": Decimal("10.1299")}), asked({"price": "10.12"}, decimalPlaces=2), None),
        (asked({"price": Decimal("10.13")}), asked({"price": "10.12"}, decimalPlaces=2), "prices"),
        (asked({"price": Decimal("1.0001")}), asked({"price": 1}, decimalPlaces=4), "prices"),
        (asked({"price": Decimal("1.0001")}), asked({"price": 1}, decimalPlaces=9), "prices"),
        (asked({"price": Decimal("1.00009")}), asked({"price": 1}, decimalPlaces=9), None),
        # Fifteen digits of a large number.
        (GREAT, asked({"price": Decimal(1000000000000010)}), None),
        (GREAT, asked({"price": Decimal(1000000000000011)}), "prices"),
        (GREAT, asked({"price": Decimal(1000000000000010)}, decimalPlaces=0), "prices"),
        # The places that the document shows count before those that were asked for.
        (asked({"price": 1.5}, decimalPlaces=0), asked({"price": 1}), None),
        (asked({"price": 1.5}, decimalPlaces=0), asked({"price": 1}, decimalPlaces=2), "prices"),
        (asked({"price": 1.5}, decimalPlaces=2), asked({"price": 1}, decimalPlaces=0), None),
        (asked({"price": 1.5}, decimalPlaces=0), asked({"price": 1}, decimalPlaces=10), None),
        (asked({"price": 1.5}, decimalPlaces=0), asked({"price": 1}, decimalPlaces=-1), None),
        (asked({"price": 1.5}, decimalPlaces=0), asked({"price": 1}, decimalPlaces=True), None),
        (asked({"price": 1.5}), asked({"price": 1}, decimalPlaces="0"), None),
        # What is no number is passed over, and so is what one of them does not show.
        (asked({"price": "NaN"}), asked({"price": 1}), None),
        (asked({"price": True}), asked({"price": 5}), None),
        (asked({"price": 1}), asked({"price": [5]}), None),
        (asked({"price": 1}), asked({}), None),
        (asked({}), asked({"price": 1}), None),
        (asked({"price": 5, "quantity": 1}), asked({"price": 5, "quantity": 2}), "prices"),
        (asked({"discount": 5}), asked({"discount": 6}), "prices"),
        (
            asked({"priceGross": 9, "quantity": 1}),
            asked({"priceGross": 9, "quantity": 2}),
            "prices",
        ),
        (
            asked({"priceGross": 9, "discount": 5}),
            asked({"priceGross": 9, "discount": 6}),
            "prices",
        ),
        # Tax rates, in any order, where each tax of both is given by its rate.
        (
            asked({"_documentItemTaxes": [{"rate": 5}, {"rate": 21}]}),
            asked({"_documentItemTaxes": [{"rate": 21}, {"rate": 5}]}),
            None,
        ),
        (
            asked({"_documentItemTaxes": [{"rate": 5}, {"taxId": "t1"}]}),
            asked({"_documentItemTaxes": [{"rate": 5}, {"rate": 21}]}),
            None,
        ),
        (
            asked({"_documentItemTaxes": [{"rate": 5}]}),
            asked({"_documentItemTaxes": [{"rate": 5}, {"rate": 21}]}),
            "prices",
        ),
        (
            asked({"_documentItemTaxes": [{"rate": "1e401"}]}),
            asked({"_documentItemTaxes": [{"rate": 5}]}),
            "prices",
        ),
        # A gross price whose taxes are not all rates says nothing of the net one.
        (
            asked({"priceGross": 20, "_documentItemTaxes": [{"rate": 21}, {"taxId": "t1"}]}),
            asked({"price": 5}),
            None,
        ),
        (asked({"priceGross": 20, "_documentItemTaxes": ["21"]}), asked({"price": 20}), None),
        (asked({"priceGross": 20, "_documentItemTaxes": "21"}), asked({"price": 21}), "prices"),
    ],
)
def test_how_far_a_stored_figure_may_be_from_the_one_asked_for(sent, stored, part):
    assert difference(sent, stored) == part


def told(status=422, **error):
    return AttemptResult(outcome="rejected", response=answer({"error": error}, status))


@pytest.mark.parametrize(
    ("said", "mentioned", "taken"),
    [
        (told(message="uniqueId is taken"), True, True),
        (told(message="UNIQUEID is taken"), True, True),
        (told(message="uniqueId must be text"), True, False),
        (told(message="was already saved"), True, False),
        (told(message="country can't be blank"), False, False),
        (told(name="DuplicateError", message="uniqueId"), True, True),
        (told(code="EXISTS", message="uniqueId"), True, True),
        (told(details={"uniqueId": "in use"}), True, True),
        (told(status=409), True, True),
        (told(status=409, message="number is taken"), True, True),
        (told(details={"messages": {"uniqueId": ["is not unique"]}}), True, True),
        (told(details={"messages": {"uniqueId": ["is odd"]}}), True, False),
        (
            told(details={"messages": {"uniqueId": ["no"]}, "codes": {"uniqueId": ["taken"]}}),
            True,
            True,
        ),
        (
            told(details={"messages": {"uniqueId": ["no"]}, "codes": {"number": ["taken"]}}),
            True,
            False,
        ),
        (told(details={"messages": {"uniqueId": ["no"]}, "codes": "taken"}), True, False),
        (told(status=409, details={"messages": {"number": ["is taken"]}}), True, False),
        (told(details=[{"path": "/uniqueId", "message": "already exists"}]), True, True),
        (told(details=[{"path": "/number", "message": "already exists"}]), True, False),
    ],
)
def test_what_a_refusal_says_about_the_unique_id(said, mentioned, taken):
    assert mentions_unique_id(said, "uniqueId") is mentioned
    assert says_unique_id_taken(said, "uniqueId") is taken


@pytest.mark.parametrize(
    ("sent", "stored", "part"),
    [
        ({"discount": 10}, {"discount": 10, "discountIsAmount": True}, "prices"),
        (
            {"discount": 10, "discountIsAmount": True},
            {"discount": 10, "discountIsAmount": False},
            "prices",
        ),
        ({"discount": 10, "discountIsAmount": True}, {"discount": 10}, None),
        ({"discount": 10}, {"discount": 10, "discountIsAmount": False}, None),
        ({"discount": 0}, {"discount": 0, "discountIsAmount": True}, None),
        ({}, {"discount": 10, "discountIsAmount": True}, None),
    ],
)
def test_ten_percent_are_not_an_amount_of_ten(sent, stored, part):
    assert difference(asked(sent), asked(stored)) == part


@pytest.mark.parametrize(
    ("sent", "stored", "part"),
    [
        ({"currencyId": "EUR"}, {"currencyId": "USD"}, "currency"),
        ({"currencyId": "eur "}, {"currencyId": "EUR"}, None),
        ({"currencyId": "EUR"}, {}, None),
        ({}, {"currencyId": "USD"}, None),
        ({"currencyId": None}, {"currencyId": "USD"}, None),
    ],
)
def test_the_same_figures_in_another_currency_are_another_document(sent, stored, part):
    assert difference({**ASKED, **sent}, {**ASKED, **stored}) == part
