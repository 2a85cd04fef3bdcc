"""Advisory lock of a journal: one run at a time, whatever else the process opens and closes.

SQLite locks with POSIX record locks, and those go as soon as the process closes *any* descriptor of
the file: a copy of the journal, or a second attempt to open it, would free them. So a run holds a
small file beside the journal as well, by a descriptor that nobody else has.
"""

from __future__ import annotations

import contextlib
import os
import sys
import weakref
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.errors import JournalFailed, JournalLocked

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_ENDING: Final = ".lock"
_held: Final[weakref.WeakSet[_Descriptor]] = weakref.WeakSet()

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        # Of the descriptor, not of the process: no other descriptor's end can free it.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class _Descriptor:
    """An open lock file."""

    def __init__(self, path: Path) -> None:
        # In a folder of others, a link in its place must not be followed.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        self.number = os.open(path, flags, 0o600)

    def close(self) -> None:
        """Let go; safe to call twice."""
        number, self.number = self.number, -1
        if number >= 0:
            os.close(number)

    def is_at(self, path: Path) -> bool:
        """Return whether the path still leads to this file.

        The run that held it may have removed it.
        """
        try:
            return os.path.samestat(os.fstat(self.number), path.stat())
        except FileNotFoundError:
            return False


def lock_path(journal: Path) -> Path:
    """Return the lock file of a journal, the same by whatever link the journal is reached."""
    target = journal.resolve()
    return target.with_name(target.name + _ENDING)


@contextlib.contextmanager
def locked(journal: Path) -> Generator[None]:
    """Hold the journal until the block ends; the kernel lets go when the process dies.

    Raises:
        JournalLocked: Another run holds it, in this process or in another.
        JournalFailed: It has several names.
        OSError: The lock file cannot be made, or the file system has no locks.
    """
    path = lock_path(journal)
    descriptor = _lock(path)
    _held.add(descriptor)
    try:
        _check_names(journal)
        yield
    finally:
        if descriptor.number >= 0:  # not in a child process, which holds nothing
            if sys.platform != "win32":  # where no open file can be removed
                path.unlink(missing_ok=True)
            descriptor.close()


def _check_names(journal: Path) -> None:
    """Refuse a file with hard links: each of its names has a lock, and a log of SQLite, of its own.

    https://www.sqlite.org/howtocorrupt.html says what becomes of it under two names.

    Raises:
        JournalFailed: It has several names.
    """
    try:
        names = journal.stat().st_nlink
    except FileNotFoundError:
        return
    if names > 1:
        raise JournalFailed(
            f"{journal} has {names} names (hard links), and a run by each would not know of the "
            "other; nothing was sent: keep one of the names, or copy the file"
        )


def _lock(path: Path) -> _Descriptor:
    while True:
        descriptor = _Descriptor(path)
        try:
            _try_lock(descriptor.number)
        except (BlockingIOError, PermissionError):
            descriptor.close()
            raise JournalLocked(
                "another run holds this journal; wait for it to end, or stop it, then run again"
            ) from None
        except BaseException:
            descriptor.close()
            raise
        if descriptor.is_at(path):
            return descriptor
        descriptor.close()


def _forget() -> None:
    """In a child process: a lock is its parent's, and must end with the parent."""
    for descriptor in list(_held):
        descriptor.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
