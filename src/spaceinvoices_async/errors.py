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
  ├ LoginFailedError           401
  ├ EmailNotVerifiedError      401
  ├ NotFoundError              404
  ├ ValidationError            422
  ├ UniqueIdReusedError
  ├ RateLimitedError           429
  └ ServerError                5xx

All of them pickle and copy. Their text never holds a token, a password or a body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from spaceinvoices_async._lazy import LazyModule
from spaceinvoices_async.types import JsonValue

if TYPE_CHECKING:
    from spaceinvoices_async import instrumentation as _instrumentation
else:
    _instrumentation = LazyModule("spaceinvoices_async.instrumentation")

_E = TypeVar("_E", bound="SpaceInvoicesError")


class SpaceInvoicesError(Exception):
    """Base of everything the SDK raises."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        attempts: Sequence[_instrumentation.Attempt] = (),
        unique_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.attempts: tuple[_instrumentation.Attempt, ...] = tuple(attempts)
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
    """An argument cannot be sent, and nothing was sent."""

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        operation: str | None = None,
        attempts: Sequence[_instrumentation.Attempt] = (),
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
    """The rate and concurrency limits gave the call no turn before the deadline."""


class DeadlineExceeded(NotSentError):
    """The deadline passed while no request was in flight."""


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
        attempts: Sequence[_instrumentation.Attempt] = (),
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
        attempts: Sequence[_instrumentation.Attempt] = (),
        unique_id: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation, attempts=attempts, unique_id=unique_id)
        self.status = status


class ApiError(SpaceInvoicesError):
    """The server refused the request."""

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
        attempts: Sequence[_instrumentation.Attempt] = (),
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
    """401 or 403: the token is valid, and has no right to this record or route."""


class LoginFailedError(ApiError):
    """401: no such account, or another password; the server does not say which."""


class EmailNotVerifiedError(ApiError):
    """401: the account's e-mail address must be verified before it can log in or reset."""


class NotFoundError(ApiError):
    """404: no such record, or no such route."""


class ValidationError(ApiError):
    """422: the record was refused; `fields` says why, per property."""


class UniqueIdReusedError(ApiError):
    """The unique id already belongs to another document; no other was created."""


class RateLimitedError(ApiError):
    """429: too many requests, still after waiting and repeating."""


class ServerError(ApiError):
    """5xx: the server failed, also when a call that can be repeated was sent again."""
