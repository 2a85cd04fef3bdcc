"""An answer that is larger than `max_response_bytes`, as the caller of an operation meets it."""

import asyncio

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, OutcomeUnknownError
from spaceinvoices_async.errors import ResponseDecodeError
from spaceinvoices_async.testing import Reply, ScriptedTransport
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport

OPTIONS = ClientOptions(max_response_bytes=1024, max_attempts=1)


async def too_much(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2048\r\n\r\n")
    writer.write(b" " * 2048)
    await writer.drain()
    writer.close()


@pytest.mark.parametrize("transport", [HttpxTransport, AiohttpTransport])
async def test_a_read_names_the_call_and_what_was_tried(transport):
    async with await asyncio.start_server(too_much, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with AsyncSpaceInvoices(
            "token", base_url=url, options=OPTIONS, transport=transport()
        ) as si:
            with si.record() as calls, pytest.raises(ResponseDecodeError) as caught:
                await si.documents.get("d1")

    assert str(caught.value).startswith("documents_get: the answer is larger than 1024 bytes")
    assert [(one.outcome, one.reason) for one in caught.value.attempts] == [
        ("unknown", "too_large")
    ]
    assert calls[0].attempts == caught.value.attempts


@pytest.mark.parametrize("transport", [HttpxTransport, AiohttpTransport])
async def test_what_a_write_has_done_is_unknown(transport):
    async with await asyncio.start_server(too_much, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with AsyncSpaceInvoices(
            "token", base_url=url, options=OPTIONS, transport=transport()
        ) as si:
            with pytest.raises(OutcomeUnknownError, match="too_large"):
                await si.clients.update("c1", note="x")


async def test_a_login_without_a_token_names_the_call_that_needed_it_and_no_attempt_of_it():
    transport = ScriptedTransport(Reply({}))
    async with AsyncSpaceInvoices(
        email="a@example.com", password="secret", transport=transport
    ) as si:
        with pytest.raises(
            ResponseDecodeError, match="documents_get: the answer holds no token"
        ) as caught:
            await si.documents.get("d1")

    assert caught.value.attempts == ()
