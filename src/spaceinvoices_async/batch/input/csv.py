"""Rows from a CSV file: a document a line, or a line of a document a line."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import SourceRow, WrongRow
from spaceinvoices_async.batch.input.sources import Source


@define
class _Document:
    """Lines of one key that stand together."""

    key: object
    lines: list[SourceRow]
    """In the order of the file; those that cannot be read as well, where they belong to it."""
    beside: WrongRow | None = None
    """A line next to it that may or may not be one of its lines."""

    def row(self) -> SourceRow:
        """The document as a row: with all of its lines, or wrong."""
        first, error = self.lines[0], self._error()
        if error is None:
            return _joined(self.lines)
        return WrongRow(
            error,
            file=first.file,
            line=first.line,
            lines=tuple(self.lines),
            known=_joined([line for line in self.lines if not isinstance(line, WrongRow)]),
        )

    def _error(self) -> SourceError | None:
        for line in self.lines:
            if isinstance(line, WrongRow):
                return line.error
        if self.beside is None:
            return None
        return SourceError(
            f"may lack line {self.beside.line}, which cannot be read and may be one of this "
            "document: mend that line",
            file=self.beside.file,
            line=self.lines[0].line,
        )


def _joined(lines: Sequence[SourceRow]) -> SourceRow:
    first = lines[0]
    return SourceRow(
        first,
        file=first.file,
        line=first.line,
        lines=tuple(lines),
        raw=first.raw,
        mapping=first.mapping,
    )


def gathered(lines: Iterable[SourceRow], column: str) -> Iterator[SourceRow]:
    """A row for each document; the first line, with all of them in `lines`.

    A line that cannot be read, or that has no key, must not leave a document without it: where its
    key says whose it is, and a whole line beside it agrees, that document is wrong. Otherwise cells
    may have moved, and both documents beside it are: nothing of them is issued until it is mended.

    Args:
        lines: Of the file, in its order; those that cannot be read as `WrongRow`.
        column: The same for all lines of one document.
    """
    last: _Document | None = None
    between: list[WrongRow] = []
    for line in lines:
        key = line.get(column)
        if last is not None and key == last.key:  # never of a wrong row, which has no values
            last.lines += [*between, line] if between else [line]
            between = []
        elif isinstance(line, WrongRow):
            between.append(line)
        elif not key:
            between.append(_keyless(line, column))
        else:
            following = _Document(key, [line])
            yield from _parted(last, between, following, column)
            last, between = following, []
    yield from _parted(last, between, None, column)


def _parted(
    last: _Document | None, between: list[WrongRow], following: _Document | None, column: str
) -> Iterator[SourceRow]:
    """What is known to be whole, or wrong, now that the next document has begun."""
    loose: list[WrongRow] = []
    early: list[SourceRow] = []
    for line in between:
        key = line.read.get(column)
        if last is not None and key == last.key:
            last.lines.append(line)
        elif following is not None and key == following.key:
            early.append(line)
        else:
            loose.append(line)
    if last is not None:
        if last.beside is None:
            last.beside = next(iter(loose), None)
        yield last.row()
    for line in loose:
        yield _homeless(line, column)
    if following is not None:
        following.lines[:0] = early
        following.beside = next(reversed(loose), None)


def _keyless(line: SourceRow, column: str) -> WrongRow:
    error = SourceError("is empty", file=line.file, line=line.line, column=column)
    return WrongRow(error, file=line.file, line=line.line, raw=line.raw)


def _homeless(line: WrongRow, column: str) -> WrongRow:
    """The same line, saying that it keeps its neighbours from being issued."""
    told = line.error
    why = ""
    if told.column != column:
        missing = column not in line.read
        why = f", as column {column!r} {'is missing' if missing else 'may hold another cell'}"
    error = SourceError(
        f"{told.message}; to which document the line belongs cannot be told{why}",
        file=told.file,
        line=told.line,
        column=told.column,
    )
    return WrongRow(error, file=line.file, line=line.line, raw=line.raw)


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
            make = None if self.mapping is None else self.mapping.document
            return SourceRow(named, file=self.path, line=first, raw=values, mapping=make)
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
