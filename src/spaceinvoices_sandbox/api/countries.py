"""What a country's name brings with it: code, currency, locale and default taxes, from kept data."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

import eu_vat_rates_data
from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

CURRENCY: Final = "EUR"
"""Currency of an organization whose country is not known."""
LOCALE: Final = "en"
_CODE_LENGTH: Final = 2


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
    """The country with this English or native name or two-letter code; None if there is none."""
    wanted = (name or "").strip()
    if not wanted:
        return None
    if len(wanted) == _CODE_LENGTH and wanted.upper() in _english().values():
        return _country(wanted.upper())
    code = _english().get(wanted.casefold()) or _native().get(wanted.casefold())
    return None if code is None else _country(code)


def code(name: str | None) -> str | None:
    """The two-letter code of the country."""
    country = find(name)
    return None if country is None else country.code


def codes() -> list[str]:
    """The two-letter codes of all countries."""
    return sorted({*_english().values()})


@functools.lru_cache(maxsize=512)
def native_name(code: str) -> str | None:
    """What a country is called in its own language."""
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


@functools.cache
def _english() -> dict[str, str]:
    return _names("en")


@functools.cache
def _native() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in sorted(_english().values()):
        for language in get_official_languages(code, regional=True, de_facto=True):
            native = _names(language)
            names |= {name: held for name, held in native.items() if held == code}
    return names


@functools.cache
def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    names = cast("dict[str, str]", dict(territories))
    aliases = get_global("territory_aliases")
    return {
        name.casefold(): code
        for code, name in names.items()
        if len(code) == _CODE_LENGTH and code.isalpha() and code not in aliases
    }
