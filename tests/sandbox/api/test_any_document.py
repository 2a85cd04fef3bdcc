"""Totals of any document equal a calculation that shares no code with the sandbox."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaceinvoices_sandbox import LocalSandbox
from spaceinvoices_sandbox.api.models import DOCUMENT


def cut(value, places):
    """Without what lies behind its decimals, towards zero."""
    scaled = Fraction(str(value)) * 10**places
    whole = floor(scaled) if scaled >= 0 else -floor(-scaled)
    return Fraction(whole, 10**places)


def cents(value):
    """Half up, away from zero."""
    scaled = abs(value) * 100
    whole = floor(scaled + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 100)


def line_of(line, places):
    """Net, discount, charged tax and reverse-charged tax of one line."""
    rates = [(cut(tax["rate"], 2) / 100, tax) for tax in line.get("_documentItemTaxes", [])]
    if "priceGross" in line:
        plain = 1 + sum(r for r, t in rates if not t["compound"] and not t["reverseCharged"])
        for rate, tax in rates:
            if tax["compound"] and not tax["reverseCharged"]:
                plain *= 1 + rate
        price = cents(cut(line["priceGross"], places) / plain)
    else:
        price = cut(line["price"], places)
    amount = cents(price * cut(line["quantity"], places))
    if line["discountIsAmount"]:
        discount = cents(cut(line["discount"], places))
    else:
        discount = cents(amount * cut(line["discount"], 2) / 100)
    net = amount - discount
    plain_taxes = [(cents(net * r), t) for r, t in rates if not t["compound"]]
    charged = sum(amount for amount, t in plain_taxes if not t["reverseCharged"])
    reverse = sum(amount for amount, t in plain_taxes if t["reverseCharged"])
    for rate, tax in rates:
        if tax["compound"]:
            on_top = cents((net + charged) * rate)
            if tax["reverseCharged"]:
                reverse += on_top
            else:
                charged += on_top
    return net, discount, charged, reverse


def decimals(low, high, places):
    return st.integers(low * 10**places, high * 10**places).map(lambda n: n / 10**places)


taxes = st.fixed_dictionaries(
    {
        "rate": decimals(0, 40, 3),
        "compound": st.booleans(),
        "reverseCharged": st.booleans(),
    }
)
common = {
    "name": st.just("Thing"),
    "quantity": decimals(-10, 100, 3),
    "discount": decimals(0, 60, 3),
    "discountIsAmount": st.booleans(),
    "_documentItemTaxes": st.lists(taxes, max_size=3),
}
lines = st.one_of(
    st.fixed_dictionaries({**common, "price": decimals(0, 1000, 5)}),
    st.fixed_dictionaries({**common, "priceGross": decimals(0, 1000, 5)}),
)


@pytest.fixture(scope="module")
def made():
    local = LocalSandbox()
    organization = local.seed.organization()

    def make(**fields):
        identity = local.seed.document(organization, **fields)
        return local.world.store.get(DOCUMENT, identity)

    yield make
    local.close()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    items=st.lists(lines, min_size=1, max_size=4),
    places=st.integers(0, 9),
    equalization=st.sampled_from([0, 0.01, -0.01]),
)
def test_totals_equal_an_independent_calculation(made, items, places, equalization):
    document = made(_documentItems=items, decimalPlaces=places, equalization=equalization)
    told = [line_of(item, places) for item in items]
    net, discount, charged, reverse = (sum(column) for column in zip(*told, strict=True))

    def shown(value):
        return float(round(value, 2))

    assert document["total"] == shown(net)
    assert document["totalDiscount"] == shown(discount)
    assert document["totalWithTax"] == shown(net + charged + Fraction(str(equalization)))
    sums = [
        sum(Fraction(str(entry["totalTax"])) for entry in document[name])
        for name in ("_documentTaxes", "_documentReverseTaxes")
    ]
    assert sums == [charged, reverse]
    for line, (line_net, line_discount, line_charged, _) in zip(
        document["_documentItems"], told, strict=True
    ):
        assert (line["total"], line["totalDiscount"], line["totalTax"], line["totalWithTax"]) == (
            shown(line_net),
            shown(line_discount),
            shown(line_charged),
            shown(line_net + line_charged),
        )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(amounts=st.lists(decimals(0, 500, 2), max_size=4))
def test_what_is_paid_and_due_adds_up(made, amounts):
    payments = [{"type": "bank", "amount": amount} for amount in amounts]
    document = made(_documentItems=[{"name": "x", "price": 400}], payments=payments)
    paid = sum(Fraction(str(amount)) for amount in amounts)
    assert document["totalPaid"] == float(paid)
    assert document["totalDue"] == float(max(400 - paid, Fraction(0)))
    assert document["paidInFull"] is (paid >= 400)
