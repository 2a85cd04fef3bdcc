"""Waiting lines that take turns."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T")


class Lanes(Generic[_T]):
    """One line per name, first come first served within it, the lines served in turn.

    Ten thousand waiting in one lane delay a newcomer in another by one turn. Every operation takes
    constant time, leaving from the middle of a line included.
    """

    __slots__ = ("_lanes", "_waiting")

    def __init__(self) -> None:
        # Ordered dictionaries are linked lists: a plain one gets slow once its head is emptied.
        self._lanes: OrderedDict[str, OrderedDict[_T, None]] = OrderedDict()
        self._waiting = 0

    def __len__(self) -> int:
        return self._waiting

    def sizes(self) -> Mapping[str, int]:
        """How many wait in each lane that is not empty, the next one to be served first."""
        return {name: len(lane) for name, lane in self._lanes.items()}

    def push(self, name: str, item: _T) -> None:
        """Join the end of a lane; a new lane is served after all the others."""
        lane = self._lanes.get(name)
        if lane is None:
            lane = self._lanes[name] = OrderedDict()
        lane[item] = None
        self._waiting += 1

    def pop(self) -> _T:
        """Serve the head of the next lane; fails with `KeyError` when nobody waits."""
        name, lane = self._lanes.popitem(last=False)
        item, _ = lane.popitem(last=False)
        if lane:
            self._lanes[name] = lane  # at the end: the other lanes come first now
        self._waiting -= 1
        return item

    def discard(self, name: str, item: _T) -> None:
        """Leave a lane before being served; harmless for somebody who is not in it."""
        lane = self._lanes.get(name)
        if lane is None or item not in lane:
            return
        del lane[item]
        if not lane:
            del self._lanes[name]
        self._waiting -= 1
