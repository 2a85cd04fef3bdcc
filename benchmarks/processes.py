"""Servers and clients in processes of their own, each on a core of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT_CORE: Final = 0
_SERVER_CORE: Final = 1
_HERE: Final = Path(__file__).parent


@contextmanager
def serving(script: str, *arguments: str) -> Iterator[str]:
    """Run a server that says its port; yield its address, and end it."""
    with subprocess.Popen(
        [sys.executable, str(_HERE / script), "--core", str(_SERVER_CORE), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        port = process.stdout.readline() if process.stdout else b""
        try:
            yield f"http://127.0.0.1:{int(port)}"
        finally:
            process.communicate()


def peak_mb() -> float:
    """Return the most memory that this process has held.

    Linux tells it in `VmHWM`. What `getrusage` says begins with the peak of whoever started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(script: str, *arguments: str) -> dict[str, Any]:
    """Return what a client prints in its last line."""
    command = [sys.executable, str(_HERE / script), *arguments]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found
