"""The error that ends a call, from what was tried."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from .errors import (
    ConnectFailed,
    DeadlineExceeded,
    LimiterTimeout,
    OutcomeUnknownError,
    PoolTimeout,
    ResponseDecodeError,
    api_error,
)
from .redaction import scrub
from .retry import retry_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .errors import (
        NotSentError,
        SpaceInvoicesError,
    )
    from .journey import Answer, Journey

_NOT_SENT: Final[Mapping[str | None, tuple[type[NotSentError], str]]] = {
    "deadline": (DeadlineExceeded, "the deadline passed before anything was sent"),
    "limiter": (LimiterTimeout, "the client's own limits gave no slot before the deadline"),
    "pool": (PoolTimeout, "no connection became free in time"),
}


def refused(journey: Journey, answer: Answer) -> SpaceInvoicesError:
    """The server's no, as an error."""
    response = answer.response
    if response is None:
        return unsettled(journey, answer)
    return api_error(
        response.status,
        response.headers,
        scrub(response.body, _secrets(journey)),
        operation=journey.call.operation.id,
        attempts=journey.history,
        unique_id=journey.call.unique_id,
        retry_after=retry_after(response.headers.get("retry-after"), journey.clock.now()),
        invalid_token=journey.dead_token,
    )


def _secrets(journey: Journey) -> Iterator[str]:
    """What was sent and must not come back in an error: the token, and passwords."""
    if journey.token:
        yield journey.token
    for name, value in (journey.call.json or {}).items():
        if isinstance(value, str) and "password" in name.lower():
            yield value


def unsettled(journey: Journey, answer: Answer) -> SpaceInvoicesError:
    """The error of a call whose retries have ended without an answer to trust."""
    call = journey.call
    harmless = call.operation.safety == "safe"
    if answer.outcome == "not_sent" and (harmless or not journey.doubtful):
        return _not_sent(journey, answer)
    if call.operation.safety in {"safe", "idempotent"} and answer.response is not None:
        if answer.reason == "not_json":
            return _unreadable(journey, answer)
        return refused(journey, answer)
    effect = "nothing was changed" if harmless else "it may or may not have been applied"
    return OutcomeUnknownError(
        f"no answer to trust ({answer.reason}); {effect}",
        operation=call.operation.id,
        attempts=journey.history,
        path=call.arguments,
        account_id=call.credentials.account_id,
    )


def _not_sent(journey: Journey, answer: Answer) -> SpaceInvoicesError:
    failed = (ConnectFailed, f"no connection to the server ({answer.reason})")
    cls, text = _NOT_SENT.get(answer.reason, failed)
    return cls(
        f"{text}; nothing was sent",
        operation=journey.call.operation.id,
        attempts=journey.history,
        unique_id=journey.call.unique_id,
    )


def _unreadable(journey: Journey, answer: Answer) -> ResponseDecodeError:
    response = answer.response
    kind = response.headers.get("content-type", "no content type") if response else "nothing"
    return ResponseDecodeError(
        f"{answer.status} with a body that is not JSON ({kind}); is base_url the API's?",
        status=answer.status,
        operation=journey.call.operation.id,
        attempts=journey.history,
    )


def unknown_create(
    journey: Journey, *, unique_id: str, safe_from: float, reason: str | None
) -> OutcomeUnknownError:
    """The error of a keyed create that ran out of time before its outcome was known."""
    call = journey.call
    left = max(0.0, safe_from - journey.clock.monotonic())
    return OutcomeUnknownError(
        f"no answer to trust ({reason or 'an earlier request'}); it may or may not have been "
        f"created. Call again with unique_id={unique_id!r}, or await client.reconcile(error)",
        operation=call.operation.id,
        attempts=journey.history,
        unique_id=unique_id,
        resend_not_before=journey.clock.now() + timedelta(seconds=left),
        path=call.arguments,
        account_id=call.credentials.account_id,
    )
