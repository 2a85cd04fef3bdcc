"""Simulates a month's end on a cluster, on a virtual clock: what it takes, and what is the limit.

    python benchmarks/capacity.py

Nothing is sent. Chunks, workers, the driver, accounts and their limits are events on a heap. Costs
of a row on the driver and on a worker are arguments; `make bench` prints what they are on your
machine. Merchants are child accounts: each is served by one worker, and has limits of its own.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import math
import random
from collections import deque
from typing import TYPE_CHECKING, Final

from attrs import define, evolve, field, frozen
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

_CHUNK_ROWS: Final = 1000
_CHUNK_SECONDS: Final = 5.0
_CHUNKS_PER_WORKER: Final = 2
_PAGE: Final = 100
"""Rows of one organization that one look-up asks for."""
_RESTART_S: Final = 3.0
"""From the death of a worker until its nanny has started another."""
_LOOKS: Final = 6
"""Look-ups of a row in doubt that is not found, until the horizon is over."""
_MANY: Final = 30


@frozen(kw_only=True)
class Scenario:
    """What is simulated.

    Attributes:
        rows: Documents of all merchants.
        merchants: Accounts with limits of their own.
        skewed: Whether a few merchants have most of the rows.
        mixed: Whether the rows of merchants alternate; else each merchant's stand together.
        workers: Of one driver.
        drivers: Each with a journal, a scheduler, and its share of merchants and workers.
        driver_us: CPU of the driver for one row: read, claimed, submitted, recorded.
        worker_us: CPU of a worker for one row.
        rate: Requests per second that an account is sent; it allows 100.
        latency: Seconds until an answer comes.
        lost: Part of the answers that are lost; half of them of documents that were stored.
        deaths: Workers that die per minute, of all drivers together.
        wait: Seconds of horizon and lease, after which a row in doubt is sent again.
    """

    rows: int = 10_000_000
    merchants: int = 1_000
    skewed: bool = False
    mixed: bool = True
    workers: int = 64
    drivers: int = 1
    driver_us: float = 180.0
    worker_us: float = 450.0
    rate: float = 90.0
    latency: float = 0.1
    lost: float = 0.01
    deaths: float = 1.0
    wait: float = 105.0


@define(kw_only=True)
class Chunk:
    """Rows of some merchants, by merchant."""

    rows: dict[int, int]
    rerun: bool = False

    @property
    def size(self) -> int:
        """Rows of it."""
        return sum(self.rows.values())


@define(kw_only=True)
class Worker:
    """One process that sends."""

    home: list[int] = field(factory=list)
    waiting: deque[Chunk] = field(factory=deque)
    running: Chunk | None = None
    planned: int = 0
    """Chunks that were claimed for it and have not come yet."""
    since: float = 0.0
    life: int = 0
    """How often it has died: what ends a chunk of an earlier life means nothing."""


@define(kw_only=True)
class Outcome:
    """What a simulation came to."""

    seconds: float = 0.0
    requests: int = 0
    sent_again: int = 0
    reruns: int = 0
    driver_busy: float = 0.0
    worker_busy: float = 0.0
    limit_seconds: float = 0.0
    """Of all accounts, how long they had rows to send."""


class Cluster:
    """One driver with its workers and merchants.

    Args:
        scenario: What is simulated; its rows, merchants and workers are those of this driver.
        seed: Of everything that is random.
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._is = scenario
        self._random = random.Random(seed)  # noqa: S311 - a simulation
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._serial = itertools.count()
        self._now = 0.0
        self._unread = self._sizes()
        self._queued = dict.fromkeys(range(scenario.merchants), 0)
        self._order = deque(range(scenario.merchants))
        self._left = sum(self._unread)
        self._driver_free = 0.0
        self._last_sent = dict.fromkeys(range(scenario.merchants), 0.0)
        self._workers = [Worker() for _ in range(scenario.workers)]
        for merchant in range(scenario.merchants):  # by a hash, so not quite evenly
            self._random.choice(self._workers).home.append(merchant)
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Go on until every row is issued."""
        self._next_death()
        self._fill_all()
        while self._left:
            self._now, _, happen = heapq.heappop(self._events)
            happen()
        self.outcome.seconds = self._now
        self.outcome.limit_seconds = sum(self._last_sent.values())
        return self.outcome

    def _sizes(self) -> list[int]:
        count = self._is.merchants
        weights = [
            self._random.lognormvariate(0, 1.5) if self._is.skewed else 1.0 for _ in range(count)
        ]
        total = sum(weights)
        sizes = [max(1, round(self._is.rows * weight / total)) for weight in weights]
        sizes[0] += max(1 - sizes[0], self._is.rows - sum(sizes))
        return sizes

    def _at(self, moment: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._events, (moment, next(self._serial), happen))

    def _read(self) -> None:
        """Keep the queue of the driver full, as it does: two chunks for each worker."""
        room = _CHUNKS_PER_WORKER * _CHUNK_ROWS * len(self._workers) - sum(self._queued.values())
        while room > 0 and self._order:
            merchant = self._order[0]
            step = min(room, self._unread[merchant], 100 if self._is.mixed else room)
            self._unread[merchant] -= step
            self._queued[merchant] += step
            room -= step
            self._order.rotate(-1 if self._is.mixed else 0)
            if not self._unread[merchant]:
                self._order.remove(merchant)

    def _fill_all(self) -> None:
        """Claim chunks for the workers that have room, and submit them."""
        self._read()
        for worker in self._workers:
            self._fill(worker)

    def _fill(self, worker: Worker) -> None:
        while worker.planned + len(worker.waiting) + (worker.running is not None) < (
            _CHUNKS_PER_WORKER
        ):
            chunk = self._chunk(worker)
            if not chunk.rows:
                return
            worker.planned += 1
            self._driver(chunk.size * self._is.driver_us / 2, self._arrives(worker, chunk))

    def _chunk(self, worker: Worker) -> Chunk:
        most, rows = math.ceil(self._is.rate * _CHUNK_SECONDS), dict[int, int]()
        homes = [merchant for merchant in worker.home if self._queued[merchant]]
        even = max(1, _CHUNK_ROWS // max(1, len(homes)))
        for merchant in homes:
            taken = min(even, most, self._queued[merchant])
            self._queued[merchant] -= taken
            rows[merchant] = taken
        return Chunk(rows=rows)

    def _driver(self, micros: float, then: Callable[[], None]) -> None:
        """Let the driver do this after what it has to do already."""
        self._driver_free = max(self._now, self._driver_free) + micros / 1e6
        self.outcome.driver_busy += micros / 1e6
        self._at(self._driver_free, then)

    def _arrives(self, worker: Worker, chunk: Chunk) -> Callable[[], None]:
        def happen() -> None:
            worker.planned -= 1
            worker.waiting.append(chunk)
            self._begin(worker)

        return happen

    def _begin(self, worker: Worker) -> None:
        if worker.running is not None or not worker.waiting:
            return
        chunk = worker.running = worker.waiting.popleft()
        worker.since = self._now
        life = worker.life
        cpu = chunk.size * self._is.worker_us / 1e6
        requests = max(chunk.rows.values()) if not chunk.rerun else 1 + chunk.size // _PAGE
        seconds = max(cpu, requests / self._is.rate) + self._is.latency
        self.outcome.worker_busy += cpu

        def happen() -> None:
            if worker.life == life:
                self._ends(worker, chunk)

        self._at(self._now + seconds, happen)

    def _ends(self, worker: Worker, chunk: Chunk) -> None:
        worker.running = None
        if chunk.rerun:  # looked up alone: half of it had been sent when its worker died
            self.outcome.requests += sum(math.ceil(n / _PAGE) for n in chunk.rows.values())
            self._ended(chunk.rows, not_stored=0.5, stored=0)
        else:
            self.outcome.requests += chunk.size
            self._ended(chunk.rows, not_stored=self._is.lost / 2, stored=self._is.lost / 2)
        for merchant in chunk.rows:
            self._last_sent[merchant] = self._now
        self._driver(chunk.size * self._is.driver_us / 2, self._fill_all)
        self._begin(worker)

    def _ended(self, rows: dict[int, int], not_stored: float, stored: float) -> None:
        """Settle rows: those that are stored are found by looking, the others wait and are resent.

        Args:
            rows: Of a chunk, by merchant.
            not_stored: Part of them whose request was lost.
            stored: Part of them whose answer alone was lost.
        """
        again = {merchant: self._some(count, not_stored) for merchant, count in rows.items()}
        again = {merchant: count for merchant, count in again.items() if count}
        found = sum(1 for count in rows.values() if self._some(count, stored))
        self.outcome.requests += found + _LOOKS * len(again)
        self._left -= sum(rows.values()) - sum(again.values())
        if again:
            self.outcome.sent_again += sum(again.values())
            self._at(self._now + self._is.wait, lambda: self._send_again(again))

    def _some(self, count: int, part: float) -> int:
        """Return how many of so many: from a Poisson distribution where that is few."""
        mean = count * part
        if mean > _MANY:
            return min(count, round(mean))
        found, product, floor = 0, self._random.random(), math.exp(-mean)
        while product > floor and found < count:
            found += 1
            product *= self._random.random()
        return found

    def _send_again(self, rows: dict[int, int]) -> None:
        for merchant, count in rows.items():
            self._queued[merchant] += count
        self._fill_all()

    def _next_death(self) -> None:
        if self._is.deaths:
            pause = self._random.expovariate(self._is.deaths / 60)
            self._at(self._now + pause, self._dies)

    def _dies(self) -> None:
        """Give the chunk that was being sent, and what waited there, to another worker."""
        dead = self._random.choice(self._workers)
        heir = self._random.choice(self._workers)
        dead.life += 1
        lost, dead.running = dead.running, None
        if lost is not None:
            self.outcome.reruns += 1
            self.outcome.requests += lost.size // 2
            heir.waiting.append(Chunk(rows=lost.rows, rerun=True))
            self._begin(heir)
        self._at(self._now + _RESTART_S, lambda: self._begin(dead))
        self._next_death()


def simulate(scenario: Scenario) -> Outcome:
    """Simulate every driver with its share; the sum, and the time of the slowest."""
    share = evolve(
        scenario,
        rows=scenario.rows // scenario.drivers,
        merchants=scenario.merchants // scenario.drivers,
        workers=scenario.workers // scenario.drivers,
        deaths=scenario.deaths / scenario.drivers,
    )
    parts = [Cluster(share, seed).run() for seed in range(scenario.drivers)]
    return Outcome(
        seconds=max(part.seconds for part in parts),
        requests=sum(part.requests for part in parts),
        sent_again=sum(part.sent_again for part in parts),
        reruns=sum(part.reruns for part in parts),
        driver_busy=sum(part.driver_busy for part in parts) / scenario.drivers,
        worker_busy=sum(part.worker_busy for part in parts) / scenario.workers,
        limit_seconds=sum(part.limit_seconds for part in parts),
    )


def show(title: str, scenarios: list[tuple[str, Scenario]], console: Console) -> None:
    """Print a table of what scenarios come to."""
    table = Table(
        *("", "minutes", "documents/s", "requests per document", "share of limits"),
        *("workers busy", "driver busy", "sent again", "re-runs"),
        title=title,
    )
    for name, scenario in scenarios:
        found = simulate(scenario)
        table.add_row(
            name,
            f"{found.seconds / 60:.0f}",
            f"{scenario.rows / found.seconds:,.0f}",
            f"{found.requests / scenario.rows:.3f}",
            f"{found.requests / found.limit_seconds / 100:.0%}",
            f"{found.worker_busy / found.seconds:.0%}",
            f"{found.driver_busy / found.seconds:.0%}",
            f"{found.sent_again:,}",
            f"{found.reruns:,}",
        )
    console.print(table)


def main() -> None:
    """Read the arguments, simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--driver-us", type=float, default=180.0)
    parser.add_argument("--worker-us", type=float, default=450.0)
    given = parser.parse_args()
    base = Scenario(rows=given.rows, driver_us=given.driver_us, worker_us=given.worker_us)
    console = Console(width=130)
    workers = [
        (f"{count} workers", evolve(base, workers=count)) for count in (1, 2, 4, 8, 16, 32, 64)
    ]
    show("One driver", workers, console)
    shards = [(f"{count} drivers", evolve(base, drivers=count)) for count in (1, 2, 4, 8, 16)]
    show("64 workers, a journal per shard of merchants", shards, console)
    others = [
        ("as it is", base),
        ("each merchant's rows together", evolve(base, mixed=False)),
        ("a few merchants have most rows", evolve(base, skewed=True)),
        ("no losses, no deaths", evolve(base, lost=0.0, deaths=0.0)),
        ("ten deaths a minute", evolve(base, deaths=10.0)),
    ]
    show("64 workers, one driver", others, console)


if __name__ == "__main__":
    main()
