"""Where requests wait for their turn."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from spaceinvoices_async.errors import ConfigurationError, LimiterTimeout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async._limits.adaptive import AimdConcurrency
    from spaceinvoices_async._limits.rate import GcraRate, SlidingWindow
    from spaceinvoices_async.clock import Clock, Timer

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
        """How many wait in each lane that is not empty, the next one to be served first."""
        return {name: len(lane) for name, lane in self._lanes.items()}

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
    """One request on its way through the turnstile."""

    __slots__ = ("alarm", "deadline", "lane", "loop", "passed_at", "receipt", "turn")

    def __init__(self, lane: str, deadline: float | None) -> None:
        self.lane: str = lane
        self.deadline: float | None = deadline
        self.passed_at: float = _NEVER
        self.receipt: tuple[float, float] = (_NEVER, _NEVER)
        self.loop: asyncio.AbstractEventLoop | None = None
        self.turn: asyncio.Future[bool] | None = None
        self.alarm: Timer | None = None


class AdmissionQueue:
    """Lets tickets pass, lane by lane in turn, as the rate, the free slots and a pause permit.

    Nobody overtakes: while somebody waits, a newcomer waits too. One timer wakes the head of the
    queue, whose passing wakes nobody else. It belongs to no event loop until it is used, and those
    still waiting when another loop takes over are sent away.
    """

    def __init__(
        self, gate: GcraRate, window: SlidingWindow, slots: AimdConcurrency, clock: Clock
    ) -> None:
        self.paused_until = _NEVER
        self.lanes: FairQueue[Waiter] = FairQueue()
        self._gate = gate
        self._window = window
        self._slots = slots
        self._clock = clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._process = 0
        self._timer: Timer | None = None
        self._timer_at = _NEVER

    async def enter(self, ticket: Waiter) -> None:
        """Pass, at once or in turn.

        Fails with `LimiterTimeout` when the deadline passes first, at once if that is certain.
        Cancelled, it leaves the queue, or gives back the turn it has just got.
        """
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._move(loop)
        ticket.loop = loop
        now = self._clock.monotonic()
        opens = self._opens_at(now)
        if ticket.deadline is not None and (ticket.deadline < opens or ticket.deadline <= now):
            raise self._too_late()
        if not self.lanes and opens - now <= _PUNCTUAL and self._slots.has_room:
            self._let_pass(ticket, now)
            return
        ticket.turn = turn = loop.create_future()
        if ticket.deadline is not None and ticket.deadline != float("inf"):
            ticket.alarm = self._clock.call_later(
                ticket.deadline - now, partial(self._send_away, ticket)
            )
        self.lanes.push(ticket.lane, ticket)
        self._advance()
        try:
            passed = await turn
        except BaseException:
            self._abandon(ticket, turn)
            raise
        if not passed:
            raise self._too_late()

    def leave(self, ticket: Waiter) -> None:
        """Free the slot of a ticket that has passed."""
        if ticket.loop is self._loop:  # a loop that is gone took its slots along
            self._slots.in_flight -= 1
            # A task destroyed with its loop ends here too, when nobody can be woken any more.
            if self.lanes and ticket.loop is not None and ticket.loop.is_running():
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
            ticket = self.lanes.pop()
            if ticket.turn is not None and not ticket.turn.get_loop().is_closed():
                self._answer(ticket, passed=False)

    def _advance(self) -> None:
        """Let pass whoever may, then set the timer for the next; a freed slot needs none."""
        while self.lanes and self._slots.has_room:
            now = self._clock.monotonic()
            opens = self._opens_at(now)
            if opens - now > _PUNCTUAL:
                self._wake_at(opens, now)
                return
            ticket = self.lanes.pop()
            self._let_pass(ticket, now)
            self._answer(ticket, passed=True)

    def _opens_at(self, now: float) -> float:
        return max(now, self.paused_until, self._gate.opens_at, self._window.opens_at(now))

    def _let_pass(self, ticket: Waiter, now: float) -> None:
        ticket.receipt = self._gate.take(now)
        self._window.take(now)
        ticket.passed_at = now
        self._slots.in_flight += 1

    def _answer(self, ticket: Waiter, *, passed: bool) -> None:
        if ticket.alarm is not None:
            ticket.alarm.cancel()
        if ticket.turn is not None and not ticket.turn.done():
            ticket.turn.set_result(passed)

    def _send_away(self, ticket: Waiter) -> None:
        self._drop(ticket)
        self._answer(ticket, passed=False)

    def _abandon(self, ticket: Waiter, turn: asyncio.Future[bool]) -> None:
        if turn.done() and not turn.cancelled() and turn.result():
            self._gate.give_back(ticket.receipt)
            self._window.give_back(ticket.passed_at)
            self.leave(ticket)
            return
        if ticket.alarm is not None:
            ticket.alarm.cancel()
        self._drop(ticket)

    def _drop(self, ticket: Waiter) -> None:
        self.lanes.discard(ticket.lane, ticket)
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
        return LimiterTimeout(
            f"no turn before the deadline: {len(self.lanes)} calls wait, "
            f"{self._slots.in_flight} are in flight (raise the deadline or send less)"
        )
