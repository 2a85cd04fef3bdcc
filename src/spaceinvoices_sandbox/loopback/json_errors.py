"""What V8, the JavaScript engine below the framework, says of a text that is not JSON."""

from __future__ import annotations

from typing import Final

_SPACE: Final = " \t\n\r"
_CONTEXT: Final = 10
_ESCAPES: Final = '"\\/bfnrt'
_HEX: Final = "0123456789abcdefABCDEF"
_HEX_DIGITS: Final = 4
_LITERALS: Final = {"t": "true", "f": "false", "n": "null"}
_SPECIAL: Final = frozenset({"undefined", "NaN", "Infinity", "[object Object]"})
_PLACE: Final = "in JSON at position"


class _Wrong(Exception):
    """The message, once the first fault is found."""


def json_error(text: str) -> str:
    """Return the message of `JSON.parse` for the text, which it refuses."""
    try:
        _Scanner(text).scan()
    except _Wrong as error:
        return str(error)
    except RecursionError:
        return "Maximum call stack size exceeded"
    return "Unexpected end of JSON input"


class _Scanner:
    """Reads a text up to its first fault."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def scan(self) -> None:
        """Read one value and nothing behind it; raises `_Wrong`."""
        self._value()
        if self._peek():
            raise _Wrong(f"Unexpected non-whitespace character after JSON at position {self._at}")

    def _peek(self) -> str:
        while self._at < len(self._text) and self._text[self._at] in _SPACE:
            self._at += 1
        return self._here()

    def _here(self) -> str:
        return self._text[self._at : self._at + 1]

    def _wrong(self, message: str) -> _Wrong:
        return _Wrong(f"{message} {_PLACE} {self._at}")

    def _value(self) -> None:
        first = self._peek()
        if first == "{":
            self._object()
        elif first == "[":
            self._array()
        elif first == '"':
            self._string()
        elif first == "-" or (first.isascii() and first.isdigit()):
            self._number()
        elif first in _LITERALS and first:
            for character in _LITERALS[first]:
                if self._here() != character:
                    raise self._unexpected()
                self._at += 1
        else:
            raise self._unexpected()

    def _object(self) -> None:
        self._at += 1
        if self._peek() == "}":
            self._at += 1
            return
        missing = "Expected property name or '}'"
        while True:
            if self._peek() != '"':
                raise self._wrong(missing)
            self._string()
            if self._peek() != ":":
                raise self._wrong("Expected ':' after property name")
            self._at += 1
            self._value()
            if self._ended("}", "Expected ',' or '}' after property value"):
                return
            missing = "Expected double-quoted property name"

    def _array(self) -> None:
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            self._value()
            if self._ended("]", "Expected ',' or ']' after array element"):
                return

    def _ended(self, closing: str, missing: str) -> bool:
        found = self._peek()
        if found not in {",", closing}:
            raise self._wrong(missing)
        self._at += 1
        return found == closing

    def _string(self) -> None:
        self._at += 1
        while (character := self._here()) != '"':
            if not character:
                raise self._wrong("Unterminated string")
            if character < " ":
                raise self._wrong("Bad control character in string literal")
            self._at += 1
            if character == "\\":
                self._escape()
        self._at += 1

    def _escape(self) -> None:
        escaped = self._here()
        if not escaped:
            raise self._wrong("Unterminated string")
        if escaped == "u":
            for _ in range(_HEX_DIGITS):
                self._at += 1
                if self._here() not in _HEX or not self._here():
                    raise self._wrong("Bad Unicode escape")
        elif escaped not in _ESCAPES:
            raise self._wrong("Bad escaped character")
        self._at += 1

    def _number(self) -> None:
        if self._here() == "-":
            self._at += 1
            self._must_have_digit("No number after minus sign")
        if self._here() == "0":
            self._at += 1
            if self._has_digit():
                raise self._wrong("Unexpected number")
        self._digits()
        if self._here() == ".":
            self._at += 1
            self._must_have_digit("Unterminated fractional number")
            self._digits()
        if self._here() in {"e", "E"}:
            self._at += 1
            if self._here() in {"+", "-"}:
                self._at += 1
            self._must_have_digit("Exponent part is missing a number")
            self._digits()

    def _has_digit(self) -> bool:
        return self._here().isascii() and self._here().isdigit()

    def _must_have_digit(self, missing: str) -> None:
        if not self._has_digit():
            raise self._wrong(missing)

    def _digits(self) -> None:
        while self._has_digit():
            self._at += 1

    def _unexpected(self) -> _Wrong:
        found = self._here()
        if not found:
            return _Wrong("Unexpected end of JSON input")
        text, at = self._text, self._at
        if text in _SPECIAL:
            return _Wrong(f'"{text}" is not valid JSON')
        if found == '"':
            return self._wrong("Unexpected string")
        if len(text) <= 2 * _CONTEXT:
            return _Wrong(f"Unexpected token '{found}', \"{text}\" is not valid JSON")
        start = at - _CONTEXT if at >= _CONTEXT else 0
        end = at + _CONTEXT if at < len(text) - _CONTEXT else len(text)
        before, after = ("..." if cut else "" for cut in (start > 0, end < len(text)))
        shown = f'{before}"{text[start:end]}"{after}'
        return _Wrong(f"Unexpected token '{found}', {shown} is not valid JSON")
