"""Runs one batch, and then its resume, in a process of its own; prints what they took as JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from processes import peak_mb

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spaceinvoices_async.batch import BatchReport

_LAG_STEP: Final = 0.010
_CALLERS: Final = 100
_LIMITS: Final = {
    "off": ClientOptions(rate=None, concurrency=None),
    "known": ClientOptions(),
    # What a client does that was told of a limit far from the real one.
    "unknown": ClientOptions(rate=1000.0),
}


def orders(count: int) -> Iterator[dict[str, object]]:
    """Yield rows that are made as they are wanted."""
    for number in range(count):
        yield {
            "order": number,
            "type": "invoice",
            "client": {"name": f"Customer {number % 1000}", "country": "Belgium"},
            "items": [
                {"name": "Suit", "quantity": 1, "price": "100.00", "taxes": [{"rate": 21}]},
                {"name": "Rope", "quantity": 3, "price": "5.25", "taxes": [{"rate": 21}]},
            ],
        }


class Lag:
    """How late the event loop is, asked a hundred times a second; kept in a fixed space."""

    def __init__(self) -> None:
        self._tenths = [0] * 10_000
        self.worst = 0.0

    async def watch(self) -> None:
        """Measure until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _LAG_STEP
            await asyncio.sleep(_LAG_STEP)
            late = (loop.time() - due) * 1000
            self.worst = max(self.worst, late)
            self._tenths[min(len(self._tenths) - 1, int(late * 10))] += 1

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        left = sum(self._tenths) * share
        for tenths, count in enumerate(self._tenths):
            left -= count
            if left < 0:
                return tenths / 10
        return self.worst


async def _issue(si: AsyncSpaceInvoices, rows: int, journal: Path) -> BatchReport:
    report = await si.batch.issue(orders(rows), organization_id="org", key="order", journal=journal)
    if not report.ok:
        raise SystemExit(f"not every row was issued: {report}")
    return report


def client(url: str, limits: str, transport: str) -> AsyncSpaceInvoices:
    """Return a client over the transport that is asked for."""
    made = None
    if transport == "aiohttp":
        from spaceinvoices_async.transports.aiohttp import AiohttpTransport

        made = AiohttpTransport()
    return AsyncSpaceInvoices("token", base_url=url, options=_LIMITS[limits], transport=made)


async def create_each(url: str, rows: int, limits: str, transport: str) -> dict[str, float]:
    """CPU of the same rows as calls of `documents.create`, by a hundred callers."""
    waiting = orders(rows)

    async with client(url, limits, transport) as si:

        async def caller() -> None:
            for row in waiting:
                fields = {name: value for name, value in row.items() if name != "order"}
                await si.documents.create("org", unique_id=str(row["order"]), **fields)

        cpu = time.process_time()
        await asyncio.gather(*(caller() for _ in range(_CALLERS)))
        cpu = time.process_time() - cpu
    return {"rows": rows, "cpu_ms": cpu / rows * 1e3}


async def measure(url: str, rows: int, limits: str, transport: str) -> dict[str, float]:
    """Measure rows a second, CPU and memory, the loop's lag, and the time of a run with nothing to do."""
    lag = Lag()
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal"
        async with client(url, limits, transport) as si:
            watching = asyncio.create_task(lag.watch())
            wall, cpu = time.perf_counter(), time.process_time()
            report = await _issue(si, rows, journal)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            watching.cancel()
            peak = peak_mb()
            again = time.perf_counter()
            await _issue(si, rows, journal)
            again = time.perf_counter() - again
        size = journal.stat().st_size
    return {
        "rows": rows,
        "per_second": rows / wall,
        "cpu_ms": cpu / rows * 1e3,
        "peak_mb": peak,
        "lag_p99_ms": lag.percentile(0.99),
        "lag_max_ms": lag.worst,
        "journal_bytes": size / rows,
        "resume_s": again,
        "refused_429": report.throttled,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("rows", type=int)
    parser.add_argument("--limits", choices=list(_LIMITS), default="off")
    parser.add_argument("--transport", choices=["httpx", "aiohttp"], default="httpx")
    parser.add_argument("--core", type=int)
    parser.add_argument("--each", action="store_true", help="documents.create, not a batch")
    given = parser.parse_args()
    if given.core is not None:
        os.sched_setaffinity(0, {given.core})
    subject = create_each if given.each else measure
    found = asyncio.run(subject(given.url, given.rows, given.limits, given.transport))
    json.dump(found, sys.stdout)
