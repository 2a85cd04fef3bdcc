"""Events on their way to whoever asked for them: sent over HTTP, and again after 2, 4 and 8 minutes."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import httpx

from spaceinvoices_sandbox.loopback.json_types import Json, Record, dump

_DELAYS_S: Final = (0.0, 120.0, 240.0, 480.0)
"""Seconds after the first attempt at which each attempt is made."""
_TIMEOUT_S: Final = 10.0
_HEADERS: Final = {"content-type": "application/json", "user-agent": "spaceinvoices-sandbox"}


@dataclass(slots=True)
class Delivery:
    """One event for one webhook, and what became of it."""

    webhook_id: str
    url: str
    body: Record
    attempts: list[Record] = field(default_factory=list["Record"])
    state: str = "pending"
    """`pending`, `delivered`, or `failed` after the last attempt."""

    def told(self) -> Record:
        """Return the delivery as `/sandbox/webhooks` shows it."""
        attempts: list[Json] = [*self.attempts]
        return {
            "webhookId": self.webhook_id,
            "url": self.url,
            "state": self.state,
            "attempts": attempts,
            "body": self.body,
        }


class Deliveries:
    """All deliveries of a sandbox, in the order of their events; waits go by the sandbox's clock."""

    def __init__(self, stamp: Callable[[], str], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._stamp = stamp
        self._sleep = sleep
        self._made: list[Delivery] = []
        self._waiting: list[Delivery] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._sending: set[asyncio.Future[None]] = set()
        self._tls: ssl.SSLContext | None = None

    def add(self, webhook_id: str, url: str, body: Record) -> None:
        """Have an event sent as soon as `start` is called on a running loop."""
        delivery = Delivery(webhook_id, url, body)
        self._made.append(delivery)
        self._waiting.append(delivery)

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Delivery]:
        return iter(self._made)

    def told(self) -> list[Json]:
        """Return all deliveries, oldest first."""
        return [delivery.told() for delivery in self._made]

    def start(self) -> None:
        """Begin to send what was added, if a loop is running."""
        if not self._waiting:
            return
        with suppress(RuntimeError):
            loop = asyncio.get_running_loop()
            for delivery in self._waiting:
                task = loop.create_task(self._deliver(delivery))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            self._waiting.clear()

    async def quiet(self) -> None:
        """Wait until no attempt is under way; those that wait for their time go on waiting."""
        await asyncio.sleep(0)
        while self._sending:
            await asyncio.wait(self._sending)

    def cancel(self) -> None:
        """Give up what is not delivered yet."""
        for task in self._tasks:
            if not task.get_loop().is_closed():
                task.cancel()

    def clear(self) -> None:
        """Give up what is not delivered yet, and forget all of it."""
        self.cancel()
        self._made.clear()
        self._waiting.clear()

    async def aclose(self) -> None:
        """Give up what is not delivered yet, and wait until that is done."""
        tasks = [*self._tasks]
        self.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, delivery: Delivery) -> None:
        passed = 0.0
        for delay in _DELAYS_S:
            if delay > passed:
                await self._sleep(delay - passed)
            passed = delay
            if await self._attempted(delivery):
                delivery.state = "delivered"
                return
        delivery.state = "failed"

    async def _attempted(self, delivery: Delivery) -> bool:
        """Return whether one attempt was answered by 2xx."""
        under_way: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sending.add(under_way)
        record: Record = {"at": self._stamp()}
        try:
            record["status"] = await self._post(delivery)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            record["error"] = type(error).__name__
        finally:
            delivery.attempts.append(record)
            self._sending.discard(under_way)
            under_way.cancel()
        status = record.get("status")
        return isinstance(status, int) and httpx.codes.is_success(status)

    async def _post(self, delivery: Delivery) -> int:
        self._tls = self._tls or ssl.create_default_context()
        async with httpx.AsyncClient(
            verify=self._tls, trust_env=False, timeout=_TIMEOUT_S
        ) as client:
            answer = await client.post(delivery.url, content=dump(delivery.body), headers=_HEADERS)
        return answer.status_code
