"""A client that is closed without waiting for its calls, since `aclose` was cancelled."""

import asyncio

import pytest

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    ClientOptions,
    ConfigurationError,
    OutcomeUnknownError,
)
from spaceinvoices_async.transports.aiohttp import AiohttpTransport
from spaceinvoices_async.transports.httpx import HttpxTransport

LINES = [{"name": "Suit", "price": 1}]
CALLS = {
    "read": (lambda si: si.documents.get("d1"), ConfigurationError),
    "create": (
        lambda si: si.documents.create("org", client={"name": "c"}, items=LINES),
        OutcomeUnknownError,
    ),
}


@pytest.mark.parametrize("transport", [HttpxTransport, AiohttpTransport])
@pytest.mark.parametrize("call", CALLS)
async def test_a_call_under_way_opens_no_connection_that_nobody_closes(transport, call):
    connected, arrived = [], asyncio.Event()

    async def never_answer(reader, writer):
        connected.append(writer)
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        await reader.read()
        writer.close()

    make, expected = CALLS[call]
    async with await asyncio.start_server(never_answer, "127.0.0.1", 0) as server:
        si = AsyncSpaceInvoices(
            "token",
            base_url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}",
            options=ClientOptions(lookup_delays=(0.01,)),
            transport=transport(),
        )
        task = asyncio.create_task(make(si))
        await arrived.wait()
        closing = asyncio.create_task(si.aclose())
        await asyncio.sleep(0)
        closing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await closing
        with pytest.raises(expected):
            await task

    assert len(connected) == 1
