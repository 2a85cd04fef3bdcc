"""What becomes of the requests of a batch when it ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from spaceinvoices_async.options import ClientOptions, Timeouts
from tests.batch.engine.engine_rig import Engine, document, row, then, waiting_forever

if TYPE_CHECKING:
    from spaceinvoices_async.batch.engine.sender import Sender


async def sending(sender: Sender, item) -> asyncio.Task[None]:
    async def send() -> None:
        await sender.send(item)

    task = asyncio.ensure_future(send())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return task


async def test_at_the_end_a_request_that_only_waits_to_be_made_is_cancelled():
    engine = Engine(sends=[waiting_forever])
    engine.recorder.begin(1)
    task = await sending(engine.sender, row(1))

    await engine.sender.finish([task])

    assert task.cancelled()
    assert len(engine.recorder.unsent) == 1


async def test_at_the_end_a_request_that_is_under_way_may_come_to_its_own():
    answered = asyncio.Event()
    item = row(1)

    async def slowly(single):
        await answered.wait()
        return document(item)

    engine = Engine(sends=[slowly])
    engine.recorder.begin(1)
    task = await sending(engine.sender, item)
    finishing = asyncio.ensure_future(engine.sender.finish([task]))
    await asyncio.sleep(0)
    answered.set()
    await finishing

    assert engine.heard == [(1, "issued")]


async def test_at_the_end_a_request_that_takes_too_long_is_cancelled():
    async def for_ever(single):
        single.last_send = 0.0
        await asyncio.Event().wait()

    engine = Engine(sends=[for_ever])
    engine.context.pipeline.options = ClientOptions(timeouts=Timeouts(create=0.01))
    engine.recorder.begin(1)
    task = await sending(engine.sender, row(1))

    await engine.sender.finish([task])

    assert task.cancelled()
    assert engine.heard == [(1, "unresolved")]


async def test_a_request_that_has_ended_is_cancelled_by_nobody():
    item = row(1)
    engine = Engine(sends=[then(document(item), waiting=True)])

    async def send_and_wait() -> None:
        await engine.sender.send(item)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    task = asyncio.ensure_future(send_and_wait())
    await asyncio.sleep(0)
    assert engine.heard == [(1, "issued")]
    await engine.sender.finish([task])

    assert not task.cancelled()
