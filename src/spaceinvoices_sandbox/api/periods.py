"""Days, weeks, months and years that figures are added up in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback.coercion import to_date
from spaceinvoices_sandbox.loopback.errors import bad_request

if TYPE_CHECKING:
    from datetime import date

    from spaceinvoices_sandbox.api.call import Call

INTERVALS: Final = ("day", "week", "month", "year")
_MOST: Final = 4000


def between(call: Call) -> tuple[date, date]:
    """Return the required `from` and `to`; raises 400 where one is no date."""
    return _day(call, "from"), _day(call, "to")


def _day(call: Call, name: str) -> date:
    found = to_date(call.required(name))
    if found is None:
        raise bad_request(f"{name} is not a valid date")
    return found.moment.date()


def interval(call: Call) -> str:
    """Return the required `dist`."""
    dist = call.required("dist")
    if dist not in INTERVALS:
        raise bad_request(f"dist must be one of {', '.join(INTERVALS)}")
    return dist


def start(day: date, dist: str) -> date:
    """Return the first day of the interval the day lies in."""
    if dist == "week":
        return day - timedelta(days=day.weekday())
    if dist == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if dist == "year" else day


def starts(first: date, last: date, dist: str) -> list[date]:
    """Return the first days of all intervals from one day to another, at most a few thousand."""
    found: list[date] = []
    current = start(first, dist)
    while current <= last and len(found) < _MOST:
        found.append(current)
        longest = {"day": 1, "week": 7, "month": 31, "year": 366}[dist]
        current = start(current + timedelta(days=longest), dist)
    return found
