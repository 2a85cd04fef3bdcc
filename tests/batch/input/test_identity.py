"""The unique id of a row: the same for ever, and nobody else's."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from spaceinvoices_async.batch.input.identity import fingerprint, row_id, unique_id
from tests.batch.orders import row_of


def test_the_unique_id_of_a_row_never_changes_from_release_to_release() -> None:
    assert unique_id(row_id("default", "org", "order 1")) == "si-4vgbhsi4ise43y6r73v4pb3asq"


@given(st.tuples(st.text(), st.text(), st.text()), st.tuples(st.text(), st.text(), st.text()))
def test_different_rows_have_different_ids(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert (row_id(*one) == row_id(*other)) == (one == other)


@given(st.text(st.characters(), max_size=300))
def test_the_unique_id_is_short_ascii_and_leads_back_to_the_row(key: str) -> None:
    row = row_id("job", "org", key)
    text = unique_id(row)
    assert (len(text), text.isascii(), row_of(text)) == (29, True, row)


def test_a_unique_id_that_no_batch_made_leads_to_no_row() -> None:
    foreign = ("order-1", "si-", "si-1", "si-é", "")
    assert [row_of(text) for text in foreign] == [None] * len(foreign)


def test_the_fingerprint_follows_the_content_and_not_the_order_of_its_names() -> None:
    one = fingerprint({"a": 1, "b": [Decimal("1.5")]})
    assert fingerprint({"b": [Decimal("1.5")], "a": 1}) == one
    assert fingerprint({"a": 1, "b": [Decimal("1.6")]}) != one
