"""The client against the embedded server, over real connections."""

from __future__ import annotations

import asyncio
import gc
import os
import warnings
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async.client import AsyncSpaceInvoices
from spaceinvoices_async.errors import AccessDeniedError, ApiError
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNLIMITED = ClientOptions(rate=None, concurrency=None)
CHILDREN = 12


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One server for all tests here; each makes accounts of its own."""
    with Sandbox() as sandbox:
        yield sandbox


def _root(sandbox: Sandbox) -> AsyncSpaceInvoices:
    return AsyncSpaceInvoices(sandbox.token, base_url=sandbox.url, options=UNLIMITED)


async def test_children_issue_into_their_own_books(sandbox, tmp_path: Path):
    saved: set[Path] = set()

    async def merchant(si: AsyncSpaceInvoices, number: int) -> tuple[str, list[str]]:
        email = f"merchant{number}@books.example"
        account = await si.accounts.create(email=email, password="long enough")
        async with si.impersonate(email=email) as view:
            assert view.account_id == account.id
            organization = await view.organizations.create(
                account.id, name=f"Merchant {number}", country="Belgium"
            )
            issued = await asyncio.gather(
                *(
                    view.documents.create(
                        organization.id,
                        type="invoice",
                        unique_id=f"{number}-{order}",
                        client={"name": f"Buyer of {number}"},
                        items=[{"name": "Thing", "quantity": 1, "price": number + 1}],
                    )
                    for order in range(5)
                )
            )
            to = tmp_path / f"{number}.pdf"
            saved.add(await view.documents.download_pdf(issued[0].id, to=to))
        return organization.id, [document.id for document in issued]

    async with _root(sandbox) as si:
        books = await asyncio.gather(*(merchant(si, number) for number in range(CHILDREN)))
        for number, (organization, ids) in enumerate(books):
            rows = [document async for document in si.documents.list(organization)]
            assert {row.id for row in rows} == set(ids)
            assert {row.client.name for row in rows} == {f"Buyer of {number}"}
    assert {path.suffix for path in saved} == {".pdf"}
    assert len(saved) == CHILDREN


async def test_a_view_has_no_right_to_its_neighbours_books(sandbox):
    async with _root(sandbox) as si:
        anna = await si.accounts.create(email="anna@rights.example", password="long enough")
        bob = await si.accounts.create(email="bob@rights.example", password="long enough")
        async with si.impersonate(id=anna.id) as view:
            with pytest.raises(AccessDeniedError):
                await view.organizations.create(bob.id, name="Not mine", country="Belgium")
        with pytest.raises(ApiError):
            await si.as_account(email="nobody@rights.example")


async def test_logging_in_and_out(sandbox):
    async with _root(sandbox) as si:
        await si.accounts.create(email="carla@login.example", password="long enough")
    carla = AsyncSpaceInvoices(
        email="carla@login.example", password="long enough", base_url=sandbox.url
    )
    async with carla:
        me = await carla.accounts.authorized()
        assert me.email == "carla@login.example"
        assert carla.account_id == me.id
        await carla.logout()
        assert (await carla.accounts.authorized()).id == me.id
        with carla.record() as calls:
            await carla.logout()
    assert [call.operation for call in calls] == ["accounts_logout"]


@pytest.fixture
def left_behind() -> Iterator[None]:
    """Let a loop end with its connections open; Python says so when it collects them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


async def _account_id(si: AsyncSpaceInvoices) -> str:
    return (await si.accounts.authorized()).id


@pytest.mark.usefixtures("left_behind")
def test_one_client_works_in_loops_one_after_the_other(sandbox):
    si = _root(sandbox)
    first = asyncio.run(_account_id(si))
    assert asyncio.run(_account_id(si)) == first
    asyncio.run(si.aclose())


@pytest.mark.usefixtures("left_behind")
def test_a_forked_child_works_beside_its_parent(sandbox):
    si = _root(sandbox)
    mine = asyncio.run(_account_id(si))
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, asyncio.run(_account_id(si)).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        theirs = answer.read()
    os.waitpid(child, 0)
    assert theirs == asyncio.run(_account_id(si)) == mine
    asyncio.run(si.aclose())
