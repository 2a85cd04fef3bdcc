"""Answers in which a key stands twice in one object: never silently the last, whatever the call."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    OutcomeUnknownError,
    ResponseDecodeError,
    ValidationError,
)
from spaceinvoices_async.batch.engine.account_pool import Accounts
from spaceinvoices_async.batch.engine.lookup import find_documents
from spaceinvoices_async.batch.input import identity
from spaceinvoices_async.batch.journal.records import Lane
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ROW = identity.row_id("job", "org", "1")
UNIQUE_ID = identity.unique_id(ROW)


def client(*texts: str, status: int = 200) -> AsyncSpaceInvoices:
    replies = [Reply(status=status, body=text.encode()) for text in texts]
    transport = (
        ScriptedTransport(*replies) if len(texts) > 1 else ScriptedTransport(lambda _: replies[0])
    )
    return AsyncSpaceInvoices("t", transport=transport, clock=FakeClock(auto=True))


@pytest.mark.parametrize(
    ("call", "text", "place"),
    [
        (lambda si: si.documents.get("d"), '{"id":"a","id":"b"}', "'id'"),
        (lambda si: si.documents.list("org"), '[{"id":"a"},{"id":"b","id":"c"}]', r"'\[1\]\.id'"),
        (
            lambda si: si.clients.list("org"),
            '[{"id":"a","clientId":1,"clientId":2}]',
            r"'\[0\].clientId'",
        ),
        (lambda si: si.clients.count("org"), '{"count":1,"count":2}', "'count'"),
        (lambda si: si.accounts.authorized(), '{"id": "a", "id": "b"}', "'id'"),
        (
            lambda si: si.accounts.login(email="a@b.c", password="secret"),
            '{"id":"one","id":"two"}',
            "'id'",
        ),
        (lambda si: si.accounts.impersonate(id="child"), '{"id":"a","id":"b"}', "'id'"),
        (lambda si: si.request("GET", "/v1/Anything"), '{"id":"a","id":"b"}', "'id'"),
    ],
)
async def test_a_read_that_names_two_things_is_an_error_that_names_the_place(
    call: Callable[[AsyncSpaceInvoices], Awaitable[object]], text: str, place: str
) -> None:
    async with client(text) as si:
        with pytest.raises(ResponseDecodeError, match=f"{place} stands twice in one object"):
            await call(si)


@pytest.mark.parametrize(
    "call",
    [
        lambda si: si.accounts.create(email="a@b.c", password="secret"),
        lambda si: si.clients.create("org", name="Tea"),
    ],
)
async def test_a_write_that_names_two_things_may_have_been_carried_out(
    call: Callable[[AsyncSpaceInvoices], Awaitable[object]],
) -> None:
    async with client('{"id":"first-secret","id":"second-secret"}') as si:
        with pytest.raises(OutcomeUnknownError, match="key_twice: 'id' stands twice") as caught:
            await call(si)

    assert "-secret" not in str(caught.value)


async def test_a_login_of_the_client_itself_with_two_tokens_gives_none() -> None:
    transport = ScriptedTransport(lambda _: Reply(body=b'{"id":"one","id":"two","ttl":900}'))
    async with AsyncSpaceInvoices(
        email="a", password="b", transport=transport, clock=FakeClock(auto=True)
    ) as si:
        with pytest.raises(ResponseDecodeError, match="'id' stands twice"):
            await si.accounts.authorized()

    assert {sent.path for sent in transport.requests} == {"/v1/Accounts/login"}


@pytest.mark.parametrize(
    "row",
    [
        '{"id":"a","id":"b","uniqueId":"%s"}',
        '{"id": "a", "uniqueId": "other", "uniqueId": "%s"}',
        '{"id":"a","organizationId":"other","organizationId":"org","uniqueId":"%s"}',
    ],
)
async def test_a_batch_concludes_nothing_from_a_look_up_that_names_two_documents(row: str) -> None:
    async with client(f"[{row % UNIQUE_ID}]") as si:
        accounts = Accounts(si._parts)
        with pytest.raises(ResponseDecodeError, match=r"'\[0\]\..*' stands twice"):
            await find_documents(accounts, Lane(None, "org"), [ROW])
        await accounts.aclose()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"id":"d","total":1,"total":2}', "'total'"),
        ('{"id":"d","_documentItems":[{"id":"a","id":"b"}]}', r"'_documentItems[0].id'"),
    ],
)
async def test_any_other_key_is_read_as_browsers_do_and_told(
    text: str, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="spaceinvoices_async"):
        async with client(text) as si:
            assert (await si.documents.get("d")).id == "d"

    assert [record.getMessage() for record in caplog.records] == [
        f"documents_get: {place} stands twice in one object, with two values; the last one is read"
    ]


async def test_a_key_that_stands_twice_with_one_value_stands_there_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with client('{"id": "d", "total": 5, "id": "d", "total": 5}') as si:
        assert (await si.documents.get("d")).total == 5

    assert caplog.records == []


async def test_a_refusal_that_says_two_things_is_looked_up_before_it_is_believed() -> None:
    taken = '{"error":{"message":"uniqueId is taken"},"error":{"message":"no client"}}'
    stored = f'[{{"id":"d","uniqueId":"{UNIQUE_ID}"}}]'
    transport = ScriptedTransport(
        Reply(status=422, body=taken.encode()), Reply(body=stored.encode())
    )
    async with AsyncSpaceInvoices("t", transport=transport, clock=FakeClock(auto=True)) as si:
        assert (await si.documents.create("org", items=[], unique_id=UNIQUE_ID)).id == "d"


async def test_a_refusal_of_any_other_call_is_told_as_it_was_read() -> None:
    async with client('{"error":{"message":"a","message":"no name"}}', status=422) as si:
        with pytest.raises(ValidationError, match="no name"):
            await si.clients.create("org", name="Tea")
