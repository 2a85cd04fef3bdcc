"""Base of files that are tables: a header, and rows of cells below it."""

from __future__ import annotations

import difflib
import math
import os
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.failed_cells import FAILED_TEXTS, reason
from spaceinvoices_async.batch.input.grouping import gathered
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import DOUBLED, REASONS, SourceRow, WrongRow
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.report import Remark

BOM: Final = "\ufeff"


class TableSource(Source):
    """A file with a header, and a document a row or a line of a document a row.

    Args:
        path: Of the file.
        mapping: Makes documents of its rows.
        group_by: Column that is the same for all lines of one document, which stand together; None
            for a document a row.
    """

    typed = True
    """Whether cells have types of their own, and are not text alone."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        mapping: DocumentMapping | None = None,
        group_by: str | None = None,
    ) -> None:
        super().__init__(path, mapping=mapping)
        self.group_by: Final = group_by
        self._left_out = 0

    @abstractmethod
    def header(self) -> list[str]:
        """Return the names of the columns.

        Raises:
            SourceError: There are none, or a column that is needed is missing or there twice.
        """

    @abstractmethod
    def _lines(self) -> Iterator[SourceRow]:
        """Return the rows of the file, each by itself; one that cannot be read as a `WrongRow`."""

    def __iter__(self) -> Iterator[SourceRow]:
        """Yield the rows; of a document of several lines, the first, with all in `lines`."""
        lines = self._wanted_lines()
        return lines if self.group_by is None else gathered(lines, self.group_by)

    def settings(self) -> tuple[object, ...]:
        """Return what beside its content decides about the documents of the file."""
        return (*super().settings(), self.group_by)

    def remarks(self, *used: str) -> Iterator[Remark]:
        """Yield what a person should know of the file, once it has been read.

        Args:
            used: Columns that the batch reads, beside those of the mapping.
        """
        if self._left_out:
            yield Remark(
                kind="left_out",
                message=f"{self._left_out} rows are left out, as the mapping says",
            )
        if self.mapping is None:
            return
        known = {*used, *self.mapping.sources, self.group_by or "", *REASONS}
        unused = [name for name in dict.fromkeys(self.header()) if name and name not in known]
        if unused:
            names = ", ".join(repr(name) for name in unused)
            yield Remark(kind="columns", message=f"columns that go nowhere: {names}")

    def _wanted_lines(self) -> Iterator[SourceRow]:
        """Yield the rows that the mapping does not leave out."""
        lines = (
            line for line in self._lines() if isinstance(line, WrongRow) or not _is_blank(line)
        )
        if self.mapping is None or not self.mapping.rows:
            yield from lines
            return
        run = self.mapping.rows.run(self.group_by)
        needed = {*self.mapping.rows.columns, *([] if self.group_by is None else [self.group_by])}
        for line in lines:
            read = line.read if isinstance(line, WrongRow) else line
            if run.is_footer(read):
                break
            certain = line.certain if isinstance(line, WrongRow) else line
            is_judged = not isinstance(line, WrongRow) or needed <= certain.keys()
            if is_judged and not run.keeps(certain):
                continue
            yield line
        self._left_out = run.left_out

    def _checked(self, header: Sequence[str]) -> list[str]:
        """Return the header, if the columns that are needed are in it, each once.

        Raises:
            SourceError: They are not, or it is empty.
        """
        names = [name.removeprefix(BOM) for name in header]
        if not any(name.strip() for name in names):
            raise SourceError("has no header", file=self.path, line=1)
        wanted = self._wanted()
        # What stands twice and is not read does no harm, unless the column that is missing is meant.
        whole = self.mapping is not None and set(wanted) <= set(names)
        for name in wanted if whole else names:
            if name and names.count(name) > 1:
                raise SourceError("is there twice", file=self.path, line=1, column=name)
        for name in wanted:
            if name not in names:
                raise SourceError(
                    f"is missing; {_nearest(name, names)}", file=self.path, line=1, column=name
                )
        return names

    def _wanted(self) -> list[str]:
        """Return the columns that the file must have."""
        wanted = [] if self.mapping is None else list(self.mapping.sources)
        return wanted if self.group_by is None else [*wanted, self.group_by]

    def _reads(self, name: str) -> bool:
        """Return whether a document is made of a column; without a mapping, of every one."""
        return self.mapping is None or name in self._wanted()

    def _whole_row(self, header: Sequence[str], cells: list[object], line: int) -> SourceRow:
        """Return a row of all cells; one whose formula has no value holds nothing, and is wrong."""
        read, wrong = [*cells], dict[str, SourceError]()
        for place, (name, cell) in enumerate(zip(header, cells, strict=True)):
            failed = self._failure(cell, line, place + 1)
            if failed is not None:
                read[place] = None if self.typed else ""
                if not self._reads(name):
                    continue
                if not isinstance(cell, str):
                    cells[place] = failed  # as it is shown, to whoever mends it
            what = self._unreadable(name, cell) if failed is None else reason(failed)
            if what is not None:
                wrong[name] = SourceError(what, file=self.path, line=line, column=name)
        row = self._row(header, read, line)
        row.raw = cells
        if not wrong:
            return row
        return WrongRow(
            next(iter(wrong.values())),
            file=self.path,
            line=line,
            raw=cells,
            read=row,
            certain={name: row[name] for name in row if name not in wrong},
        )

    def _failure(self, cell: object, _line: int, _place: int, /) -> str | None:
        """Return the text in place of the value of a formula, as it was copied; else None."""
        text = cell.strip() if isinstance(cell, str) and "#" in cell else None
        return text if text in FAILED_TEXTS else None

    def _unreadable(self, _name: str, _cell: object, /) -> str | None:
        """Return why the file does not keep what was in this cell; None if it does."""
        return None

    def _row(self, header: Sequence[str], values: Sequence[object], line: int) -> SourceRow:
        """Return a row whose cells are all there.

        Columns without a name, or a name of their own, are not.
        """
        named: dict[str, object] = {}
        for name, value in zip(header, values, strict=True):
            # Without a mapping the row is the document: what is empty is left out of it.
            if name in named:
                named[name] = DOUBLED  # whoever wants it must be told, and not get one of the two
            elif name and not (self.typed and self.mapping is None and _is_empty(value)):
                named[name] = value
        make = None if self.mapping is None else self.mapping.document
        return SourceRow(named, file=self.path, line=line, raw=values, mapping=make)


def _nearest(name: str, header: Iterable[str]) -> str:
    """Return what the column may be called in the file."""
    names = [one for one in header if one]
    alike = {_loose(one): one for one in names}
    close = alike.get(_loose(name)) or next(
        iter(difflib.get_close_matches(name, names, n=1, cutoff=0.8)), None
    )
    hint = "" if close is None else f"did you mean {close!r}? "
    return f"{hint}the file has {', '.join(names)}"


def _loose(name: str) -> str:
    return "".join(name.split()).replace("_", "").replace("-", "").casefold()


def _is_blank(line: SourceRow) -> bool:
    """Return whether no cell of a row holds anything."""
    raw = line.raw
    values = (
        cast("Sequence[object]", raw) if isinstance(raw, (list, tuple)) else list(line.values())
    )
    return all(_is_empty(value) for value in values)


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, float) and math.isnan(value))
