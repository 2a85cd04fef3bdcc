"""Warnings of the SDK, shown as they come."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.cli.errors import say

if TYPE_CHECKING:
    from collections.abc import Generator

    from spaceinvoices_async.instrumentation import CallRecord

_LOGGER: Final = "spaceinvoices_async"


class _Lines(logging.Handler):
    """One line for each; the standard error is looked up late, since a progress bar replaces it."""

    def emit(self, record: logging.LogRecord) -> None:
        if not hasattr(record, "key"):  # of rows of a batch the command's own report tells
            say(f"{record.levelname.lower()}: {record.getMessage()}")


def show_call(record: CallRecord) -> None:
    """Write what happened to a call: its attempts, waits and outcome; no data, no token."""
    say(f"debug: {record.operation}: {record.outcome} after {record.elapsed:.2f} s")
    for attempt in record.attempts:
        status = "" if attempt.status is None else f" {attempt.status}"
        reason = "" if attempt.reason is None else f" ({attempt.reason})"
        say(
            f"debug:   attempt {attempt.number}: {attempt.outcome}{status}{reason}, "
            f"waited {attempt.waited:.2f} s, took {attempt.elapsed:.2f} s"
        )


@contextmanager
def shown() -> Generator[None]:
    """Show warnings inside a block."""
    logger, handler = logging.getLogger(_LOGGER), _Lines(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
