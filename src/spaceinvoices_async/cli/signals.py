"""Ctrl-C and SIGTERM: the first lets what is under way end, the second does not."""

from __future__ import annotations

import asyncio
import signal
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from attrs import define, field

from spaceinvoices_async.cli.errors import say

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@define
class Interruption:
    """The signals that came so far."""

    on_first: Callable[[], None]
    task: asyncio.Task[object]
    count: int = field(default=0)

    def receive(self) -> None:
        """Take a signal."""
        self.count += 1
        if self.count == 1:
            say("stopping: what is under way is brought to its end; once more stops at once")
            self.on_first()
        else:
            self.task.cancel()


@contextmanager
def watched(on_first: Callable[[], None]) -> Generator[Interruption]:
    """Inside the block, call `on_first` at the first signal and cancel the task at the next ones.

    Has to run in the main thread, inside a task.
    """
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("signals are watched by a task")
    interruption = Interruption(on_first, task)
    with ExitStack() as handlers:
        for number in _SIGNALS:
            handlers.callback(_handle(number, interruption.receive))
        yield interruption


def _handle(number: signal.Signals, receive: Callable[[], None]) -> Callable[[], object]:
    """Call a function in the event loop at a signal; returns what takes the handler away."""
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(number, receive)
    except NotImplementedError:  # the loops of Windows have none
        before = signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(receive))
        return lambda: signal.signal(number, before)
    return lambda: loop.remove_signal_handler(number)
