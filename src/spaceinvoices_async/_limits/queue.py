"""Admission queue of the limits: where requests wait for their turn."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict, deque
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from spaceinvoices_async.errors import ConfigurationError, LimiterTimeout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spaceinvoices_async._limits.adaptive import AimdConcurrency
    from spaceinvoices_async._limits.rate import GcraRate, SlidingWindow
    from spaceinvoices_async.clock import Clock, Timer
    from spaceinvoices_async.instrumentation import WaitCause

_T = TypeVar("_T")


class FairQueue(Generic[_T]):
    """One line per name, first come first served within it, the lines served in turn.

    Ten thousand waiting in one lane delay a newcomer in another by one turn. Every operation takes
    constant time, leaving from the middle of a line included.
    """

    __slots__ = ("_lanes", "_waiting")

    def __init__(self) -> None:
        # Ordered dictionaries are linked lists: a plain one gets slow once its head is emptied.
        self._lanes: OrderedDict[str, OrderedDict[_T, None]] = OrderedDict()
        self._waiting = 0

    def __len__(self) -> int:
        return self._waiting

    def sizes(self) -> Mapping[str, int]:
        """Return how many wait in each lane that is not empty, the next one to be served first."""
        return {name: len(lane) for name, lane in self._lanes.items()}

    def in_turn(self) -> Iterator[_T]:
        """Yield all who wait, in the order in which they will be served.

        Nobody may come or go meanwhile.
        """
        lanes = deque(iter(lane) for lane in self._lanes.values())
        while lanes:
            lane = lanes.popleft()
            for item in lane:
                yield item
                lanes.append(lane)
                break

    def push(self, name: str, item: _T) -> None:
        """Join the end of a lane; a new lane is served after all the others."""
        lane = self._lanes.get(name)
        if lane is None:
            lane = self._lanes[name] = OrderedDict()
        lane[item] = None
        self._waiting += 1

    def pop(self) -> _T:
        """Serve the head of the next lane; fails with `KeyError` when nobody waits."""
        name, lane = self._lanes.popitem(last=False)
        item, _ = lane.popitem(last=False)
        if lane:
            self._lanes[name] = lane  # at the end: the other lanes come first now
        self._waiting -= 1
        return item

    def discard(self, name: str, item: _T) -> None:
        """Leave a lane before being served; harmless for somebody who is not in it."""
        lane = self._lanes.get(name)
        if lane is None or item not in lane:
            return
        del lane[item]
        if not lane:
            del self._lanes[name]
        self._waiting -= 1


# A nanosecond early is on time: a sum of floats may fall just short of the moment it stands for.
_PUNCTUAL: Final = 1e-9
_NEVER: Final = float("-inf")


class Waiter:
    """A request that waits to be admitted, or was."""

    __slots__ = (
        "alarm",
        "cause",
        "deadline",
        "lane",
        "loop",
        "passed_at",
        "queued_at",
        "receipt",
        "turn",
    )

    def __init__(self, lane: str, deadline: float | None) -> None:
        self.lane: str = lane
        self.deadline: float | None = deadline
        self.passed_at: float = _NEVER
        self.receipt: tuple[float, float] = (_NEVER, _NEVER)
        self.loop: asyncio.AbstractEventLoop | None = None
        self.turn: asyncio.Future[bool] | None = None
        self.alarm: Timer | None = None
        self.cause: WaitCause | None = None
        """Why it was not admitted at once; None where it was."""
        self.queued_at: float = _NEVER


class AdmissionQueue:
    """Queue that admits waiters, lane by lane in turn, as rate, free slots and a pause permit.

    Nobody overtakes: while somebody waits, a newcomer waits too. One timer wakes the head of the
    queue, whose passing wakes nobody else. It belongs to no event loop until it is used, and those
    still waiting when another loop takes over are sent away.
    """

    def __init__(
        self, rate: GcraRate, window: SlidingWindow, slots: AimdConcurrency, clock: Clock
    ) -> None:
        self.paused_until: float = _NEVER
        self.probing: bool = False
        """One request at a time, until one is answered."""
        self.lanes: FairQueue[Waiter] = FairQueue()
        self._rate = rate
        self._window = window
        self._slots = slots
        self._clock = clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._process = 0
        self._timer: Timer | None = None
        self._timer_at = _NEVER
        self._seen_at: float = _NEVER

    def pause(self, until: float, *, probe: bool) -> None:
        """Let nobody pass until then; who cannot wait so long is sent away now."""
        self.paused_until = max(self.paused_until, until)
        self.probing = self.probing or probe
        opens = self._opens_at(self._clock.monotonic())
        for waiter in [waiter for waiter, turn in self._turns(opens) if _is_late(waiter, turn)]:
            self._send_away(waiter)

    def _look_at_clock(self) -> float:
        """Read the clock; one that fell back, on a restored machine say, makes the past nonsense."""
        now = self._clock.monotonic()
        if now < self._seen_at - _PUNCTUAL:
            self.paused_until = min(self.paused_until, now)
            self._rate.forget()
            self._window.forget()
            self._stop_timer()
        self._seen_at = now
        return now

    @property
    def _has_room(self) -> bool:
        return self._slots.has_room and not (self.probing and self._slots.in_flight)

    def _turns(self, opens: float) -> Iterator[tuple[Waiter, float]]:
        """Yield all who wait, each with the earliest moment of its turn if those ahead of it stay.

        Who is ahead of somebody and will be gone by then costs no time.
        """
        moments = self._rate.turns(opens)
        turn = next(moments)
        for waiter in self.lanes.in_turn():
            yield waiter, turn
            if not _is_late(waiter, turn):
                turn = next(moments)

    def _is_hopeless(self, waiter: Waiter, opens: float) -> bool:
        """Return whether the rate lets so many pass first that the deadline comes before the turn."""
        longest = len(self.lanes) * self._rate.shortest_interval
        if waiter.deadline is None or opens + longest <= waiter.deadline:
            return False
        return any(one is waiter and _is_late(one, turn) for one, turn in self._turns(opens))

    async def enter(self, waiter: Waiter) -> None:
        """Pass, at once or in turn.

        Fails with `LimiterTimeout` when the deadline passes first, at once if that is certain: by a
        pause, or by the calls ahead of it and the rate at which they may pass. Cancelled, it leaves the queue, or gives back the turn it has just got.
        """
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._move(loop)
        waiter.loop = loop
        now = self._look_at_clock()
        opens = self._opens_at(now)
        if waiter.deadline is not None and (waiter.deadline < opens or waiter.deadline <= now):
            raise self._too_late()
        if not self.lanes and opens - now <= _PUNCTUAL and self._has_room:
            self._let_pass(waiter, now)
            return
        waiter.queued_at, waiter.cause = now, self._cause(now)
        self.lanes.push(waiter.lane, waiter)
        if self._is_hopeless(waiter, opens):
            error = self._too_late()
            self._drop(waiter)
            raise error
        waiter.turn = turn = loop.create_future()
        if waiter.deadline is not None and waiter.deadline != float("inf"):
            waiter.alarm = self._clock.call_later(
                waiter.deadline - now, partial(self._send_away, waiter)
            )
        self._advance()
        try:
            passed = await turn
        except BaseException:
            self._abandon(waiter, turn)
            raise
        if not passed:
            raise self._too_late()

    def _cause(self, now: float) -> WaitCause:
        if self.paused_until > now:
            return "pause"
        return "rate" if self._has_room else "concurrency"

    def leave(self, waiter: Waiter) -> None:
        """Free the slot of a waiter that has passed."""
        if waiter.loop is self._loop:  # a loop that is gone took its slots along
            self._slots.in_flight -= 1
            # A task destroyed with its loop ends here too, when nobody can be woken any more.
            if self.lanes and waiter.loop is not None and waiter.loop.is_running():
                self._advance()

    def _move(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin anew on another event loop."""
        old = self._loop
        # A forked child inherits a loop that seems to be running and never will.
        if old is not None and old.is_running() and self._process == os.getpid():
            raise ConfigurationError("a client works in one running event loop at a time")
        self._loop, self._process = loop, os.getpid()
        self._stop_timer()
        self._slots.in_flight = 0
        while self.lanes:
            waiter = self.lanes.pop()
            if waiter.turn is not None and not waiter.turn.get_loop().is_closed():
                self._answer(waiter, passed=False)

    def _advance(self) -> None:
        """Let pass whoever may, then set the timer for the next; a freed slot needs none."""
        while self.lanes and self._has_room:
            now = self._look_at_clock()
            opens = self._opens_at(now)
            if opens - now > _PUNCTUAL:
                self._wake_at(opens, now)
                return
            waiter = self.lanes.pop()
            if waiter.turn is not None and waiter.turn.done():
                continue  # cancelled just now: it would pass and never leave
            self._let_pass(waiter, now)
            self._answer(waiter, passed=True)

    def _opens_at(self, now: float) -> float:
        return max(now, self.paused_until, self._rate.opens_at, self._window.opens_at(now))

    def _let_pass(self, waiter: Waiter, now: float) -> None:
        waiter.receipt = self._rate.take(now)
        self._window.take(now)
        waiter.passed_at = now
        self._slots.in_flight += 1

    def _answer(self, waiter: Waiter, *, passed: bool) -> None:
        if waiter.alarm is not None:
            waiter.alarm.cancel()
        if waiter.turn is not None and not waiter.turn.done():
            waiter.turn.set_result(passed)

    def _send_away(self, waiter: Waiter) -> None:
        self._drop(waiter)
        self._answer(waiter, passed=False)

    def _abandon(self, waiter: Waiter, turn: asyncio.Future[bool]) -> None:
        if turn.done() and not turn.cancelled() and turn.result():
            self._rate.give_back(waiter.receipt)
            self._window.give_back(waiter.passed_at)
            self.leave(waiter)
            return
        if waiter.alarm is not None:
            waiter.alarm.cancel()
        self._drop(waiter)

    def _drop(self, waiter: Waiter) -> None:
        self.lanes.discard(waiter.lane, waiter)
        if not self.lanes:
            self._stop_timer()

    def _wake_at(self, moment: float, now: float) -> None:
        if self._timer is not None:
            if self._timer_at <= moment:  # a timer that fires early only looks again
                return
            self._timer.cancel()
        self._timer_at = moment
        self._timer = self._clock.call_later(moment - now, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self._advance()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_late(self) -> LimiterTimeout:
        calls = f"{len(self.lanes)} calls wait, {self._slots.in_flight} are in flight"
        interval = self._rate.shortest_interval
        rate = f", {1 / interval:.4g} may pass in a second" if interval else ""
        paused_for = self.paused_until - self._clock.monotonic()
        if paused_for > 0:
            return LimiterTimeout(
                f"no turn before the deadline: the server has asked for a pause (429), of which "
                f"{paused_for:.1f} s are left; {calls}{rate}"
            )
        return LimiterTimeout(
            f"no turn before the deadline: {calls}{rate} (raise the deadline or send less)"
        )


def _is_late(waiter: Waiter, turn: float) -> bool:
    return waiter.deadline is not None and waiter.deadline < turn - _PUNCTUAL
