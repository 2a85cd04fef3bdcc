"""Points in time as JavaScript reads and shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<year>\d{4}|[+-]\d{6})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?)?"
    r" ?(?P<zone>Z|z|[+-]\d\d:?\d\d)?\Z",
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_LOOSE_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\Z")
_SHORT_NUMBER = re.compile(r"\d{1,3}\Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS_IN_MONTH = 31
_LAST_MONTH = 12
_LAST_HOUR = 24
_LAST_MINUTE = 59
# V8 takes a year below the first for one of this century, up to the second for one of the last.
_TURN_OF_CENTURY = 50
_LAST_OF_CENTURY = 99


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """Milliseconds since 1970, the way the framework holds a date property."""

    milliseconds: int

    @classmethod
    def of(cls, moment: datetime) -> Date:
        """The date of an aware moment; microseconds are cut."""
        return cls((moment - _EPOCH) // timedelta(milliseconds=1))

    @property
    def moment(self) -> datetime:
        """The same point in time, aware, in UTC."""
        return _EPOCH + timedelta(milliseconds=self.milliseconds)

    def iso(self) -> str:
        """`2023-04-30T06:14:03.266Z`."""
        return iso(self.moment)

    def display(self) -> str:
        """The text of `String(date)` on a server whose zone is UTC."""
        return self.moment.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")


def iso(moment: datetime) -> str:
    """An aware moment in UTC as the API writes it, to the millisecond."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def parse(text: str) -> Date | None:
    """The date in the text, or None; a text without a zone is taken as UTC."""
    stripped = text.strip()
    if _SHORT_NUMBER.match(stripped):
        return _short(int(stripped))
    match = _ISO.match(stripped)
    if match is not None:
        return _from_fields(match)
    loose = _LOOSE_DAY.match(stripped)
    if loose is not None:
        return _day(int(loose[1]), int(loose[2]), int(loose[3]))
    slashed = _SLASHED.match(stripped)
    if slashed is not None:
        return _day(int(slashed[3]), int(slashed[1]), int(slashed[2]))
    try:
        moment = parsedate_to_datetime(stripped)
    except (ValueError, IndexError, TypeError):
        return None
    return Date.of(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _short(number: int) -> Date | None:
    """A bare number: a month of 2001, or a year of which the century is guessed."""
    if 1 <= number <= _LAST_MONTH:
        return _day(2001, number, 1)
    if number <= _DAYS_IN_MONTH:
        return _day(2000, 1, 1) if number == 0 else None
    if number < _TURN_OF_CENTURY:
        return _day(2000 + number, 1, 1)
    return _day(number if number > _LAST_OF_CENTURY else 1900 + number, 1, 1)


def _from_fields(match: re.Match[str]) -> Date | None:
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    start = _day(year, month, day)
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if start is None or minute > _LAST_MINUTE or second > _LAST_MINUTE or hour > _LAST_HOUR:
        return None
    millis = int((match["fraction"] or "0").ljust(3, "0")[:3])
    if hour == _LAST_HOUR and (minute or second or millis):
        return None
    clock = ((hour * 60 + minute) * 60 + second) * 1000 + millis
    return Date(start.milliseconds + clock - _offset(match["zone"] or "Z"))


def _offset(zone: str) -> int:
    if zone in "Zz":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return (-minutes if zone[0] == "-" else minutes) * 60_000


def _day(year: int, month: int, day: int) -> Date | None:
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _DAYS_IN_MONTH and year >= 1):
        return None
    try:  # the 30th of February rolls over into March, as in JavaScript
        first = datetime(year, month, 1, tzinfo=UTC)
        return Date.of(first + timedelta(days=day - 1))
    except (ValueError, OverflowError):
        return None
