"""Spans and metrics of batches: one span for the run, and one for each row that is sampled."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from opentelemetry import context as otel_context
from opentelemetry.trace import StatusCode

from spaceinvoices_async.batch.input.identity import row_id
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, issue, orders
from tests.support.telemetry import Watched

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 40


def attributes(span: Any) -> dict[str, Any]:
    return dict(span.attributes)


def parents(watched: Watched, name: str) -> Counter[str]:
    names = {span.context.span_id: span.name for span in watched.spans}
    return Counter(names[span.parent.span_id] for span in watched.named(name))


async def test_every_row_has_a_span_where_all_are_asked_for(journal: Path) -> None:
    watched = Watched(row_sample=1)
    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        await issue(si, orders(ROWS), journal)

    (run,) = watched.named("batch.issue")
    assert attributes(run) == {
        "spaceinvoices.outcome": "ok",
        "spaceinvoices.batch.rows.issued": ROWS,
    }
    assert parents(watched, "batch.row") == {"batch.issue": ROWS}
    assert parents(watched, "documents_create") == {"batch.row": ROWS}
    statuses = {attributes(row)["spaceinvoices.row.status"] for row in watched.named("batch.row")}
    assert statuses == {"issued"}


async def test_a_share_of_the_rows_has_spans_the_same_rows_every_time(
    tmp_path: Path,
) -> None:
    keys = [str(one["order"]) for one in orders(ROWS)]
    digests = [int.from_bytes(row_id("default", ORGANIZATION, key)[:8], "big") for key in keys]
    expected = sum(digest < 2**63 for digest in digests)
    for run in range(2):
        watched = Watched(row_sample=0.5)
        async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
            await issue(si, orders(ROWS), tmp_path / str(run))

        assert len(watched.named("batch.row")) == expected
        assert len(watched.named("documents_create")) == expected
        assert watched.counts("spaceinvoices.batch.rows", "spaceinvoices.row.status") == {
            "issued": ROWS
        }
        calls = watched.counts("spaceinvoices.calls", "spaceinvoices.operation")
        assert calls["documents_create"] == ROWS
    assert 0 < expected < ROWS


async def test_without_row_spans_the_run_has_one_and_all_is_counted(journal: Path) -> None:
    watched = Watched(row_sample=0)
    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        await issue(si, orders(ROWS), journal)

    assert [span.name for span in watched.spans] == ["batch.issue"]
    counted = watched.counts("http.client.request.duration", "url.template")
    assert counted == {"/v1/Organizations/{organization_id}/documents": ROWS}


async def test_a_row_in_doubt_is_one_span_from_its_first_request_to_its_outcome(
    journal: Path,
) -> None:
    watched = Watched(row_sample=1)
    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        server.faults["3"] = ["drop_before"]
        await issue(si, orders(6), journal)

    names = {span.context.span_id: span for span in watched.spans}
    creates = Counter(span.parent.span_id for span in watched.named("documents_create"))
    (resent,) = [names[row] for row, sends in creates.items() if sends == 2]
    assert [event.name for event in resent.events] == ["parked"]
    assert attributes(resent)["spaceinvoices.row.status"] == "issued"
    assert parents(watched, "documents_list") == {
        "batch.issue": len(watched.named("documents_list"))
    }
    assert watched.named("documents_list") != []


async def test_a_refused_row_is_an_error_and_says_nothing_of_its_content(journal: Path) -> None:
    watched = Watched(row_sample=1)
    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        server.faults["3"] = ["refuse"]
        report = await issue(si, orders(6), journal)

    assert report.failed == 1
    (refused,) = [row for row in watched.named("batch.row") if not row.status.is_ok]
    assert attributes(refused) == {
        "spaceinvoices.row.status": "refused",
        "error.type": "refused",
    }
    shown = watched.everything()
    assert [word for word in ("Customer", "Space suit", "order 3", "token") if word in shown] == []


async def test_a_run_that_stops_early_says_why(journal: Path) -> None:
    watched = Watched()
    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        stop = asyncio.Event()
        stop.set()
        await issue(si, orders(ROWS), journal, stop=stop)

    (run,) = watched.named("batch.issue")
    assert (attributes(run)["spaceinvoices.outcome"], run.status.status_code) == (
        "asked",
        StatusCode.UNSET,
    )


async def test_a_cancelled_run_ends_all_its_spans(journal: Path) -> None:
    watched = Watched(row_sample=1)
    arrived = asyncio.Event()

    async def note(stage: str, _document: object) -> None:
        if stage == "stored":
            arrived.set()

    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        server.on_stage = note
        for number in range(ROWS):
            server.faults[str(number)] = ["hang", "hang"]
        running = asyncio.ensure_future(issue(si, orders(ROWS), journal))
        await arrived.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    ended = {span.context.span_id for span in watched.spans}
    assert {span.parent.span_id for span in watched.spans if span.parent} <= ended
    (run,) = watched.named("batch.issue")
    assert attributes(run)["error.type"] == "CancelledError"
    assert otel_context.get_current() == {}


async def test_progress_is_measured_while_a_run_goes_on(journal: Path) -> None:
    watched = Watched()
    seen: list[dict[str, float]] = []

    def look(_progress: object) -> None:
        seen.append(
            {
                name: watched.points(f"spaceinvoices.batch.{name}")[0].value
                for name in ("parked", "sending", "throughput")
            }
        )

    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        server.faults["3"] = ["hang"]
        await issue(si, orders(ROWS), journal, on_progress=look)

    assert seen != []
    assert all(set(one) == {"parked", "sending", "throughput"} for one in seen)
    assert [point.value for point in watched.points("spaceinvoices.batch.parked")] == [0]


async def test_verifying_and_reconciling_have_spans_as_well(journal: Path, tmp_path: Path) -> None:
    watched = Watched()
    async with BooksServer() as server, client(server, telemetry=watched.telemetry) as si:
        await issue(si, orders(3), journal)
        await si.batch.verify(journal)
        await si.batch.reconcile(
            orders(3), organization_id=ORGANIZATION, key="order", journal=tmp_path / "anew"
        )

    runs = [span.name for span in watched.spans if span.parent is None]
    assert runs == ["batch.issue", "batch.verify", "batch.reconcile"]
    assert parents(watched, "documents_list") == {"batch.verify": 1, "batch.reconcile": 1}
