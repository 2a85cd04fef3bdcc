"""Names of countries: ISO 3166, the Unicode tables, translations, and what people write."""

from __future__ import annotations

import functools
import gettext
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pycountry
from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.languages import get_official_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    "CD": (
        "DR Congo",
        "DRC",
        "Dem Rep Congo",
        "Democratic Republic Congo",
        "Democratic Republic of the Congo",
        "Congo Kinshasa",
    ),
    "CG": ("Republic of the Congo", "Congo"),
    "CI": ("Ivory Coast", "Cote d Ivoire", "Elfenbeinküste", "Costa d'Avorio", "Costa de Marfil"),
    "CH": ("SUI",),
    "CN": ("PRC", "People's Republic of China", "PR China", "Mainland China", "中國"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic", "Czechia", "Czech Rep"),
    "DE": ("Federal Republic of Germany", "BRD", "GER"),
    "FM": ("Federated States of Micronesia",),
    "GB": (
        *(
            "UK",
            "Great Britain",
            "England",
            "Scotland",
            "Wales",
            "Northern Ireland",
            "Britain",
            "XI",
        ),
        *("Großbritannien", "Grande-Bretagne", "Gran Bretagna", "Gran Bretaña", "Groot-Brittannië"),
        *(
            "Velika Britanija",
            "Velká Británie",
            "Veľká Británia",
            "Wielka Brytania",
            "Suurbritannia",
        ),
        *("Marea Britanie", "Lielbritānija"),
    ),
    "GR": ("EL", "Hellas", "Hellenic Republic"),
    "HK": ("Hong Kong", "Hong Kong SAR", "Hong Kong China", "China, Hong Kong"),
    "IE": ("Republic of Ireland", "Eire"),
    "IR": ("Islamic Republic of Iran",),
    "KP": ("Democratic People's Republic of Korea", "North Korea"),
    "KR": ("Republic of Korea", "Korea", "South Korea", "Republic of South Korea", "한국"),
    "HR": ("CRO",),
    "LA": ("Lao PDR", "Lao People's Democratic Republic"),
    "MD": ("Republic of Moldova",),
    "MK": (
        *("Macedonia", "Republic of North Macedonia", "FYROM", "Македонија", "Makedonija"),
        "The former Yugoslav Republic of Macedonia",
    ),
    "MM": ("Burma",),
    "MO": ("Macau", "Macao"),
    "NL": ("Holland", "Netherlands", "NED"),
    "PS": ("Palestine", "State of Palestine", "Occupied Palestinian Territory"),
    "RU": ("Russian Federation",),
    "SI": ("SLO",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland",),
    "TH": ("ประเทศไทย",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Turkiye"),
    "TW": ("ROC", "Republic of China", "Taiwan, Province of China"),
    "TZ": ("United Republic of Tanzania",),
    "US": (
        *("USA", "America", "United States of America", "EUA", "EEUU", "EE UU", "ZDA", "SAD"),
        *("Stati Uniti d'America", "États-Unis d'Amérique", "Verenigde Staten van Amerika"),
    ),
    "VA": ("Vatican City State", "Holy See", "Vatican"),
    "SA": ("KSA",),
    "VE": ("Bolivarian Republic of Venezuela",),
    "VN": ("Viet Nam",),
    "XK": ("Kosova", "XKX"),
    "ZA": ("RSA",),
}


CODES: Final = frozenset({*(country.alpha_2 for country in pycountry.countries), "XK"})
"""The codes of ISO 3166, and that of Kosovo."""
_FORM: Final = re.compile(r"^(?:(?:the|republic|rep|kingdom|state|of) )+| (?:the|sar|republic)$")
"""Words about the form of a state, around its name."""
_FORM_ALONE: Final = frozenset(
    {"republic of", "rep of", "kingdom of", "state of", "republic", "the"}
)
_TWO_PARTS: Final = re.compile(r"(?P<first>[^(),]+)(?:\((?P<inner>[^()]*)\)|,(?P<after>.*))")
_INITIALS: Final = re.compile(r"(?:[A-Za-z]\.){1,2}[A-Za-z]\.?")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@functools.lru_cache(maxsize=1024)
def code(name: str | None) -> str | None:
    """Return the two-letter code of the country that is meant; None if there is none.

    Args:
        name: A code or a name, in any language and any case, with or without accents.
    """
    wanted = (name or "").strip()
    if not wanted:  # before any table is made, which takes a second
        return None
    short = wanted.replace(".", "") if _INITIALS.fullmatch(wanted) else wanted
    if short.upper() in CODES:
        return short.upper()
    return _found(wanted) or _of_two_parts(wanted) or _found(_FORM.sub("", plain(wanted)))


def _found(name: str) -> str | None:
    """Return the country of that name in one of the tables.

    Those that cost the least come first.
    """
    spelled = plain(name)
    tables = (_everyday, _english, _translated, _by_plain_name)
    return next((found for table in tables if (found := table().get(spelled))), None)


def _of_two_parts(name: str) -> str | None:
    """Find `Korea, Republic of`, `Netherlands (Kingdom of the)`, `Myanmar (Burma)`.

    A part that says something else is not left out: `Georgia, USA` is no country.
    """
    match = _TWO_PARTS.fullmatch(name)
    if match is None:
        return None
    first, second = match["first"], match["inner"] or match["after"] or ""
    turned = _found(f"{second} {first}")
    if turned is not None:
        return turned
    found = _found(first)
    same = plain(second) in {"", *_FORM_ALONE} or code(second) == found
    return found if same else None


def plain(name: str) -> str:
    """Return the name without accents, dots, dashes, brackets, article and case.

    Args:
        name: Name of a country as somebody wrote it.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    kept = "".join(
        " " if character in "-_,;/" else character
        for character in folded
        if not unicodedata.combining(character) and character not in ".'`\u2019\u2018()"
    )
    words = kept.replace("ł", "l").replace("ø", "o").replace("đ", "d").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@functools.cache
def _everyday() -> dict[str, str]:
    """Return names that people write and no table of languages has, and 3-letter codes."""
    aliases = cast("Mapping[str, list[str]]", get_global("territory_aliases"))
    short = {
        plain(alias): targets[0]
        for alias, targets in aliases.items()
        if not alias.isdigit() and len(targets) == 1 and targets[0] in CODES
    }
    iso = {
        code.casefold(): country.alpha_2
        for country in pycountry.countries
        for code in (country.alpha_3, country.numeric)
    }
    return short | iso | {plain(name): code for code, names in _EVERYDAY.items() for name in names}


@functools.cache
def _english() -> dict[str, str]:
    return {plain(name): code for name, code in _names("en").items()}


@functools.cache
def _by_plain_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for table in (_names("en"), _native(), *(_names(language) for language in _LANGUAGES)):
        for name, code in table.items():
            names.setdefault(plain(name), code)
            names.setdefault(plain(name.translate(_UMLAUTS)), code)
    return names


@functools.cache
def _native() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in sorted(CODES):
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
    return {name.casefold(): code for code, name in names.items() if code in CODES}


@functools.cache
def _translated() -> dict[str, str]:
    """Short and official names in every language there is.

    Where two countries share a name, it is the one that calls itself so; else it is none.
    """
    written: dict[str, set[tuple[str, bool]]] = {}
    spoken = {one: get_official_languages(one, regional=True, de_facto=True) for one in CODES}
    for language, names in _translations():
        for code, name in _iso_names():
            told = names.gettext(name)
            written.setdefault(told, set()).add((code, language in spoken[code]))
    found: dict[str, set[tuple[str, bool]]] = {}
    for name, codes in written.items():
        found.setdefault(plain(name), set()).update(codes)
    known = ((name, _only(codes)) for name, codes in found.items())
    return {name: code for name, code in known if code is not None}


def _only(codes: set[tuple[str, bool]]) -> str | None:
    """Return the one country, else the one that has the name in a language of its own."""
    for wanted in (codes, {code for code in codes if code[1]}):
        names = {code for code, _ in wanted}
        if len(names) == 1:
            return names.pop()
    return None


@functools.cache
def _iso_names() -> tuple[tuple[str, str], ...]:
    fields = ("name", "common_name", "official_name")
    pairs = (
        (country.alpha_2, getattr(country, field, None))
        for country in pycountry.countries
        for field in fields
    )
    return tuple((code, name) for code, name in pairs if name)


def _translations() -> Iterator[tuple[str, gettext.NullTranslations]]:
    yield "en", gettext.NullTranslations()
    for file in sorted(Path(pycountry.LOCALES_DIR).glob("*/LC_MESSAGES/iso3166-1.mo")):
        with file.open("rb") as opened:
            yield file.parts[-3], gettext.GNUTranslations(opened)
