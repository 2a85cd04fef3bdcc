"""What an answer holds that the models do not know."""

from __future__ import annotations

import logging

import pytest

from spaceinvoices_async._serialization.drift import Drift, find, report
from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.models import AccessToken, Document
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing import Reply, ScriptedTransport

TOKEN = {"id": "t", "ttl": 60, "created": "2026-01-01T00:00:00.000Z", "userId": "a"}


def test_an_answer_as_documented_has_none():
    assert list(find(AccessToken.from_dict(TOKEN))) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"mfa": {"x": 1}}, Drift("unknown field", "AccessToken", "mfa", "object")),
        ({"userId": None}, Drift("null", "AccessToken", "userId", "null")),
        ({"userId": 42}, Drift("wrong type", "AccessToken", "userId", "number")),
        ({"created": "yesterday"}, Drift("wrong type", "AccessToken", "created", "string")),
        ({"ttl": True}, Drift("wrong type", "AccessToken", "ttl", "boolean")),
        ({"scopes": "all"}, Drift("wrong type", "AccessToken", "scopes", "string")),
        ({"scopes": ["a", 1]}, Drift("wrong type", "AccessToken", "scopes[1]", "number")),
        ({"scopes": [None]}, Drift("wrong type", "AccessToken", "scopes[0]", "null")),
    ],
)
def test_each_kind_is_told_with_its_place(change, expected):
    assert list(find(AccessToken.from_dict({**TOKEN, **change}))) == [expected]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"type": "invoice"}, []),
        ({"type": "pro-forma"}, [("unknown value", "type", "string")]),
        ({"type": 7}, [("wrong type", "type", "number")]),
        (
            {"payments": [{"type": "card"}, {"type": "barter"}]},
            [("unknown value", "payments[1].type", "string")],
        ),
    ],
)
def test_a_value_beyond_the_documented_ones_is_told_by_its_place(answer, expected):
    found = [
        (drift.kind, drift.path, drift.found)
        for drift in find(Document.from_dict(answer))
        if drift.kind in {"unknown value", "wrong type"}
    ]
    assert found == expected


def test_what_was_promised_and_is_absent_is_missing():
    answer = {name: value for name, value in TOKEN.items() if name != "ttl"}
    expected = [Drift("missing", "AccessToken", "ttl", "nothing")]
    assert list(find(AccessToken.from_dict(answer))) == expected


def test_models_within_models_and_lists_are_searched():
    document = Document.from_dict(
        {"_documentItems": [{"price": 1}, {"price": "ten", "hue": "red"}, "line"]}
    )
    found = {(drift.kind, drift.path) for drift in find([document])}
    assert ("wrong type", "[0]._documentItems[1].price") in found
    assert ("unknown field", "[0]._documentItems[1].hue") in found
    assert ("wrong type", "[0]._documentItems[2]") in found


def test_no_value_is_told():
    answer = {**TOKEN, "mfa": "canary", "created": "canary", "ttl": "canary"}
    assert "canary" not in repr(list(find(AccessToken.from_dict(answer))))


def test_a_failing_hook_is_logged_and_the_answer_stands(caplog):
    def hook(drift: Drift) -> None:
        raise RuntimeError(drift.path)

    with caplog.at_level(logging.ERROR, logger="spaceinvoices_async"):
        report(AccessToken.from_dict({**TOKEN, "mfa": 1}), hook)
    assert "the on_drift hook failed" in caplog.text


async def test_the_clients_hook_hears_of_every_answer_and_every_row():
    heard: list[Drift] = []
    transport = ScriptedTransport(
        Reply({"id": "a", "hue": "red"}), Reply([{"id": "b"}, {"id": "c", "hue": 1}]), Reply([])
    )
    options = ClientOptions(on_drift=heard.append)
    async with AsyncSpaceInvoices("token", transport=transport, options=options) as si:
        await si.accounts.authorized()
        rows = [row.id async for row in si.accounts.list()]
    assert rows == ["b", "c"]
    assert [(drift.model, drift.path) for drift in heard] == [("Account", "hue")] * 2
