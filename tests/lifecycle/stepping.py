"""Cancels a coroutine at the await of one's choice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator

T = TypeVar("T")


class CancelledAt(Generic[T]):
    """Awaits a coroutine, and cancels the task when it comes to wait for the n-th time."""

    def __init__(self, coroutine: Coroutine[object, object, T], number: int) -> None:
        self._coroutine = coroutine
        self._number = number
        self.waits = 0

    def __await__(self) -> Generator[object, object, T]:
        resume = self._coroutine.send
        given: object = None
        while True:
            try:
                waiting_for = resume(given)
            except StopIteration as end:
                return end.value
            self.waits += 1
            if self.waits == self._number:
                task = asyncio.current_task()
                assert task is not None
                task.cancel()
            try:
                resume, given = self._coroutine.send, (yield waiting_for)
            except BaseException as error:  # noqa: BLE001 - thrown into the coroutine
                resume, given = self._coroutine.throw, error
