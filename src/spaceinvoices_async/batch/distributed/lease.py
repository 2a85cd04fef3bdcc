"""Lease: the right of one process to send the rows of a chunk, until a moment that it cannot miss.

A process that is cut off from its driver, or that was held up and has been replaced, does not know
it. So it sends creates only while its lease lasts, and the lease is looked at just before the first
byte of each. Whoever takes its place waits until the lease has certainly ended, and then for the
horizon of a request that was sent at its very end.
"""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from attrs import evolve

from spaceinvoices_async import operations
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.transports.base import SendProgress, TransportError

if TYPE_CHECKING:
    from spaceinvoices_async.transports.base import Request, Response, Transport

_ONE_WRITE_BYTES: Final = 64 * 1024
"""A body up to this size goes to the system in one piece, and needs no limit of its own."""
_LEAST_WRITE_S: Final = 0.001


def lease_clock() -> float:
    """Return seconds since an arbitrary moment.

    They go on while the machine sleeps, where it can tell.
    """
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Lease:
    """How long this process may go on sending; renewed by whoever holds it."""

    def __init__(self) -> None:
        self._until = float("-inf")
        self.lost: str | None = None
        """Why it will not be renewed any more; None while it may."""

    @property
    def remaining(self) -> float:
        """Seconds that are left; zero or less once it has run out."""
        return float("-inf") if self.lost is not None else self._until - lease_clock()

    def renew(self, until: float) -> None:
        """Let it last until this moment of `lease_clock`; it never gets shorter by that."""
        self._until = max(self._until, until)

    def lose(self, why: str) -> None:
        """End it for good."""
        self.lost = self.lost or why

    def check(self) -> None:
        """Refuse to send once it has run out.

        Raises:
            TransportError: It has; nothing was sent.
        """
        if self.remaining <= 0:
            raise TransportError("not_sent", "lease")


CURRENT_LEASE: Final[ContextVar[Lease | None]] = ContextVar("CURRENT_LEASE", default=None)
"""The lease of the chunk that this task works on; None where nothing can take its place."""


class LeasedTransport:
    """Sends everything but creates as another transport does, and creates only under a lease.

    Args:
        inner: Sends.
    """

    def __init__(self, inner: Transport) -> None:
        self._inner = inner
        operation = operations.OPERATIONS[CREATE]
        self._method = operation.method
        self._ending = operation.path.rpartition("}")[2]

    async def send(self, request: Request) -> Response:
        """Exchange one request for its complete answer.

        Raises:
            TransportError: There is no complete answer, or the lease has run out.
        """
        lease = CURRENT_LEASE.get()
        if lease is None or request.method != self._method or not self._is_create(request.url):
            return await self._inner.send(request)
        lease.check()
        progress = request.progress or SendProgress(time.monotonic)
        told = progress.on_sending

        def sending(moment: float) -> None:
            # The connection may have taken its time: this is the last moment to say no.
            lease.check()
            if told is not None:
                told(moment)

        progress.on_sending = sending
        request = evolve(request, progress=progress)
        if request.body is not None and len(request.body) > _ONE_WRITE_BYTES:
            write = max(_LEAST_WRITE_S, min(request.timeouts.write, lease.remaining))
            request = evolve(request, timeouts=evolve(request.timeouts, write=write))
        return await self._inner.send(request)

    async def aclose(self) -> None:
        """Close every connection; safe to call twice."""
        await self._inner.aclose()

    def _is_create(self, url: str) -> bool:
        return url.partition("?")[0].endswith(self._ending)
