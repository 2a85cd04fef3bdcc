"""Actors of Ray that issue chunks, each row once, also when an actor dies."""

from collections.abc import Iterator, Sequence

import ray
from attrs import evolve
from ray.actor import ActorHandle
from ray.exceptions import RayActorError

from spaceinvoices_async.batch import ChunkResult, ChunkRow, ChunkSettings, issue_chunk


@ray.remote(max_restarts=-1, max_task_retries=0, max_concurrency=1)
class Issuer:
    """Sends one chunk at a time. Ray starts it again when it dies, but none of its calls."""

    async def issue(self, rows: list[ChunkRow], settings: ChunkSettings) -> ChunkResult:
        """Issue the rows of a chunk."""
        return await issue_chunk(rows, evolve(settings, keep_client="issuer"))


def issue_all(
    issuers: Sequence[ActorHandle], chunks: Sequence[list[ChunkRow]], settings: ChunkSettings
) -> Iterator[ChunkResult]:
    """Have chunks issued; one whose actor was lost is given to it again, and said to be."""
    again = evolve(settings, sent_before=True)
    calls = {}
    for number, rows in enumerate(chunks):
        issuer = issuers[number % len(issuers)]
        calls[issuer.issue.remote(rows, settings)] = issuer, rows
    while calls:
        [ended], _ = ray.wait(list(calls), num_returns=1)
        issuer, rows = calls.pop(ended)
        try:
            yield ray.get(ended)
        except RayActorError:
            calls[issuer.issue.remote(rows, again)] = issuer, rows
