"""What a batch tells that runs in another process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .output import write_facts, write_json
from .progress import duration

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Running


def write_running(journal: Path, running: Running, *, as_json: bool) -> None:
    """Write how far the run is that holds a journal."""
    (_write_json if as_json else _write)(journal, running)


def _write(path: Path, running: Running) -> None:
    now = running.progress
    write_facts(
        [
            ("journal", path),
            ("held by", f"process {running.pid}, since {running.started:%Y-%m-%d %H:%M:%S} UTC"),
            ("issued", now.issued + now.skipped),
            ("refused", now.failed),
            ("parked", now.parked),
            ("left", now.left),
            ("per second", f"{now.per_second:.1f}"),
            ("ETA", None if now.eta is None else duration(now.eta)),
            ("last told", None if running.alive else f"{running.written:%H:%M:%S} UTC"),
        ]
    )


def _write_json(path: Path, running: Running) -> None:
    now = running.progress
    write_json(
        {
            "journal": str(path),
            "running": {
                "pid": running.pid,
                "started": running.started.isoformat(),
                "written": running.written.isoformat(),
                "alive": running.alive,
            },
            "issued": now.issued + now.skipped,
            "failed": now.failed,
            "parked": now.parked,
            "read": now.read,
            "total": now.total,
            "left": now.left,
            "per_second": round(now.per_second, 2),
            "eta": None if now.eta is None else round(now.eta, 1),
        }
    )
