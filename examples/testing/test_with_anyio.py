"""Tests with anyio's pytest plugin; the SDK works on its asyncio backend."""

import pytest
from billing import Order, bill

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_sandbox import Sandbox


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_an_order_is_billed(sandbox: Sandbox) -> None:
    organization = sandbox.seed.organization()
    async with AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url) as si:
        number = await bill(si, organization, Order("o-1", "Rocket man", "Space suit", "100"))
    assert number.endswith("-00001")
