"""The limits every request of a client passes before it may use a connection."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Final, NamedTuple

from spaceinvoices_async._limits.adaptive import AimdConcurrency, CubicRate
from spaceinvoices_async._limits.queue import AdmissionQueue, Waiter
from spaceinvoices_async._limits.rate import GcraRate, SlidingWindow
from spaceinvoices_async.clock import SYSTEM_CLOCK
from spaceinvoices_async.instrumentation import LimiterStats

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from spaceinvoices_async.clock import Clock

# Of the second that the server counts, little is left to wait for where its limit is known.
_SHARE_IF_KNOWN: Final = 0.25
LONGEST_PAUSE_S: Final = 60.0
"""Longest pause of a whole client, whatever a server asks for; one request then asks anew."""


class ThrottlePause(NamedTuple):
    """Pause of a client after a 429 that does not say how long; doubled by each one that follows.

    Attributes:
        first: Seconds of the first one at most.
        longest: Seconds of any of them at most.
        jitter: Shortens each, by a factor up to 1.
    """

    first: float = 1.0
    longest: float = 20.0
    jitter: Callable[[], float] = random.random


_THROTTLE_PAUSE: Final = ThrottlePause()


class Permit(Waiter):
    """The right to send one request, held while it is in flight: `async with limiter.acquire(...)`.

    Entering waits for the turn and may raise `LimiterTimeout`; leaving gives the slot back. What
    the request came to is told inside the block, by one of `succeeded`, `throttled` and
    `timed_out`; a request that never reached the server teaches the limits nothing.
    """

    __slots__ = ("_limiter",)

    def __init__(self, limiter: Limiter, lane: str, deadline: float | None) -> None:
        super().__init__(lane, deadline)
        self._limiter = limiter

    async def __aenter__(self) -> Self:
        await self._limiter.queue.enter(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._limiter.queue.leave(self)

    def sent(self, moment: float) -> None:
        """Note that the first byte leaves: later than its turn if a connection had to be opened."""
        self._limiter.on_sent(self, moment)

    def succeeded(self) -> None:
        """Note that the server answered, whatever it said but 429."""
        self._limiter.on_success(self)

    def throttled(self, retry_after: float | None) -> None:
        """Note a 429, which asks for so many seconds of silence or does not say."""
        self._limiter.on_throttle(self, retry_after)

    def timed_out(self) -> None:
        """Note that the server did not answer in time."""
        self._limiter.on_timeout()


class Limiter:
    """Rate, concurrency and fairness of one client, shared by all its views.

    A limit that is None is off. The rate still learns from a 429 then; the concurrency does not.
    Not for use from several threads, like the event loop it serves.
    """

    def __init__(
        self,
        *,
        rate: float | None = 98.0,
        burst: int = 2,
        concurrency: int | None = 8,
        max_concurrency: int = 32,
        clock: Clock = SYSTEM_CLOCK,
        throttle_pause: ThrottlePause = _THROTTLE_PAUSE,
    ) -> None:
        """Set the limits.

        Args:
            rate: Requests per second, and the most that are sent in any second.
            burst: Requests that may go out at once.
            concurrency: Requests in flight at the start.
            max_concurrency: The most it grows to.
            clock: Source of time.
            throttle_pause: Pause after a 429 without `Retry-After`.
        """
        self._clock = clock
        self.throttle_pause: Final = throttle_pause
        self._rate = GcraRate(rate, burst)
        self._window = SlidingWindow(rate, burst)
        self._slots = AimdConcurrency(concurrency, max_concurrency)
        self._cubic = CubicRate(rate)
        self._throttled = 0
        self._doublings = 0
        self.queue: Final = AdmissionQueue(self._rate, self._window, self._slots, clock)

    def acquire(self, lane: str, *, deadline: float | None = None) -> Permit:
        """Return a permit to be entered; the deadline is a moment of the clock's `monotonic`."""
        return Permit(self, lane, deadline)

    def pause(self, seconds: float) -> None:
        """Send nothing for so many seconds; a shorter pause does not end a longer one.

        A pause of more than a minute ends after one, and one request alone then asks the server
        whether it still holds: the others wait for its answer.
        """
        until = self._clock.monotonic() + min(seconds, LONGEST_PAUSE_S)
        self.queue.pause(until, probe=seconds > LONGEST_PAUSE_S)

    def set_rate(self, rate: float) -> None:
        """Never exceed so many requests per second from now on; what 429s have taught stays."""
        self._cubic.set_ceiling(rate)
        self._window.set_rate(rate)
        self._rate.set_ceiling(rate)
        self._rate.set_rate(self._cubic.rate)

    def stats(self, *, lanes: bool = True) -> LimiterStats:
        """Return the limits at this moment; without the lanes, from any thread."""
        rate = self._cubic.rate
        paused_for = self.queue.paused_until - self._clock.monotonic()
        return LimiterStats(
            rate=None if rate == math.inf else rate,
            concurrency=self._slots.limit,
            in_flight=self._slots.in_flight,
            waiting=len(self.queue.lanes),
            lanes=self.queue.lanes.sizes() if lanes else {},
            paused_for=max(0.0, paused_for),
            throttled=self._throttled,
        )

    def on_sent(self, permit: Permit, moment: float) -> None:
        """Count a request in the second in which it leaves."""
        self._window.sent(permit.passed_at, moment)

    def on_success(self, permit: Permit) -> None:
        """Learn from an answer."""
        self._doublings = 0
        self.queue.probing = False
        self._slots.succeeded()
        before = self._cubic.rate
        self._cubic.accepted(permit.passed_at, self._clock.monotonic())
        if self._cubic.rate != before:
            self._rate.set_rate(self._cubic.rate)

    def on_throttle(self, permit: Permit, retry_after: float | None) -> None:
        """Learn from a 429: slow down, and let the whole client pause."""
        now = self._clock.monotonic()
        self.queue.probing = False
        self._throttled += 1
        self._slots.overloaded(now)
        news = self._cubic.throttled(permit.passed_at, now)
        self._rate.set_rate(self._cubic.rate)
        if retry_after is not None:
            self.pause(retry_after)
        elif news:
            first, longest, jitter = self.throttle_pause
            pause = min(longest, first * 2.0**self._doublings)
            if self._cubic.confirmed and not self._doublings:
                pause *= _SHARE_IF_KNOWN
            self.pause(pause * jitter())
            self._doublings = min(self._doublings + 1, 10)

    def on_timeout(self) -> None:
        """Learn from a request without an answer."""
        self._slots.overloaded(self._clock.monotonic())
