"""Workbooks, Parquet files and data frames come to the same documents as text."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async import InvalidInputError, preview_totals
from spaceinvoices_async.batch import (
    DocumentMapping,
    SourceError,
    read_frame,
    read_parquet,
    read_workbook,
)
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Source

D = Decimal
MAPPING = DocumentMapping(
    {
        "who": "client.name",
        "zip": "client.zip",
        "day": "date",
        "what": "items[].name",
        "count": "items[].quantity",
        "price": "items[].price",
        "vat": "items[].taxes[].rate",
    }
)
HEADER = ("order", "who", "zip", "day", "what", "count", "price", "vat")
ROWS: list[tuple[Any, ...]] = [
    ("0001", "Ada", "01234", date(2026, 11, 3), "Suit", 1, D("19.99"), 21),
    ("0001", "Ada", "01234", date(2026, 11, 3), "Boots", 2, D("0.10"), None),
    ("0002", "Bob", "99999", date(2026, 11, 4), "Rope", 3, D("5"), D("9.5")),
]
TOTALS = [D("24.39"), D("16.43")]


def write_workbook(
    path: Path, rows: list[tuple[Any, ...]], header: tuple[str, ...] = HEADER
) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Orders")
        form = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate([header, *rows]):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, form)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write_number(number, place, float(value))
    return path


def columns() -> dict[str, list[Any]]:
    return {name: [row[place] for row in ROWS] for place, name in enumerate(HEADER)}


def as_table() -> Any:
    import pyarrow as pa

    exact = pa.decimal128(9, 2)
    arrays = {name: pa.array(columns()[name], exact) for name in ("price", "vat")}
    return pa.table({**columns(), **arrays})


def workbook(folder: Path, **more: Any) -> Source:
    return read_workbook(write_workbook(folder / "o.xlsx", ROWS), **more)


def parquet(folder: Path, **more: Any) -> Source:
    table = as_table()
    from pyarrow import parquet as written

    written.write_table(table, folder / "o.parquet")
    return read_parquet(folder / "o.parquet", **more)


def arrow(folder: Path, **more: Any) -> Source:
    from pyarrow import feather

    feather.write_feather(as_table(), folder / "o.arrow")
    return read_parquet(folder / "o.arrow", **more)


def in_pandas(_: Path, **more: Any) -> Source:
    import pandas as pd

    return read_frame(pd.DataFrame(columns()), **more)


def in_polars(_: Path, **more: Any) -> Source:
    import polars as pl

    return read_frame(pl.DataFrame(columns(), strict=False), **more)


def in_arrow(_: Path, **more: Any) -> Source:
    return read_frame(as_table(), **more)


@pytest.mark.parametrize("make", [workbook, parquet, arrow, in_pandas, in_polars, in_arrow])
async def test_a_table_becomes_its_documents_whatever_it_is_kept_in(
    make: Any, tmp_path: Path
) -> None:
    source = make(tmp_path, mapping=MAPPING, group_by="order")
    rows = list(source)
    assert [row["order"] for row in rows] == ["0001", "0002"]
    assert [preview_totals(row).total_with_tax for row in rows] == TOTALS
    assert rows[0].to_document()["client"] == {"name": "Ada", "zip": "01234"}
    assert rows[0].to_document()["date"] == date(2026, 11, 3)
    async with BooksServer() as server, client(server) as si:
        report = await si.batch.issue(
            source, organization_id=ORGANIZATION, key="order", journal=tmp_path / "o.journal"
        )
        assert (report.ok, report.issued) == (True, 2)


async def test_a_frame_itself_can_be_the_rows(tmp_path: Path) -> None:
    import pandas as pd

    items = [[{"name": "x", "price": 1}], [{"name": "y", "price": 2}]]
    frame = pd.DataFrame({"order": ["a", "b"], "items": items, "note": ["n", None]})
    async with BooksServer() as server, client(server) as si:
        given = {"organization_id": ORGANIZATION, "key": "order"}
        found = await si.batch.check(frame, **given)
        assert (found.rows, found.wrong, found.totals[""].net) == (2, 0, D(3))
        report = await si.batch.issue(frame, journal=tmp_path / "journal", **given)
        assert (report.ok, report.issued, report.totals) == (True, 2, {"EUR": 3})


def short_in_pandas() -> object:
    import pandas as pd

    return pd.DataFrame({"a": pd.array([0.1, None], dtype="float32")})


def short_in_polars() -> object:
    import polars as pl

    return pl.DataFrame({"a": pl.Series([0.1, None], dtype=pl.Float32)})


def short_in_arrow() -> object:
    import pyarrow as pa

    return pa.table({"a": pa.array([0.1, None], pa.float32())})


@pytest.mark.parametrize("frame", [short_in_pandas, short_in_polars, short_in_arrow])
def test_a_number_of_32_bits_is_what_it_prints(frame: Any) -> None:
    rows = read_frame(frame(), mapping=DocumentMapping({"a": "note"}))
    assert [row.get("a") for row in rows] == [D("0.1")]


def test_a_number_of_16_bits_is_what_it_prints() -> None:
    import numpy as np
    import pyarrow as pa

    values = np.array([1.1, 0.2], dtype="float16")
    frame = pa.table({"order": ["1", "2"], "price": pa.array(values)})
    assert [row["price"] for row in read_frame(frame)] == [D("1.1"), D("0.2")]


@pytest.mark.parametrize("make", [in_pandas, in_polars, in_arrow, parquet, arrow])
async def test_an_error_of_a_formula_that_came_along_is_no_value(
    tmp_path: Path, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = (*ROWS[2][:2], "#N/A", *ROWS[2][3:])
    monkeypatch.setattr(sys.modules[__name__], "ROWS", [*ROWS[:2], failed])
    source = make(tmp_path, mapping=MAPPING, group_by="order")
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(source, organization_id=ORGANIZATION, key="order")
    assert [str(one.error).partition("column ")[2] for one in found.problems] == [
        "'zip': is #N/A: the formula of the cell has failed"
    ]


def test_what_is_no_frame_says_what_to_give() -> None:
    import polars as pl
    import pyarrow as pa

    batch = pa.RecordBatch.from_pydict({"order": ["1"]})
    for frame in (pl.DataFrame({"order": ["1"]}).lazy(), batch, [{"order": "1"}]):
        with pytest.raises(InvalidInputError, match=f"not {type(frame).__name__}") as raised:
            read_frame(frame)
        assert raised.value.field == "frame"


def test_a_long_number_of_a_workbook_is_not_believed(tmp_path: Path) -> None:
    rows = [(4.50012e15, "Ada", "1", None, "Suit", 1, 1, None)]
    source = read_workbook(write_workbook(tmp_path / "o.xlsx", rows), mapping=MAPPING)
    (row,) = source
    assert "keeps 15 digits" in str(row.error)
    assert "line 2, column 'order'" in str(row.error)


def test_whole_numbers_of_a_workbook_are_whole(tmp_path: Path) -> None:
    rows = [(1001, "Ada", 1000, None, "Suit", 1, 0.1, None)]
    (row,) = read_workbook(write_workbook(tmp_path / "o.xlsx", rows), mapping=MAPPING)
    assert (row["order"], row["price"]) == (1001, D("0.1"))
    assert row.to_document()["client"] == {"name": "Ada", "zip": "1000"}
    (remark,) = [one for one in MAPPING.remarks(row) if one.kind == "cell"]
    assert (remark.line, remark.column) == (2, "zip")


def test_a_sheet_is_named_and_a_wrong_name_lists_those_there_are(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "o.xlsx", ROWS)
    assert len(list(read_workbook(path, mapping=MAPPING, sheet="Orders"))) == 3
    with pytest.raises(SourceError, match="has no sheet 'Other'; it has Orders"):
        list(read_workbook(path, sheet="Other"))


def test_hidden_rows_and_sheets_are_read(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "o.xlsx") as book:
        hidden, shown = book.add_worksheet("Hidden"), book.add_worksheet("Shown")
        for number, row in enumerate((("order",), ("1",), ("2",))):
            hidden.write_row(number, 0, row)
        hidden.set_row(1, None, None, {"hidden": True})
        hidden.hide()
        shown.activate()
    assert [row["order"] for row in read_workbook(tmp_path / "o.xlsx")] == ["1", "2"]


def test_what_is_no_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    path.write_text("order,who\n")
    with pytest.raises(SourceError, match="is no workbook that can be read"):
        list(read_workbook(path))
    with pytest.raises(SourceError, match="cannot be read"):
        list(read_parquet(path))


@pytest.mark.parametrize(
    ("module", "read", "extra"),
    [("python_calamine", read_workbook, "excel"), ("pyarrow", read_parquet, "parquet")],
)
def test_a_missing_library_is_told_with_the_pip_line(
    module: str, read: Any, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SourceError, match=rf"pip install 'spaceinvoices-async\[{extra}\]'"):
        list(read(tmp_path / "o"))
