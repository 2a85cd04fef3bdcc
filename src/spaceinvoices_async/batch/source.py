"""Files of rows that can be read again and again, a row at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .failures import SourceError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from spaceinvoices_async.errors import InvalidInputError
    from spaceinvoices_async.models import DocumentCreate

    from .intake import Row
    from .mapping import DocumentMapping


class SourceRow(dict[str, object]):
    """A row of a file, and where it stands there.

    Attributes:
        line: Its first line in the file, from 1.
        file: The file.
        lines: For a document of several lines: each of them, with its own place.
        raw: The row as it was read, to be written back.
    """

    __slots__ = ("file", "line", "lines", "raw")

    def __init__(
        self,
        values: Mapping[str, object],
        *,
        file: Path,
        line: int,
        lines: tuple[SourceRow, ...] = (),
        raw: object = None,
    ) -> None:
        super().__init__(values)
        self.file: Path = file
        self.line: int = line
        self.lines: tuple[SourceRow, ...] = lines
        self.raw: object = raw

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
        known: A row that says whose it is, where that is certain.
    """

    __slots__ = ("error", "known", "read")

    def __init__(
        self,
        error: SourceError,
        *,
        file: Path,
        line: int,
        lines: tuple[SourceRow, ...] = (),
        raw: object = None,
        read: Mapping[str, object] | None = None,
        known: SourceRow | None = None,
    ) -> None:
        super().__init__({}, file=file, line=line, lines=lines, raw=raw)
        self.error: SourceError = error
        self.read: Mapping[str, object] = {} if read is None else read
        self.known: SourceRow | None = known

    @property
    def only_doubtful(self) -> bool:
        """Whether each of its lines can be read, and the doubt is about another line."""
        return self.known is not None and len(self.known.lines) == len(self.lines)


class Source(ABC):
    """Base of the files a batch reads; iterating opens the file anew.

    Args:
        path: Of the file.
        mapping: Makes documents of its rows; without it each row is a document.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, mapping: DocumentMapping | None = None
    ) -> None:
        self.path: Final = Path(path)
        self.mapping: Final = mapping

    @abstractmethod
    def __iter__(self) -> Iterator[SourceRow]:
        """The rows, in the order of the file; one that cannot be read as a `WrongRow`.

        Raises:
            SourceError: The file cannot be read any further.
        """

    def locate(self, row: Row, error: InvalidInputError) -> InvalidInputError:
        """The same error, with where in the file its cause stands."""
        if isinstance(error, SourceError) or not isinstance(row, SourceRow):
            return error
        if self.mapping is not None:
            return self.mapping.locate(row, error)
        return SourceError(error.message, file=self.path, line=row.line, field=error.field)

    def to_document(self, row: Row) -> Mapping[str, object] | DocumentCreate:
        """The document of a row.

        Raises:
            SourceError: The row has none; says in which line and column.
        """
        if self.mapping is None or not isinstance(row, SourceRow):
            raise SourceError("has no mapping to a document", file=self.path)
        return self.mapping.document(row)
