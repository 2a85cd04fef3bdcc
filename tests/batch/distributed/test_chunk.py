"""The portable core: a chunk of rows, sent by any process."""

from __future__ import annotations

import asyncio
import pickle
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from spaceinvoices_async import ConfigurationError, InvalidInputError
from spaceinvoices_async.batch import (
    BatchOptions,
    ChunkSettings,
    Column,
    close_clients,
    issue_chunk,
    prepare_chunk,
)
from spaceinvoices_async.batch.distributed.process_client import KEPT_CLIENTS, find_credentials
from tests.batch.books_server import BooksServer
from tests.batch.orders import HORIZON, ORGANIZATION, SWIFT, client, each_once, issue, orders

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import ChunkRow
    from tests.batch.books_server import Stage

SECRET = "s3cr3t-of-the-workers"
FAULTS = {"drop_before": 0.05, "drop_after": 0.05, "hang": 0.02, "500_after": 0.05, "429": 0.05}


def settings(server: BooksServer, **more: Any) -> ChunkSettings:
    given = {"base_url": server.url, "client": SWIFT, "rate": None, "account_rate": None}
    return ChunkSettings(**{**given, **more})


def chunk(count: int, **more: Any) -> list[ChunkRow]:
    return prepare_chunk(orders(count), **{"organization_id": ORGANIZATION, "key": "order", **more})


async def test_every_row_of_a_chunk_is_issued_and_told_in_its_order() -> None:
    async with BooksServer() as server:
        result = await issue_chunk(chunk(20), settings(server))

        assert (result.ok, result.stop, result.rerun) == (True, None, False)
        assert [row.key for row in result.rows] == [f"order {number}" for number in range(20)]
        assert {row.status for row in result.rows} == {"issued"}
        assert result.rows[4].total == Decimal(5)
        assert server.references() == each_once(20)
        assert {row.document_id for row in result.rows} == {
            document["id"] for document in server.all_documents
        }


async def test_a_chunk_with_every_fault_of_a_server_is_settled() -> None:
    async with BooksServer(rates=FAULTS, delay=0.005, lateness=(0.05, 0.1), seed=5) as server:
        result = await issue_chunk(chunk(100), settings(server))

        assert (result.ok, server.violations) == (True, [])
        assert server.references() == each_once(100)


async def test_a_second_run_finds_what_the_first_has_sent_and_sends_none_of_it() -> None:
    async with BooksServer() as server:
        rows = chunk(30)
        await issue_chunk(rows, settings(server))

        again = await issue_chunk(rows, settings(server, sent_before=True))

        assert (again.ok, server.counts["create"]) == (True, 30)


@pytest.mark.parametrize("in_doubt", ["settle", "return"])
async def test_a_first_run_that_was_killed_is_followed_by_one_that_doubles_nothing(
    in_doubt: Any,
) -> None:
    async with BooksServer(delay=0.02, lateness=(1.0, 0.3)) as server:
        rows, arrived = chunk(40), asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            if stage == "arrived" and body["reference"] == "5":
                arrived.set()

        server.on_stage = watch
        first = asyncio.create_task(issue_chunk(rows, settings(server)))
        await arrived.wait()
        first.cancel()
        await asyncio.wait([first])
        second = settings(server, sent_before=datetime.now(UTC), in_doubt=in_doubt)
        result = await issue_chunk(rows, second)

        if in_doubt == "return":
            assert server.counts["create"] < 40
            waits = [row.in_doubt.safe_in for row in result.unresolved if row.in_doubt is not None]
            assert all(0 < wait <= HORIZON for wait in waits)
            await asyncio.sleep(max(waits))
            result = await issue_chunk(rows, evolve(second, in_doubt="settle"))
        assert (result.ok, server.violations) == (True, [])
        assert server.references() == each_once(40)


async def test_a_row_of_unknown_outcome_is_given_back_where_somebody_else_looks_it_up() -> None:
    async with BooksServer() as server:
        server.faults["3"] = ["drop_before"]
        given = settings(server, in_doubt="return")

        result = await issue_chunk(chunk(5), given)

        [left] = result.unresolved
        assert (left.key, left.document_id) == ("order 3", None)
        assert left.in_doubt is not None
        assert 0 < left.in_doubt.safe_in <= HORIZON
        assert left.in_doubt.attempts == 1


async def test_a_time_until_which_the_first_run_may_send_is_waited_for() -> None:
    async with BooksServer() as server:
        until = datetime.now(UTC) + timedelta(seconds=0.5)
        started = asyncio.get_running_loop().time()

        result = await issue_chunk(chunk(2), settings(server, sent_before=until))

        assert result.ok
        assert asyncio.get_running_loop().time() - started >= 0.5 + HORIZON - 0.1


@pytest.mark.parametrize("in_doubt", ["settle", "return"])
async def test_a_chunk_ends_where_no_answer_can_ever_be_trusted(in_doubt: Any) -> None:
    rates = {"drop_before": 1.0}
    async with BooksServer(rates=rates, lookups_ignored=True) as server, asyncio.timeout(60):
        result = await issue_chunk(
            chunk(5),
            settings(server, in_doubt=in_doubt, batch=BatchOptions(patience=0.5)),
        )

        assert {row.status for row in result.rows} == {"unresolved"}
        assert server.all_documents == []
        if in_doubt == "settle":
            assert result.stop is not None
            assert result.stop.kind == "no_progress"


async def test_what_the_server_refuses_is_told_with_its_words() -> None:
    rows = orders(3)
    rows[1]["note"] = "refuse me"
    async with BooksServer() as server:
        made = prepare_chunk(rows, organization_id=ORGANIZATION, key="order")
        result = await issue_chunk(made, settings(server))

        assert [row.status for row in result.rows] == ["issued", "refused", "issued"]
        assert "the document is not valid" in str(result.rows[1].error)


async def test_rows_of_an_organization_that_refuses_us_are_unsent_and_others_go_on() -> None:
    rows = [
        {**row, "merchant": "good" if number % 2 else "bad"}
        for number, row in enumerate(orders(10))
    ]
    async with BooksServer(denied={"bad"}) as server:
        made = prepare_chunk(rows, organization_id=Column("merchant"), key="order")
        result = await issue_chunk(made, settings(server))

        assert [row.status for row in result.rows] == ["unsent", "issued"] * 5
        assert [lane.organization_id for lane in result.refused_lanes] == ["bad"]


async def test_a_chunk_asked_to_stop_gives_back_what_it_has_not_sent() -> None:
    async with BooksServer(delay=0.05) as server:
        stop = asyncio.Event()

        async def watch(stage: Stage, body: dict[str, object]) -> None:
            stop.set()

        server.on_stage = watch
        result = await issue_chunk(chunk(200), settings(server), stop=stop)

        issued = [row for row in result.rows if row.status == "issued"]
        assert {row.status for row in result.rows} == {"issued", "unsent"}
        assert len(issued) == len(server.all_documents)


async def test_the_ids_are_those_of_a_batch_on_one_machine(journal: Path) -> None:
    async with BooksServer() as server:
        async with client(server) as si:
            await issue(si, orders(5), journal, options=BatchOptions(job="2026-11"))
        again = await issue_chunk(chunk(5, job="2026-11"), settings(server, sent_before=True))

        assert (again.ok, server.counts["create"]) == (True, 5)


async def test_settings_rows_and_results_pickle_and_hold_no_credentials() -> None:
    async with BooksServer() as server:
        rows, given = chunk(3), settings(server, credentials=f"{__name__}:give_token")
        result = await issue_chunk(rows, given)

        for one in (rows, given, result):
            pickled = pickle.dumps(one)
            assert pickle.loads(pickled) == one
            assert SECRET.encode() not in pickled
            assert SECRET not in repr(one)


async def test_the_same_row_twice_is_refused_before_anything_is_sent() -> None:
    async with BooksServer() as server:
        with pytest.raises(InvalidInputError, match="twice"):
            await issue_chunk([*chunk(1), *chunk(1)], settings(server))

        assert server.counts["create"] == 0


def test_a_row_that_cannot_be_sent_is_told_while_the_chunk_is_made() -> None:
    with pytest.raises(InvalidInputError, match="is empty"):
        prepare_chunk([{"type": "invoice"}], organization_id=ORGANIZATION, key="order")


def give_token() -> str:
    return SECRET


async def give_login() -> dict[str, str]:
    return {"email": "a@example.com", "password": SECRET}


def give_nonsense() -> object:
    return {"secret": SECRET}


@pytest.mark.parametrize("function", [give_token, give_login])
async def test_credentials_come_from_a_function_given_by_its_path(function: Any) -> None:
    found = await find_credentials(f"{__name__}:{function.__name__}")

    assert SECRET not in repr(found)
    assert SECRET in {getattr(found, "token", None), getattr(found, "password", None)}


async def test_what_is_no_credentials_is_told_without_being_shown() -> None:
    with pytest.raises(ConfigurationError, match="must give a token") as caught:
        await find_credentials(f"{__name__}:give_nonsense")

    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("path", ["no_such_module:function", f"{__name__}:no_such_function"])
async def test_a_function_that_cannot_be_imported_is_named(path: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be imported"):
        await find_credentials(path)


@pytest.mark.parametrize("path", ["", "module", "module:", ":function", "a b:c", "module:f()"])
def test_what_is_no_path_is_refused_when_the_settings_are_made(path: str) -> None:
    with pytest.raises(ConfigurationError, match=r"ChunkSettings\.credentials"):
        ChunkSettings(credentials=path)


async def test_a_kept_client_serves_the_next_chunk_with_its_rate() -> None:
    async with BooksServer() as server:
        given = settings(server, keep_client="run", rate=40.0)
        await issue_chunk(chunk(2), given)
        kept = await KEPT_CLIENTS.get("run", given)
        await issue_chunk(
            prepare_chunk(orders(4)[2:], organization_id=ORGANIZATION, key="order"),
            evolve(given, rate=20.0),
        )

        assert await KEPT_CLIENTS.get("run", evolve(given, rate=20.0)) is kept
        assert kept.components.stats().limits.rate == 20.0
        await close_clients("run")
        assert kept.components.in_flight.closed
        await close_clients("run")
