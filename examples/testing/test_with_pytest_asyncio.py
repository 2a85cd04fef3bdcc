"""Tests with pytest-asyncio and the fixtures that this package brings."""

import pytest
from billing import Order, bill

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_sandbox import LocalSandbox
from spaceinvoices_sandbox.faults import Fault

ORDER = Order("o-1", "Rocket man", "Space suit", "100")


@pytest.mark.asyncio
async def test_an_order_is_billed_once(
    local_sandbox: LocalSandbox, local_client: AsyncSpaceInvoices
) -> None:
    organization = local_sandbox.seed.organization()
    first = await bill(local_client, organization, ORDER)
    assert await bill(local_client, organization, ORDER) == first
    assert await local_client.documents.count(organization) == 1


@pytest.mark.asyncio
async def test_an_answer_that_is_lost_does_not_bill_twice(
    local_sandbox: LocalSandbox, local_client: AsyncSpaceInvoices
) -> None:
    organization = local_sandbox.seed.organization()
    local_sandbox.world.faults.plan(Fault(kind="drop-after", operation="documents_create"))
    await bill(local_client, organization, ORDER)
    assert await local_client.documents.count(organization) == 1
