"""Remembers which keyed creates may still be carried out by the server."""

from __future__ import annotations

import asyncio
import functools
import heapq
import os
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from spaceinvoices_async.errors import UniqueIdReusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_async._calls.context import AttemptResult, CallContext
    from spaceinvoices_async._calls.request import Call, Credentials
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.types import JsonValue

Key: TypeAlias = tuple[str, str]
"""Path of the create, which names its organization, and unique id."""
CreateResult: TypeAlias = "AttemptResult | Exception | None"
"""What the owner of an entry came to; None when it left without a definite answer."""


class PendingCreate:
    """One unique id that is being created, or whose outcome is not known yet."""

    __slots__ = (
        "_waiting",
        "body",
        "credentials",
        "horizon",
        "key",
        "last_send",
        "owner",
        "settled",
    )

    def __init__(
        self, key: Key, body: Mapping[str, JsonValue], credentials: Credentials, horizon: float
    ) -> None:
        self.key: Final = key
        self.body: Final = body
        self.credentials = credentials
        self.horizon = horizon
        self.last_send: float | None = None
        """The latest moment the last byte of a request may have left; None while none has."""
        self.owner: asyncio.AbstractEventLoop | None = None
        """The loop in which a call carries it out; None when no call does."""
        self.settled: bool = False
        """A definite answer came: nothing of it is under way any more."""
        self._waiting: asyncio.Future[CreateResult] | None = None

    def __repr__(self) -> str:
        return (
            f"PendingCreate(key={self.key!r}, last_send={self.last_send}, settled={self.settled})"
        )

    @property
    def owned(self) -> bool:
        """Whether a call carries it out."""
        return self.owner is not None

    @property
    def safe_from(self) -> float:
        """When a request without a trace on the server will not be carried out any more."""
        return float("-inf") if self.last_send is None else self.last_send + self.horizon

    def sent(self, moment: float | None) -> None:
        """Take down a send; an earlier one than known changes nothing."""
        if moment is not None and (self.last_send is None or moment > self.last_send):
            self.last_send = moment

    def outcome(self) -> asyncio.Future[CreateResult]:
        """Return what to await in order to share the owner's result."""
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().create_future()
        return self._waiting

    def announce(self, outcome: CreateResult) -> None:
        """Wake everybody who waits for the owner."""
        waiting, self._waiting = self._waiting, None
        # Of a loop that was closed nobody waits any more.
        if waiting is not None and not waiting.done() and not waiting.get_loop().is_closed():
            waiting.set_result(outcome)


async def share(waiting: asyncio.Future[CreateResult]) -> CreateResult:
    """Await what others await too: cancelling one of them leaves the rest waiting."""
    return await asyncio.shield(waiting)


class PendingCreates:
    """Open entries of one client; one that nobody owns ends when its horizon has passed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: dict[Key, PendingCreate] = {}
        self._expiring: list[tuple[float, int, PendingCreate]] = []
        self._sequence = 0
        self._process = os.getpid()

    def __len__(self) -> int:
        return len(self._entries)

    def claim(self, call: Call, unique_id: str, horizon: float) -> tuple[PendingCreate, bool]:
        """Return the entry of a create, and whether the caller owns it or waits for another.

        Raises:
            UniqueIdReusedError: The same id is open with another body.
        """
        self._sweep()
        key = (call.path, unique_id)
        body = call.json or {}
        entry = self._entries.get(key)
        loop = asyncio.get_running_loop()
        if entry is not None and entry.owner not in {None, loop}:
            entry = self._take_over(entry)
        if entry is None:
            entry = self._entries[key] = PendingCreate(key, body, call.credentials, horizon)
        elif entry.body != body:
            raise UniqueIdReusedError(
                "this unique id belongs to a create with another body that is under way, or whose "
                "outcome is not known yet; nothing was sent",
                operation=call.operation.id,
                unique_id=unique_id,
            )
        if entry.owned:
            return entry, False
        # A clock that fell back: what was sent then was sent by now.
        if entry.last_send is not None:
            entry.last_send = min(entry.last_send, self._clock.monotonic())
        entry.owner = loop
        entry.horizon = horizon
        entry.credentials = call.credentials
        return entry, True

    def find(self, path: str, unique_id: str) -> PendingCreate | None:
        """Return the open entry of a unique id, if there is one."""
        self._sweep()
        return self._entries.get((path, unique_id))

    def release(self, entry: PendingCreate, outcome: CreateResult) -> None:
        """End a settled or never sent entry as its owner leaves; keep another for its horizon."""
        entry.owner = None
        if self._entries.get(entry.key) is not entry:
            return  # left behind in a loop that was closed, and taken over since
        if entry.settled or entry.last_send is None:
            del self._entries[entry.key]
        else:
            self._sequence += 1
            heapq.heappush(self._expiring, (entry.safe_from, self._sequence, entry))
        entry.announce(outcome)

    def _take_over(self, entry: PendingCreate) -> PendingCreate:
        """Replace an entry whose owner went under with its loop: it may have sent until now."""
        fresh = PendingCreate(entry.key, entry.body, entry.credentials, entry.horizon)
        fresh.sent(self._clock.monotonic())
        self._entries[entry.key] = fresh
        return fresh

    def _sweep(self) -> None:
        if self._process != os.getpid():
            self._forked()
        if not self._expiring:
            return
        now = self._clock.monotonic()
        while self._expiring and self._expiring[0][0] <= now:
            entry = heapq.heappop(self._expiring)[2]
            # Taken up again in the meantime, it is put back when its new owner leaves.
            if not entry.owned and entry.safe_from <= now:
                self._entries.pop(entry.key, None)

    def _forked(self) -> None:
        """Count the requests of owners in the parent process, which live on, as sent just now."""
        self._process = os.getpid()
        now = self._clock.monotonic()
        for entry in [entry for entry in self._entries.values() if entry.owned]:
            entry.sent(now)
            self.release(entry, None)


# `Date` counts whole seconds, and the server may take its time between storing and answering.
_CLOCK_GRAIN: Final = timedelta(seconds=5)


@functools.lru_cache(maxsize=16)
def _moment(date: str) -> datetime:
    """Read a `Date` header; the same for all answers of a second, and slow to read."""
    return parsedate_to_datetime(date)


def predates_call(result: AttemptResult, context: CallContext) -> bool:
    """Return whether a success returned a document that was stored before this call began.

    Both moments are the server's own, so that the clocks need not agree.
    """
    if result.response is None or not isinstance(result.value, dict):
        return False
    created, date = result.value.get("createdAt"), result.response.headers.get("date")
    if date is None or not isinstance(created, str):
        return False
    try:
        stored, answered = datetime.fromisoformat(created), _moment(date)
    except (ValueError, TypeError, OverflowError):
        return False
    if stored.tzinfo is None or answered.tzinfo is None:
        return False
    return answered - stored > timedelta(seconds=context.elapsed) + _CLOCK_GRAIN
