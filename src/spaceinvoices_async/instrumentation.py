"""Facts about calls and limits: records, attempts, statistics, and the protocols of telemetry."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Literal, Protocol, TypeAlias

from attrs import field, frozen

Outcome: TypeAlias = Literal["applied", "rejected", "not_sent", "unknown"]
"""What the server did, as far as the client can know."""


@frozen(kw_only=True)
class Attempt:
    """One request of a call, sent or not; kept on errors and records, without its data."""

    number: int
    operation: str
    outcome: Outcome
    status: int | None = None
    reason: str | None = None
    """The transport's word when there was no answer: "connect", "read_timeout", "reset"...; "cancelled"."""
    waited: float = 0.0
    """Seconds slept before this attempt."""
    elapsed: float = 0.0
    """Seconds from asking the limits for a slot to the answer."""


@frozen(kw_only=True)
class LimiterStats:
    """The limits of a client at one moment.

    Attributes:
        rate: Current limit in requests per second; None for no limit.
        concurrency: Current limit of requests in flight; None for no limit.
        in_flight: Number of requests in flight.
        waiting: Number of calls that wait in the queue.
        lanes: Number of waiting calls by lane, such as an organization.
        paused_for: Seconds until the end of a pause after a 429; 0 without a pause.
        throttled: Number of requests that were answered with 429.
    """

    rate: float | None
    concurrency: int | None
    in_flight: int
    waiting: int
    lanes: Mapping[str, int]
    paused_for: float
    throttled: int


WaitCause: TypeAlias = Literal["rate", "concurrency", "pause", "backoff", "lookup"]
"""What a call waits for: the rate, a free slot, the end of a pause after a 429, the moment of a
retry, or that of the next look-up."""


@frozen(kw_only=True)
class CallInfo:
    """Description of a call as it begins, without any data of it.

    Attributes:
        operation: Such as `documents_create`.
        method: HTTP method.
        server: Base URL of the server.
        template: Path with the names of its arguments in place of their values; None for a path
            that was given literally.
    """

    operation: str
    method: str
    server: str
    template: str | None = None


class CallObserver(Protocol):
    """Follows one call, in the task that makes it."""

    def attempt_started(self, resends: int, /) -> Mapping[str, str]:
        """Begin a request that is sent after so many others of the call; its headers of context."""
        ...

    def attempt_ended(self, attempt: Attempt, /) -> None:
        """End an attempt, also one for which no request was begun."""
        ...

    def waited(self, cause: WaitCause, seconds: float, /) -> None:
        """Take note of a wait that has ended."""
        ...

    def lookup_started(self, call: CallInfo, /) -> CallObserver:
        """Begin a look-up that is made for the call; it ends with what it has found."""
        ...

    def ended(self, outcome: str, attempts: int, seconds: float, /) -> None:
        """End the call: `ok`, the name of the error's class, or what a look-up has found."""
        ...


class RowObserver(Protocol):
    """Follows one row of a batch, from its first request to its outcome."""

    def enter(self) -> object:
        """Begin one of its requests; what is returned is given back to `leave`."""
        ...

    def leave(self, token: object, /) -> None:
        """End that request, in the same task."""
        ...

    def parked(self) -> None:
        """Take note that its outcome is unknown, and that it waits for a look-up."""
        ...

    def ended(self, status: str, /) -> None:
        """End the row."""
        ...


class BatchObserver(Protocol):
    """Follows the run of a batch, in the task that carries it out."""

    def row_started(self, row: bytes, /) -> RowObserver:
        """Begin a row, named by a digest of its key."""
        ...

    def row_ended(self, status: str, /) -> None:
        """Count a row that has ended, sent or not."""
        ...

    def progressed(self, parked: int, in_flight: int, per_second: float, /) -> None:
        """Take note of how far the run is; called about once a second."""
        ...

    def ended(self, outcome: str, /) -> None:
        """End the run: `ok`, the reason why it stopped, or the name of the error's class."""
        ...


class LimitReader(Protocol):
    """Gives the limits of a client, from any thread."""

    def stats(self, *, lanes: bool = True) -> LimiterStats:
        """Return the limits at this moment, with or without who waits in which lane."""
        ...


class Telemetry(Protocol):
    """Follows the calls and batches of clients, such as `telemetry.OpenTelemetry`.

    An error that it raises is logged, and changes nothing of a call.
    """

    def call_started(self, call: CallInfo, /) -> CallObserver:
        """Begin a call."""
        ...

    def batch_started(self, name: str, /) -> BatchObserver:
        """Begin the run of a batch: `issue`, `reconcile` or `verify`."""
        ...

    def client_started(self, server: str, limits: LimitReader, /) -> None:
        """Watch the limits of a client."""
        ...

    def client_closed(self, limits: LimitReader, /) -> None:
        """Watch them no more."""
        ...


_logger: Final = logging.getLogger("spaceinvoices_async")


@frozen(kw_only=True)
class CallRecord:
    """Record of one call that has ended; holds no body, no token and no query.

    Attributes:
        operation: Id of the operation, such as `documents_create`.
        outcome: `ok`, or the name of the error's class.
        status: HTTP status of the last answer; None without an answer.
        headers: Headers of the last answer that may be shown.
        attempts: Requests of the call, in order.
        unique_id: Unique id of a create that had one.
        elapsed: Seconds from the call to its end, waits included.
    """

    operation: str
    outcome: str
    status: int | None = None
    headers: Mapping[str, str] = field(factory=dict[str, str], repr=False)
    attempts: tuple[Attempt, ...] = ()
    unique_id: str | None = None
    elapsed: float = 0.0


class Listener(Protocol):
    """Told of each call as it ends."""

    def __call__(self, attempts: int, make: Callable[[], CallRecord], /) -> None:
        """Take note of a call of so many attempts; its record is made for who wants it."""
        ...


class _Recording:
    """The list of one `with` block; tasks that outlive the block add nothing more."""

    __slots__ = ("calls", "owner")

    def __init__(self, owner: Recorder) -> None:
        self.owner: Recorder | None = owner
        self.calls: list[CallRecord] = []


# A context variable, so that a block collects the calls of its own task and of those it starts.
_open: Final[ContextVar[tuple[_Recording, ...]]] = ContextVar("spaceinvoices_async", default=())


class Recorder:
    """Hands the records of one client to whoever asked: `with` blocks, and the `on_call` hook."""

    def __init__(self, on_call: Callable[[CallRecord], None] | None = None) -> None:
        self._on_call = on_call
        self.calls: int = 0
        self.resends: int = 0

    def __call__(self, attempts: int, make: Callable[[], CallRecord], /) -> None:
        """Take note of a call that has just ended."""
        self.calls += 1
        self.resends += max(0, attempts - 1)
        blocks = [recording for recording in _open.get() if recording.owner is self]
        if self._on_call is None and not blocks:
            return
        record = make()
        for block in blocks:
            block.calls.append(record)
        if self._on_call is None:
            return
        try:
            self._on_call(record)
        except Exception:
            # The call has been carried out: its result must reach the caller all the same.
            _logger.exception(
                "the on_call hook failed for %s",
                record.operation,
                extra={
                    "operation": record.operation,
                    "unique_id": record.unique_id,
                    "document_id": None,
                    "attempt": len(record.attempts),
                },
            )

    @contextmanager
    def record(self) -> Generator[list[CallRecord], None, None]:
        """Collect the calls made inside the block, and by the tasks started there."""
        recording = _Recording(self)
        _open.set((*_open.get(), recording))
        try:
            yield recording.calls
        finally:
            recording.owner = None
            # Not reset by token: a fixture may enter and leave in two different contexts.
            _open.set(tuple(other for other in _open.get() if other is not recording))


@frozen(kw_only=True)
class ClientStats:
    """Statistics of a client.

    Attributes:
        limits: Statistics of the limits; None where they are off.
        under_way: Number of calls that have begun and not ended.
        calls: Number of calls that have ended.
        resends: Number of requests that were sent again.
        retry_budget: Number of retry tokens left; None for no limit.
        children: Number of child accounts that have a token.
    """

    limits: LimiterStats | None
    under_way: int
    calls: int
    resends: int
    retry_budget: int | None
    children: int
