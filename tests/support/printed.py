"""Documents as they are printed, and what can be read on the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2

from spaceinvoices_sandbox import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT: dict[str, Any] = {
    "type": "invoice",
    "number": "2026-00001",
    "date": "2026-11-27T00:00:00.000Z",
    "dateDue": "2026-12-27T00:00:00.000Z",
    "currencyId": "EUR",
    "_documentIssuer": {"name": "Acme d.o.o.", "country": "Slovenia", "taxNumber": "SI12345678"},
    "_documentClient": {"name": "Rocket man"},
    "_documentItems": [
        {
            "name": "Space suit",
            "quantity": 2,
            "price": 1000,
            "total": 2000,
            "_documentItemTaxes": [{"rate": 22}],
        }
    ],
    "total": 2000,
    "totalWithTax": 2440,
    "totalDue": 2440,
    "_documentTaxes": [{"tax": 22, "abbreviation": "DDV", "base": 2000, "totalTax": 440}],
}


def printed(**more: Any) -> bytes:
    """The PDF of an invoice that is as usual but for these fields and arguments of `render`."""
    names = {"language", "locale", "sources", "logo", "plain"}
    if isinstance(more.get("signature"), bytes):  # a picture; the text is of the document
        names.add("signature")
    arguments = {name: more.pop(name) for name in names & {*more}}
    return pdf.render({**DOCUMENT, **more}, **arguments)


def pages(data: bytes) -> list[str]:
    """The text of each page, line by line."""
    with pypdfium2.PdfDocument(data) as document:
        return [*map(_text, document)]


def lines(data: bytes) -> list[str]:
    """The lines of all pages."""
    return [line for page in pages(data) for line in page.splitlines()]


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    told = text.get_text_bounded().replace("\r\n", "\n").replace("\xa0", " ")
    text.close()
    return told


def letters(data: bytes) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each character of the first page with left, bottom, right and top, in points."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        for index in range(text.count_chars()):
            yield text.get_text_range(index, 1), text.get_charbox(index)
        text.close()


def pictures(data: bytes) -> int:
    """How many pictures stand on the first page."""
    with pypdfium2.PdfDocument(data) as document:
        return sum(
            one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for one in document[0].get_objects()
        )
