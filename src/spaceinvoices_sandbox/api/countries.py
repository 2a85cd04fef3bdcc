"""What a country's name brings with it: code, currency, locale and default taxes, from kept data."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

import eu_vat_rates_data
from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

if TYPE_CHECKING:
    from collections.abc import Mapping

CURRENCY: Final = "EUR"
"""Currency of an organization whose country is not known."""
LOCALE: Final = "en"
_CODE_LENGTH: Final = 2
_LANGUAGES: Final = [
    "de",
    "fr",
    "it",
    "es",
    "sl",
    "hr",
    "sr",
    "pl",
    "sk",
    "cs",
    "hu",
    "nl",
    "pt",
    "sv",
    "da",
    "fi",
    "el",
    "bg",
    "ro",
]
_EVERYDAY: Final = {
    "AE": ("UAE", "Emirates"),
    "BA": ("Bosnia",),
    "BO": ("Plurinational State of Bolivia",),
    "BY": ("Belorussia",),
    "CD": ("DR Congo", "Democratic Republic of the Congo", "Congo Kinshasa"),
    "CG": ("Republic of the Congo", "Congo"),
    "CI": ("Ivory Coast",),
    "CN": ("PRC", "People's Republic of China", "Mainland China"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic", "Czechia"),
    "DE": ("Federal Republic of Germany", "BRD"),
    "FM": ("Federated States of Micronesia",),
    "GB": (
        *("UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "Britain"),
        "United Kingdom of Great Britain and Northern Ireland",
    ),
    "GR": ("EL", "Hellas", "Hellenic Republic"),
    "HK": ("Hong Kong",),
    "IE": ("Republic of Ireland", "Eire"),
    "IR": ("Islamic Republic of Iran",),
    "KP": ("Democratic People's Republic of Korea", "North Korea"),
    "KR": ("Republic of Korea", "Korea", "South Korea"),
    "LA": ("Lao People's Democratic Republic",),
    "MD": ("Republic of Moldova",),
    "MK": ("Macedonia", "Republic of North Macedonia", "FYROM"),
    "MM": ("Burma",),
    "MO": ("Macau", "Macao"),
    "NL": ("Holland", "Netherlands"),
    "PS": ("Palestine", "State of Palestine"),
    "RU": ("Russian Federation",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Turkiye"),
    "TW": ("Republic of China", "Taiwan, Province of China"),
    "TZ": ("United Republic of Tanzania",),
    "US": ("USA", "America", "United States of America"),
    "VA": ("Holy See", "Vatican"),
    "VE": ("Bolivarian Republic of Venezuela",),
    "VN": ("Viet Nam",),
}


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
    """The country that is meant; None if there is none.

    Takes ISO codes of two and three letters, everyday names and abbreviations (UK, USA, EL), and the
    names in English, in the country's own languages and in those of the API, with or without accents,
    dots and a leading article.
    """
    wanted = (name or "").strip()
    if not wanted:
        return None
    if len(wanted) == _CODE_LENGTH and wanted.upper() in _english().values():
        return _country(wanted.upper())
    plain = _plain(wanted)
    code = _everyday().get(plain) or _by_plain_name().get(plain)
    return None if code is None else _country(code)


def _plain(name: str) -> str:
    """The name without accents, dots, dashes, brackets, article and case."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    kept = "".join(
        " " if character in "-_,;/" else character
        for character in folded
        if not unicodedata.combining(character) and character not in ".'\u2019()"
    )
    words = kept.replace("ł", "l").replace("ø", "o").replace("đ", "d").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@functools.cache
def _everyday() -> dict[str, str]:
    """Names that people write and no table of languages has, and the codes of three letters."""
    aliases = cast("Mapping[str, list[str]]", get_global("territory_aliases"))
    known = frozenset(_english().values())
    short = {
        _plain(alias): targets[0]
        for alias, targets in aliases.items()
        if not alias.isdigit() and len(targets) == 1 and targets[0] in known
    }
    return short | {_plain(name): code for code, names in _EVERYDAY.items() for name in names}


@functools.cache
def _by_plain_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for table in (_english(), _native(), *(_names(language) for language in _LANGUAGES)):
        for name, code in table.items():
            names.setdefault(_plain(name), code)
    return names


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
