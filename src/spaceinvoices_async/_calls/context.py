"""State of one call: its deadline, its attempts and their results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from spaceinvoices_async._calls.outcomes import outcome_of_status, signal
from spaceinvoices_async.instrumentation import Attempt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async._calls.outcomes import Signal
    from spaceinvoices_async._calls.request import Call
    from spaceinvoices_async._observers import ObservedCall
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.instrumentation import Outcome, WaitCause
    from spaceinvoices_async.transports.base import Response, SendProgress
    from spaceinvoices_async.types import JsonValue

NOT_JSON: Final = "not_json"
KEY_TWICE: Final = "key_twice"
"""Reasons why a success cannot be read."""


@frozen(kw_only=True)
class AttemptResult:
    """What one attempt came to."""

    outcome: Outcome
    response: Response | None = field(default=None, repr=False)
    value: JsonValue = field(default=None, repr=False)
    """The JSON of an applied answer."""
    reason: str | None = None
    """One word for what is missing or wrong, when there is no answer to trust."""
    detail: str | None = None
    """Where it is, for people; never a value, which may be a customer's."""
    cause: Exception | None = field(default=None, repr=False)

    @property
    def status(self) -> int | None:
        """HTTP status, if a complete answer arrived."""
        return None if self.response is None else self.response.status

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the answer, none if no complete answer arrived."""
        return {} if self.response is None else self.response.headers

    def signal(self, *, doubted: bool = False) -> Signal:
        """Return the row of the truth table."""
        return signal(self.outcome, self.status, doubted=doubted)


def read_answer(
    response: Response,
    value: JsonValue = None,
    *,
    problem: str | None = None,
    detail: str | None = None,
) -> AttemptResult:
    """Classify a complete answer; a success that is not what was asked for proves nothing."""
    outcome = outcome_of_status(response.status)
    if outcome == "applied" and problem is not None:
        return AttemptResult(outcome="unknown", response=response, reason=problem, detail=detail)
    if outcome == "unknown":
        return AttemptResult(outcome=outcome, response=response, reason=f"status {response.status}")
    return AttemptResult(outcome=outcome, response=response, value=value)


@define(kw_only=True, eq=False)
class CallContext:
    """The changing part of one call."""

    call: Call
    clock: Clock
    started: float
    deadline: float
    """On the clock's monotonic scale, like `started`."""
    attempts: list[Attempt] = field(factory=list[Attempt])
    server: str = ""
    """Address of the server, for people."""
    before: int = 0
    """Attempts of the call for which this one looks something up."""
    sought: str | None = None
    """Unique id of the create for which this call looks something up."""
    most_sends: int | None = None
    last: AttemptResult | None = None
    settled: AttemptResult | None = None
    """What the call returns: perhaps a document that was found, not what the last attempt came to."""
    throttled: AttemptResult | None = None
    """The latest 429."""
    last_send: float | None = None
    """The latest moment the last byte of an attempt may have left."""
    doubtful: bool = False
    """An attempt may have been applied without our knowing."""
    paid: bool = False
    """The latest attempt was charged to the retry budget."""
    replayed: bool = False
    """The call was repeated with another token after a 401."""
    dead_token: bool | None = None
    """What the check after a 401 found; None if there was none."""
    token: str | None = field(default=None, repr=False)
    observed: ObservedCall | None = None
    """What telemetry is told of the call; None where there is none."""
    warned: bool = False
    refusals: int = 0
    failures: int = 0
    sends: int = 0
    waited: float = 0.0

    @property
    def remaining(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - self.clock.monotonic()

    @property
    def elapsed(self) -> float:
        """Seconds since the call began."""
        return self.clock.monotonic() - self.started

    @property
    def history(self) -> tuple[Attempt, ...]:
        """What has been tried, in order."""
        return tuple(self.attempts)

    def log_fields(self) -> dict[str, object]:
        """Return the fields of a log record, for `extra=`: which call, which document, which attempt."""
        answer = self.settled or self.last
        return {
            "operation": self.call.operation.id,
            "unique_id": self.call.unique_id or self.sought,
            "document_id": self.call.document_id(None if answer is None else answer.value),
            "attempt": self.before + len(self.attempts),
        }

    def note(self, answer: AttemptResult, *, began: float, progress: SendProgress) -> None:
        """Take down an attempt that has ended."""
        now = self.clock.monotonic()
        self.last = answer
        self.sends += 1
        self.doubtful = self.doubtful or answer.outcome == "unknown"
        if answer.outcome in {"unknown", "not_sent"}:
            self.failures += 1
        elif answer.signal() == "throttled":
            self.refusals += 1
            self.throttled = answer
        if answer.outcome != "not_sent":
            self.last_send = _last_byte(progress, now)
        self.list_attempt(
            outcome=answer.outcome,
            status=answer.status,
            reason=answer.reason,
            began=began,
            ended=now,
        )

    def list_attempt(
        self,
        *,
        outcome: Outcome,
        status: int | None = None,
        reason: str | None,
        began: float,
        ended: float,
    ) -> None:
        """Add an attempt that has just ended to the history."""
        self.attempts.append(
            Attempt(
                number=self.before + len(self.attempts) + 1,
                operation=self.call.operation.id,
                outcome=outcome,
                status=status,
                reason=reason,
                waited=self.waited,
                elapsed=ended - began,
            )
        )
        self.waited = 0.0

    def abandoned(self, progress: SendProgress) -> None:
        """Take down that an attempt was cancelled under way."""
        if not progress.not_sent:
            self.last_send = _last_byte(progress, self.clock.monotonic())
            self.doubtful = True

    def adopt(self, other: CallContext) -> None:
        """Take over the history of a look-up made for this call."""
        self.attempts += other.attempts

    async def wait(self, seconds: float, cause: WaitCause) -> None:
        """Sleep, and remember it as the wait before the next attempt."""
        self.waited += seconds
        await self.clock.sleep(seconds)
        if self.observed is not None:
            self.observed.waited(cause, seconds)


def _last_byte(progress: SendProgress, ended_at: float) -> float:
    """Return when the last byte may have left: as written, else by the end of the attempt.

    Never when the first was about to: a process that stands still at that moment sends later.
    """
    return ended_at if progress.written_at is None else progress.written_at
