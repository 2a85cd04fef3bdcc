"""What a worker does with a chunk: first run, re-run, and a run that has been replaced."""

from __future__ import annotations

import asyncio
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from attrs import define, evolve, field

from spaceinvoices_async import ConfigurationError
from spaceinvoices_async.batch import ChunkSettings, issue_chunk, prepare_chunk
from spaceinvoices_async.batch.distributed import dask_task
from spaceinvoices_async.batch.distributed.dask_task import (
    FENCED,
    ChunkTask,
    Payload,
    close_worker,
    run_chunk,
)
from spaceinvoices_async.options import Timeouts
from tests.batch.books_server import BooksServer
from tests.batch.orders import HORIZON, ORGANIZATION, SWIFT, each_once, orders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from spaceinvoices_async.batch import ChunkResult
    from tests.batch.books_server import Stage

LEASE = 1.5
KEY, RUN = "run-1", "run"


@define(eq=False)
class Scheduler:
    """Keeps metadata as Dask's scheduler does."""

    metadata: dict[str, Any] = field(factory=dict)
    reachable: bool = True

    async def get_metadata(self, *, keys: list[str], default: object) -> object:
        self._check()
        found: Any = self.metadata
        for key in keys:
            if key not in found:
                return default
            found = found[key]
        return found

    async def set_metadata(self, *, keys: list[str], value: object) -> None:
        self._check()
        found = self.metadata
        for key in keys[:-1]:
            if not isinstance(found.get(key), dict):
                found[key] = {}
            found = found[key]
        found[keys[-1]] = value

    def _check(self) -> None:
        if not self.reachable:
            raise OSError("the network is parted")


@define(eq=False)
class Worker:
    scheduler: Scheduler
    address: str = "tcp://worker:1"


@pytest.fixture
async def scheduler() -> AsyncIterator[Scheduler]:
    """A scheduler whose driver lives."""
    scheduler = Scheduler()

    async def beat() -> None:
        number = 0
        while True:
            number += 1
            stop = scheduler.metadata.get(RUN, {}).get("stop", False)
            scheduler.metadata[RUN] = {"number": number, "stop": stop}
            await asyncio.sleep(LEASE / 10)

    beating = asyncio.create_task(beat())
    yield scheduler
    beating.cancel()
    await asyncio.wait([beating])
    await close_worker(RUN)


async def work(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler, task: ChunkTask
) -> ChunkResult:
    """Run a task as a worker with its own way to the scheduler."""
    monkeypatch.setattr(dask_task, "_worker", lambda: Worker(scheduler))
    return await run_chunk(Payload.pack(task, "chunk"))


def task(server: BooksServer, count: int, **more: Any) -> ChunkTask:
    given = {"client": SWIFT, "rate": None, "account_rate": None, "in_doubt": "return"}
    return ChunkTask(
        key=KEY,
        run=RUN,
        lease=LEASE,
        rows=tuple(prepare_chunk(orders(count), organization_id=ORGANIZATION, key="order")),
        settings=ChunkSettings(base_url=server.url, keep_client=RUN, **{**given, **more}),
    )


async def test_the_first_run_sends(monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler) -> None:
    async with BooksServer() as server:
        result = await work(monkeypatch, scheduler, task(server, 10))

        assert (result.ok, result.rerun, result.worker) == (True, False, "tcp://worker:1")
        assert server.references() == each_once(10)


async def test_a_second_run_after_one_that_ended_finds_all_and_sends_nothing(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler
) -> None:
    async with BooksServer() as server:
        await work(monkeypatch, scheduler, task(server, 10))
        result = await work(monkeypatch, scheduler, task(server, 10))

        assert (result.ok, result.rerun) == (True, True)
        assert server.counts["create"] == 10


async def test_a_second_run_gives_back_what_is_not_found_until_lease_and_horizon_are_over(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler
) -> None:
    scheduler.metadata[KEY] = {"somebody": "tcp://dead:1"}
    async with BooksServer() as server:
        result = await work(monkeypatch, scheduler, task(server, 3))

        assert {row.status for row in result.rows} == {"unresolved"}
        for row in result.rows:
            assert row.in_doubt is not None
            assert LEASE + HORIZON - 0.4 < row.in_doubt.safe_in <= LEASE + HORIZON
        assert server.counts["create"] == 0


async def test_of_two_runs_at_once_the_second_stops_the_first(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler
) -> None:
    async with BooksServer(delay=0.01) as server:
        slow = task(server, 200, rate=50.0)
        begun = asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            begun.set()

        server.on_stage = watch
        first = asyncio.create_task(work(monkeypatch, scheduler, slow))
        await begun.wait()
        second = await work(monkeypatch, scheduler, slow)
        replaced = await first

        assert (second.rerun, replaced.rerun) == (True, False)
        assert {row.status for row in replaced.rows} == {"issued", "unsent"}
        assert replaced.stop is None
        assert len(server.all_documents) < 200


async def test_a_worker_that_is_cut_off_stops_by_itself_before_its_rows_are_sent_again(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler
) -> None:
    """The zombie: it goes on sending, nobody can reach it, and its chunk is run again elsewhere."""
    async with BooksServer(delay=0.01, lateness=(0.2, 0.2)) as server:
        lost = Scheduler(metadata=scheduler.metadata)
        slow = task(server, 100, rate=40.0)
        loop, sent_at = asyncio.get_running_loop(), list[float]()
        begun = asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            if stage == "arrived":
                sent_at.append(loop.time())
                if len(sent_at) == 5:
                    begun.set()

        server.on_stage = watch
        zombie = asyncio.create_task(work(monkeypatch, lost, slow))
        await begun.wait()
        lost.reachable = False
        parted = loop.time()
        elsewhere = evolve(slow, settings=evolve(slow.settings, keep_client="elsewhere"))
        second = await work(monkeypatch, scheduler, elsewhere)
        await zombie

        assert second.rerun
        assert max(sent_at) <= parted + LEASE
        left = {row.row for row in second.unresolved}
        assert left
        await asyncio.sleep(max(row.in_doubt.safe_in for row in second.unresolved if row.in_doubt))
        rest = [row for row in slow.rows if row.row in left]
        again = evolve(
            slow.settings, keep_client=None, in_doubt="settle", sent_before=None, rate=None
        )
        found = await issue_chunk(rest, evolve(again, sent_before=True))
        assert (found.ok, server.violations) == (True, [])
        assert server.references() == each_once(100)
        await close_worker("elsewhere")


async def test_a_worker_whose_driver_is_dead_stops_by_itself(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler
) -> None:
    async with BooksServer(delay=0.01) as server:
        begun = asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            begun.set()

        server.on_stage = watch
        dead = Scheduler()
        dead.metadata[RUN] = dict(scheduler.metadata.get(RUN, {"number": 1, "stop": False}))
        running = asyncio.create_task(work(monkeypatch, dead, task(server, 200, rate=40.0)))
        await asyncio.sleep(LEASE / 10)
        dead.metadata[RUN] = {"number": 99, "stop": False}  # its last word
        await begun.wait()
        result = await running

        assert "unsent" in {row.status for row in result.rows}
        assert len(server.all_documents) < 200


async def test_a_worker_that_never_hears_of_its_driver_sends_nothing_and_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with BooksServer() as server:
        silent = Scheduler(metadata={RUN: {"number": 7, "stop": False}})

        result = await work(monkeypatch, silent, task(server, 3))

        assert {row.status for row in result.rows} == {"unsent"}
        assert server.counts["create"] == 0
        await close_worker(RUN)


async def test_a_driver_that_takes_a_chunk_back_stops_whoever_has_it(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler
) -> None:
    async with BooksServer(delay=0.01) as server:
        begun = asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            begun.set()

        server.on_stage = watch
        running = asyncio.create_task(work(monkeypatch, scheduler, task(server, 200, rate=40.0)))
        await begun.wait()
        await scheduler.set_metadata(keys=[KEY, FENCED], value="driver")
        result = await running

        assert "unsent" in {row.status for row in result.rows}


async def test_a_driver_that_stops_has_its_workers_give_back_what_is_not_sent(
    monkeypatch: pytest.MonkeyPatch, scheduler: Scheduler
) -> None:
    async with BooksServer(delay=0.01) as server:

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            scheduler.metadata[RUN]["stop"] = True

        server.on_stage = watch
        patient = evolve(SWIFT, timeouts=Timeouts())
        slow = task(server, 200, rate=40.0, client=patient)
        result = await work(monkeypatch, scheduler, slow)

        assert {row.status for row in result.rows} == {"issued", "unsent"}


def test_arguments_of_another_version_are_not_even_read() -> None:
    packed = Payload("0.0.1", b"not a pickle", "chunk of 3 rows")

    with pytest.raises(ConfigurationError, match=r"the driver has 0\.0\.1: install the same"):
        packed.unpack()


def test_what_a_log_would_show_of_the_arguments_says_nothing_of_them() -> None:
    packed = Payload.pack({"name": "Customer 7"}, "chunk of 3 rows")

    assert (repr(packed), str(packed)) == ("<chunk of 3 rows>", "<chunk of 3 rows>")
    assert pickle.loads(pickle.dumps(packed)).unpack() == {"name": "Customer 7"}
