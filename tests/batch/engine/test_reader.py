"""Rows are read no sooner than they are wanted, claimed together, and lined up as they stand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import pytest
from attrs import define, evolve, field

from spaceinvoices_async.batch.engine.reader import RowReader, _Identified
from spaceinvoices_async.batch.input.preparation import RowPreparer
from spaceinvoices_async.batch.journal.records import Claimed, Lane, Record, RowOutcome, State
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import AccessDeniedError
from tests.batch.engine.engine_rig import Engine, row
from tests.batch.orders import order

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

    from spaceinvoices_async.batch.journal.journal import Journal
    from spaceinvoices_async.batch.journal.records import Claim, ClaimStatus

ASKED = Stop(kind="asked", message="asked to stop")


@define
class Ledger:
    """Says how rows stand as a test wants it, in place of a journal."""

    standing: dict[str, ClaimStatus] = field(factory=dict)
    """By key; the others are new."""
    done: set[str] = field(factory=set)
    """Keys of rows that are done and read the same."""
    prints: dict[str, bytes] = field(factory=dict)
    """Fingerprints of the rows that are known, by key."""
    claimed: list[list[str]] = field(factory=list)
    retry: set[str] = field(factory=set)
    found: list[list[bytes]] = field(factory=list)
    asked: list[int] = field(factory=list)
    keys: dict[bytes, str] = field(factory=dict)

    async def claim(self, claims: Sequence[Claim], retry: str) -> list[Claimed]:
        self.claimed.append([claim.key for claim in claims])
        self.retry.add(retry)
        return [
            Claimed(self.standing.get(claim.key, "new"), self._record(claim)) for claim in claims
        ]

    async def unchanged(self, prints: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
        self.asked.append(len(prints))
        return {row: b"done" for row in prints if self.keys.get(row) in self.done}

    async def find(self, rows: Sequence[bytes]) -> dict[bytes, Record]:
        self.found.append(list(rows))
        return {
            row: record(evolve(DONE, document_id=f"d {self.keys[row]}"), b"done", row=row)
            for row in rows
        }

    def _record(self, claim: Claim) -> Record | None:
        if claim.key not in self.prints:
            return None
        print_ = self.prints[claim.key]
        return record(SENT, claim.fingerprint if print_ == b"same" else print_, row=claim.row)


DONE = RowOutcome(state=State.DONE, number="7")
SENT = RowOutcome(state=State.SENT)


def record(outcome: RowOutcome, print_: bytes, *, row: bytes = b"row") -> Record:
    return Record(
        position=1,
        row=row,
        lane=Lane(None, "org"),
        key="k",
        line=1,
        fingerprint=print_,
        outcome=outcome,
    )


class Rig:
    """A reader over the parts of a run."""

    def __init__(
        self, ledger: Ledger | None = None, *, resuming: bool = False, **more: Any
    ) -> None:
        lingering = more.pop("lingering", 0.0)
        self.ledger = ledger or Ledger()
        self.engine = Engine(**more)
        self.clock = self.engine.clock
        self.engine.context = evolve(self.engine.context, lingering=lingering)
        preparer = RowPreparer(job="default", key="order", organization_id="org")
        for number in range(300):
            claim = preparer.identify(order(number), 1)
            self.ledger.keys[cast("Claim", claim).row] = f"order {number}"
        self.reader = RowReader(
            self.engine.context,
            self.engine.recorder,
            self.engine.barred,
            preparer,
            cast("Journal", self.ledger),
            resuming=resuming,
        )

    @property
    def lined_up(self) -> list[str]:
        """Take out the keys of the rows that wait to be sent."""
        return [item.claim.key for item in self.engine.context.send_queue.empty()]

    async def read(self, rows: Any) -> None:
        await self.reader.run(rows)


def keys(*numbers: int) -> list[str]:
    return [f"order {number}" for number in numbers]


async def settled(task: asyncio.Task[None]) -> bool:
    for _ in range(300):
        await asyncio.sleep(0)
    return task.done()


async def test_new_rows_are_claimed_by_the_chunk_and_lined_up_in_their_order() -> None:
    rig = Rig(retry_failed="all")
    await rig.read(order(number) for number in range(70))
    assert [len(chunk) for chunk in rig.ledger.claimed] == [64, 6]
    assert rig.ledger.retry == {"all"}
    assert (rig.engine.recorder.read, rig.engine.recorder.open) == (70, 70)
    items = rig.engine.context.send_queue.empty()
    assert [item.claim.key for item in items] == keys(*range(70))
    assert [item.claim.line for item in items] == [*range(1, 71)]
    assert items[3].body["reference"] == "3"
    assert not any(item.resumed for item in items)
    assert rig.ledger.asked == []


async def test_rows_that_are_not_to_be_sent_are_told_and_not_lined_up() -> None:
    ways: tuple[ClaimStatus, ...] = ("done", "failed", "changed", "repeated", "conflicting")
    rig = Rig(Ledger(dict(zip(keys(*range(5)), ways, strict=True))))
    await rig.read([order(number) for number in range(6)])
    assert rig.engine.heard == [
        (1, "skipped"),
        (2, "refused"),
        (3, "changed"),
        (4, "skipped"),
        (5, "conflict"),
    ]
    assert rig.lined_up == keys(5)
    assert rig.engine.recorder.open == 1


async def test_a_row_that_was_refused_before_is_sent_like_a_new_one() -> None:
    rig = Rig(Ledger({"order 0": "retried"}, prints={"order 0": b"other"}))
    await rig.read([order(0)])
    (item,) = rig.engine.context.send_queue.empty()
    assert (item.resumed, item.changed, item.safe_from) == (False, False, float("-inf"))


@pytest.mark.parametrize(("print_", "changed"), [(b"same", False), (b"other", True), (None, False)])
async def test_a_row_in_doubt_is_looked_up_at_once_and_sent_no_sooner_than_its_horizon(
    print_: bytes | None, *, changed: bool
) -> None:
    prints = {} if print_ is None else {"order 0": print_}
    rig = Rig(Ledger({"order 0": "resumed"}, prints=prints), lingering=7.0)
    await rig.clock.advance(3.0)  # what counts is when the run began
    await rig.read([order(0), order(1)])
    assert rig.lined_up == keys(1)
    (item,) = rig.engine.parked
    assert (item.claim.key, item.resumed, item.changed) == ("order 0", True, changed)
    assert (item.safe_from, item.due) == (97.0, 3.0)
    assert rig.engine.recorder.open == 2


async def test_in_order_a_row_in_doubt_waits_for_its_turn() -> None:
    rig = Rig(Ledger({"order 0": "resumed"}), ordered=True)
    await rig.read([order(0), order(1)])
    assert rig.engine.parked == []
    first, second = rig.engine.context.send_queue.empty()
    assert (first.resumed, first.safe_from, second.resumed) == (True, 90.0, False)


async def test_a_later_run_passes_over_what_is_done_and_reads_the_same() -> None:
    rig = Rig(Ledger(done={"order 1"}), resuming=True)
    await rig.read([order(number) for number in range(3)])
    assert rig.ledger.asked == [3]
    assert rig.ledger.claimed == [keys(0, 2)]
    assert rig.lined_up == keys(0, 2)
    (result,) = rig.engine.results
    assert (result.line, result.status, result.document_id) == (2, "skipped", "d order 1")
    assert rig.engine.recorder.read == 3


async def test_the_documents_of_skipped_rows_are_asked_for_only_where_somebody_hears() -> None:
    rig = Rig(Ledger(done={"order 1"}), resuming=True, listens=False)
    await rig.read([order(1)])
    assert (rig.ledger.found, rig.engine.recorder.skipped) == ([], 1)
    other = Rig(resuming=True)
    await other.read([order(1)])
    assert other.ledger.found == []


async def test_of_two_rows_of_one_key_only_the_one_that_reads_the_same_is_passed_over() -> None:
    rig = Rig(Ledger(done={"order 1"}), resuming=True)
    await rig.read([order(1, type="estimate"), order(1)])
    assert rig.ledger.claimed == [keys(1)]
    assert len(rig.engine.results) == 1
    assert rig.engine.context.send_queue.empty()[0].body["type"] in {"estimate", "invoice"}


@pytest.mark.parametrize("resuming", [True, False])
async def test_a_first_run_and_one_that_is_to_look_again_make_every_document(
    *, resuming: bool
) -> None:
    rig = Rig(Ledger(done={"order 1"}), resuming=resuming, recheck=resuming)
    await rig.read([order(1)])
    assert rig.ledger.asked == []
    assert rig.ledger.claimed == [keys(1)]


async def test_nothing_is_claimed_where_all_was_done() -> None:
    rig = Rig(Ledger(done={"order 1"}), resuming=True)
    await rig.read([order(1)])
    assert rig.ledger.claimed == []


@pytest.mark.parametrize("resuming", [True, False])
async def test_a_source_may_give_one_row_again_and_again(*, resuming: bool) -> None:
    def rows() -> Iterator[dict[str, object]]:
        one: dict[str, object] = {}
        for number in range(3):
            one.update(order(number))
            yield one

    rig = Rig(resuming=resuming)
    await rig.read(rows())
    items = rig.engine.context.send_queue.empty()
    assert [item.body["reference"] for item in items] == ["0", "1", "2"]


@pytest.mark.parametrize("resuming", [True, False])
async def test_rows_that_cannot_be_sent_are_told_and_the_others_go_on(*, resuming: bool) -> None:
    rig = Rig(resuming=resuming)
    keyless = {name: value for name, value in order(0).items() if name != "order"}
    await rig.read([keyless, order(1, items=5), order(2)])
    assert rig.engine.heard == [(1, "invalid"), (2, "invalid")]
    assert [problem.key for problem in rig.engine.recorder.problems.first()] == ["", "order 1"]
    assert rig.lined_up == keys(2)
    assert rig.engine.recorder.read == 3


async def test_rows_of_an_organization_that_refuses_us_are_not_claimed() -> None:
    rig = Rig()
    await rig.engine.barred.bar(row(1, "org"), AccessDeniedError("no", status=403))
    await rig.read([order(1)])
    assert (rig.ledger.claimed, rig.engine.recorder.read) == ([], 1)


async def test_an_error_of_the_source_is_kept_until_what_came_before_it_is_lined_up() -> None:
    error = ValueError("line 3")

    def rows() -> Iterator[dict[str, object]]:
        yield order(0)
        raise error

    rig = Rig()
    await rig.read(rows())
    assert rig.reader.source_error is error
    assert rig.lined_up == keys(0)


async def test_no_row_is_taken_once_the_run_is_to_stop() -> None:
    rig = Rig()
    rig.engine.context.stop.request(ASKED)
    rows = iter([order(0)])
    await rig.read(rows)
    assert [*rows] == [order(0)]
    assert rig.reader.source_error is None


async def test_a_source_that_is_waited_for_is_let_go_when_the_run_is_to_stop() -> None:
    rig = Rig()
    ended, lined_up = asyncio.Event(), asyncio.Event()
    rig.engine.context.send_queue.on_change = lined_up.set

    async def rows() -> AsyncIterator[dict[str, object]]:
        try:
            yield order(0)
            await asyncio.Event().wait()
        finally:
            ended.set()

    source = rows()
    reading = asyncio.create_task(rig.read(source))
    await lined_up.wait()
    rig.engine.context.stop.request(ASKED)
    await reading
    assert rig.lined_up == keys(0)
    assert rig.reader.source_error is None
    assert ended.is_set()


async def test_a_source_that_nobody_waits_for_is_let_go_as_well() -> None:
    rig = Rig()
    ended, lined_up = asyncio.Event(), asyncio.Event()

    async def rows() -> AsyncIterator[dict[str, object]]:
        try:
            for number in range(100):
                yield order(number)
            lined_up.set()
            await asyncio.Event().wait()
        finally:
            ended.set()

    reading = asyncio.create_task(rig.read(rows()))
    await lined_up.wait()
    while not await settled(reading) and len(rig.engine.context.send_queue) < 100:
        await asyncio.wait([reading], timeout=0.01)
    rig.engine.context.stop.request(ASKED)
    rig.engine.context.send_queue.close()
    await reading
    assert ended.is_set()


def test_a_row_that_waits_to_be_made_a_document_is_not_shown() -> None:
    claim = row(1).claim
    assert repr(_Identified(claim, {"client": "Wallace"})) == f"_Identified(claim={claim!r})"


async def test_reading_waits_while_enough_rows_are_lined_up() -> None:
    rig = Rig()
    reading = asyncio.create_task(rig.read([order(number) for number in range(200)]))
    assert not await settled(reading)
    assert [len(chunk) for chunk in rig.ledger.claimed] == [64, 64]
    rig.engine.context.send_queue.empty()
    rig.engine.context.send_queue.limit(100)  # looks again
    await reading
    assert [len(chunk) for chunk in rig.ledger.claimed] == [64, 64, 64, 8]


async def test_reading_waits_while_as_many_rows_are_in_doubt_as_may_be() -> None:
    rig = Rig(max_parked=3)
    queue = rig.engine.context.lookup_queue
    for number in (1, 2):
        queue.park(row(number))
    queue.looking = 1
    reading = asyncio.create_task(rig.read([order(0)]))
    assert not await settled(reading)
    await rig.clock.advance(0.05)
    assert rig.clock.slept == [0.05, 0.05]
    assert rig.ledger.claimed == []
    queue.looking = 0
    await rig.clock.advance(0.05)
    await reading
    assert rig.ledger.claimed == [keys(0)]


async def test_a_run_that_stops_does_not_wait_for_rows_in_doubt() -> None:
    rig = Rig(max_parked=1)
    rig.engine.context.lookup_queue.park(row(1))
    reading = asyncio.create_task(rig.read([order(0)]))
    assert not await settled(reading)
    rig.engine.context.stop.request(ASKED)
    await rig.clock.advance(0.05)
    assert await settled(reading)
    assert rig.ledger.claimed == []


async def test_what_is_waited_for_is_given_unless_the_run_is_to_stop_before() -> None:
    rig = Rig()

    async def answer() -> str:
        return "answer"

    assert await rig.reader.until_stopped(answer()) == "answer"

    ended: list[str] = []

    async def never() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("never")

    waiting = asyncio.create_task(rig.reader.until_stopped(never()))
    assert not await settled(waiting)
    rig.engine.context.stop.request(ASKED)
    assert await waiting is None
    assert ended == ["never"]


async def test_what_is_waited_for_may_fail() -> None:
    async def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await Rig().reader.until_stopped(fail())
