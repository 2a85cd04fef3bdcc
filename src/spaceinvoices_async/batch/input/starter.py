"""Proposes a first mapping for a file, from its header and first rows; nothing of it is assumed later."""

from __future__ import annotations

import csv
import itertools
import json
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from attrs import frozen

from spaceinvoices_async.batch.errors import SourceError
from spaceinvoices_async.batch.input.arrow import ARROW, PARQUET, read_parquet
from spaceinvoices_async.batch.input.csv import read_csv
from spaceinvoices_async.batch.input.rows import SourceRow
from spaceinvoices_async.batch.input.table import TableSource
from spaceinvoices_async.batch.input.workbook import SUFFIXES, read_workbook

_ROWS: Final = 200
_DELIMITERS: Final = (",", ";", "\t", "|")
_FORMS: Final = (
    "%d.%m.%Y",
    "%d. %m. %Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S %z",
)
_KEYS: Final = frozenset(
    [
        "order",
        "ordernumber",
        "orderid",
        "orderno",
        "invoice",
        "invoiceno",
        "invoicenumber",
        "number",
        "name",
        "id",
        "bestellnummer",
        "rechnungsnr",
        "rechnungsnummer",
        "numerodefacture",
        "commande",
        "stracuna",
        "narocilo",
        "stnarocila",
    ]
)
_NAMES: Final[Mapping[str, str]] = {
    "client.name": "customer client customername clientname billingname company buyer kunde "
    "kundenname firma stranka kupec acheteur nomduclient raisonsociale fullname shipname",
    "client.email": "email mail customeremail clientemail epost eposta courriel billingemail",
    "client.country": "country billingcountry land drzava pays shipcountry",
    "client.address": "address billingaddress1 billingstreet street strasse naslov adresse",
    "client.city": "city billingcity ort stadt mesto ville",
    "client.zip": "zip billingzip postcode postalcode plz postnastevilka codepostal",
    "client.tax_number": "vatnumber taxnumber vatid ustid davcnastevilka numerodetva",
    "date": "date createdat orderdate invoicedate datum rechnungsdatum datumracuna saledate",
    "date_due": "duedate datedue falligkeit rokplacila zapade echeance",
    "currency_id": "currency currencycode wahrung valuta devise",
    "note": "note notes memo bemerkung opomba remarque",
    "items[].name": "item itemname article lineitemname product productname description artikel "
    "bezeichnung izdelek opis storitev produit designation libelle what",
    "items[].quantity": "quantity qty lineitemquantity menge anzahl kolicina kol quantite qte count",
    "items[].price": "price unitprice lineitemprice einzelpreis preis cena prixunitaire prix "
    "nettopreis itemprice prixht",
    "items[].price_gross": "grossprice pricegross bruttopreis bruttocena prixttc pricewithtax",
    "items[].discount": "discount rabatt popust remise",
    "items[].taxes[].rate": "vat vatrate tax taxrate mwst ust ddv tva tauxtva",
    "items[].sku": "sku stockcode lineitemsku artikelnummer articlenumber sifra",
    "items[].unit": "unit einheit enota unite",
    "expected_total_with_tax": "total ordertotal totalamount gesamtbetrag skupaj",
}
_PATHS: Final = {name: path for path, names in _NAMES.items() for name in names.split()}


@frozen(kw_only=True)
class StarterMapping:
    """A first mapping for a file.

    Attributes:
        text: The TOML file.
        key: The column that may be the key of a document; None if none looks like one.
        options: What the command has to be told about the file, such as `--delimiter ';'`.
    """

    text: str
    key: str | None
    options: tuple[str, ...]


def propose_mapping(path: Path, *, sheet: str | None = None) -> StarterMapping:
    """Look at the first rows of a file and propose how its columns are mapped.

    Args:
        path: Of a CSV file, a workbook, or a Parquet or Arrow file.
        sheet: Of a workbook; its first unless given.

    Raises:
        SourceError: The file cannot be read.
    """
    source, options = _opened(path, sheet)
    header = [name for name in source.header() if name]
    rows = [dict(row) for row in itertools.islice(source, _ROWS)]
    cells = {name: [text for row in rows if (text := _text(row.get(name)))] for name in header}
    mapped: dict[str, str] = {}
    for name in header:
        place = _PATHS.get(_loose(name))
        if place is not None and place not in mapped.values():
            mapped[name] = place
    key = next((name for name in header if _loose(name) in _KEYS and name not in mapped), None)
    return StarterMapping(text=_toml(header, mapped, cells, key), key=key, options=tuple(options))


def _opened(path: Path, sheet: str | None) -> tuple[TableSource, list[str]]:
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return read_workbook(path, sheet=sheet), ([] if sheet is None else [f"--sheet {sheet!r}"])
    if suffix in PARQUET + ARROW:
        return read_parquet(path), []
    encoding, text = _decoded(path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    options: list[str] = []
    if delimiter != ("\t" if suffix == ".tsv" else ","):
        options.append("--delimiter tab" if delimiter == "\t" else f"--delimiter '{delimiter}'")
    if encoding != "utf-8-sig":
        options.append(f"--encoding {encoding}")
    return _Untidy(path, delimiter, encoding), options


class _Untidy(TableSource):
    """A CSV file of which only the first rows matter; columns that stand twice count once."""

    typed = False

    def __init__(self, path: Path, delimiter: str, encoding: str) -> None:
        super().__init__(path)
        self._read = read_csv(path, delimiter=delimiter, encoding=encoding)

    def header(self) -> list[str]:
        """Return the names of the columns.

        Raises:
            SourceError: The file cannot be read, or is empty.
        """
        with self.path.open(newline="", encoding=self._read.encoding) as file:
            table = csv.reader(file, delimiter=self._read.delimiter)
            header = [name.removeprefix("\ufeff") for name in next(table, list[str]())]
        if not any(header):
            raise SourceError("has no header", file=self.path, line=1)
        return list(dict.fromkeys(header))

    def _lines(self) -> Iterator[SourceRow]:
        with self.path.open(newline="", encoding=self._read.encoding) as file:
            table = csv.reader(file, delimiter=self._read.delimiter)
            header = next(table, list[str]())
            for line, values in enumerate(table, start=2):
                if len(values) == len(header):
                    yield self._row([name.removeprefix("\ufeff") for name in header], values, line)


def _decoded(path: Path) -> tuple[str, str]:
    try:
        start = path.read_bytes()[:1_000_000]
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", file=path) from error
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", start.decode("utf-16", "replace")
    try:
        return "utf-8-sig", start[: start.rfind(b"\n") + 1 or None].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252", start.decode("cp1252", "replace")


def _toml(
    header: Sequence[str],
    mapped: Mapping[str, str],
    cells: Mapping[str, list[str]],
    key: str | None,
) -> str:
    lines = ["# A first proposal: look at every line. Paths are those of documents.create."]
    numbers = [
        text
        for name, place in mapped.items()
        if place.rpartition(".")[2] in {"price", "price_gross", "quantity", "discount", "rate"}
        for text in cells[name]
    ]
    if any(re.search(r",\d{1,2}\D*$", text) for text in numbers) and not any(
        re.search(r"\.\d{1,2}\D*$", text) for text in numbers
    ):
        lines.append("decimal_comma = true")
    dates = [cells[name] for name, place in mapped.items() if place.startswith("date")]
    lines += _date_lines([text for some in dates for text in some])
    lines += ["", "[columns]"]
    lines += [f"{_quoted(name)} = {_quoted(place)}" for name, place in mapped.items()]
    left = [name for name in header if name not in mapped and name != key]
    if left:
        lines += ["", "# Not recognised; take the mark away and write where they go:"]
        lines += [f'# {_quoted(name)} = ""  # such as {_example(cells[name])}' for name in left]
    lines += ["", "[constants]", 'type = "invoice"', ""]
    return "\n".join(lines)


def _date_lines(texts: Sequence[str]) -> list[str]:
    """Return the setting for dates that all of these can be read by; more than one is said."""
    if not texts or all(_is_iso(text) for text in texts):
        return []
    forms = [form for form in _FORMS if all(_reads(text, form) for text in texts)]
    if not forms:
        return [f'# date_format = "..."  # for dates such as {_example(texts)}']
    others = f"  # or {', '.join(forms[1:])}: look at the days" if len(forms) > 1 else ""
    return [f"date_format = {_quoted(forms[0])}{others}"]


def _is_iso(text: str) -> bool:
    """Return whether a cell is a day or a time with zone, to be read without a form."""
    zoned = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[-+]\d{2}:\d{2}))?"
    return re.fullmatch(zoned, text) is not None


def _reads(text: str, form: str) -> bool:
    try:
        time.strptime(text, form)
    except ValueError:
        return False
    return True


def _example(texts: Sequence[str]) -> str:
    text = texts[0] if texts else ""
    return _quoted("".join(letter if letter.isprintable() else " " for letter in text[:30]))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _text(value: object) -> str:
    if isinstance(value, datetime):  # a date of a workbook: its form is no question
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def _loose(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
