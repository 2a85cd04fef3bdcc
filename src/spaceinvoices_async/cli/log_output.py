"""Warnings of the SDK, shown as they come."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from spaceinvoices_async.cli.errors import say

if TYPE_CHECKING:
    from collections.abc import Generator

_LOGGER: Final = "spaceinvoices_async"


class _Lines(logging.Handler):
    """One line for each; the standard error is looked up late, since a progress bar replaces it."""

    def emit(self, record: logging.LogRecord) -> None:
        say(f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def shown() -> Generator[None]:
    """Show warnings inside a block."""
    logger, handler = logging.getLogger(_LOGGER), _Lines(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
