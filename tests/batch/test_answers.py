"""A success is held against its row; what a server names as taken, and odd text, end no row wrongly."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import BatchOptions
from spaceinvoices_async.testing import Reply, ScriptedTransport
from tests.batch.books_server import BooksServer
from tests.batch.orders import SWIFT, books_balance, client, issue, order, orders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from spaceinvoices_async.testing import SentRequest
    from spaceinvoices_async.types import JsonValue


class Shop:
    """A server whose answers to creates are as the test says; its look-ups are honest."""

    def __init__(
        self,
        answer: Callable[[dict[str, JsonValue]], JsonValue],
        *,
        status: int = 200,
        shown: bool = True,
    ) -> None:
        self._answer, self._status, self._shown = answer, status, shown
        self._stored: dict[str, dict[str, JsonValue]] = {}
        self.looked_up: Callable[[list[dict[str, JsonValue]]], Reply] = lambda found: Reply(
            [*found]
        )

    def __call__(self, request: SentRequest) -> Reply:
        if request.method == "GET":
            asked = json.loads(request.query["filter"])["where"]["uniqueId"]["inq"]
            found = [self._stored[uid] for uid in asked if uid in self._stored and self._shown]
            return self.looked_up(found)
        body = json.loads(request.body)
        document = {**body, "id": f"d{len(self._stored)}", "totalWithTax": 1}
        self._stored.setdefault(body["uniqueId"], document)
        return Reply(self._answer(document), status=self._status)

    def client(self) -> AsyncSpaceInvoices:
        return AsyncSpaceInvoices("token", transport=ScriptedTransport(self), options=SWIFT)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok"},
        {"id": "x", "uniqueId": "another"},
        {"id": "x", "organizationId": "another"},
        {"id": 5},
        {"id": ""},
        None,
        [],
    ],
)
async def test_a_success_that_is_not_the_rows_own_is_looked_up(
    journal: Path, answer: JsonValue
) -> None:
    async with Shop(lambda _: answer).client() as si:
        report = await issue(si, orders(3), journal)
        assert (report.ok, report.issued, report.duplicates) == (True, 3, 0)
        assert (await si.batch.verify(journal)).ok


async def test_one_document_for_two_rows_is_a_duplicate_in_the_report_and_in_verify(
    journal: Path,
) -> None:
    def the_same(document: dict[str, JsonValue]) -> JsonValue:
        return {**document, "id": "d0"}

    async with Shop(the_same).client() as si:
        report = await issue(si, orders(2), journal)
        assert (report.ok, report.issued, report.duplicates) == (False, 2, 2)
        audit = await si.batch.verify(journal)
        assert audit.counts == {"duplicate": 2}


async def test_a_taken_id_that_no_look_up_shows_stays_unresolved(journal: Path) -> None:
    def taken(document: dict[str, JsonValue]) -> JsonValue:
        message = f"uniqueId {document['uniqueId']} was already saved"
        return {"error": {"statusCode": 422, "name": "ValidationError", "message": message}}

    async with Shop(taken, status=422, shown=False).client() as si:
        report = await issue(si, orders(2), journal)
        assert (report.failed, report.unresolved) == (0, 2)


async def test_half_a_surrogate_pair_in_an_answer_does_not_break_the_journal(
    journal: Path,
) -> None:
    def odd(document: dict[str, JsonValue]) -> JsonValue:
        return {**document, "number": "\ud800", "currencyId": "\udfff"}

    class Odd(Shop):
        def __call__(self, request: SentRequest) -> Reply:
            if request.method == "GET":
                return super().__call__(request)
            document = odd(json.loads(request.body))
            assert isinstance(document, dict)
            text = json.dumps(
                {**document, "id": "d" + request.headers.get("x", document["reference"])}
            )
            return Reply(body=text.encode(), headers={"content-type": "application/json"})

    async with Odd(odd).client() as si:
        report = await issue(si, orders(2), journal)
        assert (report.issued, report.failed) == (2, 0)
        again = await issue(si, orders(2), journal)
        assert (again.skipped, again.unresolved) == (2, 0)


@pytest.mark.parametrize("total", [True, 10**40, "9" * 40])
async def test_a_total_that_is_no_sum_of_money_does_not_end_the_report(
    journal: Path, total: JsonValue
) -> None:
    async with Shop(lambda document: {**document, "totalWithTax": total}).client() as si:
        report = await issue(si, orders(2), journal)
        assert (report.ok, report.issued) == (True, 2)


async def test_a_source_may_give_one_object_again_and_again(journal: Path) -> None:
    def rows() -> Iterator[dict[str, object]]:
        row: dict[str, object] = {}
        for number in range(150):
            row.clear()
            row.update(order(number))
            yield row

    async with BooksServer() as server, client(server) as si:
        report = await issue(si, rows(), journal)
        await books_balance(si, server, report, 150)
        again = await issue(si, rows(), journal)
        assert (again.ok, again.new, again.skipped) == (True, 0, 150)


async def test_a_progress_hook_that_fails_does_not_become_the_outcome(
    journal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("no terminal")

    async with BooksServer() as server, client(server) as si:
        report = await issue(si, orders(5), journal, on_progress=broken)
        await books_balance(si, server, report, 5)
    assert [record.message for record in caplog.records if "hook" in record.message] == [
        "the on_progress hook failed; the batch goes on"
    ]


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, 8, 13, 21])
async def test_a_run_that_is_cancelled_in_its_first_moments_leaves_the_journal_free(
    journal: Path, turns: int
) -> None:
    problems: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context))
    async with BooksServer() as server, client(server) as si:
        running = asyncio.create_task(issue(si, orders(5), journal))
        for _ in range(turns):
            await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

        report = await issue(si, orders(5), journal)
        await books_balance(si, server, report, 5)
    assert problems == []


@pytest.mark.parametrize("status", [302, 400, 405, 422])
async def test_a_server_that_answers_no_look_up_stops_the_run_and_blames_no_organization(
    journal: Path, status: int
) -> None:
    shop = Shop(lambda _: None)
    shop.looked_up = lambda _: Reply({"error": {"message": "no such filter"}}, status=status)
    async with shop.client() as si:
        report = await issue(si, orders(3), journal)
        assert report.stopped is not None
        assert (report.stopped.kind, report.unresolved, report.issued) == ("lookups", 3, 0)
        assert report.stopped.message.startswith("the server answers no look-up (")
        # Of several organizations none is left out either: it is not theirs.
        given = {"organization_id": lambda _: "org", "key": "order", "journal": f"{journal}2"}
        report = await si.batch.issue(orders(3), **given)
        assert report.stopped is not None
        assert (report.stopped.kind, report.unresolved) == ("lookups", 3)


async def test_a_document_that_a_look_up_shows_twice_is_there_once(journal: Path) -> None:
    shop = Shop(lambda _: None)
    shop.looked_up = lambda found: Reply([*found, *found])
    async with shop.client() as si:
        report = await issue(si, orders(3), journal)
        assert (report.ok, report.issued, report.duplicates) == (True, 3, 0)
        audit = await si.batch.verify(journal)
        assert (audit.ok, audit.agreed) == (True, 3)


async def test_rows_that_are_looked_up_when_the_run_stops_are_told_as_unresolved(
    journal: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shop = Shop(lambda _: None)
    shop.looked_up = lambda _: Reply({}, status=500)  # asked again for longer than the run waits
    options = BatchOptions(patience=0.5, slow_start=False)
    async with shop.client() as si:
        stream = si.batch.stream(
            orders(3), organization_id="org", key="order", journal=journal, options=options
        )
        told = Counter([row.status async for row in stream])
        assert stream.report is not None
        assert stream.report.stopped is not None
        assert stream.report.stopped.kind == "no_progress"
        assert (told, stream.report.unresolved) == ({"unresolved": 3}, 3)
        assert "rows left in doubt, which the next run looks up: 3" in caplog.text
