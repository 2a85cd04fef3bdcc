"""Files that a batch writes: whole or not at all, for their owner alone, and never over an input."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from spaceinvoices_async import _validation
from spaceinvoices_async.errors import InvalidInputError

_LONGEST_NAME: Final = 200
_BESIDE: Final = ("", "-wal", "-shm", "-journal", ".lock", ".progress.json")
"""What the names of a journal's own files end with."""

FORMULA_STARTS: Final = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""With these begins what Excel takes for a formula; the last four are the first ones in full width.

https://owasp.org/www-community/attacks/CSV_Injection
"""


def refuse_overwriting(
    to: str | os.PathLike[str],
    *,
    inputs: Iterable[str | os.PathLike[str]] = (),
    journal: str | os.PathLike[str] | None = None,
) -> None:
    """Raise if an output would take the place of a file that is still needed, or of a device.

    Files are compared by what their paths lead to, links included.

    Args:
        to: Where the output is to be written.
        inputs: Files that are read, such as the rows and their mapping.
        journal: Of the run; the files beside it that belong to it are meant as well.

    Raises:
        InvalidInputError: It is one of them, or there is something that is no regular file.
    """
    target = _validation.path(to, "to")
    try:
        is_special = target.exists() and not target.is_file()
    except OSError as error:  # too long a name, say
        reason = error.strerror or type(error).__name__
        raise InvalidInputError(f"no file can be made there: {reason}", field="to") from error
    if is_special:
        raise InvalidInputError(f"{os.fspath(to)} is not a regular file", field="to")
    for path in inputs:
        if _is_same(to, path):
            raise InvalidInputError(
                f"{os.fspath(to)} is an input of this run, and would be overwritten", field="to"
            )
    if journal is None:
        return
    for ending in _BESIDE:
        if _is_same(to, f"{os.fspath(journal)}{ending}"):
            raise InvalidInputError(
                f"{os.fspath(to)} belongs to the journal, and would be overwritten", field="to"
            )


def require_folder(to: str | os.PathLike[str]) -> None:
    """Raise if an output has no place: to be asked before the work whose result it is.

    Raises:
        InvalidInputError: Its folder is not there, or cannot be written to.
    """
    folder = Path(to).resolve().parent
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        reason = "cannot be written to" if folder.is_dir() else "is not there"
        raise InvalidInputError(f"the folder of {os.fspath(to)} {reason}", field="to")


def _is_same(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    with contextlib.suppress(OSError):
        if Path(one).samefile(other):
            return True
    paths = [os.path.normcase(Path(path).resolve()) for path in (one, other)]
    return paths[0] == paths[1]


@contextmanager
def replacing(to: str | os.PathLike[str]) -> Generator[Path]:
    """Give a path to write to; it replaces the file once the block has ended without error.

    The file is made beside its place under a name that nobody can guess, follows no link, and can be
    read by its owner alone.

    Args:
        to: Where the file shall be; an existing one is replaced. A link is followed.

    Raises:
        OSError: It cannot be made.
    """
    target = Path(to)
    if target.is_symlink():
        target = target.resolve()
    start = target.name.encode(errors="ignore")[:_LONGEST_NAME].decode(errors="ignore")
    part = target.with_name(f".{start}.{secrets.token_hex(8)}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def defused(cell: object) -> object:
    """Return the cell, with an apostrophe before it where Excel would take it for a formula."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(text: str) -> bool:
    return text[:1] in "+-" and text[1:].replace(".", "", 1).replace(",", "", 1).isdigit()
