"""What a list method was asked for, checked once and handed on as one object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from attrs import frozen

from spaceinvoices_async._serialization.models import Model
from spaceinvoices_async.errors import InvalidInputError
from spaceinvoices_async.filters import clauses
from spaceinvoices_async.filters.builder import Fields, Include, Listing, Order, Where, listing

MAX_PAGE_SIZE: Final = 100
"""Most rows the API returns in one page, whatever limit it is asked for."""

OnMoved: TypeAlias = Literal["report", "raise"]
"""What to do about rows that moved between two pages."""


@frozen
class ListQuery:
    """The rows wanted, and how their pages are fetched."""

    listing: Listing
    """Filter of the whole list."""
    page_size: int
    """Rows to ask for at once, 1 to 100."""
    prefetch: int
    """Pages to read ahead."""
    on_moved: OnMoved


def list_query(
    model: type[Model] | None = None,
    *,
    where: Where | None = None,
    order: Order | None = None,
    fields: Fields | None = None,
    include: Include | None = None,
    skip: int = 0,
    limit: int | None = None,
    deleted: bool = False,
    page_size: int = MAX_PAGE_SIZE,
    prefetch: int = 4,
    filter: Mapping[str, object] | None = None,
    on_moved: OnMoved = "report",
) -> ListQuery:
    """Check the arguments of a list method.

    Args:
        model: Class whose `wire_names` translate names in the filter; None leaves them alone.
        where: Condition the rows must meet.
        order: `"date DESC"`, or several of them; `id` is always appended as the tie-break.
        fields: Names of the only properties wanted; `id` always comes too.
        include: Relations to embed.
        skip: Rows to leave out at the beginning.
        limit: Rows wanted in all; None for all there are.
        deleted: Whether soft-deleted rows are wanted too.
        page_size: Rows to ask for at once, 1 to 100.
        prefetch: Pages to read ahead.
        filter: The whole LoopBack filter as a mapping; excludes the parts above.
        on_moved: What happens when rows moved between pages: `paginator.moved` reports it, or
            a `CollectionMovedError` is raised.

    Raises:
        InvalidInputError: An argument the server would refuse or misread.
    """
    rows = listing(
        where=where,
        order=order,
        fields=fields,
        include=include,
        skip=skip,
        limit=limit,
        deleted=deleted,
        filter=filter,
        model=model,
    )
    if on_moved not in ("report", "raise"):
        raise InvalidInputError("is 'report' or 'raise'", field="on_moved")
    return ListQuery(rows, _page_size(page_size), clauses.whole(prefetch, "prefetch"), on_moved)


def _page_size(value: int) -> int:
    size = clauses.whole(value, "page_size")
    if not 1 <= size <= MAX_PAGE_SIZE:
        raise InvalidInputError(
            f"is 1 to {MAX_PAGE_SIZE}: the server never returns more at once", field="page_size"
        )
    return size
