"""Lets calls through as long as their client or view is open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from .errors import ConfigurationError

if TYPE_CHECKING:
    from datetime import datetime

    from .journey import Answer
    from .request import Call


class Executor(Protocol):
    """What carries calls out: the pipeline, or a gate before it."""

    async def execute(self, call: Call) -> Answer:
        """Send the call until its end."""
        ...

    async def reconcile(
        self, call: Call, *, unique_id: str, not_before: datetime | None
    ) -> Answer | None:
        """What became of a keyed create; None once it is certain that nothing did."""
        ...


class Gate:
    """Counts the calls under way, and refuses new ones once it is closed."""

    def __init__(self, executor: Executor, *, name: str) -> None:
        self._executor = executor
        self._name = name
        self._under_way = 0
        self._waiting: list[asyncio.Future[None]] = []
        self.closed = False

    async def execute(self, call: Call) -> Answer:
        """Send the call until its end.

        Raises:
            ConfigurationError: What the call was made on is closed; nothing was sent.
        """
        self._enter()
        try:
            return await self._executor.execute(call)
        finally:
            self._leave()

    async def reconcile(
        self, call: Call, *, unique_id: str, not_before: datetime | None
    ) -> Answer | None:
        """What became of a keyed create.

        Raises:
            ConfigurationError: What the call was made on is closed; nothing was sent.
        """
        self._enter()
        try:
            return await self._executor.reconcile(call, unique_id=unique_id, not_before=not_before)
        finally:
            self._leave()

    async def idle(self) -> None:
        """Wait until no call is under way."""
        while self._under_way:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting

    def _enter(self) -> None:
        if self.closed:
            raise ConfigurationError(
                f"the {self._name} is closed: make calls inside its `async with` block, or before "
                "`aclose()`"
            )
        self._under_way += 1

    def _leave(self) -> None:
        self._under_way -= 1
        if self._under_way == 0:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)
