"""What became of an attempt, and what follows from it: the truth table of a call, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from spaceinvoices_async.transports.status_codes import (
    REQUEST_TIMEOUT,
    TOO_MANY_REQUESTS,
    is_client_error,
    is_redirection,
    is_success,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async.instrumentation import Outcome
    from spaceinvoices_async.operations import Safety

Signal: TypeAlias = Literal[
    "applied", "rejected", "doubted", "not_sent", "throttled", "redirected", "unknown"
]
"""An outcome with what the decision needs besides: a 429 and a redirect are rejections of their
own kind, and a rejection is doubted after an unknown attempt or when it names the unique key."""

Action: TypeAlias = Literal["return", "raise", "retry", "pause", "give_up", "look_up"]
"""Pause: hold back the whole client, then retry. Give up: `OutcomeUnknownError`."""

TRUTH_TABLE: Final[Mapping[Signal, Mapping[Safety, Action]]] = {
    "applied": {"safe": "return", "idempotent": "return", "unsafe": "return", "keyed": "return"},
    "rejected": {"safe": "raise", "idempotent": "raise", "unsafe": "raise", "keyed": "raise"},
    "doubted": {"safe": "raise", "idempotent": "raise", "unsafe": "raise", "keyed": "look_up"},
    "not_sent": {"safe": "retry", "idempotent": "retry", "unsafe": "retry", "keyed": "retry"},
    "throttled": {"safe": "pause", "idempotent": "pause", "unsafe": "pause", "keyed": "pause"},
    "redirected": {"safe": "raise", "idempotent": "raise", "unsafe": "raise", "keyed": "raise"},
    "unknown": {"safe": "retry", "idempotent": "retry", "unsafe": "give_up", "keyed": "look_up"},
}


def outcome_of_status(status: int) -> Outcome:
    """Read an answered request: 408 and 5xx say nothing about whether the write happened."""
    if is_success(status):
        return "applied"
    if is_redirection(status) or (is_client_error(status) and status != REQUEST_TIMEOUT):
        return "rejected"
    return "unknown"


def signal(outcome: Outcome, status: int | None = None, *, doubted: bool = False) -> Signal:
    """Refine an outcome to a row of the truth table."""
    if outcome != "rejected":
        return outcome
    if status == TOO_MANY_REQUESTS:
        return "throttled"
    if status is not None and is_redirection(status):
        return "redirected"
    return "doubted" if doubted else "rejected"


def decide(seen: Signal, safety: Safety) -> Action:
    """One cell of the truth table."""
    return TRUTH_TABLE[seen][safety]
