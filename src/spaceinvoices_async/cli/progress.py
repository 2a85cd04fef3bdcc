"""How far a command is: a bar on a terminal, a line every ten seconds elsewhere."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final, Protocol

from attrs import frozen

from spaceinvoices_async.cli.errors import say

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from spaceinvoices_async.batch import Progress
    from spaceinvoices_async.clock import Clock
    from spaceinvoices_async.instrumentation import LimiterStats

BETWEEN_LINES: Final = 10.0
"""Seconds between two lines where nobody watches."""
_BETWEEN_FRAMES: Final = 0.2
_BAR: Final = 24
_WIDE: Final = 110
"""Columns of a terminal that has room for a bar beside the line."""
_MINUTE: Final = 60
_HOUR: Final = 3600


@frozen(kw_only=True)
class CommandProgress:
    """A command at one moment; what it does not know is None.

    Attributes:
        done: What has come to a good end, also in an earlier run.
        failed: What was refused.
        parked: What waits to be looked up.
        left: What has not ended.
        per_second: How many come to an end per second, of late.
        limit: Requests per second the client allows itself.
        throttled: Answers 429.
        eta: Seconds to go.
    """

    done: int
    failed: int
    parked: int | None = None
    left: int | None = None
    per_second: float | None = None
    limit: float | None = None
    throttled: int = 0
    eta: float | None = None

    def line(self) -> str:
        """All that is known, as one line."""
        parts = [f"{self.done} done", f"{self.failed} failed"]
        if self.parked is not None:
            parts.append(f"{self.parked} parked")
        if self.left is not None:
            parts.append(f"{self.left} left")
        if self.per_second is not None:
            parts.append(f"{self.per_second:.1f}/s")
        parts.append("no limit" if self.limit is None else f"limit {self.limit:.0f}/s")
        if self.throttled:
            parts.append(f"{self.throttled} times 429")
        if self.eta is not None:
            parts.append(f"ETA {duration(self.eta)}")
        return ", ".join(parts)


@frozen(kw_only=True)
class CheckProgress:
    """A check of an input at one moment.

    Attributes:
        rows: Checked so far.
        wrong: Those of them that cannot be sent.
        per_second: Rows checked per second, of late; 0 until that is known.
    """

    rows: int
    wrong: int
    per_second: float

    def line(self) -> str:
        """All that is known, as one line."""
        parts = [f"{self.rows} rows checked", f"{self.wrong} wrong"]
        if self.per_second:
            parts.append(f"{self.per_second:.1f}/s")
        return ", ".join(parts)


class Look(Protocol):
    """Tells how far a command is."""

    def __call__(self) -> CommandProgress | CheckProgress | None:
        """The standing now; None while nothing is known of it yet."""
        ...


def duration(seconds: float) -> str:
    """Seconds for people: `42s`, `3m07s`, `2h05m`."""
    whole = max(0, round(seconds))
    if whole < _MINUTE:
        return f"{whole}s"
    if whole < _HOUR:
        return f"{whole // _MINUTE}m{whole % _MINUTE:02}s"
    return f"{whole // _HOUR}h{whole % _HOUR // _MINUTE:02}m"


def limit_of(stats: LimiterStats | None) -> tuple[float | None, int]:
    """The rate a client allows itself, and how often it was throttled."""
    return (None, 0) if stats is None else (stats.rate, stats.throttled)


@asynccontextmanager
async def shown(look: Look, *, clock: Clock | None = None) -> AsyncGenerator[None, None]:
    """Show how far the block is, on the standard error."""
    if clock is None:
        from spaceinvoices_async.clock import SYSTEM_CLOCK

        clock = SYSTEM_CLOCK
    show = _on_terminal if sys.stderr.isatty() else _in_lines
    ticker = asyncio.create_task(show(look, clock))
    try:
        yield
    finally:
        ticker.cancel()
        with suppress(asyncio.CancelledError):
            await ticker


def _line(now: CommandProgress | CheckProgress | None) -> str:
    return "reading and checking the input" if now is None else now.line()


async def _in_lines(look: Look, clock: Clock) -> None:
    while True:
        await clock.sleep(BETWEEN_LINES)
        say(_line(look()))


async def _on_terminal(look: Look, clock: Clock) -> None:
    # Loaded here alone: scripts do not pay for it.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
    )
    from rich.table import Column

    console = Console(stderr=True, highlight=False, markup=False)
    line = TextColumn("{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis"))
    bars = [BarColumn(bar_width=_BAR)] if console.width >= _WIDE else []  # the line comes first
    columns = (SpinnerColumn(), *bars, line)
    # Redirecting lets lines that are written meanwhile appear above the bar.
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None)
        while True:
            now = look()
            standing = (
                now if isinstance(now, CommandProgress) else CommandProgress(done=0, failed=0)
            )
            ended, left = standing.done + standing.failed, standing.left
            total = None if left is None else ended + left
            bar.update(task, description=_line(now), completed=ended, total=total)
            bar.refresh()
            await clock.sleep(_BETWEEN_FRAMES)


class Pace:
    """How many come to an end per second, over the last ten seconds or so.

    What was done before is not to be counted: it would come to an end in no time, and promise the
    same of the rest.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._at: float = now()
        self._ended: int = 0
        self._value: float | None = None

    def measure(self, ended: int) -> float | None:
        """Take the count of now; None until there is something to tell."""
        seconds = self._now() - self._at
        if self._value is None and ended == self._ended:
            self._at = self._now()  # a pace that climbs from nothing tells a wrong time to go
        elif seconds >= 1:
            value = (ended - self._ended) / seconds
            weight = min(1.0, seconds / BETWEEN_LINES)
            previous = value if self._value is None else self._value
            self._value = previous + weight * (value - previous)
            self._at, self._ended = self._now(), ended
        return self._value


class ProgressSource:
    """Takes what `on_progress` is told, and has it ready whenever a line is written.

    Args:
        limits: Of the client; None where nothing is asked.
    """

    def __init__(self, limits: Callable[[], LimiterStats | None] | None = None) -> None:
        self._limits = limits
        self._told: Progress | None = None

    def take(self, told: Progress) -> None:
        """The batch is so far."""
        self._told = told

    def look(self) -> CommandProgress | CheckProgress | None:
        """How far it was when it told last; None if it has not yet."""
        told = self._told
        if told is None:
            return None
        if told.checked is not None:
            return CheckProgress(rows=told.checked, wrong=told.failed, per_second=told.per_second)
        limit, throttled = limit_of(None if self._limits is None else self._limits())
        return CommandProgress(
            done=told.issued + told.skipped,
            failed=told.failed,
            parked=told.parked,
            left=told.left,
            per_second=told.per_second,
            limit=limit,
            throttled=throttled,
            eta=told.eta,
        )
