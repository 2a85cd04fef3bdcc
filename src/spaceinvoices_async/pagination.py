"""Walk a collection page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Mapping

    from spaceinvoices_async.filters import Fields, Include, Order, Where
    from spaceinvoices_async.wire import JsonValue, Model

T = TypeVar("T")

OnMoved: TypeAlias = Literal["report", "raise"]
Fetch: TypeAlias = "Callable[[dict[str, JsonValue]], Awaitable[tuple[list[JsonValue], int | None]]]"

PAGE_LIMIT: Final = 100
"""Most rows the API returns in one page, whatever limit it is asked for."""


class AsyncPaginator(Generic[T]):
    """The rows of a collection, fetched as they are needed.

    `async for row in paginator` walks all of them; `await paginator` is the first page.

    Args:
        fetch: Fetches one page: takes its LoopBack filter in wire names, not encoded, and returns
            the rows and the `x-total-count` of the answer (None when it was missing).
        decode: Makes a row into what the caller gets.
        model: Class whose `WIRE_NAMES` translate names in the filter; None leaves them alone.
        where: Condition the rows must meet.
        order: `"date DESC"`, or several of them; `id` is always appended as the tie-break.
        fields: Names of the only properties wanted; `id` always comes too.
        include: Relations to embed.
        skip: Rows to leave out at the beginning.
        limit: Rows wanted in all; None for all there are.
        deleted: Whether soft-deleted rows are wanted too.
        page_size: Rows to ask for at once, 1 to 100.
        prefetch: Pages read ahead while the total is known.
        filter: The whole LoopBack filter as a mapping; excludes the parts above.
        on_moved: What happens when rows moved between pages: `paginator.moved` reports it, or
            a `CollectionMovedError` is raised.

    Raises:
        InvalidInputError: An argument the server would refuse or misread.
    """

    def __init__(
        self,
        fetch: Fetch,
        decode: Callable[[JsonValue], T],
        *,
        model: type[Model] | None = None,
        where: Where | None = None,
        order: Order | None = None,
        fields: Fields | None = None,
        include: Include | None = None,
        skip: int = 0,
        limit: int | None = None,
        deleted: bool = False,
        page_size: int = PAGE_LIMIT,
        prefetch: int = 4,
        filter: Mapping[str, object] | None = None,  # noqa: A002 - the API's own name
        on_moved: OnMoved = "report",
    ) -> None:
        raise NotImplementedError

    def __aiter__(self) -> AsyncIterator[T]:
        """Start over at the first row."""
        raise NotImplementedError

    def __await__(self) -> Generator[object, None, AsyncPage[T]]:
        """Fetch the first page alone."""
        raise NotImplementedError

    def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """Start over at the first page."""
        raise NotImplementedError


class AsyncPage(Generic[T]):
    """Rows of one page, as they came."""
