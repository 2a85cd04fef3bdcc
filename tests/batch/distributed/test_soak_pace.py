"""How the soak of a cluster kills workers: it must end on a machine that is too busy for its pace."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import random
    from types import ModuleType

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "cluster.py"


@pytest.fixture(scope="module")
def benchmark_cluster() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_cluster", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Workers:
    """A cluster that counts how often a worker of it is killed, and does what it is told then."""

    def __init__(self, done: list[int]) -> None:
        self._done = done
        self.killed_at: list[int] = []
        self.killed = asyncio.Event()

    def kill_worker(self, _: random.Random) -> None:
        self.killed_at.append(self._done[0])
        self.killed.set()


@pytest.mark.asyncio
async def test_no_worker_is_killed_while_nothing_is_done(benchmark_cluster: Any) -> None:
    done, looks = [0], 0
    workers = Workers(done)
    looked_often = asyncio.Event()

    def progress() -> int:
        nonlocal looks
        looks += 1
        if looks > 50:
            looked_often.set()
        return done[0]

    killing = asyncio.create_task(benchmark_cluster.kill_workers(workers, 1e-6, 1, progress))
    await looked_often.wait()
    assert workers.killed_at == []

    done[0] = 7
    await workers.killed.wait()
    looks = 0
    looked_often.clear()
    await looked_often.wait()
    assert workers.killed_at == [7]

    killing.cancel()
    await asyncio.wait([killing])
    assert killing.cancelled()
