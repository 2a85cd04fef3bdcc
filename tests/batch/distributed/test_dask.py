"""A batch on the workers of a cluster, some of which die, as does its driver, and its scheduler."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

import distributed
import pytest
import pytest_asyncio
from dask import config as dask_config

from spaceinvoices_async import ConfigurationError, ConnectFailed
from spaceinvoices_async.batch import DaskBackend
from spaceinvoices_async.batch.distributed import dask_task
from tests.batch.books_server import BooksServer
from tests.batch.distributed import driver
from tests.batch.distributed.clusters import (
    LOCAL,
    TOKEN,
    backend,
    kill,
    pids,
    process,
    scheduler,
    worker,
)
from tests.batch.orders import books_balance, client, issue, orders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.batch.books_server import Stage

FAULTS = {"drop_before": 0.01, "drop_after": 0.02, "hang": 0.005, "500_after": 0.02, "429": 0.01}

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def dask() -> AsyncIterator[Any]:
    """A client of three workers, which inherit their credentials, and start again when they die."""
    os.environ["SPACEINVOICES_TOKEN"] = TOKEN
    try:
        async with (
            distributed.LocalCluster(n_workers=3, **LOCAL) as cluster,
            distributed.Client(cluster, asynchronous=True) as client,
        ):
            yield client
    finally:
        del os.environ["SPACEINVOICES_TOKEN"]


def on_arrival(server: BooksServer, *, every: int) -> asyncio.Queue[None]:
    """A queue that gets an entry for every so many creates that arrive."""
    moments: asyncio.Queue[None] = asyncio.Queue()
    arrived = 0

    async def watch(stage: Stage, body: dict[str, object]) -> None:
        nonlocal arrived
        arrived += stage == "arrived"
        if stage == "arrived" and arrived % every == 0:
            moments.put_nowait(None)

    server.on_stage = watch
    return moments


async def test_workers_that_are_killed_again_and_again_issue_every_row_once_and_tell_no_secret(
    dask: Any, journal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with BooksServer(rates=FAULTS, delay=0.01, lateness=(0.02, 0.1), seed=3) as server:
        moments = on_arrival(server, every=90)

        async def kill_some() -> None:
            for _ in range(2):
                await moments.get()
                kill((await pids(dask))[0])

        killing = asyncio.create_task(kill_some())
        async with client(server) as si:
            report = await issue(si, orders(300), journal, backend=backend(dask))
            await killing
            await books_balance(si, server, report, 300)
    logs = [await dask.get_scheduler_logs(), await dask.get_worker_logs(), caplog.text]
    state = await dask.scheduler.get_metadata(keys=[])
    events = await dask.get_events()
    for told in (*logs, state, events):
        assert TOKEN not in str(told)
        assert "Customer" not in str(told)


async def test_a_driver_that_is_killed_goes_on_from_its_journal(dask: Any, journal: Path) -> None:
    async with BooksServer(rates=FAULTS, delay=0.01, lateness=(0.02, 0.1), seed=4) as server:
        moments = on_arrival(server, every=60)
        arguments = (driver.__file__, server.url, str(journal), "200", dask.scheduler.address)
        async with process(*arguments) as first:
            await moments.get()
            kill(first.pid)
            assert await first.wait() == -signal.SIGKILL
        assert 0 < len(server.all_documents) < 200
        async with client(server) as si:
            report = await issue(si, orders(200), journal, backend=backend(dask))
            await books_balance(si, server, report, 200)


async def test_a_scheduler_that_is_killed_stops_the_run_which_goes_on_with_another(
    journal: Path, tmp_path: Path, dask: Any
) -> None:
    file = tmp_path / "scheduler.json"
    async with BooksServer(delay=0.01, lateness=(0.02, 0.1), seed=5) as server:
        moments = on_arrival(server, every=60)
        async with AsyncExitStack() as stack:
            mine = await stack.enter_async_context(scheduler(file))
            await stack.enter_async_context(worker(file))
            address = await _address(file)

            async def kill_it() -> None:
                await moments.get()
                kill(mine.pid)

            killing = asyncio.create_task(kill_it())
            async with client(server) as si:
                first = await issue(si, orders(200), journal, backend=backend(address))
                await killing
                assert first.stopped is not None
                assert first.stopped.kind == "workers"
                assert "run again" in first.stopped.message
        async with client(server) as si:
            report = await issue(si, orders(200), journal, backend=backend(dask))
            await books_balance(si, server, report, 200)


async def _address(file: Path) -> str:
    """The address that a scheduler writes once it listens."""
    async with asyncio.timeout(60):
        while True:
            text = await asyncio.to_thread(lambda: file.read_text() if file.exists() else "")
            try:
                return str(json.loads(text)["address"])
            except ValueError:
                await asyncio.sleep(0.05)


async def test_workers_of_another_version_are_named_before_anything_is_sent(
    dask: Any, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_task, "package_version", lambda: "9.9")
    async with BooksServer() as server, client(server) as si:
        with pytest.raises(ConfigurationError, match=r"^worker tcp.* the driver has 9\.9: install"):
            await issue(si, orders(5), journal, backend=backend(dask))

        assert server.counts["create"] == 0


async def test_credentials_that_workers_cannot_import_are_told_before_anything_is_sent(
    dask: Any, journal: Path
) -> None:
    async with BooksServer() as server, client(server) as si:
        with pytest.raises(ConfigurationError, match="cannot be imported"):
            await issue(si, orders(5), journal, backend=backend(dask, credentials="no.such:thing"))

        assert server.counts["create"] == 0


async def test_a_synchronous_client_serves_as_well_and_workers_look_up(
    dask: Any, journal: Path
) -> None:
    connect = partial(distributed.Client, dask.scheduler.address, set_as_default=False)
    synchronous = await asyncio.to_thread(connect)  # its own thread's loop is the client's
    try:
        async with BooksServer() as server, client(server) as si:
            await issue(si, orders(30), journal, backend=backend(synchronous))
            audit = await si.batch.verify(journal, backend=backend(synchronous))

            assert (audit.rows, audit.agreed) == (30, 30)
    finally:
        await asyncio.to_thread(synchronous.close)


async def test_a_scheduler_that_is_not_there_is_told_before_anything_is_sent(
    journal: Path,
) -> None:
    nowhere = DaskBackend(client="tcp://127.0.0.1:1")
    timeouts = {"distributed.comm.timeouts.connect": "300ms"}
    async with BooksServer() as server, client(server) as si:
        with dask_config.set(timeouts):
            with pytest.raises(ConnectFailed, match=r"scheduler tcp://127\.0\.0\.1:1 cannot"):
                await issue(si, orders(5), journal, backend=nowhere)
            report = await issue(si, orders(5), journal)
            with pytest.raises(ConnectFailed, match="nothing was sent"):
                await si.batch.verify(journal, backend=nowhere)

        assert (report.issued, server.counts["create"]) == (5, 5)
