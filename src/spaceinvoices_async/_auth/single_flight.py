"""One piece of work for all who wait for it."""

from __future__ import annotations

import asyncio
import copy
from typing import TYPE_CHECKING, Generic, TypeVar

from spaceinvoices_async.clock import running_loop
from spaceinvoices_async.errors import ConfigurationError, SpaceInvoicesError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Runs a coroutine in a task of its own, shared by everybody who asks while it is under way.

    Cancelling one who waits, even the one who came first, leaves the work and the others alone.
    Work left behind in an event loop that has ended is started again.
    """

    __slots__ = ("_task",)

    def __init__(self) -> None:
        self._task: asyncio.Task[T] | None = None

    def start(self, work: Callable[[], Coroutine[object, object, T]]) -> asyncio.Task[T]:
        """Return the task that is under way, or a new one."""
        loop = running_loop()
        task = self._task
        if task is None or task.done() or task.get_loop() is not loop:
            task = self._task = loop.create_task(work())
            task.add_done_callback(_retrieve)
        return task

    async def run(self, work: Callable[[], Coroutine[object, object, T]]) -> T:
        """Return the result of the work; its error is raised for everybody who waits.

        Raises:
            ConfigurationError: The client was closed meanwhile.
        """
        task = self.start(work)
        try:
            return await asyncio.shield(task)
        except SpaceInvoicesError as error:
            # Raised in a thousand tasks, one object would collect a thousand tracebacks.
            raise copy.copy(error) from error
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if task.cancelled() and current is not None and not current.cancelling():
                raise ConfigurationError("the client was closed meanwhile") from None
            raise

    async def settle(self) -> None:
        """Wait until nothing is under way, whatever comes of it."""
        task = self._task
        if task is not None and task.get_loop() is asyncio.get_running_loop():
            await asyncio.wait([task])

    async def aclose(self) -> None:
        """Abort the work and wait for its end; those who wait for it are told."""
        task = self._task
        if task is None or task.done() or task.get_loop() is not asyncio.get_running_loop():
            return
        task.cancel()
        await asyncio.wait([task])


def _retrieve(task: asyncio.Task[T]) -> None:
    """Take note of an error that nobody waits for any more; who started the work has logged it."""
    if not task.cancelled():
        task.exception()
