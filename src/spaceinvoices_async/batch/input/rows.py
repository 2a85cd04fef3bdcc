"""Rows of the input."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Final, TypeAlias, cast, overload
from uuid import UUID

from attrs import frozen

from spaceinvoices_async import models
from spaceinvoices_async._serialization.requests import InputModel
from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.errors import InvalidInputError

REFUSED_KEY: Final = "_key"
"""The column in which refused rows keep their key."""
REASONS: Final = ("_error_status", "_error_message", "_error_field", REFUSED_KEY, "_attempts")
"""The columns that are added to refused rows, and that a mended file still has."""


class _Doubled:
    """What the rows of a file hold in a column whose name is in the header twice."""

    def __repr__(self) -> str:
        return "<a column that is in the header twice>"


IS_QUOTED: Final = re.compile('="[^"]*"')
"""A text written as a formula, `="007"`, by programs that want a spreadsheet to keep its zeros."""
DOUBLED: Final = _Doubled()
"""Stands in a row for the cells of a column whose name is in the header twice."""


class SourceRow(dict[str, object]):
    """A row of a file, and where it stands there.

    Attributes:
        line: Its first line in the file, from 1.
        file: The file.
        lines: For a document of several lines: each of them, with its own place.
        raw: The row as it was read, to be written back.
        mapping: Makes the document of the row; None where the row is the document.
    """

    __slots__ = ("file", "line", "lines", "mapping", "raw")

    def __init__(
        self,
        values: Mapping[str, object],
        *,
        file: Path,
        line: int,
        lines: tuple[SourceRow, ...] = (),
        raw: object = None,
        mapping: Callable[[SourceRow], Mapping[str, object]] | None = None,
    ) -> None:
        super().__init__(values)
        self.mapping: Callable[[SourceRow], Mapping[str, object]] | None = mapping
        self.file: Path = file
        self.line: int = line
        self.lines: tuple[SourceRow, ...] = lines
        self.raw: object = raw

    def to_document(self) -> Mapping[str, object]:
        """Return the document of the row, to be checked when it is sent.

        Raises:
            SourceError: A cell cannot be read; or lines of one document disagree about it.
        """
        return self if self.mapping is None else self.mapping(self)

    @property
    def content(self) -> object:
        """What was read for it, with its columns: all that a document is made from."""
        lines = [line.raw for line in self.lines] if self.lines else self.raw
        return [*self], lines


class WrongRow(SourceRow):
    """A row that cannot be read as it should; has no values, so that nobody can issue it in part.

    Attributes:
        error: What is wrong with it.
        read: What stands in its columns, as far as that can be told; cells may have moved.
        certain: What stands in those of its columns that are not wrong; empty if cells may have moved.
        known: A row that says whose it is, where that is certain.
    """

    __slots__ = ("certain", "error", "known", "read")

    def __init__(
        self,
        error: SourceError,
        *,
        file: Path,
        line: int,
        lines: tuple[SourceRow, ...] = (),
        raw: object = None,
        read: Mapping[str, object] | None = None,
        certain: Mapping[str, object] | None = None,
        known: SourceRow | None = None,
    ) -> None:
        super().__init__({}, file=file, line=line, lines=lines, raw=raw)
        self.error: SourceError = error
        self.read: Mapping[str, object] = {} if read is None else read
        self.certain: Mapping[str, object] = {} if certain is None else certain
        self.known: SourceRow | None = known

    @property
    def only_doubtful(self) -> bool:
        """Whether each of its lines can be read, and the doubt is about another line."""
        return self.known is not None and len(self.known.lines) == len(self.lines)


Row: TypeAlias = Mapping[str, object] | InputModel
"""A row of the input: a mapping, or a document to be created."""

_UNCHANGING: Final = (
    *(str, bytes, int, float, Decimal, date, time, timedelta, UUID, Enum, type(None)),
)


class _Changing(Exception):
    """What a row holds may change, and nobody knows how to copy it."""


def snapshot(row: Row) -> Row | None:
    """Return the row as it is now, whatever its source does with the same object afterwards.

    Dicts, lists and documents are copied as deep as they go.

    Returns:
        None for any other row, such as a list, and for one that holds what nobody knows how to copy:
        its document has to be made before the next row is asked for.
    """
    given: object = row
    if isinstance(given, SourceRow):
        return row
    if type(given) is not dict and not isinstance(given, InputModel):
        return None
    try:
        return cast("Row", _copied(cast("object", given)))
    except (RecursionError, _Changing):
        return None


def _copied(value: object) -> object:
    if isinstance(value, _UNCHANGING):
        return value
    if type(value) is dict:
        given = cast("dict[object, object]", value)
        return {name: _copied(one) for name, one in given.items()}
    if type(value) is list:
        return [_copied(one) for one in cast("list[object]", value)]
    if isinstance(value, InputModel):
        copied = copy.copy(value)
        for name in (*(spec.name for spec in value.FIELDS), "additional_properties"):
            setattr(copied, name, _copied(getattr(value, name)))
        return copied
    raise _Changing


class GivenRows(Sequence[Row]):
    """The rows of a list, which a traceback with its variables does not show.

    Args:
        rows: The list.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._rows[index]


@frozen
class Column:
    """Names the column of a row that holds a value, where the value itself could stand too."""

    name: str


Choice: TypeAlias = str | Column | Callable[[Row], str]
"""The same value for all rows, the column that holds it, or a function of the row."""
ToDocument: TypeAlias = Callable[[Row], Mapping[str, object] | models.DocumentCreate]
Locate: TypeAlias = Callable[[Row, InvalidInputError], InvalidInputError]
