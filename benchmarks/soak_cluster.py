"""Kills workers, scheduler and driver of a batch on a cluster, and counts what is left.

`python benchmarks/soak_cluster.py --rows 20000` kills a worker every few seconds in which more was
issued, the driver twice and the scheduler once, before a server that refuses, drops, hangs and is racy. It ends with 0 if
every row is on the server once, journal and server agree, and no two requests of one row were ever
under way together.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import distributed
from attrs import evolve
from cluster import Cluster, environment, kill, kill_workers

sys.path.insert(0, str(Path(__file__).parents[1]))

from soak_result import disagreements

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import DaskBackend
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, SWIFT, client, orders

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from spaceinvoices_async.batch import BatchReport
    from tests.batch.books_server import Fault

FAULTS: Final[dict[Fault, float]] = {
    "drop_before": 0.005,
    "drop_after": 0.01,
    "hang": 0.002,
    "500_before": 0.005,
    "500_after": 0.005,
    "429": 0.005,
}
LEASE_S: Final = 3.0
OPTIONS: Final = evolve(SWIFT, horizon=2.0)
_UNDER_WAY: Final = 75
"""The exit code of a driver whose cluster is gone: the same command goes on."""


async def soak(rows: int, every: float, seed: int) -> int:
    """Run until every row is done, killing on the way; the number of things that are wrong."""
    began = time.monotonic()
    server = BooksServer(rates=FAULTS, seed=seed, delay=0.02, lateness=(0.01, 0.25))
    with tempfile.TemporaryDirectory() as name:
        cluster = Cluster(Path(name))
        journal = Path(name) / "soak.journal"
        async with server:
            try:
                await cluster.start()
                killing = asyncio.create_task(
                    kill_workers(cluster, every, seed, lambda: len(server.all_documents))
                )
                await _drive(cluster, server, journal, rows)
                killing.cancel()
                await asyncio.wait([killing])
                if not killing.cancelled() and killing.exception() is not None:
                    raise RuntimeError("workers were not killed") from killing.exception()
                report = await _last_run(cluster, server, journal, rows)
            finally:
                await cluster.stop()
            async with client(server) as si:
                audit = await si.batch.verify(journal)
    wrong = disagreements(server, report, audit, rows)
    deaths = {what: cluster.killed.count(what) for what in dict.fromkeys(cluster.killed)}
    seconds = time.monotonic() - began
    print(f"{rows} rows, killed {deaths}, {seconds:.0f} s, {dict(server.counts)}")
    print("\n".join(wrong) or "every row once")
    return len(wrong)


async def _drive(cluster: Cluster, server: BooksServer, journal: Path, rows: int) -> None:
    """Run the driver again and again: it is killed at a quarter and at three, the scheduler at half."""
    moments = [(rows // 4, "driver"), (rows // 2, "scheduler"), (rows * 3 // 4, "driver")]
    while moments:
        driver = await _driver(cluster, server, journal, rows)
        while driver.returncode is None and moments:
            await asyncio.wait([asyncio.ensure_future(driver.wait())], timeout=0.1)
            count, what = moments[0]
            if len(server.all_documents) < count:
                continue
            moments.pop(0)
            print(f"{len(server.all_documents)} documents, the {what} is killed", flush=True)
            if what == "scheduler":
                await cluster.kill_scheduler()
                break
            cluster.killed.append(what)
            kill(driver.pid)
        code = await driver.wait()
        if code not in {0, _UNDER_WAY, -signal.SIGKILL}:
            raise RuntimeError(f"the driver ended with {code}")


async def _driver(cluster: Cluster, server: BooksServer, journal: Path, rows: int) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, __file__, "--rows", str(rows), "--drive", server.url),
        *("--journal", str(journal), "--scheduler-file", str(cluster.address_file)),
        env=environment(),
    )


async def drive(url: str, journal: Path, scheduler_file: str, rows: int) -> BatchReport:
    """Return one run of the driver."""
    async with (
        distributed.Client(scheduler_file=scheduler_file, asynchronous=True) as dask,
        AsyncSpaceInvoices("token", base_url=url, options=OPTIONS) as si,
    ):
        backend = DaskBackend(
            client=dask, total_rate=None, lease=LEASE_S, chunk_seconds=1.0, max_chunk_rows=200
        )
        return await si.batch.issue(
            orders(rows),
            organization_id=ORGANIZATION,
            key="order",
            journal=journal,
            backend=backend,
        )


async def _last_run(cluster: Cluster, server: BooksServer, journal: Path, rows: int) -> BatchReport:
    for _ in range(10):
        report = await drive(server.url, journal, str(cluster.address_file), rows)
        if report.ok:
            break
        print(f"again: {report.stopped}, {report.unresolved} unresolved", flush=True)
    return report


def _as_driver(given: Any) -> int:
    report = asyncio.run(drive(given.drive, given.journal, given.scheduler_file, given.rows))
    return 0 if report.ok else _UNDER_WAY


def main() -> None:
    """Read the arguments, and soak or drive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--every", type=float, default=4.0, help="seconds between workers killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drive", metavar="URL", help=argparse.SUPPRESS)
    parser.add_argument("--journal", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--scheduler-file", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.drive is not None:
        raise SystemExit(_as_driver(given))
    raise SystemExit(min(1, asyncio.run(soak(given.rows, given.every, given.seed))))


if __name__ == "__main__":
    main()
