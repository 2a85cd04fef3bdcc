"""Paginator and page of a collection."""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Generator,
    Iterable,
    Iterator,
)
from contextlib import aclosing
from itertools import islice
from typing import Generic, TypeAlias, TypeVar, cast

from attrs import field, frozen

from spaceinvoices_async.errors import InvalidInputError, SpaceInvoicesError
from spaceinvoices_async.pagination.cursor import FetchedPage, OffsetCursor
from spaceinvoices_async.pagination.list_query import ListQuery, list_query
from spaceinvoices_async.types import JsonValue


class Prefetcher:
    """Fetches under way, by offset. Whoever stops early calls `drop`; no task outlives it."""

    def __init__(self, fetch: Callable[[int, int], Awaitable[FetchedPage]]) -> None:
        self._fetch = fetch
        self._tasks: dict[int, asyncio.Task[FetchedPage]] = {}

    def fill(self, pages: Iterable[tuple[int, int]], count: int) -> None:
        """Begin to fetch the first `count` of the pages, where that has not begun yet."""
        for skip, asks in islice(pages, count):
            if skip not in self._tasks:
                task = asyncio.create_task(self._run(skip, asks))
                task.add_done_callback(_retrieve)
                self._tasks[skip] = task

    async def take(self, skip: int, asks: int) -> FetchedPage:
        """Return the page at an offset; its failure is raised here, in its turn."""
        task = self._tasks.pop(skip, None)
        return await (self._fetch(skip, asks) if task is None else task)

    async def drop(self) -> None:
        """Cancel what is under way, and wait until it has ended."""
        tasks = [*self._tasks.values()]
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, skip: int, asks: int) -> FetchedPage:
        return await self._fetch(skip, asks)


def _retrieve(task: asyncio.Task[FetchedPage]) -> None:
    # A page nobody took may have failed: asyncio would report it long after the loop was left.
    if not task.cancelled():
        task.exception()


T = TypeVar("T")

Fetch: TypeAlias = Callable[[dict[str, JsonValue]], Awaitable[tuple[list[JsonValue], int | None]]]
"""Fetches one page: its LoopBack filter in, its rows and `x-total-count` out."""


class CollectionMovedError(SpaceInvoicesError):
    """Rows moved while a list was read with `on_moved="raise"`: read the list again."""


@frozen
class AsyncPage(Generic[T]):
    """One page of a collection."""

    items: tuple[T, ...]
    """Rows of the page, without those that an earlier page of the same list had."""
    skip: int
    """Offset at which the page was read."""
    total: int | None
    """Number of rows of the whole collection when the page was read; None if the server did not say."""
    has_next: bool = field(default=False, eq=False)
    """Whether a page may follow. Without a `total`, and with deleted rows, only an empty page shows
    the end: then the last page says True, and the one after it is empty."""
    _continuation: Callable[[], Awaitable[object]] | None = field(
        default=None, eq=False, repr=False, alias="continuation"
    )

    async def next_page(self) -> AsyncPage[T]:
        """Return the page after this one, without rows that this or an earlier one had.

        May be called again, and fetches anew each time.

        Raises:
            InvalidInputError: There is none, as `has_next` tells; or the page was copied or
                unpickled, which leaves its list behind: list again with `skip`.
            CollectionMovedError: Rows moved, and the list was asked to raise then.
            SpaceInvoicesError: The page could not be fetched.
        """
        if self._continuation is None:
            raise InvalidInputError(
                f"the page has left its list behind: list again with skip={self.skip + len(self)}"
                if self.has_next
                else "no page follows this one: look at page.has_next first"
            )
        return cast("AsyncPage[T]", await self._continuation())

    def _repr_html_(self) -> str:
        from spaceinvoices_async.pagination.html import table

        return table(self.items, total=self.total, skip=self.skip)

    def __reduce__(self) -> tuple[object, ...]:
        return AsyncPage, (self.items, self.skip, self.total, self.has_next)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class AsyncPaginator(Generic[T]):
    """The rows of a collection, fetched as they are needed.

    `async for row in paginator` reads all rows. `await paginator` fetches only the first page, which
    leads to the next (`page.has_next`, `await page.next_page()`). Each of them begins with the first
    row. Pages are read ahead only while the total is known, and are returned in order. The list ends
    with an empty page, or with a short one that reaches the total. Rows that move meanwhile are
    neither left out nor returned twice, as far as ids and totals show; for this the ids of all rows
    are kept, about 130 bytes each.

    If you leave the loop early just before the event loop ends, close the pages yourself:
    `async with aclosing(paginator.pages()) as pages`.

    Args:
        fetch: Fetches one page: takes its LoopBack filter in wire names, not encoded, and returns
            the rows and the `x-total-count` of the answer (None when it was missing).
        decode: Makes a row into what the caller gets.
        query: Which rows are wanted, and how their pages are fetched; all rows unless given.
    """

    def __init__(
        self,
        fetch: Fetch,
        decode: Callable[[JsonValue], T],
        query: ListQuery | None = None,
    ) -> None:
        self._fetch = fetch
        self._decode = decode
        self._query = query or list_query()
        self._listing = self._query.listing
        self._walk = self._begin()
        self._reached = self._listing.skip

    @property
    def total(self) -> int | None:
        """Rows of the whole collection, as the last page told; None before it, or if it did not."""
        return self._walk.total

    @property
    def moved(self) -> bool:
        """Whether rows came or went during the last pass, or a total promised more than came."""
        return self._walk.moved

    @property
    def reached(self) -> int:
        """Offset of the first page not wholly handed out in the last pass.

        After a failure, a list with this as `skip` goes on from there.
        """
        return self._reached

    def __aiter__(self) -> AsyncGenerator[T, None]:  # noqa: PYI058 - has aclose()
        return self._rows()

    def __await__(self) -> Generator[object, None, AsyncPage[T]]:
        return self._first().__await__()

    async def pages(self) -> AsyncGenerator[AsyncPage[T], None]:
        """Yield all pages that hold a row not seen before, from the beginning.

        Raises:
            CollectionMovedError: Rows moved, and `on_moved` is `"raise"`.
            SpaceInvoicesError: A page could not be fetched; `reached` says where.
        """
        walk = self._walk = self._begin()
        self._reached = walk.skip
        ahead = Prefetcher(self._read)
        try:
            while not walk.over:
                ahead.fill(walk.upcoming(), self._query.prefetch + 1)
                answer = await ahead.take(walk.skip, walk.asks)
                page = self._accept(walk, answer)
                if walk.skip != answer.skip + answer.asked:
                    await ahead.drop()
                ahead.fill(walk.upcoming(), self._query.prefetch)
                if page.items:
                    yield page
                self._reached = walk.skip
        finally:
            await ahead.drop()

    async def _rows(self) -> AsyncGenerator[T, None]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for row in page.items:
                    yield row

    async def _first(self) -> AsyncPage[T]:
        return await self._one(self._begin())

    async def _one(self, walk: OffsetCursor) -> AsyncPage[T]:
        """Return the next page that holds a row not seen before, or the end."""
        self._walk = walk
        self._reached = walk.skip
        page: AsyncPage[T] = AsyncPage((), walk.skip, walk.total)
        while not walk.over and not page.items:
            page = self._accept(walk, await self._read(walk.skip, walk.asks))
        return page

    def _begin(self) -> OffsetCursor:
        exact = "deleted" not in self._listing.parts  # the total leaves out the deleted rows
        return OffsetCursor(
            self._listing.skip, self._listing.limit, self._query.page_size, exact_total=exact
        )

    async def _read(self, skip: int, asks: int) -> FetchedPage:
        rows, total = await self._fetch(self._listing.page(skip, asks))
        return FetchedPage(skip, asks, rows, total)

    def _accept(self, walk: OffsetCursor, answer: FetchedPage) -> AsyncPage[T]:
        rows = walk.accept(answer)
        if walk.moved and self._query.on_moved == "raise":
            raise CollectionMovedError(
                f"rows came or went while the list was read, noticed at offset {answer.skip}: "
                "begin again, or list with on_moved='report'"
            )
        items = tuple(map(self._decode, rows))
        if not walk.has_more:
            return AsyncPage(items, answer.skip, answer.total)
        resume = walk.fork()
        return AsyncPage(items, answer.skip, answer.total, True, lambda: self._one(resume()))
