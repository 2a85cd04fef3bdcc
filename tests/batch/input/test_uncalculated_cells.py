"""Formulas without a value, and cells that readers of workbooks have misread: none is issued as empty."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from spaceinvoices_async.batch import BatchOptions, DocumentMapping, SourceError, read_workbook
from tests.batch.books_server import BooksServer
from tests.batch.input.test_failed_cells import HEADER, WHOLE, problems, write
from tests.batch.orders import ORGANIZATION, client

if TYPE_CHECKING:
    from pathlib import Path

    from spaceinvoices_async.batch import WorkbookSource

TOLD = (
    "is a formula without a value: open the file in a spreadsheet, which calculates it, and save it"
)
SAVED = ('fullCalcOnLoad="1"', "")
"""A workbook that a spreadsheet has saved does not ask to be calculated."""
ZERO = "</f><v>0</v>"


def change(path: Path, *changes: tuple[str, str]) -> None:
    """Replace text in every part of a workbook."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            changed = text
            for old, new in changes:
                changed = changed.replace(old, new)
            book.writestr(name, changed)


def with_formula(path: Path, cell: str, *changes: tuple[str, str]) -> WorkbookSource:
    """The orders with a formula as the library writes it: its value 0, to be calculated."""
    source = write(path, WHOLE, ("2", *WHOLE[1:]), failed={cell: 0})
    change(path, *changes)
    return source


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (SAVED, (ZERO, "</f>")),
        (SAVED, (ZERO, "</f><v></v>")),
        (SAVED, (ZERO, "</f><v/>")),
        (SAVED, (ZERO, "</f>\n <v />\n ")),
    ],
)
@pytest.mark.parametrize("column", ["B", "C", "D", "E", "F"])
async def test_a_document_is_not_issued_without_a_cell_that_was_never_calculated(
    tmp_path: Path, column: str, changes: tuple[tuple[str, str], ...]
) -> None:
    source = with_formula(tmp_path / "o.xlsx", f"{column}3", *changes)
    name = HEADER["ABCDEF".index(column)]
    assert await problems(source) == [(3, f"3, column {name!r}: {TOLD}")]


async def test_a_key_that_was_never_calculated_is_none(tmp_path: Path) -> None:
    source = with_formula(tmp_path / "o.xlsx", "A3")
    assert await problems(source) == [(3, "3: key (column 'order'): is empty")]


async def test_what_no_document_is_made_of_need_not_be_calculated(tmp_path: Path) -> None:
    assert await problems(with_formula(tmp_path / "o.xlsx", "G3")) == []


async def test_a_formula_that_a_spreadsheet_has_calculated_has_its_value(tmp_path: Path) -> None:
    nothing = with_formula(tmp_path / "nothing.xlsx", "D3", SAVED)
    assert [row["price"] for row in nothing] == [10, 0]
    shared = ('<f>IF("a&lt;b",NA(),1)</f><v>0</v>', '<f t="shared" si="0"/><v>7</v>')
    repeated = with_formula(tmp_path / "repeated.xlsx", "D3", SAVED, shared)
    assert [row["price"] for row in repeated] == [10, 7]
    blank = ('<c r="F3"', '<c t="str" r="F3"'), (ZERO, "</f><v></v>")
    empty = with_formula(tmp_path / "empty.xlsx", "F3", SAVED, *blank)
    assert await problems(empty) == []


def test_cells_that_do_not_say_where_they_stand_are_not_searched(tmp_path: Path) -> None:
    for cell, value in (("D2", "#N/A"), ("D3", 0)):
        source = write(tmp_path / "o.xlsx", WHOLE, WHOLE, failed={cell: value})
        change(tmp_path / "o.xlsx", (f' r="{cell}"', ""))
        with pytest.raises(SourceError, match="cells of the sheet do not say where they stand"):
            list(source)


@pytest.mark.parametrize("text", ["#N/A", " #REF! ", "#NV"])
@pytest.mark.parametrize("place", range(1, 6))
async def test_an_error_that_was_copied_as_a_value_is_no_value(
    tmp_path: Path, place: int, text: str
) -> None:
    row: list[object] = [*WHOLE]
    row[place] = text
    source = write(tmp_path / "o.xlsx", WHOLE, ("2", *row[1:]), failed={})
    name = HEADER[place]
    told = f"3, column {name!r}: is {text.strip()}: the formula of the cell has failed"
    assert await problems(source) == [(3, told)]


async def test_rows_whose_keys_are_copied_errors_are_not_one_document(tmp_path: Path) -> None:
    rows = (("#N/A", *WHOLE[1:]), ("#N/A", *WHOLE[1:]))
    assert await problems(write(tmp_path / "o.xlsx", *rows, failed={})) == [
        (2, "2: key (column 'order'): is empty"),
        (3, "3: key (column 'order'): is empty"),
    ]


@pytest.mark.parametrize(("value", "shown"), [("#N/A", "#N/A"), (0, "#NOT-CALCULATED!")])
async def test_a_refused_row_stays_refused_until_somebody_writes_the_value(
    tmp_path: Path, value: str | int, shown: str
) -> None:
    orders, refused, journal = (tmp_path / name for name in ("o.xlsx", "refused.xlsx", "journal"))
    source = write(orders, WHOLE, ("2", *WHOLE[1:]), failed={"C3": value})
    how: dict[str, Any] = {
        "organization_id": ORGANIZATION,
        "key": "order",
        "journal": journal,
        "options": BatchOptions(check_first=False),
    }
    async with BooksServer() as server, client(server) as si:
        report = await si.batch.issue(source, **how)
        await si.batch.write_refused(source, journal, refused, key="order")
        again = read_workbook(refused, mapping=source.mapping)
        (row,) = again
        assert isinstance(row.raw, list)
        assert row.raw[: len(WHOLE)] == ["2", "Ada", shown, 10, 2, 21, None]
        second = await si.batch.issue(again, **how)
    assert (report.issued, second.issued, second.new) == (1, 1, 0)


def test_a_date_counts_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("order", "day"))
        sheet.write_string(1, 0, "1")
        sheet.write_datetime(1, 1, date(2026, 11, 3), book.add_format({"num_format": 14}))
    # Newer spreadsheets write a second element of that name, which does not speak of 1904.
    newer = (
        '<extLst><ext uri="{140A7094}"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>'
    )
    prefix = ("<workbook ", '<workbook xmlns:x15="urn:x15" ')
    change(path, prefix, ("</workbook>", f"{newer}</workbook>"))
    (row,) = read_workbook(path)
    assert row == {"order": "1", "day": date(2026, 11, 3)}


def test_a_text_without_content_is_not_the_first_text_of_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("order", "who", "what", "note"))
        sheet.write_row(1, 0, ("1", "two", "three", "four"))
    written = '<c r="B2" t="s"><v>5</v></c><c r="C2" t="s"><v>6</v></c>'
    empty = '<c r="B2" t="s"><v/></c><c r="C2" t="s"><v></v></c>'
    change(path, (written, empty), ("<si><t>three</t></si>", "<si></si>"))
    (row,) = read_workbook(path, mapping=DocumentMapping({"note": "note"}))
    assert row == {"order": "1", "who": None, "what": None, "note": "four"}
