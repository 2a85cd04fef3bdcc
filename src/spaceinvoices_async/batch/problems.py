"""What is wrong with rows of an input: counted, and the first of it kept."""

from __future__ import annotations

from typing import Final

from attrs import frozen

_SHOWN: Final = 20


@frozen(kw_only=True)
class Problem:
    """What is wrong with one row."""

    line: int
    key: str
    error: Exception


class Problems:
    """Counts them; keeps as many as a person reads."""

    def __init__(self) -> None:
        self.count: int = 0
        self._first: list[Problem] = []

    def add(self, line: int, key: str, error: Exception) -> None:
        """Count a row that cannot be sent."""
        self.count += 1
        if len(self._first) < _SHOWN:
            self._first.append(Problem(line=line, key=key, error=error))

    def first(self) -> tuple[Problem, ...]:
        """Those that came first."""
        return tuple(self._first)
