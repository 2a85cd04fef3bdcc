"""Rows from a CSV file: a document a line, or a line of a document a line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from .failures import SourceError
from .gathering import gathered
from .source import Source, SourceRow, WrongRow

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from .mapping import DocumentMapping

_LONGEST_FIELD: Final = 1_000_000


class CsvSource(Source):
    """A CSV file with a header line.

    Args:
        path: Of the file.
        mapping: Makes documents of its rows.
        group_by: Column that is the same for all lines of one document, which stand together; None
            for a document a line.
        delimiter: Between the columns.
        encoding: Of the text.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        mapping: DocumentMapping | None = None,
        group_by: str | None = None,
        delimiter: str = ",",
        encoding: str = "utf-8-sig",
    ) -> None:
        super().__init__(path, mapping=mapping)
        self.group_by: Final = group_by
        self.delimiter: Final = delimiter
        self.encoding: Final = encoding

    def header(self) -> list[str]:
        """The names of the columns.

        Raises:
            SourceError: There are none, or one is there twice.
        """
        with self.path.open(newline="", encoding=self.encoding) as file:
            return self._header(csv.reader(file, delimiter=self.delimiter, strict=True))

    def __iter__(self) -> Iterator[SourceRow]:
        """The rows; of a document of several lines, the first with all of them in `lines`."""
        lines = self._lines()
        return lines if self.group_by is None else gathered(lines, self.group_by)

    def _lines(self) -> Iterator[SourceRow]:
        csv.field_size_limit(_LONGEST_FIELD)
        line = 0
        try:
            with self.path.open(newline="", encoding=self.encoding) as file:
                reader = csv.reader(file, delimiter=self.delimiter, strict=True)
                header = self._header(reader)
                line = reader.line_num
                for values in reader:
                    first, line = line + 1, reader.line_num
                    if values:
                        yield self._line(header, values, first, line)
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", file=self.path) from error
        except (csv.Error, UnicodeDecodeError) as error:
            raise SourceError(f"is not CSV ({error})", file=self.path, line=line + 1) from error

    def _header(self, reader: Iterator[list[str]]) -> list[str]:
        header = next(reader, None) or list[str]()
        wanted = self._wanted()
        if not any(header):
            raise SourceError("has no header", file=self.path, line=1)
        for name in header:
            if header.count(name) > 1:
                raise SourceError("is there twice", file=self.path, line=1, column=name)
        for name in wanted:
            if name not in header:
                raise SourceError(
                    f"is missing; the file has {', '.join(header)}",
                    file=self.path,
                    line=1,
                    column=name,
                )
        return header

    def _wanted(self) -> list[str]:
        """The columns that the file must have."""
        wanted = [] if self.mapping is None else list(self.mapping.sources)
        return wanted if self.group_by is None else [*wanted, self.group_by]

    def _line(self, header: Sequence[str], values: list[str], first: int, last: int) -> SourceRow:
        if len(values) == len(header):
            named = dict(zip(header, values, strict=True))
            return SourceRow(named, file=self.path, line=first, raw=values)
        advice = (
            f"a cell that holds {self.delimiter!r} stands in quotes"
            if len(values) > len(header)
            else "write every cell, if only an empty one; a cell of several lines stands in quotes"
        )
        error = SourceError(
            f"has {len(values)} columns, and the header {len(header)}: {advice}",
            file=self.path,
            line=first,
        )
        # A quote in the wrong place swallows lines, of other documents too: its columns say nothing.
        read = dict(zip(header, values, strict=False)) if first == last else {}
        return WrongRow(error, file=self.path, line=first, raw=values, read=read)


def read_csv(
    path: str | os.PathLike[str],
    *,
    mapping: DocumentMapping | None = None,
    group_by: str | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> CsvSource:
    """Rows from a CSV file with a header; read when iterated, as often as wanted.

    Args:
        path: Of the file.
        mapping: Makes a document of a row.
        group_by: For a file with a line per line of a document: the column that is the same for
            all lines of one document, which must stand together.
        delimiter: Between the columns.
        encoding: Of the text.
    """
    return CsvSource(
        path, mapping=mapping, group_by=group_by, delimiter=delimiter, encoding=encoding
    )
