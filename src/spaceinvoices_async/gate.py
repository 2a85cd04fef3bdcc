"""Lets calls through as long as their client or view is open."""

from __future__ import annotations

import asyncio
import os
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
        self._process = os.getpid()
        self.closed = False

    @property
    def under_way(self) -> int:
        """Calls that have begun and not ended."""
        if self._process != os.getpid():
            # The calls of the parent process go on there, not here.
            self._process, self._under_way, self._waiting = os.getpid(), 0, []
        return self._under_way

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
        while self.under_way:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting

    def check_open(self) -> None:
        """Refuse what comes after the end.

        Raises:
            ConfigurationError: The gate is closed.
        """
        if self.closed:
            raise ConfigurationError(
                f"the {self._name} is closed: make calls inside its `async with` block, or before "
                "`aclose()`"
            )

    def _enter(self) -> None:
        self.check_open()
        self._under_way = self.under_way + 1

    def _leave(self) -> None:
        self._under_way = self.under_way - 1
        if self._under_way == 0:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)
