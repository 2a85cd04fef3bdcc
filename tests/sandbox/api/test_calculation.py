from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_sandbox.api.calculation import Line, Tax, document_totals, line_totals

CENT = Decimal("0.01")
amounts = st.decimals(0, 100_000, places=4)
quantities = st.decimals(0, 1_000, places=3)
percents = st.decimals(0, 100, places=3)


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


@given(st.lists(st.tuples(amounts, quantities, percents, percents), min_size=1, max_size=6))
def test_totals_equal_an_independent_calculation(rows):
    net = tax = Decimal(0)
    for price, quantity, discount, rate in rows:
        amount = cents(price * quantity)
        line = amount - cents(amount * discount.quantize(CENT, ROUND_DOWN) / 100)
        net += line
        tax += cents(line * rate.quantize(CENT, ROUND_DOWN) / 100)
    totals = document_totals(
        Line(price=price, quantity=quantity, discount=discount, taxes=(Tax(rate=rate),))
        for price, quantity, discount, rate in rows
    )
    assert (totals.total, totals.total_with_tax) == (net, net + tax)


def test_prices_are_truncated_to_the_decimal_places_of_the_document():
    assert line_totals(Line(price=Decimal("1.999")), places=2).total == Decimal("1.99")


def test_half_a_cent_is_rounded_up():
    assert line_totals(Line(price=Decimal("0.125"))).total == Decimal("0.13")


def test_a_compound_tax_is_taken_of_net_and_the_other_taxes():
    taxes = (Tax(rate=Decimal(10), compound=True), Tax(rate=Decimal(20)))
    assert line_totals(Line(price=Decimal(100), taxes=taxes)).total_tax == Decimal(32)


def test_a_reverse_charged_tax_is_told_but_not_charged():
    tax = Tax(rate=Decimal(20), key="20", reverse=True)
    totals = document_totals([Line(price=Decimal(100), taxes=(tax,))])
    assert totals.total_with_tax == Decimal(100)
    assert totals.reverse_taxes["20"].total == Decimal(20)


def test_a_gross_price_gives_the_net_one():
    line = line_totals(Line(gross=Decimal(121), taxes=(Tax(rate=Decimal(21)),)))
    assert (line.price, line.total_with_tax) == (Decimal(100), Decimal(121))


def test_equalization_moves_the_gross_total_by_a_cent():
    totals = document_totals([Line(price=Decimal("99.98"))], equalization=CENT)
    assert totals.total_with_tax == Decimal("99.99")


def test_an_amount_discount_is_taken_off_the_line():
    line = Line(price=Decimal(100), discount=Decimal(7), discount_is_amount=True)
    assert line_totals(line).total == Decimal(93)
