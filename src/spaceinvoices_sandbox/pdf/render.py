"""One document drawn on A4 pages."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from PIL import Image, UnidentifiedImageError

from spaceinvoices_sandbox.pdf import formats
from spaceinvoices_sandbox.pdf.labels import labels
from spaceinvoices_sandbox.pdf.page import ACCENT, GREY, INK, LINE, RIGHT, WIDTH, InvoicePage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spaceinvoices_sandbox.loopback.json_types import Json

_LOGO: Final = (52, 20)
_WITHOUT_ACCOUNT: Final = re.compile(
    r"^Please pay to bank account \.$\n?(?:^When paying please use reference [^ \n]*\.$\n?)?",
    re.MULTILINE,
)
"""The API's own lines on payment, filled in for an issuer without a bank account."""
_COLUMNS: Final = (78.0, 20.0, 26.0, 20.0, 30.0)


def render(
    document: Mapping[str, Json],
    *,
    language: str | None = None,
    logo: bytes | None = None,
    signature: bytes | None = None,
    plain: bool = False,
) -> bytes:
    """The document as PDF; `plain` leaves out the head with the logo and the footer."""
    drawing = _Drawing(document, language)
    drawing.page.footer_text = "" if plain else _text(document, "footer")
    drawing.page.add_page()
    if not plain:
        drawing.logo(logo)
    drawing.title()
    drawing.parties()
    drawing.lines()
    drawing.totals()
    drawing.note(signature)
    return bytes(drawing.page.output())


def _text(record: Mapping[str, Json], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _printed_note(note: str) -> str:
    """The note without the lines of the API's own text that name what there is not.

    Without an IBAN nothing stands between "account" and the full stop, and the number after this
    document's is no reference to pay it by.
    """
    return _WITHOUT_ACCOUNT.sub("", note).strip()


def _record(record: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _records(record: Mapping[str, Json], name: str) -> list[Mapping[str, Json]]:
    value = record.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


class _Drawing:
    """The parts of a page from top to bottom."""

    def __init__(self, document: Mapping[str, Json], language: str | None) -> None:
        self.document = document
        self.words = labels(language)
        self.format = formats.Formats(language, _text(document, "currencyId") or "EUR")
        self.page = InvoicePage(self.words["page"])

    def logo(self, data: bytes | None) -> None:
        """The uploaded logo; a file that is no picture is left out, as a browser would."""
        picture = _picture(data)
        if picture is not None:
            self.page.image(
                picture, x=RIGHT - _LOGO[0], y=14, w=_LOGO[0], h=_LOGO[1], keep_aspect_ratio=True
            )

    def title(self) -> None:
        """Kind, number and dates."""
        page, document = self.page, self.document
        page.set_y(16)
        page.ink(ACCENT, 22, bold=True)
        kind = self.words.get(_text(document, "type"), _text(document, "type"))
        page.cell(0, 10, kind, new_x="LMARGIN", new_y="NEXT")
        page.ink(INK, 12)
        number = self.words["draft"] if document.get("draft") else _text(document, "number")
        page.cell(0, 7, number, new_x="LMARGIN", new_y="NEXT")
        if document.get("canceled"):
            page.ink((180, 40, 40), 12, bold=True)
            page.cell(0, 7, self.words["canceled"], new_x="LMARGIN", new_y="NEXT")
        page.ln(5)

    def parties(self) -> None:
        """Issuer, client and dates, side by side."""
        top = self.page.get_y()
        issuer = self.page.block(18, top, self.words["from"], self._party("_documentIssuer"))
        client = self.page.block(80, top, self.words["to"], self._party("_documentClient"))
        dates = self.page.pairs(142, top, self._dates())
        self.page.set_y(max(issuer, client, dates) + 8)

    def _party(self, name: str) -> list[str]:
        party = _record(self.document, name)
        town = " ".join(filter(None, (_text(party, "zip"), _text(party, "city"))))
        told = [_text(party, "name"), _text(party, "address"), _text(party, "address2"), town]
        told += [_text(party, "state"), _text(party, "country")]
        told += [
            f"{self.words[key]}: {_text(party, key)}"
            for key in ("taxNumber", "companyNumber")
            if _text(party, key)
        ]
        account = " ".join(filter(None, (_text(party, "bank"), _text(party, "IBAN"))))
        return [line for line in (*told, account, _text(party, "email")) if line]

    def _dates(self) -> list[tuple[str, str]]:
        names = ("date", "dateService", "dateDue", "dateValidTill", "datePaid")
        pairs = [
            (self.words[name], self.format.date(_text(self.document, name)))
            for name in names
            if _text(self.document, name)
        ]
        if _text(self.document, "reference"):
            pairs.append((self.words["reference"], _text(self.document, "reference")))
        return pairs

    def lines(self) -> None:
        """The table of what is charged."""
        names = ("item", "quantity", "price", "tax", "amount")
        self.page.table_head([self.words[name] for name in names], _COLUMNS)
        for item in _records(self.document, "_documentItems"):
            cells = [""] * 4 if item.get("isSeparator") else self._figures(item)
            self.page.table_row(
                _text(item, "name"), self._description(item), cells, _COLUMNS, self._head
            )

    def _head(self) -> None:
        names = ("item", "quantity", "price", "tax", "amount")
        self.page.table_head([self.words[name] for name in names], _COLUMNS)

    def _description(self, item: Mapping[str, Json]) -> str:
        told = [_text(item, "description")]
        if item.get("discount"):
            discount = item["discount"]
            amount = (
                self.format.money(discount)
                if item.get("discountIsAmount")
                else f"{self.format.number(discount)} %"
            )
            told.append(f"{self.words['discount']}: {amount}")
        return "\n".join(line for line in told if line)

    def _figures(self, item: Mapping[str, Json]) -> list[str]:
        quantity = f"{self.format.number(item.get('quantity'))} {_text(item, 'unit')}".strip()
        rates = [
            f"{self.format.number(tax.get('rate'))} %"
            for tax in _records(item, "_documentItemTaxes")
        ]
        return [
            quantity,
            self.format.price(item.get("price")),
            "\n".join(rates),
            self.format.money(item.get("total")),
        ]

    def totals(self) -> None:
        """Net, taxes, gross, and what is paid and due."""
        document, words = self.document, self.words
        rows: list[tuple[str, str, bool]] = []
        if document.get("totalDiscount"):
            rows.append(
                (words["totalDiscount"], self.format.money(document["totalDiscount"]), False)
            )
        rows.append((words["subtotal"], self.format.money(document.get("total")), False))
        for field, mark in (
            ("_documentTaxes", ""),
            ("_documentReverseTaxes", f" ({words['reverse']})"),
        ):
            for tax in _records(document, field):
                rate = f"{self.format.number(tax.get('tax'))} %"
                name = _text(tax, "abbreviation") or rate
                label = f"{name} {words['taxOn']} {self.format.money(tax.get('base'))}{mark}"
                rows.append((label, self.format.money(tax.get("totalTax")), False))
        rows.append((words["total"], self.format.money(document.get("totalWithTax")), True))
        if document.get("totalPaid"):
            rows.append((words["paid"], self.format.money(document["totalPaid"]), False))
        rows.append((words["due"], self.format.money(document.get("totalDue")), True))
        self.page.totals(rows)
        if document.get("paidInFull"):
            self.page.stamp(words["paidInFull"])

    def note(self, signature: bytes | None) -> None:
        """Note, tax clause and signature."""
        page = self.page
        page.ln(6)
        page.ink(INK, 9)
        page.multi_cell(
            WIDTH, 4.6, _printed_note(_text(self.document, "note")), new_x="LMARGIN", new_y="NEXT"
        )
        page.ln(6)
        picture = _picture(signature)
        if picture is not None:
            page.image(picture, w=40, h=16, keep_aspect_ratio=True)
        page.ink(GREY, 9)
        page.multi_cell(
            WIDTH, 4.6, _text(self.document, "signature"), new_x="LMARGIN", new_y="NEXT"
        )
        page.set_draw_color(*LINE)


def _picture(data: bytes | None) -> Image.Image | None:
    if data is None:
        return None
    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    return picture
