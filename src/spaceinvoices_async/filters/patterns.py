"""Regular expressions that the server reads as they were meant."""

from __future__ import annotations

import re
import warnings
from typing import Final

from spaceinvoices_async.errors import InvalidInputError

_SPECIAL: Final = re.compile(r"[\\^$.*+?()\[\]{}|/%_-]|[\x00-\x1f]")
_ATOM: Final = re.compile(r"\\(?P<escaped>.)|(?P<plain>.)", re.DOTALL)
_PYTHON_ONLY: Final = re.compile(
    r"(?<!\\)(?:\\\\)*(\\[AZ]|\(\?(?:P|#|\(|>|[aiLmsux]+[-):]|-)|[*+?}]\+)"
)
DELIMITED: Final = re.compile(r"/(.+)/([dgimsuvy]*)", re.DOTALL)
"""A pattern as JavaScript writes it, with the flags that it knows."""
_NAMED_GROUP: Final = re.compile(r"\(\?<(?=[A-Za-z_])")

# As text of a regular expression the server would take them for something else: `/` for the end of
# the pattern and the beginning of its flags, `%` and `_` in `like` for wildcards (in memory only).
_REGEXP_TRAPS: Final = frozenset("/")
_LIKE_TRAPS: Final = frozenset("_")


def regexp(pattern: object, name: str) -> str:
    r"""Return the pattern as the `regexp` operator takes it: `/` becomes `\x2f`.

    Raises:
        InvalidInputError: It is empty or no regular expression; the server would escape all of it.
    """
    return _disarmed(_checked(pattern, name), _REGEXP_TRAPS)


def like(pattern: object, name: str) -> str:
    r"""Return the pattern as the `like` operator takes it: `_` becomes `\x5f`.

    Raises:
        InvalidInputError: As `regexp`, or it holds `%`, which is no wildcard here.
    """
    text = _checked(pattern, name)
    if "%" in text:
        raise InvalidInputError(
            "like takes a regular expression, found anywhere in the text: leave % out, write .* "
            r"for any text between, \x25 for a percent sign",
            field=name,
        )
    return _disarmed(text, _LIKE_TRAPS)


def literal(text: object, name: str, *, ignore_case: bool = False) -> str:
    """Return a pattern for exactly this text.

    Letters get both cases in brackets, `[Rr]`, rather than a flag: a flag is not understood on
    paths such as `custom.key`.

    Raises:
        InvalidInputError: It is empty: every row would match, or none.
    """
    return "".join(
        _both_cases(character) if ignore_case and character.isalpha() else _escaped(character)
        for character in _text(text, name)
    )


def _escaped(character: str) -> str:
    if character in "/%_" or character < " ":
        return f"\\x{ord(character):02x}"
    return f"\\{character}" if _SPECIAL.match(character) else character


def _both_cases(letter: str) -> str:
    cases = sorted({letter, *(case for case in (letter.upper(), letter.lower()) if len(case) == 1)})
    # JavaScript would take a letter beyond 16 bits for two characters within brackets.
    return f"[{''.join(cases)}]" if len(cases) > 1 and max(cases) <= "\uffff" else letter


def _disarmed(pattern: str, traps: frozenset[str]) -> str:
    def rewrite(atom: re.Match[str]) -> str:
        character = atom["escaped"] or atom["plain"]
        return f"\\x{ord(character):02x}" if character in traps else atom[0]

    return _ATOM.sub(rewrite, pattern)


def _checked(pattern: object, name: str) -> str:
    text = _text(pattern, name)
    if delimited := DELIMITED.fullmatch(text):
        flag = ", ignore_case=True" if "i" in delimited[2] else ""
        raise InvalidInputError(
            f"takes a pattern without slashes around it and flags behind: write {delimited[1]!r}"
            f"{flag} (a text with slashes is found with .contains())",
            field=name,
        )
    if found := _PYTHON_ONLY.search(text):
        raise InvalidInputError(
            f"{found[1]!r} means something only to Python; the server reads JavaScript's regular "
            "expressions",
            field=name,
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # hints at what Python may change, and JavaScript not
            re.compile(_NAMED_GROUP.sub("(?P<", text))
    except (re.error, OverflowError, RecursionError) as problem:
        raise InvalidInputError(
            f"is not a regular expression ({problem}); .contains() and .startswith() take plain text",
            field=name,
        ) from None
    return text


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise InvalidInputError(f"takes text, not {type(value).__name__}", field=name)
    if not value:
        raise InvalidInputError("takes at least one character of text", field=name)
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidInputError("takes text without NUL and lone surrogates", field=name)
    return str.__str__(value)
