"""The one place from which calls and batches are shown to telemetry; an error of it changes nothing."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from spaceinvoices_async.instrumentation import (
        Attempt,
        BatchObserver,
        CallInfo,
        CallObserver,
        LimitReader,
        RowObserver,
        Telemetry,
        WaitCause,
    )

P = ParamSpec("P")
T = TypeVar("T")

_logger: Final = logging.getLogger("spaceinvoices_async")
# https://www.w3.org/TR/trace-context/; nothing else may be added to a request.
_CONTEXT_HEADERS: Final = frozenset({"traceparent", "tracestate"})


class Guard:
    """Calls telemetry; logs the first error of it, and lets none out."""

    __slots__ = ("_failed",)

    def __init__(self) -> None:
        self._failed = False

    def __call__(self, tell: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what the function returns; None where it fails."""
        try:
            return tell(*args, **kwargs)
        except Exception:  # noqa: BLE001 - somebody else's code, and its error is logged
            if not self._failed:
                _logger.warning("telemetry failed; calls go on, this is logged once", exc_info=True)
            self._failed = True
            return None


class ObservedCall:
    """A call that telemetry follows, or a look-up made for it."""

    __slots__ = ("_guard", "_observer")

    def __init__(self, guard: Guard, observer: CallObserver) -> None:
        self._guard = guard
        self._observer = observer

    def send(self, resends: int) -> Mapping[str, str]:
        """Begin a request; return the headers to send with it."""
        headers = self._guard(self._observer.attempt_started, resends) or {}
        return {
            name: text
            for name, text in headers.items()
            if name in _CONTEXT_HEADERS and text.isascii() and text.isprintable()
        }

    def attempted(self, attempt: Attempt) -> None:
        """End an attempt."""
        self._guard(self._observer.attempt_ended, attempt)

    def waited(self, cause: WaitCause, seconds: float) -> None:
        """Take note of a wait."""
        self._guard(self._observer.waited, cause, seconds)

    def look_up(self, call: CallInfo) -> ObservedCall | None:
        """Begin a look-up."""
        observer = self._guard(self._observer.lookup_started, call)
        return None if observer is None else ObservedCall(self._guard, observer)

    def end(self, outcome: str, attempts: int, seconds: float) -> None:
        """End the call."""
        self._guard(self._observer.ended, outcome, attempts, seconds)


class ObservedRow:
    """A row of a batch that telemetry follows."""

    __slots__ = ("_guard", "_observer")

    def __init__(self, guard: Guard, observer: RowObserver) -> None:
        self._guard = guard
        self._observer = observer

    @contextmanager
    def request(self) -> Generator[None]:
        """Hold what is done inside to be a request of the row."""
        token = self._guard(self._observer.enter)
        try:
            yield
        finally:
            if token is not None:
                self._guard(self._observer.leave, token)

    def parked(self) -> None:
        """Take note that its outcome is unknown."""
        self._guard(self._observer.parked)

    def end(self, status: str) -> None:
        """End the row."""
        self._guard(self._observer.ended, status)


class ObservedBatch:
    """The run of a batch that telemetry follows."""

    def __init__(self, guard: Guard, observer: BatchObserver) -> None:
        self._guard = guard
        self._observer = observer
        self.outcome: str = "ok"
        """How the run has ended, if not by an error."""

    def row(self, row: bytes) -> ObservedRow | None:
        """Begin a row."""
        observer = self._guard(self._observer.row_started, row)
        return None if observer is None else ObservedRow(self._guard, observer)

    def row_ended(self, status: str) -> None:
        """Count a row that has ended."""
        self._guard(self._observer.row_ended, status)

    def progressed(self, *, parked: int, in_flight: int, per_second: float) -> None:
        """Take note of how far the run is."""
        self._guard(self._observer.progressed, parked, in_flight, per_second)

    def end(self, error: BaseException | None) -> None:
        """End the run."""
        self._guard(self._observer.ended, outcome_of(error) if error else self.outcome)


class Observers:
    """Telemetry of one client.

    Args:
        telemetry: Follows what the client does.
    """

    def __init__(self, telemetry: Telemetry) -> None:
        self._telemetry = telemetry
        self._guard = Guard()

    def call(self, call: CallInfo) -> ObservedCall | None:
        """Begin a call."""
        observer = self._guard(self._telemetry.call_started, call)
        return None if observer is None else ObservedCall(self._guard, observer)

    @contextmanager
    def batch(self, name: str) -> Generator[ObservedBatch | None]:
        """Hold what is done inside to be the run of a batch."""
        observer = self._guard(self._telemetry.batch_started, name)
        if observer is None:
            yield None
            return
        observed = ObservedBatch(self._guard, observer)
        failure: BaseException | None = None
        try:
            yield observed
        except BaseException as error:
            failure = error
            raise
        finally:
            observed.end(failure)

    def watch(self, server: str, limits: LimitReader) -> None:
        """Watch the limits of the client."""
        self._guard(self._telemetry.client_started, server, limits)

    def forget(self, limits: LimitReader) -> None:
        """Watch them no more."""
        self._guard(self._telemetry.client_closed, limits)


def outcome_of(error: BaseException | None) -> str:
    """Name how something has ended: `ok`, or the class of its error."""
    return "ok" if error is None else type(error).__name__
