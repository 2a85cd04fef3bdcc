"""What closing a client does to its calls."""

from __future__ import annotations

import asyncio

import pytest

from spaceinvoices_async import errors
from spaceinvoices_async._serialization import responses
from tests.support.scripted_client import GET, answer, refusal, rig


async def test_closing_closes_the_transport():
    setup = rig()
    await setup.pipeline.aclose()

    assert setup.transport.closed == 1


async def test_a_call_that_waits_when_the_client_is_closed_opens_no_connection_any_more():
    setup = rig(refusal(503, retry_after="7"), answer({"id": "d1"}))
    call = setup.requestor.call(GET, responses.anything, path=("d1",))
    task = asyncio.create_task(call)
    await setup.transport.arrived.wait()
    await setup.pipeline.aclose()

    with pytest.raises(errors.ConfigurationError, match="closed while the call was under way"):
        await task

    assert len(setup.transport.requests) == 1
