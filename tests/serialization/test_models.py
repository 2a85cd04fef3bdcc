"""Models read from answers: the same result for a layout seen once and one seen a hundred times."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async.models import Client, Document, DocumentItem
from spaceinvoices_async.types import UNSET

ANSWER = {
    "id": "d1",
    "total": 100,
    "date": "2023-04-30T06:14:03.266Z",
    "decimalPlaces": Decimal("4.0"),
    "documentIds": ["a", "b"],
    "_documentItems": [{"name": "Suit", "price": 10}, None],
    "custom": {"total": 1},
    "somethingNew": {"a": [1]},
}


def test_a_layout_that_comes_often_is_read_like_one_that_came_once() -> None:
    first = Document.from_dict(ANSWER)

    others = [Document.from_dict(ANSWER) for _ in range(50)]

    assert others == [first] * 50
    assert first.total == Decimal(100)
    assert first.date == datetime(2023, 4, 30, 6, 14, 3, 266_000, tzinfo=UTC)
    assert first.items == [DocumentItem.from_dict({"name": "Suit", "price": 10}), None]
    assert first.additional_properties == {"somethingNew": {"a": [1]}}
    assert first.number is UNSET


def test_answers_do_not_share_what_is_unknown() -> None:
    read = [Client.from_dict({"name": "A", "new": [number]}) for number in range(30)]

    assert [client.additional_properties for client in read] == [
        {"new": [number]} for number in range(30)
    ]


@pytest.mark.parametrize("name", ["\ud800", "__class__", "a'b\"c\n", "", "x" * 10_000, "self"])
def test_names_of_any_kind_are_kept_however_often_they_come(name: str) -> None:
    for _ in range(20):
        client = Client.from_dict({"name": "A", name: 1})

        assert client.name == "A"
        assert client.additional_properties == {name: 1}


def test_layouts_without_number_cost_no_memory_and_change_no_value() -> None:
    names = [*Client.wire_names().values(), "unknown"]
    order = random.Random(7)
    for _ in range(500):
        answer = {name: f"of {name}" for name in order.sample(names, order.randrange(len(names)))}

        client = Client.from_dict(answer)

        assert client.to_dict() == answer


@given(
    st.dictionaries(
        st.sampled_from([*Document.wire_names().values(), "unknown", "other"]),
        st.sampled_from([None, True, 1, Decimal("1.5"), "x", "2023-04-30T06:14:03Z", [], [1], {}]),
        max_size=12,
    )
)
def test_every_layout_reads_the_same_the_tenth_time(answer: dict[str, object]) -> None:
    first = Document.from_dict(answer)
    for _ in range(9):
        last = Document.from_dict(answer)

    assert last == first
