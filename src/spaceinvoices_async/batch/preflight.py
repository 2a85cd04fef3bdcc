"""Checks an input in another thread, before anything of it is sent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sized
from typing import TYPE_CHECKING, cast

from .inspection import Checked, inspect
from .source import Source

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Coroutine, Iterable, Mapping

    from .inspection import Inspection
    from .intake import Intake, Prepared, Row
    from .journal import Journal
    from .options import BatchOptions
    from .telling import Teller


async def count(
    rows: Iterable[Row] | AsyncIterable[Row],
    intake: Intake,
    options: BatchOptions,
    journal: Journal | None,
    stop: asyncio.Event | None,
    teller: Teller,
) -> int | None:
    """How many rows there are, where that can be told before they are sent; a file is checked.

    None as well if the event is set meanwhile: a large file takes minutes.

    Raises:
        SourceError: A row of the file cannot be sent.
    """
    if isinstance(rows, Source) and options.check_first:
        known = None if options.recheck else journal
        inspecting = inspected(rows, intake, teller, journal=known)
        checked = await _unless(stop, inspecting)
        if checked is None:
            return None
        checked.check()
        return checked.rows
    return len(rows) if isinstance(rows, Sized) else None


async def _unless(
    stop: asyncio.Event | None, inspecting: Coroutine[object, object, Inspection]
) -> Inspection | None:
    if stop is None:
        return await inspecting
    tasks = [asyncio.create_task(inspecting), asyncio.create_task(stop.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return cast("Inspection", tasks[0].result()) if tasks[0].done() else None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def inspected(
    rows: Iterable[Row],
    intake: Intake,
    teller: Teller,
    *,
    visit: Callable[[Prepared], None] | None = None,
    journal: Journal | None = None,
) -> Inspection:
    """As `inspect`, which it runs in another thread, telling meanwhile how far it is.

    With a journal, what is done by it is not looked into again.

    Raises:
        SourceError: The input cannot be read any further.
        Exception: What `visit` or the one who is told raises.
    """
    loop = asyncio.get_running_loop()
    unwanted = threading.Event()

    def done(prints: Mapping[bytes, bytes]) -> Mapping[bytes, bytes]:
        if unwanted.is_set():
            raise RuntimeError("nobody waits for this inspection any more")
        if journal is None:
            return {}
        return asyncio.run_coroutine_threadsafe(journal.unchanged(prints), loop).result()

    checked = Checked()
    reading = asyncio.to_thread(inspect, rows, intake, visit=visit, done=done, checked=checked)
    try:
        return await teller.during(reading, checked)
    finally:
        unwanted.set()  # a thread cannot be cancelled, and a large file takes minutes
