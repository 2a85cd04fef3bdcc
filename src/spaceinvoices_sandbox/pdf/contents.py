"""What a page says: the words, rows and amounts of one document, in order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from spaceinvoices_sandbox.loopback.json_types import objects_in
from spaceinvoices_sandbox.pdf.formats import MOST_PLACES, Formats, decimal, truncated
from spaceinvoices_sandbox.pdf.notes import (
    printed_clause,
    printed_note,
    translated_note,
    without_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spaceinvoices_sandbox.loopback.json_types import Json
    from spaceinvoices_sandbox.pdf.labels import Language

_COLUMNS: Final = ("quantity", "price", "tax", "amount")
_TO_BE_PAID: Final = frozenset({"invoice", "advance"})
_SHORT_UNIT: Final = 8
"""Letters of a unit that stands in the line of its quantity."""
_MEASURED_UNIT: Final = 24
"""Letters of a unit beyond which it is broken between words."""
_MEASURED: Final = 4
"""The longest figures of a column, among which the widest is looked for."""
_HAN: Final = {
    **dict.fromkeys(("JP",), ("ja", "JP")),
    **dict.fromkeys(("KR", "KP"), ("ko", "KR")),
    **dict.fromkeys(("TW", "HK", "MO"), ("zh", "TW")),
    **dict.fromkeys(("CN", "SG"), ("zh", "CN")),
}
_NO_BREAK: Final = "\xa0"

Figures = list[list[str]]
"""The lines of each cell of a row, but for the name."""


class Contents:
    """The parts of a page from top to bottom."""

    def __init__(self, document: Mapping[str, Json], language: Language) -> None:
        self.document = document
        self.words = language.words
        self.language = language
        self.format = Formats(language.locale, text(document, "currencyId") or "EUR")

    def page(self, sources: Iterable[Mapping[str, Json]], *, plain: bool) -> dict[str, Json]:
        """Return all that is written on the page.

        Args:
            sources: The documents that a credit note credits.
            plain: Whether the footer is left out.
        """
        number = (
            self.words["draft"] if self.document.get("draft") else text(self.document, "number")
        )
        return {
            "lang": self.language.code,
            "han": self._han(),
            "title": f"{self._kind(self.document)} {number}".strip(),
            "author": text(record_of(self.document, "_documentIssuer"), "name"),
            "kind": self._kind(self.document),
            "number": number,
            "canceled": self.words["canceled"] if self.document.get("canceled") else "",
            "from": [self.words["from"], self._party("_documentIssuer")],
            "to": [self.words["to"], self._party("_documentClient")],
            "details": [*self._dates(), *self._references(sources)],
            **self._table(),
            "totals": self._totals(),
            "stamp": self._stamp(),
            "reverse-title": f"{self.words['reverse']} \u2013 {self.words['notInTotal']}",
            "reverse": self._reverse_taxes(),
            "clause": self._clause(),
            "note": self._note(),
            "signature": self._localized(self.document, "signature"),
            "page": self.words["page"],
            "footer": "" if plain else self._localized(self.document, "footer"),
        }

    def _kind(self, document: Mapping[str, Json]) -> str:
        kind = text(document, "type")
        return self.words.get(kind, kind)

    def _han(self) -> list[Json]:
        """Language and region whose shapes Chinese characters have: those of the client's country."""
        parties = ("_documentClient", "_documentIssuer")
        codes = (text(record_of(self.document, one), "countryAlpha2Code") for one in parties)
        return [*next((_HAN[code] for code in codes if code in _HAN), _HAN["CN"])]

    def _party(self, name: str) -> list[Json]:
        party = record_of(self.document, name)
        town = " ".join(filter(None, (text(party, "zip"), text(party, "city"))))
        told = [text(party, "name"), text(party, "address"), text(party, "address2"), town]
        told += [text(party, "state"), text(party, "country")]
        told += [
            f"{self.words[key]}: {text(party, key)}"
            for key in ("taxNumber", "companyNumber")
            if text(party, key)
        ]
        told.append(", ".join(filter(None, (text(party, "bank"), text(party, "SWIFT")))))
        told.append(text(party, "IBAN").replace(" ", _NO_BREAK))
        told.append(text(party, "email"))
        return [line for part in told for line in part.splitlines() if line.strip()]

    def _dates(self) -> list[Json]:
        pairs: list[Json] = []
        for name in ("date", "dateService", "dateDue", "dateValidTill", "datePaid"):
            days = [text(self.document, name)]
            if name == "dateService":
                days.append(text(self.document, "dateServiceTo"))
            told = " \u2013 ".join(dict.fromkeys(self._day(day) for day in days if day))
            if told:
                pairs.append([self.words[name], told])
        return pairs

    def _references(self, sources: Iterable[Mapping[str, Json]]) -> list[Json]:
        """Return what the document refers to: the payment reference, and what it credits."""
        pairs: list[Json] = []
        if text(self.document, "reference"):
            pairs.append([self.words["reference"], text(self.document, "reference")])
        if text(self.document, "type") == "credit-note":
            for source in sources:
                told = f"{self._kind(source)} {text(source, 'number')}".replace(" ", _NO_BREAK)
                pairs.append([self.words["credited"], f"{told}, {self._day(text(source, 'date'))}"])
        return pairs

    def _day(self, date: str) -> str:
        return self.format.date(date).replace(" ", _NO_BREAK)

    def _table(self) -> dict[str, Json]:
        rows: list[Json] = []
        figures: list[Figures] = []
        for item in objects_in(self.document.get("_documentItems")):
            separator = bool(item.get("isSeparator"))
            cells = [] if separator else self._figures(item)
            if not separator:
                figures.append(cells)
            told: list[Json] = [[*lines] for lines in cells]
            rows.append(
                {
                    "name": self._localized(item, "name"),
                    "description": self._description(item),
                    "separator": separator,
                    "cells": told,
                }
            )
        heads = [self.words[name] for name in _COLUMNS]
        return {
            "heads": [self.words["item"], *heads],
            "rows": rows,
            "widest": _widest(heads, figures),
        }

    def _description(self, item: Mapping[str, Json]) -> str:
        told = [self._localized(item, "description")]
        if item.get("discount"):
            amount = self.format.money(-decimal(item.get("totalDiscount")))
            share = "" if item.get("discountIsAmount") else self.format.percent(item["discount"])
            told.append(f"{self.words['discount']}: {f'{share} ({amount})' if share else amount}")
        return "\n".join(line for line in told if line)

    def _figures(self, item: Mapping[str, Json]) -> Figures:
        places = self.document.get("decimalPlaces")
        places = places if isinstance(places, int) else MOST_PLACES
        quantity = self.format.number(item.get("quantity"), places)
        unit = self._localized(item, "unit")
        rates = [
            self.format.percent(tax.get("rate")) + ("*" if tax.get("reverseCharged") else "")
            for tax in objects_in(item.get("_documentItemTaxes"))
        ]
        short = len(unit) <= _SHORT_UNIT
        return [
            [f"{quantity}{_NO_BREAK}{unit}".strip()] if short else [quantity, unit],
            [self.format.price(item.get("price"))],
            rates,
            [self.format.money(item.get("total"))],
        ]

    def _totals(self) -> list[Json]:
        """Return rows that add up: net, taxes and gross; what is paid and what is due."""
        document, words, money = self.document, self.words, self.format.money
        net, gross = decimal(document.get("total")), decimal(document.get("totalWithTax"))
        rows: list[Json] = []
        discount = decimal(document.get("totalDiscount"))
        if discount:
            rows.append([words["beforeDiscount"], money(net + discount), False])
            rows.append([words["totalDiscount"], money(-discount), False])
        rows.append([words["subtotal"], money(net), False])
        charged = Decimal(0)
        for tax in objects_in(document.get("_documentTaxes")):
            rows.append([self._tax_label(tax), money(tax.get("totalTax")), False])
            charged += decimal(tax.get("totalTax"))
        rounding = round(gross - net - charged, 2)
        if rounding:
            rows.append([words["rounding"], money(rounding), False])
        kind = text(document, "type")
        rows.append(
            [words["totalCredited" if kind == "credit-note" else "total"], money(gross), True]
        )
        paid = decimal(document.get("totalPaid"))
        if paid:
            rows.append([words["paid"], money(-paid), False])
        if kind in _TO_BE_PAID:
            rows.append([words["due"], money(document.get("totalDue")), True])
        return rows

    def _tax_label(self, tax: Mapping[str, Json], mark: str = "") -> str:
        rate, name = self.format.percent(tax.get("tax")), text(tax, "abbreviation")
        plain = f"{truncated(decimal(tax.get('tax')), 2).normalize():f}"
        known = any(digits in name for digits in (plain, plain.replace(".", ",")))
        label = name if known else " ".join(filter(None, (name, rate)))
        if self._is_compound(tax):  # taken of other taxes too, of which the base tells nothing
            return f"{mark}{label}"
        return f"{mark}{label} {self.words['taxOn']} {self.format.money(tax.get('base'))}"

    def _is_compound(self, tax: Mapping[str, Json]) -> bool:
        wanted = (tax.get("tax"), tax.get("abbreviation"))
        return any(
            one.get("compound") and (one.get("rate"), one.get("abbreviation")) == wanted
            for item in objects_in(self.document.get("_documentItems"))
            for one in objects_in(item.get("_documentItemTaxes"))
        )

    def _reverse_taxes(self) -> list[Json]:
        return [
            [self._tax_label(tax, "* "), self.format.money(tax.get("totalTax")), False]
            for tax in objects_in(self.document.get("_documentReverseTaxes"))
        ]

    def _stamp(self) -> str:
        paid = self.document.get("paidInFull") and decimal(self.document.get("totalPaid"))
        return self.words["paidInFull"] if paid else ""

    def _clause(self) -> str:
        reverse = bool(objects_in(self.document.get("_documentReverseTaxes")))
        return printed_clause(text(self.document, "taxClause"), self.language, reverse=reverse)

    def _note(self) -> str:
        """Return the note without the line of the tax clause, which is printed by itself."""
        number, reference = (text(self.document, name) for name in ("number", "reference"))
        own = self._localized(self.document, "note")
        note = printed_note(own, number=number, reference=reference)
        note = without_line(note, text(self.document, "taxClause"))
        return translated_note(note, self.words)

    def _localized(self, record: Mapping[str, Json], name: str) -> str:
        """Return the text in the language of the page, where `l10n` has it."""
        known = record_of(record, "l10n")
        keys = (f"{name}_{code}" for code in (self.language.asked, self.language.code))
        return next((text(known, key) for key in keys if text(known, key)), text(record, name))


def _widest(heads: Sequence[str], rows: Sequence[Figures]) -> list[Json]:
    """Return the texts of each column that may be the widest, bold or not, with size."""
    found: list[Json] = []
    for column, head in enumerate(heads):
        lines = {
            line
            for cells in rows
            for index, line in enumerate(cells[column])
            if index == 0 or len(line) <= _MEASURED_UNIT
        }
        longest = sorted(lines, key=len, reverse=True)[:_MEASURED]
        measured: list[Json] = [[head, True, 0.85]]
        measured.extend([line, False, 1] for line in longest)
        found.append(measured)
    return found


def text(record: Mapping[str, Json], name: str) -> str:
    """Return the text of the name; empty where there is none."""
    value = record.get(name)
    return value if isinstance(value, str) else ""


def record_of(record: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    """Return the record of the name; empty where there is none."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}
