"""What a transport keeps for each event loop."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Generic, TypeVar

from spaceinvoices_async.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def running_loop() -> asyncio.AbstractEventLoop:
    """The running event loop of asyncio.

    Raises:
        ConfigurationError: None is running: the caller uses another library than asyncio.
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError as error:
        raise ConfigurationError(
            "no event loop of asyncio is running: the SDK works in asyncio, with any of its loops, "
            "and not in trio or curio"
        ) from error


class PerLoop(Generic[T]):
    """One thing for each event loop, made at its first use there.

    Forgotten, never closed, are those of a loop that has ended, where nothing can be closed any
    more, and after a fork, where they are the parent's.

    Args:
        make: Makes the thing for the running loop.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._process = os.getpid()
        self._kept: dict[asyncio.AbstractEventLoop, T] = {}

    def get(self) -> T:
        """That of the running loop.

        Raises:
            ConfigurationError: No event loop of asyncio is running.
        """
        loop = running_loop()
        if self._process != os.getpid():
            self._process = os.getpid()
            self._kept = {}
        found = self._kept.get(loop)
        if found is None:
            self._kept = {known: of for known, of in self._kept.items() if not known.is_closed()}
            found = self._kept[loop] = self._make()
        return found

    def pop(self) -> T | None:
        """That of the running loop, which is forgotten; None if there is none."""
        return self._kept.pop(running_loop(), None)
