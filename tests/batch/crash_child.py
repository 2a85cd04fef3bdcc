"""Runs batches in processes of their own, which kill themselves where they are told to.

One process that has everything imported forks a child for each line it reads; so a case costs
milliseconds. Lines in: JSON of a case. Lines out: the child's pid, then how it ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from spaceinvoices_async import AsyncSpaceInvoices
from spaceinvoices_async.batch import BatchOptions
from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
from spaceinvoices_async.batch.journal.statements import JournalStatements
from spaceinvoices_async.transports import httpx as httpx_transport

if TYPE_CHECKING:
    from collections.abc import Callable

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.batch.orders import ORGANIZATION, SWIFT, orders


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before_claim_commits(row: str) -> None:
    claim = JournalStatements.claim

    def patched(self: Any, connection: Any, claims: Any, retry: Any) -> Any:
        if any(one.key == f"order {row}" for one in claims):
            die()
        return claim(self, connection, claims, retry)

    mock.patch.object(JournalStatements, "claim", patched).start()


def within_claim_commit(row: str) -> None:
    claim = JournalStatements.claim

    def patched(self: Any, connection: Any, claims: Any, retry: Any) -> Any:
        answers = claim(self, connection, claims, retry)
        if any(one.key == f"order {row}" for one in claims):
            die()
        return answers

    mock.patch.object(JournalStatements, "claim", patched).start()


def claimed_but_not_sent(row: str) -> None:
    send = httpx_transport.HttpxTransport.send

    async def patched(self: Any, request: Any) -> Any:
        if request.method == "POST" and f'"reference":"{row}"'.encode() in request.body:
            die()
        return await send(self, request)

    mock.patch.object(httpx_transport.HttpxTransport, "send", patched).start()


def answered_but_not_taken_down(row: str) -> None:
    issue = OutcomeRecorder.issue

    async def patched(self: Any, item: Any, *args: Any, **more: Any) -> None:
        if item.body["reference"] == row:
            die()
        await issue(self, item, *args, **more)

    mock.patch.object(OutcomeRecorder, "issue", patched).start()


def taken_down_but_not_told(row: str) -> None:
    end = OutcomeRecorder._end

    async def patched(self: Any, item: Any, *args: Any) -> None:
        if item.body["reference"] == row:
            await self._store.flush()
            die()
        await end(self, item, *args)

    mock.patch.object(OutcomeRecorder, "_end", patched).start()


def around_each_statement(number: str) -> None:
    """Die before or after a statement of the journal: each counts twice."""
    numbers = count(1)

    def passed() -> None:
        if next(numbers) == int(number):
            die()

    class Counting(sqlite3.Connection):
        def execute(self, *given: Any) -> Any:
            passed()
            answer = super().execute(*given)
            passed()
            return answer

        def executemany(self, *given: Any) -> Any:
            passed()
            answer = super().executemany(*given)
            passed()
            return answer

    connect = sqlite3.connect

    def patched(*given: Any, **more: Any) -> Any:
        return connect(*given, factory=Counting, **more)

    mock.patch.object(sqlite3, "connect", patched).start()


def before_each_turn(number: str) -> None:
    """Die before a callback of the event loop: between any two of them a task is awaiting."""
    numbers = count(1)
    run = asyncio.Handle._run

    def patched(self: Any) -> None:
        if next(numbers) == int(number):
            die()
        run(self)

    mock.patch.object(asyncio.Handle, "_run", patched).start()


STEPS: dict[str, Callable[[str], None]] = {
    "around each statement": around_each_statement,
    "before each turn of the loop": before_each_turn,
}
"""Where to die by number: at the first, the second, and so on."""
POINTS: dict[str, Callable[[str], None]] = {
    "before the claim commits": before_claim_commits,
    "within the claim's commit": within_claim_commit,
    "claimed but not sent": claimed_but_not_sent,
    "answered but not taken down": answered_but_not_taken_down,
    "taken down but not told": taken_down_but_not_told,
}


async def run(case: dict[str, Any]) -> None:
    si = AsyncSpaceInvoices("token", base_url=case["url"], options=SWIFT)
    async with si:
        await si.batch.issue(
            orders(case["count"]),
            organization_id=ORGANIZATION,
            key="order",
            journal=case["journal"],
            options=BatchOptions(slow_start=False),
        )


def tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def serve() -> None:
    for line in sys.stdin:
        case = json.loads(line)
        child = os.fork()
        if child == 0:
            ending = {**POINTS, **STEPS}.get(case["point"])
            if ending is not None:
                ending(case["row"])
            asyncio.run(run(case))
            os._exit(0)
        tell(child)
        _, status = os.waitpid(child, 0)
        tell(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    serve()
