"""Progress of a command: a bar on a terminal, a line every ten seconds elsewhere."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
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
_FRAME_INTERVAL_S: Final = 0.2
_NARROW_BAR: Final = 12
_WIDE_BAR: Final = 24
_WIDE: Final = 110
"""Columns of a terminal that has room for a long bar beside the line."""
_MARGIN: Final = 4
"""Columns left free at the end: a typed Ctrl-C is echoed there, and must not begin a new line."""
_MINUTE: Final = 60
_HOUR: Final = 3600


@frozen(kw_only=True)
class CommandProgress:
    """Progress of a command at one moment; what is not known is None.

    Attributes:
        done: Documents that are done, also by an earlier run.
        failed: Documents that were refused.
        parked: Documents in doubt: sent, without an answer that can be trusted; they are looked up.
        left: Documents that have not ended.
        per_second: Documents that end per second, of late.
        limit: Requests per second the client allows itself.
        throttled: Answers 429.
        eta: Seconds until the last document is sent.
        wait: Seconds until the documents in doubt may be decided.
        workers: Documents per second of each worker of a cluster.
        reruns: Tasks of a cluster that were run more than once.
    """

    done: int
    failed: int
    parked: int | None = None
    left: int | None = None
    per_second: float | None = None
    limit: float | None = None
    throttled: int = 0
    eta: float | None = None
    wait: float | None = None
    workers: tuple[float, ...] = ()
    reruns: int = 0

    def line(self, width: int | None = None) -> str:
        """Return all that is known, as one line of at most `width` columns.

        The least needed goes first.
        """
        parts = self._parts()
        while width is not None and len(parts) > 1 and len(", ".join(parts.values())) > width:
            parts.pop(min(parts, key=_LEAST_NEEDED.index))
        return ", ".join(parts.values())

    def _parts(self) -> dict[str, str]:
        parts = {"done": f"{self.done} done", "failed": f"{self.failed} refused"}
        waits = bool(self.parked) and self.parked == self.left
        if self.parked and not waits:
            parts["parked"] = f"{self.parked} in doubt"
        if self.left is not None and not waits:
            parts["left"] = f"{self.left} left"
        if self.per_second is not None and not waits:
            parts["pace"] = f"{self.per_second:.1f}/s"
        if self.workers:
            parts["workers"] = self._workers()
        if self.reruns:
            parts["reruns"] = f"{self.reruns} re-runs"
        if not self.workers:  # each of them has its own
            parts["limit"] = "no limit" if self.limit is None else f"limit {self.limit:.0f}/s"
        if self.throttled:
            parts["throttled"] = f"429: {self.throttled} times"
        if waits:
            parts["time"] = self._waiting()
        elif self.eta is not None:
            # What is in doubt may not be sent again before its horizon has passed.
            parts["time"] = f"{duration(max(self.eta, self.wait or 0))} to go"
        return parts

    def _workers(self) -> str:
        if len(self.workers) > _MOST_WORKERS:
            rates = f"{min(self.workers):.0f} to {max(self.workers):.0f}"
        else:
            rates = ", ".join(f"{rate:.0f}" for rate in self.workers)
        number = "1 worker" if len(self.workers) == 1 else f"{len(self.workers)} workers"
        return f"{number} ({rates}/s)"

    def _waiting(self) -> str:
        documents = "1 document" if self.parked == 1 else f"{self.parked} documents"
        if self.wait is None:
            return f"waiting for {documents} in doubt"
        return f"waiting {duration(self.wait)} for {documents} in doubt"


_MOST_WORKERS: Final = 8
"""Workers whose rates are shown one by one."""
_LEAST_NEEDED: Final = (
    "limit",
    "reruns",
    "workers",
    "throttled",
    "pace",
    "failed",
    "parked",
    "left",
    "done",
    "time",
)


@frozen(kw_only=True)
class CheckProgress:
    """Progress of a check of an input at one moment.

    Attributes:
        rows: Documents checked so far.
        wrong: Those of them that cannot be sent.
        per_second: Documents checked per second, of late; 0 until that is known.
    """

    rows: int
    wrong: int
    per_second: float

    def line(self, width: int | None = None) -> str:
        """Return all that is known, as one line of at most `width` columns."""
        parts = [f"{self.rows} documents checked", f"{self.wrong} wrong"]
        if self.per_second:
            parts.append(f"{self.per_second:.1f}/s")
        return ", ".join(parts)[:width]


class Look(Protocol):
    """Source of a command's progress."""

    def __call__(self) -> CommandProgress | CheckProgress | None:
        """Return the progress now; None while nothing is known of it yet."""
        ...


def duration(seconds: float) -> str:
    """Return seconds for people: `42s`, `3m07s`, `2h05m`."""
    whole = max(0, round(seconds))
    if whole < _MINUTE:
        return f"{whole}s"
    if whole < _HOUR:
        return f"{whole // _MINUTE}m{whole % _MINUTE:02}s"
    return f"{whole // _HOUR}h{whole % _HOUR // _MINUTE:02}m"


def limit_of(stats: LimiterStats | None) -> tuple[float | None, int]:
    """Return the rate a client allows itself, and how often it was throttled."""
    return (None, 0) if stats is None else (stats.rate, stats.throttled)


@asynccontextmanager
async def shown(look: Look, *, clock: Clock | None = None) -> AsyncGenerator[None, None]:
    """Show how far the block is, on the standard error.

    A display that fails says so once, where it can, and never touches what it shows.
    """
    if clock is None:
        from spaceinvoices_async.clock import SYSTEM_CLOCK

        clock = SYSTEM_CLOCK
    ticker = asyncio.create_task(_show(look, clock))
    try:
        yield
    finally:
        ticker.cancel()
        await asyncio.wait([ticker])


async def _show(look: Look, clock: Clock) -> None:
    try:
        await (_on_terminal if _is_terminal() else _in_lines)(look, clock)
    except Exception as error:  # noqa: BLE001 - whatever a terminal does, the work is not its own
        say(
            f"warning: progress cannot be shown ({type(error).__name__}: {error}); the work goes on"
        )


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # there is none, or it was closed
        return False


def _line(now: CommandProgress | CheckProgress | None, width: int | None = None) -> str:
    return "reading and checking the input"[:width] if now is None else now.line(width)


async def _in_lines(look: Look, clock: Clock) -> None:
    while True:
        await clock.sleep(BETWEEN_LINES)
        say(_line(look()))


async def _on_terminal(look: Look, clock: Clock) -> None:
    # Loaded here alone: scripts do not pay for it.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
    from rich.table import Column

    console = Console(stderr=True, highlight=False, markup=False)
    width = console.width - _MARGIN
    bar_width = _WIDE_BAR if console.width >= _WIDE else _NARROW_BAR
    room = width - bar_width - len("X  ")  # the spinner, and a blank beside each column
    line = TextColumn("{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis"))
    columns = (SpinnerColumn(), BarColumn(bar_width=bar_width), line)
    # Redirecting lets lines that are written meanwhile appear above the bar.
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=None)
        while True:
            now = look()
            ended, total = _share(now)
            bar.update(task, description=_line(now, room), completed=ended, total=total)
            bar.refresh()
            await clock.sleep(_FRAME_INTERVAL_S)


def _share(now: CommandProgress | CheckProgress | None) -> tuple[int, int | None]:
    """Return what has ended, and of how many, where that is known."""
    if not isinstance(now, CommandProgress):
        return 0, None
    ended = now.done + now.failed
    return ended, None if now.left is None else ended + now.left


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
    """Keeps the last progress that a batch reported, for whoever writes a line.

    Args:
        limits: Of the client; None where nothing is asked.
    """

    def __init__(self, limits: Callable[[], LimiterStats | None] | None = None) -> None:
        self._limits = limits
        self._told: Progress | None = None

    def take(self, told: Progress) -> None:
        """Keep a report of the batch's progress."""
        self._told = told

    def look(self) -> CommandProgress | CheckProgress | None:
        """Return how far it was when it told last; None if it has not yet."""
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
            wait=told.wait,
            workers=tuple(told.workers.values()),
            reruns=told.reruns,
        )
