"""A function for Spark's `mapPartitions` that issues the orders of a partition, each once."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve
from pyspark import TaskContext

from spaceinvoices_async.batch import ChunkSettings, issue_chunk, prepare_chunk


def issue(
    orders: Iterable[dict[str, Any]], organization_id: str, settings: ChunkSettings
) -> Iterator[tuple[str, str, str | None]]:
    """Issue the invoices of a partition; key, status and document of each."""
    task = TaskContext.get()
    rows = prepare_chunk(orders, organization_id=organization_id, key="order")
    again = task is not None and task.attemptNumber() > 0
    result = asyncio.run(issue_chunk(rows, evolve(settings, sent_before=again)))
    if any(row.status in {"unresolved", "unsent"} for row in result.rows):
        raise RuntimeError(f"some rows are not known to be issued: {result.stop}")
    for row in result.rows:
        yield row.key, row.status, row.document_id
