"""Queue of the rows that are claimed and wait to be sent: few, lane by lane in turn."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Final

from attrs import define, field

from spaceinvoices_async.batch.input.identity import CREATE, unique_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spaceinvoices_async._observers import ObservedRow
    from spaceinvoices_async.batch.engine.stop_signal import StopSignal
    from spaceinvoices_async.batch.journal.records import Claim, Lane
    from spaceinvoices_async.errors import ApiError
    from spaceinvoices_async.types import JsonValue


@define(eq=False)
class WorkItem:
    """One claimed row."""

    claim: Claim
    body: Mapping[str, JsonValue] = field(repr=False)
    resumed: bool = False
    """An earlier run may have sent it."""
    changed: bool = False
    """That run may have sent another content."""
    safe_from: float = float("-inf")
    """When no earlier request of it can be carried out any more, on the client's clock."""
    sends: int = 0
    """Requests of this run that may have reached the server."""
    attempts: int = 0
    """Those of them whose outcome is not known."""
    losses: int = 0
    """Chunks of a backend with it that were never heard of again."""
    looks: int = 0
    """Look-ups since the last request."""
    due: float = 0.0
    """When to look it up next."""
    quiet_until: float = float("-inf")
    """Before which moment the server asked not to be asked again."""
    refusal: ApiError | None = None
    """What the server said, if that may have meant `already stored`."""
    observed: ObservedRow | None = None
    """What telemetry is told of the row, from its first request on."""
    taken: bool = False
    """The server has said that a document of this unique id exists."""

    @property
    def unique_id(self) -> str:
        """What is sent as `uniqueId`."""
        return unique_id(self.claim.row)

    def log_fields(self) -> dict[str, object]:
        """Return the fields of a log record about the row, for `extra=`."""
        return {
            "operation": CREATE,
            "unique_id": self.unique_id,
            "document_id": None,
            "attempt": self.sends,
            "key": self.claim.key,
            "line": self.claim.line,
        }

    @property
    def lane(self) -> Lane:
        """For whom it is issued."""
        return self.claim.lane

    @property
    def unasked(self) -> bool:
        """Whether an earlier run may have sent it, and this one has not looked for it yet."""
        return self.resumed and self.looks == 0 and self.attempts == 0

    @property
    def untouched(self) -> bool:
        """Whether no request of it can ever have been made."""
        return self.attempts == 0 and not self.resumed


class SendQueue:
    """Hands rows to senders, as many at a time as allowed.

    Args:
        capacity: Rows it holds before `room` makes the reader wait.
        most: Rows that may be taken and not yet given back.
        slow: Whether to begin with one of them, and one more with each success.
        ordered: Whether a lane rests until the row taken from it has ended.
        stop: Once it is set, nothing is handed out any more.
    """

    def __init__(
        self, *, capacity: int, most: int, slow: bool, ordered: bool, stop: StopSignal
    ) -> None:
        self._capacity = capacity
        self.most: Final = most
        self._stop = stop
        self._allowed = 1 if slow else most
        self._limit = most
        self._ordered = ordered
        self._lines: dict[Lane, deque[WorkItem]] = {}
        self._turns: deque[Lane] = deque()
        self._resting: set[Lane] = set()
        self._again: deque[WorkItem] = deque()
        self._size = 0
        self._ended = False
        self._takers: deque[asyncio.Future[WorkItem | None]] = deque()
        self._roomy = asyncio.Event()
        self._roomy.set()
        self.taken: int = 0
        self.idle: Final = asyncio.Event()
        """Set while no row is lined up or taken."""
        self.idle.set()
        self.on_change: Callable[[], None] | None = None
        """Called whenever a row may have become available, been given back, or the queue closed."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing is handed out any more."""
        return self._closed

    @property
    def available(self) -> int:
        """Rows that may be taken at once."""
        if self._closed:
            return 0
        return max(0, min(len(self), min(self._allowed, self._limit) - self.taken))

    @property
    def _closed(self) -> bool:
        return self._ended or self._stop.is_set

    def __len__(self) -> int:
        return self._size + len(self._again)

    def limit(self, most: int) -> None:
        """Allow so many rows to be taken and not yet given back."""
        self._limit = most
        self._hand_out()

    async def room(self) -> None:
        """Wait until more rows are wanted, or none any more."""
        await self._roomy.wait()

    async def take(self) -> WorkItem | None:
        """Take the next row; None when there are no more. Give it back with `give_back`."""
        if self._closed:
            return None
        if self._may_take():
            following = self._take_next()
            self._hand_out()
            return following
        taker: asyncio.Future[WorkItem | None] = asyncio.get_running_loop().create_future()
        self._takers.append(taker)
        try:
            return await taker
        except asyncio.CancelledError:
            item = taker.result() if taker.done() and not taker.cancelled() else None
            if item is not None:
                self.taken -= 1
                self.push_again(item)
            raise

    def swap(self, *, succeeded: bool) -> WorkItem | None:
        """Give back a taken row and take the next one, before those who wait for a row.

        Returns None where no row may be taken now. With `give_back` and `take` each row would wake
        another task.
        """
        self._put_back(succeeded=succeeded)
        item = self._take_next() if self._may_take() and not self._closed else None
        self._hand_out()
        return item

    def hold(self, capacity: int) -> None:
        """Make the reader wait only when so many rows are lined up."""
        self._capacity = capacity
        self._hand_out()

    def take_many(self, most: int, wanted: Callable[[Lane], bool]) -> list[WorkItem]:
        """Take as many rows as there are and are allowed, of lanes that are wanted.

        Args:
            most: Rows to take at most; each is given back with `give_back`.
            wanted: Says of a lane whether its rows are.
        """
        items: list[WorkItem] = []
        room = min(most, self.available)
        for _ in range(len(self._again)):
            item = self._again.popleft()
            fits = len(items) < room and wanted(item.lane)
            (items if fits else self._again).append(item)
        passed_over: list[Lane] = []
        while len(items) < room and self._turns:
            if wanted(self._turns[0]):
                items.append(self._next())
            else:
                passed_over.append(self._turns.popleft())
        self._turns.extendleft(reversed(passed_over))
        self.taken += len(items)
        self._hand_out()
        return items

    def push(self, item: WorkItem) -> None:
        """Line a row up."""
        lane = item.claim.lane
        line = self._lines.setdefault(lane, deque())
        if not line and lane not in self._resting:
            self._turns.append(lane)
        line.append(item)
        self._size += 1
        self._hand_out()

    def push_again(self, item: WorkItem) -> None:
        """Line a row up that was taken before: it goes first."""
        self._again.append(item)
        self._hand_out()

    def give_back(self, *, succeeded: bool) -> None:
        """Give back a taken row; with each success more may be taken."""
        self._put_back(succeeded=succeeded)
        self._hand_out()

    def ended(self, lane: Lane) -> None:
        """Wake a lane whose row needs no more requests."""
        if lane in self._resting:
            self._resting.discard(lane)
            if lane in self._lines:
                self._turns.append(lane)
            self._hand_out()

    def drop(self, lane: Lane) -> list[WorkItem]:
        """Take out all rows of a lane."""
        dropped = list(self._lines.pop(lane, ()))
        if lane in self._turns:
            self._turns.remove(lane)
        self._size -= len(dropped)
        dropped += [item for item in self._again if item.lane == lane]
        self._again = deque(item for item in self._again if item.lane != lane)
        self._hand_out()
        return dropped

    def close(self) -> None:
        """Hand out no more."""
        self._ended = True
        self._hand_out()

    def empty(self) -> list[WorkItem]:
        """Take out what is left."""
        left = [*self._again, *(item for line in self._lines.values() for item in line)]
        self._again.clear()
        self._lines.clear()
        self._turns.clear()
        self._size = 0
        return left

    def _put_back(self, *, succeeded: bool) -> None:
        self.taken -= 1
        if succeeded:
            self._allowed = min(self.most, self._allowed + 1)

    def _hand_out(self) -> None:
        """Serve those who wait, as far as there is something for them."""
        closed = self._closed
        while self._takers and (closed or self._may_take()):
            taker = self._takers.popleft()
            if not taker.done():  # else cancelled while it waited
                taker.set_result(None if closed else self._take_next())
        if closed or self._size < self._capacity:
            self._roomy.set()
        else:
            self._roomy.clear()
        if self.taken or self._size or self._again:
            self.idle.clear()
        else:
            self.idle.set()
        if self.on_change is not None:
            self.on_change()

    def _may_take(self) -> bool:
        return self.taken < min(self._allowed, self._limit) and bool(self._again or self._turns)

    def _take_next(self) -> WorkItem:
        """Take the row that goes next."""
        self.taken += 1
        return self._again.popleft() if self._again else self._next()

    def _next(self) -> WorkItem:
        lane = self._turns.popleft()
        line = self._lines[lane]
        item = line.popleft()
        self._size -= 1
        if not line:
            del self._lines[lane]
        if self._ordered:
            self._resting.add(lane)
        elif line:
            self._turns.append(lane)
        return item
