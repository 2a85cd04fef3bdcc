"""Everything between two attempts of a call: tokens replaced, waits, the retry budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import error_bodies, failures
from .retry import retry_after
from .statuses import UNAUTHORIZED

if TYPE_CHECKING:
    from .exchange import Exchange
    from .journey import Answer, Journey
    from .retry import Backoff, RetryBudget


class Repetition:
    """Makes attempts and decides whether, and when, there may be another."""

    def __init__(
        self,
        exchange: Exchange,
        backoff: Backoff,
        budget: RetryBudget,
        *,
        throttled_by_us: bool = False,
    ) -> None:
        self._exchange = exchange
        self._backoff = backoff
        self._budget = budget
        # A limiter pauses everybody after a 429; without one the call has to wait by itself.
        self._throttled_by_us = throttled_by_us

    async def attempt(self, journey: Journey) -> Answer:
        """One attempt, and a second one when a 401 was mended by another token."""
        answer = await self._exchange.attempt(journey)
        if answer.status == UNAUTHORIZED and await self._replays(journey, answer):
            answer = await self._exchange.attempt(journey)
        if answer.outcome == "applied":
            self._budget.succeeded(paid=journey.paid)
        return answer

    async def _replays(self, journey: Journey, answer: Answer) -> bool:
        """Ask once per call whether the token was at fault; a refused request had no effect."""
        if journey.replayed or answer.response is None or journey.token is None:
            return False
        journey.replayed = True
        code = error_bodies.parse(answer.response.body).code
        try:
            async with journey.clock.timeout(max(0.0, journey.remaining)):
                verdict = await journey.call.credentials.refused(journey.token, code=code)
        except TimeoutError:
            return False
        if verdict != "replay":
            journey.dead_token = verdict == "invalid"
        return verdict == "replay"

    async def before_next(self, journey: Journey, answer: Answer) -> None:
        """Wait before the next attempt.

        Raises:
            SpaceInvoicesError: The error of the call, when there must not be a next attempt.
        """
        if self.exhausted(journey):
            raise self.ended(journey, answer) from answer.cause
        if answer.outcome == "rejected":
            await self._after_throttling(journey, answer)
            return
        delay = self._backoff.transient(journey.failures)
        journey.paid = answer.outcome == "unknown"
        if delay >= journey.remaining or (journey.paid and not self._budget.take()):
            raise self.ended(journey, answer) from answer.cause
        await journey.wait(delay)

    async def _after_throttling(self, journey: Journey, answer: Answer) -> None:
        asked = retry_after(journey.retry_after, journey.clock.now())
        if asked is not None and asked >= journey.remaining:
            raise failures.refused(journey, answer)
        if self._throttled_by_us:
            delay = self._backoff.throttled(journey.refusals) if asked is None else asked
            if delay >= journey.remaining:
                raise failures.refused(journey, answer)
            await journey.wait(delay)

    def exhausted(self, journey: Journey) -> bool:
        """Whether the call has been sent as often as its options allow."""
        return journey.most_sends is not None and journey.sends >= journey.most_sends

    def pay(self, journey: Journey) -> bool:
        """Charge the next attempt, which repeats one that may have been applied."""
        journey.paid = self._budget.take()
        return journey.paid

    @staticmethod
    def ended(journey: Journey, answer: Answer) -> Exception:
        """The original error: what the last attempt that got anywhere came to."""
        if answer.signal() == "throttled":
            return failures.refused(journey, answer)
        if answer.reason == "limiter" and journey.throttled is not None:
            return failures.refused(journey, journey.throttled)
        return failures.unsettled(journey, answer)
