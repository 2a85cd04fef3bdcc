"""Killed at any instant and run again, a batch issues every row once."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import pytest_asyncio

from tests.batch import crash_child
from tests.batch.books_server import BooksServer
from tests.batch.orders import (
    ORGANIZATION,
    books_balance,
    client,
    copy_journal,
    each_once,
    issue,
    orders,
    watch_claims,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.batch.books_server import Stage

COUNT: Final = 30
ROWS: Final = {"first": "0", "middle": "14", "last": str(COUNT - 1)}
OWN_POINTS: Final = tuple(crash_child.POINTS)
SERVER_POINTS: Final[dict[str, Stage]] = {
    "on the wire, unread": "arrived",
    "while the server works on it": "checked",
    "stored, the answer lost": "stored",
}


class Forks:
    """The process that forks a child for each case."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.child = 0

    async def start(
        self,
        server: BooksServer,
        journal: Path,
        *,
        count: int = COUNT,
        point: str = "",
        row: str = "",
    ) -> None:
        case = {
            "url": server.url,
            "journal": str(journal),
            "count": count,
            "point": point,
            "row": row,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(case).encode() + b"\n")
        self.child = int(await self._line())

    async def end(self) -> int:
        return int(await self._line())

    def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)

    async def _line(self) -> bytes:
        assert self._process.stdout is not None
        return await self._process.stdout.readline()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def forks() -> AsyncIterator[Forks]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(crash_child.__file__)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    yield Forks(process)
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def resume(server: BooksServer, journal: Path) -> None:
    """Run again, and hold everything against everything."""
    watch_claims(server, journal)
    async with client(server) as si:
        report = await issue(si, orders(COUNT), journal)
        await books_balance(si, server, report, COUNT)


def restore(journal: Path, disk: Path) -> None:
    """What was on the disk at the power cut."""
    journal.unlink()
    for file in disk.iterdir():
        shutil.copy(file, journal.parent)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("point", OWN_POINTS)
async def test_a_process_killed_inside_the_engine_is_resumed(
    forks: Forks, journal: Path, point: str, row: str
) -> None:
    async with BooksServer() as server:
        watch_claims(server, journal)
        await forks.start(server, journal, point=point, row=ROWS[row])
        assert await forks.end() == -signal.SIGKILL
        await resume(server, journal)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("point", SERVER_POINTS)
async def test_a_process_killed_while_a_request_is_out_is_resumed(
    forks: Forks, journal: Path, point: str, row: str
) -> None:
    async with BooksServer(delay=0.02) as server:

        async def kill(stage: Stage, body: dict[str, object]) -> None:
            if stage == SERVER_POINTS[point] and body["reference"] == ROWS[row]:
                server.on_stage = None
                # This one is stored late, when the next run has long begun; the others are not.
                server.lateness = (1.0, 0.3)
                asyncio.get_running_loop().call_soon(setattr, server, "lateness", (0.0, 0.0))
                forks.kill()

        server.on_stage = kill
        if point == "on the wire, unread":
            server.faults[ROWS[row]] = ["drop_before"]
        await forks.start(server, journal)
        assert await forks.end() == -signal.SIGKILL
        await resume(server, journal)


@pytest.mark.parametrize("number", range(1, 100, 19))
@pytest.mark.parametrize("point", crash_child.STEPS)
async def test_a_process_killed_at_any_step_while_answers_are_lost_is_resumed(
    forks: Forks, journal: Path, point: str, number: int
) -> None:
    """Some steps of those that `benchmarks/soak.py` goes through one by one."""
    async with BooksServer(rates={"drop_after": 0.2, "500_after": 0.1}, seed=number) as server:
        await forks.start(server, journal, point=point, row=str(number))
        assert await forks.end() == -signal.SIGKILL
        server.rates = {}
        await resume(server, journal)


@pytest.mark.parametrize("row", ROWS)
async def test_a_power_cut_that_takes_outcomes_along_is_resumed(
    forks: Forks, journal: Path, row: str
) -> None:
    disk = journal.parent / "disk"
    disk.mkdir()
    async with BooksServer() as server:

        async def snapshot(stage: Stage, body: dict[str, object]) -> None:
            if stage == "arrived" and body["reference"] == ROWS[row]:
                copy_journal(journal, disk)

        server.on_stage = snapshot
        await forks.start(server, journal)
        assert await forks.end() == 0
        assert server.references() == each_once(COUNT)
        restore(journal, disk)
        await resume(server, journal)


async def test_a_torn_log_is_resumed(forks: Forks, journal: Path) -> None:
    async with BooksServer() as server:
        point = "answered but not taken down"
        await forks.start(server, journal, point=point, row=ROWS["last"])
        assert await forks.end() == -signal.SIGKILL
        log = journal.with_name(journal.name + "-wal")
        os.truncate(log, log.stat().st_size - 100)
        await resume(server, journal)


async def test_a_lost_journal_is_rebuilt_from_the_server(forks: Forks, journal: Path) -> None:
    async with BooksServer() as server:
        point = "claimed but not sent"
        await forks.start(server, journal, point=point, row=ROWS["middle"])
        assert await forks.end() == -signal.SIGKILL
        stored = len(server.all_documents)
        for suffix in ("", "-wal"):
            journal.with_name(journal.name + suffix).unlink()
        async with client(server) as si:
            report = await si.batch.reconcile(
                orders(COUNT), organization_id=ORGANIZATION, key="order", journal=journal
            )
        assert (report.rows, report.issued, report.unresolved) == (COUNT, stored, 0)
        await resume(server, journal)


async def test_many_kills_at_random_instants_end_with_every_row_once(
    forks: Forks, journal: Path
) -> None:
    """The short form of `benchmarks/soak.py`."""
    count, every = 400, 60
    faults = {"drop_before": 0.01, "drop_after": 0.02, "hang": 0.005, "truncate": 0.01}
    faults |= {"500_before": 0.01, "500_after": 0.02, "429": 0.01}
    async with BooksServer(rates=faults, delay=0.002, lateness=(0.02, 0.1), seed=7) as server:
        arrived = 0

        async def kill(stage: Stage, body: dict[str, object]) -> None:
            nonlocal arrived
            arrived += stage == "arrived"
            if stage == "arrived" and arrived % every == 0:
                forks.kill()

        ending = -signal.SIGKILL
        kills = 0
        while ending != 0:
            server.on_stage = kill if kills < 4 else None
            await forks.start(server, journal, count=count)
            ending = await forks.end()
            kills += ending != 0
        assert kills == 4
        server.rates = {}
        async with client(server) as si:
            report = await issue(si, orders(count), journal)
            await books_balance(si, server, report, count)
