"""Clusters for tests: how they are started, and their workers killed."""

from __future__ import annotations

import os
import signal
from typing import Any, Final

from spaceinvoices_async.batch import DaskBackend

LOCAL: Final[dict[str, Any]] = {
    "threads_per_worker": 1,
    "dashboard_address": None,
    "asynchronous": True,
    "silence_logs": False,
}
LEASE: Final = 2.0


def backend(client: Any, **more: Any) -> DaskBackend:
    """A backend that waits for little."""
    given = {"total_rate": None, "lease": LEASE, "chunk_seconds": 0.5, "max_chunk_rows": 40}
    return DaskBackend(client=client, **{**given, **more})


async def pids(client: Any) -> list[int]:
    """Process ids of the live workers."""
    return list((await client.run(os.getpid, on_error="ignore")).values())


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
