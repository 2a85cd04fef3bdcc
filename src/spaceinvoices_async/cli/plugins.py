"""Commands that other packages bring, found by their entry points."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.metadata import EntryPoint

GROUP: Final = "spaceinvoices.commands"
"""Entry points of this group name a function that takes the arguments and returns an exit code."""

_USAGE: Final = 2


def names() -> list[str]:
    """Return the commands of other packages, in alphabetical order."""
    if not _others_bring_commands():
        return []
    from importlib.metadata import entry_points

    found = {entry.name for entry in entry_points(group=GROUP) if not _is_own(entry)}
    return sorted(found)


def _others_bring_commands() -> bool:
    """Return whether an installed package may bring commands.

    Spares help most of its start-up time.
    """
    for folder in sys.path:
        for file in Path(folder or ".").glob("*-info/entry_points.txt"):
            if file.parent.name.startswith("spaceinvoices_async-"):
                continue
            with suppress(OSError, UnicodeDecodeError):
                if GROUP in file.read_text(encoding="utf-8"):
                    return True
    return False


def _is_own(entry: EntryPoint) -> bool:
    return _top(entry.module) in {"spaceinvoices_async", "spaceinvoices_sandbox"}


def find(name: str) -> EntryPoint | None:
    """Return the command of a name, if a package brings it."""
    from importlib.metadata import entry_points

    return next(iter(entry_points(group=GROUP, name=name)), None)


def run(entry: EntryPoint, arguments: Sequence[str]) -> int:
    """Run a command; one whose extra is missing tells how to install it."""
    try:
        command = cast("Callable[[Sequence[str]], int]", entry.load())
    except ModuleNotFoundError as error:
        missing, own = _top(error.name or ""), _top(entry.module)
        if missing == own:
            raise
        package = entry.dist.name if entry.dist is not None else own
        # By convention the extra has the name of the command.
        sys.stderr.write(
            f"error: `spaceinvoices {entry.name}` needs {missing}, which is not installed: "
            f"pip install '{package}[{entry.name}]'\n"
        )
        return _USAGE
    return command(arguments)


def _top(module: str) -> str:
    return module.partition(".")[0]
