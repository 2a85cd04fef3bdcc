"""Log lines: each says which call, which document and which attempt it is about, as fields too."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, RequestOptions
from spaceinvoices_async.batch.input.identity import row_id, unique_id
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client, issue, orders

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("operation", "unique_id", "document_id", "attempt")
DOCUMENT: dict[str, Any] = {"type": "invoice", "items": [{"name": "Space suit", "price": 1}]}
STORED = {"id": "d1", "type": "invoice", "uniqueId": "order-1"}


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "spaceinvoices_async")


def scripted(*script: Any, **options: Any) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(
        "token",
        transport=ScriptedTransport(*script),
        options=ClientOptions(**options),
        clock=FakeClock(auto=True),
    )


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[object, ...]]:
    """Level and fields of the lines of the SDK."""
    return [
        (record.levelname, *(getattr(record, name) for name in FIELDS))
        for record in caplog.records
        if record.name == "spaceinvoices_async"
    ]


async def test_a_create_whose_answer_was_lost_is_told_in_every_line_up_to_its_document(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with scripted(TransportError("unknown", "reset"), Reply([]), Reply([STORED])) as si:
        await si.documents.create("org", **DOCUMENT, unique_id="order-1")

    assert lines(caplog) == [
        ("DEBUG", "documents_create", "order-1", None, 1),
        ("WARNING", "documents_create", "order-1", None, 1),
        ("DEBUG", "documents_list", "order-1", None, 2),
        ("DEBUG", "documents_list", "order-1", None, 3),
        ("INFO", "documents_create", "order-1", "d1", 3),
    ]
    (warning,) = [one.message for one in caplog.records if one.levelname == "WARNING"]
    assert "documents_create" in warning
    assert "no answer to trust (reset) for unique_id 'order-1', attempt 1" in warning


async def test_a_call_that_joins_another_tells_the_same_document(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def late(_sent: object) -> Reply:
        await asyncio.sleep(0)
        return Reply(STORED)

    async with scripted(late) as si:
        body = {**DOCUMENT, "unique_id": "order-1"}
        await asyncio.gather(*(si.documents.create("org", **body) for _ in range(2)))

    ended = [line for line in lines(caplog) if line[0] == "INFO"]
    assert ended == [
        ("INFO", "documents_create", "order-1", "d1", 1),
        ("INFO", "documents_create", "order-1", "d1", 0),
    ]


async def test_a_call_about_a_document_names_it_before_any_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with scripted(TransportError("not_sent", "connect"), Reply({"id": "d7"})) as si:
        await si.documents.get("d7")

    assert lines(caplog) == [
        ("DEBUG", "documents_get", None, "d7", 1),
        ("DEBUG", "documents_get", None, "d7", 2),
        ("INFO", "documents_get", None, "d7", 2),
    ]


async def test_the_id_of_something_else_is_not_taken_for_that_of_a_document(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with scripted(Reply({"id": "c1", "name": "Rocket man"})) as si:
        await si.clients.create("org", name="Rocket man")

    assert {line[3] for line in lines(caplog)} == {None}


async def test_looking_into_an_error_tells_the_create_it_is_about(
    caplog: pytest.LogCaptureFixture,
) -> None:
    script = (TransportError("unknown", "reset"), Reply([STORED]))
    async with scripted(*script, lookup_delays=(50.0,)) as si:
        with pytest.raises(Exception, match="order-1") as caught:
            await si.documents.create(
                "org", **DOCUMENT, unique_id="order-1", options=RequestOptions(deadline=0.5)
            )
        caplog.clear()
        await si.reconcile(caught.value)

    assert lines(caplog) == [
        ("DEBUG", "documents_list", "order-1", None, 1),
        ("INFO", "documents_create", "order-1", "d1", 1),
    ]


def failing(*_: object) -> None:
    raise ZeroDivisionError


async def test_a_hook_that_fails_says_for_which_call(caplog: pytest.LogCaptureFixture) -> None:
    hooks = {"on_attempt": failing, "on_call": failing, "on_drift": failing}
    async with scripted(Reply({**STORED, "novelty": 1}), **hooks) as si:
        await si.documents.create("org", **DOCUMENT, unique_id="order-1")

    failed = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.message for record in failed] == [
        "the on_attempt hook failed for documents_create",
        "the on_call hook failed for documents_create",
        "the on_drift hook failed for documents_create",
    ]
    assert {record.operation for record in failed} == {"documents_create"}
    assert [record.unique_id for record in failed[:2]] == ["order-1"] * 2


async def test_a_login_that_fails_says_which_operation_did(
    caplog: pytest.LogCaptureFixture,
) -> None:
    transport = ScriptedTransport(
        Reply({"error": {"statusCode": 401, "code": "LOGIN_FAILED"}}, status=401)
    )
    async with AsyncSpaceInvoices(email="a@b.c", password="secret", transport=transport) as si:
        with pytest.raises(Exception, match="401"):
            await si.documents.get("d1")

    (warning,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert warning.message == "accounts_login: no token could be made (LoginFailedError)"
    assert (warning.operation, warning.attempt) == ("accounts_login", 1)


async def test_a_row_in_doubt_is_told_by_its_key_its_line_and_its_unique_id(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    expected = unique_id(row_id("default", ORGANIZATION, "order 3"))
    async with BooksServer() as server, client(server) as si:
        server.faults["3"] = ["drop_after"]
        await issue(si, orders(6), tmp_path / "journal")

    doubts = [record for record in caplog.records if "is in doubt" in record.message]
    assert [record.message for record in doubts] == [
        "documents_create: row 'order 3' (line 4) is in doubt (OutcomeUnknownError), "
        f"unique_id '{expected}', attempt 1; looking it up"
    ]
    (doubt,) = doubts
    assert [getattr(doubt, name) for name in FIELDS] == ["documents_create", expected, None, 1]
    assert (doubt.key, doubt.line) == ("order 3", 4)
    (sent,) = [
        record
        for record in caplog.records
        if getattr(record, "unique_id", None) == expected and "OutcomeUnknown" in record.message
        if record is not doubt
    ]
    assert (sent.levelname, sent.attempt) == ("INFO", 1)


async def test_rows_that_a_run_leaves_in_doubt_are_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()

    async def note(stage: str, _document: object) -> None:
        if stage == "arrived":
            stop.set()

    async with BooksServer() as server, client(server, horizon=20.0) as si:
        server.on_stage = note
        for number in range(6):
            server.faults[str(number)] = ["drop_before"]
        report = await issue(si, orders(6), tmp_path / "journal", stop=stop)

    warnings = [record for record in caplog.records if record.levelname == "WARNING"]
    (warning,) = warnings
    assert report.unresolved == 1
    assert "rows left in doubt, which the next run looks up: 1, such as 'order 0'" in (
        warning.message
    )
    assert f"unique_id '{warning.unique_id}'" in warning.message
    assert f"{warning.key!r} (line {warning.line}, " in warning.message
