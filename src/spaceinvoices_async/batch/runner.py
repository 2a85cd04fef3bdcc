"""The engine of a batch: reads, claims, sends and looks up, each at its own pace."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar, cast

from .brakes import Brakes
from .chunks import chunks
from .desk import Desk
from .intake import Prepared
from .item import Item
from .parking import ParkingLot
from .ready import Ready
from .report import Progress, Stop
from .resolver import Resolver
from .sender import Sender

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine, Iterable

    from spaceinvoices_async.pipeline import Pipeline

    from .accounts import Accounts
    from .desk import OnResult
    from .intake import Intake, Row
    from .journal import Journal
    from .options import BatchOptions
    from .records import Claimed, Lane

T = TypeVar("T")

_CHUNK: Final = 64
"""Rows claimed in one commit."""
_POLL: Final = 0.05
_TICK: Final = 1.0
_SMOOTHING: Final = 10.0
_ANSWERING: Final = frozenset({"asked", "failures", "mapping"})
"""Reasons to stop that leave a server that can still be asked."""
_MOST_BARRED: Final = 5
"""Organizations that refuse us, before any document was issued, after which a run stops."""


class Runner:
    """One run over a journal.

    Args:
        journal: Open, its run begun.
        intake: Makes documents of rows.
        accounts: The ways into the pipeline.
        pipeline: Of the client: its limits, clock, horizon and retry budget.
        options: Of the batch.
        on_result: Told of every row that has ended.
        on_progress: Told how far the run is.
    """

    def __init__(
        self,
        journal: Journal,
        intake: Intake,
        accounts: Accounts,
        pipeline: Pipeline,
        options: BatchOptions,
        *,
        on_result: OnResult | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        limits = pipeline.options
        senders = limits.max_connections if limits.concurrency is None else limits.max_concurrency
        self._senders = (
            1 if options.ordered and isinstance(intake.organization_id, str) else senders
        )
        self._journal = journal
        self._intake = intake
        self._pipeline = pipeline
        self._clock = pipeline.clock
        self._options = options
        self._on_progress = on_progress
        self._brakes = Brakes(options, pipeline.clock)
        self._lot = ParkingLot(pipeline.clock, pipeline.options.lookup_delays)
        self._ready = Ready(
            capacity=2 * _CHUNK,
            most=self._senders,
            slow=options.slow_start,
            ordered=options.ordered,
        )
        self.desk: Final = Desk(
            journal, options, self._brakes, ready=self._ready, on_result=on_result, halt=self.halt
        )
        self._sender = Sender(
            accounts, self.desk, self._lot, options, pipeline, bar=self._bar, halt=self.halt
        )
        self._resolver = Resolver(
            accounts,
            self.desk,
            self._lot,
            self._ready,
            options,
            pipeline,
            bar=self._bar,
            halt=self.halt,
        )
        self._halted = asyncio.Event()
        self._barred: dict[Lane, Exception] = {}
        self._source_error: Exception | None = None
        self._started = self._clock.monotonic()
        self._total: int | None = None
        self._pace = 0.0
        self.stopped: Stop | None = None

    def halt(self, stop: Stop) -> None:
        """Claim and send no more; what is in flight ends."""
        self.stopped = self.stopped or stop
        self._halted.set()
        self._ready.close()
        self._lot.wake()

    async def run(self, rows: Iterable[Row] | AsyncIterable[Row], total: int | None) -> None:
        """Go through the rows.

        Raises:
            JournalFailed: The journal cannot be written any more; nothing unclaimed was sent.
            Exception: What the source, or a function that was given, has raised.
        """
        self._total = total
        try:
            async with asyncio.TaskGroup() as group:
                feeding = group.create_task(self._feed(rows))
                senders = [group.create_task(self._send()) for _ in range(self._senders)]
                looking = group.create_task(self._resolver.run())
                ticking = group.create_task(self._tick())
                await feeding
                await self._until_halted(self.desk.settled.wait())
                await self._hand_back()
                self._resolver.end()
                await self._end_of([*senders, looking])
                ticking.cancel()
        except BaseExceptionGroup as errors:
            raise _first(errors) from None
        except asyncio.CancelledError:
            await self._hand_back()
            await self._journal.release(self.desk.unsent)
            raise
        if self.stopped is not None:
            await self._resolver.last_look(ask=self.stopped.kind in _ANSWERING)
        if self._barred and self.stopped is None:
            self.stopped = self._no_access()
        await self._journal.release(self.desk.unsent)
        if self._source_error is not None:
            raise self._source_error

    def progress(self) -> Progress:
        """How far the run is."""
        desk = self.desk
        return Progress(
            read=desk.read,
            total=self._total,
            issued=desk.issued,
            skipped=desk.skipped,
            failed=desk.failed,
            in_flight=self._ready.taken,
            parked=len(self._lot),
            unresolved=desk.unresolved,
            per_second=self._pace,
            elapsed=self._clock.monotonic() - self._started,
        )

    async def _feed(self, rows: Iterable[Row] | AsyncIterable[Row]) -> None:
        """Read and claim, no more than is needed to keep the senders busy."""
        source = chunks(rows, _CHUNK)
        try:
            while await self._room():
                chunk = await self._next(source)
                if not chunk:
                    return
                await self._take_in(chunk)
        finally:
            await source.aclose()

    async def _room(self) -> bool:
        """Wait until rows are wanted; false if none are any more."""
        await self._ready.room()
        while len(self._lot) >= self._options.max_parked and not self._halted.is_set():
            await self._clock.sleep(_POLL)
        return not self._halted.is_set()

    async def _next(self, source: AsyncGenerator[list[Row], None]) -> list[Row]:
        """The next rows; none at the end, after an error, or when the run is to stop."""
        try:
            return await self._until_halted(_pull(source)) or []
        except Exception as error:  # noqa: BLE001 - raised again once what is under way has ended
            self._source_error = error
            return []

    async def _take_in(self, chunk: list[Row]) -> None:
        prepared: list[Prepared] = []
        for row in chunk:
            self.desk.read += 1
            made = self._intake.prepare(row, self.desk.read)
            if not isinstance(made, Prepared):
                await self.desk.reject(made)
            elif made.claim.lane not in self._barred:
                prepared.append(made)
            if self.desk.read % 8 == 0:
                await asyncio.sleep(0)  # making documents takes time that others need too
        if not prepared:
            return
        claims = [one.claim for one in prepared]
        answers = await self._journal.claim(claims, self._options.retry_failed)
        for one, claimed in zip(prepared, answers, strict=True):
            await self._line_up(one, claimed)

    async def _line_up(self, row: Prepared, claimed: Claimed) -> None:
        if claimed.standing not in {"new", "resumed", "retried"}:
            await self.desk.pass_over(row.claim, claimed)
            return
        item = Item(claim=row.claim, body=row.body)
        self.desk.begin(1)
        if claimed.standing != "resumed":
            self._ready.push(item)
            return
        item.resumed = True
        record = claimed.record
        item.changed = record is not None and record.fingerprint != row.claim.fingerprint
        # When the other run sent it is not known: it may have been just now.
        item.safe_from = self._started + self._pipeline.options.horizon_for()
        self._lot.park(item, at_once=True)

    async def _send(self) -> None:
        while (item := await self._ready.take()) is not None:
            succeeded = False
            try:
                succeeded = await self._sender.send(item)
            finally:
                self._ready.give_back(succeeded=succeeded)

    async def _bar(self, item: Item, error: Exception) -> None:
        """A lane may not issue: leave it out, or stop if it is the only one there is."""
        self._barred.setdefault(item.lane, error)
        several = not isinstance(self._intake.organization_id, str)
        hopeless = len(self._barred) >= _MOST_BARRED and self.desk.issued == 0
        if not several or hopeless:
            self.halt(self._no_access())
        for left in self._ready.drop(item.lane):
            await self.desk.hand_back(left)

    def _no_access(self) -> Stop:
        lane, error = next(iter(self._barred.items()))
        more = f", and {len(self._barred) - 1} more" if len(self._barred) > 1 else ""
        return Stop(
            kind="credentials",
            message=f"no right to issue for organization {lane.organization_id}{more} ({error}); "
            "mend that and run again",
            error=error,
        )

    async def _until_halted(self, awaited: Coroutine[object, object, T]) -> T | None:
        """Wait for this; None if the run is to stop before."""
        tasks = [asyncio.create_task(awaited), asyncio.create_task(self._halted.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return cast("T", tasks[0].result()) if tasks[0].done() else None
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _hand_back(self) -> None:
        self._ready.close()
        for item in self._ready.empty():
            await self.desk.hand_back(item)

    async def _end_of(self, tasks: list[asyncio.Task[None]]) -> None:
        """Let requests end that are under way; those that only wait to be made need not."""
        for task, trial in [*self._sender.under_way.items()]:
            if trial.waiting:
                task.cancel()
        grace = self._pipeline.options.timeouts.create
        _, late = await asyncio.wait(tasks, timeout=grace)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    async def _tick(self) -> None:
        interval = min(self._options.progress_interval or _TICK, _TICK)
        told = issued = 0.0
        while True:
            await self._clock.sleep(interval)
            share = interval / (interval + _SMOOTHING)
            self._pace += share * ((self.desk.issued - issued) / interval - self._pace)
            issued = self.desk.issued
            stop = self._brakes.stalled(
                waiting=self.desk.open > 0, budget=self._pipeline.budget.left
            )
            if stop is not None:
                self.halt(stop)
            told += interval
            if self._on_progress is not None and told >= self._options.progress_interval:
                told = 0.0
                self._on_progress(self.progress())


async def _pull(source: AsyncGenerator[list[Row], None]) -> list[Row]:
    async for chunk in source:
        return chunk
    return []


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one that the others followed from."""
    error = errors.exceptions[0]
    if isinstance(error, BaseExceptionGroup):
        return _first(cast("BaseExceptionGroup[BaseException]", error))
    return error
