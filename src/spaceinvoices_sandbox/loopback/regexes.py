"""Regular expressions as the framework takes them from a filter."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from spaceinvoices_sandbox.loopback.errors import bad_request, server_error

_FLAGGED = re.compile(r"/[^\n\r\u2028\u2029]+\Z")
_SPECIAL = re.compile(r"[-\[\]/{}()+?.\\^$|]")
_FLAGS: Final = {"i": re.IGNORECASE, "g": re.NOFLAG, "m": re.MULTILINE}


@dataclass(frozen=True, slots=True)
class Regex:
    """A compiled pattern that knows how JavaScript would write it."""

    source: str
    flags: str
    pattern: re.Pattern[str]

    def search(self, text: str) -> bool:
        """Return whether the pattern is found anywhere in the text."""
        return self.pattern.search(text) is not None


def compiled(source: str, flags: str = "") -> re.Pattern[str] | None:
    """Return the pattern, or None where JavaScript (as far as Python can tell) would refuse it."""
    options = re.NOFLAG
    for flag in flags:
        options |= _FLAGS.get(flag, re.NOFLAG)
    try:
        return re.compile(_translated(source), options)
    except (re.error, OverflowError, RecursionError):
        return None


def _translated(source: str) -> str:
    python = re.sub(r"\(\?<(?![=!])", "(?P<", source)  # named groups
    python = re.sub(r"\\u\{?([0-9a-fA-F]{4})\}?", r"\\u\1", python)
    return re.sub(r"(?<!\\)\$\Z", r"(?!\\n)\\Z", python)


def escaped_if_invalid(text: str) -> str:
    """Return a valid expression as it is, another with every special character escaped."""
    if compiled(text) is not None:
        return text
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


def of_operand(value: object) -> Regex:
    """Return the operand of `regexp`: `^A`, or `/^a/i`; a slash in it starts the flags.

    Raises a 400 where it is no text, or where what follows the last slash are no flags, and the
    framework's 500 for what is no expression after special characters were escaped: `*`.
    """
    if not isinstance(value, str):
        raise bad_request(
            "Invalid argument, must be a string, regex literal, or RegExp object",
        )
    if _FLAGGED.search(value) is None:
        return _checked(value, "")
    flags = value.rsplit("/", 1)[1]
    wrong = [flag for flag in flags if flag not in _FLAGS]
    if wrong:
        raise bad_request(f"Invalid regex flags: {','.join(wrong)}")
    return _checked(value[1 : max(value.rfind("/"), 1)], flags)


def _checked(source: str, flags: str) -> Regex:
    pattern = compiled(source, flags)
    if pattern is None:
        raise server_error(f"Invalid regular expression: /{source}/")
    return Regex(source, flags, pattern)


@functools.lru_cache(maxsize=256)
def of_like(text: str, *, ignore_case: bool) -> Regex | None:
    """Return how the in-memory database reads `like`: `%` any text, `_` a character.

    None where the result is no expression: the database fails then.
    """
    escaped = re.sub(r"([.*+?^=!:${}()|\[\]/\\])", r"\\\1", text)
    out: list[str] = []
    characters = iter(escaped)
    for character in characters:
        if character == "\\":
            out.append(next(characters, ""))
        else:
            out.append({"%": ".*", "_": "."}.get(character, character))
    source = "".join(out)
    flags = "i" if ignore_case else ""
    pattern = compiled(source, flags)
    return None if pattern is None else Regex(source, flags, pattern)
