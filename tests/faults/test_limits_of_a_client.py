"""The limits through the whole client: over a socket, between merchants, and as it shows them."""

from __future__ import annotations

import asyncio
import math
import random
from typing import TYPE_CHECKING

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_async.testing import FakeClock, Reply, ScriptedTransport
from tests.conformance.raw_server import RawServer
from tests.faults.exactly_once import TRANSPORTS
from tests.support.throttling_server import ThrottlingServer, busiest_second

if TYPE_CHECKING:
    from collections.abc import Callable

    from spaceinvoices_async.testing import SentRequest
    from spaceinvoices_async.transports import Request, Response, Transport
    from tests.conformance.raw_server import Peer

DOCUMENT = Reply({"id": "doc", "count": 1})
TOO_MANY = Reply({"error": {"statusCode": 429, "message": "Too Many Requests"}}, status=429)


async def until(true: Callable[[], bool]) -> None:
    """Let the others run until something is true."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - it is told by nobody
            await asyncio.sleep(0.0005)


class SlowToConnect:
    """Holds the first requests up, as opening connections does, and notes when each one leaves."""

    def __init__(self, inner: Transport, clock: FakeClock) -> None:
        self.moments: list[float] = []
        self._inner = inner
        self._clock = clock
        self._random = random.Random(1)
        self._opening = 100

    async def send(self, request: Request) -> Response:
        if self._opening:
            self._opening -= 1
            await self._clock.sleep(self._random.uniform(0, 0.5))
        try:
            return await self._inner.send(request)
        finally:
            if request.progress is not None and request.progress.sent_at is not None:
                self.moments.append(request.progress.sent_at)

    async def aclose(self) -> None:
        await self._inner.aclose()


@pytest.mark.parametrize("name", TRANSPORTS)
async def test_a_sliding_window_of_100_is_used_and_never_exceeded_over_a_socket(name: str) -> None:
    # The sockets are real, the seconds are not: a busy machine counts as fast as an idle one.
    clock = FakeClock(auto=True, grace=0.001)
    window = ThrottlingServer(clock, lambda now: 100)

    async def grant(peer: Peer) -> None:
        while await peer.request():
            status = "200 OK" if window.answer() == 200 else "429 Too Many Requests"
            await peer.answer(b'{"id":"doc"}', status=status)

    options = ClientOptions(concurrency=32)
    async with RawServer(grant) as server:
        transport = SlowToConnect(TRANSPORTS[name](trust_env=False), clock)
        async with AsyncSpaceInvoices(
            "t", base_url=server.url, transport=transport, options=options, clock=clock
        ) as si:
            await asyncio.gather(*(si.documents.get(f"doc-{n}") for n in range(500)))

    assert len(window.accepted) == 500
    assert busiest_second(sorted(transport.moments)) <= 98
    assert window.refused == []
    # The first second is that of the slow connections.
    assert window.used(1, int(clock.monotonic())) > 0.95


LIMITS = {
    "known": lambda now: 100,
    "unknown": lambda now: 40,
    "falls and comes back": lambda now: 10 if 5 <= now < 15 else 100,
}


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
@pytest.mark.parametrize("retry_after", [None, 1.0], ids=["silent 429", "Retry-After"])
async def test_every_call_comes_through_whatever_the_server_grants(limit, retry_after) -> None:
    clock = FakeClock(auto=True)
    server = ThrottlingServer(clock, limit)
    headers = {} if retry_after is None else {"Retry-After": f"{retry_after:.0f}"}

    async def answer(request: SentRequest) -> Reply:
        await clock.sleep(0.02)
        throttled = server.answer() == 429
        return Reply(TOO_MANY.json, status=429, headers=headers) if throttled else DOCUMENT

    options = ClientOptions(deadline=math.inf)
    async with AsyncSpaceInvoices(
        "t", transport=ScriptedTransport(answer), options=options, clock=clock
    ) as si:
        rest = iter(range(2000))

        async def fetch() -> None:
            for number in rest:
                await si.documents.get(f"doc-{number}")

        await asyncio.gather(*(fetch() for _ in range(50)))
        stats = si.stats()

    assert len(server.accepted) == 2000
    assert stats.limits is not None
    assert stats.limits.throttled == len(server.refused)
    # A 429 is news about the limit: a few, to find it and to follow it.
    assert len(server.refused) < 100
    if limit is LIMITS["known"]:
        assert server.refused == []
        assert server.used(1, int(clock.monotonic())) > 0.95


class Merchants:
    """Issues tokens for children, and answers their calls one by one as it is told."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.turns = asyncio.Semaphore(0)

    async def __call__(self, request: SentRequest) -> Reply:
        if request.path.endswith("/impersonate"):
            body = request.json
            assert isinstance(body, dict)
            return Reply({"id": f"token-{body['id']}", "ttl": 3600, "userId": body["id"]})
        if request.path.endswith("/logout"):
            return Reply(status=204)
        self.order.append((request.token or "").removeprefix("token-"))
        await self.turns.acquire()
        return DOCUMENT


CALLS = {
    "in an organization": lambda view, n: view.documents.count(f"org-{view.account_id}"),
    "of a record": lambda view, n: view.documents.get(f"doc-{n}"),
    "of a file": lambda view, n: view.units.image(f"unit-{n}", type="logo"),
    "of any route": lambda view, n: view.request("GET", f"/v1/Units/{n}"),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_one_merchants_batch_does_not_stand_before_anothers_single_call(call) -> None:
    server = Merchants()
    options = ClientOptions(rate=None, concurrency=8, max_concurrency=8, deadline=math.inf)
    async with (
        AsyncSpaceInvoices("t", transport=ScriptedTransport(server), options=options) as si,
        si.impersonate(id="busy") as busy,
        si.impersonate(id="quiet") as quiet,
    ):
        batch = asyncio.gather(*(call(busy, number) for number in range(2000)))
        await until(lambda: si.stats().under_way == 2000)
        single = asyncio.ensure_future(call(quiet, 0))
        await until(lambda: si.stats().under_way == 2001)
        for _ in range(2100):
            server.turns.release()
        await asyncio.gather(batch, single)

    # Those in flight come first, then at most one of the batch: its turn had come already.
    assert server.order.index("quiet") <= 8 + 1
    assert server.order.count("busy") == 2000


async def test_stats_show_limits_in_flight_waiting_retries_and_budget() -> None:
    served = asyncio.Event()
    arrived = asyncio.Semaphore(0)
    failing = iter([True])

    async def answer(request: SentRequest) -> Reply:
        if next(failing, False):
            return Reply({}, status=503)
        arrived.release()
        await served.wait()
        return DOCUMENT

    options = ClientOptions(rate=None, concurrency=3, max_concurrency=3, backoff=0.001)
    async with AsyncSpaceInvoices("t", transport=ScriptedTransport(answer), options=options) as si:
        calls = asyncio.gather(*(si.documents.count(f"org-{n % 2}") for n in range(10)))
        for _ in range(3):
            await arrived.acquire()
        # The call that was answered with 503 waits for its next turn.
        await until(lambda: si.stats().limits.waiting == 7)
        busy = si.stats()
        served.set()
        await calls
        idle = si.stats()

    assert busy.limits is not None
    assert (busy.limits.rate, busy.limits.concurrency) == (None, 3)
    assert (busy.limits.in_flight, busy.limits.waiting) == (3, 7)
    assert set(busy.limits.lanes) == {"org-0", "org-1"}
    assert sum(busy.limits.lanes.values()) == 7
    assert (busy.under_way, busy.calls, busy.retry_budget) == (10, 0, 500 - 14)
    assert idle.limits is not None
    assert (idle.limits.in_flight, idle.limits.waiting, idle.limits.lanes) == (0, 0, {})
    assert (idle.under_way, idle.calls, idle.resends) == (0, 10, 1)
    assert idle.retry_budget == 500
