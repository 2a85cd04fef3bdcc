"""The lock file: held by one descriptor, given back whole, and never another's file."""

from __future__ import annotations

import errno
import importlib.util
import os
import stat
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch.errors import JournalFailed, JournalLocked
from spaceinvoices_async.batch.journal import lock
from spaceinvoices_async.batch.journal.lock import lock_path, locked

if TYPE_CHECKING:
    from pathlib import Path

HELD_WITH_A_CHILD = """
import os, sys
from pathlib import Path
from spaceinvoices_async.batch.journal.lock import locked

with locked(Path(sys.argv[1])):
    child = os.fork()
    if child == 0:
        print("held", flush=True)  # by the child, once it has let go of what is its parent's
    sys.stdin.read()
    if child == 0:
        os._exit(0)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def lowest_free_descriptor() -> int:
    number = os.dup(0)
    os.close(number)
    return number


def assert_locked(journal: Path) -> None:
    with pytest.raises(JournalLocked, match="another run holds this journal"), locked(journal):
        pass


def test_the_lock_file_is_for_its_owner_alone(journal: Path) -> None:
    with locked(journal):
        assert stat.S_IMODE(lock_path(journal).stat().st_mode) == 0o600


def test_a_run_gives_its_descriptor_back(journal: Path) -> None:
    free = lowest_free_descriptor()
    with locked(journal):
        assert lowest_free_descriptor() > free
    assert lowest_free_descriptor() == free


def test_a_run_that_is_refused_gives_its_descriptor_back(journal: Path) -> None:
    with locked(journal):
        free = lowest_free_descriptor()
        assert_locked(journal)
        assert lowest_free_descriptor() == free


def test_a_file_system_without_locks_is_told_and_the_descriptor_given_back(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(lock, "_try_lock", no_locks)
    free = lowest_free_descriptor()
    with pytest.raises(OSError, match="no locks available"), locked(journal):
        pass
    assert lowest_free_descriptor() == free


@pytest.mark.parametrize("error", [BlockingIOError, PermissionError])
def test_however_a_platform_says_that_it_is_locked_it_is_understood(
    journal: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError]
) -> None:
    def refuse(_: int) -> None:
        raise error

    monkeypatch.setattr(lock, "_try_lock", refuse)
    assert_locked(journal)


def test_a_process_without_standard_input_locks_and_lets_go_as_well(journal: Path) -> None:
    kept = os.dup(0)
    os.close(0)
    try:
        with locked(journal):
            assert os.fstat(0).st_ino == lock_path(journal).stat().st_ino
            assert_locked(journal)
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(0)
        assert not lock_path(journal).exists()
    finally:
        os.dup2(kept, 0)
        os.close(kept)


def test_a_lock_file_that_somebody_removed_is_not_missed_at_the_end(journal: Path) -> None:
    with locked(journal):
        lock_path(journal).unlink()
    assert not lock_path(journal).exists()


def test_a_link_in_the_place_of_the_lock_file_is_not_followed(journal: Path) -> None:
    victim = journal.with_name("victim")
    lock_path(journal).symlink_to(victim)
    with pytest.raises(OSError, match="symbolic links"), locked(journal):
        pass
    assert not victim.exists()


def test_a_system_that_cannot_refuse_links_opens_it_as_any_file(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags: list[int] = []
    open_file = os.open

    def opened(path: Path, given: int, mode: int) -> int:
        flags.append(given)
        return open_file(path, given, mode)

    monkeypatch.delattr(os, "O_NOFOLLOW")
    monkeypatch.setattr(os, "open", opened)
    with locked(journal):
        pass
    assert flags == [os.O_RDWR | os.O_CREAT]


@pytest.mark.parametrize("again", [False, True], ids=["removed", "made anew"])
def test_a_file_that_went_while_it_was_opened_is_not_taken_for_the_lock(
    journal: Path, monkeypatch: pytest.MonkeyPatch, *, again: bool
) -> None:
    """The run that held it ends between the opening and the locking; another may begin, and end."""
    try_lock = lock._try_lock
    left = [lock_path(journal)]

    def end_of_another_run(descriptor: int) -> None:
        for path in left:
            path.unlink()
            if again:
                path.touch()
        left.clear()
        try_lock(descriptor)

    monkeypatch.setattr(lock, "_try_lock", end_of_another_run)
    free = lowest_free_descriptor()
    with locked(journal):
        assert lock_path(journal).exists()
        assert_locked(journal)
    assert lowest_free_descriptor() == free


def test_a_lock_file_that_is_left_behind_does_not_keep_anybody_out(journal: Path) -> None:
    lock_path(journal).touch()
    with locked(journal):
        assert_locked(journal)
    assert not lock_path(journal).exists()


def test_a_journal_with_two_names_is_refused_and_with_one_again_held(journal: Path) -> None:
    journal.touch()
    second = journal.with_name("second")
    second.hardlink_to(journal)
    free = lowest_free_descriptor()
    for name in (journal, second):
        with pytest.raises(JournalFailed, match=r"has 2 names \(hard links\)"), locked(name):
            pass
        assert not lock_path(name).exists()
    assert lowest_free_descriptor() == free

    second.unlink()
    with locked(journal):
        assert_locked(journal)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of threads, from Python 3.12 on
def test_a_forked_child_that_leaves_the_block_leaves_its_parent_the_lock(journal: Path) -> None:
    block = locked(journal)
    with block:
        child = os.fork()
        if child == 0:
            block.__exit__(None, None, None)
            os.fstat(1)  # nothing else was closed in its place
            os._exit(0 if lock_path(journal).exists() else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert_locked(journal)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of threads, from Python 3.12 on
def test_the_child_of_a_child_has_nothing_left_to_let_go(journal: Path) -> None:
    with locked(journal):
        child = os.fork()
        if child == 0:
            sys.unraisablehook = lambda _: os._exit(3)  # of what runs in a child after a fork
            grandchild = os.fork()
            if grandchild == 0:
                os._exit(0)
            os._exit(os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1]))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_killed_process_sets_the_journal_free_though_a_child_of_it_lives(journal: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HELD_WITH_A_CHILD, str(journal)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert_locked(journal)

        process.kill()
        process.wait()

        with locked(journal):
            assert_locked(journal)
        process.stdin.close()
        assert process.stdout.read() == b""  # the child has ended too


class Msvcrt(ModuleType):
    """The locks of Windows: of so many bytes of a file."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.locked: list[tuple[int, int, int]] = []
        self.error: type[OSError] | None = None

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        if self.error is not None:
            raise self.error
        self.locked.append((os.fstat(descriptor).st_ino, mode, count))


def test_on_windows_a_byte_is_locked_and_the_file_stays(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    msvcrt = Msvcrt()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    spec = importlib.util.find_spec(lock.__name__)
    assert spec is not None
    assert spec.loader is not None
    windows = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(windows)

    free = lowest_free_descriptor()
    with windows.locked(journal):
        inode = lock_path(journal).stat().st_ino
        assert msvcrt.locked == [(inode, Msvcrt.LK_NBLCK, 1)]
        msvcrt.error = PermissionError
        with pytest.raises(JournalLocked), windows.locked(journal):
            pass
    assert lowest_free_descriptor() == free
    assert lock_path(journal).stat().st_ino == inode
