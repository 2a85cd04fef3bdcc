"""One run's parts around a scripted account: what the sender and the resolver are tested with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from spaceinvoices_async._calls.request import SingleSend
from spaceinvoices_async._calls.retry import RetryBudget
from spaceinvoices_async.batch.engine.barred_lanes import BarredLanes
from spaceinvoices_async.batch.engine.circuit_breaker import CircuitBreaker
from spaceinvoices_async.batch.engine.context import RunContext
from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
from spaceinvoices_async.batch.engine.resolver import Resolver
from spaceinvoices_async.batch.engine.send_queue import SendQueue, WorkItem
from spaceinvoices_async.batch.engine.sender import Sender
from spaceinvoices_async.batch.engine.stop_signal import StopSignal
from spaceinvoices_async.batch.input import identity
from spaceinvoices_async.batch.journal.records import Claim, Lane
from spaceinvoices_async.batch.options import BatchOptions
from spaceinvoices_async.options import ClientOptions
from spaceinvoices_async.testing.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Mapping, Sequence

    from spaceinvoices_async.batch.journal.records import Note, RowOutcome
    from spaceinvoices_async.batch.report import RowResult

HORIZON: Final = 90.0
Send = Callable[[SingleSend], Awaitable[object]]


def row(number: int, organization_id: str = "org-1", **state: Any) -> WorkItem:
    """A claimed row whose unique id says its number."""
    row_id = number.to_bytes(16, "big")
    claim = Claim(Lane(None, organization_id), row_id, f"key-{number}", number, b"print")
    return WorkItem(claim, {"uniqueId": identity.unique_id(row_id)}, **state)


def document(item: WorkItem, **changes: object) -> dict[str, object]:
    """The stored document of a row."""
    return {"id": f"d{item.claim.line}", **item.body, **changes}


@define
class Observed:
    """Remembers what telemetry is told of a run; follows no row if it is not to."""

    follows: bool = True
    told: list[str] = field(factory=list)

    def row(self, row: bytes) -> ObservedItem | None:
        self.told.append(f"row {int.from_bytes(row, 'big')}")
        return ObservedItem(self.told) if self.follows else None

    def row_ended(self, status: str) -> None:
        self.told.append(f"counted {status}")


@define
class ObservedItem:
    """One row of it."""

    told: list[str]

    @contextmanager
    def request(self) -> Generator[None]:
        self.told.append("request")
        yield
        self.told.append("request over")

    def parked(self) -> None:
        self.told.append("parked")

    def end(self, status: str) -> None:
        self.told.append(f"ended {status}")


@define
class Store:
    """Remembers what it was told, in place of a journal."""

    settled: list[tuple[int, RowOutcome, bool]] = field(factory=list)
    """Line, outcome, and whether the content of the row is what was issued."""
    refused: list[tuple[Claim, RowOutcome]] = field(factory=list)
    notes: list[Note] = field(factory=list)

    async def settle(
        self, row: bytes, outcome: RowOutcome, *, content: Claim | None = None
    ) -> None:
        self.settled.append((int.from_bytes(row, "big"), outcome, content is not None))

    async def refuse(self, claim: Claim, outcome: RowOutcome) -> None:
        self.refused.append((claim, outcome))

    async def note(self, remark: Note) -> None:
        self.notes.append(remark)


@define
class Account:
    """The way into the pipeline: takes one step of a script per request."""

    sends: list[object] = field(factory=list)
    """What a create comes to: an answer, an error, or a function of the `SingleSend`."""
    looks: list[object] = field(factory=list)
    """What a look-up comes to: documents, or an error."""
    sent: list[tuple[str, str, SingleSend, float | None]] = field(factory=list)
    """Organization, unique id, `SingleSend` and deadline of each create."""
    looked: list[tuple[str, Mapping[str, object]]] = field(factory=list)

    async def attempt(self, operation, single, *, path, body, options):
        assert operation.id == "documents_create"
        self.sent.append((path[0], body["uniqueId"], single, options.deadline))
        return await self._step(self.sends, single)

    async def call(self, operation, reader, *, path, query, options):
        assert operation.id == "documents_list"
        assert options.deadline == 60.0
        self.looked.append((path[0], query["filter"]))
        return await self._step(self.looks, None)

    @staticmethod
    async def _step(steps: list[object], single: SingleSend | None) -> object:
        step = steps.pop(0)
        if callable(step):
            step = await step(single)
        if isinstance(step, Exception):
            raise step
        return step


@define
class Accounts:
    """Gives the one account, and remembers as whom."""

    account: Account
    asked_for: list[str | None] = field(factory=list)

    @asynccontextmanager
    async def requestor(self, account_id: str | None) -> AsyncGenerator[Account, None]:
        self.asked_for.append(account_id)
        yield self.account


class Engine:
    """The parts of one run, but for the reader and the tasks."""

    def __init__(
        self,
        *,
        sends: Sequence[object] = (),
        looks: Sequence[object] = (),
        budget: int | None = None,
        several: bool = True,
        listens: bool = True,
        slow: bool = False,
        observed: Observed | None = None,
        **options: Any,
    ) -> None:
        self.clock = FakeClock()
        self.store = Store()
        self.account = Account([*sends], [*looks])
        self.accounts = Accounts(self.account)
        self.results: list[RowResult] = []
        stop = StopSignal()
        client = ClientOptions(retry_budget=budget)
        settings = BatchOptions(**options)
        pipeline = SimpleNamespace(
            clock=self.clock, options=client, budget=RetryBudget(client.retry_budget)
        )
        self.context = RunContext(
            store=self.store,
            accounts=self.accounts,
            pipeline=pipeline,
            options=settings,
            stop=stop,
            send_queue=SendQueue(
                capacity=100, most=100, slow=slow, ordered=settings.ordered, stop=stop
            ),
            lookup_queue=LookupQueue(self.clock, client.lookup_delays),
            circuit_breaker=CircuitBreaker(settings, self.clock),
            on_result=self._hear if listens else None,
            observed=observed,
        )
        self.recorder = OutcomeRecorder(self.context)
        self.barred = BarredLanes(self.context, self.recorder, several=several)
        self.sender = Sender(self.context, self.recorder, self.barred)
        self.resolver = Resolver(self.context, self.recorder, self.barred)

    async def _hear(self, result: RowResult) -> None:
        self.results.append(result)

    @property
    def heard(self) -> list[tuple[int, str]]:
        """Line and status of the results, in their order."""
        return [(result.line, result.status) for result in self.results]

    @property
    def parked(self) -> list[WorkItem]:
        """Take out the rows that wait for a look-up."""
        return [item for items in self.context.lookup_queue.take_all().values() for item in items]


def then(result: object, **seen: object):
    """A create that observes something and then ends so."""

    async def step(single):
        for name, value in seen.items():
            setattr(single, name, value)
        if isinstance(result, Exception):
            raise result
        return result

    return step


async def waiting_forever(single):
    single.waiting = True
    await asyncio.Event().wait()
