"""What is a day keeps the day that was written, whatever the zone of its time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from spaceinvoices_async.models import DocumentCreate

BRUSSELS = timezone(timedelta(hours=1))
FIELDS = ("date", "date_service", "date_service_to", "date_due", "date_valid_till", "date_paid")


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("2026-01-01T00:30+01:00", "2026-01-01"),
        (datetime(2026, 1, 1, 0, 30, tzinfo=BRUSSELS), "2026-01-01"),
        ("2025-12-31T23:30:00-05:00", "2025-12-31"),
        (datetime(2026, 1, 1, 10, 30, tzinfo=BRUSSELS), "2026-01-01T09:30:00.000Z"),
        ("2026-01-01T10:30:00+01:00", "2026-01-01T10:30:00+01:00"),
        ("2026-01-01T23:30:00Z", "2026-01-01T23:30:00Z"),
        (date(2026, 1, 1), "2026-01-01"),
    ],
)
@pytest.mark.parametrize("field", FIELDS)
def test_a_day_stays_the_day_that_was_written(field: str, given: object, sent: str) -> None:
    document = DocumentCreate(items=[{"name": "x"}], **{field: given})
    (value,) = (value for name, value in document.to_dict().items() if name.startswith("date"))
    assert value == sent


def test_the_day_of_a_payment_stays_too() -> None:
    paid = {"type": "card", "date": "2026-01-01T00:30+01:00"}
    body = DocumentCreate(items=[{"name": "x"}], payments=[paid]).to_dict()
    assert body["payments"] == [{"type": "card", "date": "2026-01-01"}]
