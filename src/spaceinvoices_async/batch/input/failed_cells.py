"""Finds the cells whose formula has no value: readers of .xlsx give them as empty ones, CSV as text.

It has failed, or was never calculated: a program wrote it, and no spreadsheet has opened it since.
"""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NOT_CALCULATED: Final = "#NOT-CALCULATED!"
"""What is shown for a formula that has no value yet; no spreadsheet writes it."""
_WORKBOOK: Final = "xl/workbook.xml"
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ID: Final = re.compile(rb"\s\w+:id=[\"']([^\"']*)")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"\s(\w+)=[\"']([^\"']*)")
_FAILED: Final = re.compile(
    rb"<(?:\w+:)?c(\s(?=[^>]*\bt=[\"']e[\"'])[^>]*)>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c(\s[^>]*)?>\s*"
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\b[^>]*>([^<]*)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TO_CALCULATE: Final = re.compile(rb"<(?:\w+:)?calcPr\s[^>]*\bfullCalcOnLoad=[\"'](?:1|true)[\"']")
_IS_TEXT: Final = re.compile(rb"\bt=[\"'](?:str|inlineStr|s)[\"']")
_PLACE: Final = re.compile(rb"\sr=[\"']([A-Z]+)(\d+)[\"']")
FAILED_TEXTS: Final = frozenset(
    {
        *("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!"),
        *("#N/D", "#VALORE!", "#NOME?", "#¡REF!", "#¡DIV/0!", "#¡VALOR!", "#¿NOMBRE?", "#¡NUM!"),
        NOT_CALCULATED,
    }
)
"""What is written into text for it: in English, German, French, Italian and Spanish."""
_PIECE_BYTES: Final = 1 << 20
_LONGEST_CELL_BYTES: Final = 1 << 16
"""Pieces overlap by so much: a formula has 8,192 characters at the most."""


def reason(text: str) -> str:
    """Return what is wrong with a cell that shows such a text.

    Args:
        text: One of `FAILED_TEXTS`.
    """
    if text == NOT_CALCULATED:
        return (
            "is a formula without a value: open the file in a spreadsheet, which calculates it, "
            "and save it"
        )
    return f"is {text}: the formula of the cell has failed"


def failed_cells(path: Path, place: int) -> Mapping[tuple[int, int], str]:
    """Return the errors, such as `#N/A`, by row and column, both from 1.

    A formula that was never calculated has `NOT_CALCULATED`. Programs that write workbooks leave its
    value out, or write 0 and ask the spreadsheet to calculate everything when it opens the file.

    Other formats than .xlsx have none: .xls, .xlsb and .ods do not tell such a cell from an empty one.

    Args:
        path: Of a workbook.
        place: Of the sheet among the sheets of the workbook, from 0.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is an .xlsx file, and its sheet cannot be searched.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as book:
        if _WORKBOOK not in book.namelist():
            return {}
        try:
            is_to_calculate = _TO_CALCULATE.search(book.read(_WORKBOOK)) is not None
            with book.open(_part(book, place)) as sheet:
                pieces = iter(lambda: sheet.read(_PIECE_BYTES), b"")
                return dict(_failed(pieces, is_to_calculate=is_to_calculate))
        # The module raises the last for what is encrypted or packed in a way that it does not know.
        except (zipfile.BadZipFile, LookupError, RuntimeError) as error:
            raise ValueError(f"no failed formula can be looked for: {error}") from error


def _part(book: zipfile.ZipFile, place: int) -> str:
    """Return the name of the part that holds a sheet."""
    sheet = _SHEET.findall(book.read(_WORKBOOK))[place]
    name = _ID.findall(sheet)[0]
    for relation in _RELATION.findall(book.read("xl/_rels/workbook.xml.rels")):
        attributes = dict(_ATTRIBUTE.findall(relation))
        if attributes.get(b"Id") == name:
            target = unescape(attributes[b"Target"].decode())
            return target[1:] if target.startswith("/") else f"xl/{target}"
    raise LookupError(f"there is no part {name!r}")


def _failed(
    pieces: Iterator[bytes], *, is_to_calculate: bool
) -> Iterator[tuple[tuple[int, int], str]]:
    unset = {b"", b"0"} if is_to_calculate else {b""}
    text = b""
    for piece in pieces:
        text = text[-_LONGEST_CELL_BYTES:] + piece
        for attributes, value in _FORMULA.findall(text):
            if value.strip() in unset and not _IS_TEXT.search(attributes):
                yield _place(attributes), NOT_CALCULATED
        for attributes, error in _FAILED.findall(text):
            yield _place(attributes), error.decode()


def _place(attributes: bytes) -> tuple[int, int]:
    """Return row and column of a cell.

    Raises:
        LookupError: It does not say where it stands, but only follows another one.
    """
    found = _PLACE.search(attributes)
    if found is None:
        raise LookupError("cells of the sheet do not say where they stand")
    return int(found[2]), _column(found[1])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
