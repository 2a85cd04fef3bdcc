"""A backend whose workers are tasks of this process: fast, and able to lose what it is told to."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from spaceinvoices_async.batch import ChunkSettings, close_clients, issue_chunk
from spaceinvoices_async.batch.distributed.process_client import KEPT_CLIENTS
from spaceinvoices_async.batch.distributed.settings import portable_options
from spaceinvoices_async.batch.engine.chunk_types import ChunkLostError
from spaceinvoices_async.batch.engine.lookup import find_documents

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from spaceinvoices_async.batch import ChunkResult, ChunkRow
    from spaceinvoices_async.batch.engine.backend import BackendSetup
    from spaceinvoices_async.batch.engine.chunk_types import ChunkPlan


@define(eq=False)
class InProcessBackend:
    """Runs chunks in this process; also its own session."""

    worker_names: tuple[str, ...] = ("one", "two")
    lease: float = 0.2
    total_rate: float | None = None
    chunk_seconds: float = 0.2
    max_chunk_rows: int = 20
    lose: Callable[[int], str | None] = lambda _: None
    """Says of a chunk's number whether it is lost "before" or "after" it was sent."""
    chunks: list[tuple[ChunkPlan, tuple[ChunkRow, ...]]] = field(factory=list)
    lookups: int = 0
    reruns: int = 0
    settings: Any = None
    stopped: asyncio.Event = field(factory=asyncio.Event)

    @property
    def workers(self) -> Sequence[str]:
        return self.worker_names

    def on_change(self, callback: Callable[[], None]) -> None: ...

    def stop(self) -> None:
        self.stopped.set()

    @asynccontextmanager
    async def open(self, setup: BackendSetup) -> AsyncIterator[InProcessBackend]:
        self.settings = ChunkSettings(
            base_url=setup.base_url,
            client=portable_options(setup.client),
            rate=None,
            account_rate=None,
            batch=setup.batch,
            in_doubt="return",
            keep_client="in process",
        )
        self.stopped.clear()
        try:
            yield self
        finally:
            await close_clients("in process")

    async def issue(self, rows: Sequence[ChunkRow], plan: ChunkPlan) -> ChunkResult:
        self.chunks.append((plan, tuple(rows)))
        lost = self.lose(len(self.chunks))
        if lost != "before":
            result = await issue_chunk(rows, self.settings, stop=self.stopped)
        if lost is not None:
            raise ChunkLostError("a worker died", sending_ends_in=self.lease)
        return evolve(result, worker=plan.worker)

    async def find(self, groups: Any) -> Any:
        self.lookups += 1
        client = await KEPT_CLIENTS.get("in process", self.settings)
        return [await find_documents(client.accounts, lane, rows) for lane, rows in groups]
