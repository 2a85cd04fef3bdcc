"""What stands between the columns of a CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import click

if TYPE_CHECKING:
    from pathlib import Path

_NOT_TO_BE_USED: Final = frozenset('\r\n"')


class Delimiter(NamedTuple):
    """A usual one."""

    character: str
    name: str
    word: str
    """To be given on a command line."""


_USUAL: Final = (
    Delimiter(",", "commas", "','"),
    Delimiter(";", "semicolons", "';'"),
    Delimiter("\t", "tabs", "tab"),
    Delimiter("|", "bars", "'|'"),
)


def parse(text: str) -> str:
    """The delimiter of an option's value: one character, or the word tab.

    Raises:
        click.BadParameter: It is neither.
    """
    if text in {"tab", "\\t"}:
        return "\t"
    if len(text) != 1 or text in _NOT_TO_BE_USED:
        raise click.BadParameter(f"{text!r} is neither one character nor the word tab")
    return text


def likelier(file: Path, encoding: str, used: str) -> Delimiter | None:
    """The delimiter that the first line has, if it does not have the one that is to be used.

    A file that cannot be read has none: reading it will say why.
    """
    try:
        with file.open(encoding=encoding, errors="replace", newline="") as lines:
            header = lines.readline()
    except OSError:
        return None
    if used in header:
        return None
    found = max(_USUAL, key=lambda usual: header.count(usual.character))
    return found if found.character in header else None
