"""Clusters for tests: how they are started, and their workers killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from spaceinvoices_async.batch import DaskBackend

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

LOCAL: Final[dict[str, Any]] = {
    "threads_per_worker": 1,
    "dashboard_address": "127.0.0.1:0",
    "asynchronous": True,
    "silence_logs": False,
}
LEASE: Final = 2.0
TOKEN: Final = "s3cr3t-of-the-workers"


def backend(client: Any, **more: Any) -> DaskBackend:
    """A backend that waits for little."""
    given = {"total_rate": None, "lease": LEASE, "chunk_seconds": 0.5, "max_chunk_rows": 40}
    return DaskBackend(client=client, **{**given, **more})


async def pids(client: Any) -> list[int]:
    """Process ids of the live workers."""
    return list((await client.run(os.getpid, on_error="ignore")).values())


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


@asynccontextmanager
async def process(*command: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process that is killed at the end of the block, if it lives that long."""
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


def scheduler(file: Path) -> Any:
    """A scheduler in a process of its own; its address is in the file."""
    module = "distributed.cli.dask_scheduler"
    return process(
        "-m", module, "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(file)
    )


def worker(file: Path) -> Any:
    """A worker in a process of its own, of the scheduler that the file names."""
    module = "distributed.cli.dask_worker"
    options = ("--nthreads", "1", "--no-dashboard", "--scheduler-file", str(file))
    return process("-m", module, *options)
