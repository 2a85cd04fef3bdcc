"""Options of a call that would promise what the call does not do are refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, InvalidInputError, RequestOptions
from spaceinvoices_async.testing import Reply, ScriptedTransport

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

CALLS: dict[str, Callable[[AsyncSpaceInvoices, RequestOptions], Awaitable[object]]] = {
    "get": lambda si, options: si.documents.get("d", options=options),
    "list": lambda si, options: si.documents.list("org", options=options),
    "create": lambda si, options: si.clients.create("org", name="Tea", options=options),
    "request": lambda si, options: si.request("POST", "/v1/x", body={}, options=options),
    "pdf": lambda si, options: si.documents.pdf("d", options=options),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    ("options", "field"),
    [
        (RequestOptions(resume=True), "resume"),
        (RequestOptions(sent_before=True), "sent_before"),
        (RequestOptions(sent_before=datetime(2026, 1, 1, tzinfo=UTC)), "sent_before"),
    ],
)
async def test_a_call_without_a_unique_id_cannot_be_resumed(call, options, field):
    transport = ScriptedTransport(lambda _: Reply({"id": "x"}))
    async with AsyncSpaceInvoices("t", transport=transport) as si:
        with pytest.raises(InvalidInputError, match="a create with a unique id") as caught:
            await call(si, options)

    assert (caught.value.field, transport.requests) == (field, [])


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_options_that_only_allow_something_may_stand_on_any_call(call):
    data = b"%PDF-1.4\n%%EOF\n"
    reply = {"pdf": Reply(body=data, headers={"content-type": "application/pdf"})}
    made = reply.get(next(name for name in CALLS if CALLS[name] is call), Reply([]))
    if call in {CALLS["get"], CALLS["create"], CALLS["request"]}:
        made = Reply({"id": "x"})
    async with AsyncSpaceInvoices("t", transport=ScriptedTransport(lambda _: made)) as si:
        await call(si, RequestOptions(idempotent=True, horizon=5, max_attempts=2))
