"""Tests in parallel with pytest-xdist: `pytest -n auto`. A sandbox for each worker, shared by its tests.

The fixtures `sandbox` and `local_sandbox` start a server for each test, and need nothing of this. One
for each worker is quicker where there are hundreds of tests; each test then makes an organization of
its own, so that none sees the documents of another.
"""

from collections.abc import Iterator

import pytest
from billing import Order, bill

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_sandbox import Sandbox


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[Sandbox]:
    """Yield one server for each worker of xdist, on a port of its own."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def organization(shared_sandbox: Sandbox) -> str:
    return shared_sandbox.seed.organization()


@pytest.mark.parametrize("order", ["o-1", "o-2", "o-3"])
@pytest.mark.asyncio
async def test_the_first_invoice_of_an_organization_is_number_one(
    shared_sandbox: Sandbox, organization: str, order: str
) -> None:
    async with AsyncSpaceInvoices(shared_sandbox.token, base_url=shared_sandbox.url) as si:
        number = await bill(si, organization, Order(order, "Rocket man", "Space suit", "100"))
    assert number.endswith("-00001")
