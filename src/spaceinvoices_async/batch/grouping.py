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
        # The lanes by how many rows wait in them: the fullest is found without looking at all.
        self._by_size: list[dict[Lane, None]] = [{} for _ in range(PAGE + 1)]
        self._waiting = 0

    def add(self, lane: Lane, row: T) -> tuple[Lane, list[T]] | None:
        """Put a row to its lane; what is to be looked up now, if anything."""
        group = self._groups.setdefault(lane, [])
        self._by_size[len(group)].pop(lane, None)
        group.append(row)
        self._by_size[len(group)][lane] = None
        self._waiting += 1
        if len(group) == PAGE:
            return self._take(lane)
        return None if self._waiting < _MOST else self._take(self._fullest())

    def rest(self) -> Iterator[tuple[Lane, list[T]]]:
        """Take out what is left."""
        for lane in list(self._groups):
            yield self._take(lane)

    def _fullest(self) -> Lane:
        return next(lane for lanes in reversed(self._by_size) for lane in lanes)

    def _take(self, lane: Lane) -> tuple[Lane, list[T]]:
        group = self._groups.pop(lane)
        del self._by_size[len(group)][lane]
        self._waiting -= len(group)
        return lane, group
