"""Where one pass over a collection stands: what was seen, what comes next, when it ends."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from attrs import field, frozen

from spaceinvoices_async._serialization.responses import UnexpectedShape
from spaceinvoices_async.types import JsonValue

_STALE_PAGES: Final = 3
"""Pages of known rows only, one after the other, that end a pass: the server ignores `skip`.

A page is as long here as the longest that the server gave, which may be far shorter than asked."""


@frozen
class FetchedPage:
    """One page as the server gave it."""

    skip: int
    asked: int
    rows: Sequence[JsonValue] = field(repr=False)
    total: int | None

    @property
    def full(self) -> bool:
        """Whether all rows asked for came."""
        return len(self.rows) >= self.asked


class OffsetCursor:
    """One pass by offsets over rows that may move meanwhile.

    Inserted rows push known ones into the next page: those are dropped by their id. Deleted rows
    pull unknown ones into pages already read: the falling total tells, and the pass steps back as
    far. Only a deletion that an insertion makes up for, or one without a total, stays unseen. The
    ids of all rows are kept, about 130 bytes each. Rows that a total promises and an empty page
    withholds twice count as moved.
    """

    def __init__(self, start: int, limit: int | None, page_size: int, *, exact_total: bool) -> None:
        self.skip: int = start
        self.total: int | None = None
        self.moved: bool = False
        self.over: bool = limit == 0
        self._start = start
        self._wanted = limit
        self._page_size = page_size
        self._exact_total = exact_total
        self._full = False
        self._furthest = start
        self._lowest: int | None = None
        self._stepped_back = False
        self._stale = 0
        self._patience = 0
        self._total_at_news = 0
        self._longest = 0
        self._empty_at: int | None = None
        self.seen: dict[str | int, None] = {}  # a set that knows what came first
        self._anonymous: Sequence[JsonValue] = ()

    @property
    def asks(self) -> int:
        """Rows to ask for next."""
        return self._page_size if self._wanted is None else min(self._page_size, self._wanted)

    def upcoming(self) -> Iterator[tuple[int, int]]:
        """Offset and size of the pages that are known to come, if none of them is short."""
        if self.over or not self._full or self.total is None:
            return
        skip, wanted = self.skip, self._wanted
        while skip < self.total and wanted != 0:
            asks = self._page_size if wanted is None else min(self._page_size, wanted)
            yield skip, asks
            skip += asks
            wanted = None if wanted is None else wanted - asks

    def accept(self, answer: FetchedPage) -> list[JsonValue]:
        """Go past a page, or step back before it; the rows are those not seen before."""
        if self._steps_back(answer):
            return []
        rows = self._unseen(answer)
        self.skip = answer.skip + len(answer.rows)
        self.total = answer.total
        self._full = answer.full
        self._longest = max(self._longest, len(answer.rows))
        if self._wanted is not None:
            rows = rows[: self._wanted]
            self._wanted -= len(rows)
        self.over = self._is_empty(answer) or self._wanted == 0 or self._ends(answer)
        if rows:
            self._stale = 0
            self._stepped_back = False
            self._total_at_news = answer.total or 0
        elif self._wearies(answer):
            self.over = True
        self._furthest = max(self._furthest, self.skip)
        return rows

    def fork(self) -> Callable[[], OffsetCursor]:
        """Remember where the pass stands; each call gives a cursor that goes on from there."""
        snapshot, known = copy.copy(self), len(self.seen)

        def resume() -> OffsetCursor:
            cursor = copy.copy(snapshot)
            cursor.seen = dict.fromkeys(islice(self.seen, known))
            return cursor

        return resume

    @property
    def has_more(self) -> bool:
        """Whether rows may follow; certain only where the total counts all of them."""
        if self.over or self.total is None or not self._exact_total:
            return not self.over
        return self.skip < self.total

    def _is_empty(self, answer: FetchedPage) -> bool:
        """Return whether an empty page ends the pass.

        One that contradicts its total is read once more.
        """
        if answer.rows:
            return False
        contradicts = answer.total is not None and answer.skip < answer.total
        if contradicts and self._empty_at != answer.skip:
            self._empty_at = answer.skip
            return False
        self.moved = self.moved or contradicts
        return True

    def _steps_back(self, answer: FetchedPage) -> bool:
        if answer.total is None:
            return False
        lowest = answer.total if self._lowest is None else min(self._lowest, answer.total)
        fell_anew = lowest != self._lowest
        self._lowest = lowest
        lost = 0 if self.total is None else self.total - answer.total
        # Without the second condition, a total that swings would send the pass to and fro forever.
        if lost <= 0 or answer.skip <= self._start or (self._stepped_back and not fell_anew):
            return False
        self.moved = self._stepped_back = True
        self.total = answer.total
        self.skip = max(self._start, answer.skip - lost)
        return True

    def _unseen(self, answer: FetchedPage) -> list[JsonValue]:
        rows: list[JsonValue] = []
        anonymous = True
        for row in answer.rows:
            identity = row.get("id") if isinstance(row, dict) else None
            if isinstance(identity, str | int):
                anonymous = False
                if identity in self.seen:
                    self.moved = True
                    continue
                self.seen[identity] = None
            rows.append(row)
        if anonymous and rows and self._repeats(answer):
            self.moved = True
            return []
        self._anonymous = answer.rows if anonymous else ()
        return rows

    def _repeats(self, answer: FetchedPage) -> bool:
        # Rows without id may well be alike; beyond the total, the same page again is the same page.
        counted = self._lowest is not None and answer.skip < self._lowest
        return not counted and answer.rows == self._anonymous

    def _ends(self, answer: FetchedPage) -> bool:
        # A short page alone may be the server's own limit; with the total reached it is the end.
        reached = answer.total is not None and self.skip >= answer.total
        return self._exact_total and reached and not answer.full

    def _wearies(self, answer: FetchedPage) -> bool:
        if self.skip <= self._furthest:  # reading again what lies before the step back
            return False
        if self._stale == 0:
            grown = (answer.total or 0) - self._total_at_news
            self._patience = _STALE_PAGES * self._longest + max(0, grown)
        self._stale += len(answer.rows)
        return self._stale >= self._patience


_LONGEST_TOTAL: Final = 15  # digits; from 4301 on Python refuses to read them


def read_rows(value: JsonValue) -> list[JsonValue]:
    """Return the rows of a page.

    Raises:
        UnexpectedShape: It is no list of objects.
    """
    if not isinstance(value, list):
        raise UnexpectedShape(f"a JSON array was promised, {type(value).__name__} came")
    if not all(isinstance(row, dict) for row in value):
        raise UnexpectedShape("a JSON array of objects was promised, other rows came")
    return value


def read_total(headers: Mapping[str, str]) -> int | None:
    """Return the number of rows in all, if the headers of a page tell it."""
    # A proxy may have joined a header that came twice.
    texts = {text.strip() for text in headers.get("x-total-count", "").split(",")}
    text = texts.pop() if len(texts) == 1 else ""
    known = text.isascii() and text.isdigit() and len(text) <= _LONGEST_TOTAL
    return int(text) if known else None
