"""The number of senders follows how late the event loop is."""

from __future__ import annotations

import asyncio
import time

import pytest

from spaceinvoices_async.batch.engine.load_control import LoadControl
from spaceinvoices_async.batch.engine.send_queue import SendQueue
from spaceinvoices_async.batch.engine.stop_signal import StopSignal


def made(most: int) -> tuple[SendQueue, LoadControl]:
    queue = SendQueue(capacity=100, most=most, slow=False, ordered=False, stop=StopSignal())
    return queue, LoadControl(queue)


def limits(
    control: LoadControl,
    queue: SendQueue,
    late: float,
    times: int,
    *,
    busy: bool,
    share: float = 0.9,
) -> list[int]:
    seen: list[int] = []
    for _ in range(times):
        control.judge(late, share=share, busy=busy)
        seen.append(queue._limit)
    return seen


def test_it_grows_while_the_loop_is_idle_and_all_senders_have_work() -> None:
    queue, control = made(most=12)
    assert queue._limit == 8
    assert limits(control, queue, 0.001, 6, busy=True) == [9, 10, 11, 12, 12, 12]
    assert limits(control, queue, 0.001, 2, busy=False) == [12, 12]


def test_it_shrinks_while_the_loop_is_late_but_never_to_a_halt() -> None:
    queue, control = made(most=32)
    assert limits(control, queue, 0.001, 4, busy=True) == [9, 10, 11, 12]
    assert limits(control, queue, 0.050, 4, busy=True) == [9, 8, 8, 8]


def test_delays_that_others_cause_do_not_shrink_it() -> None:
    queue, control = made(most=32)
    assert limits(control, queue, 0.050, 3, busy=True, share=0.2) == [9, 10, 11]


@pytest.mark.parametrize("most", [1, 2])
def test_it_never_allows_more_than_there_are(most: int) -> None:
    queue, control = made(most=most)
    assert limits(control, queue, 0.050, 2, busy=True) == [most, most]
    assert limits(control, queue, 0.001, 2, busy=True) == [most, most]


async def test_it_notices_what_holds_the_loop_up(monkeypatch: pytest.MonkeyPatch) -> None:
    # As if no other process ran: on a busy machine this thread gets little of its core.
    monkeypatch.setattr(time, "thread_time", time.monotonic)
    queue, control = made(most=32)
    limits(control, queue, 0.001, 8, busy=True)
    watching = asyncio.create_task(control.run())
    until = time.monotonic() + 60
    while queue._limit > 8 and time.monotonic() < until:
        time.sleep(0.03)  # noqa: ASYNC251 - holding it up is the point
        await asyncio.sleep(0)
    watching.cancel()
    assert queue._limit == 8
