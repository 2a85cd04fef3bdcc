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
    """Return one cell of the truth table."""
    return TRUTH_TABLE[seen][safety]


Doubt: TypeAlias = Literal["unknown", "refused", "taken"]
"""Why a keyed create is in doubt. Unknown: an attempt may have been applied. Refused: the server
said no, which may mean that it is stored already. Taken: the server named the unique key as taken,
so that there is a document of this key."""

Look: TypeAlias = Literal["found", "none", "no_answer", "ignored", "forbidden"]
"""What a look-up by the unique key came to. Ignored: the answer shows other rows, so the server did
not filter. Forbidden: the server refuses to look, now and later."""

Resend: TypeAlias = Literal["allowed", "later", "never"]
"""Whether a create may be sent again: later if the retry budget is empty, never if its attempts are
used up."""

FollowUp: TypeAlias = Literal["return", "look_again", "resend", "refuse", "give_up"]
"""Refuse: raise the refusal, the server holds no document. Give up: the outcome stays unknown."""

# Where the answer of a look-up alone decides.
_AFTER_LOOK: Final[Mapping[Look, FollowUp]] = {
    "found": "return",
    "no_answer": "look_again",
    "forbidden": "give_up",
}
_AFTER_HORIZON: Final[Mapping[Resend, FollowUp]] = {
    "allowed": "resend",
    "later": "look_again",
    "never": "give_up",
}


def decide_follow_up(
    doubt: Doubt, look: Look, *, past_horizon: bool, looked_enough: bool, resend: Resend
) -> FollowUp:
    """Decide what follows from a look-up of a keyed create in doubt: look early, resend late.

    Args:
        doubt: Why the create is in doubt.
        look: What the look-up came to.
        past_horizon: Whether the look-up was asked when no earlier request of this create could
            be carried out any more.
        looked_enough: Whether so many look-ups have found nothing that a refusal is believed.
        resend: Whether the create may be sent again.
    """
    if look in _AFTER_LOOK:
        return _AFTER_LOOK[look]
    if doubt == "refused" and look == "none":
        return "refuse" if looked_enough else "look_again"
    if not past_horizon:
        return "look_again"
    # A document that exists is not made again, nor one where nobody can see whether it exists.
    return "give_up" if doubt == "taken" or look == "ignored" else _AFTER_HORIZON[resend]
