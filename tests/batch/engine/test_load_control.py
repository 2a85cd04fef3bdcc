"""The number of senders follows how late the event loop is."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from spaceinvoices_async.batch.engine import load_control
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


def test_the_edges_of_what_is_late_and_of_what_is_much_work_are_not_beyond_them() -> None:
    queue, control = made(most=64)
    assert limits(control, queue, 0.001, 12, busy=True)[-1] == 20
    assert limits(control, queue, 0.008, 1, busy=True) == [21]
    assert limits(control, queue, 0.050, 1, busy=True, share=0.4) == [22]
    assert limits(control, queue, 0.009, 1, busy=True, share=0.41) == [16]
    assert limits(control, queue, 0.009, 1, busy=False, share=0.41) == [12]


class Watched:
    """A loop whose delays and work are those of a script, one for each of its windows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = self.worked = 0.0
        self.slept: list[float] = []
        self.script: list[tuple[float, float]] = []
        """For each sleep: how late it ends, and how much this thread works meanwhile."""
        loop = SimpleNamespace(sleep=self.sleep, get_running_loop=lambda: self)
        monkeypatch.setattr(load_control, "asyncio", loop)
        thread = SimpleNamespace(thread_time=lambda: self.worked)
        monkeypatch.setattr(load_control, "time", thread)

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        if not self.script:
            raise asyncio.CancelledError
        late, worked = self.script.pop(0)
        self.slept.append(seconds)
        self.now += seconds + late
        self.worked += worked

    async def over(self, control: LoadControl, *script: tuple[float, float]) -> None:
        self.script = [*script]
        with pytest.raises(asyncio.CancelledError):
            await control.run()


PUNCTUAL, LATE = (0.0, 0.005), (0.030, 0.030)


@pytest.mark.parametrize("at", [0, 9])
async def test_one_late_moment_of_ten_is_enough(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    queue, control = made(most=32)
    limits(control, queue, 0.001, 12, busy=True)
    window = [PUNCTUAL] * 10
    window[at] = LATE
    watched = Watched(monkeypatch)
    await watched.over(control, *window)
    assert queue._limit == 15
    assert watched.slept == [0.010] * 10


async def test_nothing_is_decided_before_a_window_is_over_and_each_counts_for_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue, control = made(most=32)
    limits(control, queue, 0.001, 12, busy=True)
    watched = Watched(monkeypatch)
    await watched.over(control, *[LATE] * 9)
    assert queue._limit == 20
    await watched.over(control, *[LATE] * 10, *[PUNCTUAL] * 10)
    assert queue._limit == 15
    assert watched.slept == [0.010] * 29


async def test_a_thread_that_works_little_is_late_because_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue, control = made(most=32)
    limits(control, queue, 0.001, 12, busy=True)
    watched = Watched(monkeypatch)
    watched.now, watched.worked = 1000.0, 3000.0
    await watched.over(control, *[(0.030, 0.001)] * 10)
    assert queue._limit == 20


async def test_it_grows_only_while_every_sender_has_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, control = made(most=32)
    watched = Watched(monkeypatch)
    queue.taken = 7
    await watched.over(control, *[PUNCTUAL] * 10)
    assert queue._limit == 8
    queue.taken = 8
    await watched.over(control, *[PUNCTUAL] * 10)
    assert queue._limit == 9
