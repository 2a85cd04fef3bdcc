"""The `spaceinvoices` command."""

from __future__ import annotations

import contextlib
import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_LIBRARIES: Final = ("click", "rich")
"""Libraries of the extra `cli`: other extras bring some of them, so all are looked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the codes are those of `exit_codes.Exit`.

    A command of another package, found by its entry point, gets its arguments as they are.
    """
    _open_missing_streams()
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    finally:
        _settle_errors()


def _run(given: Sequence[str]) -> int:
    if given and not given[0].startswith("-") and not _is_known(given[0]):
        # Before the command line library is needed: `spaceinvoices sandbox` works without it.
        from spaceinvoices_async.cli import plugins

        found = plugins.find(given[0])
        if found is not None:
            return plugins.run(found, given[1:])
    # Looked for before anything is done: a display that is missing must not end what was begun.
    if any(find_spec(library) is None for library in _LIBRARIES):
        return _name_extra(asks_for_help=not given or "--help" in given)
    from spaceinvoices_async.cli.app import run

    return run(given)


def _open_missing_streams() -> None:
    """Give a process that was started with closed standard streams empty ones.

    Else the next file that it opens, its journal say, would be what others take for its output.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            taken = os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
            setattr(sys, name, os.fdopen(taken, "w" if number else "r", encoding="utf-8"))


def _settle_errors() -> None:
    """Write out what the standard error still holds, or give it up.

    Else the interpreter tries again at its end, and its failure becomes the exit code.
    """
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _is_known(name: str) -> bool:
    from spaceinvoices_async._generated.resources import SUMMARIES
    from spaceinvoices_async.cli.command_names import OWN_COMMANDS

    return name in OWN_COMMANDS or name.replace("-", "_") in SUMMARIES


def _name_extra(*, asks_for_help: bool) -> int:
    with contextlib.suppress(OSError):  # nobody to tell; the exit code does
        sys.stderr.write(
            "error: the command line is an extra: pip install 'spaceinvoices-async[cli]'\n"
        )
        if asks_for_help:
            sys.stderr.write("without it there is: spaceinvoices sandbox --help\n")
    return 2
