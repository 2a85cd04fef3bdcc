"""Runs one client in a process of its own, and prints what it took as JSON."""

import asyncio
import json
import os
import resource
import sys
import time
from typing import Final

import uvloop
from subjects import SUBJECTS, Create

_LAG_STEP: Final = 0.005


async def _lag(into: list[float]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _LAG_STEP
        await asyncio.sleep(_LAG_STEP)
        into.append(loop.time() - due)


async def _run(create: Create, callers: int, requests: int) -> list[float]:
    taken: list[float] = []
    numbers = iter(range(requests))

    async def caller() -> None:
        for _ in numbers:
            began = time.perf_counter()
            await create()
            taken.append(time.perf_counter() - began)

    async with asyncio.TaskGroup() as group:
        for _ in range(callers):
            group.create_task(caller())
    return sorted(taken)


async def measure(name: str, url: str, callers: int, requests: int) -> dict[str, float]:
    """CPU and time per request, the slowest of a hundred, the loop's lag, and memory."""
    async with SUBJECTS[name](url, min(callers, 32)) as create:
        await _run(create, min(callers, 32), 200)
        lag: list[float] = []
        watcher = asyncio.create_task(_lag(lag))
        cpu, wall = time.process_time(), time.perf_counter()
        taken = await _run(create, callers, requests)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        watcher.cancel()
    return {
        "cpu_us": cpu / requests * 1e6,
        "per_second": requests / wall,
        "p99_ms": taken[len(taken) * 99 // 100] * 1e3,
        "lag_ms": sorted(lag)[len(lag) * 99 // 100] * 1e3 if lag else 0.0,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    name, url, callers, requests, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    factory = uvloop.new_event_loop if name.endswith("uvloop") else asyncio.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        print(json.dumps(runner.run(measure(name, url, int(callers), int(requests)))))
