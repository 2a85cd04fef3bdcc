"""Languages of a page: the words of each, and whose dates and amounts go with them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import UnknownLocaleError

from spaceinvoices_sandbox.loopback.json_types import load_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DEFAULT: Final = "en"
LANGUAGES: Final = (
    *("en", "de", "fr", "it", "nl", "sl", "hr", "et", "lv", "sk", "cs", "ro", "pl", "sr"),
    "es",
)
"""Languages that the API's pages name; each has a file of words."""
_API_CODES: Final = {"po": "pl", "cz": "cs"}
"""Codes of the API that ISO 639 has for another language, or for none."""
_TERRITORY_LENGTH: Final = 2
_LOCALES: Final = {"sr": "sr_Latn"}
"""Locales whose script is that of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language with its words, and the locale that writes its dates and amounts."""

    code: str
    asked: str
    """Code by which the language was asked for: `po` of the API is `pl` of ISO 639."""
    locale: Locale
    words: Mapping[str, str]


def language(*wanted: str | None) -> Language:
    """Return the first of the languages for which there are words; English where there is none.

    Args:
        wanted: Language codes or locales (`de`, `po`, `sl-SI`) in order of preference.
    """
    for one in wanted:
        code, territory = _parts(one or "")
        if code in LANGUAGES:
            locale = _locale(code, territory)
            return Language(code=code, asked=one or "", locale=locale, words=labels(code))
    locale = Locale(DEFAULT)
    return Language(code=DEFAULT, asked=DEFAULT, locale=locale, words=labels(DEFAULT))


@functools.cache
def labels(language: str | None) -> Mapping[str, str]:
    """Return the words of the language, in English where there is no file for it."""
    code, _ = _parts(language or DEFAULT)
    file = f"{code if code in LANGUAGES else DEFAULT}.json"
    folder = resources.files(__name__.rpartition(".")[0]) / "languages"
    words = load_record((folder / file).read_text(encoding="utf-8"))
    return {name: str(word) for name, word in words.items()}


@functools.cache
def every(*names: str) -> frozenset[str]:
    """Return what the named words are in all languages."""
    return frozenset(labels(code)[name] for code in LANGUAGES for name in names)


def _parts(tag: str) -> tuple[str, str]:
    """Language and territory of a tag, as `sl` and `SI` of `sl-SI`."""
    first, *more = tag.strip().replace("_", "-").split("-")
    code = _API_CODES.get(first.lower(), first.lower())
    return code, _territory(more)


def _territory(subtags: Iterable[str]) -> str:
    return next(
        (one.upper() for one in subtags if len(one) == _TERRITORY_LENGTH and one.isalpha()), ""
    )


@functools.cache
def _locale(code: str, territory: str) -> Locale:
    base = _LOCALES.get(code, code)
    try:
        return Locale.parse(f"{base}_{territory}" if territory else base)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(base)
