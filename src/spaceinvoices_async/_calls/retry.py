"""How long to wait before a retry, and how many the client as a whole can afford."""

from __future__ import annotations

import random
import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from spaceinvoices_async.options import ClientOptions

_COST: Final = 14  # botocore's price of a retry after a transient failure
_DATE: Final = re.compile(r"[A-Za-z]{3,9},[^,]*")
_SECONDS: Final = re.compile(r"[0-9]{1,300}(?:\.[0-9]{1,300})?")
_LARGEST_EXPONENT: Final = 30  # far beyond every cap, and keeps the power finite


def asked_pause(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read how many seconds an answer asks to wait; None if it does not say.

    A date in it counts from the answer's own `Date`: the clock of this machine may be wrong.
    """
    given = headers.get("retry-after")
    return None if given is None else retry_after(given, _date(headers.get("date", "")) or now)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read the seconds of a `Retry-After` header, given as seconds or as a date; None if unreadable.

    Of several joined values the longest counts. A date that cannot be asks for nothing.
    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    if value is None:
        return None
    dates = [date for text in _DATE.findall(value) if (date := _date(text)) is not None]
    waits = [max(0.0, (date - now).total_seconds()) for date in dates]
    rest = _DATE.sub("", value).split(",")
    # More digits than a float can hold are no number of seconds.
    waits += [float(text) for part in rest if _SECONDS.fullmatch(text := part.strip(" \t"))]
    if not waits and (date := _date(value)) is not None:  # the obsolete form without a comma
        return max(0.0, (date - now).total_seconds())
    return max(waits, default=None)


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date


class Backoff:
    """Full jitter: anything between nothing and a bound that doubles each time.

    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """

    def __init__(
        self, options: ClientOptions, uniform: Callable[[float, float], float] = random.uniform
    ) -> None:
        self._options = options
        self._uniform = uniform

    def transient(self, failures: int) -> float:
        """Return seconds to wait after so many failures in a row."""
        return self._jitter(self._options.backoff, failures)

    def throttled(self, refusals: int) -> float:
        """Return seconds to wait after so many 429s that did not say how long."""
        return self._jitter(self._options.throttle_backoff, refusals)

    def _jitter(self, base: float, times: int) -> float:
        bound = base * 2.0 ** min(max(times - 1, 0), _LARGEST_EXPONENT)
        return self._uniform(0.0, min(bound, self._options.max_backoff))


class RetryBudget:
    """Tokens for re-sends that may have reached the server, shared by all calls of a client.

    After botocore's retry quota: a server in trouble is not also given every call several times.
    Requests that were certainly not sent cost nothing.
    """

    def __init__(self, capacity: int | None) -> None:
        self._capacity = capacity
        self._left = capacity or 0

    @property
    def left(self) -> int | None:
        """Tokens left; None without a limit."""
        return None if self._capacity is None else self._left

    @property
    def affordable(self) -> bool:
        """Whether one re-send can be paid."""
        return self._capacity is None or self._left >= _COST

    def take(self) -> bool:
        """Pay for one re-send; False when there is not enough left."""
        if not self.affordable:
            return False
        if self._capacity is not None:
            self._left -= _COST
        return True

    def succeeded(self, *, paid: bool) -> None:
        """Record a success: refund its last re-send, or earn one token for a first attempt."""
        if self._capacity is not None:
            self._left = min(self._capacity, self._left + (_COST if paid else 1))
