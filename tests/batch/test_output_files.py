"""Outputs appear whole, for their owner alone, and never in the place of what is read."""

from __future__ import annotations

import csv
import stat
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from spaceinvoices_async import InvalidInputError
from spaceinvoices_async.batch import (
    BatchOptions,
    DocumentMapping,
    read_csv,
    read_parquet,
    read_workbook,
)
from spaceinvoices_async.batch.output_files import (
    defused,
    refuse_overwriting,
    replacing,
    require_folder,
)
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import Source

COLUMNS: dict[str, Any] = {"who": "client.name", "note": "note", "price": "items[].price"}
MAPPING = DocumentMapping(COLUMNS, {"items[].name": "x"})
HEADER = ("order", "who", "note", "price", "", "")
ROWS = [("0001", "=Ada", "", Decimal("19.99"), "a", "b"), ("0002", "Bob", "refuse me", 5, "c", "d")]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_output_is_no_input_whatever_path_leads_there(tmp_path: Path) -> None:
    rows, journal = tmp_path / "rows.csv", tmp_path / "rows.journal"
    rows.write_text("x")
    (tmp_path / "link.csv").symlink_to(rows)
    (tmp_path / "hard.csv").hardlink_to(rows)
    endings = ("", "-wal", ".progress.json")
    beside = [journal.with_name(journal.name + ending) for ending in endings]
    detour = tmp_path / "folder" / ".." / "rows.csv"
    for to in (rows, tmp_path / "link.csv", tmp_path / "hard.csv", detour, *beside):
        with pytest.raises(InvalidInputError, match="would be overwritten"):
            refuse_overwriting(to, inputs=[rows], journal=journal)
    refuse_overwriting(tmp_path / "other.csv", inputs=[rows], journal=journal)


def test_an_output_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    to = tmp_path / "out.csv"
    to.write_text("before")

    def fail() -> None:
        with replacing(to) as part:
            part.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (to.read_text(), [*tmp_path.iterdir()]) == ("before", [to])
    with replacing(to) as part:
        part.write_text("whole")
        assert part.name.startswith(".out.csv.")
    assert (to.read_text(), mode(to), [*tmp_path.iterdir()]) == ("whole", 0o600, [to])


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("-2.50", "-2.50"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff20SUM", "'\uff20SUM"),
        ("plain", "plain"),
        (-2, -2),
    ],
)
def test_what_excel_takes_for_a_formula_is_defused(cell: object, written: object) -> None:
    assert defused(cell) == written


def as_csv(path: Path) -> Source:
    with path.with_suffix(".csv").open("w", newline="") as file:
        csv.writer(file).writerows([HEADER, *ROWS])
    return read_csv(path.with_suffix(".csv"), mapping=MAPPING)


def as_workbook(path: Path) -> Source:
    import xlsxwriter

    with xlsxwriter.Workbook(path.with_suffix(".xlsx"), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(number, 0, row)
    return read_workbook(path.with_suffix(".xlsx"), mapping=MAPPING)


def as_parquet(path: Path) -> Source:
    import pyarrow as pa
    from pyarrow import parquet

    columns = {name: [row[place] for row in ROWS] for place, name in enumerate(HEADER[:3])}
    prices = pa.array([Decimal(row[3]) for row in ROWS], pa.decimal128(9, 2))
    days = [date(2026, 11, 3), date(2026, 11, 4)]
    parquet.write_table(
        pa.table({**columns, "price": prices, "day": days}), path.with_suffix(".parquet")
    )
    return read_parquet(path.with_suffix(".parquet"), mapping=MAPPING)


@pytest.mark.parametrize("make", [as_csv, as_workbook, as_parquet])
async def test_refused_rows_go_back_in_the_format_they_came_in(make: Any, tmp_path: Path) -> None:
    source = make(tmp_path / "orders")
    journal, to = tmp_path / "j", tmp_path / f"orders.refused{source.path.suffix}"
    given = {"organization_id": ORGANIZATION, "key": "order"}
    async with BooksServer() as server, client(server) as si:
        report = await si.batch.issue(source, journal=journal, **given)
        assert (report.issued, report.failed) == (1, 1)
        with pytest.raises(InvalidInputError, match="would be overwritten"):
            await si.batch.write_refused(source, journal, source.path, **given)
        assert await si.batch.write_refused(source, journal, to, **given) == 1
        assert mode(to) == 0o600
        back = type(source)(to, mapping=MAPPING)
        (row,) = back
        values = (row["order"], row["who"], row["note"], Decimal(str(row["price"])), row["_key"])
        assert values == ("0002", "Bob", "refuse me", 5, "0002")
        assert row["_error_message"]
        again = await si.batch.issue(
            back, journal=journal, options=BatchOptions(retry_failed="all"), **given
        )
        assert (again.issued, again.failed) == (1, 1)


def test_an_output_whose_folder_cannot_hold_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "away.csv").symlink_to(tmp_path / "nowhere" / "out.csv")
    for to in ("nowhere/out.csv", "file/out.csv", "away.csv"):
        with pytest.raises(InvalidInputError, match=r"^to: the folder of .* is not there$"):
            require_folder(tmp_path / to)
    with pytest.raises(InvalidInputError, match=r"^to: no file can be made there: .*too long"):
        refuse_overwriting(tmp_path / ("x" * 300))
    monkeypatch.setattr("os.access", lambda *_: False)  # whoever runs tests as root may write all
    with pytest.raises(InvalidInputError, match=r"^to: the folder of .* cannot be written to$"):
        require_folder(tmp_path / "out.csv")
