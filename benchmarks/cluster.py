"""A Dask cluster in processes of its own: a scheduler, and workers under a nanny each."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
from asyncio.subprocess import DEVNULL
from pathlib import Path
from typing import TYPE_CHECKING

import distributed
import psutil
from attrs import define, field

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable


@define
class Cluster:
    """Scheduler and workers in processes of their own; started again when the scheduler was killed.

    Attributes:
        folder: Where the scheduler writes its address.
        size: Workers.
    """

    folder: Path
    size: int = 3
    scheduler: Process | None = None
    nannies: Process | None = None
    starts: int = 0
    is_ready: bool = False
    killed: list[str] = field(factory=list)

    @property
    def address_file(self) -> Path:
        """What says where the scheduler is."""
        return self.folder / f"scheduler-{self.starts}.json"

    async def start(self) -> None:
        """Start scheduler and workers, and wait until they have met."""
        self.starts += 1
        where = ("--scheduler-file", str(self.address_file))
        self.scheduler = await _module(
            "distributed.cli.dask_scheduler", *where, "--port", "0", "--no-dashboard"
        )
        self.nannies = await _module(
            "distributed.cli.dask_worker",
            *(*where, "--nworkers", str(self.size), "--nthreads", "1", "--no-dashboard"),
            *("--local-directory", str(self.folder), "--death-timeout", "60"),
        )
        async with distributed.Client(
            scheduler_file=str(self.address_file), asynchronous=True, timeout=60
        ) as watcher:
            await watcher.wait_for_workers(self.size, timeout=60)
        self.is_ready = True

    async def stop(self) -> None:
        """End all of it at once."""
        self.is_ready = False
        for process in (self.nannies, self.scheduler):
            if process is not None and process.returncode is None:
                for child in psutil.Process(process.pid).children(recursive=True):
                    kill(child.pid)
                kill(process.pid)
                await process.wait()

    def workers(self) -> list[psutil.Process]:
        """Return the processes of the workers."""
        if self.nannies is None:
            return []
        return [
            child
            for child in psutil.Process(self.nannies.pid).children()
            if "resource_tracker" not in " ".join(child.cmdline())
        ]

    def kill_worker(self, chance: random.Random) -> None:
        """Kill one of the workers; its nanny starts another."""
        if not self.is_ready:
            return  # one that is killed again and again before it has begun proves nothing
        workers = self.workers()
        if workers:
            kill(chance.choice(workers).pid)
            self.killed.append("worker")

    async def kill_scheduler(self) -> None:
        """Kill the scheduler, and start another cluster in its place."""
        self.killed.append("scheduler")
        await self.stop()
        await self.start()


async def kill_workers(
    cluster: Cluster, every: float, seed: int, progress: Callable[[], int]
) -> None:
    """Kill one worker after the other until cancelled, and none while nothing is done.

    On a busy machine a worker takes longer to begin than `every`: all would be killed before they
    have sent anything, for ever.

    Args:
        cluster: Theirs.
        every: Seconds between two of them, on average; as many more in which nothing is done.
        seed: Of when, and of which.
        progress: Says how much was done.
    """
    chance, done = random.Random(seed), progress()  # noqa: S311 - the same run for the same seed
    while True:
        await asyncio.sleep(every * (0.5 + chance.random()))
        if progress() <= done:
            continue
        with contextlib.suppress(psutil.NoSuchProcess):
            cluster.kill_worker(chance)
        done = progress()


async def _module(name: str, *arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", name, *arguments),
        stdout=DEVNULL,
        stderr=DEVNULL,
        env=environment(),
    )


def environment() -> dict[str, str]:
    """Return what workers and drivers find their token and the tests' modules by."""
    return {
        **os.environ,
        "SPACEINVOICES_TOKEN": "token",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }


def kill(pid: int) -> None:
    """Kill a process, if it is still there."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
