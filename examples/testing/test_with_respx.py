"""A test with respx: it answers in place of the server. Works with the default transport."""

import json

import httpx
import pytest
import respx
from billing import Order, bill

from spaceinvoices_async import AsyncSpaceInvoices


@pytest.mark.asyncio
async def test_what_is_sent_and_what_comes_back() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        sent = json.loads(request.content)
        stored = {"id": "d1", "number": "2026-00001", "organizationId": "org", **sent}
        return httpx.Response(200, json=stored)

    with respx.mock(base_url="https://api.spaceinvoices.com") as server:
        route = server.post("/v1/Organizations/org/documents").mock(side_effect=answer)
        async with AsyncSpaceInvoices("token") as si:
            order = Order("o-1", "Rocket man", "Space suit", "100")
            assert await bill(si, "org", order) == "2026-00001"
    assert json.loads(route.calls.last.request.content)["uniqueId"] == "o-1"
