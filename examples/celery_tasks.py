"""A task of Celery that issues the invoice of an order, once, however often it is delivered."""

import asyncio
from functools import cache

from celery import Celery, Task

from spaceinvoices_async import (
    AsyncSpaceInvoices,
    NotSentError,
    OutcomeUnknownError,
    RequestOptions,
)

app = Celery("billing")


@cache
def runner() -> asyncio.Runner:
    """Return one event loop for each worker process."""
    return asyncio.Runner()


@cache
def client() -> AsyncSpaceInvoices:
    """Return one client for each worker process."""
    return AsyncSpaceInvoices()


@app.task(
    bind=True,
    acks_late=True,
    autoretry_for=(OutcomeUnknownError, NotSentError),
    retry_backoff=30,
    max_retries=5,
)
def issue(self: Task, organization_id: str, order_id: str) -> str:
    """Issue the invoice of an order; its id."""
    # Only a task that ran before may have sent it before: then look first. A first try just sends.
    redelivered = bool((self.request.delivery_info or {}).get("redelivered"))
    again = self.request.retries > 0 or redelivered

    async def run() -> str:
        document = await client().documents.create(
            organization_id,
            unique_id=order_id,
            client={"name": "Rocket man"},
            items=[{"name": "Space suit", "quantity": 1, "price": "10000"}],
            options=RequestOptions(resume=again),
        )
        return document.id

    return runner().run(run())
