"""One run at a time: whatever the process that holds a journal opens, copies or closes."""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import signal
import sqlite3
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.batch import Journal, JournalFailed, JournalLocked, read_progress
from spaceinvoices_async.batch.journal.lock import lock_path

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

FACTS = {"server": "https://api.example", "job": "november", "organization": "org"}
OTHER_PROCESS = """
import asyncio, sys
from pathlib import Path
from spaceinvoices_async.batch import Journal, JournalLocked

async def main():
    facts = {"server": "https://api.example", "job": "november", "organization": "org"}
    try:
        async with Journal(Path(sys.argv[1]), facts):
            print("held", flush=True)
            if len(sys.argv) > 2:
                sys.stdin.readline()
    except JournalLocked:
        print("locked", flush=True)

asyncio.run(main())
"""


async def other_process(journal: Path) -> str:
    """What another process is told that wants the journal."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OTHER_PROCESS, str(journal)), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await child.communicate()
    return out.decode().strip()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def open_twice(journal: Path) -> None:
    for facts in (FACTS, None):
        with pytest.raises(JournalLocked, match="another run holds this journal"):
            await Journal(journal, facts).__aenter__()


async def copy(journal: Path) -> None:
    shutil.copy(journal, journal.with_name("copy"))


async def read(journal: Path) -> None:
    assert (await asyncio.to_thread(journal.read_bytes)).startswith(b"SQLite")


async def look(journal: Path) -> None:
    assert read_progress(journal) is None


async def connect(journal: Path) -> None:
    with closing(sqlite3.connect(journal, timeout=0)) as connection, suppress(sqlite3.Error):
        connection.execute("SELECT count(*) FROM rows").fetchone()


async def open_by_a_link(journal: Path) -> None:
    link = journal.with_name("link")
    link.symlink_to(journal)
    with pytest.raises(JournalLocked):
        await Journal(link, FACTS).__aenter__()


async def open_by_another_way(journal: Path) -> None:
    with pytest.raises(JournalLocked):
        await Journal(
            journal.parent / ".." / journal.parent.name / journal.name, FACTS
        ).__aenter__()


@pytest.mark.parametrize(
    "touch", [open_twice, copy, read, look, connect, open_by_a_link, open_by_another_way]
)
async def test_nothing_this_process_does_with_the_file_lets_another_run_in(
    tmp_path: Path, touch: Callable[[Path], Awaitable[None]]
) -> None:
    path = tmp_path / "journal"
    async with Journal(path, FACTS) as journal:
        await journal.begin()
        await touch(path)
        assert await other_process(path) == "locked"
        assert await journal.fact("job") == "november"
    assert await other_process(path) == "held"


async def test_another_process_is_kept_out_by_a_link_too(tmp_path: Path) -> None:
    path, link = tmp_path / "journal", tmp_path / "elsewhere"
    async with Journal(path, FACTS):
        link.symlink_to(path)
        assert await other_process(link) == "locked"


async def test_a_run_leaves_no_lock_file_behind(tmp_path: Path) -> None:
    async with Journal(tmp_path / "journal", FACTS):
        assert lock_path(tmp_path / "journal").exists()
    assert files(tmp_path) == ["journal"]


async def test_a_journal_that_is_not_there_is_named_and_leaves_no_lock_file(
    tmp_path: Path,
) -> None:
    with pytest.raises(JournalFailed, match="No such file"):
        await Journal(tmp_path / "journal").__aenter__()
    assert files(tmp_path) == []


async def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OTHER_PROCESS, str(path), "wait"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"held\n"
    with pytest.raises(JournalLocked):
        await Journal(path, FACTS).__aenter__()

    child.send_signal(signal.SIGKILL)
    await child.communicate()

    async with Journal(path, FACTS) as journal:
        assert await journal.fact("job") == "november"


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of threads, from Python 3.12 on
async def test_a_forked_child_does_not_keep_the_lock_of_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    context = multiprocessing.get_context("fork")
    end = context.Event()
    async with Journal(path, FACTS):
        child = context.Process(target=end.wait, args=(30,))
        child.start()
    try:
        assert await other_process(path) == "held"
    finally:
        end.set()
        child.join()


@pytest.mark.parametrize("turns", range(8))
async def test_an_opening_that_is_cancelled_lets_the_journal_go(tmp_path: Path, turns: int) -> None:
    path = tmp_path / "journal"
    problems: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context))
    opening = asyncio.create_task(Journal(path, FACTS).__aenter__())
    for _ in range(turns):
        await asyncio.sleep(0)

    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening

    async with Journal(path, FACTS) as journal:
        assert await journal.fact("job") == "november"
    assert problems == []


@pytest.mark.parametrize("finished", [True, False])
def test_a_run_that_went_under_with_its_loop_does_not_keep_the_journal(
    tmp_path: Path, *, finished: bool
) -> None:
    path = tmp_path / "journal"

    async def again() -> bool:
        async with Journal(path, FACTS) as journal:
            return await journal.begin()

    loop = asyncio.new_event_loop()
    opening = loop.create_task(Journal(path, FACTS).__aenter__())
    loop.run_until_complete(opening if finished else asyncio.sleep(0))
    loop.close()

    assert asyncio.run(again()) is False
    assert not lock_path(path).exists()


async def test_a_journal_with_a_second_name_is_refused_under_both(tmp_path: Path) -> None:
    journal, second = tmp_path / "orders.journal", tmp_path / "second.journal"
    async with Journal(journal, FACTS):
        second.hardlink_to(journal)  # while the run goes on, which holds its lock by the first name
        (tmp_path / "copy").write_bytes(journal.read_bytes())
        with pytest.raises(JournalFailed, match=r"has 2 names \(hard links\)"):
            async with Journal(second, FACTS):
                pass
        with pytest.raises(JournalLocked):
            async with Journal(journal, FACTS):
                pass
    for name in (journal, second):
        with pytest.raises(JournalFailed, match="keep one of the names"):
            async with Journal(name, FACTS):
                pass
    second.unlink()
    async with Journal(journal, FACTS) as opened:
        assert await opened.is_empty()
