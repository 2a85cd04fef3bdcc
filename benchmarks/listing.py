"""Listing 10,000 clients from a server that takes 50 ms for each page."""

import asyncio
import time

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions

ROWS = 10_000


async def _seconds(url: str, prefetch: int) -> float:
    options = ClientOptions(rate=None, concurrency=None)
    async with AsyncSpaceInvoices(token="token", base_url=url, options=options) as si:
        began = time.perf_counter()
        rows = 0
        async for _ in si.clients.list("o", prefetch=prefetch, page_size=100):
            rows += 1
        taken = time.perf_counter() - began
    if rows != ROWS:
        raise SystemExit(f"{rows} rows in place of {ROWS}")
    return taken


def measure(url: str) -> dict[str, float]:
    """Return seconds one page after the other, and with pages read ahead."""
    return {
        "sequential_s": asyncio.run(_seconds(url, 0)),
        "prefetch_4_s": asyncio.run(_seconds(url, 4)),
        "prefetch_8_s": asyncio.run(_seconds(url, 8)),
    }
