"""Puts the lines of a file together that belong to one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.rows import SourceRow, WrongRow
from spaceinvoices_async.batch.input.scalars import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@define
class _Document:
    """Lines of one key that stand together."""

    key: object
    lines: list[SourceRow]
    """In the order of the file; those that cannot be read as well, where they belong to it."""
    beside: WrongRow | None = None
    """A line next to it that may or may not be one of its lines."""

    def row(self) -> SourceRow:
        """Return the document as a row: with all of its lines, or wrong."""
        first, error = self.lines[0], self._error()
        if error is None:
            return _joined(self.lines)
        return WrongRow(
            error,
            file=first.file,
            line=first.line,
            lines=tuple(self.lines),
            known=self._known(),
        )

    def _known(self) -> SourceRow:
        """Return what says whose the document is."""
        whole = [line for line in self.lines if not isinstance(line, WrongRow)]
        if whole:
            return _joined(whole)
        first = self.lines[0]
        certain = first.certain if isinstance(first, WrongRow) else first
        return SourceRow(certain, file=first.file, line=first.line)

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
    """Yield a row for each document; the first line, with all of them in `lines`.

    A line that cannot be read, or that has no key, must not leave a document without it: where its
    key says whose it is, and is certain or a whole line beside it agrees, that document is wrong.
    Otherwise cells may have moved, and both documents beside it are: nothing of them is issued until
    it is mended.

    Args:
        lines: Of the file, in its order; those that cannot be read as `WrongRow`.
        column: The same for all lines of one document.
    """
    last: _Document | None = None
    between: list[WrongRow] = []
    for line in lines:
        certain = line.certain if isinstance(line, WrongRow) else line
        key = plain(certain.get(column))
        named = key is not None and key != ""
        if last is not None and key == last.key:
            last.lines += [*between, line] if between else [line]
            between = []
        elif not named:
            wrong = line if isinstance(line, WrongRow) else _keyless(line, column)
            between.append(wrong)
        else:
            following = _Document(key, [line])
            yield from _parted(last, between, following, column)
            last, between = following, []
    yield from _parted(last, between, None, column)


def _parted(
    last: _Document | None, between: list[WrongRow], following: _Document | None, column: str
) -> Iterator[SourceRow]:
    """Yield what is known to be whole, or wrong, now that the next document has begun."""
    loose: list[WrongRow] = []
    early: list[SourceRow] = []
    for line in between:
        key = plain(line.read.get(column))
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
    """Return the same line, saying that it keeps its neighbours from being issued."""
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
