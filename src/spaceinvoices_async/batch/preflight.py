"""Checks an input in another thread, before anything of it is sent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sized
from typing import TYPE_CHECKING

from .inspection import inspect
from .source import Source

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterable, Mapping

    from .inspection import Inspection
    from .intake import Intake, Prepared, Row
    from .journal import Journal
    from .options import BatchOptions


async def count(
    rows: Iterable[Row] | AsyncIterable[Row],
    intake: Intake,
    options: BatchOptions,
    journal: Journal | None,
) -> int | None:
    """How many rows there are, where that can be told before they are sent; a file is checked.

    Raises:
        SourceError: A row of the file cannot be sent.
    """
    if isinstance(rows, Source) and options.check_first:
        checked = await inspected(rows, intake, journal=None if options.recheck else journal)
        checked.check()
        return checked.rows
    return len(rows) if isinstance(rows, Sized) else None


async def inspected(
    rows: Iterable[Row],
    intake: Intake,
    *,
    visit: Callable[[Prepared], None] | None = None,
    journal: Journal | None = None,
) -> Inspection:
    """As `inspect`, which it runs; with a journal, what is done by it is not looked into again.

    Raises:
        SourceError: The input cannot be read any further.
        Exception: What `visit` raises.
    """
    loop = asyncio.get_running_loop()
    unwanted = threading.Event()

    def done(prints: Mapping[bytes, bytes]) -> Mapping[bytes, bytes]:
        if unwanted.is_set():
            raise RuntimeError("nobody waits for this inspection any more")
        if journal is None:
            return {}
        return asyncio.run_coroutine_threadsafe(journal.unchanged(prints), loop).result()

    try:
        return await asyncio.to_thread(inspect, rows, intake, visit=visit, done=done)
    finally:
        unwanted.set()  # a thread cannot be cancelled, and a large file takes minutes
