"""Points in time as JavaScript reads and shows them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from spaceinvoices_sandbox.loopback.date_parse import parse_fields

_CANONICAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """Milliseconds since 1970, the way the framework holds a date property."""

    milliseconds: int

    @classmethod
    def of(cls, moment: datetime) -> Date:
        """Return the date of an aware moment; microseconds are cut."""
        return cls((moment - _EPOCH) // timedelta(milliseconds=1))

    @property
    def moment(self) -> datetime:
        """The same point in time, aware, in UTC."""
        return _EPOCH + timedelta(milliseconds=self.milliseconds)

    def iso(self) -> str:
        """`2023-04-30T06:14:03.266Z`."""
        return iso(self.moment)

    def display(self) -> str:
        """Return the text of `String(date)` on a server whose zone is UTC."""
        return self.moment.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")


def iso(moment: datetime) -> str:
    """Return an aware moment in UTC as the API writes it, to the millisecond."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def parse(text: str) -> Date | None:
    """Return the date in the text as `Date.parse` reads it, or None.

    A text without a zone is taken as UTC.

    Years before the first and after 9999 are none: JavaScript goes further, Python does not.
    """
    if _CANONICAL.fullmatch(text):  # as everything is kept, and quicker
        with suppress(ValueError):
            return Date.of(datetime.fromisoformat(text))
    return _read(text)


def _read(text: str) -> Date | None:
    fields = parse_fields(text)
    if fields is None:
        return None
    year, month, day, milliseconds = fields
    try:  # the 30th of February rolls over into March, as in JavaScript
        first = datetime(year, month, 1, tzinfo=UTC)
        return Date.of(first + timedelta(days=day - 1, milliseconds=milliseconds))
    except (ValueError, OverflowError):
        return None
