"""Rows from Parquet and Arrow files, read by pyarrow, and from data frames in memory."""

from __future__ import annotations

import importlib
import math
import os
import struct
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from decimal import Decimal
from typing import Final, Protocol, cast

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.mapping import DocumentMapping
from spaceinvoices_async.batch.input.rows import SourceRow
from spaceinvoices_async.batch.input.scalars import plain
from spaceinvoices_async.batch.input.table import TableSource
from spaceinvoices_async.errors import InvalidInputError

PARQUET: Final = (".parquet", ".pq")
ARROW: Final = (".arrow", ".feather", ".ipc")
"""How the names of such files end."""

_ROWS: Final = 4096


class ArrowSource(TableSource):
    """A Parquet or Arrow file; its values keep their types, decimals exactly.

    Args:
        path: Of the file.
        mapping: Makes documents of its rows; without it each row is a document.
        group_by: Column that is the same for all lines of one document, which stand together.
    """

    def header(self) -> list[str]:
        """Return the names of the columns.

        Raises:
            SourceError: There are none, or a column that is needed is missing or there twice.
        """
        with self._opened() as (names, _):
            return self._checked(names)

    def _lines(self) -> Iterator[SourceRow]:
        with self._opened() as (names, batches):
            header, line = self._checked(names), 0
            for batch in batches:
                for values in _rows_of(batch):
                    line += 1
                    yield self._whole_row(header, values, line)

    @contextmanager
    def _opened(self) -> Generator[tuple[list[str], Iterator[object]]]:
        try:
            arrow = importlib.import_module("pyarrow")
            parquet = importlib.import_module("pyarrow.parquet")
            ipc = importlib.import_module("pyarrow.ipc")
        except ModuleNotFoundError:
            raise SourceError(
                "needs pyarrow: pip install 'spaceinvoices-async[parquet]' to read it",
                file=self.path,
            ) from None
        try:
            if self.path.suffix.lower() in ARROW:
                with ipc.open_file(os.fspath(self.path)) as file:
                    count = range(file.num_record_batches)
                    yield list(file.schema.names), (file.get_batch(number) for number in count)
            else:
                with parquet.ParquetFile(os.fspath(self.path)) as file:
                    yield list(file.schema_arrow.names), file.iter_batches(batch_size=_ROWS)
        except (arrow.ArrowException, OSError) as error:
            raise SourceError(f"cannot be read ({error})", file=self.path) from error


class _Column(Protocol):
    type: object

    def to_pylist(self) -> list[object]: ...


class _Batch(Protocol):
    columns: list[_Column]


def _rows_of(batch: object) -> Iterator[list[object]]:
    """Return the rows of a batch of Arrow."""
    columns = [_exact(one.to_pylist(), str(one.type)) for one in cast("_Batch", batch).columns]
    return map(list, zip(*columns, strict=True))


_SHORT: Final = frozenset({"float", "halffloat", "float16", "float32"})
"""Names of floating-point types of fewer bits than Python's own, in lower case."""


def _exact(values: Iterable[object], kind: str) -> list[object]:
    """Return the values of a column of this type, as they print."""
    if kind.lower() in _SHORT:
        form = "e" if "16" in kind or "half" in kind else "f"
        return [
            _shortest(value, form) if isinstance(value, float) else plain(value) for value in values
        ]
    return [_day(plain(value)) for value in values]


def _day(value: object) -> object:
    """Return a day for midnight without a zone, by which these libraries keep days."""
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        return value.date()
    return value


def _shortest(value: float, form: str) -> object:
    """Return the shortest decimal that is this number of 32 bits, or of 16 for the form `e`."""
    if math.isnan(value) or math.isinf(value):
        return None
    for digits in range(1, 10):
        text = f"{value:.{digits}g}"
        if struct.pack(form, float(text)) == struct.pack(form, value):
            return Decimal(text)
    return value


class _Series(Protocol):
    """A column of a data frame."""

    dtype: object

    def __iter__(self) -> Iterator[object]: ...


class _Places(Protocol):
    def __getitem__(self, place: slice | tuple[slice, int]) -> object: ...


class _Pandas(Protocol):
    columns: Iterable[object]
    shape: tuple[int, int]
    iloc: _Places


class _Polars(Protocol):
    columns: Iterable[object]

    def iter_slices(self, n_rows: int) -> Iterator[_Polars]: ...

    def get_columns(self) -> list[_Series]: ...


class _Table(Protocol):
    column_names: Iterable[object]

    def to_batches(self, max_chunksize: int) -> list[object]: ...


class FrameSource(TableSource):
    """A data frame of pandas or polars, or a table of pyarrow.

    Its values are taken exactly: decimals, dates, whole numbers; floating-point numbers as they
    print; what is missing is an empty cell.

    Args:
        frame: The frame; it must not change while it is read.
        mapping: Makes documents of its rows; without it each row is a document.
        group_by: Column that is the same for all lines of one document, which stand together.
    """

    def __init__(
        self,
        frame: object,
        *,
        mapping: DocumentMapping | None = None,
        group_by: str | None = None,
    ) -> None:
        if not any(hasattr(frame, name) for name in ("to_batches", "iter_slices", "iloc")):
            raise InvalidInputError(
                "is a data frame of pandas or polars, or a table of pyarrow, not "
                f"{type(frame).__name__} (collect() makes one of a LazyFrame, and "
                "pyarrow.Table.from_batches() of batches)",
                field="frame",
            )
        super().__init__(type(frame).__name__, mapping=mapping, group_by=group_by)
        self._frame = frame

    def fingerprint(self) -> None:
        """None: what is in memory is checked anew in every run."""
        return

    def header(self) -> list[str]:
        """Return the names of the columns.

        Raises:
            SourceError: There are none, or a column that is needed is missing or there twice.
        """
        return self._checked(_names(self._frame))

    def _lines(self) -> Iterator[SourceRow]:
        header = self.header()
        for line, values in enumerate(_frame_rows(self._frame), start=1):
            yield self._whole_row(header, values, line)


def _names(frame: object) -> list[str]:
    if hasattr(frame, "column_names"):
        return [str(name) for name in cast("_Table", frame).column_names]
    return [str(plain(name)) for name in cast("_Pandas", frame).columns]


def _frame_rows(frame: object) -> Iterator[list[object]]:
    """Yield the rows of a frame, some thousand at a time."""
    if hasattr(frame, "to_batches"):
        for batch in cast("_Table", frame).to_batches(max_chunksize=_ROWS):
            yield from _rows_of(batch)
        return
    for part in _parts(frame):
        columns = [_exact(one, str(one.dtype)) for one in part]
        yield from map(list, zip(*columns, strict=True))


def _parts(frame: object) -> Iterator[list[_Series]]:
    if hasattr(frame, "iter_slices"):
        for part in cast("_Polars", frame).iter_slices(_ROWS):
            yield part.get_columns()
        return
    pandas = cast("_Pandas", frame)
    for start in range(0, pandas.shape[0], _ROWS):
        rows = slice(start, start + _ROWS)
        yield [cast("_Series", pandas.iloc[rows, place]) for place in range(pandas.shape[1])]


def is_frame(rows: object) -> bool:
    """Return whether rows are a data frame or a table, which iterate over their columns."""
    home = type(rows).__module__.partition(".")[0]
    return home in {"pandas", "polars", "pyarrow"} and hasattr(rows, "shape")


def read_parquet(
    path: str | os.PathLike[str],
    *,
    mapping: DocumentMapping | None = None,
    group_by: str | None = None,
) -> ArrowSource:
    """Return rows from a Parquet or Arrow file; needs the extra `parquet`.

    Args:
        path: Of the file; `.arrow`, `.feather` and `.ipc` are Arrow.
        mapping: Makes a document of a row; without it each row is a document.
        group_by: Column that is the same for all lines of one document, which must stand together.
    """
    return ArrowSource(path, mapping=mapping, group_by=group_by)


def read_frame(
    frame: object,
    *,
    mapping: DocumentMapping | None = None,
    group_by: str | None = None,
) -> FrameSource:
    """Return rows from a data frame of pandas or polars, or a table of pyarrow.

    Args:
        frame: The frame; it must not change while it is read.
        mapping: Makes a document of a row; without it each row is a document.
        group_by: Column that is the same for all lines of one document, which must stand together.

    Raises:
        InvalidInputError: It is neither of them, such as a LazyFrame.
    """
    return FrameSource(frame, mapping=mapping, group_by=group_by)
