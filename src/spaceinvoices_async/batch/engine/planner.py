"""Plans chunks: which worker gets which rows, how many, and how fast it may send them."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.batch.engine.chunk_types import ChunkPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spaceinvoices_async.batch.engine.backend import Backend
    from spaceinvoices_async.batch.journal.records import Lane

CHUNKS_PER_WORKER: Final = 2
"""Chunks that a worker is given at a time: one to work on, and one to begin at once."""
_FEWEST_ROWS: Final = 8
_FIRST_RATE: Final = 50.0
"""Rows per second that a worker is believed to send before anything was measured."""
_SMOOTHING: Final = 0.5
_LEAST_SHARE: Final = 0.25
"""Of a worker's fair share of the rate, what a newcomer gets while others still use theirs up."""


class ChunkPlanner:
    """Keeps count of what each worker has been given.

    The rows of a child account go to one worker, whose limits then hold for all of the account;
    those of the client's own account go to all, each with its share of the rate.

    Args:
        backend: Says how large chunks are to be, and how fast an account may be.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._workers: tuple[str, ...] = ()
        self._homes: dict[str, str] = {}
        self._in_flight: Counter[str] = Counter()
        self._shares: defaultdict[str, list[float]] = defaultdict(list)
        self._rates: dict[str, float] = {}

    @property
    def workers(self) -> Sequence[str]:
        """The live workers, those with the least to do first."""
        return sorted(self._workers, key=lambda worker: self._in_flight[worker])

    @property
    def capacity(self) -> int:
        """Rows that all workers together can be given."""
        return CHUNKS_PER_WORKER * sum(self.most_rows(worker) for worker in self._workers)

    @property
    def rates(self) -> dict[str, float]:
        """Rows per second of each live worker, as its last chunks had it."""
        return {worker: self._rates.get(worker, 0.0) for worker in self._workers}

    def set_workers(self, workers: Sequence[str]) -> None:
        """Plan for these workers from now on."""
        if tuple(workers) != self._workers:
            self._workers = tuple(workers)
            self._homes.clear()
            for gone in self._rates.keys() - set(workers):
                del self._rates[gone]

    def in_flight(self, worker: str) -> int:
        """Chunks that a worker has and that have not ended."""
        return self._in_flight[worker]

    def most_rows(self, worker: str) -> int:
        """Return rows that keep a worker busy for the time that a chunk should take."""
        rate = self._rates.get(worker) or self._fair_share() or _FIRST_RATE
        rows = math.ceil(rate * self._backend.chunk_seconds)
        return max(1, min(self._backend.max_chunk_rows, max(_FEWEST_ROWS, rows)))

    def wanted(self, worker: str) -> Callable[[Lane], bool]:
        """Return a test of whether one row more of a lane is for this worker.

        It counts those that are.
        """
        rows: Counter[str | None] = Counter()
        seconds, total = self._backend.chunk_seconds, self._backend.total_rate
        share = self._fair_share()
        most = math.inf if total is None else max(1.0, total * seconds)
        most_own = math.inf if share is None else max(1.0, share * seconds)

        def is_wanted(lane: Lane) -> bool:
            account_id = lane.account_id
            if account_id is not None and self._home(account_id) != worker:
                return False
            if rows[account_id] >= (most_own if account_id is None else most):
                return False
            rows[account_id] += 1
            return True

        return is_wanted

    def begin(self, worker: str) -> ChunkPlan:
        """Give a worker one chunk more, and with it a share of the rate."""
        total, rate = self._backend.total_rate, self._fair_share()
        if total is not None and rate is not None:
            promised = sum(max(s) for w, s in self._shares.items() if w != worker and s)
            rate = max(min(rate, total - promised), _LEAST_SHARE * rate)
            self._shares[worker].append(rate)
        self._in_flight[worker] += 1
        return ChunkPlan(worker=worker, rate=rate, account_rate=total)

    def end(self, plan: ChunkPlan) -> None:
        """Take note that a chunk has ended, however it has."""
        self._in_flight[plan.worker] -= 1
        if not self._in_flight[plan.worker]:
            del self._in_flight[plan.worker]
        if plan.rate is not None:
            shares = self._shares[plan.worker]
            shares.remove(plan.rate)
            if not shares:
                del self._shares[plan.worker]

    def measured(self, worker: str, rows: int, seconds: float) -> None:
        """Learn how fast a worker is."""
        if seconds > 0 and rows > 0:
            rate, before = rows / seconds, self._rates.get(worker)
            self._rates[worker] = rate if before is None else before + _SMOOTHING * (rate - before)

    def _fair_share(self) -> float | None:
        total = self._backend.total_rate
        return None if total is None else total / max(1, len(self._workers))

    def _home(self, account_id: str) -> str:
        """Return the worker of an account.

        When others come or go, most accounts stay where they are.
        """
        home = self._homes.get(account_id)
        if home is None:
            home = max(self._workers, key=lambda worker: _weight(worker, account_id), default="")
            self._homes[account_id] = home
        return home


def _weight(worker: str, account_id: str) -> bytes:
    return hashlib.blake2b(f"{worker} {account_id}".encode(), digest_size=8).digest()
