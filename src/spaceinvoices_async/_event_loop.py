"""The event loop that a coroutine runs in, which has to be one of asyncio."""

from __future__ import annotations

import asyncio

from spaceinvoices_async.errors import ConfigurationError


def running_loop() -> asyncio.AbstractEventLoop:
    """Return the running event loop of asyncio.

    Raises:
        ConfigurationError: There is none: another library, such as trio, runs the coroutine.
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise ConfigurationError(
            "no event loop of asyncio is running: the client works with asyncio, with any of its "
            "loops, and not with trio or another library"
        ) from None
