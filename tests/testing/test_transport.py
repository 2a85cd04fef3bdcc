"""The scripted transport."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.errors import ConnectFailed, NotFoundError
from spaceinvoices_async.options import RequestOptions
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports.base import Request, Response, SendProgress, TransportError


async def test_answers_in_order_and_keeps_what_was_sent():
    transport = ScriptedTransport(Reply({"id": "root"}), Reply({"isUnique": True}))
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        await si.accounts.authorized()
        assert await si.accounts.is_unique(email="a+b@example.com") is True
    first, second = transport.requests
    assert (first.method, first.path, first.token) == ("GET", "/v1/Accounts/authorized", "token")
    assert (second.query, second.json) == ({"email": "a+b@example.com"}, None)


async def test_answers_by_a_function_that_may_wait():
    async def server(request):
        await asyncio.sleep(0)
        return Reply(request.json, status=200)

    async with AsyncSpaceInvoices("token", transport=ScriptedTransport(server)) as si:
        assert await si.request("POST", "/v1/echo", body={"a": 1}) == {"a": 1}


async def test_refusals_and_failures_are_played_as_they_stand():
    transport = ScriptedTransport(
        Reply({"error": {"message": "gone"}}, status=404), TransportError("not_sent", "connect")
    )
    async with AsyncSpaceInvoices("token", transport=transport, clock=FakeClock(auto=True)) as si:
        with pytest.raises(NotFoundError):
            await si.documents.get("doc")
        with pytest.raises(ConnectFailed):
            await si.documents.get("doc", options=RequestOptions(max_attempts=1))


async def test_a_request_without_an_answer_fails_the_test():
    async with AsyncSpaceInvoices("token", transport=ScriptedTransport()) as si:
        with pytest.raises(AssertionError, match="no answer to GET /v1/Accounts/authorized"):
            await si.accounts.authorized()


async def test_a_request_after_closing_fails_the_test():
    transport = ScriptedTransport(Reply({}))
    await transport.aclose()
    with pytest.raises(AssertionError, match="came after the transport was closed"):
        await transport.send(Request(method="GET", url="http://localhost/v1"))


@pytest.mark.parametrize(
    ("step", "sent"),
    [
        (Reply({}), True),
        (TransportError("unknown", "reset"), True),
        (TransportError("not_sent", "connect"), False),
    ],
)
async def test_it_says_whether_a_byte_has_left(step, sent):
    progress = SendProgress(lambda: 1.0)
    request = Request(method="GET", url="http://localhost/v1", progress=progress)
    with suppress(TransportError):
        await ScriptedTransport(step).send(request)
    assert progress.not_sent is not sent


async def test_a_sink_gets_the_body_of_a_success_alone():
    class Sink:
        def __init__(self) -> None:
            self.got = b"old"

        def reset(self) -> None:
            self.got = b""

        def write(self, chunk: bytes) -> None:
            self.got += chunk

    sink = Sink()
    transport = ScriptedTransport(Reply(status=404, body=b"no"), Reply(body=b"file"))
    request = Request(method="GET", url="http://localhost/v1", sink=sink)
    assert await transport.send(request) == Response(status=404, body=b"no")
    assert sink.got == b"old"
    assert await transport.send(request) == Response(status=200)
    assert sink.got == b"file"
