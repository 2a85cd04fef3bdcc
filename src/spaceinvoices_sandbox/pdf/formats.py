"""Amounts and dates as the reader's language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from spaceinvoices_sandbox.loopback.dates import parse

if TYPE_CHECKING:
    from spaceinvoices_sandbox.loopback.json_types import Json


class Formats:
    """The formats of one language and currency; English where the language is not known."""

    def __init__(self, language: str | None, currency: str) -> None:
        self._locale = _locale(language)
        self._currency = currency

    def money(self, value: Json) -> str:
        """`€12,100.00`."""
        amount = _decimal(value)
        return str(format_currency(amount, self._currency, locale=self._locale)).replace(
            "\u202f", "\xa0"
        )

    def price(self, value: Json) -> str:
        """A unit price, with as many decimals as it has, at least two."""
        exponent = _decimal(value).normalize().as_tuple().exponent
        places = max(2, -exponent if isinstance(exponent, int) else 2)
        pattern = "#,##0." + "0" * places
        return str(format_decimal(_decimal(value), pattern, locale=self._locale))

    def number(self, value: Json) -> str:
        """A number with the decimals it has."""
        return str(format_decimal(_decimal(value), "#,##0.#########", locale=self._locale))

    def date(self, value: str) -> str:
        """`Apr 30, 2023`."""
        date = parse(value)
        if date is None:
            return value
        return str(format_date(date.moment.date(), format="medium", locale=self._locale))


def _decimal(value: Json) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, (int, float)) else Decimal(0)


def _locale(language: str | None) -> Locale:
    try:
        return Locale.parse((language or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
