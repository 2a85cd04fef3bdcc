"""Says which rows of a file are left out: by what a column holds, or because they are a footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from spaceinvoices_async.batch.input.scalars import plain
from spaceinvoices_async.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Hashable

Texts: TypeAlias = str | Sequence[str]
"""A text, or several."""


class RowFilter:
    """Which rows are left out.

    Args:
        only: Column to what it has to hold.
        skip: Column to what it must not hold.
        footer: Column to what a footer begins with there; an empty text is an empty cell.

    Raises:
        InvalidInputError: A column goes with something that is no text.
    """

    def __init__(
        self,
        *,
        only: Mapping[str, Texts] | None = None,
        skip: Mapping[str, Texts] | None = None,
        footer: Mapping[str, Texts] | None = None,
    ) -> None:
        self._only = _texts(only, "only")
        self._skip = _texts(skip, "skip")
        self._footer = _texts(footer, "footer")
        self.columns: Final = tuple(dict.fromkeys([*self._only, *self._skip, *self._footer]))
        """The columns that it reads."""
        self.signature: Final = repr((self._only, self._skip, self._footer))
        """A text that is the same for the same filter."""

    def __bool__(self) -> bool:
        return bool(self.columns)

    def run(self, key: str | None) -> FilterRun:
        """Begin a pass through a file.

        Args:
            key: Column that is the same for all lines of a document, if there is one.
        """
        return FilterRun(self._only, self._skip, self._footer, key)


class FilterRun:
    """One pass through a file; on later lines of a document, an empty cell is as above."""

    def __init__(
        self,
        only: Mapping[str, frozenset[str]],
        skip: Mapping[str, frozenset[str]],
        footer: Mapping[str, frozenset[str]],
        key: str | None,
    ) -> None:
        self._only = only
        self._skip = skip
        self._footer = footer
        self._key = key
        self._last: object = None
        self._above: dict[str, str] = {}
        self.left_out: int = 0
        """Rows that were left out so far."""

    def is_footer(self, row: Mapping[str, object]) -> bool:
        """Return whether the file ends here."""
        for column, starts in self._footer.items():
            text = _text(row, column)
            if any(text.startswith(start) if start else not text for start in starts):
                return True
        return False

    def keeps(self, row: Mapping[str, object]) -> bool:
        """Return whether a row is wanted."""
        self._follow(row)
        kept = all(self._value(row, name) in texts for name, texts in self._only.items()) and not (
            any(self._value(row, name) in texts for name, texts in self._skip.items())
        )
        self.left_out += not kept
        return kept

    def _follow(self, row: Mapping[str, object]) -> None:
        """Remember what the first line of a document says."""
        key: Hashable = None if self._key is None else _text(row, self._key)
        if self._key is None or key != self._last:
            self._above = {}
        self._last = key
        for name in (*self._only, *self._skip):
            text = _text(row, name)
            if text:
                self._above.setdefault(name, text)

    def _value(self, row: Mapping[str, object], name: str) -> str:
        return _text(row, name) or self._above.get(name, "")


def _text(row: Mapping[str, object], column: str) -> str:
    value = plain(row.get(column))
    return "" if value is None else str(value).strip()


def _texts(given: Mapping[str, object] | None, what: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for column, texts in (given or {}).items():
        several = [texts] if isinstance(texts, str) else cast("Sequence[object]", texts)
        if not isinstance(texts, Sequence) or not all(isinstance(one, str) for one in several):
            raise InvalidInputError(
                f"{what}: column {column!r} goes with a text, or a list of texts", field=what
            )
        found[column] = frozenset(one.strip() for one in cast("Sequence[str]", several))
    return found
