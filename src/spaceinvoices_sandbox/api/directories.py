"""Currencies, countries and companies: what everybody may look up."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, cast

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_precision, get_currency_symbol

from spaceinvoices_sandbox.api import countries
from spaceinvoices_sandbox.api.calculation import shown
from spaceinvoices_sandbox.api.registry import handles
from spaceinvoices_sandbox.loopback import filters, matching
from spaceinvoices_sandbox.loopback.answers import Page
from spaceinvoices_sandbox.loopback.schemas import Schema

if TYPE_CHECKING:
    from spaceinvoices_sandbox.api.call import Call
    from spaceinvoices_sandbox.loopback.answers import Answer
    from spaceinvoices_sandbox.loopback.json_types import Json, Record
    from spaceinvoices_sandbox.loopback.schemas import PropertyType

_CRYPTO: Final = {
    "BTC": ("Bitcoin", "₿", 8),
    "ETH": ("Ether", "Ξ", 18),
    "LTC": ("Litecoin", "Ł", 8),
}
_CODE_LENGTH: Final = 3
_SEARCHED: Final = ("name", "taxNumber", "companyNumber")


def _texts(names: str) -> dict[str, PropertyType]:
    return dict.fromkeys(names.split(), "string")


_CURRENCY: Final = Schema(
    model="Currency",
    table="",
    properties={**_texts("id isoName name namePlural symbol symbolNative type")},
)
_COUNTRY: Final = Schema(
    model="Country",
    table="",
    properties={**_texts("name alpha2Code alpha3Code nativeName numericCode currency union")},
)
_COMPANY: Final = Schema(
    model="Company",
    table="",
    properties={**_texts("id name address city zip country taxNumber companyNumber")},
)


@functools.cache
def _currencies() -> tuple[Record, ...]:
    names = cast("dict[str, str]", dict(Locale("en").currencies))
    used = {code for codes in get_global("territory_currencies").values() for code, *_ in codes}
    fiat = [
        _currency(code, names[code], get_currency_symbol(code, "en"), get_currency_precision(code))
        for code in sorted(used)
        if code in names and len(code) == _CODE_LENGTH
    ]
    crypto = [
        {**_currency(code, name, symbol, digits), "type": "crypto"}
        for code, (name, symbol, digits) in _CRYPTO.items()
    ]
    return (*fiat, *crypto)


def _currency(code: str, name: str, symbol: str, digits: int) -> Record:
    record: Record = {"id": code, "isoName": code, "name": name, "namePlural": name}
    record |= {"symbol": symbol, "symbolNative": symbol, "decimalDigits": digits, "type": "fiat"}
    return record


@functools.cache
def _countries() -> tuple[Record, ...]:
    territories = cast("dict[str, str]", dict(Locale("en").territories))
    known = ((code, territories[code]) for code in countries.codes())
    return tuple(_country(code, name) for code, name in sorted(known, key=lambda pair: pair[1]))


def _country(code: str, name: str) -> Record:
    country = countries.find(code)
    taxes: list[Json] = [
        {
            "name": tax.name,
            "abbreviation": tax.abbreviation,
            "rate": str(shown(tax.rate)),
            "classification": tax.classification,
        }
        for tax in (country.taxes if country else ())
    ]
    return {
        "name": name,
        "alpha2Code": code,
        "nativeName": countries.native_name(code) or name,
        "currency": country.currency if country else countries.CURRENCY,
        "taxes": taxes,
        "states": [],
        "translations": {},
        "defaults": [],
    }


def _page(call: Call, schema: Schema, rows: tuple[Record, ...]) -> Page:
    """Return one page of rows that no table holds."""
    query = filters.read_filter(call.arguments.get("filter"), schema)
    found = [row for row in rows if matching.matches(query.where, row)]
    for name, descending in reversed(query.order):
        found.sort(key=lambda row: str(row.get(name, "")), reverse=descending)
    window = found[query.skip : query.skip + query.limit]
    if query.fields is not None:
        wanted = query.fields
        window = [{name: row[name] for name in row if name in wanted} for row in window]
    return Page(window, len(found))


@handles("currencies_list")
def find_currencies(call: Call) -> Answer:
    """Return the currencies of the world, and some that no state issues."""
    return _page(call, _CURRENCY, _currencies())


@handles("countries_list")
def find_countries(call: Call) -> Answer:
    """Return the countries of the world."""
    return _page(call, _COUNTRY, _countries())


@handles("countries_match")
def match_country(call: Call) -> Answer:
    """Return the code of the country that the text names, or nothing."""
    return {"match": countries.code(call.required("term"))}


@functools.cache
def _companies() -> tuple[Record, ...]:
    """Return a few companies that do not exist: the registers themselves are not kept here."""
    names = ("Space Exploration d.o.o.", "Raketa d.d.", "Orbita s.p.")
    return tuple(
        {
            "id": f"{number:024x}",
            "name": name,
            "address": f"Vesoljska cesta {number}",
            "city": "Ljubljana",
            "zip": "1000",
            "country": "Slovenia",
            "countryAlpha2Code": "SI",
            "taxNumber": f"SI{10000000 + number}",
            "taxSubject": True,
            "companyNumber": f"{2000000000 + number}",
            "source": "sandbox",
            "custom": {},
            "_data": [],
        }
        for number, name in enumerate(names, start=1)
    )


@handles("companies_list")
def find_companies(call: Call) -> Answer:
    """Return the companies there are."""
    return _page(call, _COMPANY, _companies())


@handles("companies_search")
def search_companies(call: Call) -> Answer:
    """Return the companies whose name or number holds the term, whatever its case."""
    term, country = call.required("term").casefold(), call.text("country")
    code = countries.code(country)
    return [
        company
        for company in _companies()
        if any(term in str(company[name]).casefold() for name in _SEARCHED)
        and (country is None or company["countryAlpha2Code"] == code)
    ]
