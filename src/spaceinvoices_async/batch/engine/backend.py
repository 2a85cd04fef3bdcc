"""Backend: carries out a batch in other processes; the driver keeps the journal."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from attrs import frozen

from spaceinvoices_async.batch.engine.chunk_types import BackendSession
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.options import ClientOptions


@frozen(kw_only=True)
class BackendSetup:
    """What a backend is told of a run.

    Attributes:
        base_url: Address of the server.
        client: Options of the driver's client.
        batch: Options of the batch.
    """

    base_url: str
    client: ClientOptions
    batch: BatchOptions


class Backend(Protocol):
    """Where a batch sends and looks up its rows, such as `DaskBackend`; None is this process."""

    @property
    def lease(self) -> float:
        """Seconds for which a worker may go on sending after it has lost touch with the driver."""
        ...

    @property
    def total_rate(self) -> float | None:
        """Requests per second of one account, on all workers together; None for no limit."""
        ...

    @property
    def chunk_seconds(self) -> float:
        """Seconds of work that a chunk should be."""
        ...

    @property
    def max_chunk_rows(self) -> int:
        """Most rows of a chunk."""
        ...

    def open(self, setup: BackendSetup) -> AbstractAsyncContextManager[BackendSession]:
        """Open it for one run; it is closed at the end of the block.

        Entering raises ConfigurationError where it cannot work; nothing was sent then.
        """
        ...
