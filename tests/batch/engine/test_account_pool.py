"""The accounts that a batch acts as: opened once, kept while needed, closed when there are many."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async._requestor import InFlightCalls
from spaceinvoices_async._serialization.responses import records
from spaceinvoices_async.batch.engine.account_pool import Accounts
from spaceinvoices_async.errors import AccessDeniedError, ConfigurationError
from spaceinvoices_async.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable


class Impersonations:
    """Opens and closes accounts as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.asked: list[dict[str, object]] = []
        self.closed: list[str] = []
        self.errors: list[Exception] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def open(self, **asked: Any) -> str:
        self.asked.append(asked)
        self.opened.append(asked["id"])
        await self.gate.wait()
        if self.errors:
            raise self.errors.pop(0)
        return f"child {asked['id']}"

    async def close(self, child: str, in_flight: InFlightCalls) -> None:
        assert in_flight.count == 0
        self.closed.append(child)


class Rig:
    """A pool over scripted impersonations."""

    def __init__(self, pipelines: Callable[[str], object] | None = None) -> None:
        self.children = Impersonations()
        self.client = InFlightCalls("client")
        self.parts: Any = SimpleNamespace(
            requestor="the client's own",
            pipeline="the client's pipeline",
            impersonations=self.children,
            in_flight=self.client,
        )
        self.accounts = Accounts(self.parts, pipelines)

    async def use(self, *ids: str) -> None:
        for account_id in ids:
            async with self.accounts.requestor(account_id):
                pass


def numbered(*numbers: int) -> list[str]:
    return [f"a{number}" for number in numbers]


def children(ids: list[str]) -> list[str]:
    return [f"child {account_id}" for account_id in ids]


async def test_the_clients_own_account_needs_no_opening() -> None:
    rig = Rig()
    async with rig.accounts.requestor(None) as requestor:
        assert requestor is rig.parts.requestor
    assert rig.children.opened == []


async def test_a_child_is_opened_once_for_an_hour_and_kept() -> None:
    rig = Rig()
    async with (
        rig.accounts.requestor("a") as requestor,
        rig.accounts.requestor("a") as other,
    ):
        assert requestor.credentials == other.credentials == "child a"
        assert requestor.pipeline == "the client's pipeline"
    await rig.use("a")
    assert rig.children.asked == [{"id": "a", "email": None, "ttl": 3600}]
    assert rig.children.closed == []


async def test_a_child_with_limits_of_its_own_goes_its_own_way() -> None:
    rig = Rig(lambda account_id: f"pipeline of {account_id}")
    async with rig.accounts.requestor("a") as requestor:
        assert requestor.pipeline == "pipeline of a"


async def test_calls_of_a_child_are_calls_of_the_client() -> None:
    rig = Rig()
    rig.client.close()
    async with rig.accounts.requestor("a") as requestor:
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await requestor.call(OPERATIONS["documents_list"], records, path=("org",))


async def test_rows_that_come_together_wait_for_one_opening() -> None:
    rig = Rig()
    rig.children.gate.clear()
    using = [asyncio.create_task(rig.use("a")) for _ in range(3)]
    await asyncio.sleep(0)
    rig.children.gate.set()
    await asyncio.gather(*using)
    assert rig.children.opened == ["a"]


async def test_an_opening_that_failed_is_told_to_all_who_wait_and_tried_again_later() -> None:
    rig = Rig()
    rig.children.gate.clear()
    rig.children.errors = [AccessDeniedError("no", status=403)]
    using = [asyncio.create_task(rig.use("a")) for _ in range(2)]
    await asyncio.sleep(0)
    rig.children.gate.set()
    ends = await asyncio.gather(*using, return_exceptions=True)
    assert [type(end) for end in ends] == [AccessDeniedError, AccessDeniedError]

    await rig.use("a")
    assert rig.children.opened == ["a", "a"]


async def test_who_hears_late_of_a_failed_opening_shares_the_next_one() -> None:
    rig = Rig()
    rig.children.gate.clear()
    rig.children.errors = [AccessDeniedError("no", status=403)]

    async def try_twice() -> None:
        with suppress(AccessDeniedError):
            await rig.use("a")
        await rig.use("a")

    trying = [asyncio.create_task(try_twice()) for _ in range(3)]
    await asyncio.sleep(0)
    rig.children.gate.set()
    await asyncio.gather(*trying)
    assert rig.children.opened == ["a", "a"]


async def test_a_row_that_is_given_up_does_not_end_the_opening_for_others() -> None:
    rig = Rig()
    rig.children.gate.clear()
    given_up, waiting = (asyncio.create_task(rig.use("a")) for _ in range(2))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.wait([given_up])
    rig.children.gate.set()
    await waiting
    assert rig.children.opened == ["a"]


async def test_beyond_sixty_four_the_longest_unused_are_closed() -> None:
    rig = Rig()
    await rig.use(*numbered(*range(64)))
    assert rig.children.closed == []

    await rig.use("a0")  # the longest unused is now a1
    await rig.use("b", "c")
    assert rig.children.closed == children(numbered(1, 2))

    await rig.use("a0", "a1")
    assert rig.children.opened == [*numbered(*range(64)), "b", "c", "a1"]


async def test_those_in_use_are_never_closed_however_many() -> None:
    rig = Rig()
    async with AsyncExitStack() as stack:
        for account_id in numbered(*range(70)):
            await stack.enter_async_context(rig.accounts.requestor(account_id))
        await rig.use("idle")
        assert rig.children.closed == ["child idle"]
    assert len(rig.children.closed) == 7


async def test_those_that_are_still_opening_are_not_closed() -> None:
    rig = Rig()
    rig.children.gate.clear()
    given_up = asyncio.create_task(rig.use("a"))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.wait([given_up])

    await rig.accounts.aclose()
    assert rig.children.closed == []

    rig.children.gate.set()
    await rig.use("a")
    await rig.accounts.aclose()
    assert rig.children.closed == ["child a"]


async def test_at_the_end_all_are_closed_but_those_that_never_opened() -> None:
    rig = Rig()
    rig.children.gate.clear()
    rig.children.errors = [AccessDeniedError("no", status=403)]
    given_up = asyncio.create_task(rig.use("failed"))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.wait([given_up])
    rig.children.gate.set()
    await rig.use("a", "b")

    await rig.accounts.aclose()
    assert rig.children.closed == ["child a", "child b"]
    await rig.use("a")
    assert rig.children.opened == ["failed", "a", "b", "a"]
