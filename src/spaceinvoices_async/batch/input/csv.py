"""Rows from a CSV file: a document a line, or a line of a document a line.

`mapping` makes documents of them.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from typing import Final

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import IS_QUOTED, SourceRow, WrongRow
from spaceinvoices_async.batch.input.table import TableSource
from spaceinvoices_async.errors import InvalidInputError

_LONGEST_FIELD: Final = 1_000_000
_NEVER_BETWEEN: Final = '"\r\n\0'
_MISREAD_BOM: Final = "\u00ef\u00bb\u00bf"
"""The mark of UTF-8, read as Latin 1 or cp1252."""


class CsvSource(TableSource):
    """A CSV file with a header line.

    Args:
        path: Of the file.
        mapping: Makes documents of its rows.
        group_by: Column that is the same for all lines of one document, which stand together; None
            for a document a line.
        delimiter: Between the columns.
        encoding: Of the text.
    """

    typed = False

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        mapping: DocumentMapping | None = None,
        group_by: str | None = None,
        delimiter: str = ",",
        encoding: str = "utf-8-sig",
    ) -> None:
        super().__init__(path, mapping=mapping, group_by=group_by)
        _check_format(delimiter, encoding)
        self.delimiter: Final = delimiter
        self.encoding: Final = encoding

    def settings(self) -> tuple[object, ...]:
        """Return what beside its content decides about the documents of the file."""
        return (*super().settings(), self.delimiter, self.encoding)

    def header(self) -> list[str]:
        """Return the names of the columns.

        Raises:
            SourceError: There are none, or one is there twice.
        """
        for header, _, _ in self._records():
            return self._header(header)
        return self._header([])

    def _lines(self) -> Iterator[SourceRow]:
        header: list[str] | None = None
        for values, first, last in self._records():
            if header is None:
                header = self._header(values)
            elif any(values):
                yield self._line(header, values, first, last)
        if header is None:
            self._header([])

    def _records(self) -> Iterator[tuple[list[str], int, int]]:
        """Yield the cells of each record, the header's first; its first and its last line."""
        csv.field_size_limit(_LONGEST_FIELD)
        line = 0
        try:
            with self.path.open(newline="", encoding=self.encoding) as file:
                reader = csv.reader(file, delimiter=self.delimiter, strict=True)
                for values in reader:
                    first, line = line + 1, reader.line_num
                    yield values, first, line
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", file=self.path) from error
        except (csv.Error, UnicodeError) as error:
            raise SourceError(f"is not CSV ({error})", file=self.path, line=line + 1) from error

    def _header(self, header: list[str]) -> list[str]:
        if header and header[0].startswith(_MISREAD_BOM):
            raise SourceError(
                f"is in UTF-8, and is read as {self.encoding}: leave the encoding out",
                file=self.path,
                line=1,
            )
        return self._checked(header)

    def _line(self, header: Sequence[str], values: list[str], first: int, last: int) -> SourceRow:
        if len(values) == len(header):
            if not any("#" in cell or cell.startswith('="') for cell in values):
                return self._row(header, values, first)
            return self._whole_row(header, list[object](values), first)
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

    def _unreadable(self, name: str, cell: object, /) -> str | None:
        """Return what is wrong with a text that is written as a formula, to keep its zeros."""
        if not isinstance(cell, str) or not IS_QUOTED.fullmatch(cell) or not self._reads(name):
            return None
        return f"is {cell}, a text written as a formula: write it as {cell[2:-1]}"


def _check_format(delimiter: object, encoding: str) -> None:
    """Refuse a file of which nothing could be read in this way.

    Raises:
        InvalidInputError: The delimiter is not one character that can separate; or Python knows no
            such encoding of text.
    """
    separates = isinstance(delimiter, str) and len(delimiter) == 1
    if not separates or str(delimiter) in _NEVER_BETWEEN:
        raise InvalidInputError(
            "is one character, such as ';' or a tab, and no quote or line end", field="delimiter"
        )
    try:
        "".encode(encoding)
    except (LookupError, TypeError, ValueError):
        raise InvalidInputError(
            f"is no encoding of text that Python knows: {encoding!r}", field="encoding"
        ) from None


def read_csv(
    path: str | os.PathLike[str],
    *,
    mapping: DocumentMapping | None = None,
    group_by: str | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> CsvSource:
    """Return rows from a CSV file with a header; read when iterated, as often as wanted.

    Args:
        path: Of the file.
        mapping: Makes a document of a row.
        group_by: For a file with a line per line of a document: the column that is the same for
            all lines of one document, which must stand together.
        delimiter: Between the columns.
        encoding: Of the text.

    Raises:
        InvalidInputError: The path, the delimiter or the encoding cannot be one.
    """
    return CsvSource(
        path, mapping=mapping, group_by=group_by, delimiter=delimiter, encoding=encoding
    )
