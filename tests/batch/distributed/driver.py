"""A driver in a process of its own, to be killed: python driver.py URL JOURNAL COUNT SCHEDULER."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))

from spaceinvoices_async import AsyncSpaceInvoices
from tests.batch.distributed.clusters import backend
from tests.batch.orders import SWIFT, issue, orders


async def main(url: str, journal: str, count: str, scheduler: str) -> None:
    async with AsyncSpaceInvoices("token", base_url=url, options=SWIFT) as si:
        await issue(si, orders(int(count)), Path(journal), backend=backend(scheduler))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
