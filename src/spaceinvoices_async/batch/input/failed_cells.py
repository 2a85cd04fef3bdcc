"""Finds the cells whose formula has failed: readers of .xlsx give them as empty ones, CSV as text."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HAS_FAILED: Final = "is {}: the formula of the cell has failed"
_WORKBOOK: Final = "xl/workbook.xml"
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ID: Final = re.compile(rb"\s\w+:id=[\"']([^\"']*)")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"\s(\w+)=[\"']([^\"']*)")
_FAILED: Final = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*\br=[\"']([A-Z]+)(\d+)[\"'][^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
FAILED_TEXTS: Final = frozenset(
    {
        *("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!"),
        *("#N/D", "#VALORE!", "#NOME?", "#¡REF!", "#¡DIV/0!", "#¡VALOR!", "#¿NOMBRE?", "#¡NUM!"),
    }
)
"""What spreadsheets write into text for it: in English, German, French, Italian and Spanish."""
_PIECE_BYTES: Final = 1 << 20
_LONGEST_CELL_BYTES: Final = 1 << 16
"""Pieces overlap by so much: a formula has 8,192 characters at the most."""


def failed_cells(path: Path, place: int) -> Mapping[tuple[int, int], str]:
    """Return the errors, such as `#N/A`, by row and column, both from 1.

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
            with book.open(_part(book, place)) as sheet:
                return dict(_failed(iter(lambda: sheet.read(_PIECE_BYTES), b"")))
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


def _failed(pieces: Iterator[bytes]) -> Iterator[tuple[tuple[int, int], str]]:
    text = b""
    for piece in pieces:
        text = text[-_LONGEST_CELL_BYTES:] + piece
        for letters, row, error in _FAILED.findall(text):
            yield (int(row), _column(letters)), error.decode()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
