"""Writers of refused rows, one for each format that rows come in."""

from __future__ import annotations

import csv
import importlib
import json
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, Protocol, TextIO, TypeAlias, cast

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.arrow import ARROW, ArrowSource, FrameSource
from spaceinvoices_async.batch.input.csv import CsvSource
from spaceinvoices_async.batch.input.jsonl import UNREAD, JsonlSource
from spaceinvoices_async.batch.input.rows import REASONS, SourceRow, WrongRow
from spaceinvoices_async.batch.input.sources import Source
from spaceinvoices_async.batch.input.table import TableSource
from spaceinvoices_async.batch.input.workbook import WorkbookSource
from spaceinvoices_async.batch.output_files import defused

Reasons: TypeAlias = list[object]
Write: TypeAlias = Callable[[SourceRow, Reasons], object]

COLUMNS: Final = REASONS
"""The columns that are added to refused rows."""

_FOREIGN: Final = ("_error_message", "_error_field")
"""Those of them that hold text of the server."""
_MEND: Final = "mend this line and remove this cell"
"""One cell too many: a line with the wrong number of cells must not pass for one that was mended."""
_DIGITS: Final = 15


@contextmanager
def writer(source: Source, to: Path, suffix: str) -> Generator[Write]:
    """Give what writes a row of the source in its own format, with the reasons.

    Args:
        source: The file that the rows are of.
        to: File to write.
        suffix: What the name of the file will end with.

    Raises:
        SourceError: Its format cannot be written.
    """
    if isinstance(source, WorkbookSource):
        if suffix != ".xlsx":
            raise SourceError("goes back as .xlsx: name the file so", file=source.path)
        with _workbook(source, to) as write:
            yield write
    elif isinstance(source, ArrowSource):
        with _arrow(source, to) as write:
            yield write
    elif isinstance(source, (CsvSource, FrameSource)):
        # In the encoding of the file, or the options it was read with would misread what is mended.
        named = source.encoding if isinstance(source, CsvSource) else "utf-8"
        encoding = named.removesuffix("-sig")
        with to.open("w", newline="", encoding=encoding, errors="backslashreplace") as file:
            yield _csv(source, file)
    elif isinstance(source, JsonlSource):
        with to.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield lambda row, reasons: _write_json(file, row, reasons)
    else:
        raise SourceError("cannot be written back in its own format", file=source.path)


def _kept(header: Sequence[str]) -> list[int]:
    """Places of the columns that are not of an earlier refusal."""
    return [place for place, name in enumerate(header) if name not in COLUMNS]


def _csv(source: CsvSource | FrameSource, file: TextIO) -> Write:
    table = csv.writer(file, delimiter=source.delimiter if isinstance(source, CsvSource) else ",")
    header = source.header()
    kept = _kept(header)
    table.writerow([*(header[place] for place in kept), *COLUMNS])

    def write(row: SourceRow, reasons: Reasons) -> None:
        cells = cast("list[object]", row.raw)
        told = _defused(reasons)
        if len(cells) == len(header):
            table.writerow([*(cells[place] for place in kept), *told])
            return
        if cells[-1] == _MEND:  # refused before, and not mended
            cells = cells[: -len(COLUMNS) - 1]
        padding = [""] * (len(kept) - len(cells))
        table.writerow([*cells, *padding, *told, _MEND])

    return write


def _defused(reasons: Reasons) -> Reasons:
    """Return the reasons, in which nothing that the server says is a formula."""
    told = zip(COLUMNS, reasons, strict=True)
    return [defused(reason) if name in _FOREIGN else reason for name, reason in told]


def _write_json(file: TextIO, row: SourceRow, reasons: Reasons) -> None:
    values = {UNREAD: row.raw} if isinstance(row, WrongRow) else row
    kept = {name: value for name, value in values.items() if name not in COLUMNS}
    told = {**kept, **dict(zip(COLUMNS, reasons, strict=True))}
    file.write(json.dumps(told, default=_as_number) + "\n")


def _as_number(value: object) -> object:
    """Return a decimal as a number of JSON; anything else that JSON has not as a text."""
    return float(value) if isinstance(value, Decimal) and _is_short(value) else str(value)


def _is_short(number: Decimal) -> bool:
    return number.is_finite() and Decimal(repr(float(number))) == number


class _Sheet(Protocol):
    def write_string(self, row: int, column: int, text: str) -> int: ...
    def write_number(self, row: int, column: int, number: float) -> int: ...
    def write_boolean(self, row: int, column: int, value: bool) -> int: ...  # noqa: FBT001 - not ours
    def write_datetime(
        self, row: int, column: int, value: date, cell_format: object = None
    ) -> int: ...


@contextmanager
def _workbook(source: TableSource, to: Path) -> Generator[Write]:
    try:
        library = importlib.import_module("xlsxwriter")
    except ModuleNotFoundError:
        raise SourceError(
            "needs xlsxwriter: pip install 'spaceinvoices-async[excel]' to write refused rows",
            file=source.path,
        ) from None
    header = source.header()
    kept = _kept(header)
    with library.Workbook(str(to)) as book:
        sheet = cast("_Sheet", book.add_worksheet())
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        rows = iter(range(1, 1 << 20))

        def put(row: int, values: Sequence[object]) -> None:
            for column, value in enumerate(values):
                if isinstance(value, datetime):
                    sheet.write_datetime(row, column, value.replace(tzinfo=None), moments)
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, days)
                elif isinstance(value, bool):
                    sheet.write_boolean(row, column, value)
                elif isinstance(value, (int, Decimal)) and _fits(value):
                    sheet.write_number(row, column, float(value))
                elif value is not None and value != "":
                    sheet.write_string(row, column, str(value))

        def write(row: SourceRow, reasons: Reasons) -> None:
            cells = cast("list[object]", row.raw)
            put(next(rows), [*(cells[place] for place in kept), *reasons])

        put(0, [*(header[place] for place in kept), *COLUMNS])
        yield write


def _fits(number: int | Decimal) -> bool:
    """Return whether a spreadsheet keeps all digits of a number."""
    return len(Decimal(number).normalize().as_tuple().digits) <= _DIGITS


class _Rows(Protocol):
    def take(self, places: list[int]) -> _Rows: ...
    def select(self, columns: list[str]) -> _Rows: ...
    def append_column(self, name: str, values: object) -> _Rows: ...


@contextmanager
def _arrow(source: ArrowSource, to: Path) -> Generator[Write]:
    """Take the rows out of the file itself, so that every value keeps its type."""
    places: list[int] = []
    told: list[Reasons] = []

    def write(row: SourceRow, reasons: Reasons) -> None:
        places.append(row.line - 1)
        told.append(reasons)

    yield write
    arrow = importlib.import_module("pyarrow")
    header = source.header()
    if source.path.suffix.lower() in ARROW:
        feather = importlib.import_module("pyarrow.feather")
        table = cast("_Rows", feather.read_table(str(source.path)))
    else:
        parquet = importlib.import_module("pyarrow.parquet")
        table = cast("_Rows", parquet.read_table(str(source.path)))
    table = table.select([header[place] for place in _kept(header)]).take(places)
    for place, name in enumerate(COLUMNS):
        values = [str(reasons[place]) for reasons in told]
        table = table.append_column(name, arrow.array(values, arrow.string()))
    if source.path.suffix.lower() in ARROW:
        feather = importlib.import_module("pyarrow.feather")
        feather.write_feather(table, str(to))
    else:
        importlib.import_module("pyarrow.parquet").write_table(table, str(to))
