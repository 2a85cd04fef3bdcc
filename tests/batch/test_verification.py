"""A row and the document of it on the server: what is paid counts as well."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spaceinvoices_async.batch.journal.records import Lane, Record, RowOutcome, State
from spaceinvoices_async.batch.verification import _compare


@pytest.mark.parametrize(
    ("asked", "paid", "kind"),
    [
        (None, 20, None),
        (10, 10, None),
        (10, 20, "paid"),
        (10, 0, "paid"),
        (4, 2, "paid"),
        (4, 10, None),
        (4, 14, "paid"),
    ],
)
def test_payments_that_got_lost_or_came_twice_are_told(asked, paid, kind) -> None:
    outcome = RowOutcome(
        state=State.DONE, total=Decimal(10), paid=None if asked is None else Decimal(asked)
    )
    record = Record(
        position=1,
        row=b"r",
        lane=Lane(None, "o"),
        key="k",
        line=1,
        fingerprint=b"",
        outcome=outcome,
    )
    found = _compare(record, [{"id": "d", "totalWithTax": 10, "totalPaid": paid}], is_shared=False)
    assert (None if found is None else found.kind) == kind
    if found is not None:
        assert (found.expected, found.found) == (asked, paid)
