"""A task of Celery that issues a chunk of orders, each once, however often it is delivered."""

import asyncio
from typing import Any

from attrs import evolve
from celery import Celery, Task

from spaceinvoices_async.batch import ChunkSettings, issue_chunk, prepare_chunk

app = Celery("billing")
SETTINGS = ChunkSettings(rate=20)  # this worker's share of what the account may send
LIMIT = 900  # seconds, after which Celery kills a task: far more than a chunk and a horizon take


@app.task(bind=True, acks_late=True, reject_on_worker_lost=True, time_limit=LIMIT, max_retries=5)
def issue(self: Task, organization_id: str, orders: list[dict[str, Any]]) -> list[list[str | None]]:
    """Issue the invoices of orders; key, status and document of each."""
    if (self.request.delivery_info or {}).get("redelivered"):
        raise self.retry(countdown=LIMIT)  # the worker that had it may be sending until then
    rows = prepare_chunk(orders, organization_id=organization_id, key="order")
    settings = evolve(SETTINGS, sent_before=self.request.retries > 0)
    result = asyncio.run(issue_chunk(rows, settings))
    if any(row.status in {"unresolved", "unsent"} for row in result.rows):
        raise self.retry(countdown=60)
    return [[row.key, row.status, row.document_id] for row in result.rows]
