"""Run context: what all parts of one run share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from attrs import field, frozen

from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.report import RowResult

if TYPE_CHECKING:
    from spaceinvoices_async._observers import ObservedBatch
    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async.batch.engine.account_pool import Accounts
    from spaceinvoices_async.batch.engine.backend import Backend
    from spaceinvoices_async.batch.engine.chunk_types import BackendSession
    from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
    from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
    from spaceinvoices_async.batch.engine.send_queue import SendQueue
    from spaceinvoices_async.batch.input.refused_fields import Explain
    from spaceinvoices_async.batch.journal.records import Claim, Note, RowOutcome
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.batch.report import Progress
    from spaceinvoices_async.clock import Clock

OnResult: TypeAlias = Callable[[RowResult], Awaitable[None]]


class OutcomeStore(Protocol):
    """Keeps outcomes durably: the journal."""

    async def settle(
        self, row: bytes, outcome: RowOutcome, *, content: Claim | None = None
    ) -> None:
        """Record the outcome of a claimed row."""
        ...

    async def refuse(self, claim: Claim, outcome: RowOutcome) -> None:
        """Record a row that was never sent, and why."""
        ...

    async def note(self, remark: Note) -> None:
        """Record what a person should know of."""
        ...


@frozen(kw_only=True)
class RunContext:
    """Everything that the parts of one run share.

    Attributes:
        store: Where outcomes are recorded.
        accounts: The ways into the pipeline.
        pipeline: Of the client: its clock, limits, horizon and retry budget hold for the run.
        options: Of the batch.
        stop: Stops the run.
        send_queue: Claimed rows that wait to be sent.
        lookup_queue: Rows whose outcome is unknown.
        circuit_breaker: Counts what is issued and refused, and says when to stop.
        on_result: Called with every row that has ended; the run waits for it.
        on_progress: Called about once a second; an error of it is logged, and ends nothing.
        explain: Says what the server refused in the words of the file, where it has a mapping.
        observed: What telemetry is told of the run; None where there is none.
        workers: The backend, and its session of this run, where other processes send the rows.
        lingering: Seconds for which workers of an earlier run may still be sending its rows.
    """

    store: OutcomeStore
    accounts: Accounts
    pipeline: Pipeline
    options: BatchOptions
    send_queue: SendQueue
    lookup_queue: LookupQueue
    circuit_breaker: CircuitBreaker
    stop: StopSignal = field(factory=StopSignal)
    on_result: OnResult | None = None
    on_progress: Callable[[Progress], None] | None = None
    explain: Explain | None = None
    observed: ObservedBatch | None = None
    workers: tuple[Backend, BackendSession] | None = None
    lingering: float = 0.0

    @property
    def clock(self) -> Clock:
        """The client's clock."""
        return self.pipeline.clock

    @property
    def horizon(self) -> float:
        """Seconds after which a request that nobody waits for can no longer be carried out."""
        return self.pipeline.options.horizon_for()
