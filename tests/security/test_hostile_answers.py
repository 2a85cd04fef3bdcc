"""What a lying server may answer: every call ends in a result, or in an error of the SDK."""

from __future__ import annotations

import json

import pytest

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    ConfigurationError,
    ResponseDecodeError,
    SpaceInvoicesError,
    UniqueIdReusedError,
)
from spaceinvoices_async.models import Document
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError

LIVES = ["x", -1, 0, None, True, {}, [], 1.5, 10**30, 10**400]


def client(*replies: Reply | TransportError) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(
        email="a",
        password="b",
        transport=ScriptedTransport(*replies),
        clock=FakeClock(auto=True),
    )


@pytest.mark.parametrize("life", LIVES, ids=lambda life: str(life)[:10])
async def test_a_token_of_any_life_is_used(life) -> None:
    granted = Reply({"id": "made", "ttl": life, "userId": "me"})
    async with client(granted, Reply({"id": "me"})) as si:
        assert (await si.accounts.authorized()).id == "me"
        assert si.account_id == "me"


@pytest.mark.parametrize(
    ("token", "error"),
    [
        (None, ResponseDecodeError),
        ("", ResponseDecodeError),
        (7, ResponseDecodeError),
        (["t"], ResponseDecodeError),
        ("a\r\nX-Evil: 1", ConfigurationError),
        ("ž", ConfigurationError),
    ],
)
async def test_what_is_no_token_is_never_sent(token, error) -> None:
    transport = ScriptedTransport(Reply({"id": token, "userId": "me"}))
    async with AsyncSpaceInvoices(email="a", password="b", transport=transport) as si:
        with pytest.raises(error) as caught:
            await si.accounts.authorized()

    assert len(transport.requests) == 1
    assert not token or str(token) not in str(caught.value)


def stored(**fields: object) -> dict[str, object]:
    line = {"name": "Tea", "quantity": 1, "price": 10}
    return {"id": "d", "uniqueId": "o", "type": "invoice", "_documentItems": [line | fields]}


def line_with(number: str) -> str:
    return json.dumps(stored()).replace('"price": 10', f'"price": {number}')


STORED = {
    "as asked": (json.dumps(stored()), True),
    "nothing but its id": ('{"id": "d", "uniqueId": "o"}', True),
    "no numbers": (json.dumps(stored(price="x", quantity={})), True),
    "a price beyond any": (line_with("1e999999999"), False),
    "a price far below none": (line_with("-1e999999999"), False),
    "a price of nothing": (line_with("1e-999999999"), False),
    "lines that are none": (json.dumps(stored() | {"_documentItems": [None]}), True),
    "no list of lines": (json.dumps(stored() | {"_documentItems": 7}), True),
    "too many lines": (json.dumps(stored() | {"_documentItems": [None, 5]}), False),
    "another type": (json.dumps(stored() | {"type": ["invoice"]}), False),
    "no client": (json.dumps(stored() | {"_documentClient": []}), True),
    "taxes that are none": (
        json.dumps(stored(_documentItemTaxes=[{"rate": "x"}, None, {"rate": []}])),
        True,
    ),
}


@pytest.mark.parametrize(("found", "same"), STORED.values(), ids=STORED)
async def test_a_create_in_doubt_ends_whatever_is_found(found: str, *, same: bool) -> None:
    line = {"name": "Tea", "quantity": 1, "price": "10", "taxes": [{"rate": 21}]}
    ask = {"uniqueId": "o", "type": "invoice", "client": {"name": "A"}, "items": [line]}
    answer: object = None
    granted = Reply({"id": "t", "ttl": 900, "userId": "me"})
    lost, looked_up = TransportError("unknown", "reset"), Reply(body=f"[{found}]".encode())
    async with client(granted, lost, looked_up) as si:
        try:
            answer = await si.documents.create("org", body=ask)
        except SpaceInvoicesError as error:
            answer = error

    assert isinstance(answer, Document if same else UniqueIdReusedError)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
async def test_a_look_up_with_a_number_that_json_has_not_is_no_answer(number: str) -> None:
    ask = {"uniqueId": "o", "type": "invoice", "items": [{"name": "Tea", "quantity": 1}]}
    granted = Reply({"id": "t", "ttl": 900, "userId": "me"})
    lost, unreadable = TransportError("unknown", "reset"), Reply(body=line_with(number).encode())
    async with client(granted, lost, unreadable, Reply([stored()])) as si:
        answer = await si.documents.create("org", body=ask)

    assert (answer.id, answer.items[0].price) == ("d", 10)
