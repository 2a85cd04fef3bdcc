"""One run: every row ends, and what has not been sent is given back however the run ends."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, cast

import pytest
import pytest_asyncio
from attrs import evolve

from spaceinvoices_async.batch import Column, Journal, read_progress
from spaceinvoices_async.batch.engine.runner import Runner, _first
from spaceinvoices_async.batch.input.preparation import RowPreparer
from spaceinvoices_async.batch.journal.records import State
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import AccessDeniedError, OutcomeUnknownError, ValidationError
from tests.batch.engine.engine_rig import Engine
from tests.batch.orders import order, orders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from spaceinvoices_async.batch.engine.backend import Backend
    from spaceinvoices_async.batch.engine.chunk_types import BackendSession

FACTS = {"job": "default"}


class Shop:
    """The server's side: takes whatever is sent, unless a test says otherwise."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.looked: list[str] = []
        self.under_way = self.most_under_way = 0
        self.ends: dict[str, Exception] = {}
        """What a row comes to, by its reference."""
        self.before: Callable[[str], Awaitable[object]] | None = None
        self.waiting = False
        """Whether requests stay where nothing has been sent of them yet."""

    async def attempt(
        self, operation: object, single: Any, *, path: Any, body: Any, **_: object
    ) -> object:
        reference = str(body["reference"])
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            single.waiting = self.waiting
            if self.before is not None:
                await self.before(reference)
            self.sent.append(reference)
            single.last_send = 0.0
            if reference in self.ends:
                raise self.ends[reference]
            return {"id": f"d{reference}", "uniqueId": body["uniqueId"], "organizationId": path[0]}
        finally:
            self.under_way -= 1

    async def call(self, operation: object, reader: object, *, query: Any, **_: object) -> object:
        self.looked += query["filter"]["where"]["uniqueId"]["inq"]
        return []


class Rig:
    """A run over a journal and a scripted server."""

    def __init__(self, journal: Journal, *, several: bool = False, **options: Any) -> None:
        self.shop = Shop()
        engine = Engine(slow_start=False, **options)
        engine.accounts.account = cast("Any", self.shop)
        self.engine = engine
        self.context = evolve(engine.context, store=journal)
        self.journal = journal
        self.preparer = RowPreparer(
            job="default", key="order", organization_id=Column("shop") if several else "org"
        )

    def runner(self, **context: Any) -> Runner:
        return Runner(evolve(self.context, **context), self.journal, self.preparer, resuming=False)

    async def states(self) -> dict[str, State]:
        return {record.key: record.outcome.state async for record in self.journal.records()}


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    async with Journal(tmp_path / "journal", FACTS) as opened:
        await opened.begin()
        yield opened


async def test_every_row_is_issued_and_nothing_is_left(journal: Journal) -> None:
    rig = Rig(journal)
    runner = rig.runner()
    await runner.run(orders(150), 150)
    assert sorted(rig.shop.sent, key=int) == [str(number) for number in range(150)]
    assert set((await rig.states()).values()) == {State.DONE}
    assert (runner.recorder.issued, runner.recorder.open, runner.throttled) == (150, 0, 0)
    assert runner.stop.reason is None
    assert rig.shop.looked == []
    assert read_progress(journal.path) is None


async def test_as_many_rows_are_under_way_as_may_be_and_no_more(journal: Journal) -> None:
    rig = Rig(journal)
    full = asyncio.Event()

    async def wait(_: str) -> None:
        if rig.shop.under_way == 8:  # what the load of this process allows at first
            full.set()
        await full.wait()

    rig.shop.before = wait
    await rig.runner().run(orders(40), 40)
    assert rig.shop.most_under_way >= 8


async def test_while_it_runs_it_shows_how_far_it_is_and_what_was_done_before(
    journal: Journal,
) -> None:
    rig = Rig(journal)
    await rig.runner().run(orders(3), 3)
    await journal.begin()
    seen: list[Any] = []

    async def look(_: str) -> None:
        seen.append(await asyncio.to_thread(read_progress, journal.path))

    rig = Rig(journal)
    rig.shop.before = look
    await rig.runner().run(orders(4), 4)
    assert (seen[0].progress.total, seen[0].progress.to_skip) == (4, 3)
    assert rig.shop.sent == ["3"]


async def test_an_error_of_the_source_is_raised_once_what_came_before_has_ended(
    journal: Journal,
) -> None:
    error = ValueError("line 3")

    def rows() -> Iterator[dict[str, object]]:
        yield from orders(2)
        raise error

    rig = Rig(journal)
    with pytest.raises(ValueError, match="line 3") as raised:
        await rig.runner().run(rows(), None)
    assert raised.value is error
    assert await rig.states() == {"order 0": State.DONE, "order 1": State.DONE}
    assert read_progress(journal.path) is None


@pytest.mark.parametrize("kind", ["asked", "failures", "mapping", "workers"])
async def test_a_run_that_stops_gives_back_what_it_has_not_sent_and_looks_once_more(
    journal: Journal, kind: Any
) -> None:
    rig = Rig(journal)
    runner = rig.runner()
    rig.shop.ends["0"] = OutcomeUnknownError("lost")

    async def stop(reference: str) -> None:
        if reference == "0":
            runner.stop.request(Stop(kind=kind, message="stop"))

    rig.shop.before = stop
    rig.context.send_queue.limit(1)
    await runner.run(orders(60), 60)
    states = await rig.states()
    assert states["order 0"] is State.SENT
    assert set(states.values()) <= {State.SENT, State.DONE}
    assert len(states) == len(rig.shop.sent) < 60
    assert len(rig.shop.looked) == 1
    assert runner.recorder.unresolved == 1


@pytest.mark.parametrize("kind", ["credentials", "no_progress"])
async def test_a_server_that_cannot_be_asked_is_not_asked_at_the_end(
    journal: Journal, kind: Any, caplog: pytest.LogCaptureFixture
) -> None:
    rig = Rig(journal)
    runner = rig.runner()
    rig.shop.ends["0"] = OutcomeUnknownError("lost")

    async def stop(_: str) -> None:
        runner.stop.request(Stop(kind=kind, message="stop"))

    rig.shop.before = stop
    with caplog.at_level(logging.WARNING, "spaceinvoices_async"):
        await runner.run([order(0)], 1)
    assert rig.shop.looked == []
    assert await rig.states() == {"order 0": State.SENT}
    assert [record.getMessage() for record in caplog.records if "in doubt" in record.message]


async def test_organizations_that_are_left_out_are_told_at_the_end(journal: Journal) -> None:
    rig = Rig(journal, several=True)
    rig.shop.ends["1"] = AccessDeniedError("not yours", status=403)
    runner = rig.runner()
    await runner.run([order(number, shop=f"s{number}") for number in range(150)], 150)
    assert runner.stop.reason is not None
    assert runner.stop.reason.kind == "credentials"
    others = [f"order {number}" for number in range(150) if number != 1]
    assert await rig.states() == dict.fromkeys(others, State.DONE)


async def test_with_one_organization_a_refusal_of_it_stops_the_run(journal: Journal) -> None:
    rig = Rig(journal)
    rig.shop.ends["0"] = AccessDeniedError("not yours", status=403)
    runner = rig.runner()
    await runner.run(orders(300), 300)
    assert runner.stop.reason is not None
    assert runner.stop.reason.kind == "credentials"
    assert runner.recorder.read < 300
    assert len(rig.shop.sent) < 100


async def test_an_error_of_what_is_told_of_the_results_is_raised_as_it_is(
    journal: Journal,
) -> None:
    error = ValueError("my own fault")

    async def fail(_: object) -> None:
        raise error

    rig = Rig(journal)
    with pytest.raises(ValueError, match="my own fault") as raised:
        await rig.runner(on_result=fail).run(orders(3), 3)
    assert raised.value is error
    assert read_progress(journal.path) is None


async def test_an_error_in_a_look_up_is_raised_as_it_is(journal: Journal) -> None:
    error = RuntimeError("a fault of the program")

    async def fail(*_: object, **__: object) -> None:
        raise error

    rig = Rig(journal)
    rig.shop.ends["0"] = OutcomeUnknownError("lost")
    rig.shop.call = fail
    runner = rig.runner()
    running = asyncio.create_task(runner.run([order(0)], 1))
    while not running.done():
        await rig.engine.clock.advance(1.0)
        await asyncio.wait([running], timeout=0.01)
    with pytest.raises(RuntimeError) as raised:
        await running
    assert raised.value is error


async def test_a_run_that_is_cancelled_gives_back_what_it_has_not_sent(journal: Journal) -> None:
    rig = Rig(journal)
    sending = asyncio.Event()

    async def wait(_: str) -> None:
        sending.set()
        await asyncio.Event().wait()

    rig.shop.before = wait
    running = asyncio.create_task(rig.runner().run(orders(80), 80))
    await sending.wait()
    await journal.flush()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(await rig.states()) < 64
    assert read_progress(journal.path) is None


async def test_a_run_that_stops_wakes_a_reader_that_waits_for_room(journal: Journal) -> None:
    rig = Rig(journal)
    runner = rig.runner()

    async def wait(_: str) -> None:
        await asyncio.Event().wait()

    rig.shop.before = wait
    rig.shop.waiting = True

    def rows() -> Iterator[dict[str, object]]:
        for number in range(300):
            if number == 128:
                raise AssertionError("no more are wanted")
            yield order(number)

    running = asyncio.create_task(runner.run(rows(), 300))
    while len(rig.context.send_queue) < 100 and not running.done():
        await asyncio.wait([running], timeout=0.01)
    runner.stop.request(Stop(kind="asked", message="stop"))
    await running
    assert runner.recorder.read == 128


async def test_a_request_that_only_waits_to_be_made_does_not_hold_a_stop_up(
    journal: Journal,
) -> None:
    rig = Rig(journal)
    runner = rig.runner()
    waiting = asyncio.Event()

    async def wait(_: str) -> None:
        waiting.set()
        await asyncio.Event().wait()

    rig.shop.before = wait
    rig.shop.waiting = True
    running = asyncio.create_task(runner.run([order(0)], 1))
    await waiting.wait()
    runner.stop.request(Stop(kind="asked", message="stop"))
    await running
    assert await rig.states() == {}


def test_of_errors_that_came_together_the_first_is_raised() -> None:
    first, second, third = ValueError("1"), ValueError("2"), ValueError("3")
    inner = BaseExceptionGroup("inner", [first, second])
    assert _first(BaseExceptionGroup("outer", [inner, third])) is first


async def test_refused_rows_are_counted_and_the_others_go_on(journal: Journal) -> None:
    rig = Rig(journal)
    rig.shop.ends["1"] = ValidationError("no", status=422)
    runner = rig.runner()
    await runner.run(orders(3), 3)
    assert (runner.recorder.issued, runner.recorder.failed) == (2, 1)
    assert (await rig.states())["order 1"] is State.FAILED
    assert runner.stop.reason is None


class Workers:
    """A backend, and its session, whose workers come when a test says so."""

    def __init__(self) -> None:
        self.lease = 0.0
        self.chunk_seconds = 0.1
        self.max_chunk_rows = 20
        self.total_rate = None
        self.reruns = 5
        self.workers = ("one",)

    def on_change(self, callback: Callable[[], None]) -> None: ...

    def stop(self) -> None: ...


def test_where_other_processes_send_this_one_only_hands_out() -> None:
    workers = Workers()
    pair = cast("tuple[Backend, BackendSession]", (workers, workers))
    rig = Rig(Journal("journal", FACTS))
    runner = rig.runner(workers=pair)
    assert runner.monitor.planner is runner._sender.planner
    assert runner._number_of_senders() == 1
    assert runner._local_control() == []
    runner._sender.throttled = 4
    assert runner.throttled == 4
