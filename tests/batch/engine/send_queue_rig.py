"""Rows, queues and takers for the tests of the send queue."""

from __future__ import annotations

import asyncio

from spaceinvoices_async.batch.engine.send_queue import SendQueue, WorkItem
from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.journal.records import Claim, Lane


def row(number: int, lane: str = "a", **state: object) -> WorkItem:
    claim = Claim(Lane(None, lane), str(number).encode(), str(number), number, b"print")
    return WorkItem(claim, {"uniqueId": str(number)}, **state)


def queue(
    *,
    capacity: int = 100,
    most: int = 100,
    slow: bool = False,
    ordered: bool = False,
    stop: StopSignal | None = None,
) -> SendQueue:
    return SendQueue(
        capacity=capacity, most=most, slow=slow, ordered=ordered, stop=stop or StopSignal()
    )


async def taken(waiting: SendQueue, times: int) -> list[int | None]:
    """The lines of so many rows; those that would have to wait are given up."""
    lines: list[int | None] = []
    for _ in range(times):
        task = asyncio.ensure_future(waiting.take())
        await settle()
        if not task.done():
            task.cancel()
            break
        item = task.result()
        lines.append(None if item is None else item.claim.line)
    await settle()
    return lines


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def lines(items: list[WorkItem]) -> list[int]:
    return [item.claim.line for item in items]
