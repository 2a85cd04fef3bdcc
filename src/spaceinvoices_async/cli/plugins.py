"""Commands that other packages bring, found by their entry points."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.metadata import EntryPoint

GROUP: Final = "spaceinvoices.commands"
"""Entry points of this group name a function that takes the arguments and returns an exit code."""

_USAGE: Final = 2


def names() -> list[str]:
    """The commands there are, in alphabetical order."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def find(name: str) -> EntryPoint | None:
    """The command of a name, if a package brings it."""
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
