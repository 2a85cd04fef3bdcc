"""Telemetry that keeps in a list what it is told of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.instrumentation import Attempt, CallInfo, LimitReader, WaitCause


@define(eq=False)
class FollowedCall:
    """What was told of one call, or of a look-up made for it."""

    info: CallInfo
    events: list[tuple[object, ...]] = field(factory=list)
    lookups: list[FollowedCall] = field(factory=list)

    def attempt_started(self, resends: int) -> Mapping[str, str]:
        self.events.append(("started", resends))
        return {"traceparent": f"trace-{resends}"}

    def attempt_ended(self, attempt: Attempt) -> None:
        self.events.append(("attempt", attempt.outcome, attempt.reason or attempt.status))

    def waited(self, cause: WaitCause, seconds: float) -> None:
        self.events.append(("waited", cause, round(seconds, 6)))

    def lookup_started(self, call: CallInfo) -> FollowedCall:
        self.lookups.append(FollowedCall(call))
        return self.lookups[-1]

    def ended(self, outcome: str, attempts: int, seconds: float) -> None:
        self.events.append(("ended", outcome, attempts, round(seconds, 6)))


@define(eq=False)
class Follower:
    """Follows calls and clients."""

    calls: list[FollowedCall] = field(factory=list)
    clients: list[tuple[str, object]] = field(factory=list)
    closed: list[object] = field(factory=list)

    def call_started(self, call: CallInfo) -> FollowedCall:
        self.calls.append(FollowedCall(call))
        return self.calls[-1]

    def batch_started(self, name: str) -> None:
        raise AssertionError(name)

    def client_started(self, server: str, limits: LimitReader) -> None:
        self.clients.append((server, limits))

    def client_closed(self, limits: LimitReader) -> None:
        self.closed.append(limits)
