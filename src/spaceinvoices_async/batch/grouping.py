"""Rows of one lane together, as many as one request looks up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

from .finder import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Lane

T = TypeVar("T")

_MOST: Final = 5000


class Groups(Generic[T]):
    """Gathers rows by lane. With very many lanes a group goes before it is full: memory is bounded."""

    def __init__(self) -> None:
        self._groups: dict[Lane, list[T]] = {}
        self._size = 0

    def add(self, lane: Lane, row: T) -> tuple[Lane, list[T]] | None:
        """Put a row to its lane; what is to be looked up now, if anything."""
        group = self._groups.setdefault(lane, [])
        group.append(row)
        self._size += 1
        if len(group) < PAGE:
            if self._size < _MOST:
                return None
            lane = max(self._groups, key=lambda one: len(self._groups[one]))
        return self._take(lane)

    def rest(self) -> Iterator[tuple[Lane, list[T]]]:
        """Take out what is left."""
        for lane in list(self._groups):
            yield self._take(lane)

    def _take(self, lane: Lane) -> tuple[Lane, list[T]]:
        group = self._groups.pop(lane)
        self._size -= len(group)
        return lane, group
