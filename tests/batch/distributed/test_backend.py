"""A batch whose rows others send is the same batch: same journal, same report, every row once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from spaceinvoices_async.batch import BatchOptions, Column, Journal
from spaceinvoices_async.batch.report import Stop
from tests.batch.books_server import BooksServer
from tests.batch.distributed.in_process import InProcessBackend
from tests.batch.orders import (
    HORIZON,
    ORGANIZATION,
    books_balance,
    client,
    each_once,
    issue,
    orders,
    watch_claims,
)

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import ChunkResult, Progress
    from tests.batch.books_server import Stage

FAULTS = {"drop_before": 0.04, "drop_after": 0.04, "500_after": 0.04, "429": 0.04, "refuse": 0.0}


async def test_the_report_is_the_one_of_a_single_process(tmp_path: Path) -> None:
    rows = orders(60)
    for number in (7, 21):
        rows[number]["note"] = "refuse me"
    rows.append(dict(rows[3]))
    reports = []
    for name, backend in (("alone", None), ("workers", InProcessBackend())):
        async with BooksServer() as server, client(server) as si:
            reports.append(await issue(si, rows, tmp_path / name, backend=backend))
            assert len(server.all_documents) == 58
    alone, workers = (evolve(one, journal="", seconds=0.0, problems=()) for one in reports)

    assert workers == alone
    assert (workers.issued, workers.failed, workers.repeated) == (58, 2, 1)


async def test_every_row_is_claimed_on_the_disk_before_a_worker_gets_it(journal: Path) -> None:
    async with BooksServer() as server, client(server) as si:
        watch_claims(server, journal)
        report = await issue(si, orders(40), journal, backend=InProcessBackend())
        await books_balance(si, server, report, 40)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_chunk_whose_result_is_lost_is_looked_up_and_its_rows_issued_once(
    journal: Path, when: str
) -> None:
    backend = InProcessBackend(lose=lambda number: when if number % 3 == 0 else None)
    async with BooksServer(rates=FAULTS, lateness=(0.1, 0.2), seed=11) as server:
        async with client(server) as si:
            report = await issue(si, orders(120), journal, backend=backend)
            await books_balance(si, server, report, 120)


async def test_rows_of_a_lost_chunk_wait_for_the_lease_and_the_horizon(journal: Path) -> None:
    loop, sent = asyncio.get_running_loop(), list[float]()
    lost_at: list[float] = []

    def lose(number: int) -> str | None:
        if number == 1:
            lost_at.append(loop.time())
            return "before"
        return None

    async with BooksServer() as server, client(server) as si:

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            if stage == "arrived" and body["reference"] == "0":
                sent.append(loop.time())

        server.on_stage = watch
        backend = InProcessBackend(lose=lose)
        report = await issue(si, orders(1), journal, backend=backend)
        await books_balance(si, server, report, 1)

    assert sent[0] - lost_at[0] >= backend.lease + HORIZON - 0.05


async def test_a_run_after_one_with_workers_counts_their_lease_even_without_any(
    journal: Path,
) -> None:
    """Workers of a driver that was killed may go on for the length of the lease."""
    loop, sent = asyncio.get_running_loop(), list[float]()
    async with BooksServer() as server, client(server) as si:
        lost = asyncio.Event()

        def lose(_: int) -> str:
            lost.set()
            return "before"

        backend = InProcessBackend(lease=1.0, lose=lose)
        first = asyncio.create_task(issue(si, orders(1), journal, backend=backend))
        await lost.wait()
        first.cancel()
        await asyncio.wait([first])

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            if stage == "arrived":
                sent.append(loop.time())

        server.on_stage = watch
        began = loop.time()
        report = await issue(si, orders(1), journal)
        await books_balance(si, server, report, 1)

    assert sent[0] - began >= 1.0 + HORIZON - 0.1
    async with Journal(journal) as opened:
        assert await opened.fact("lease") == "1.0"


async def test_a_driver_that_is_stopped_leaves_nothing_in_doubt_and_goes_on_later(
    journal: Path,
) -> None:
    async with BooksServer(delay=0.01) as server, client(server) as si:
        stop = asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            if stage == "arrived" and body["reference"] == "30":
                stop.set()

        server.on_stage = watch
        first = await issue(si, orders(400), journal, backend=InProcessBackend(), stop=stop)
        assert first.stopped is not None
        assert (first.stopped.kind, first.unresolved) == ("asked", 0)
        assert first.issued == len(server.all_documents) < 400
        report = await issue(si, orders(400), journal, backend=InProcessBackend())
        await books_balance(si, server, report, 400)


async def test_a_driver_that_is_cancelled_leaves_its_rows_to_the_next_run(journal: Path) -> None:
    async with BooksServer(delay=0.01) as server, client(server) as si:
        arrived = asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            if stage == "arrived" and body["reference"] == "30":
                arrived.set()

        server.on_stage = watch
        run = asyncio.create_task(issue(si, orders(100), journal, backend=InProcessBackend()))
        await arrived.wait()
        run.cancel()
        await asyncio.wait([run])
        report = await issue(si, orders(100), journal, backend=InProcessBackend())
        await books_balance(si, server, report, 100)


async def test_a_wrong_mapping_costs_twenty_refusals(journal: Path) -> None:
    rows = [{**row, "note": "refuse me"} for row in orders(200)]
    async with BooksServer() as server, client(server) as si:
        report = await issue(si, rows, journal, backend=InProcessBackend())

    assert report.stopped is not None
    assert (report.stopped.kind, report.failed, server.counts["create"]) == ("mapping", 20, 20)


async def test_numbers_follow_the_rows_where_that_is_asked_for(journal: Path) -> None:
    rows = [{**row, "merchant": f"m{number % 3}"} for number, row in enumerate(orders(30))]
    async with BooksServer(rates={"drop_after": 0.1}, seed=2) as server, client(server) as si:
        report = await issue(
            si,
            rows,
            journal,
            organization_id=Column("merchant"),
            options=BatchOptions(ordered=True),
            backend=InProcessBackend(),
        )
        assert report.ok
        for number in range(3):
            books = server.documents[f"m{number}"]
            assert [one["reference"] for one in books] == [str(row) for row in range(number, 30, 3)]


async def test_an_organization_that_refuses_us_is_left_out_and_others_go_on(
    journal: Path,
) -> None:
    rows = [{**row, "merchant": f"m{number % 3}"} for number, row in enumerate(orders(60))]
    async with BooksServer(denied={"m1"}) as server, client(server) as si:
        report = await issue(
            si, rows, journal, organization_id=Column("merchant"), backend=InProcessBackend()
        )
        assert report.stopped is not None
        assert (report.stopped.kind, report.issued, report.unresolved) == ("credentials", 40, 0)
        server.denied.clear()
        again = await issue(
            si, rows, journal, organization_id=Column("merchant"), backend=InProcessBackend()
        )
        assert (again.ok, again.issued) == (True, 60)
    assert server.references() == each_once(60)


async def test_a_worker_that_reaches_nothing_stops_the_run_and_is_named(journal: Path) -> None:
    class Cut(InProcessBackend):
        async def issue(self, rows: Any, plan: Any) -> ChunkResult:
            result = await super().issue(rows, plan)
            stop = Stop(kind="unreachable", message="the server cannot be reached")
            return evolve(result, stop=stop)

    async with BooksServer() as server, client(server) as si:
        report = await issue(si, orders(50), journal, backend=Cut(worker_names=("east-1",)))

    assert report.stopped is not None
    assert report.stopped.kind == "unreachable"
    assert report.stopped.message.endswith("(on worker east-1)")


async def test_progress_names_the_workers_and_their_rates(journal: Path) -> None:
    told: list[Progress] = []
    async with BooksServer(delay=0.01) as server, client(server) as si:
        await issue(
            si,
            orders(100),
            journal,
            backend=InProcessBackend(),
            on_progress=told.append,
            options=BatchOptions(progress_interval=0.05),
        )

    assert set(told[-1].workers) == {"one", "two"}
    assert max(told[-1].workers.values()) > 0
    assert told[-1].reruns == 0


async def test_a_journal_is_verified_and_rebuilt_by_the_workers(
    journal: Path, tmp_path: Path
) -> None:
    async with BooksServer() as server, client(server) as si:
        await issue(si, orders(250), journal, options=BatchOptions(slow_start=False))
        lookups = InProcessBackend()
        audit = await si.batch.verify(journal, backend=lookups)
        assert (audit.rows, audit.agreed) == (250, 250)
        del server.by_uid[str(server.all_documents[7]["uniqueId"])]
        missing = await si.batch.verify(journal, backend=lookups)
        assert missing.counts == {"missing": 1}
        rebuilt = await si.batch.reconcile(
            orders(260),
            organization_id=ORGANIZATION,
            key="order",
            journal=tmp_path / "rebuilt",
            backend=lookups,
        )
        assert (rebuilt.rows, rebuilt.issued, rebuilt.unresolved) == (260, 249, 0)
        assert lookups.lookups >= 3
        assert server.counts["create"] == 250
