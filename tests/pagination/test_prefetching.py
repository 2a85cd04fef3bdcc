import asyncio
from contextlib import aclosing

import pytest

from spaceinvoices_async.pagination.paginator import AsyncPaginator
from tests.support.collection import Collection, everything, settle

# Reading ahead


class Gated(Collection):
    """A server that answers when it is told to."""

    def __init__(self, count, **options):
        super().__init__(count, **options)
        self.gates = {}
        self.failing = {}

    async def answers(self, number):
        skip = self.asked[number - 1][0]
        await self.gate(skip).wait()
        if skip in self.failing:
            raise self.failing[skip]

    def gate(self, skip):
        return self.gates.setdefault(skip, asyncio.Event())

    def open(self, *skips):
        for skip in skips:
            self.gate(skip).set()


async def test_pages_are_read_ahead_as_soon_as_the_total_is_known():
    collection = Gated(1000)
    collection.open(0)
    async with aclosing(collection.paginate(prefetch=3).pages()) as pages:
        await anext(pages)
        await settle()
        assert collection.asked == [(0, 100), (100, 100), (200, 100), (300, 100)]
        waiting = asyncio.ensure_future(anext(pages))
        await settle()
        assert collection.asked[4:] == [(400, 100)]
        collection.open(100)
        assert (await waiting).skip == 100


async def test_pages_are_delivered_in_order_whichever_comes_first():
    collection = Gated(500)
    collection.open(0, 400, 300, 200)
    reading = asyncio.ensure_future(everything(collection.paginate()))
    await settle()
    collection.open(100, 500)
    assert await reading == list(range(500))


async def test_not_more_is_read_ahead_than_allowed_or_there_is():
    collection = Collection(1050)
    await everything(collection.paginate(prefetch=2))
    assert collection.busiest == 3
    assert collection.asked[-1] == (1000, 100)


@pytest.mark.parametrize(("options", "counted"), [({"prefetch": 0}, True), ({}, False)])
async def test_nothing_is_read_ahead_without_leave_or_total(options, counted):
    collection = Collection(1000, counted=counted)
    await everything(collection.paginate(**options))
    assert collection.busiest == 1


async def test_the_limit_is_not_read_beyond():
    collection = Collection(1000)
    await everything(collection.paginate(limit=250))
    assert collection.asked == [(0, 100), (100, 100), (200, 50)]


# Ends before the end


async def test_leaving_the_loop_cancels_what_was_read_ahead():
    collection = Gated(1000)
    collection.open(0)
    async for row in collection.paginate():
        assert row == 0
        break
    await settle()
    assert collection.running == 0


async def test_closing_waits_until_nothing_is_under_way():
    collection = Gated(1000)
    collection.open(0)
    rows = aiter(collection.paginate())
    await anext(rows)
    await settle()
    assert collection.running == 4
    await rows.aclose()
    assert collection.running == 0


async def test_an_error_of_the_consumer_cancels_what_was_read_ahead():
    collection = Gated(1000)
    collection.open(0)

    async def consume():
        async for row in collection.paginate():
            _ = 1 / row

    with pytest.raises(ZeroDivisionError):
        await consume()
    await settle()
    assert collection.running == 0


@pytest.mark.parametrize("opened", [(), (0,)])
async def test_cancelling_the_consumer_cancels_every_page(opened):
    collection = Gated(1000)
    collection.open(*opened)
    reading = asyncio.ensure_future(everything(collection.paginate()))
    await settle()
    assert collection.running > 0
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert collection.running == 0


async def test_a_failed_page_is_raised_in_its_turn_and_the_walk_says_where():
    collection = Gated(1000)
    collection.failing[200] = OSError("gone")
    collection.open(0, 100, 200, 300, 400, 500)
    paginator, rows = collection.paginate(), []

    async def consume():
        take = rows.append  # the rows before the failure count
        async for row in paginator:
            take(row)

    with pytest.raises(OSError, match="gone"):
        await consume()
    assert rows == list(range(200))
    assert paginator.reached == 200


async def test_failures_of_pages_nobody_took_are_not_reported():
    collection = Gated(1000)
    collection.failing.update({100: OSError("one"), 200: OSError("two")})
    collection.open(0, 100, 200)
    async for _ in collection.paginate():
        await settle()
        break


async def test_a_row_that_cannot_be_decoded_ends_the_walk():
    collection = Collection(1000)
    paginator = AsyncPaginator(collection.fetch, lambda row: 1 / (row["id"] - 150))
    with pytest.raises(ZeroDivisionError):
        await everything(paginator)
    assert paginator.reached == 100
