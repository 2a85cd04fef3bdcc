"""A row on its way to the server: what it shows, and whether it is asked for first."""

from __future__ import annotations

import pytest

from spaceinvoices_async.batch.journal.records import Lane
from tests.batch.engine.send_queue_rig import row


@pytest.mark.parametrize(
    ("state", "unasked", "untouched"),
    [
        ({}, False, True),
        ({"attempts": 1}, False, False),
        ({"looks": 1}, False, True),
        ({"resumed": True}, True, False),
        ({"resumed": True, "looks": 1}, False, False),
        ({"resumed": True, "attempts": 1}, False, False),
    ],
)
def test_what_may_have_been_sent_before_is_asked_for_first(state, unasked, untouched):
    item = row(1, **state)

    assert (item.unasked, item.untouched) == (unasked, untouched)


def test_a_row_names_its_lane_and_shows_no_content():
    item = row(1, "org-1")

    assert item.lane == Lane(None, "org-1")
    assert "uniqueId" not in repr(item)
    assert (item.safe_from, item.sends, item.attempts, item.looks, item.due) == (
        float("-inf"),
        0,
        0,
        0,
        0.0,
    )
    assert (item.resumed, item.changed, item.taken, item.refusal) == (False, False, False, None)


def test_a_row_says_of_itself_what_a_log_shows():
    item = row(3, sends=2)

    assert item.log_fields() == {
        "operation": "documents_create",
        "unique_id": item.unique_id,
        "document_id": None,
        "attempt": 2,
        "key": "3",
        "line": 3,
    }


def test_a_new_row_was_never_lost():
    assert row(1).losses == 0
