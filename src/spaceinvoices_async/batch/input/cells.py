"""Reads the text of a cell as what the document's field holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from spaceinvoices_async._serialization.values import UnfitValue

_PLAIN: Final = re.compile(r"[-+]?\d+(\.\d+)?")
_GROUPED: Final = re.compile(r"[-+]?\d{1,3}(,\d{3})+\.\d+")
_COMMA: Final = re.compile(r"[-+]?(\d+|\d{1,3}([. ]\d{3})+)(,\d+)?")
_WHOLE: Final = re.compile(r"[-+]?\d+")
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


Reader: TypeAlias = Callable[[str, Notation], object]
"""Makes the text of a cell into the value of a field."""


def reader(kind: str) -> Reader | None:
    """What reads the text of a cell for a field of this kind; None where it is taken as it is.

    It raises `UnfitValue` for a text that is not one of that kind.
    """
    return _READERS.get(kind)


def _decimal(text: str, notation: Notation) -> Decimal:
    if not notation.decimal_comma and _PLAIN.fullmatch(text):
        return Decimal(text)
    spaceless = text.replace("\u00a0", " ").replace("\u202f", " ")
    if notation.decimal_comma:
        if _COMMA.fullmatch(spaceless):
            plain = spaceless.replace(".", "").replace(" ", "").replace(",", ".")
            return Decimal(plain)
        raise UnfitValue(f"is a number with a decimal comma, such as 1.234,50, not {text!r}")
    if _PLAIN.fullmatch(spaceless) or _GROUPED.fullmatch(spaceless):
        return Decimal(spaceless.replace(",", ""))
    raise UnfitValue(f"is a number, such as 1234.50, not {text!r} (with a comma: decimal_comma)")


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
    try:
        return datetime.strptime(text, notation.date_format).replace(tzinfo=UTC).date()
    except ValueError:
        raise UnfitValue(f"is a date in the form {notation.date_format}, not {text!r}") from None


_READERS: Final[Mapping[str, Reader]] = {
    "decimal": _decimal,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "datetime": _date,
}
