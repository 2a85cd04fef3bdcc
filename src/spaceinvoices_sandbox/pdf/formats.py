"""Amounts and dates as the reader's language writes them."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Final

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision

from spaceinvoices_sandbox.loopback.dates import parse

if TYPE_CHECKING:
    from babel import Locale

    from spaceinvoices_sandbox.loopback.json_types import Json

MOST_PLACES: Final = 9
"""Decimals that a price or a quantity can have."""
_PERCENT_PLACES: Final = 2
_CODE_BESIDE_DIGIT: Final = re.compile(r"(?<=[A-Z])(?=[\d-])")
"""Where the Unicode rules ask for a space: `KWD 10`, but `$10`."""


class Formats:
    """The formats of one locale and currency."""

    def __init__(self, locale: Locale, currency: str) -> None:
        self._locale = locale
        self._currency = currency

    def money(self, value: Json | Decimal) -> str:
        """`€12,100.00`; cents are shown where there are any, whatever is usual for the currency."""
        amount = decimal(value)
        usual = get_currency_precision(self._currency)
        whole = amount == round(amount, usual)
        told = format_currency(amount, self._currency, locale=self._locale, currency_digits=whole)
        return _CODE_BESIDE_DIGIT.sub("\xa0", str(told)).replace("\u202f", "\xa0")

    def price(self, value: Json) -> str:
        """Return a unit price, with as many decimals as it has, at least two."""
        exponent = decimal(value).normalize().as_tuple().exponent
        places = max(2, -exponent if isinstance(exponent, int) else 2)
        pattern = "#,##0." + "0" * places
        told = format_decimal(decimal(value), pattern, locale=self._locale)
        return str(told).replace("\u202f", "\xa0")

    def number(self, value: Json, places: int = MOST_PLACES) -> str:
        """Return a number with the decimals it has; those behind the `places` do not count."""
        cut = truncated(decimal(value), places)
        told = format_decimal(cut, "#,##0.#########", locale=self._locale)
        return str(told).replace("\u202f", "\xa0")

    def percent(self, value: Json) -> str:
        """Return a rate, given in percent, as `21%` or `21 %`; of its decimals, two count."""
        share = truncated(decimal(value), _PERCENT_PLACES) / 100
        told = format_percent(share, locale=self._locale, decimal_quantization=False)
        return str(told).replace("\u202f", "\xa0")

    def date(self, value: str) -> str:
        """`Apr 30, 2023`."""
        date = parse(value)
        if date is None:
            return value
        return str(format_date(date.moment.date(), format="medium", locale=self._locale))


def decimal(value: Json | Decimal) -> Decimal:
    """Return the number as a decimal; 0 for what is no number."""
    if isinstance(value, Decimal):
        return value
    return Decimal(repr(value)) if isinstance(value, (int, float)) else Decimal(0)


def truncated(value: Decimal, places: int) -> Decimal:
    """Return the number without the decimals behind the places, as the API calculates with it."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
