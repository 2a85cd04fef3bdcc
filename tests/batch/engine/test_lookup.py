"""Rows of one lane are looked up together, and never many wait."""

from __future__ import annotations

from spaceinvoices_async.batch.engine.lookup import LaneBatcher
from spaceinvoices_async.batch.journal.records import Lane


def test_a_full_group_goes_and_the_rest_follows() -> None:
    groups: LaneBatcher[int] = LaneBatcher()
    lanes = [Lane(None, "a"), Lane(None, "b")]
    full = [group for row in range(250) if (group := groups.add(lanes[row % 2], row))]
    assert [(lane.organization_id, len(rows)) for lane, rows in full] == [("a", 100), ("b", 100)]
    assert [(lane.organization_id, len(rows)) for lane, rows in groups.rest()] == [
        ("a", 25),
        ("b", 25),
    ]
    assert list(groups.rest()) == []


def test_with_very_many_lanes_the_fullest_goes_before_it_is_full() -> None:
    groups: LaneBatcher[int] = LaneBatcher()
    waiting, most, taken = 0, 0, 0
    for row in range(50_000):
        waiting += 1
        group = groups.add(Lane(None, str(row % 3000)), row)
        if group is not None:
            waiting -= len(group[1])
            taken += len(group[1])
        most = max(most, waiting)
    assert most < 5000
    assert taken + sum(len(rows) for _, rows in groups.rest()) == 50_000


def test_the_fullest_of_very_many_lanes_is_the_one_that_goes() -> None:
    groups: LaneBatcher[int] = LaneBatcher()
    for row in range(4998):
        assert groups.add(Lane(None, str(row)), row) is None
    assert groups.add(Lane(None, "17"), 4998) is None
    assert groups.add(Lane(None, "late"), 4999) == (Lane(None, "17"), [17, 4998])
