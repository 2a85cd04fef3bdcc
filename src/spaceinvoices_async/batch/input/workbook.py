"""Rows from a workbook: .xlsx, .xls, .xlsb and .ods, read by python-calamine."""

from __future__ import annotations

import importlib
import math
import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, Protocol, cast

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.failed_cells import failed_cells
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import SourceRow
from spaceinvoices_async.batch.input.table import TableSource

SUFFIXES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""How the names of workbooks end."""

_LARGEST: Final = 10**15
"""From here on a spreadsheet keeps not all digits of a number."""


class _Sheet(Protocol):
    @property
    def start(self) -> tuple[int, int] | None: ...

    def iter_rows(self) -> Iterator[list[object]]: ...


class _Workbook(Protocol):
    sheet_names: list[str]

    def get_sheet_by_name(self, name: str) -> _Sheet: ...


class WorkbookSource(TableSource):
    """A sheet of a workbook, with a header in its first row that is not empty.

    Cells keep their types: a text stays a text with all its zeros, a number is the number that the
    cell shows in full, a date is a date.

    Args:
        path: Of the file.
        mapping: Makes documents of its rows.
        group_by: Column that is the same for all lines of one document, which stand together; None
            for a document a row.
        sheet: Name of the sheet; the first one unless given.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        mapping: DocumentMapping | None = None,
        group_by: str | None = None,
        sheet: str | None = None,
    ) -> None:
        super().__init__(path, mapping=mapping, group_by=group_by)
        self.sheet: Final = sheet
        self._failed: Mapping[tuple[int, int], str] = {}

    def settings(self) -> tuple[object, ...]:
        """Return what beside its content decides about the documents of the file."""
        return (*super().settings(), self.sheet)

    def header(self) -> list[str]:
        """Return the names of the columns.

        Raises:
            SourceError: There are none, or a column that is needed is missing or there twice.
        """
        for _, cells in self._rows():
            if not _is_empty(cells):
                return self._checked([_name(cell) for cell in cells])
        return self._checked([])

    def _lines(self) -> Iterator[SourceRow]:
        header: list[str] | None = None
        for line, cells in self._rows():
            if header is None:
                if _is_empty(cells):
                    continue
                header = self._checked([_name(cell) for cell in cells])
            else:
                yield self._whole_row(header, [*cells, *[None] * (len(header) - len(cells))], line)

    def _failure(self, cell: object, line: int, place: int, /) -> str | None:
        """Return what a cell shows in place of the value of its formula; None if it has one."""
        return self._failed.get((line, place)) or super()._failure(cell, line, place)

    def _unreadable(self, _name: str, cell: object, /) -> str | None:
        """Return why the workbook does not keep what was in this cell; None if it does."""
        if not isinstance(cell, (int, float)) or abs(cell) < _LARGEST:
            return None
        return (
            f"is {cell}, of which a spreadsheet keeps 15 digits: give the column the format of "
            "text, and write it anew"
        )

    def _rows(self) -> Iterator[tuple[int, list[object]]]:
        """Yield number and cells of each row that is not empty, or whose formulas have failed."""
        sheet = self._opened()
        if sheet.start is None:
            return
        failed = {line for line, _ in self._failed}
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            read = [_cell(cell) for cell in cells]
            if not _is_empty(read) or number in failed:
                yield number, read

    def _opened(self) -> _Sheet:
        try:
            calamine = importlib.import_module("python_calamine")
        except ModuleNotFoundError:
            raise SourceError(
                "is a workbook: pip install 'spaceinvoices-async[excel]' to read it",
                file=self.path,
            ) from None
        try:
            workbook = cast("_Workbook", calamine.load_workbook(os.fspath(self.path)))
            names = workbook.sheet_names
            name = self.sheet or (names[0] if names else "")
            if name not in names:
                raise SourceError(
                    f"has no sheet {name!r}; it has {', '.join(names)}", file=self.path
                )
            sheet = workbook.get_sheet_by_name(name)
            self._failed = self._look_for_failures(sheet, names.index(name))
        except (calamine.CalamineError, OSError, ValueError) as error:
            if isinstance(error, SourceError):
                raise
            raise SourceError(f"is no workbook that can be read ({error})", file=self.path) from (
                error
            )
        return sheet

    def _look_for_failures(self, sheet: _Sheet, place: int) -> Mapping[tuple[int, int], str]:
        """Return the errors of its cells, by line and place in the line."""
        before = 0 if sheet.start is None else sheet.start[1]  # columns that the reader leaves out
        found = failed_cells(self.path, place)
        return {(line, column - before): error for (line, column), error in found.items()}


def _is_empty(cells: list[object]) -> bool:
    return all(cell is None for cell in cells)


def _cell(value: object) -> object:
    """Return what stands in a cell, as a document takes it; None for an empty one."""
    if value == "":
        return None
    if isinstance(value, float):
        if math.isnan(value) or math.isinf(value):
            return None
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, (time, timedelta)):
        return str(value)
    return value


def _name(cell: object) -> str:
    """Return the name of a column; a number or a date as a person writes it."""
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def read_workbook(
    path: str | os.PathLike[str],
    *,
    mapping: DocumentMapping | None = None,
    group_by: str | None = None,
    sheet: str | None = None,
) -> WorkbookSource:
    """Return rows from a sheet of a workbook (.xlsx, .xls, .xlsb, .ods); needs the extra `excel`.

    Args:
        path: Of the file.
        mapping: Makes a document of a row; without it each row is a document.
        group_by: Column that is the same for all lines of one document, which must stand together.
        sheet: Name of the sheet; the first one unless given.
    """
    return WorkbookSource(path, mapping=mapping, group_by=group_by, sheet=sheet)
