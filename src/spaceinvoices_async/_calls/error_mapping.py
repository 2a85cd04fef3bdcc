"""The error that ends a call, from what was tried."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import msgspec

from spaceinvoices_async._calls.context import KEY_TWICE, NOT_JSON
from spaceinvoices_async._calls.retry import asked_pause
from spaceinvoices_async._redaction import scrub
from spaceinvoices_async._serialization.responses import two_values
from spaceinvoices_async.errors import (
    AccessDeniedError,
    ApiError,
    BadRequestError,
    ConnectFailed,
    DeadlineExceeded,
    EmailNotVerifiedError,
    InvalidTokenError,
    LimiterTimeout,
    LoginFailedError,
    NotFoundError,
    OutcomeUnknownError,
    PoolTimeout,
    RateLimitedError,
    ResponseDecodeError,
    ServerError,
    ValidationError,
)
from spaceinvoices_async.transports.status_codes import (
    UNAUTHORIZED,
    is_redirection,
    is_server_error,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spaceinvoices_async._calls.context import AttemptResult, CallContext
    from spaceinvoices_async.errors import NotSentError, SpaceInvoicesError
    from spaceinvoices_async.instrumentation import Attempt
    from spaceinvoices_async.types import JsonValue

# LoopBack ends validation messages with the refused value, which is customer data.
_ECHOED_VALUE: Final = re.compile(r"\s*\(value: .*?(?:\)(?=[.;]|$)|$)")
_LONGEST_MESSAGE: Final = 200
_LONGEST_CODE: Final = 60
_LONGEST_READ: Final = 4000  # what a server says beyond that is not worth a search


_BY_STATUS: Final[Mapping[int, type[ApiError]]] = {
    400: BadRequestError,
    401: AccessDeniedError,
    403: AccessDeniedError,
    404: NotFoundError,
    422: ValidationError,
    429: RateLimitedError,
}
_BY_CODE: Final[Mapping[str, type[ApiError]]] = {
    "LOGIN_FAILED": LoginFailedError,
    "LOGIN_FAILED_EMAIL_NOT_VERIFIED": EmailNotVerifiedError,
    "RESET_FAILED_EMAIL_NOT_VERIFIED": EmailNotVerifiedError,
}
_ADVICE: Final[Mapping[str, str]] = {
    "301": "redirects are never followed; correct base_url",
    "401": "the token has no right here, or does not own this record",
    "INVALID_TOKEN": "log in again or set a new token",
    "LOGIN_FAILED": "check the e-mail and the password",
    "LOGIN_FAILED_EMAIL_NOT_VERIFIED": "follow the link in the e-mail that was sent, first",
    "RESET_FAILED_EMAIL_NOT_VERIFIED": "follow the link in the e-mail that was sent, first",
    "429": "slow down or lower the client's rate",
    "500": "the server failed; try again later",
}


_ADVICE_BY_CLASS: Final[Mapping[type[ApiError], str]] = {
    InvalidTokenError: "INVALID_TOKEN",
    LoginFailedError: "LOGIN_FAILED",
    EmailNotVerifiedError: "LOGIN_FAILED_EMAIL_NOT_VERIFIED",
}
_ABOUT_RIGHTS: Final = frozenset({"AUTHORIZATION_REQUIRED", "ACCESS_DENIED"})
"""Codes of a 401 that are about the route, not about who logs in."""


def api_error(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    operation: str | None = None,
    attempts: Sequence[Attempt] = (),
    unique_id: str | None = None,
    retry_after: float | None = None,
    invalid_token: bool | None = None,
    without_token: bool = False,
) -> ApiError:
    """Build the error of a refusal from its status and body.

    Args:
        status: HTTP status of the answer.
        headers: Its headers, names in lower case.
        body: Its body as it came: LoopBack 3 or 4 JSON, HTML, nothing.
        operation: Id of the operation.
        attempts: All attempts of the call.
        unique_id: Of a keyed create.
        retry_after: Seconds the server asked to wait, already read from the headers.
        invalid_token: For a 401, whether the token itself was found dead; told by its code if None.
        without_token: Whether the operation needs no token, so that a 401 is about what it was
            given instead: an e-mail address and a password.
    """
    said = parse_error_body(body)
    cls = _BY_STATUS.get(status, ServerError if is_server_error(status) else ApiError)
    if invalid_token is None:
        invalid_token = said.code == "INVALID_TOKEN"
    if status == UNAUTHORIZED:
        refused = _refused_login(said.code or "") if without_token else cls
        cls = InvalidTokenError if invalid_token else _BY_CODE.get(said.code or "", refused)
    asked = "" if retry_after is None else f"; the server asks to wait {ceil(retry_after)} s"
    return cls(
        _explain(status, headers, said, cls) + asked,
        status=status,
        code=said.code,
        name=said.name,
        api_message=said.message,
        details=said.details,
        fields=said.fields,
        retry_after=retry_after,
        operation=operation,
        attempts=attempts,
        unique_id=unique_id,
    )


def _refused_login(code: str) -> type[ApiError]:
    """Return the error of a login's 401, whatever the server's language and codes are."""
    if code in _ABOUT_RIGHTS:
        return AccessDeniedError
    return EmailNotVerifiedError if "VERIFIED" in code.upper() else LoginFailedError


def _advice_of(status: int) -> str | None:
    if is_redirection(status):
        return _ADVICE["301"]
    return _ADVICE["500"] if is_server_error(status) else _ADVICE.get(str(status))


def _explain(status: int, headers: Mapping[str, str], said: ErrorBody, kind: type[ApiError]) -> str:
    """Return one line: status, code, what the server said, what to do."""
    if said.fields:
        words = "; ".join(f"{name} {', '.join(texts)}" for name, texts in said.fields.items())
    elif said.message:
        words = said.message
    else:
        words = f"no message ({headers.get('content-type') or 'empty body'})"
    words = _shortened(_ECHOED_VALUE.sub("", _one_line(words)), _LONGEST_MESSAGE)
    about = _ADVICE_BY_CLASS.get(kind, said.code or "")
    advice = _ADVICE.get(about, _advice_of(status))
    code = _shortened(_one_line(said.code or ""), _LONGEST_CODE)
    title = f"{status} {code}" if code else str(status)
    return f"{title}: {words}" + (f" ({advice})" if advice else "")


def _one_line(text: str) -> str:
    """Return text of a server without what would begin another line of a log, or colour it."""
    text = text[:_LONGEST_READ]
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


_NOT_SENT: Final[Mapping[str | None, tuple[type[NotSentError], str]]] = {
    "deadline": (DeadlineExceeded, "the deadline passed before anything was sent"),
    "limiter": (LimiterTimeout, "the client's own limits gave no slot before the deadline"),
    "pool": (PoolTimeout, "no connection became free in time"),
}


def error_for_refusal(context: CallContext, result: AttemptResult) -> SpaceInvoicesError:
    """Return the server's no, as an error."""
    response = result.response
    if response is None:
        return error_for_unsettled(context, result)
    return api_error(
        response.status,
        response.headers,
        scrub(response.body, _secrets(context)),
        operation=context.call.operation.id,
        attempts=context.history,
        unique_id=context.call.unique_id,
        retry_after=asked_pause(response.headers, context.clock.now()),
        invalid_token=context.dead_token,
        without_token=not context.call.operation.authenticated,
    )


def _secrets(context: CallContext) -> Iterator[str]:
    """Yield what was sent and must not come back in an error: the token, and passwords."""
    if context.token:
        yield context.token
    for name, value in (context.call.json or {}).items():
        if isinstance(value, str) and "password" in name.lower():
            yield value


def error_for_unsettled(context: CallContext, result: AttemptResult) -> SpaceInvoicesError:
    """Return the error of a call whose retries have ended without an answer to trust."""
    call = context.call
    harmless = call.safety == "safe"
    if result.outcome == "not_sent" and (harmless or not context.doubtful):
        return _not_sent(context, result)
    if call.safety in {"safe", "idempotent"} and result.response is not None:
        if result.reason in {NOT_JSON, KEY_TWICE}:
            return _unreadable(context, result)
        return error_for_refusal(context, result)
    effect = "nothing was changed" if harmless else "it may or may not have been applied"
    about = f"{result.reason}: {result.detail}" if result.detail else result.reason
    return OutcomeUnknownError(
        f"no answer to trust ({about}); {effect}",
        operation=call.operation.id,
        attempts=context.history,
        path=call.arguments,
        account_id=call.credentials.account_id,
    )


def _not_sent(context: CallContext, result: AttemptResult) -> SpaceInvoicesError:
    failed = (ConnectFailed, f"no connection to the server ({result.reason})")
    cls, text = _NOT_SENT.get(result.reason, failed)
    if isinstance(result.cause, LimiterTimeout):
        text = result.cause.message
    if cls is DeadlineExceeded:
        text += _late_for(context, result)
    hint = ""
    if cls is ConnectFailed and context.server:
        text = f"no connection to {context.server} ({result.reason})"
        hint = (
            ". Is it the right address (base_url, SPACEINVOICES_BASE_URL), and is a server running "
            "there (`spaceinvoices sandbox`)?"
        )
    return cls(
        f"{text}; nothing was sent{hint}",
        operation=context.call.operation.id,
        attempts=context.history,
        unique_id=context.call.unique_id,
    )


def _late_for(context: CallContext, result: AttemptResult) -> str:
    """Return what the last attempt still waited for, and why the one before came to nothing."""
    awaited = f": it waited for {result.detail}" if result.detail else ""
    earlier = [one.reason for one in context.attempts if one.reason not in {None, "deadline"}]
    return awaited + (f" (the attempt before: {earlier[-1]})" if earlier else "")


def _unreadable(context: CallContext, result: AttemptResult) -> ResponseDecodeError:
    response = result.response
    kind = response.headers.get("content-type", "no content type") if response else "nothing"
    if result.detail:
        text = f"{result.status} with a body that cannot be read: {result.detail}"
    else:
        text = f"{result.status} with a body that is not JSON ({kind}); is base_url the API's?"
    return ResponseDecodeError(
        text,
        status=result.status,
        operation=context.call.operation.id,
        attempts=context.history,
    )


def error_for_unknown_create(
    context: CallContext, *, unique_id: str, safe_from: float, reason: str | None
) -> OutcomeUnknownError:
    """Return the error of a keyed create that ran out of time before its outcome was known."""
    call = context.call
    left = max(0.0, safe_from - context.clock.monotonic())
    return OutcomeUnknownError(
        f"no answer to trust ({reason or 'an earlier request'}); it may or may not have been "
        f"created. Call again with unique_id={unique_id!r}, or await client.reconcile(error)",
        operation=call.operation.id,
        attempts=context.history,
        unique_id=unique_id,
        resend_not_before=_later(context.clock.now(), left),
        path=call.arguments,
        account_id=call.credentials.account_id,
    )


def _later(now: datetime, seconds: float) -> datetime:
    try:
        return now + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


_DEEPEST: Final = 50
_Fields: TypeAlias = "dict[str, tuple[str, ...]]"


class ErrorBody(NamedTuple):
    """What the server said about a refusal."""

    name: str | None = None
    code: str | None = None
    message: str | None = None
    details: JsonValue = None
    fields: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Messages per refused property, for validation errors of either generation."""
    says_two: bool = False
    """A key of it has two values in one object: of the rest, only the last ones are here."""


def parse_error_body(raw: bytes) -> ErrorBody:
    """Find the error object of a body; never raises, whatever the body holds."""
    try:
        document: JsonValue = msgspec.json.decode(raw)
        says_two = two_values(raw, document) is not None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return ErrorBody()  # a proxy's page, or nothing: the status has to speak for itself
    if not isinstance(document, dict):
        return ErrorBody()
    found = document.get("error", document)
    if isinstance(found, str):
        return ErrorBody(message=found, says_two=says_two)
    if not isinstance(found, dict):
        return ErrorBody(says_two=says_two)
    details = found.get("details")
    if not _is_shallow(details, _DEEPEST):
        details = None
    return ErrorBody(
        name=_text(found.get("name")),
        code=_text(found.get("code")),
        message=_text(found.get("message")),
        details=details,
        fields=_fields(details),
        says_two=says_two,
    )


def _is_shallow(value: JsonValue, depth: int) -> bool:
    """Return whether an error that holds this can be pickled: deeper down Python gives up."""
    if not isinstance(value, (dict, list)):
        return True
    items = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_is_shallow(item, depth - 1) for item in items)


def _text(value: JsonValue) -> str | None:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, (dict, list)):
        return None
    return str(value)


def _fields(details: JsonValue) -> _Fields:
    """LoopBack 3 sends `{messages: {field: [text]}}`, LoopBack 4 `[{path, message}]`."""
    if isinstance(details, dict):
        messages = details.get("messages")
        if isinstance(messages, dict):
            return {name: tuple(_texts(value)) for name, value in messages.items()}
        return {}
    collected: _Fields = {}
    for item in details if isinstance(details, list) else ():
        if isinstance(item, dict):
            path = (_text(item.get("path")) or "").strip("./").replace("/", ".")
            collected[path] = (*collected.get(path, ()), *_texts(item.get("message")))
    return collected


def _texts(value: JsonValue) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        text = _text(item)
        if text is not None:
            yield text


def error_log_fields(error: SpaceInvoicesError) -> dict[str, object]:
    """Return the fields of a log record about an error, for `extra=`."""
    return {
        "operation": error.operation,
        "unique_id": error.unique_id,
        "document_id": None,
        "attempt": len(error.attempts),
    }
