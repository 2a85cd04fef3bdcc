"""Tokens of a date text, as V8 cuts them (`src/date/dateparser.h`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "end", "number", "symbol", "month", "am_pm", "zone", "t", "word", "space", "other"
]

_SIGNIFICANT_DIGITS: Final = 9
_PREFIX: Final = 3
_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_WORDS: Final[dict[str, tuple[Kind, int]]] = {
    "am": ("am_pm", 0),
    "pm": ("am_pm", 12),
    **dict.fromkeys(("ut", "utc", "z", "gmt"), ("zone", 0)),
    "cdt": ("zone", -5),
    "cst": ("zone", -6),
    "edt": ("zone", -4),
    "est": ("zone", -5),
    "mdt": ("zone", -6),
    "mst": ("zone", -7),
    "pdt": ("zone", -7),
    "pst": ("zone", -8),
    "t": ("t", 0),
}


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a date: `value` of a number or a word, `length` in characters."""

    kind: Kind
    value: int = 0
    length: int = 0
    symbol: str = ""

    @property
    def sign(self) -> int:
        """1 or -1 of a plus or a minus, else 0."""
        return {"+": 1, "-": -1}.get(self.symbol, 0)

    @property
    def is_z(self) -> bool:
        """Whether it is the letter Z."""
        return self.kind == "zone" and self.length == 1

    def is_fixed(self, length: int) -> bool:
        """Return whether it is a number of so many digits."""
        return self.kind == "number" and self.length == length


END: Final = Token("end")


class Tokens:
    """The tokens of a text, one at a time; the next one can be looked at."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._current = self._scan()

    def peek(self) -> Token:
        """Return the next token, which stays."""
        return self._current

    def next(self) -> Token:
        """Return the next token, taken."""
        token = self._current
        self._current = self._scan()
        return token

    def skip(self, symbol: str) -> bool:
        """Take the next token if it is this symbol."""
        if self._current.symbol != symbol:
            return False
        self._current = self._scan()
        return True

    def _scan(self) -> Token:
        start = self._at
        if start >= len(self._text):
            return END
        character = self._text[start]
        if _is_digit(character):
            return self._number(start)
        if character in ":-+.)":
            self._at += 1
            return Token("symbol", symbol=character)
        if _is_letter(character):
            return self._word(start)
        self._at += 1
        if character.isspace():
            return Token("space")
        if character == "(":
            self._skip_parentheses()
        return Token("other")

    def _number(self, start: int) -> Token:
        while self._at < len(self._text) and _is_digit(self._text[self._at]):
            self._at += 1
        digits = self._text[start : self._at]
        return Token("number", int(digits.lstrip("0")[:_SIGNIFICANT_DIGITS] or 0), len(digits))

    def _word(self, start: int) -> Token:
        while self._at < len(self._text) and _is_letter(self._text[self._at]):
            self._at += 1
        word = self._text[start : self._at].lower()
        if word[:_PREFIX] in _MONTHS:
            return Token("month", _MONTHS.index(word[:_PREFIX]) + 1, len(word))
        kind, value = _WORDS.get(word, ("word", 0))
        return Token(kind, value, len(word))

    def _skip_parentheses(self) -> None:
        depth = 1
        while depth and self._at < len(self._text):
            depth += {"(": 1, ")": -1}.get(self._text[self._at], 0)
            self._at += 1


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()


def _is_letter(character: str) -> bool:
    """Return a letter, or any character behind them."""
    return character >= "A" and not character.isspace()
