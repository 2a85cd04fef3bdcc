"""What a country's name brings with it: code, currency, locale and default taxes, from kept data."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

import eu_vat_rates_data
from babel import Locale
from babel.core import UnknownLocaleError
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

from spaceinvoices_sandbox.api import country_names

CURRENCY: Final = "EUR"
"""Currency of an organization whose country is not known."""
LOCALE: Final = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRate:
    """A tax that every new organization of a country gets."""

    name: str
    abbreviation: str
    rate: Decimal
    classification: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country by its ISO 3166 code."""

    code: str
    currency: str
    locale: str
    taxes: tuple[TaxRate, ...]


@functools.lru_cache(maxsize=1024)
def find(name: str | None) -> Country | None:
    """Return the country that is meant; None if there is none.

    Takes ISO codes of two and three letters, everyday names and abbreviations (UK, USA, EL), and the
    names in the languages of the world, short, official or inverted ("Korea, Republic of"), with or
    without accents, dots, dashes and articles.
    """
    code = country_names.code(name)
    return None if code is None else _country(code)


def code(name: str | None) -> str | None:
    """Return the two-letter code of the country."""
    country = find(name)
    return None if country is None else country.code


def codes() -> list[str]:
    """Return the two-letter codes of all countries."""
    return sorted(country_names.CODES)


def in_union(name: str | None) -> bool:
    """Tell whether the country belongs to the European Union."""
    return eu_vat_rates_data.is_eu_member(code(name) or "")


@functools.lru_cache(maxsize=512)
def native_name(code: str) -> str | None:
    """Return what a country is called in its own language."""
    for language in get_official_languages(code, regional=True, de_facto=True):
        try:
            names = cast("dict[str, str]", dict(Locale.parse(language).territories))
        except (UnknownLocaleError, ValueError):
            continue
        return names.get(code)
    return None


@functools.lru_cache(maxsize=512)
def _country(code: str) -> Country:
    currencies = get_territory_currencies(code)
    languages = get_official_languages(code, de_facto=True)
    return Country(
        code=code,
        currency=currencies[-1] if currencies else CURRENCY,
        locale=f"{languages[0]}-{code}" if languages else LOCALE,
        taxes=_taxes(code),
    )


def _taxes(code: str) -> tuple[TaxRate, ...]:
    rates = eu_vat_rates_data.get_rate(code)
    if rates is None:
        return ()
    kinds: list[tuple[str, float | None]] = [("standard", rates["standard"])]
    kinds += [("reduced", rate) for rate in rates["reduced"]]
    kinds.append(("super-reduced", rates["super_reduced"]))
    return tuple(
        TaxRate(
            name=rates["vat_name"],
            abbreviation=f"{rates['vat_abbr']} {rate:g}%",
            rate=Decimal(str(rate)),
            classification=classification,
        )
        for classification, rate in kinds
        if rate is not None
    )
