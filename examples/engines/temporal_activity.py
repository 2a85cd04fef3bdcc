"""An activity of Temporal that issues a chunk of orders, each once, however often it is tried."""

import asyncio
from typing import Any

from attrs import evolve
from temporalio import activity
from temporalio.exceptions import ApplicationError

from spaceinvoices_async.batch import ChunkSettings, issue_chunk, prepare_chunk

SETTINGS = ChunkSettings(rate=20)  # this worker's share of what the account may send


@activity.defn
async def issue(organization_id: str, orders: list[dict[str, Any]]) -> list[list[str | None]]:
    """Issue the invoices of orders; key, status and document of each."""
    info = activity.info()
    limit = info.start_to_close_timeout
    if limit is None:
        raise ApplicationError("give it a start_to_close_timeout", non_retryable=True)
    rows = prepare_chunk(orders, organization_id=organization_id, key="order")
    async with asyncio.timeout(limit.total_seconds()):  # the next attempt may begin then
        result = await issue_chunk(rows, evolve(SETTINGS, sent_before=info.attempt > 1))
    if any(row.status in {"unresolved", "unsent"} for row in result.rows):
        raise ApplicationError(f"some rows are not known to be issued: {result.stop}")
    return [[row.key, row.status, row.document_id] for row in result.rows]
