"""Cells of a workbook whose formula has failed: the document is not issued as if they were empty."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from spaceinvoices_async.batch import DocumentMapping, read_csv, read_workbook
from spaceinvoices_async.batch.input.failed_cells import failed_cells
from tests.batch.books_server import BooksServer
from tests.batch.orders import ORGANIZATION, client

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from spaceinvoices_async.batch import CsvSource, WorkbookSource

HEADER = ("order", "who", "what", "price", "quantity", "vat", "remark")
COLUMNS: dict[str, Any] = {
    "who": "client.name",
    "what": "items[].name",
    "price": "items[].price",
    "quantity": "items[].quantity",
    "vat": "items[].taxes[].rate",
}
WHOLE = ("1", "Ada", "Suit", 10, 2, 21, "")


def write(
    path: Path,
    *rows: tuple[object, ...],
    failed: Mapping[str, str | int],
    row: int = 0,
    column: int = 0,
    group_by: str | None = None,
    **left_out: Any,
) -> WorkbookSource:
    """A workbook whose second sheet has these rows from a cell on, and errors in these cells."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notes & more").write_formula("E3", "=1/0", None, "#DIV/0!")
        sheet = book.add_worksheet("Orders")
        for number, cells in enumerate((HEADER, *rows)):
            sheet.write_row(row + number, column, cells)
        for cell, error in failed.items():
            sheet.write_formula(cell, '=IF("a<b",NA(),1)', None, error)
    mapping = DocumentMapping(COLUMNS, {"type": "invoice"}, **left_out)
    return read_workbook(path, mapping=mapping, sheet="Orders", group_by=group_by)


async def problems(source: CsvSource | WorkbookSource) -> list[tuple[int, str]]:
    """Lines that are wrong, and the end of what is said of them."""
    async with BooksServer() as server, client(server) as si:
        found = await si.batch.check(source, organization_id=ORGANIZATION, key="order")
    return [(one.line, str(one.error).partition("line ")[2]) for one in found.problems]


@pytest.mark.parametrize("column", ["B", "C", "D", "E", "F"])
async def test_a_document_is_not_issued_without_a_cell_whose_formula_has_failed(
    tmp_path: Path, column: str
) -> None:
    source = write(tmp_path / "o.xlsx", WHOLE, ("2", *WHOLE[1:]), failed={f"{column}3": "#N/A"})
    name = HEADER["ABCDEF".index(column)]
    told = f"3, column {name!r}: is #N/A: the formula of the cell has failed"
    assert await problems(source) == [(3, told)]


async def test_a_key_whose_formula_has_failed_is_none(tmp_path: Path) -> None:
    source = write(tmp_path / "o.xlsx", WHOLE, failed={"A2": "#REF!"})
    assert await problems(source) == [(2, "2: key (column 'order'): is empty")]


async def test_what_no_document_is_made_of_may_fail(tmp_path: Path) -> None:
    assert await problems(write(tmp_path / "o.xlsx", WHOLE, failed={"G2": "#N/A"})) == []


async def test_a_table_may_begin_anywhere_on_its_sheet(tmp_path: Path) -> None:
    failed = {"H6": "#VALUE!"}
    second = ("2", *WHOLE[1:])
    source = write(tmp_path / "o.xlsx", WHOLE, second, failed=failed, row=3, column=2)
    told = "6, column 'vat': is #VALUE!: the formula of the cell has failed"
    assert await problems(source) == [(6, told)]


async def test_a_refused_row_shows_what_had_failed(tmp_path: Path) -> None:
    source = write(tmp_path / "o.xlsx", WHOLE, failed={"E2": "#DIV/0!"})
    (row,) = source
    assert row.raw == ["1", "Ada", "Suit", 10, "#DIV/0!", 21, None]


async def test_a_row_of_which_every_formula_has_failed_is_told(tmp_path: Path) -> None:
    failed = {f"{column}3": "#REF!" for column in "ABCDEFG"}
    source = write(tmp_path / "o.xlsx", WHOLE, (), ("3", *WHOLE[1:]), failed=failed)
    told = "3, column 'who': is #REF!: the formula of the cell has failed"
    assert await problems(source) == [(3, told)]


async def test_a_row_that_is_empty_but_for_what_nobody_reads_is_none(tmp_path: Path) -> None:
    source = write(tmp_path / "o.xlsx", WHOLE, (), ("3", *WHOLE[1:]), failed={"G3": "#REF!"})
    assert await problems(source) == []
    assert [row.line for row in source] == [2, 4]


@pytest.mark.parametrize("group_by", [None, "order"])
async def test_a_row_that_is_left_out_may_have_failed(tmp_path: Path, group_by: str | None) -> None:
    draft = ("2", *WHOLE[1:-1], "draft")
    source = write(
        tmp_path / "o.xlsx",
        WHOLE,
        draft,
        ("3", *WHOLE[1:]),
        failed={"D3": "#N/A"},
        group_by=group_by,
        skip={"remark": "draft"},
    )
    assert await problems(source) == []
    assert [row.line for row in source] == [2, 4]


@pytest.mark.parametrize("group_by", [None, "order"])
async def test_a_row_is_not_left_out_by_a_cell_that_has_failed(
    tmp_path: Path, group_by: str | None
) -> None:
    paid = (*WHOLE[:-1], "paid")
    source = write(
        tmp_path / "o.xlsx",
        paid,
        ("2", *paid[1:-1]),
        failed={"G3": "#N/A"},
        group_by=group_by,
        only={"remark": "paid"},
    )
    told = "3, column 'remark': is #N/A: the formula of the cell has failed"
    assert await problems(source) == [(3, told)]


@pytest.mark.parametrize("group_by", [None, "order"])
async def test_a_footer_whose_sum_has_failed_ends_the_table(
    tmp_path: Path, group_by: str | None
) -> None:
    source = write(
        tmp_path / "o.xlsx",
        WHOLE,
        ("Total",),
        ("made by", "the shop"),
        failed={"D3": "#VALUE!"},
        group_by=group_by,
        footer={"order": "Total"},
    )
    assert await problems(source) == []
    assert [row.line for row in source] == [2]


async def test_a_failed_cell_keeps_no_other_document_from_being_issued(tmp_path: Path) -> None:
    source = write(
        tmp_path / "o.xlsx",
        WHOLE,
        ("2", *WHOLE[1:]),
        ("2", *WHOLE[1:]),
        ("3", *WHOLE[1:]),
        failed={"D3": "#N/A"},
        group_by="order",
    )
    told = "3, column 'price': is #N/A: the formula of the cell has failed"
    assert await problems(source) == [(3, told)]
    alone = write(
        tmp_path / "alone.xlsx",
        WHOLE,
        ("2", *WHOLE[1:]),
        ("3", *WHOLE[1:]),
        failed={"D3": "#N/A"},
        group_by="order",
    )
    assert await problems(alone) == [(3, told)]


async def test_a_line_whose_key_has_failed_may_be_of_either_document_beside_it(
    tmp_path: Path,
) -> None:
    second = ("2", *WHOLE[1:])
    source = write(
        tmp_path / "o.xlsx",
        WHOLE,
        second,
        ("3", *WHOLE[1:]),
        failed={"A3": "#N/A"},
        group_by="order",
    )
    assert [line for line, _ in await problems(source)] == [2, 3, 4]


def test_errors_are_found_by_row_and_column_in_any_piece_of_a_large_sheet(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    places = [(row, 28) for row in range(1, 60_000, 1000)]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(0, 60_000, 2):
            sheet.write_row(row, 0, ("a", 1.5, 2.5))
        for row, column in places:
            sheet.write_formula(row, column, "=NA()", None, "#N/A")
    found = failed_cells(path, 0)
    assert set(found) == {(row + 1, column + 1) for row, column in places}


def test_another_format_has_no_errors(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    path.write_bytes(b"no zip")
    assert failed_cells(path, 0) == {}
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("content.xml", "<office:document-content/>")
    assert failed_cells(path, 0) == {}


def test_a_workbook_is_not_read_whose_sheet_cannot_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", '<sheets><sheet name="S" r:id="rId1"/></sheets>')
        book.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    for place in (0, 3):
        with pytest.raises(ValueError, match="no failed formula can be looked for"):
            failed_cells(path, place)


def test_a_workbook_whose_sheet_is_packed_in_an_unknown_way_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    write(path, WHOLE, failed={"E2": "#N/A"})
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"xl/worksheets/sheet1.xml") - 46  # in the list at the end of the file
    content[entry + 10 : entry + 12] = (97).to_bytes(2, "little")
    path.write_bytes(content)

    with pytest.raises(ValueError, match="no failed formula can be looked for: That compression"):
        failed_cells(path, 0)


def test_either_quote_and_any_prefix_are_read(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<x:sheets><x:sheet name='S' r:id='a'/></x:sheets>")
        book.writestr(
            "xl/_rels/workbook.xml.rels", "<Relationship Target='/xl/s.xml' Id='a' Type='t'/>"
        )
        book.writestr("xl/s.xml", "<x:c s='1' r='AB7' t='e'><x:f>A1</x:f><x:v>#REF!</x:v></x:c>")
    assert failed_cells(path, 0) == {(7, 28): "#REF!"}


def text(path: Path, *rows: tuple[object, ...], group_by: str | None = None) -> CsvSource:
    """The same table, as a spreadsheet saves it as CSV."""
    lines = (";".join(map(str, row)) for row in (HEADER, *rows))
    path.write_text("\n".join(lines), encoding="utf-8")
    mapping = DocumentMapping(COLUMNS, {"type": "invoice"})
    return read_csv(path, mapping=mapping, delimiter=";", group_by=group_by)


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#NV", " #REF! ", "#¡VALOR!"])
@pytest.mark.parametrize("place", range(1, 6))
async def test_a_formula_that_had_failed_when_csv_was_written_is_no_value(
    tmp_path: Path, place: int, error: str
) -> None:
    row = [*WHOLE]
    row[place] = error
    source = text(tmp_path / "o.csv", WHOLE, ("2", *row[1:]))
    told = f"3, column '{HEADER[place]}': is {error.strip()}: the formula of the cell has failed"
    assert await problems(source) == [(3, told)]


async def test_rows_of_csv_whose_keys_have_failed_are_not_one_document(tmp_path: Path) -> None:
    rows = (("#REF!", *WHOLE[1:]), ("#REF!", *WHOLE[1:]))
    assert await problems(text(tmp_path / "o.csv", *rows)) == [
        (2, "2: key (column 'order'): is empty"),
        (3, "3: key (column 'order'): is empty"),
    ]
    assert [line for line, _ in await problems(text(tmp_path / "o.csv", *rows, group_by="order"))]


async def test_in_csv_too_what_nobody_reads_may_have_failed_and_other_text_is_text(
    tmp_path: Path,
) -> None:
    source = text(tmp_path / "o.csv", ("1", "#1 Diner!", *WHOLE[2:-1], "#N/A"))
    assert await problems(source) == []
    (row,) = source
    assert row.raw == ["1", "#1 Diner!", "Suit", "10", "2", "21", "#N/A"]
