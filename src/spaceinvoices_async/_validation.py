"""The checks of option values: each says what it expects, and never shows what it got."""

from __future__ import annotations

import math
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeGuard, cast

from spaceinvoices_async.errors import ConfigurationError, InvalidInputError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

_LONGEST_SHOWN: Final = 50  # characters of a name
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

# The SDK answers for these itself: the token follows the account, the rest fits the body.
_OWN_HEADERS: Final = frozenset(
    {
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "host",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "x-access-token",
    }
)


class Check:
    """One rule for a value: what it must be, in words and as a test.

    Args:
        expected: What it must be.
        accepts: The test.
        culprit: Names the part of a refused value that is to blame, if that can be told without
            showing it.
    """

    __slots__ = ("accepts", "culprit", "expected")

    def __init__(
        self,
        expected: str,
        accepts: Callable[[object], bool],
        culprit: Callable[[object], str | None] = lambda _: None,
    ) -> None:
        self.expected: Final = expected
        self.accepts: Final = accepts
        self.culprit: Final = culprit

    def or_none(self) -> Check:
        """Return the same rule, where None is right as well."""
        return Check(
            f"{self.expected}, or None", lambda value: value is None or self.accepts(value)
        )


def verify(owner: object, rules: Mapping[str, Check]) -> None:
    """Hold every attribute of an object against its rule; raise ConfigurationError naming it."""
    for name, check in rules.items():
        if not check.accepts(getattr(owner, name)):
            part = check.culprit(getattr(owner, name))
            told = "" if part is None else f"; {part} is not"
            raise ConfigurationError(
                f"{type(owner).__name__}.{name} must be {check.expected}{told}."
            )


def path(value: str | os.PathLike[str], name: str) -> Path:
    """Return the path that an argument gives.

    Args:
        value: Of the argument.
        name: Of the argument, for the error.

    Raises:
        InvalidInputError: No file can have it.
    """
    try:
        given = Path(value)
    except TypeError:
        kind = type(value).__name__
        raise InvalidInputError(f"is a path: give text or a Path, not {kind}", field=name) from None
    if "\0" in str(given):
        raise InvalidInputError("no file can have this name: it holds a NUL character", field=name)
    return given


def seconds(*, endless: bool = False, zero: bool = False) -> Check:
    """Return a duration in seconds; `endless` also lets `math.inf` through."""
    expected = "a number of seconds, zero or more" if zero else "a positive number of seconds"
    return Check(
        f"{expected}, or math.inf for no limit" if endless else expected,
        lambda value: (
            _is_number(value)
            and (value > 0 or (zero and value == 0))
            and (endless or value < math.inf)
        ),
    )


def whole(minimum: int) -> Check:
    """Return a whole number; True is none, though Python counts it as 1."""
    return Check(
        f"a whole number of at least {minimum}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= minimum,
    )


def one_of(*words: str) -> Check:
    """Return one of these words."""
    return Check(f"one of {', '.join(words)}", lambda value: value in words)


def instance(kind: type[object], example: str) -> Check:
    """Return an object of one class."""
    return Check(f"a {kind.__name__}, such as {example}", lambda value: isinstance(value, kind))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and not math.isnan(value)


def _is_aware(value: object) -> bool:
    # The offset last: a time of pandas that is none has no zone, and cannot tell its offset.
    return (
        isinstance(value, datetime) and value.tzinfo is not None and value.utcoffset() is not None
    )


def is_header_value(value: object) -> bool:
    """Return whether a value can be sent in a header without starting another one."""
    return (
        isinstance(value, str)
        and value.isascii()
        and value.isprintable()
        and value == value.strip()
    )


def _is_header_name(name: object) -> TypeGuard[str]:
    return isinstance(name, str) and _HEADER_NAME.fullmatch(name) is not None


def _bad_header(value: object) -> str | None:
    """Return the first of some headers that cannot be sent, by its name if that can be shown."""
    headers = cast("dict[object, object]", value) if isinstance(value, dict) else {}
    for name, text in headers.items():
        if not _is_header_name(name):
            return "one of the names"
        if name.lower() in _OWN_HEADERS or not is_header_value(text):
            return name[:_LONGEST_SHOWN]
    return None


def _accepts_headers(value: object) -> bool:
    return isinstance(value, dict) and _bad_header(cast("object", value)) is None


def _is_delays(value: object) -> bool:
    delay = seconds()
    if not isinstance(value, tuple) or not value:
        return False
    return all(delay.accepts(item) for item in cast("tuple[object, ...]", value))


RATE: Final = Check("a positive number of requests per second", seconds().accepts)
DELAYS: Final = Check("one or more positive numbers of seconds", _is_delays)
FLAG: Final = Check("True or False", lambda value: isinstance(value, bool))
MOMENT_OR_FLAG: Final = Check(
    "a time with its zone, or True", lambda value: isinstance(value, bool) or _is_aware(value)
)
HOOK: Final = Check("a function", callable)
LINE: Final = Check(
    "one line of printable ASCII", lambda value: bool(value) and is_header_value(value)
)
HEADERS: Final = Check(
    "a mapping of header names to values of one printable ASCII line, without those the client "
    f"sets itself ({', '.join(sorted(_OWN_HEADERS))})",
    _accepts_headers,
    _bad_header,
)
