"""A batch on the workers of a cluster, some of which die."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.batch.books_server import BooksServer
from tests.batch.distributed.clusters import backend, kill, pids
from tests.batch.orders import books_balance, client, issue, orders

if TYPE_CHECKING:
    from pathlib import Path

    from tests.batch.books_server import Stage

FAULTS = {"drop_before": 0.01, "drop_after": 0.02, "hang": 0.005, "500_after": 0.02, "429": 0.01}


async def test_workers_that_are_killed_again_and_again_issue_every_row_once(
    dask: Any, journal: Path
) -> None:
    count, every, most, kills = 300, 90, 2, 0
    async with BooksServer(rates=FAULTS, delay=0.01, lateness=(0.02, 0.1), seed=3) as server:
        victims: asyncio.Queue[None] = asyncio.Queue()
        arrived = 0

        async def count_arrivals(stage: Stage, body: dict[str, object]) -> None:
            nonlocal arrived
            arrived += stage == "arrived"
            if stage == "arrived" and arrived % every == 0:
                victims.put_nowait(None)

        async def kill_some() -> None:
            nonlocal kills
            while kills < most:
                await victims.get()
                for pid in (await pids(dask))[:1]:
                    kill(pid)
                    kills += 1

        server.on_stage = count_arrivals
        killing = asyncio.create_task(kill_some())
        async with client(server) as si:
            report = await issue(si, orders(count), journal, backend=backend(dask))
            await killing
            assert kills == most
            await books_balance(si, server, report, count)
