"""Batches on clusters of one, two and four workers, against one process and against the ideal.

    python benchmarks/cluster_batch.py --rows 1000000

The server takes 100 ms for each answer, and each process has sixteen requests under way: one can
issue 160 a second, and so many can issue as many times that. Then four workers share an account that
is allowed 100 a second. Then two workers issue as fast as they can, for the memory it takes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import pickle
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil
from batch_load import orders
from cluster import Cluster
from cluster_load import IN_FLIGHT
from processes import figures, serving
from rich.console import Console
from rich.table import Table

from spaceinvoices_async.batch import ChunkSettings, prepare_chunk

if TYPE_CHECKING:
    from collections.abc import Sequence

_LATENCY_S: Final = 0.1
_SECONDS: Final = 60
"""That the measurements take, where latency is the limit."""
_LIMIT: Final = 100
_RATE: Final = 90
_MEGABYTE: Final = 1024 * 1024

Figures = dict[str, Any]


def ideal(workers: int) -> float:
    """Return rows per second of so many processes, if nothing but latency took any time."""
    return IN_FLIGHT / _LATENCY_S * workers


async def _on_cluster(url: str, workers: int, rows: int, rate: float | None = None) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(Path(folder), size=workers)
        try:
            await cluster.start()
            if cluster.scheduler is None:
                raise RuntimeError("there is no scheduler")
            scheduler = psutil.Process(cluster.scheduler.pid)
            before = _cpu([scheduler]), _cpu(cluster.workers())
            more = () if rate is None else ("--total-rate", str(rate))
            where = ("--scheduler-file", str(cluster.address_file))
            found = await asyncio.to_thread(
                figures, "cluster_load.py", url, str(rows), *where, *more
            )
            after = _cpu([scheduler]), _cpu(cluster.workers())
            found["scheduler_cpu_ms"], found["worker_cpu_ms"] = (
                (late - early) / rows * 1e3 for early, late in zip(before, after, strict=True)
            )
            found["scheduler_mb"] = _peak([scheduler])
            found["worker_mb"] = _peak(cluster.workers())
            return found
        finally:
            await cluster.stop()


def _cpu(processes: Sequence[psutil.Process]) -> float:
    """Return seconds of CPU that they have had."""
    times = [process.cpu_times() for process in processes]
    return sum(time.user + time.system for time in times)


def _peak(processes: Sequence[psutil.Process]) -> float:
    """Megabytes of the largest."""
    return max(process.memory_info().rss for process in processes) / _MEGABYTE


def payload_bytes(url: str) -> float:
    """Return what a row takes on its way through the scheduler."""
    rows = prepare_chunk([*orders(500)], organization_id="org", key="order")
    return len(pickle.dumps((rows, ChunkSettings(base_url=url)))) / len(rows)


def measure(rows: int, console: Console) -> Figures:
    """Return all of it, driver, scheduler and workers in processes of their own."""
    os.environ["SPACEINVOICES_TOKEN"] = "token"
    results: Figures = {"latency": {}}
    with serving("batch_server.py", f"--latency={_LATENCY_S}") as url:
        results["bytes_per_row"] = payload_bytes(url)
        console.print("one process, 100 ms an answer", style="dim")
        alone = figures("cluster_load.py", url, str(int(ideal(1) * _SECONDS)))
        results["latency"]["one process"] = alone | {"ideal": ideal(1)}
        for workers in (1, 2, 4):
            console.print(f"{workers} workers, 100 ms an answer", style="dim")
            count = int(ideal(workers) * _SECONDS)
            found = asyncio.run(_on_cluster(url, workers, count))
            results["latency"][f"{workers} workers"] = found | {"ideal": ideal(workers)}
    console.print(f"4 workers, {_LIMIT} a second", style="dim")
    with serving("batch_server.py", f"--limit={_LIMIT}", f"--latency={_LATENCY_S}") as url:
        found = asyncio.run(_on_cluster(url, 4, _RATE * _SECONDS, _RATE))
        results["limited"] = found | {"ideal": _RATE}
    console.print(f"2 workers, {rows:,} rows", style="dim")
    with serving("batch_server.py") as url:
        results["memory"] = asyncio.run(_on_cluster(url, 2, rows))
    return results


def budgets(results: Figures) -> list[tuple[str, float, float]]:
    """Return what was promised: name, measured as a share of what is allowed, 1."""
    four, limited, memory = results["latency"]["4 workers"], results["limited"], results["memory"]
    return [
        ("4 workers: 0.85 of ideal / rows per second", 0.85 / _share(four), 1.0),
        ("4 workers within a limit: answers 429", limited["refused_429"], 0.0),
        ("driver's memory, of 250 MB", memory["driver_mb"] / 250, 1.0),
    ]


def _share(found: Figures) -> float:
    return float(found["per_second"] / found["ideal"])


def show(results: Figures, console: Console) -> None:
    """Print the table, for people."""
    table = Table(
        *("Batch on a cluster", "rows/s", "of ideal", "429s", "CPU, ms/row: driver"),
        *("scheduler", "workers", "memory, MB: driver", "scheduler", "worker"),
    )
    limited = {f"4 workers, {_LIMIT} a second": results["limited"]}
    memory = {f"2 workers, {results['memory']['rows']:,} rows": results["memory"]}
    for name, found in (results["latency"] | limited | memory).items():
        table.add_row(
            name,
            f"{found['per_second']:,.0f}",
            f"{_share(found):.2f}" if "ideal" in found else "",
            f"{found['refused_429']:.0f}",
            f"{found['driver_cpu_ms']:.2f}",
            *(
                f"{found[part]:.2f}" if part in found else ""
                for part in ("scheduler_cpu_ms", "worker_cpu_ms")
            ),
            *(
                f"{found[part]:.0f}" if part in found else ""
                for part in ("driver_mb", "scheduler_mb", "worker_mb")
            ),
        )
    console.print(table)
    console.print(f"{results['bytes_per_row']:,.0f} bytes a row through the scheduler")


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="for the memory")
    given = parser.parse_args()
    console = Console(width=150)
    results = measure(given.rows, console)
    show(results, console)
    for name, measured, allowed in budgets(results):
        console.print(f"{name}: {measured:.2f}, {'ok' if measured <= allowed else 'OVER'}")


if __name__ == "__main__":
    main()
