"""Everything the SDK raises.

SpaceInvoicesError
├ ConfigurationError
├ InvalidInputError            (also a ValueError)
├ NotSentError                 nothing happened: calling again is always safe
│ ├ ConnectFailed
│ ├ PoolTimeout
│ ├ LimiterTimeout
│ └ DeadlineExceeded
├ OutcomeUnknownError          sent, and no answer that can be trusted
├ ResponseDecodeError          answered, in a shape that cannot be read
└ ApiError                     the server refused
  ├ BadRequestError            400
  ├ InvalidTokenError          401
  ├ AccessDeniedError          401, 403
  ├ NotFoundError              404
  ├ ValidationError            422
  ├ UniqueIdReusedError
  ├ RateLimitedError           429
  └ ServerError                5xx

All of them pickle and copy. Their text never holds a token, a password or a body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from .statuses import UNAUTHORIZED, is_redirection, is_server_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from .error_bodies import ErrorBody
    from .outcomes import Attempt
    from .wire import JsonValue

_E = TypeVar("_E", bound="SpaceInvoicesError")

# LoopBack ends validation messages with the refused value, which is customer data.
_ECHOED_VALUE: Final = re.compile(r"\s*\(value: .*?(?:\)(?=[.;]|$)|$)")
_LONGEST_MESSAGE: Final = 200
_LONGEST_CODE: Final = 60
_LONGEST_READ: Final = 4000  # what a server says beyond that is not worth a search


class SpaceInvoicesError(Exception):
    """Base of everything the SDK raises."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        attempts: Sequence[Attempt] = (),
        unique_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.attempts: tuple[Attempt, ...] = tuple(attempts)
        self.unique_id = unique_id

    @property
    def message(self) -> str:
        """The text without the operation's name."""
        return str(self.args[0])

    def __str__(self) -> str:
        return f"{self.operation}: {self.message}" if self.operation else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with its positional arguments alone.
        return _restore, (type(self), self.args, self.__dict__.copy())


def _restore(cls: type[_E], args: tuple[object, ...], state: dict[str, object]) -> _E:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(SpaceInvoicesError):
    """The client was set up in a way that cannot work."""


class InvalidInputError(SpaceInvoicesError, ValueError):
    """An argument cannot be sent; nothing was."""

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        operation: str | None = None,
        attempts: Sequence[Attempt] = (),
        unique_id: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation, attempts=attempts, unique_id=unique_id)
        self.field = field

    def __str__(self) -> str:
        text = f"{self.field}: {self.message}" if self.field else self.message
        return f"{self.operation}: {text}" if self.operation else text


class NotSentError(SpaceInvoicesError):
    """The request never reached the server: calling again is always safe."""


class ConnectFailed(NotSentError):
    """No connection: refused, name not found, TLS or proxy handshake failed."""


class PoolTimeout(NotSentError):
    """No connection became free in time."""


class LimiterTimeout(NotSentError):
    """The rate and concurrency limits gave no slot before the deadline."""


class DeadlineExceeded(NotSentError):
    """The deadline passed while nothing was under way."""


class OutcomeUnknownError(SpaceInvoicesError):
    """The request was sent and may have been applied; the server gave no answer to trust.

    With a `unique_id` (creating a document): call again with the same one, or
    `await client.reconcile(error)`. Without: look at the server's state before repeating.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        attempts: Sequence[Attempt] = (),
        unique_id: str | None = None,
        resend_not_before: datetime | None = None,
        path: tuple[str, ...] = (),
        account_id: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation, attempts=attempts, unique_id=unique_id)
        self.resend_not_before = resend_not_before
        """From then on a request without trace on the server will not be applied any more."""
        self.path = path
        """Path arguments of the operation: where to look the unique id up."""
        self.account_id = account_id


class ResponseDecodeError(SpaceInvoicesError):
    """The server answered with success, in a shape this SDK cannot read; a write was applied."""

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        operation: str | None = None,
        attempts: Sequence[Attempt] = (),
        unique_id: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation, attempts=attempts, unique_id=unique_id)
        self.status = status


class ApiError(SpaceInvoicesError):
    """The server answered, and the answer is no."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        code: str | None = None,
        name: str | None = None,
        api_message: str | None = None,
        details: JsonValue = None,
        fields: Mapping[str, tuple[str, ...]] | None = None,
        retry_after: float | None = None,
        operation: str | None = None,
        attempts: Sequence[Attempt] = (),
        unique_id: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation, attempts=attempts, unique_id=unique_id)
        self.status = status
        self.code = code
        self.name = name
        self.api_message = api_message
        self.details = details
        self.fields: Mapping[str, tuple[str, ...]] = dict(fields or {})
        """Messages per refused property; empty unless the server gave them."""
        self.retry_after = retry_after


class BadRequestError(ApiError):
    """400: the server could not read the request."""


class InvalidTokenError(ApiError):
    """401: the token is unknown, expired or logged out."""


class AccessDeniedError(ApiError):
    """401 or 403: the token is good, and has no right to this record or route."""


class NotFoundError(ApiError):
    """404: no such record, or no such route."""


class ValidationError(ApiError):
    """422: the record was refused; `fields` says why, per property."""


class UniqueIdReusedError(ApiError):
    """The unique id already belongs to another document; nothing was created."""


class RateLimitedError(ApiError):
    """429: too many requests, still after waiting and repeating."""


class ServerError(ApiError):
    """5xx: the server failed; a repeatable call was repeated without luck."""


_BY_STATUS: Final[Mapping[int, type[ApiError]]] = {
    400: BadRequestError,
    401: AccessDeniedError,
    403: AccessDeniedError,
    404: NotFoundError,
    422: ValidationError,
    429: RateLimitedError,
}
_ADVICE: Final[Mapping[str, str]] = {
    "301": "redirects are never followed; correct base_url",
    "401": "the token has no right here, or does not own this record",
    "INVALID_TOKEN": "log in again or set a new token",
    "LOGIN_FAILED": "check the e-mail and the password",
    "429": "slow down or lower the client's rate",
    "500": "the server failed; try again later",
}


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
    """
    # The JSON codec takes longer to import than all the options.
    from .error_bodies import parse

    said = parse(body)
    cls = _BY_STATUS.get(status, ServerError if is_server_error(status) else ApiError)
    if invalid_token is None:
        invalid_token = said.code == "INVALID_TOKEN"
    if status == UNAUTHORIZED and invalid_token:
        cls = InvalidTokenError
    return cls(
        _explain(status, headers, said, dead_token=cls is InvalidTokenError),
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


def _advice_of(status: int) -> str | None:
    if is_redirection(status):
        return _ADVICE["301"]
    return _ADVICE["500"] if is_server_error(status) else _ADVICE.get(str(status))


def _explain(status: int, headers: Mapping[str, str], said: ErrorBody, *, dead_token: bool) -> str:
    """One line: status, code, what the server said, what to do."""
    if said.fields:
        words = "; ".join(f"{name} {', '.join(texts)}" for name, texts in said.fields.items())
    elif said.message:
        words = said.message
    else:
        words = f"no message ({headers.get('content-type') or 'empty body'})"
    words = _shortened(_ECHOED_VALUE.sub("", _one_line(words)), _LONGEST_MESSAGE)
    advice = _ADVICE.get("INVALID_TOKEN" if dead_token else said.code or "", _advice_of(status))
    code = _shortened(_one_line(said.code or ""), _LONGEST_CODE)
    title = f"{status} {code}" if code else str(status)
    return f"{title}: {words}" + (f" ({advice})" if advice else "")


def _one_line(text: str) -> str:
    """Text of a server without what would begin another line of a log, or colour it."""
    text = text[:_LONGEST_READ]
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
