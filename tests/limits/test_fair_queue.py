"""Waiting lines that take turns."""

from __future__ import annotations

import pytest

from spaceinvoices_async._limits.queue import FairQueue


def _filled(*items: str) -> FairQueue[str]:
    lanes: FairQueue[str] = FairQueue()
    for item in items:
        lanes.push(item[0], item)
    return lanes


def _drained(lanes: FairQueue[str]) -> list[str]:
    return [lanes.pop() for _ in range(len(lanes))]


def test_one_lane_is_first_come_first_served():
    assert _drained(_filled("a1", "a2", "a3")) == ["a1", "a2", "a3"]


def test_lanes_are_served_in_turn():
    assert _drained(_filled("a1", "a2", "a3", "b1", "b2", "c1")) == [
        "a1", "b1", "c1", "a2", "b2", "a3",
    ]  # fmt: skip


def test_a_newcomer_waits_one_turn_behind_ten_thousand():
    lanes = _filled(*(f"a{number}" for number in range(10_000)))
    lanes.pop()
    lanes.push("b", "b")
    assert [lanes.pop(), lanes.pop()] == ["a1", "b"]


def test_who_leaves_does_not_disturb_the_others():
    lanes = _filled("a1", "a2", "b1", "c1")
    lanes.discard("a", "a1")
    lanes.discard("b", "b1")
    lanes.discard("b", "b1")
    lanes.discard("c", "never there")
    assert len(lanes) == 2
    assert lanes.sizes() == {"a": 1, "c": 1}
    assert _drained(lanes) == ["a2", "c1"]


def test_nobody_can_be_served_when_nobody_waits():
    with pytest.raises(KeyError):
        FairQueue().pop()
