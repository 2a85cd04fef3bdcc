"""Rounds numbers as the API does: cut to decimal places, cents half up, in between exact."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Final

from spaceinvoices_async.types import JsonValue

PERCENT_PLACES: Final = 2
"""Decimal places that tax rates and discounts in percent keep."""
MOST_DECIMAL_PLACES: Final = 9
"""The largest `decimal_places` of a document."""

_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
# Two numbers of 15 digits have a product of 30; none of it may be lost before it is rounded.
EXACT: Final = Context(prec=80)


def cut_number(value: Decimal, places: int) -> Decimal:
    """Return the number cut to its first `places` decimal places, as the API keeps it."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return value
    digits = max(EXACT.prec, value.adjusted() + places + 2)
    context = EXACT if digits == EXACT.prec else Context(prec=digits)
    return value.quantize(_ONE.scaleb(-places), ROUND_DOWN, context)


def round_cents(value: Decimal) -> Decimal:
    """Return the amount in cents, half up."""
    return value.quantize(_CENT, ROUND_HALF_UP, EXACT)


def net_price(gross: Decimal, taxes: Sequence[Mapping[str, JsonValue]]) -> Decimal:
    """Return the net unit price, in cents, that the API makes of a gross one.

    Args:
        gross: Price with taxes, already cut.
        taxes: Of the line, as they are sent.
    """
    return round_cents(exact_net_price(gross, taxes))


def exact_net_price(gross: Decimal, taxes: Sequence[Mapping[str, JsonValue]]) -> Decimal:
    """Return the net unit price of a gross one, before it is rounded to cents.

    Args:
        gross: Price with taxes, already cut.
        taxes: Of the line, as they are sent.
    """
    simple = compound = _ONE
    for tax in taxes:
        if tax.get("reverseCharged"):
            continue
        share = cut_number(number_of(tax.get("rate")), PERCENT_PLACES) / _HUNDRED
        if tax.get("compound"):
            compound *= _ONE + share
        else:
            simple += share
    return EXACT.divide(gross, simple * compound or _ONE)


def is_number(value: JsonValue) -> bool:
    """Return whether a JSON value is a number."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def number_of(value: JsonValue) -> Decimal:
    """Return the exact number of a JSON value; zero for what is none, as the API takes it."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Decimal(0)
    return Decimal(repr(value) if isinstance(value, float) else value)
