"""Reads the text of a cell as what the document's field holds."""

from __future__ import annotations

import functools
import re
from datetime import datetime
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from spaceinvoices_async._serialization.values import UnfitValue
from spaceinvoices_async.batch.input import date_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

if TYPE_CHECKING:
    Reader: TypeAlias = Callable[[str, "Notation"], object]

NEGATIVES: Final = ("minus", "trailing", "brackets")
"""How a negative number is written: -5, 5- or (5)."""

_PLAIN: Final = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_GROUPED: Final = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")
_COMMA: Final = re.compile(r"[-+]?([0-9]+|[0-9]{1,3}([. ][0-9]{3})+)(,[0-9]+)?")
_WHOLE: Final = re.compile(r"[-+]?[0-9]+")
_DOUBTFUL: Final = re.compile(r"[-+]?[0-9]{1,3}\.[0-9]{3}")
_CURRENCY: Final = re.compile(r"[$€£¥₹₽₺₩₴₪฿]|\b(EUR|USD|GBP|CHF|kr|Kč|zł|Fr)\b")
_BLANKS: Final = re.compile("[\u00a0\u2007\u2009\u202f]")
_WORDS: Final[Mapping[str, bool]] = {
    "true": True,
    "false": False,
    "yes": True,
    "no": False,
    "1": True,
    "0": False,
}


@frozen(kw_only=True)
class Notation:
    """How numbers and dates are written."""

    decimal_comma: bool = False
    """`1.234,50` rather than `1234.50`."""
    date_format: str | None = None
    """As `datetime.strptime` has it, `"%d.%m.%Y"`; ISO 8601 without."""
    locale: str | None = None
    """Language of the names of months in dates, such as "de"."""
    thousands: str | None = None
    """What stands between groups of three digits; a blank is any blank, `'` any apostrophe."""
    currency: str | None = None
    """Sign or code that stands before or behind the number, such as `€`."""
    negative: str = "minus"
    """One of `NEGATIVES`."""
    factor: Decimal | None = None
    """What a number is multiplied by; a text with a percent sign is not."""


def reader(kind: str, *, percent: bool = False) -> Reader | None:
    """Return what reads the text of a cell for a field of this kind; None to take it as it is.

    It raises `UnfitValue` for a text that is not one of that kind.

    Args:
        kind: Of the field, a key of the serialization's encoders.
        percent: Whether the field is in percent, so that a percent sign may stand behind a number.
    """
    return _percent if percent and kind == "decimal" else _READERS.get(kind)


def is_doubtful(text: str, notation: Notation) -> bool:
    """Return whether a number read with groups of digits could have a decimal point."""
    if not notation.decimal_comma or notation.thousands is not None:
        return False
    body, _ = _bare(_BLANKS.sub(" ", text), notation)
    return _DOUBTFUL.fullmatch(body) is not None


def scaled(number: Decimal, notation: Notation) -> Decimal:
    """Return the number as the document has it, exactly."""
    if notation.factor is None:
        return number
    digits = len(number.as_tuple().digits) + len(notation.factor.as_tuple().digits)
    exact = _exact(digits)
    product = exact.multiply(number, notation.factor)
    # 0.15 times a hundred is 15, not 15.00.
    whole = product == product.to_integral_value()
    return product.quantize(Decimal(1), context=exact) if whole and digits < _LONGEST else product


_LONGEST: Final = 28


@functools.lru_cache(maxsize=64)
def _exact(digits: int) -> Context:
    return Context(prec=digits + 1)


def _decimal(text: str, notation: Notation) -> Decimal:
    return scaled(_number(text, notation), notation)


def _percent(text: str, notation: Notation) -> Decimal:
    if text.endswith("%"):
        return _number(text[:-1].rstrip(), notation)  # says itself what it is
    return _decimal(text, notation)


def _number(text: str, notation: Notation) -> Decimal:
    if not notation.decimal_comma and _PLAIN.fullmatch(text):
        return Decimal(text)
    spaceless = _BLANKS.sub(" ", text)
    if notation.thousands is not None or notation.currency or notation.negative != "minus":
        return _set_number(text, spaceless, notation)
    if notation.decimal_comma:
        if _COMMA.fullmatch(spaceless):
            plain = spaceless.replace(".", "").replace(" ", "").replace(",", ".")
            return Decimal(plain)
        example = "is a number with a decimal comma, such as 1.234,50, not"
        raise UnfitValue(f"{example} {text!r}{_hint(text, notation)}")
    if _PLAIN.fullmatch(spaceless) or _GROUPED.fullmatch(spaceless):
        return Decimal(spaceless.replace(",", ""))
    hint = _hint(text, notation) or " (with a comma: decimal_comma)"
    raise UnfitValue(f"is a number, such as 1234.50, not {text!r}{hint}")


def _set_number(text: str, spaceless: str, notation: Notation) -> Decimal:
    """Return a number that is written as the settings of its column say."""
    body, negative = _bare(spaceless, notation)
    if not _is_grouped(body, notation) or (negative and body[0] in "-+"):
        example = "1.234,50" if notation.decimal_comma else "1234.50"
        raise UnfitValue(
            f"is a number, such as {example}, written as the settings of its column say, "
            f"not {text!r}{_hint(text, notation)}"
        )
    for separator in _separators(notation):
        body = body.replace(separator, "")
    number = Decimal(body.replace(",", "."))
    return -number if negative else number


def _bare(spaceless: str, notation: Notation) -> tuple[str, bool]:
    """Return the number without currency, brackets or minus, and whether these negate it."""
    body, negative = spaceless.strip(), False
    if notation.negative == "brackets" and body.startswith("(") and body.endswith(")"):
        body, negative = body[1:-1].strip(), True
    if notation.currency:
        body = body.removeprefix(notation.currency).removesuffix(notation.currency).strip()
    if notation.negative == "trailing" and body.endswith("-"):
        body, negative = body[:-1].strip(), True
    elif body[:1] in "-+" and notation.currency and not negative:
        body = body[:1] + body[1:].strip().removeprefix(notation.currency).strip()
    return body, negative


def _is_grouped(body: str, notation: Notation) -> bool:
    """Return whether this is a number; without `thousands`, grouped as is allowed unset."""
    if notation.thousands is not None:
        pattern = _pattern(notation.thousands, decimal_comma=notation.decimal_comma)
        return pattern.fullmatch(body) is not None
    if notation.decimal_comma:
        return _COMMA.fullmatch(body) is not None
    return _PLAIN.fullmatch(body) is not None or _GROUPED.fullmatch(body) is not None


@functools.lru_cache(maxsize=32)
def _pattern(thousands: str, *, decimal_comma: bool) -> re.Pattern[str]:
    point = "," if decimal_comma else r"\."
    group = "".join(re.escape(one) for one in _signs(thousands))
    grouped = rf"|[0-9]{{1,3}}([{group}][0-9]{{3}})+" if group else ""
    return re.compile(rf"[-+]?([0-9]+{grouped})({point}[0-9]+)?")


def _separators(notation: Notation) -> str:
    """Return what stands between groups of digits."""
    if notation.thousands is not None:
        return _signs(notation.thousands)
    return ". " if notation.decimal_comma else ","


def _signs(thousands: str) -> str:
    return "'\u2019" if thousands in {"'", "\u2019"} else thousands


def _hint(text: str, notation: Notation) -> str:
    """Return which setting of the column would read such a text."""
    negative, unset = notation.negative, notation.thousands is None
    bracketed = text.startswith("(") and text.endswith(")")
    blank = re.search("[0-9] [0-9]", _BLANKS.sub(" ", text)) is not None
    comma = re.search(r",[0-9]{1,2}\D*$", text) is not None
    hints = (
        (
            not notation.currency and _CURRENCY.search(text) is not None,
            " (with a sign of a currency: currency = '...')",
        ),
        (
            unset and ("'" in text or "\u2019" in text),
            """ (with apostrophes: thousands = "'")""",
        ),
        (bracketed and negative != "brackets", " (in brackets: negative = 'brackets')"),
        (
            text.endswith("-") and negative != "trailing",
            " (with a minus behind it: negative = 'trailing')",
        ),
        (comma and not notation.decimal_comma, " (with a comma: decimal_comma)"),
        (blank and unset, " (with blanks: thousands = ' ')"),
    )
    return next((hint for met, hint in hints if met), "")


def _integer(text: str, _: Notation) -> int:
    if _WHOLE.fullmatch(text):
        return int(text)
    raise UnfitValue(f"is a whole number, not {text!r}")


def _boolean(text: str, _: Notation) -> bool:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    raise UnfitValue(f"is true or false, not {text!r}")


def _date(text: str, notation: Notation) -> object:
    if notation.date_format is None:
        return text  # checked with the document
    return date_forms.read(text, notation.date_format, notation.locale)


def day_of(value: object) -> object:
    """Return the day of a date, a time or an ISO 8601 text, as written; else the value."""
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            return value
    return value.date() if isinstance(value, datetime) else value


_READERS: Final[Mapping[str, Reader]] = {
    "decimal": _decimal,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "datetime": _date,
}
