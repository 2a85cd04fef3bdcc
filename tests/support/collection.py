"""Rows on a server that a test can change, and what was asked of it."""

import asyncio

from spaceinvoices_async.pagination.list_query import list_query
from spaceinvoices_async.pagination.paginator import AsyncPaginator


class Collection:
    """Rows on a server, and what was asked of it."""

    def __init__(self, count, *, counted=True, cap=100):
        self.rows = [{"id": number} for number in range(count)]
        self.counted = counted
        self.cap = cap
        self.asked = []
        self.before = {}  # number of a request -> what happens to the rows before its answer
        self.running = 0
        self.busiest = 0

    async def fetch(self, page):
        self.asked.append((page["skip"], page["limit"]))
        number = len(self.asked)
        self.running += 1
        self.busiest = max(self.busiest, self.running)
        try:
            await self.answers(number)
        finally:
            self.running -= 1
        return self.answer(number, page)

    async def answers(self, number):
        await asyncio.sleep(0)

    def answer(self, number, page):
        if number in self.before:
            self.before[number](self.rows)
        size = min(page["limit"], self.cap)
        rows = self.rows[page["skip"] : page["skip"] + size]
        return rows, len(self.rows) if self.counted else None

    def paginate(self, **options):
        return AsyncPaginator(self.fetch, lambda row: row["id"], list_query(**options))


async def everything(paginator):
    return [row async for row in paginator]


async def settle():
    for _ in range(10):
        await asyncio.sleep(0)
