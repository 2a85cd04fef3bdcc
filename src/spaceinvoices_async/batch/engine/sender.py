"""Sends claimed rows, one request each, and says what follows from the answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from spaceinvoices_async import operations
from spaceinvoices_async._calls.request import SingleSend
from spaceinvoices_async.batch.input.identity import CREATE
from spaceinvoices_async.batch.report import Stop
from spaceinvoices_async.errors import (
    AccessDeniedError,
    ApiError,
    EmailNotVerifiedError,
    InvalidInputError,
    InvalidTokenError,
    LoginFailedError,
    NotSentError,
    OutcomeUnknownError,
    RateLimitedError,
    SpaceInvoicesError,
)
from spaceinvoices_async.options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from spaceinvoices_async._pipeline import Pipeline
    from spaceinvoices_async.batch.engine.account_pool import Accounts
    from spaceinvoices_async.batch.engine.lookup_queue import LookupQueue
    from spaceinvoices_async.batch.engine.recorder import OutcomeRecorder
    from spaceinvoices_async.batch.engine.send_queue import WorkItem
    from spaceinvoices_async.batch.options import BatchOptions
    from spaceinvoices_async.types import JsonValue

_BAD_CREDENTIALS: Final = (
    AccessDeniedError,
    EmailNotVerifiedError,
    InvalidTokenError,
    LoginFailedError,
)


class Sender:
    """Makes the requests of a run.

    Args:
        accounts: The ways into the pipeline.
        desk: Told what became of rows.
        lot: Where rows in doubt are looked up.
        options: Of the batch.
        pipeline: Of the client; its clock, horizon and retry budget hold here too.
        bar: Called with a row whose lane may not issue.
        halt: Called when the run has to stop.
    """

    def __init__(
        self,
        accounts: Accounts,
        desk: OutcomeRecorder,
        lot: LookupQueue,
        options: BatchOptions,
        pipeline: Pipeline,
        *,
        bar: Callable[[WorkItem, Exception], Awaitable[None]],
        halt: Callable[[Stop], None],
    ) -> None:
        self._accounts = accounts
        self._desk = desk
        self._lot = lot
        self._pipeline = pipeline
        self._bar = bar
        self._halt = halt
        self._options = RequestOptions(deadline=options.patience)
        self._horizon = pipeline.options.horizon_for()
        self._create = operations.OPERATIONS[CREATE]
        self.under_way: dict[asyncio.Task[object], SingleSend] = {}
        """What the tasks that send are at."""

    async def send(self, item: WorkItem) -> bool:
        """One request; whether it issued the row."""
        trial = SingleSend(paid=item.attempts > 0)
        task = asyncio.current_task()
        if task is not None:
            self.under_way[task] = trial
        try:
            async with self._accounts.requestor(item.lane.account_id) as requestor:
                value = await requestor.attempt(
                    self._create,
                    trial,
                    path=(item.lane.organization_id,),
                    body=item.body,
                    options=self._options,
                )
        except SpaceInvoicesError as error:
            await self._failed(item, trial, error)
            return False
        except asyncio.CancelledError:
            # One that may have left stays claimed; the next run looks it up.
            if trial.last_send is not None:
                item.attempts += 1
            await self._desk.hand_back(item)
            raise
        finally:
            if task is not None:
                del self.under_way[task]
        item.sends += 1
        document: Mapping[str, JsonValue] = value if isinstance(value, dict) else {}
        if document.get("id") is None:  # a success without a document proves nothing
            self._park(item, trial)
            return False
        await self._desk.issue(item, document, replayed=trial.older and item.untouched)
        return True

    async def _failed(self, item: WorkItem, trial: SingleSend, error: SpaceInvoicesError) -> None:
        if isinstance(error, OutcomeUnknownError):
            item.sends += 1
            self._park(item, trial)
        elif isinstance(error, RateLimitedError):
            await self._desk.hand_back(item)
            self._halt(_unreachable("the server has been refusing all requests as too many", error))
        elif isinstance(error, ApiError) and not isinstance(error, _BAD_CREDENTIALS):
            item.sends += 1
            await self._refused(item, trial, error)
        elif isinstance(error, NotSentError):
            await self._desk.hand_back(item)
            self._halt(_unreachable("the server cannot be reached", error))
        elif isinstance(error, InvalidInputError):
            await self._desk.refuse(item, error)
        else:
            await self._desk.hand_back(item)
            await self._bar(item, error)

    async def _refused(self, item: WorkItem, trial: SingleSend, error: ApiError) -> None:
        if item.untouched and not trial.recognised:
            await self._desk.refuse(item, error)
            return
        # It may mean `already stored`; nothing of this row is under way any more.
        item.refusal = error
        item.looks = 0
        self._lot.park(item, at_once=True)

    def _park(self, item: WorkItem, trial: SingleSend) -> None:
        now = self._pipeline.clock.monotonic()
        sent = now if trial.last_send is None else trial.last_send
        item.safe_from = max(item.safe_from, sent + self._horizon)
        item.attempts += 1
        item.refusal = None
        item.looks = 0
        self._lot.park(item)


def _unreachable(what: str, error: Exception) -> Stop:
    return Stop(kind="unreachable", message=f"{what} ({error}); run again later", error=error)
