"""Reads dates in a form of one's own, such as `%d.%m.%Y`, without guessing."""

from __future__ import annotations

import functools
import importlib
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from spaceinvoices_async._serialization.values import UnfitValue
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS: Final = 12
_A_DAY: Final = datetime(2026, 12, 31, 13, 45, 59, 123456, tzinfo=UTC)
# Two parts of digits with nothing between them: where one ends is not to be seen.
_PACKED: Final = re.compile(r"%[-a-zA-Z]%")
_WORD: Final = re.compile(r"[^\W\d_]+\.?")


def read(text: str, form: str, locale: str | None = None) -> date:
    """Return the day that a text tells, with the zone it is written in, if there is one.

    Raises:
        UnfitValue: It is not in this form.
    """
    plain = text if locale is None else _in_english(text, form, locale)
    try:
        parsed = datetime.strptime(plain, form)  # noqa: DTZ007 - only the day that is written counts
    except ValueError:
        parsed = None
    if parsed is None or (
        _PACKED.search(form) and parsed.strftime(form).casefold() != plain.casefold()
    ):
        raise UnfitValue(f"is a date in the form {form}, not {text!r}")
    return parsed.date()


def checked(form: str | None, locale: str | None = None) -> str | None:
    """Return a form of dates that tells the day.

    Raises:
        InvalidInputError: It cannot be read by, or says less; or the locale is not known.
    """
    if locale is not None:
        _months(locale)
    if form is None:
        return None
    try:
        written = _A_DAY.strftime(form)
        if datetime.strptime(written, form).replace(tzinfo=UTC).date() == _A_DAY.date():
            return form
    except ValueError:
        pass
    raise InvalidInputError(
        f"is a form of dates such as '%d.%m.%Y', not {form!r}", field="date_format"
    )


def _in_english(text: str, form: str, locale: str) -> str:
    """Return the text with the name of its month as Python reads it."""
    months = _months(locale)

    def name(match: re.Match[str]) -> str:
        number = months.get(match[0].rstrip(".").casefold())
        if number is None:
            return match[0]
        return datetime(2026, number, 1, tzinfo=UTC).strftime("%B" if "%B" in form else "%b")

    return _WORD.sub(name, text)


@functools.lru_cache(maxsize=16)
def _months(locale: str) -> Mapping[str, int]:
    """Return the names of months, long and short, and their numbers.

    Raises:
        InvalidInputError: There is no such locale, or the library that knows the names is missing.
    """
    try:
        dates = importlib.import_module("babel.dates")
    except ModuleNotFoundError:
        raise InvalidInputError(
            "needs the names of months: pip install 'spaceinvoices-async[locale]'", field="locale"
        ) from None
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            try:
                found = dates.get_month_names(width, context, locale=locale)
            except Exception as error:
                raise InvalidInputError(
                    f"is a locale such as 'de' or 'sl', not {locale!r}", field="locale"
                ) from error
            for number in range(1, _MONTHS + 1):
                names.setdefault(str(found[number]).rstrip(".").casefold(), number)
    return names
