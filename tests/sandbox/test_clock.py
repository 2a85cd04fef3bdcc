"""One clock for the sandbox and its clients: advancing it ends every wait at once."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions
from spaceinvoices_sandbox import LocalSandbox, SandboxOptions
from spaceinvoices_sandbox.clock import SandboxClock
from spaceinvoices_sandbox.faults import Fault

START = datetime(2026, 1, 1, tzinfo=UTC)
INVOICE = {"client": {"name": "Rocket man"}, "items": [{"name": "Space suit", "price": 100}]}


@pytest.fixture
def local():
    local = LocalSandbox()
    yield local
    local.close()


async def test_advancing_ends_the_waits_that_are_over_by_then_and_no_other():
    clock = SandboxClock()
    ended = []

    async def wait(seconds):
        await clock.sleep(seconds)
        ended.append(seconds)

    tasks = [asyncio.create_task(wait(seconds)) for seconds in (60, 3600)]
    await asyncio.sleep(0)
    clock.advance(timedelta(seconds=90))
    await tasks[0]
    assert ended == [60]
    clock.advance(timedelta(hours=1))
    await tasks[1]
    assert ended == [60, 3600]


async def test_advancing_from_another_thread_ends_a_wait():
    clock = SandboxClock()
    task = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    await asyncio.to_thread(clock.advance, timedelta(hours=2))
    await task


async def test_advancing_ends_a_timeout():
    clock = SandboxClock()

    async def wait_in_vain():
        async with clock.timeout(3600):
            clock.advance(timedelta(hours=2))
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await wait_in_vain()


async def test_a_cancelled_timer_never_calls():
    clock = SandboxClock()
    called = []
    timer = clock.call_later(10, lambda: called.append(1))
    clock.advance(timedelta(seconds=20))
    timer.cancel()
    await asyncio.sleep(0.01)
    assert called == []


async def test_a_stopped_date_stops_no_wait():
    clock = SandboxClock()
    clock.freeze(START)
    await clock.sleep(0.001)
    assert clock.now() == START


async def test_going_back_moves_the_date_alone():
    clock = SandboxClock()
    clock.freeze(START)
    before = clock.monotonic()
    clock.advance(timedelta(days=-1))
    assert clock.now() == START - timedelta(days=1)
    assert clock.monotonic() >= before


@pytest.mark.parametrize(
    "kind", ["refuse", "drop-before", "drop-after", "bad-gateway", "unknown-error", "truncate"]
)
async def test_a_lost_create_of_the_documented_fixtures_is_settled_quickly(
    local_sandbox, local_client, kind
):
    organization = local_sandbox.seed.organization()
    local_sandbox.world.faults.plan(Fault(kind=kind, operation="documents_create"))
    began = local_sandbox.clock.monotonic()
    document = await local_client.documents.create(organization, unique_id="1", **INVOICE)
    assert document.unique_id == "1"
    assert local_sandbox.clock.monotonic() - began < 30
    assert await local_client.documents.count(organization) == 1


async def test_over_a_socket_too(sandbox, client):
    organization = sandbox.seed.organization()
    sandbox.world.faults.plan(Fault(kind="refuse", operation="documents_create"))
    assert (await client.documents.create(organization, unique_id="1", **INVOICE)).id
    assert await client.documents.count(organization) == 1


@pytest.mark.parametrize("kind", ["refuse", "delay-before", "throttle"])
async def test_advancing_ends_every_wait_of_a_client_with_the_horizon_of_the_real_one(local, kind):
    organization = local.seed.organization()
    local.world.faults.plan(Fault(kind=kind, seconds=50, operation="documents_create"))
    began = time.monotonic()
    async with AsyncSpaceInvoices(
        local.token,
        base_url=local.url,
        transport=local.transport(),
        clock=local.clock,
        options=ClientOptions(horizon=90),
    ) as si:
        creating = asyncio.create_task(si.documents.create(organization, unique_id="1", **INVOICE))
        while not creating.done():  # as a person would: on and on, until it is done
            await asyncio.sleep(0.005)
            local.clock.advance(timedelta(seconds=55))
        assert (await creating).unique_id == "1"
    assert time.monotonic() - began < 30


async def test_the_sandboxs_own_delays_go_by_its_clock():
    local = LocalSandbox(SandboxOptions(latency=20))
    try:
        async with AsyncSpaceInvoices(
            local.token, base_url=local.url, transport=local.transport()
        ) as si:
            began = time.monotonic()
            asking = asyncio.create_task(si.accounts.authorized())
            # The time-out of the client, and the delay.
            while len(local.clock._timers) < 2:  # noqa: ASYNC110 - it is told by nobody
                await asyncio.sleep(0)
            local.clock.advance(timedelta(seconds=10))
            await asyncio.sleep(0.01)
            assert not asking.done()
            local.clock.advance(timedelta(seconds=11))
            assert (await asking).email == "root@example.com"
            assert time.monotonic() - began < 10
    finally:
        local.close()


def test_the_options_of_the_clients_are_there_to_be_overridden(sandbox_client_options):
    assert sandbox_client_options.horizon == 0.5
