"""A call is cancelled at every await it has: nothing leaks, nothing is issued twice."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from spaceinvoices_async.transports import TransportError
from tests.lifecycle.stepping import CancelledAt

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from spaceinvoices_async.testing import SentRequest

HORIZON = 2.0
DEAD = Reply({"error": {"statusCode": 401, "code": "INVALID_TOKEN", "message": "dead"}}, status=401)


class Server:
    """Goes on with what it has begun when its client is gone, and checks ids as the real one."""

    def __init__(self, clock: FakeClock, faults: tuple[str, ...]) -> None:
        self.faults = list(faults)
        self.stored: Counter[str] = Counter()
        self.overlaps = 0
        self._clock = clock
        self._under_way: Counter[str] = Counter()
        self._tokens = 0
        self._tasks: set[asyncio.Task[Reply]] = set()

    async def __call__(self, request: SentRequest) -> Reply:
        task = asyncio.ensure_future(self._serve(request))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Reply]) -> None:
        self._tasks.discard(task)
        task.exception()  # of an answer that nobody waits for any more

    async def rest(self) -> None:
        """Wait until nothing is under way any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _serve(self, request: SentRequest) -> Reply:
        await self._clock.sleep(0.01)
        name = request.path.rpartition("/")[2]
        if name in {"login", "impersonate"}:
            self._tokens += 1
            return Reply({"id": f"token-{self._tokens}", "ttl": 3600, "userId": "someone"})
        if request.method == "POST" and name == "documents":
            return await self._create(request)
        if name == "documents":
            wanted = json.loads(request.query["filter"])["where"]["uniqueId"]
            return Reply([{"id": wanted, "uniqueId": wanted}] if self.stored[wanted] else [])
        return Reply(status=204)

    async def _create(self, request: SentRequest) -> Reply:
        fault = self.faults.pop(0) if self.faults else "none"
        if fault == "dead token":
            return DEAD
        body = request.json
        assert isinstance(body, dict)
        unique_id = str(body["uniqueId"])
        self.overlaps += self._under_way[unique_id] > 0
        self._under_way[unique_id] += 1
        taken = self.stored[unique_id]
        await self._clock.sleep(0.4)
        self._under_way[unique_id] -= 1
        if fault == "lost before":
            raise TransportError("unknown", "reset")
        if not taken:
            self.stored[unique_id] += 1
        if fault == "lost after":
            raise TransportError("unknown", "reset")
        return Reply({**body, "id": unique_id})


async def create(si: AsyncSpaceInvoices) -> None:
    document = await si.documents.create("org", type="invoice", items=[], unique_id="order")
    assert document.id == "order"


async def create_as_child(si: AsyncSpaceInvoices) -> None:
    async with si.impersonate(id="someone") as child:
        await child.documents.create("org", type="invoice", items=[], unique_id="order")


async def keep_busy(si: AsyncSpaceInvoices) -> None:
    for _ in range(20):
        await si.request("GET", "/v1/Units/unit")


FAULTS = {
    "nothing is lost": (),
    "the answer is lost": ("lost after",),
    "the request is lost twice": ("lost before", "lost before"),
    "the token is dead": ("dead token",),
    "the token is dead and the answer lost": ("dead token", "lost after"),
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("work", [create, create_as_child])
async def test_a_create_cancelled_at_any_await_leaks_nothing_and_issues_nothing_twice(
    work: Callable[[AsyncSpaceInvoices], Coroutine[object, object, None]], faults: tuple[str, ...]
) -> None:
    number, cancelled = 0, True
    while cancelled:
        number += 1
        cancelled = await cancel_at(number, work, faults)

    assert number > 3


async def cancel_at(
    number: int,
    work: Callable[[AsyncSpaceInvoices], Coroutine[object, object, None]],
    faults: tuple[str, ...],
) -> bool:
    """Cancel one piece of work at its n-th await, if it has as many, and look around."""
    clock = FakeClock(auto=True)
    server = Server(clock, faults)
    options = ClientOptions(horizon=HORIZON, concurrency=1, max_concurrency=1)
    si = AsyncSpaceInvoices(
        email="a@b.c",
        password="secret",
        transport=ScriptedTransport(server),
        options=options,
        clock=clock,
    )

    async def begin() -> None:
        await CancelledAt(work(si), number)

    async with si:
        # They take the only slot in turn, so that the call has to queue for it.
        neighbours = [asyncio.create_task(keep_busy(si)) for _ in range(3)]
        task = asyncio.create_task(begin())
        await asyncio.wait([task])
        cancelled = task.cancelled()
        if not cancelled:
            task.result()
        # With a slot leaked the only one would be gone; with an entry lost there would be two.
        await asyncio.gather(create(si), create(si))
        await asyncio.gather(*neighbours)
        stats = si.stats()
    await server.rest()

    assert server.overlaps == 0
    assert server.stored == {"order": 1}
    assert stats.limits is not None
    assert (stats.under_way, stats.limits.in_flight, stats.limits.waiting) == (0, 0, 0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    return cancelled
