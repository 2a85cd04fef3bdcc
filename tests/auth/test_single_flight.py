"""One piece of work for all who wait."""

from __future__ import annotations

import asyncio
import gc

import pytest

from spaceinvoices_async._auth.single_flight import SingleFlight
from spaceinvoices_async.errors import ConfigurationError, ServerError


class Work:
    """Counts how often it is begun, and waits for `go`."""

    def __init__(self, error: Exception | None = None) -> None:
        self.begun = 0
        self.go = asyncio.Event()
        self.error = error

    async def __call__(self) -> int:
        self.begun += 1
        await self.go.wait()
        if self.error is not None:
            raise self.error
        return self.begun


async def test_a_thousand_callers_share_one_run():
    work, flight = Work(), SingleFlight[int]()
    waiting = [asyncio.create_task(flight.run(work)) for _ in range(1000)]
    await asyncio.sleep(0)
    work.go.set()
    assert await asyncio.gather(*waiting) == [1] * 1000


async def test_cancelling_the_caller_who_began_leaves_the_others_waiting():
    work, flight = Work(), SingleFlight[int]()
    first = asyncio.create_task(flight.run(work))
    await asyncio.sleep(0)
    second = asyncio.create_task(flight.run(work))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    work.go.set()
    assert await second == 1


async def test_a_failure_reaches_every_caller_as_an_error_of_its_own():
    work, flight = Work(ServerError("down", status=503)), SingleFlight[int]()
    waiting = [asyncio.create_task(flight.run(work)) for _ in range(3)]
    await asyncio.sleep(0)
    work.go.set()
    errors = await asyncio.gather(*waiting, return_exceptions=True)
    assert [(type(error), str(error)) for error in errors] == [(ServerError, "down")] * 3
    assert len({id(error) for error in errors}) == 3


async def test_the_next_caller_after_a_failure_begins_again():
    work, flight = Work(ServerError("down")), SingleFlight[int]()
    work.go.set()
    with pytest.raises(ServerError):
        await flight.run(work)
    work.error = None
    assert await flight.run(work) == 2


async def test_a_failure_nobody_waits_for_is_not_complained_about():
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    work, flight = Work(ServerError("down")), SingleFlight[int]()
    waiting = asyncio.create_task(flight.run(work))
    await asyncio.sleep(0)
    waiting.cancel()
    work.go.set()
    await flight.settle()
    del flight
    gc.collect()
    assert complaints == []


async def test_giving_up_tells_those_who_wait():
    work, flight = Work(), SingleFlight[int]()
    waiting = asyncio.create_task(flight.run(work))
    await asyncio.sleep(0)
    await flight.aclose()
    with pytest.raises(ConfigurationError, match="closed meanwhile"):
        await waiting


def test_work_left_behind_in_another_loop_is_begun_again():
    flight = SingleFlight[int]()

    async def never() -> int:
        await asyncio.Event().wait()
        return 0

    async def leave_behind() -> None:
        flight.start(never)

    async def answer() -> int:
        return 7

    async def use() -> int:
        return await flight.run(answer)

    asyncio.run(leave_behind())
    assert asyncio.run(use()) == 7
