"""Merchants with accounts of their own: one worker each, with limits and a token of its own."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

import pytest

from spaceinvoices_async.batch import ChunkSettings, DaskBackend
from spaceinvoices_async.batch.distributed.dask_backend import _Session
from spaceinvoices_async.batch.distributed.process_client import open_client
from spaceinvoices_async.batch.engine.backend import BackendSetup
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_sandbox import Sandbox
from tests.batch.distributed.in_process import InProcessBackend
from tests.batch.test_merchants import GIVEN, MERCHANTS, client, merchants, orders

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_rows_of_a_child_account_go_to_one_worker_and_are_issued_as_it(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = InProcessBackend(worker_names=("one", "two", "three"))
    with Sandbox() as sandbox:
        monkeypatch.setenv("SPACEINVOICES_TOKEN", sandbox.token)
        async with client(sandbox) as si:
            shops = await merchants(si, "workers")
            rows = [
                row for row in orders(shops) if row["order"] in {f"order {n}" for n in range(20)}
            ]
            report = await si.batch.issue(rows, journal=journal, backend=backend, **GIVEN)
            audit = await si.batch.verify(journal)

    assert (report.ok, report.issued) == (True, 20 * MERCHANTS)
    assert (audit.rows, audit.agreed) == (20 * MERCHANTS, 20 * MERCHANTS)
    homes: defaultdict[object, set[str]] = defaultdict(set)
    for plan, chunk in backend.chunks:
        for row in chunk:
            homes[row.account_id].add(plan.worker)
    assert {len(workers) for workers in homes.values()} == {1}


async def test_each_child_account_has_limits_of_its_own() -> None:
    given = ChunkSettings(base_url="http://127.0.0.1:1", rate=20.0, account_rate=90.0)
    process = await open_client(given)
    own, first, second = (
        process.components.pipeline,
        process._pipeline("one"),
        process._pipeline("two"),
    )

    assert len({id(one.limiter) for one in (own, first, second)}) == 3
    rates = [one.limiter.stats().rate for one in (own, first, second) if one.limiter is not None]
    assert rates == [20.0, 90.0, 90.0]
    process.set_rates(10.0, 45.0)
    rates = [one.limiter.stats().rate for one in (own, first, second) if one.limiter is not None]
    assert rates == [10.0, 45.0, 45.0]
    await process.aclose()


async def test_a_chunk_is_taken_back_from_a_worker_that_is_gone_and_that_nobody_replaces() -> None:
    """Dask leaves a task that was meant for a worker, and finds none at all, for good."""

    class Never:
        async def result(self) -> object:
            return await asyncio.get_running_loop().create_future()

    setup = BackendSetup(
        base_url="http://127.0.0.1:1", client=ClientOptions(), batch=BatchOptions()
    )
    session = _Session(DaskBackend(lease=0.05), setup, cast("Any", None))
    session.workers = ("tcp://other:1",)

    with pytest.raises(TimeoutError, match="tcp://gone:1 is gone"):
        await session._result(cast("Any", Never()), "tcp://gone:1")
