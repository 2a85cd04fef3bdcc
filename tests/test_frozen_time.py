"""Time that a test has frozen, and loops that are closed too early."""

from __future__ import annotations

import asyncio

import pytest
from freezegun import freeze_time

from spaceinvoices_async import AsyncSpaceInvoices, errors
from spaceinvoices_async.clock import SYSTEM_CLOCK
from spaceinvoices_async.testing import Reply, ScriptedTransport


@pytest.mark.parametrize("real_asyncio", [False, True])
@pytest.mark.parametrize("moment", ["1999-01-01", "2035-01-01"])
async def test_calls_go_on_while_time_is_frozen_and_after(moment, real_asyncio):
    transport = ScriptedTransport(lambda _: Reply({"id": "a"}))
    async with AsyncSpaceInvoices("token", transport=transport) as si:
        await si.accounts.authorized()
        with freeze_time(moment, real_asyncio=real_asyncio):
            for _ in range(5):
                await si.accounts.authorized()
        for _ in range(5):
            await si.accounts.authorized()

    assert len(transport.requests) == 11


@pytest.mark.parametrize("real_asyncio", [False, True])
async def test_a_wait_ends_while_time_is_frozen(real_asyncio):
    with freeze_time("2035-01-01", real_asyncio=real_asyncio):
        before = SYSTEM_CLOCK.monotonic()
        await SYSTEM_CLOCK.sleep(0.02)
        assert SYSTEM_CLOCK.monotonic() - before >= 0.02
        assert SYSTEM_CLOCK.now().year == 2035


async def test_a_cancelled_timer_does_not_call_while_time_is_frozen():
    called = []
    with freeze_time("2035-01-01"):
        timer = SYSTEM_CLOCK.call_later(0.01, lambda: called.append(1))
        timer.cancel()
        await SYSTEM_CLOCK.sleep(0.03)
    assert called == []


def test_the_clock_goes_by_the_time_of_the_loop():
    class Dreaming(asyncio.SelectorEventLoop):
        def time(self):
            return super().time() + 5000

    async def read():
        return SYSTEM_CLOCK.monotonic() - asyncio.get_running_loop().time()

    with asyncio.Runner(loop_factory=Dreaming) as runner:
        assert abs(runner.run(read())) < 1


class Counting:
    """A transport whose end takes turns, and that counts how often it came about."""

    def __init__(self):
        self.closed = 0
        self.may_close = asyncio.Event()

    async def send(self, request):
        await asyncio.Event().wait()

    async def aclose(self):
        await self.may_close.wait()
        self.closed += 1


async def test_a_close_that_is_cancelled_half_way_closes_the_connections_all_the_same():
    transport = Counting()
    si = AsyncSpaceInvoices("token", transport=transport)
    closing = asyncio.create_task(si.aclose())
    for _ in range(5):
        await asyncio.sleep(0)
    for _ in range(2):
        closing.cancel()
        await asyncio.sleep(0)
    transport.may_close.set()
    with pytest.raises(asyncio.CancelledError):
        await closing
    await asyncio.sleep(0)

    assert transport.closed == 1


async def test_a_login_under_way_has_ended_before_the_connections_are_closed():
    order = []

    class Logging:
        async def send(self, request):
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(0)
                order.append("login ended")

        async def aclose(self):
            order.append("closed")

    si = AsyncSpaceInvoices(email="a@b.example", password="x", transport=Logging())
    call = asyncio.create_task(si.accounts.authorized())
    for _ in range(10):
        await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await si.aclose()

    assert order == ["login ended", "closed"]


async def nothing(si):
    async with si:
        pass


@pytest.mark.parametrize(
    "use",
    [
        nothing,
        lambda si: si.aclose(),
        lambda si: si.accounts.authorized(),
        lambda si: si.as_account(id="child"),
        lambda si: si.clients.create("org", name="n"),
    ],
)
def test_under_another_library_than_asyncio_everything_says_so(use):
    si = AsyncSpaceInvoices("token", transport=ScriptedTransport())
    coroutine = use(si)

    with pytest.raises(errors.ConfigurationError, match="asyncio"):
        coroutine.send(None)
