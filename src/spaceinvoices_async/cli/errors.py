"""What a failed command says, and the exit code it ends with."""

from __future__ import annotations

import codecs
import contextlib
import os
from typing import Final, cast

import click

from spaceinvoices_async._redaction import MASK
from spaceinvoices_async.batch.errors import JournalError, JournalFailed, SourceError
from spaceinvoices_async.cli.exit_codes import Exit
from spaceinvoices_async.errors import (
    ConfigurationError,
    InvalidInputError,
    InvalidTokenError,
    SpaceInvoicesError,
)
from spaceinvoices_async.options import PASSWORD_VARIABLE, TOKEN_VARIABLE

TRACEBACK_VARIABLE: Final = "SPACEINVOICES_TRACEBACK"
"""Set, for the traceback of a defect in place of one line."""

_AS_OPTIONS: Final = {
    "set allow_http=True in ClientOptions": "give --allow-http",
    "give the token as token=": f"set {TOKEN_VARIABLE}, or use `spaceinvoices login`",
    "give token=, or email= and password=, or set": "use `spaceinvoices login`, or set",
}
"""What the client advises to those who write Python, and what that is on a command line."""

_SHORTEST_SECRET: Final = 4  # a shorter one would mask half of every message


def report(error: BaseException) -> Exit:
    """Tell of an error in one line, and choose the exit code."""
    error = _first(error)
    code = classify(error)
    text = str(error)
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, SourceError) and isinstance(error.__cause__, UnicodeDecodeError):
        text = f"{text}{_encoding_advice(error, error.__cause__)}"
    if lacks_letters(error):
        text = f"{text}; set PYTHONIOENCODING=utf-8"
    if isinstance(error, ConfigurationError):
        for argument, option in _AS_OPTIONS.items():
            text = text.replace(argument, option)
    if isinstance(error, InvalidTokenError):
        text = f"{text}; it comes from {TOKEN_VARIABLE}, or from a login"
    if code is Exit.INTERNAL:
        text = (
            f"{type(error).__name__}: {text} (a defect of this program: run it with "
            f"{TRACEBACK_VARIABLE}=1 to see where, and report it)"
        )
    say(f"error: {text}")
    for note in notes_of(error):
        say(note)
    return code


def notes_of(error: BaseException) -> list[str]:
    """Return what was added to an error: how a run stands that it has ended, say."""
    return list(getattr(error, "__notes__", ()))


def _encoding_advice(error: SourceError, cause: UnicodeDecodeError) -> str:
    if "CSV" not in error.message:
        return ""  # JSON and TOML are in UTF-8, and there is no option for them
    wide = cause.object.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    name, what = ("utf-16", "of Excel's Unicode text") if wide else ("cp1252", "of Excel's CSV")
    return f"; say how it is encoded, such as --encoding {name}, which is that {what}"


def lacks_letters(error: BaseException) -> bool:
    """Return whether the encoding of the standard output lacks letters that were to be written."""
    return isinstance(error, UnicodeEncodeError) and not error.encoding.lower().startswith("utf")


def _first(error: BaseException) -> BaseException:
    if isinstance(error, BaseExceptionGroup):
        group = cast("BaseExceptionGroup[BaseException]", error)
        return _first(group.exceptions[0])
    return error


def classify(error: BaseException) -> Exit:
    """Return the exit code of an error."""
    if isinstance(error, (ConfigurationError, SourceError, InvalidInputError)):
        return Exit.USAGE
    if isinstance(error, JournalError) and not isinstance(error, JournalFailed):
        return Exit.JOURNAL
    if isinstance(error, (SpaceInvoicesError, OSError)) or lacks_letters(error):
        return Exit.STOPPED
    return Exit.INTERNAL


def say(text: str, *, indent: int = 0) -> None:
    """Write one line to the standard error, behind `indent` blanks.

    Where that fails, nobody is left to be told; the exit code and the report say how it ended.
    """
    with contextlib.suppress(OSError, ValueError):
        click.echo(f"{' ' * indent}{clean(text)}", err=True)


def clean(text: str) -> str:
    """Return text from elsewhere as one line, without secrets or anything a terminal would obey."""
    for variable in (TOKEN_VARIABLE, PASSWORD_VARIABLE):
        secret = os.environ.get(variable, "").strip()
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, MASK)
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
