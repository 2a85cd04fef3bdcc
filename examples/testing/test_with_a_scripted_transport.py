"""A test without any server: a transport answers from a list, and keeps what was sent."""

import pytest
from billing import Order, bill

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.testing import Reply, ScriptedTransport


@pytest.mark.asyncio
async def test_what_is_sent() -> None:
    stored = {"id": "d1", "number": "2026-00001", "uniqueId": "o-1", "organizationId": "org"}
    transport = ScriptedTransport(Reply(stored))
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        order = Order("o-1", "Rocket man", "Space suit", "100")
        assert await bill(si, "org", order) == "2026-00001"
    assert transport.requests[0].path == "/v1/Organizations/org/documents"
