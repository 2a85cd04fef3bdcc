"""Runs one batch, by the workers of a cluster or alone; prints what the driver took as JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import distributed
from batch_load import orders

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.batch import DaskBackend
from spaceinvoices_async.transports.aiohttp import AiohttpTransport

if TYPE_CHECKING:
    from spaceinvoices_async.batch import BatchReport

IN_FLIGHT: Final = 16
"""Requests that one process has under way."""


async def measure(
    url: str, rows: int, scheduler_file: str | None, total_rate: float | None
) -> dict[str, float]:
    """Measure rows a second, and CPU and memory of this process."""
    options = ClientOptions(rate=total_rate, concurrency=None, max_connections=IN_FLIGHT)
    transport = AiohttpTransport(max_connections=IN_FLIGHT)
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        si = await stack.enter_async_context(
            AsyncSpaceInvoices("token", base_url=url, options=options, transport=transport)
        )
        backend = None
        if scheduler_file is not None:
            dask = await stack.enter_async_context(
                distributed.Client(scheduler_file=scheduler_file, asynchronous=True)
            )
            backend = DaskBackend(client=dask, total_rate=total_rate)
        cpu = time.process_time()
        report: BatchReport = await si.batch.issue(
            orders(rows),
            organization_id="org",
            key="order",
            journal=Path(folder) / "journal",
            backend=backend,
        )
        cpu = time.process_time() - cpu
    if not report.ok:
        raise SystemExit(f"not every row was issued: {report}")
    return {
        "rows": rows,
        "seconds": report.seconds,
        "per_second": rows / report.seconds,
        "driver_cpu_ms": cpu / rows * 1e3,
        "driver_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "refused_429": report.throttled,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("rows", type=int)
    parser.add_argument("--scheduler-file")
    parser.add_argument("--total-rate", type=float)
    given = parser.parse_args()
    found = asyncio.run(measure(given.url, given.rows, given.scheduler_file, given.total_rate))
    json.dump(found, sys.stdout)
