"""The rate of an account is shared by the workers that serve it, however they come and go."""

from __future__ import annotations

from collections import Counter

import pytest

from spaceinvoices_async.batch.engine.planner import CHUNKS_PER_WORKER, ChunkPlanner
from spaceinvoices_async.batch.journal.records import Lane
from tests.batch.distributed.in_process import InProcessBackend

NAMES = [f"tcp://10.0.0.{number}:1" for number in range(1, 9)]


def planner(workers: int, **more: float | None) -> ChunkPlanner:
    made = ChunkPlanner(InProcessBackend(chunk_seconds=5.0, max_chunk_rows=1000, **more))
    made.set_workers(NAMES[:workers])
    return made


def test_the_shares_of_all_workers_are_the_rate_of_the_account() -> None:
    plans = planner(4, total_rate=90.0)

    assert [plans.begin(name).rate for name in NAMES[:4]] == [22.5] * 4


def test_a_worker_that_joins_gets_no_more_than_the_others_leave_until_they_have_ended() -> None:
    plans = planner(3, total_rate=90.0)
    first = [plans.begin(name) for name in NAMES[:3]]
    plans.set_workers(NAMES[:4])

    newcomer = plans.begin(NAMES[3])
    assert newcomer.rate == pytest.approx(22.5 / 4)
    for plan in first:
        plans.end(plan)
    assert plans.begin(NAMES[0]).rate == 22.5


def test_a_worker_that_leaves_gives_its_share_to_the_others() -> None:
    plans = planner(3, total_rate=90.0)
    for name in NAMES[:3]:
        plans.end(plans.begin(name))
    plans.set_workers(NAMES[:2])

    assert [plans.begin(name).rate for name in NAMES[:2]] == [45.0, 45.0]


def test_without_a_rate_there_are_no_shares() -> None:
    plan = planner(2, total_rate=None).begin(NAMES[0])

    assert (plan.rate, plan.account_rate) == (None, None)


def test_a_child_account_has_one_worker_and_all_of_its_rate() -> None:
    plans = planner(4, total_rate=90.0)
    wanted = {name: plans.wanted(name) for name in NAMES[:4]}

    for number in range(200):
        lane = Lane(f"merchant {number}", "org")
        assert sum(test(lane) for test in wanted.values()) == 1
    assert plans.begin(NAMES[0]).account_rate == 90.0


def test_most_accounts_stay_where_they_are_when_a_worker_leaves() -> None:
    plans = planner(4, total_rate=90.0)
    lanes = [Lane(f"merchant {number}", "org") for number in range(200)]

    def homes() -> dict[Lane, str]:
        tests = {name: plans.wanted(name) for name in NAMES[:4]}
        return {lane: name for lane in lanes for name, test in tests.items() if test(lane)}

    before = homes()
    plans.set_workers(NAMES[:3])
    after = homes()

    assert {lane for lane in lanes if before[lane] != after[lane]} == {
        lane for lane in lanes if before[lane] == NAMES[3]
    }
    assert min(Counter(before.values()).values()) > 25


def test_a_chunk_holds_no_more_of_an_account_than_it_may_send_in_the_time_of_a_chunk() -> None:
    plans = planner(2, total_rate=20.0)
    wanted = plans.wanted(NAMES[0])

    assert sum(wanted(Lane(None, "org")) for _ in range(500)) == 50


def test_chunks_grow_with_the_rate_of_the_worker_and_have_an_end() -> None:
    plans = planner(2, total_rate=None)
    sizes = [plans.most_rows(NAMES[0])]
    for rows, seconds in ((100, 1.0), (100, 1.0), (9000, 1.0)):
        plans.measured(NAMES[0], rows, seconds)
        sizes.append(plans.most_rows(NAMES[0]))

    assert sizes == [250, 500, 500, 1000]
    assert plans.capacity == CHUNKS_PER_WORKER * (1000 + 250)
