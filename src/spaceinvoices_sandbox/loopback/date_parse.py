"""`Date.parse` as V8 does it: ISO 8601 first, else nearly anything with numbers in it.

Follows `src/date/dateparser-inl.h` of V8, on a server whose zone is UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback.date_tokens import END, Token, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

_LAST_DAY, _LAST_MONTH = 31, 12
_LAST_HOUR, _LAST_MINUTE, _LAST_MILLISECOND = 23, 59, 999
_DAY_PARTS, _TIME_PARTS = 3, 4
_TURN_OF_CENTURY, _LAST_OF_CENTURY = 49, 99
_CENTURY: Final = 100
Fields = tuple[int, int, int, int]
"""Year, month, day, and milliseconds since that day began in UTC."""


class _Invalid(Exception):
    """The text is no date."""


def parse_fields(text: str) -> Fields | None:
    """Year, month, day and the milliseconds of the day in the text, or None."""
    try:
        return _Parser(text).parse()
    except _Invalid:
        return None


class _Day:
    def __init__(self) -> None:
        self.parts: list[int] = []
        self.month: int | None = None
        self.is_iso = False

    def add(self, number: int) -> None:
        _require(len(self.parts) < _DAY_PARTS)
        self.parts.append(number)

    def read(self) -> tuple[int, int, int]:
        _require(self.parts)
        first, second, third = [*self.parts, 1, 1][:_DAY_PARTS]
        year_first = not 1 <= first <= _LAST_DAY
        if self.month is not None:
            month = self.month
            year, day = (first, second) if year_first else (second, first)
        elif self.is_iso or year_first:
            year, month, day = first, second, third
        else:
            month, day, year = first, second, third
        if not self.is_iso and 0 <= year <= _LAST_OF_CENTURY:
            year += 2000 if year <= _TURN_OF_CENTURY else 1900
        _require(1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY)
        return year, month, day


class _Time:
    def __init__(self) -> None:
        self.parts: list[int] = []
        self.hour_offset: int | None = None

    def expects(self, number: int) -> bool:
        last = (-1, _LAST_MINUTE, _LAST_MINUTE, _LAST_MILLISECOND)
        return len(self.parts) < _TIME_PARTS and 0 <= number <= last[len(self.parts)]

    def add(self, number: int) -> None:
        _require(len(self.parts) < _TIME_PARTS)
        self.parts.append(number)

    def end(self, number: int) -> None:
        self.add(number)
        self.parts += [0] * (_TIME_PARTS - len(self.parts))

    def read(self) -> int:
        hour, minute, second, millisecond = [*self.parts, 0, 0, 0, 0][:_TIME_PARTS]
        if self.hour_offset is not None:
            _require(0 <= hour <= _LAST_MONTH)
            hour = hour % 12 + self.hour_offset
        within = (
            0 <= hour <= _LAST_HOUR
            and 0 <= minute <= _LAST_MINUTE
            and 0 <= second <= _LAST_MINUTE
            and 0 <= millisecond <= _LAST_MILLISECOND
        )
        _require(within or [hour, minute, second, millisecond] == [24, 0, 0, 0])
        return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond


class _Zone:
    def __init__(self) -> None:
        self.sign = 0
        self.hour: int | None = None
        self.minute: int | None = None

    def set(self, hours: int) -> None:
        self.sign = -1 if hours < 0 else 1
        self.hour, self.minute = abs(hours), 0

    def read(self) -> int:
        return self.sign * ((self.hour or 0) * 60 + (self.minute or 0)) * 60_000


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._day, self._time, self._zone = _Day(), _Time(), _Zone()

    def parse(self) -> Fields:
        token = self._iso()
        self._has_number = bool(self._day.parts)
        while token.kind != "end":
            self._legacy(token)
            token = self._tokens.next()
        year, month, day = self._day.read()
        return year, month, day, self._time.read() - self._zone.read()

    def _iso(self) -> Token:
        """Read an ISO date; the first token that is none of it is for the other reading."""
        left = self._iso_date()
        if left is not None:
            return left
        tokens = self._tokens
        if tokens.peek().kind != "t":
            if tokens.peek().kind != "end":
                return tokens.next()
        else:
            self._iso_time()
        if self._zone.hour is None and not self._time.parts:
            self._zone.set(0)
        self._day.is_iso = True
        return END

    def _iso_date(self) -> Token | None:
        tokens = self._tokens
        if tokens.peek().sign:
            sign = tokens.next()
            if not tokens.peek().is_fixed(6):
                return sign
            year = tokens.next().value
            if sign.sign < 0 and not year:
                return sign
            self._day.add(sign.sign * year)
        elif tokens.peek().is_fixed(4):
            self._day.add(tokens.next().value)
        else:
            return tokens.next()
        for last in (_LAST_MONTH, _LAST_DAY):
            if not tokens.skip("-"):
                break
            if not (tokens.peek().is_fixed(2) and 1 <= tokens.peek().value <= last):
                return tokens.next()
            self._day.add(tokens.next().value)
        return None

    def _two_digits(self, last: int) -> int:
        token = self._tokens.next()
        _require(token.is_fixed(2) and token.value <= last)
        return token.value

    def _iso_time(self) -> None:
        tokens, time = self._tokens, self._time
        tokens.next()
        time.add(self._two_digits(24))
        _require(tokens.skip(":"))
        time.add(self._two_digits(_LAST_MINUTE))
        if tokens.skip(":"):
            time.add(self._two_digits(_LAST_MINUTE))
            if tokens.skip("."):
                _require(tokens.peek().kind == "number")
                time.add(_milliseconds(tokens.next()))
        self._iso_zone()
        _require(tokens.peek().kind == "end")

    def _iso_zone(self) -> None:
        tokens, zone = self._tokens, self._zone
        if tokens.peek().is_z:
            tokens.next()
            zone.set(0)
        elif tokens.peek().sign:
            zone.sign = tokens.next().sign
            if tokens.peek().is_fixed(4):
                zone.hour, zone.minute = divmod(tokens.next().value, _CENTURY)
                _require(zone.hour <= _LAST_HOUR and zone.minute <= _LAST_MINUTE)
            else:
                zone.hour = self._two_digits(_LAST_HOUR)
                _require(tokens.skip(":"))
                zone.minute = self._two_digits(_LAST_MINUTE)

    def _legacy(self, token: Token) -> None:
        is_offset = token.sign and (
            (self._zone.hour == 0 and self._zone.minute == 0) or self._time.parts
        )
        if token.kind == "number":
            self._has_number = True
            self._legacy_number(token.value)
        elif is_offset:
            self._has_number = True
            self._legacy_offset(token.sign)
        elif token.sign or token.symbol == ")":
            _require(not self._has_number)
        else:
            read = self._words.get(token.kind)
            if read is not None:
                read(self, token)

    def _legacy_number(self, number: int) -> None:
        tokens, time = self._tokens, self._time
        if tokens.skip(":"):
            if tokens.skip(":"):
                _require(not time.parts)
                time.add(number)
                time.add(0)
            else:
                time.add(number)
                tokens.skip(".")
        elif tokens.skip(".") and time.expects(number):
            time.add(number)
            _require(tokens.peek().kind == "number")
            time.end(_milliseconds(tokens.next()))
        elif self._zone.hour is not None and self._zone.minute is None and number <= _LAST_MINUTE:
            self._zone.minute = number
        elif time.expects(number):
            time.end(number)
            after = tokens.peek()
            _require(after.kind in {"end", "space"} or after.is_z or bool(after.sign))
        else:
            self._day.add(number)
            tokens.skip("-")

    def _legacy_offset(self, sign: int) -> None:
        tokens, zone = self._tokens, self._zone
        zone.sign = sign
        token = tokens.next() if tokens.peek().kind == "number" else Token("number")
        if tokens.peek().symbol == ":":
            zone.hour, zone.minute = token.value, None
        elif token.length in {1, 2}:
            zone.hour, zone.minute = token.value, 0
        else:
            _require(token.length in {3, 4})
            zone.hour, zone.minute = divmod(token.value, _CENTURY)

    def _half_of_day(self, token: Token) -> None:
        if self._time.parts:
            self._time.hour_offset = token.value
        else:
            self._unknown_word(token)

    def _named_month(self, token: Token) -> None:
        self._day.month = token.value
        self._tokens.skip("-")

    def _named_zone(self, token: Token) -> None:
        if self._has_number:
            self._zone.set(token.value)
        else:
            self._unknown_word(token)

    def _unknown_word(self, _token: Token) -> None:
        """Words are passed over before the first number, and refused behind it."""
        _require(not self._has_number and self._tokens.peek().kind != "number")

    _words: Final[dict[str, Callable[[_Parser, Token], None]]] = {
        "am_pm": _half_of_day,
        "month": _named_month,
        "zone": _named_zone,
        "t": _unknown_word,
        "word": _unknown_word,
    }


def _milliseconds(token: Token) -> int:
    """Return a fraction of a second of any length, cut to three digits."""
    return int(str(token.value).rjust(min(token.length, 9), "0").ljust(3, "0")[:3])


def _require(condition: object) -> None:
    if not condition:
        raise _Invalid
